"""Distance in votes to the permanent members of the Security Council."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words
from westphalia.report.brief.distances import UNIT, Reading
from westphalia.report.page import Figure, Grid

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

MEMBERS = (2, 200, 220, 365, 710)
PEKING, TAIPEI = 710, 713
"""The seat of China was held by Taipei from the end of 1949 to 1971."""


def members(world: World, reading: Reading) -> list[State]:
    """Return the permanent members that voted in the year of a reading."""
    year = reading.points.observed or reading.year
    seat = TAIPEI if PEKING not in reading.points.values and TAIPEI in reading.points.values else PEKING
    return [world.state(seat if code == PEKING else code, year) for code in MEMBERS]


def apart(reading: Reading, one: State, other: State) -> Figure:
    """Return the distance of two states in the year of a reading."""
    values = reading.points.values
    if one.ccode == other.ccode or one.ccode not in values or other.ccode not in values:
        why = "the state itself" if one.ccode == other.ccode else "no ideal point of both"
        return Figure(None, UNIT, reading.year, None, "ideal_points", why)
    distance = abs(values[one.ccode] - values[other.ccode])
    return Figure(distance, UNIT, reading.year, reading.points.observed, "ideal_points")


def facts(world: World, dyad: Dyad, reading: Reading) -> list[dict[str, Any]]:
    """Return the distances of both states to every permanent member for the JSON document."""
    if not reading.points.values:
        return []
    return [
        {
            "state": state.to_dict(),
            "a": apart(reading, dyad.a, state).to_dict(),
            "b": apart(reading, dyad.b, state).to_dict(),
        }
        for state in members(world, reading)
    ]


def grids(world: World, dyad: Dyad, now: Reading, before: Reading) -> Iterator[Grid]:
    """Yield the distances as a small table, ten years before beside them."""
    if now.a.value is None and now.b.value is None:
        return
    columns = [
        (each, state)
        for each in (now, before)
        for state, figure in ((dyad.a, each.a), (dyad.b, each.b))
        if figure.value is not None
    ]
    heads = [f"from {words.the(state.name)}, {each.points.observed}" for each, state in columns]
    rows = []
    for member in members(world, now):
        cells = [apart(each, state, member).value for each, state in columns]
        rows.append((member.name, *("-" if cell is None else f"{cell:.2f}" for cell in cells)))
    yield Grid(
        ("Permanent member", *heads),
        tuple(rows),
        "l" + "r" * len(heads),
        ("ideal_points",),
        "Distance to the permanent members of the Security Council (difference of ideal points)",
    )
