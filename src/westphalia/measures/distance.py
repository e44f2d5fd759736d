"""Distance: between capitals, between territories, across a border."""

from __future__ import annotations

from collections.abc import Iterator

from westphalia.measures.measure import Measure, Value
from westphalia.record.schema import LAST_YEAR
from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")


def between_capitals(world: World, measure: Measure, codes: tuple[int, ...]) -> dict[int, Value | None]:
    """Return the distance between two capitals at the end of each year in which both states were in the system."""
    import numpy as np

    from westphalia.record.geography import capitals, great_circle, seats

    spells = capitals(world)
    if spells.covers is None:
        return {}
    first, last = spells.covers
    places, (one, two) = seats(spells, np.array(sorted(codes)), (first, last))
    lived = [{year for begin, end in world.spells(code) for year in range(begin, end + 1)} for code in codes]
    distances = great_circle(places)
    return {
        year: float(distances[one[year - first], two[year - first]])
        for year in sorted(lived[0] & lived[1])
        if first <= year <= last and min(one[year - first], two[year - first]) >= 0
    }


def between_territories(world: World, measure: Measure, codes: tuple[int, ...]) -> dict[int, Value | None]:
    """Return the shortest distance between two territories by year, by the Correlates of War list where it has the pair."""
    low, high = sorted(codes)
    frame = world.table("minimum_distance").filter(ccode1=low, ccode2=high).collect()
    span = measure.span(world)
    found: dict[int, Value | None] = {}
    for system in ("gw", "cow"):
        for row in frame.filter(system=system).iter_rows(named=True):
            found |= dict.fromkeys(_years(row["first"], row["last"], span), row["km"])
    return found


def border(world: World, measure: Measure, codes: tuple[int, ...]) -> dict[int, Value | None]:
    """Return the kind of contiguity by year: the nearest of those in force."""
    from westphalia.record.contiguity import contiguity

    touching = contiguity(world).of(*codes)
    if touching.covers is None:
        return {}
    years = touching.once(*touching.covers)
    return dict(zip(years["year"], years["conttype"], strict=True))


def _years(first: int, last: int | None, span: tuple[int, int] | None) -> Iterator[int]:
    """Return the years of a spell; one without an end lasts to the end of the coverage."""
    bound = span[1] if span is not None else first - 1
    return iter(range(first, (bound if last is None else min(last, bound)) + 1))


MEASURES = (
    Measure(
        "capital_distance",
        "Distance between the capitals",
        "dyad",
        "capitals",
        "latitude",
        "farther apart",
        unit="km",
        low=0,
        high=20_016,
        covers=(1816, LAST_YEAR),
        description="Great-circle distance between the seats of government at the end of the year",
        read=between_capitals,
    ),
    Measure(
        "minimum_distance",
        "Shortest distance between the territories",
        "dyad",
        "minimum_distance",
        "km",
        "farther apart",
        PAIR,
        low=0,
        covers=(1886, 2019),
        read=between_territories,
    ),
    Measure(
        "contiguity",
        "Kind of contiguity",
        "dyad",
        "contiguity",
        "conttype",
        "farther apart (0: not contiguous)",
        PAIR,
        zero="cow",
        unit="type",
        low=0,
        high=5,
        read=border,
    ),
)
