"""A world in which every estimate is one draw from what its source leaves open: what is computed from it carries the uncertainty along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

from westphalia.errors import NotUnderstood
from westphalia.lazy import np, pl, special
from westphalia.record.once import once
from westphalia.record.schema import Column, Interval, Table
from westphalia.record.spread import deviation, reach
from westphalia.record.world import World

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

# Random numbers by key: a number hangs on what it is for and on nothing else, so not on order, on what else is asked, or on how many work at it.


Words: TypeAlias = "NDArray[np.uint64]"
STEP = 0x9E3779B97F4A7C15
MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
LAST = 31


def stream(*key: str | int) -> int:
    """Return the 64 bits that name a stream.

    Examples
    --------
    >>> stream("ideal points", 1, 7) == stream("ideal points", 1, 7), stream("a", 1) == stream("a1")
    (True, False)
    """
    text = "\x1f".join(f"{type(part).__name__}:{part}" for part in key)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def mixed(words: Words) -> Words:
    """Return every word with its bits mixed (the finaliser of SplitMix64).

    References
    ----------
    Steele, Lea and Flood (2014), Fast Splittable Pseudorandom Number Generators, OOPSLA: 453-472.
    """
    for shift, factor in MIX:
        words = (words ^ (words >> np.uint64(shift))) * np.uint64(factor)
    return words ^ (words >> np.uint64(LAST))


def words(of: int, *parts: ArrayLike) -> Words:
    """Return a word for every row of a stream.

    Parameters
    ----------
    of : int
        The stream, of :func:`stream`.
    *parts : array_like of whole numbers (rows,)
        What names a row: codes, a year.
    """
    rows = np.broadcast_arrays(*(np.atleast_1d(part) for part in parts))
    found = np.full(rows[0].shape, of, dtype=np.uint64)
    for part in rows:
        found = mixed((found ^ part.astype(np.int64).view(np.uint64)) + np.uint64(STEP))
    return found


def uniform(of: int, *parts: ArrayLike) -> Floats:
    """Return a number above 0 and below 1 for every row of a stream.

    Examples
    --------
    >>> all_rows = uniform(stream("x", 1), [2, 200, 365], [1990, 1990, 1991])
    >>> bool(uniform(stream("x", 1), [365], [1991])[0] == all_rows[2]), ((all_rows > 0) & (all_rows < 1)).tolist()
    (True, [True, True, True])
    """
    return ((words(of, *parts) >> np.uint64(12)).astype(np.float64) + 0.5) / 2.0**52


def normal(of: int, *parts: ArrayLike) -> Floats:
    """Return a standard normal number for every row of a stream."""
    drawn: Floats = special.ndtri(uniform(of, *parts))
    return drawn


def numbered(texts: Iterable[str | None]) -> NDArray[np.int64]:
    """Return a whole number for each text, to name rows by."""
    known: dict[str | None, int] = {}
    found = [known[t] if t in known else known.setdefault(t, stream(t or "") >> 1) for t in texts]
    return np.array(found, dtype=np.int64)


Floats: TypeAlias = "NDArray[np.float64]"
TIMES = {"year": 1700, "session": 0}
"""Columns of time, and where paths of errors begin, so that they are the same whatever years are asked for. No table is older."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Which draw.

    Parameters
    ----------
    number : int
        1 for the first.
    seed : int
        Another seed gives other draws.
    persistence : float
        Correlation of what a state's (or pair's) estimates miss in successive years. Posteriors are stored year by year, without it: 0 takes the
        years as independent, 1 lets an estimate miss by as many standard deviations in every year.
    """

    number: int
    seed: int = 1
    persistence: float = 0.0

    def __post_init__(self) -> None:
        """Check the persistence."""
        if not 0 <= self.persistence <= 1:
            raise NotUnderstood(
                f"A persistence of {self.persistence} is not between 0 and 1.",
                "It is the correlation of errors in successive years.",
                "0 takes years as independent.",
            )


class DrawnWorld(World):
    """A world seen through one draw: its tables hold drawn values in the columns of which they say how uncertain they are.

    :func:`seen_through` gives the one that is kept. A value is drawn once for a row of its table, so that it is the same wherever it is used: in every pair in which a state stands, in a
    distance and in the columns made from it.

    Parameters
    ----------
    world : World
        The world whose estimates are drawn.
    draw : Draw
        Which draw.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> one, again = (DrawnWorld(load(), Draw(1)).table("economy").filter(ccode=2, year=1990) for _ in range(2))
    >>> one.collect().equals(again.collect())
    True
    """

    def __init__(self, world: World, draw: Draw) -> None:
        super().__init__(world.manifest, world.last_known, world.user)
        self.draw, self._plain = draw, world

    def as_of(self, year: int) -> World:
        """Return the same draw of the world as it was known at the end of ``year``."""
        return seen_through(self._plain.as_of(year), self.draw)

    def apart(self) -> World:
        """Return the same draw of a world that shares nothing with this one."""
        return DrawnWorld(self._plain.apart(), self.draw)

    def whole(self) -> World:
        """Return the same draw of the world with everything that the edition knows."""
        return self if self.last_known is None else seen_through(self._plain.whole(), self.draw)

    def file(self, name: str) -> None:
        """Return None: no file holds what is drawn."""

    def scan(self, name: str, *, raw: bool = False) -> pl.LazyFrame:
        """Return a table with its estimates drawn."""
        table = self.declaration(name)
        frame = super().scan(name, raw=raw)
        return frame if table is None else drawn(frame, table, self.draw)


@once(latest=4)
def seen_through(world: World, draw: Draw) -> DrawnWorld:
    """Return a world seen through a draw; the last few asked for are kept, with what was computed for them.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> one = seen_through(load(), Draw(1))
    >>> one.as_of(1990) is one.as_of(1990), one.as_of(1990).whole() is one
    (True, True)
    """
    return DrawnWorld(world, draw)


def drawn(frame: pl.LazyFrame, table: Table, draw: Draw) -> pl.LazyFrame:
    """Return a table with values of its uncertain columns drawn.

    Parameters
    ----------
    frame : polars.LazyFrame
        The table, or some of its rows.
    table : Table
        Its declaration.
    draw : Draw
        Which draw.

    Notes
    -----
    A value is normal about the estimate; log-normal with the estimate as its mean where it can only be positive; where an interval is
    given each side has a half of its own, and nothing leaves the bounds of the column.
    """
    held = frame.collect_schema().names()
    made = []
    for column in table.uncertain():
        if column.name in held:
            parts = pl.struct(
                *(pl.col(key).alias(f"key {key}") for key in table.key),
                pl.col(column.name).cast(pl.Float64).alias("value"),
                *(side.cast(pl.Float64).alias(f"side {k}") for k, side in enumerate(_sides(column))),
            )
            made.append(
                parts.map_batches(_Drawing(table, column, draw), return_dtype=pl.Float64, is_elementwise=True)
                .cast(frame.collect_schema()[column.name])
                .alias(column.name)
            )
    return frame.with_columns(made)


def _sides(column: Column) -> tuple[pl.Expr, pl.Expr]:
    """Return one standard deviation downwards and one upwards."""
    if not isinstance(column.spread, Interval) or column.minimum is None:
        return deviation(column), deviation(column)
    apart, value = reach(column.spread), pl.col(column.name)
    return (value - pl.col(column.spread.low)) / apart, (pl.col(column.spread.high) - value) / apart


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws a column for rows of which it is given key, estimate and both deviations."""

    table: Table
    column: Column
    draw: Draw

    def __call__(self, rows: pl.Series) -> pl.Series:
        """Return the values."""
        parts = rows.struct.unnest()
        score = self.scores([parts[f"key {key}"] for key in self.table.key])
        value, down, up = (parts[name].to_numpy() for name in ("value", "side 0", "side 1"))
        return pl.Series(placed(self.column, value, down, up, score), nan_to_null=True)

    def scores(self, keys: list[pl.Series]) -> Floats:
        """Return how many standard deviations each row is from its estimate."""
        named = dict(zip(self.table.key, keys, strict=True))
        times = [(named.pop(name).to_numpy(), start) for name, start in TIMES.items() if name in named]
        units = [numbered(key) if key.dtype == pl.String else key.to_numpy() for key in named.values()]
        of = stream(self.table.name, self.column.name, self.draw.number, self.draw.seed)
        if times and self.draw.persistence:
            when, start = times[0]
            return path(of, units, when.astype(np.int64) - start, self.draw.persistence)
        return normal(of, *units, *(when for when, _ in times))


def path(of: int, units: list[NDArray[np.int64]], years: NDArray[np.int64], persistence: float) -> Floats:
    """Return standard normal numbers that are correlated over the years of a unit: a stationary autoregression of first order.

    Parameters
    ----------
    of : int
        The stream.
    units : list of ndarray (rows,)
        What names a state or pair.
    years : ndarray (rows,)
        The years, from 0, where the paths begin.
    persistence : float
        Correlation of one year with the next.

    Examples
    --------
    >>> one, other = path(1, [np.array([2, 2])], np.array([290, 320]), 1.0)
    >>> bool(one == other)
    True
    """
    found = np.empty(len(years))
    if not len(years):
        return found
    own, at = np.unique(np.stack(units), axis=1, return_inverse=True)
    order = np.argsort(years, kind="stable")
    begin = np.searchsorted(years, np.arange(years.max() + 2), sorter=order)
    fresh, now = np.sqrt(1 - persistence**2), normal(of, *own, 0)
    for year in range(years.max() + 1):
        if year:
            now = persistence * now + fresh * normal(of, *own, year)
        rows = order[begin[year] : begin[year + 1]]
        found[rows] = now[at.ravel()[rows]]
    return found


def placed(column: Column, value: Floats, down: Floats, up: Floats, score: Floats) -> Floats:
    """Return values that lie so many standard deviations from their estimates, in the bounds of their column.

    Parameters
    ----------
    column : Column
        The column.
    value, down, up : ndarray (rows,)
        Estimate, and its standard deviation downwards and upwards; where one is not known the estimate stands.
    score : ndarray (rows,)
        Standard normal numbers.

    Examples
    --------
    >>> share = Column("share", "float64", "", minimum=0, maximum=1)
    >>> placed(share, np.array([0.9, 0.9]), np.array([0.2, 0.2]), np.array([0.1, 0.1]), np.array([-1.0, 3.0])).tolist()
    [0.7, 1.0]
    """
    if column.minimum == 0 and column.maximum is None:
        with np.errstate(divide="ignore", invalid="ignore"):
            variance = np.log1p((down / value) ** 2)
            moved = np.exp(np.log(value) - variance / 2 + np.sqrt(variance) * score)
    else:
        moved = value + score * np.where(score < 0, down, up)
    found = np.where(np.isfinite(moved), moved, value)
    low, high = column.minimum, column.maximum
    return found.clip(-np.inf if low is None else low, np.inf if high is None else high)
