"""Amounts of a good by state and year, where several sources cover different years and are never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.record import sums
from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.report.brief import words
from westphalia.report.brief.figures import unit
from westphalia.report.brief.places import Place, place, share
from westphalia.report.view import Figure

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.state import State
    from westphalia.record.world import World

CARRY = 5
"""Most years that the last value of a source stands for later years."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One column of one source.

    Parameters
    ----------
    table, column, source : str
        Where it is.
    where : tuple of (column, value)
        Further conditions, for example the crop.
    key : str
        Column with the state; amounts of several rows (partners) are summed.
    after : str
        The table that goes before it: only years after its last are taken.
    """

    table: str
    column: str
    source: str
    where: tuple[tuple[str, Any], ...] = ()
    key: str = "ccode"
    after: str = ""

    def span(self, world: World) -> tuple[int, int]:
        """Return the first and last year taken from this source in this world; (1, 0) for none."""
        return _span(world, self)


@dataclass(frozen=True, slots=True)
class Measure:
    """An amount with its sources, the preferred one first."""

    name: str
    origins: tuple[Origin, ...]

    def first(self, world: World) -> int:
        """Return the first year of any source; 1 where none covers any."""
        spans = [origin.span(world) for origin in self.origins]
        return min((first for first, last in spans if last), default=1)

    def last(self, world: World) -> int:
        """Return the last year of any source."""
        return max(origin.span(world)[1] for origin in self.origins)


@dataclass(frozen=True, slots=True)
class Amount:
    """One state's amount with all amounts of that source and year, for its place."""

    figure: Figure
    values: Mapping[int, float]
    ccode: int

    @property
    def value(self) -> float | None:
        """The amount, None when it is not known."""
        return None if self.figure.value is None else float(self.figure.value)

    @property
    def place(self) -> Place | None:
        """Rank among the states that the source lists with a known amount."""
        return None if self.value is None else place(self.values, self.ccode)

    @property
    def share(self) -> float | None:
        """Part of the sum of the states listed."""
        return None if self.value is None else share(self.values, self.ccode)

    def to_dict(self) -> dict[str, Any]:
        """Return the amount for the JSON document."""
        spot = self.place
        return {**self.figure.to_dict(), "share": self.share, "place": spot.to_dict() if spot else None}


@once(latest=16)
def _table(world: World, origin_table: str) -> pl.DataFrame:
    """Return a whole table; those of goods have some ten thousand rows and are asked many times for one page."""
    return world.table(origin_table).collect()


@once(latest=128)
def _span(world: World, origin: Origin) -> tuple[int, int]:
    import polars as pl

    year = pl.col("year").filter(pl.col(origin.column).is_not_null(), *_where(origin))
    begun, ended = _table(world, origin.table).select(year.min(), year.max().alias("last")).row(0)
    if begun is None:
        return 1, 0
    before = Coverage((origin.after,)).whole(world)[1] if origin.after else 0
    first = max(begun, before + 1)
    return (first, ended) if first <= ended else (1, 0)


@once(latest=256)
def _year(world: World, origin: Origin, year: int) -> Mapping[int, float]:
    import polars as pl

    column = pl.col(origin.column)
    frame = (
        _table(world, origin.table)
        .lazy()
        .filter(pl.col("year") == year, column.is_not_null(), *_where(origin))
        .group_by(origin.key)
        .agg(sums.total(column))
        .sort(origin.key)
        .collect()
    )
    return dict(frame.iter_rows())


def _where(origin: Origin) -> list[pl.Expr]:
    import polars as pl

    return [pl.col(name) == value for name, value in origin.where]


def amounts(world: World, measure: Measure, states: Sequence[State], year: int) -> list[Amount]:
    """Return the amounts of the states in a year, from one source where one has them all.

    Past the last year of a source its last year stands for up to :data:`CARRY` years, and ``observed`` says so.
    """
    readings = _readings(world, measure, year)
    for origin, observed, values in readings:
        if all(state.ccode in values for state in states):
            return [_amount(world, origin, values, state, year, observed) for state in states]
    return [_single(world, measure, readings, state, year) for state in states]


def _readings(world: World, measure: Measure, year: int) -> list[tuple[Origin, int, Mapping[int, float]]]:
    """Return the sources that cover the year, then those whose last year stands for it."""
    exact, carried = [], []
    for origin in measure.origins:
        first, last = origin.span(world)
        if first <= year <= last:
            exact.append((origin, year, _year(world, origin, year)))
        elif 0 < last < year <= last + CARRY:
            carried.append((origin, last, _year(world, origin, last)))
    return [reading for reading in exact if reading[2]] or carried


def _single(
    world: World,
    measure: Measure,
    readings: Sequence[tuple[Origin, int, Mapping[int, float]]],
    state: State,
    year: int,
) -> Amount:
    for origin, observed, values in readings:
        if state.ccode in values:
            return _amount(world, origin, values, state, year, observed)
    origin = measure.origins[0]
    why = f"not among the {len(readings[0][2])} states listed for {readings[0][1]}" if readings else ""
    if not readings and year < measure.first(world):
        why = f"not known before {measure.first(world)}"
    elif not readings:
        last = measure.last(world)
        why = words.not_after(last) if 0 < last < year else f"not known for {year}"
    empty = Figure(None, unit(world, origin.table, origin.column), year, None, origin.table, why)
    return Amount(empty, readings[0][2] if readings else {}, state.ccode)


def _amount(
    world: World, origin: Origin, values: Mapping[int, float], state: State, year: int, observed: int
) -> Amount:
    measured = unit(world, origin.table, origin.column)
    found = Figure(values[state.ccode], measured, year, observed, origin.source)
    return Amount(found, values, state.ccode)


def history(world: World, origin: Origin, state: State) -> dict[int, float]:
    """Return a state's amounts by year from one source."""
    import polars as pl

    first, last = origin.span(world)
    column = pl.col(origin.column)
    frame = (
        _table(world, origin.table)
        .lazy()
        .filter(pl.col(origin.key) == state.ccode, pl.col("year").is_between(first, last))
        .filter(column.is_not_null(), *_where(origin))
        .group_by("year")
        .agg(sums.total(column))
        .sort("year")
        .collect()
    )
    return dict(frame.iter_rows())


DIVIDED = (
    ((255, 260, 265), 1946, 1990, "Germany"),
    ((678, 679, 680), 0, 1989, "Yemen"),
    ((816, 817), 0, 1975, "Vietnam"),
)
"""States that sources write as one while there were two, and the years."""


def divided(codes: Sequence[int], year: int) -> str:
    """Return a sentence when a state's figures are left out because a source writes two states as one.

    Examples
    --------
    >>> divided((260, 365), 1975)
    'Figures of the two states in Germany are left out where a source writes them as one.'
    """
    for states, first, last, name in DIVIDED:
        if first <= year <= last and any(code in states for code in codes):
            return f"Figures of the two states in {name} are left out where a source writes them as one."
    return ""


def observed(found: Iterable[Amount]) -> list[int]:
    """Return the years that known amounts are from, ascending."""
    return sorted({each.figure.observed for each in found if each.figure.observed is not None})
