"""How a measure of all states or pairs changed between two years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.errors import NoAnswer
from westphalia.record import sums

if TYPE_CHECKING:
    from westphalia.measures.measure import Measure
    from westphalia.record.world import World

Codes = tuple[int, ...]


def changed(world: World, measure: Measure, first: int, last: int) -> list[tuple[Codes, float, float]]:
    """Return states or pairs with the value of both years, largest change first.

    Raises
    ------
    NoAnswer
        When the measure does not cover both years, or cannot be had for all at once.

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


def values(world: World, measure: Measure, year: int) -> dict[Codes, float]:
    """Return the known values of all states or pairs in a year; a pair without direction has the lower code first."""
    span = measure.span(world)
    if span is None or not span[0] <= year <= span[1]:
        known = f"It covers {span[0]} to {span[1]}." if span else f"{world.withheld(measure.table)}"
        raise NoAnswer(f"{measure.name} is not known in {year}.", known, "Ask for other years.")
    if measure.of_states is not None or measure.of_pairs is not None:
        found = _computed(world, measure, year)
    elif measure.read is None:
        found = _rows(world, measure, year)
    else:
        raise NoAnswer(
            f"{measure.name} can only be asked for one {'state' if measure.states == 1 else 'pair'} at a time.",
            "",
            f"Type: westphalia measure {measure.name} A{'' if measure.states == 1 else ' B'}",
        )
    return {codes: value for codes, value in found.items() if value == value}


def _computed(world: World, measure: Measure, year: int) -> dict[Codes, float]:
    import numpy as np

    if measure.of_states is not None:
        codes = np.array(world.members(year, "cow"))
        column = measure.of_states(world, codes, (year, year))[:, 0]
        return {(code,): value for code, value in zip(codes.tolist(), column.tolist(), strict=True)}
    from westphalia.record.grid import build

    assert measure.of_pairs is not None
    grid = build(world, (year, year), "cow", dyads=True, directed=False)
    computed = measure.of_pairs(world, grid)
    one, two = grid.codes[grid.one].tolist(), grid.codes[grid.two].tolist()
    if computed.ndim == 1:
        return dict(zip(zip(one, two, strict=True), computed.tolist(), strict=True))
    there = dict(zip(zip(one, two, strict=True), computed[:, 0].tolist(), strict=True))
    return there | dict(zip(zip(two, one, strict=True), computed[:, 1].tolist(), strict=True))


def _rows(world: World, measure: Measure, year: int) -> dict[Codes, float]:
    """Return the values of a measure that stands in the rows of its table; zero where a row is wanting means that."""
    import polars as pl

    frame = world.table(measure.table).filter(year=year, **measure.where)
    column = pl.col(measure.column) if measure.column else None
    if measure.how == "count" or column is None:
        value = pl.len()
    elif measure.how == "sum":
        value = pl.when(column.is_not_null().any()).then(sums.total(column).round(6))
    else:
        value = column.first()
    counted = frame.group_by(measure.sides).agg(value.cast(pl.Float64)).drop_nulls().collect()
    found: dict[Codes, float] = {row[:-1]: row[-1] for row in counted.iter_rows()}
    if measure.kind == "dyad":
        found = {tuple(sorted(codes)): value for codes, value in found.items()}
    if measure.zero:
        listed = world.members(year, measure.zero)
        every: list[Codes] = (
            [(code,) for code in listed]
            if measure.states == 1
            else [(a, b) for a in listed for b in listed if a < b or (a > b and measure.kind == "directed")]
        )
        unknown = set(found)
        found |= {codes: 0.0 for codes in every if codes not in unknown}
    return found
