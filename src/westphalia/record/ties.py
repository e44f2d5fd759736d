"""Ties between states as they stand at the end of each year: pacts, defence cooperation agreements and deliveries of arms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from westphalia.lazy import np, pl
from westphalia.record import sums
from westphalia.record.coverage import since
from westphalia.record.in_force import SMALL
from westphalia.record.once import once
from westphalia.record.rows import located
from westphalia.record.spells import LASTING, PAIR, last_year

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.grid import Bools, Ints
    from westphalia.record.source import Source

PACTS, AGREEMENTS, DELIVERIES = (
    since(1816, "pacts"),
    since(1980, "defence_agreements"),
    since(1950, "arms_transfers"),
)
"""Years that the sources of ties cover."""
WINDOW = 5
"""Years in which a delivery makes a supplier relation."""
Array: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties of one kind; pairs by place among all codes, ``one < two``.

    Parameters
    ----------
    one, two : ndarray (m,)
        Places of the states.
    first, last : ndarray (m,)
        First and last year at whose end the tie stands; ``last < first`` where it began and ended within a year.
    label : ndarray (m,)
        Number of the alliance; 0 for other kinds.
    members : ndarray (m,)
        Members when the tie began.
    size : ndarray (m,)
        Volume of a delivery; 1 for other kinds.
    states : int
        How many codes.
    """

    one: Ints
    two: Ints
    first: Ints
    last: Ints
    label: Ints
    members: Ints
    size: Array
    states: int

    def stand(self, year: int) -> Bools:
        """Tell which stand at the end of a year."""
        return (self.first <= year) & (year <= self.last)

    def matrix(self, year: int) -> NDArray[np.float32]:
        """Return which pairs have a tie at the end of a year, 1 or 0 (n, n)."""
        return self.square(self.stand(year))

    def square(self, mask: Bools) -> NDArray[np.float32]:
        """Return the pairs of some ties as 1 in a symmetric matrix (n, n)."""
        found = np.zeros((self.states, self.states), dtype=np.float32)
        found[self.one[mask], self.two[mask]] = 1
        found[self.two[mask], self.one[mask]] = 1
        return found

    def keep(self, mask: Bools) -> Ties:
        """Return some of the ties."""
        columns = (self.one, self.two, self.first, self.last, self.label, self.members)
        one, two, first, last, label, members = (column[mask] for column in columns)
        return Ties(one, two, first, last, label, members, self.size[mask], self.states)


FEW = 10
"""A promise to consult or to stay out is an alliance among at most so many members; one of more is a charter."""
Which = Literal["all", "small", "large", "help", "alliance"]
"""All pacts; small ones (:data:`westphalia.record.in_force.SMALL`); larger ones; those in which either promises help in war; those and promises of few to consult or to stay out."""


@once
def pacts(source: Source, which: Which = "all") -> Ties:
    """Return the pacts between all states that there ever are, one for each phase of an alliance, or some of them.

    Examples
    --------
    >>> import westphalia as wp
    >>> world = wp.load()
    >>> germany, russia = np.searchsorted(world.universe(), [255, 365])
    >>> [year for year in range(1936, 1946) if pacts(world).matrix(year)[germany, russia]]
    [1939, 1940]
    """
    kept = {
        "all": pl.lit(True),
        "small": pl.col("members") <= SMALL,
        "large": pl.col("members") > SMALL,
        "help": pl.col("defense") | pl.col("offense"),
        "alliance": pl.col("defense")
        | pl.col("offense")
        | ((pl.col("neutral") | pl.col("consul")) & (pl.col("members") <= FEW)),
    }
    frame = source.listed("pacts").filter(kept[which])
    return _ties(frame.rename({"atopid": "label"}), source)


@once
def agreements(source: Source) -> Ties:
    """Return the defence cooperation agreements between states, each from its signature."""
    return _ties(source.listed("agreements").select("ccode1", "ccode2", "end", start="signed"), source)


@once
def deliveries(source: Source) -> Ties:
    """Return deliveries of arms, one for each pair and year with any, as ties that last for five years."""
    low, high = pl.min_horizontal("supplier", "recipient"), pl.max_horizontal("supplier", "recipient")
    sent = source.listed("deliveries").group_by(ccode1=low, ccode2=high, year="year")
    found = sent.agg(sums.total(pl.col("tiv"))).filter(pl.col("ccode1") != pl.col("ccode2"))
    found = found.sort("ccode1", "ccode2", "year")
    year = found["year"].to_numpy().astype(np.int64)
    ones = np.ones(len(year), dtype=np.int64)
    return _placed(found, source, year, year + WINDOW - 1, 0 * ones, 2 * ones, found["tiv"].to_numpy())


def _ties(frame: pl.DataFrame, source: Source) -> Ties:
    last = last_year("at its end").fill_null(LASTING)
    frame = frame.with_columns(first=pl.col("start").dt.year(), last=last)
    first, until = (frame[name].to_numpy().astype(np.int64) for name in ("first", "last"))
    ones = np.ones(frame.height, dtype=np.int64)
    label = frame["label"].to_numpy().astype(np.int64) if "label" in frame.columns else 0 * ones
    members = frame["members"].to_numpy().astype(np.int64) if "members" in frame.columns else 2 * ones
    return _placed(frame, source, first, until, label, members, ones.astype(np.float64))


def _placed(
    frame: pl.DataFrame, source: Source, first: Ints, last: Ints, label: Ints, members: Ints, size: Array
) -> Ties:
    codes = source.universe()
    (one, known), (two, there) = (located(codes, frame[name].to_numpy()) for name in PAIR)
    return Ties(one, two, first, last, label, members, size, len(codes)).keep(known & there)
