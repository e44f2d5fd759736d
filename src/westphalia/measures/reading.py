"""Reading a measure: one row a year, unknown where nothing is known, and from which year the value is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR
from westphalia.record.spread import rounded

if TYPE_CHECKING:
    from westphalia.record.quantity import Quantity
    from westphalia.record.state import State
    from westphalia.record.world import World

Value = float | int


class Known(NamedTuple):
    """A value and its standard deviation, where its source has one."""

    value: Value
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class YearValue:
    """The value of a year: ``observed`` is the year that it is from, ``spread`` its standard deviation; an unknown one says ``why``."""

    year: int
    value: Value | None
    observed: int | None
    why: str = ""
    spread: float | None = None

    @property
    def shown(self) -> Value | None:
        """The value with no more digits than its spread bears."""
        return self.value if self.value is None else rounded(self.value, self.spread)

    def to_dict(self) -> dict[str, Any]:
        """Return the row as the JSON contract has it."""
        document: dict[str, Any] = {"year": self.year, "value": self.shown, "observed": self.observed}
        if self.spread is not None:
            document["spread"] = rounded(self.spread, self.spread)
        return {**document, "why": self.why} if self.value is None else document


@dataclass(frozen=True, slots=True)
class Series:
    """A measure of a state or pair over the years."""

    measure: Quantity
    states: tuple[State, ...]
    rows: tuple[YearValue, ...]

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return any(row.value is not None for row in self.rows)

    def why_unknown(self) -> NoAnswer:
        """Return the error that says why nothing is known."""
        names = " and ".join(state.name for state in self.states)
        why = "; ".join(list(dict.fromkeys(row.why for row in self.rows if row.why))[:2])
        years = f"{self.rows[0].year}-{self.rows[-1].year}" if self.rows else "any year"
        return NoAnswer(
            f"The measure {self.measure.name} of {names} is not known in {years}.",
            f"{why[:1].upper()}{why[1:]}." if why else "",
            f"See what is covered: westphalia data show {self.measure.table}",
        )


def series(
    world: World,
    measure: Quantity,
    states: Sequence[State],
    years: tuple[int, int] | None = None,
    carry: Literal["last"] | None = None,
) -> Series:
    """Return a measure year by year.

    Parameters
    ----------
    world : World
        The record.
    measure : Quantity
        What to read.
    states : sequence of State
        As many as the measure takes.
    years : pair of int, optional
        First and last year; by default from the first to the last year with a value.
    carry : {"last"}, optional
        Where nothing is known of a year in which the states were there, use the last value known before it.

    Raises
    ------
    NotUnderstood
        When the number of states is not that of the measure.
    """
    _check(measure, states)
    asked = years if carry is None else None
    known = _values(world, measure, tuple(state.ccode for state in states), asked)
    if years is None:
        years = (min(known), max(known)) if known else measure.span(world) or (LAST_YEAR, LAST_YEAR)
        if carry is not None and known:
            years = years[0], max(years[1], world.last_known or LAST_YEAR)
    rows = tuple(_row(world, measure, states, known, year, carry) for year in range(years[0], years[1] + 1))
    return Series(measure, tuple(states), rows)


def _check(measure: Quantity, states: Sequence[State]) -> None:
    if len(states) == measure.states:
        return
    if measure.states == 1:
        raise NotUnderstood(
            f"{measure.name} is a measure of one state, and two were given.",
            "",
            f'Type: westphalia measure {measure.name} "{states[0].name}"',
        )
    first = states[0].name if states else "A"
    raise NotUnderstood(
        f"{measure.name} is a measure of two states{', from the first to the second' if measure.kind == 'directed' else ''}.",
        f"{measure.title}.",
        f'Type: westphalia measure {measure.name} "{first}" OTHER-STATE',
    )


def _row(
    world: World,
    measure: Quantity,
    states: Sequence[State],
    known: Mapping[int, Known],
    year: int,
    carry: str | None,
) -> YearValue:
    if year in known:
        return YearValue(year, known[year].value, year, spread=known[year].spread)
    absent = [state for state in states if not _lived(world, state.ccode, year)]
    before = [each for each in known if each < year] if carry == "last" and not absent else []
    last_known = world.last_known is not None and year > world.last_known
    if before and not last_known:
        last = known[max(before)]
        return YearValue(year, last.value, max(before), spread=last.spread)
    return YearValue(year, None, None, _why(world, measure, absent, year))


def _why(world: World, measure: Quantity, absent: Sequence[State], year: int) -> str:
    if world.withheld(measure.table):
        return f"withheld in a world as of {world.last_known}: {world.withheld(measure.table)}"
    if absent:
        spells = ", ".join(f"{first}-{last}" for first, last in world.spells(absent[0].ccode)) or "never"
        return f"{absent[0].name} was not in the state system (only {spells})"
    span = measure.span(world)
    if span is None:
        return "nothing is known in this world"
    if not span[0] <= year <= span[1]:
        return f"it is known for {span[0]} to {span[1]}"
    return f"no value in {measure.table}"


def _lived(world: World, ccode: int, year: int) -> bool:
    """Tell whether a state was in the system; outside the years of the record that is not the question."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return True
    return any(first <= year <= last for first, last in world.spells(ccode))


def _values(
    world: World, measure: Quantity, codes: tuple[int, ...], years: tuple[int, int] | None
) -> dict[int, Known]:
    """Return the known values by year, of all years covered or of those asked for."""
    from westphalia.measures.values import along

    span = measure.span(world)
    if span is not None and years is not None:
        span = max(span[0], years[0]), min(span[1], years[1])
    if span is None or span[0] > span[1]:
        return {}
    found = along(world, measure.name, codes, span)
    spreads = [None] * len(found.value) if found.spread is None else found.spread.tolist()
    whole = int if measure.whole() else float
    return {
        year: Known(whole(value), None if spread != spread else spread)
        for year, value, spread in zip(
            range(span[0], span[1] + 1), found.value.tolist(), spreads, strict=True
        )
        if value == value
    }


# How a measure of all states or pairs changed between two years.


Codes = tuple[int, ...]


def changed(world: World, measure: Quantity, first: int, last: int) -> list[tuple[Codes, float, float]]:
    """Return states or pairs with the value of both years, largest change first.

    Parameters
    ----------
    world : World
        The record.
    measure : Quantity
        What is compared.
    first, last : int
        Two years.

    Raises
    ------
    NoAnswer
        When the measure does not cover both years.

    Examples
    --------
    >>> from westphalia.measures.registry import get
    >>> from westphalia.record.world import load
    >>> changed(load(), get("cinc"), 1990, 1995)[0][0]
    (365,)
    """
    before, after = values(world, measure, first), values(world, measure, last)
    both = [(codes, before[codes], after[codes]) for codes in before.keys() & after.keys()]
    return sorted(both, key=lambda each: (-abs(each[2] - each[1]), each[0]))


def values(world: World, measure: Quantity, year: int) -> dict[Codes, float]:
    """Return the known values of all states or pairs in a year; a pair without direction has the lower code first.

    Parameters
    ----------
    world : World
        The record.
    measure : Quantity
        What is read.
    year : int
        One that it covers.
    """
    from westphalia.measures.arrays import array

    span = measure.span(world)
    if span is None or not span[0] <= year <= span[1]:
        known = f"It covers {span[0]} to {span[1]}." if span else f"{world.withheld(measure.table)}"
        raise NoAnswer(f"The measure {measure.name} is not known in {year}.", known, "Ask for other years.")
    found = array(world, measure.name, year)
    if measure.states == 1:
        each = zip(found.states, found.value.tolist(), strict=True)
        return {(code,): value for code, value in each if value == value}
    return {
        (one, two): value
        for one, line in zip(found.states, found.value.tolist(), strict=True)
        for two, value in zip(found.states, line, strict=True)
        if value == value and (one < two or (one > two and measure.kind == "directed"))
    }
