"""Amounts of a good by state and year, where several sources cover different years and are never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.record.quantities import get
from westphalia.report.brief import words
from westphalia.report.brief.figures import of_all, series, unit
from westphalia.report.brief.places import Place, place, share
from westphalia.report.page import Figure

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

Reading = tuple["Origin", int, Mapping[int, float]]
"""A source, the year read, and its amounts by state."""
CARRY = 5
"""Most years that the last value of a source stands for later years."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What one source knows of an amount.

    Parameters
    ----------
    name : str
        The quantity.
    source : str
        How the source is called on the page.
    after : str
        The table that goes before it: only years after its last are taken.
    """

    name: str
    source: str
    after: str = ""

    def covers(self, world: World) -> tuple[int, int]:
        """Return the first and last year that are taken from this source in this world; (1, 0) for none."""
        first, last = world.covers(self.name) or (1, 0)
        if self.after:
            first = max(first, Coverage((self.after,)).whole(world)[1] + 1)
        return (first, last) if first <= last else (1, 0)

    def span(self, world: World) -> tuple[int, int]:
        """Return the first and last year with a value that is taken from this source in this world; (1, 0) for none."""
        return _span(world, self)

    def values(self, world: World, year: int) -> Mapping[int, float]:
        """Return the amounts of all states in a year."""
        return of_all(world, self.name, year).values


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


@once(latest=128)
def _span(world: World, origin: Origin) -> tuple[int, int]:
    begun, ended = origin.covers(world)
    while begun <= ended and not origin.values(world, begun):
        begun += 1
    return (begun, ended) if begun <= ended else (1, 0)


def amounts(world: World, measure: Measure, states: Sequence[State], year: int) -> list[Amount]:
    """Return the amounts of the states in a year, from one source where one has them all.

    Past the last year of a source its last year stands for up to :data:`CARRY` years, and ``observed`` says so.
    """
    readings: list[Reading] = []
    for sources in _sources(world, measure, year):
        for origin, observed in sources:
            values = origin.values(world, observed)
            if all(state.ccode in values for state in states):
                return [_amount(origin, values, state, year, observed) for state in states]
            if values:
                readings.append((origin, observed, values))
        if readings:
            break
    return [_single(world, measure, readings, state, year) for state in states]


def _sources(world: World, measure: Measure, year: int) -> tuple[list[tuple[Origin, int]], ...]:
    """Return the sources that cover the year, then those whose last year stands for it, each with the year read."""
    spans = [(origin, *origin.covers(world)) for origin in measure.origins]
    return (
        [(origin, year) for origin, first, last in spans if first <= year <= last],
        [(origin, last) for origin, _, last in spans if 0 < last < year <= last + CARRY],
    )


def _single(
    world: World,
    measure: Measure,
    readings: Sequence[Reading],
    state: State,
    year: int,
) -> Amount:
    for origin, observed, values in readings:
        if state.ccode in values:
            return _amount(origin, values, state, year, observed)
    origin = measure.origins[0]
    why = f"not among the {len(readings[0][2])} states listed for {readings[0][1]}" if readings else ""
    if not readings and year < measure.first(world):
        why = f"not known before {measure.first(world)}"
    elif not readings:
        last = measure.last(world)
        why = words.not_after(last) if 0 < last < year else f"not known for {year}"
    empty = Figure(None, unit(origin.name), year, None, get(origin.name).table, why)
    return Amount(empty, readings[0][2] if readings else {}, state.ccode)


def _amount(origin: Origin, values: Mapping[int, float], state: State, year: int, observed: int) -> Amount:
    found = Figure(values[state.ccode], unit(origin.name), year, observed, origin.source)
    return Amount(found, values, state.ccode)


def history(world: World, origin: Origin, state: State) -> dict[int, float]:
    """Return a state's amounts by year from one source."""
    first, last = origin.span(world)
    found = series(world, origin.name, state.ccode)[0]
    return {year: value for year, value in found.items() if first <= year <= last}


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
