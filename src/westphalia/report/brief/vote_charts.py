"""Pictures of votes: ideal points, distances and agreement over the years, and all pairs of one year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR
from westphalia.report.brief import distances, words
from westphalia.report.brief.agreement import Agreement
from westphalia.report.brief.distances import SERIES, SILENT, UNIT, Reading
from westphalia.report.brief.figures import series
from westphalia.report.brief.leading import leading
from westphalia.report.page import Chart

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

AXIS = [1946, LAST_YEAR]
WIDTH = 0.1
Row = dict[str, Any]


def _coverage(world: World, table: str) -> str:
    first, last = world.span(table) or (AXIS[0], AXIS[1])
    return f"{first}-{last}, no votes in {SILENT}; {words.not_after(last)}"


@once
def _bands(world: World) -> tuple[tuple[int, float, float], ...]:
    """Return for every year the ideal points between which 90 of 100 states lie."""
    limits = distances.nearest
    return tuple(
        (year, limits(points, 0.05), limits(points, 0.95)) for year, points in distances.ranked(world).items()
    )


def _intervals(world: World, ccode: int) -> dict[int, tuple[float, float, float]]:
    """Return a state's ideal points by year with the ends of their intervals, which are no quantity of their own."""
    frame = world.table("ideal_points").filter(ccode=ccode, series=SERIES)
    return {row[0]: row[1:] for row in frame.select("year", "mean", "q5", "q95").collect().iter_rows()}


def _points(world: World, state: State, role: str) -> list[Row]:
    """Return a state's ideal points with their intervals, years without one between them as gaps."""
    found = _intervals(world, state.ccode)
    if not found:
        return []
    rows: list[Row] = []
    for year in range(min(found), max(found) + 1):
        mean, lo, hi = found.get(year, (None, None, None))
        rows.append({"series": state.name, "role": role, "year": year, "value": mean, "lo": lo, "hi": hi})
    return rows


def _stood(dyad: Dyad, now: Reading) -> str:
    told = [
        f"{words.the(state.name)} stood at {figure.value:.2f}"
        for state, figure in ((dyad.a, now.a), (dyad.b, now.b))
        if isinstance(figure.value, float)
    ]
    if not told:
        return (
            f"Neither {words.the(dyad.a.name)} nor {words.the(dyad.b.name)} has an ideal point in {now.year}."
        )
    return f"In {now.points.observed} {words.listed(told)}: higher is nearer the United States."


def _moved(dyad: Dyad, now: Reading, before: Reading) -> str:
    if now.spread is None:
        return f"The distance is not known for {now.year}: {now.distance.why}."
    past = f", {before.apart:.2f} in {before.points.observed}" if before.spread else ""
    return (
        f"{words.the(dyad.a.name, start=True)} and {words.the(dyad.b.name)} were {now.apart:.2f} apart in "
        f"{now.points.observed}{past}; half of all pairs were closer than {now.spread.at(0.5):.2f}."
    )


def points(world: World, dyad: Dyad, year: int, now: Reading) -> Iterator[Chart]:
    """Yield the ideal points of both states over time, the leading state and all others behind them."""
    lines = [row for state, role in ((dyad.a, "a"), (dyad.b, "b")) for row in _points(world, state, role)]
    if not lines:
        return
    lead = leading(world, year)
    if lead is not None and lead.ccode not in dyad.codes:
        plain = ("series", "role", "year", "value")
        lines += [{key: row[key] for key in plain} for row in _points(world, lead, "leader")]
    band = [
        {"series": "90 of 100 states", "role": "other", "year": when, "value": None, "lo": lo, "hi": hi}
        for when, lo, hi in _bands(world)
    ]
    yield Chart(
        "votes-points",
        "lines",
        (*band, *lines),
        "Place in the votes of the General Assembly (ideal point, higher is nearer the United States)",
        _stood(dyad, now),
        UNIT,
        ("ideal_points",),
        _coverage(world, "ideal_points"),
        {"year": year, "domain_x": AXIS, "band": True, "labels": {"other": "90 of 100 states"}},
    )


def apart(world: World, dyad: Dyad, year: int, now: Reading, before: Reading) -> Iterator[Chart]:
    """Yield the distance of the pair over time among all pairs."""
    found = series(world, "ideal_point", dyad.a.ccode, dyad.b.ccode)
    if not all(found):
        return
    name = f"{dyad.a.name} and {dyad.b.name}"
    pair: list[Row] = []
    for when in range(max(min(own) for own in found), min(max(own) for own in found) + 1):
        one, other = (own.get(when) for own in found)
        value = None if one is None or other is None else abs(one - other)
        pair.append({"series": name, "role": "pair", "year": when, "value": value})
    if not any(row["value"] is not None for row in pair):
        return
    band, middle = [], []
    for when, lo, half, hi in distances.spreads(world):
        row: Row = {"role": "other", "year": when}
        band.append({**row, "series": "90 of 100 pairs", "value": None, "lo": lo, "hi": hi})
        middle.append({**row, "series": "middle of all pairs", "value": half})
        if when == SILENT - 1:
            middle.append({**row, "series": "middle of all pairs", "year": SILENT, "value": None})
    yield Chart(
        "votes-distance",
        "lines",
        (*band, *middle, *pair),
        "Distance in the votes of the General Assembly (difference of ideal points)",
        _moved(dyad, now, before),
        UNIT,
        ("ideal_points",),
        _coverage(world, "ideal_points"),
        {
            "year": year,
            "domain_x": AXIS,
            "zero": True,
            "band": True,
            "labels": {"other": "90 of 100 pairs"},
        },
    )


def among(dyad: Dyad, marks: Mapping[str, tuple[str, float]], readings: Sequence[Reading]) -> Iterator[Chart]:
    """Yield the distances of all pairs, this pair marked, in each reading; ``marks`` are other pairs of the last."""
    name = f"{dyad.a.name} and {dyad.b.name}"
    known = [(str(each.points.observed), each.apart, each.spread) for each in readings if each.spread]
    if not known:
        return
    rows: list[Row] = []
    for panel, own, spread in known:
        rows += [
            {"label": "", "role": "other", "value": lo, "upto": hi, "count": n, "panel": panel}
            for lo, hi, n in spread.bins(WIDTH)
            if n
        ]
        rows.append({"label": name, "role": "pair", "value": own, "panel": panel})
    last, own, spread = known[-1]
    rows += [
        {"label": label, "role": role, "value": value, "panel": last}
        for label, (role, value) in marks.items()
    ]
    yield Chart(
        "votes-place",
        "strip",
        tuple(rows),
        f"Distances of all {len(spread.distances):,d} pairs of states in the votes of {last}",
        f"{name} lie {own:.2f} apart; half of all pairs are closer than {spread.at(0.5):.2f}.",
        UNIT,
        ("ideal_points",),
        f"all states with an ideal point in {words.listed(panel for panel, _, _ in known)}",
        {
            "ends": {"low": "voting alike", "high": "far apart"},
            "zero": True,
            "panels": [panel for panel, _, _ in known],
            "marks": [{"value": each.at(0.5), "text": "median", "panel": panel} for panel, _, each in known],
        },
    )


def same(world: World, dyad: Dyad, year: int, agreed: Mapping[int, Agreement]) -> Iterator[Chart]:
    """Yield the agreement of the pair over time."""
    if not agreed:
        return
    last = max((when for when in agreed if when <= year), default=min(agreed))
    rows = tuple(
        {
            "series": f"{dyad.a.name} and {dyad.b.name}",
            "role": "pair",
            "year": when,
            "value": agreed[when].share if when in agreed else None,
            "roll_calls": agreed[when].together if when in agreed else 0,
        }
        for when in range(min(agreed), max(agreed) + 1)
    )
    yield Chart(
        "votes-agreement",
        "lines",
        rows,
        "Roll calls of the General Assembly in which both voted the same (share of those in which both voted)",
        f"{dyad.a.name} and {dyad.b.name} voted the same in {words.percent(agreed[last].share)} of the roll calls of {last}.",
        "share of roll calls",
        ("votes",),
        _coverage(world, "votes"),
        {"year": year, "domain_x": AXIS, "domain": [0, 1], "format": "percent"},
    )
