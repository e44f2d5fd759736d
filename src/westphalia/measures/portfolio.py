"""Alliance portfolios over third states: how much of what two states promise others is the same, their pacts with each other left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.measure import Measure
from westphalia.measures.members import of_members
from westphalia.measures.similarity_alliances import HELP, NONE, NOT_ATTACK, STAY_OUT
from westphalia.record.history import NEAR, Floats, History, Ints
from westphalia.record.once import once
from westphalia.record.rows import located
from westphalia.record.ties import PACTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

JACCARD = (
    "Jaccard, Paul (1912). The Distribution of the Flora in the Alpine Zone. New Phytologist 11(2): 37-50."
)
LEVELS = 3
"""The highest obligation: 3 defence or offence, 2 neutrality or consultation, 1 non-aggression alone, 0 none."""


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises of one state to another: places among codes, years at whose end they stand, and level (m,) each."""

    one: Ints
    two: Ints
    first: Ints
    last: Ints
    level: Ints
    states: int

    def matrix(self, year: int) -> NDArray[np.int64]:
        """Return the highest promise of each state to each other at the end of a year (n, n)."""
        found = np.zeros((self.states, self.states), dtype=np.int64)
        stand = (self.first <= year) & (year <= self.last)
        np.maximum.at(found, (self.one[stand], self.two[stand]), self.level[stand])
        return found


@once
def promises(source: Source) -> Promises:
    """Return all promises between states."""
    help_ = pl.col("defense") | pl.col("offense")
    level = pl.when(help_).then(HELP).when(pl.col("neutral") | pl.col("consul")).then(STAY_OUT)
    promised = level.when(pl.col("nonagg")).then(NOT_ATTACK).otherwise(NONE).alias("level")
    found = source.listed("promises").select("ccode1", "ccode2", "first", "last", promised)
    codes = source.universe()
    (one, known), (two, there) = (located(codes, found[name].to_numpy()) for name in ("ccode1", "ccode2"))
    kept = known & there
    first, last, levels = (
        found[name].to_numpy().astype(np.int64)[kept] for name in ("first", "last", "level")
    )
    return Promises(one[kept], two[kept], first, last, levels, len(codes))


def overlap(promised: NDArray[np.int64]) -> Floats:
    """Return how much of what two states promise third states is the same (n, n): 0 where they promise none alike, or nothing.

    Parameters
    ----------
    promised : ndarray (n, n)
        Level of the promise of each state (row) to each other (column), 0 to 3.

    Returns
    -------
    ndarray (n, n)
        Sum of the smaller over the sum of the larger of the two promises to each third state: the two's promises to each other are left out.

    Examples
    --------
    The first two promise the third the same, the second the fourth something as well:

    >>> overlap(np.array([[0, 0, 3, 0], [0, 0, 3, 2], [3, 3, 0, 0], [0, 2, 0, 0]]))[0, 1].round(3)
    np.float64(0.6)
    """
    same, either = (np.zeros(promised.shape) for _ in range(2))
    for level in range(1, LEVELS + 1):
        held = (promised >= level).astype(np.float64)
        np.fill_diagonal(held, 0.0)
        both = held @ held.T
        own = held.sum(axis=1)[:, None] - held  # without what is promised to the other of the two
        same += both
        either += own + own.T - both
    return np.divide(same, either, out=np.zeros(promised.shape), where=either > 0)


@once(latest=NEAR)
def similarity(source: Source, year: int) -> Floats:
    """Return the overlap of the portfolios of all pairs of members of a year, NaN for others (n, n)."""
    history = History(source, year)
    listed = np.flatnonzero(history.present)
    promised = promises(source).matrix(year)[np.ix_(listed, listed)]
    return of_members(history, overlap(np.where(promised > NOT_ATTACK, promised, 0)))


def of_similarity(history: History) -> Floats:
    """Return the overlap of alliance portfolios over third states (n, n)."""
    return similarity(history.source, history.year)


MEASURES = (
    Measure(
        "alliance_overlap",
        "How much of what two states promise third states is the same",
        "dyad",
        "pacts",
        more="more alike",
        covers=PACTS,
        unit="0 to 1",
        low=0,
        high=1,
        drawn=("atop_5_1",),
        description="Sum over third states of the smaller of what the two promise it, over the sum of the larger, in pacts in force on 31 December: 3 defence or offence, 2 neutrality or consultation; "
        "non-aggression alone is nothing. 0 where they promise nothing alike or nothing at all: two states without pacts are not alike by that. What they promise each other is left out",
        reference=JACCARD,
        driver="revisionism",
        equation=r"\sum_{k \ne i,j} \min(p_{ik}, p_{jk}) \Big/ \sum_{k \ne i,j} \max(p_{ik}, p_{jk})",
        reads=("promises",),
        compute=of_similarity,
    ),
)
