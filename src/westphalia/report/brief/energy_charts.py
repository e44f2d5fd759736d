"""Pictures of energy: oil pumped and crude oil sold abroad over time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from westphalia.record.schema import LAST_YEAR
from westphalia.report.brief import words
from westphalia.report.brief.amounts import Origin, history
from westphalia.report.brief.oil_gas import FIRST, MEASURES, NAMES, Pairs, known
from westphalia.report.page import Chart

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


def charts(world: World, dyad: Dyad, year: int, now: Pairs) -> Iterator[Chart]:
    """Yield the pictures that have something to show."""
    if year < FIRST:
        return
    production = MEASURES["oil_production"].origins
    yield from _lines(world, dyad, year, now, "oil_production", production, "Oil pumped")
    exports = MEASURES["crude_exports"].origins
    best = max(
        exports, key=lambda origin: sum(bool(history(world, origin, each)) for each in (dyad.a, dyad.b))
    )
    yield from _lines(world, dyad, year, now, "crude_exports", (best,), "Crude oil sold abroad")


def _lines(
    world: World,
    dyad: Dyad,
    year: int,
    now: Pairs,
    name: str,
    origins: tuple[Origin, ...],
    title: str,
) -> Iterator[Chart]:
    rows: list[dict[str, Any]] = []
    labels: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    for role, state in (("a", dyad.a), ("b", dyad.b)):
        start = 9999
        for at, origin in enumerate(origins):
            found = {when: value for when, value in history(world, origin, state).items() if when < start}
            if not found:
                continue
            series = state.name if not labels.get(state.name) else f"{state.name} ({NAMES[origin.source]})"
            labels[series] = state.name if series == state.name else ""
            start = min(found)
            rows += [
                {
                    "series": series,
                    "role": role,
                    "year": when,
                    "value": found.get(when),
                    "source": origin.source,
                    "status": "known" if at == 0 else "estimated",
                }
                for when in range(min(found), max(found) + 1)
            ]
            spans[origin.source] = origin.span(world)
    if not rows or year < min(row["year"] for row in rows):
        return
    last = max(span[1] for span in spans.values())
    told = [
        f"{words.the(state.name)} {words.number(value)} in {each.figure.observed}"
        for state, each, value in known(now[name], (dyad.a, dyad.b))
    ]
    dashed = {row["source"] for row in rows if row["status"] != "known"}
    where = ", ".join(
        f"{NAMES[source]} {words.span(*span)}{' (dashed)' if source in dashed else ''}"
        for source, span in spans.items()
    )
    begun = min(span[0] for span in spans.values())
    yield Chart(
        f"energy-{name.replace('_', '-')}",
        "lines",
        tuple(rows),
        f"{title} (thousand barrels a day)",
        f"Thousand barrels a day: {'; '.join(told)}." if told else f"Not known for {year}.",
        "thousand barrels a day",
        ("oil",),
        f"{where}; not known before {begun} and after {last}",
        {
            "year": year,
            "domain_x": [begun, LAST_YEAR],
            "zero": True,
            "labels": labels,
            "format": "count",
        },
    )
