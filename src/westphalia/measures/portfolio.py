"""Alliance similarity over third states: how alike two states' pacts are, their pacts with each other left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.measure import Measure
from westphalia.measures.members import of_members
from westphalia.measures.similarity_alliances import HELP, NONE, NOT_ATTACK, STAY_OUT
from westphalia.measures.similarity_votes import SIGNORINO
from westphalia.record.history import NEAR, Floats, History, Ints
from westphalia.record.once import once
from westphalia.record.rows import located
from westphalia.record.ties import PACTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

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


def alike(promised: NDArray[np.int64]) -> Floats:
    """Return S of the portfolios of all pairs over third states (n, n); NaN where there is no third state.

    Parameters
    ----------
    promised : ndarray (n, n)
        Level of the promise of each state (row) to each other (column), 0 to 3.

    Examples
    --------
    >>> alike(np.array([[0, 0, 3, 0], [0, 0, 3, 2], [3, 3, 0, 0], [0, 2, 0, 0]]))[0, 1].round(3)
    np.float64(0.333)
    """
    apart = np.zeros(promised.shape)
    for level in range(1, LEVELS + 1):
        held = (promised >= level).astype(np.float64)
        count = held.sum(axis=1)
        apart += count[:, None] + count[None, :] - 2 * held @ held.T
    own = promised.diagonal()
    mine = np.abs(promised - own[None, :])  # the position towards the second of the pair against its own
    apart -= mine + mine.T
    others = len(promised) - 2
    return 1 - 2 * apart / (LEVELS * others) if others > 0 else np.full(promised.shape, np.nan)


@once(latest=NEAR)
def similarity(source: Source, year: int) -> Floats:
    """Return S over third states of all pairs of members of a year, NaN for others (n, n)."""
    history = History(source, year)
    listed = np.flatnonzero(history.present)
    return of_members(history, alike(promises(source).matrix(year)[np.ix_(listed, listed)]))


def of_similarity(history: History) -> Floats:
    """Return S of alliance portfolios over third states (n, n)."""
    return similarity(history.source, history.year)


MEASURES = (
    Measure(
        "alliance_similarity",
        "S of alliance portfolios towards third states",
        "dyad",
        "pacts",
        more="more alike",
        covers=PACTS,
        unit="-1 to 1",
        low=-1,
        high=1,
        drawn=("atop_5_1",),
        description="1 less twice the mean distance, as a share of the greatest possible, of what the two promise each third state in pacts in force on 31 "
        "December: 3 defence or offence, 2 neutrality or consultation, 1 non-aggression alone, 0 nothing. What they promise each other is left out. As most states "
        "promise most others nothing, values lie near 1",
        reference=SIGNORINO,
        driver="revisionism",
        equation=r"1 - \frac{2}{3(n-2)} \sum_{k \ne i,j} |p_{ik} - p_{jk}|",
        reads=("promises",),
        compute=of_similarity,
    ),
)
