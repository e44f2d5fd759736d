"""How a measure of all states or pairs changed between two years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.errors import NoAnswer

if TYPE_CHECKING:
    from westphalia.record.quantity import Quantity
    from westphalia.record.world import World

Codes = tuple[int, ...]


def changed(world: World, measure: Quantity, first: int, last: int) -> list[tuple[Codes, float, float]]:
    """Return states or pairs with the value of both years, largest change first.

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
    """Return the known values of all states or pairs in a year; a pair without direction has the lower code first."""
    from westphalia.measures.arrays import array

    span = measure.span(world)
    if span is None or not span[0] <= year <= span[1]:
        known = f"It covers {span[0]} to {span[1]}." if span else f"{world.withheld(measure.table)}"
        raise NoAnswer(f"{measure.name} is not known in {year}.", known, "Ask for other years.")
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
