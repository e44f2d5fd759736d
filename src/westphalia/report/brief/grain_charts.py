"""Pictures of grain: harvests over time, wheat from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from westphalia.record.schema import LAST_YEAR
from westphalia.report.brief import words
from westphalia.report.brief.amounts import history
from westphalia.report.brief.wheat import FIRST, HARVEST, HARVEST_BEFORE, SPLIT, Flow, Pairs, tonnes_of
from westphalia.report.page import Chart

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


def charts(world: World, dyad: Dyad, year: int, now: Pairs, flows: tuple[Flow, Flow]) -> Iterator[Chart]:
    """Yield the pictures that have something to show."""
    if year < FIRST:
        return
    yield from _harvests(world, dyad, year, now)
    span = world.span("wheat_trade")
    if not any(flows) or span is None or year < span[0]:
        return
    panels = (f"{dyad.a.name} to {dyad.b.name}", f"{dyad.b.name} to {dyad.a.name}")
    rows = [
        {"panel": panel, "role": role, "year": when, "value": tonnes}
        for panel, role, flow in zip(panels, "ab", flows, strict=True)
        for when, tonnes in flow.items()
    ]
    told = [
        f"{panel}, most in {max(flow, key=lambda when: flow[when])} with {words.number(max(flow.values()))} tonnes"
        for panel, flow in zip(panels, flows, strict=True)
        if flow
    ]
    yield Chart(
        "grain-flows",
        "bars",
        tuple(rows),
        "Wheat sold from one to the other (tonnes)",
        f"{'; '.join(told)}.",
        "tonnes",
        ("wheat_trade",),
        f"{span[0]}-{span[1]}; not known before {span[0]} and after {span[1]}",
        {
            "panels": list(panels),
            "none": dict.fromkeys(panels, f"none reported {span[0]}-{span[1]}"),
            "missing": {"*": [[span[1] + 1, LAST_YEAR]]} if span[1] < LAST_YEAR else {},
            "year": year,
            "domain_x": [span[0], LAST_YEAR],
            "format": "count",
        },
    )


def _harvests(world: World, dyad: Dyad, year: int, now: Pairs) -> Iterator[Chart]:
    rows: list[dict[str, Any]] = []
    labels: dict[str, str] = {}
    for role, state in (("a", dyad.a), ("b", dyad.b)):
        late = history(world, HARVEST, state)
        early = {
            when: 1000 * kt
            for when, kt in history(world, HARVEST_BEFORE, state).items()
            if when < min(late, default=SPLIT)
        }
        for series, found in ((state.name, late), (f"{state.name}, balances", early)):
            if not any(found.values()):
                continue
            labels[series] = state.name if series == state.name or not late else ""
            status = "known" if series == state.name else "estimated"
            for when in range(min(found), max(found) + 1):
                value = found.get(when)
                row = {"series": series, "role": role, "year": when, "status": status}
                rows.append({**row, "value": None if value is None else value / 1e6})
    if not rows:
        return
    last = max(row["year"] for row in rows)
    told = [
        f"{words.the(state.name)} {words.number(tonnes_of(each))} tonnes in {each.figure.observed}"
        for state, each in zip((dyad.a, dyad.b), now["wheat_production"], strict=True)
        if each.value
    ]
    yield Chart(
        "grain-harvest",
        "lines",
        tuple(rows),
        "Wheat harvested (million tonnes)",
        f"Wheat: {'; '.join(told)}." if told else f"No harvest is known for {year}.",
        "million tonnes",
        ("grain_production", "grain_balances"),
        f"{FIRST}-{SPLIT - 1} from national balances (dashed), then harvest statistics to {last}; {words.not_after(last)}",
        {"year": year, "domain_x": [FIRST, LAST_YEAR], "zero": True, "labels": labels},
    )
