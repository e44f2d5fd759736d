"""Pictures of sanctions: kinds over time, number of senders over time, the senders on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR
from westphalia.record.source import rows_of
from westphalia.record.tables.sanctions import KINDS
from westphalia.report.brief import words
from westphalia.report.brief.sanction_record import LABELS, Record, against
from westphalia.report.page import Chart

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

AXIS = [1949, LAST_YEAR]
MAP_FROM = 1992
"""The outline is of today: earlier years would put today's borders on another world."""
Row = dict[str, Any]


def charts(world: World, dyad: Dyad, year: int, now: tuple[Record, ...]) -> Iterator[Chart]:
    """Yield the pictures that have something to show."""
    span = world.span("sanctions")
    if span is None or now[0].observed is None:
        return
    coverage = f"{span[0]}-{span[1]}; {words.not_after(span[1])}"
    missing = [[span[1] + 1, AXIS[1]]] if span[1] < AXIS[1] else []
    by_state = {role: _by_year(world, state) for role, state in (("a", dyad.a), ("b", dyad.b))}
    if not any(by_state.values()):
        return
    alt = _alt(now)
    yield _kinds(dyad, year, by_state, alt, coverage, missing)
    yield _senders(world, dyad, year, by_state, alt, coverage, span, missing)
    if year >= MAP_FROM and any(own.senders for own in now):
        yield _map(world, now)


def _by_year(world: World, state: State) -> dict[int, dict[str, int]]:
    """Return for every year with a sender how many states sanction, in all and by kind."""
    import polars as pl

    counts = (pl.len().alias("cases"), *((pl.col(kind) > 0).sum().alias(kind) for kind in KINDS))
    frame = against(world, state.ccode).group_by("year").agg(*counts).sort("year")
    return {row["year"]: row for row in frame.to_dicts()}


def _alt(now: tuple[Record, ...]) -> str:
    told = [f"{words.counted(len(own.senders), 'state')} on {words.the(own.state.name)}" for own in now]
    return f"In {now[0].observed} sanctions were in force from {words.listed(told)}."


def _kinds(
    dyad: Dyad,
    year: int,
    by_state: dict[str, dict[int, dict[str, int]]],
    alt: str,
    coverage: str,
    missing: list[list[int]],
) -> Chart:
    states = {"a": dyad.a, "b": dyad.b}
    rows = tuple(
        {
            "panel": states[role].name,
            "role": role,
            "kind": LABELS[kind],
            "year": when,
            "value": counts[kind],
        }
        for role, years in by_state.items()
        for when, counts in years.items()
        for kind in KINDS
        if counts[kind]
    )
    none = {
        states[role].name: f"no sanctions in force {coverage.split(';')[0]}"
        for role, years in by_state.items()
        if not years
    }
    return Chart(
        "sanctions-kinds",
        "kinds",
        rows,
        "Sanctions in force by kind (number of states that sanction)",
        alt,
        "states",
        ("sanctions",),
        coverage,
        {
            "panels": [dyad.a.name, dyad.b.name],
            "kinds": list(LABELS.values()),
            "noun": "states",
            "none": none,
            "missing": {"*": missing},
            "year": year,
            "domain_x": AXIS,
        },
    )


@once
def _most(world: World) -> tuple[tuple[int, float], ...]:
    """Return for every year the number of senders that 95 of 100 states do not exceed."""
    span = world.span("sanctions")
    rows, limits = rows_of(world, "sanction_senders"), []
    for year in range(span[0], span[1] + 1) if span else ():
        counts, states = np.sort(rows.value[rows.of_year(year)]), len(world.members(year))
        at = round(0.95 * (states - 1)) - (states - len(counts))
        limits.append((year, float(counts[at]) if at >= 0 else 0.0))
    return tuple(limits)


def _senders(
    world: World,
    dyad: Dyad,
    year: int,
    by_state: dict[str, dict[int, dict[str, int]]],
    alt: str,
    coverage: str,
    span: tuple[int, int],
    missing: list[list[int]],
) -> Chart:
    band: list[Row] = [
        {"series": "95 of 100 states", "role": "other", "year": when, "value": None, "lo": 0.0, "hi": hi}
        for when, hi in _most(world)
    ]
    lines: list[Row] = []
    for role, state in (("a", dyad.a), ("b", dyad.b)):
        alive = {
            when
            for first, last in world.spells(state.ccode)
            for when in range(max(first, span[0]), min(last, span[1]) + 1)
        }
        counted = by_state[role]
        for when in sorted(alive | set(counted)):
            value = counted[when]["cases"] if when in counted else 0
            lines.append({"series": state.name, "role": role, "year": when, "value": value})
    return Chart(
        "sanctions-senders",
        "lines",
        (*band, *lines),
        "States with sanctions in force on the two (number of states)",
        alt,
        "states",
        ("sanctions",),
        coverage,
        {
            "year": year,
            "domain_x": AXIS,
            "zero": True,
            "band": True,
            "format": "count",
            "labels": {"other": "95 of 100 states"},
            "missing": missing,
        },
    )


@once
def _outline(world: World) -> tuple[list[Row], dict[int, str]]:
    """Return the shapes of the map, and the place of each state on it."""
    outline = world.table("world_outline").select("iso3", "ccode", "coordinates").collect()
    shapes: list[Row] = []
    places: dict[int, str] = {}
    for iso3, ccode, ring in outline.iter_rows():
        shapes.append({"iso3": iso3, "rings": [ring]})
        if ccode is not None:
            places.setdefault(ccode, iso3)
    return shapes, places


def _map(world: World, now: tuple[Record, ...]) -> Chart:
    a, b = now
    shapes, places = _outline(world)
    both, only_a, only_b = "sanctions both", f"sanctions {a.state.name}", f"sanctions {b.state.name}"
    sides: Counter[int] = Counter()
    for mark, own in ((1, a), (2, b)):
        sides.update({each.state.ccode: mark for each in own.senders})
    group = {1: only_a, 2: only_b, 3: both}
    names = {each.state.ccode: each.state.name for own in now for each in own.senders}
    rows: list[Row] = [
        {"iso3": places[code], "group": group[side], "state": names[code]}
        for code, side in sorted(sides.items())
        if code in places
    ]
    targets = f"{a.state.name} and {b.state.name}"
    rows += [
        {"iso3": places[own.state.ccode], "group": targets, "label": own.state.name, "state": own.state.name}
        for own in now
        if own.state.ccode in places and own.state.ccode not in sides
    ]
    drawn = {row["group"] for row in rows}
    roles = {both: "pair", only_a: "a", only_b: "b", targets: "leader"}
    return Chart(
        "sanctions-map",
        "map",
        tuple(rows),
        f"States with sanctions in force in {a.observed}, on a map of today's borders",
        _alt(now),
        "",
        ("sanctions", "world_outline"),
        f"{a.observed}; states too small for the scale are not drawn",
        {
            "shapes": shapes,
            "groups": {name: {"role": role, "text": name} for name, role in roles.items() if name in drawn},
        },
    )
