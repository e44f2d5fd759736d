"""Pictures of arms: deliveries by year both ways, and their place among all flows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from math import floor, log10
from typing import TYPE_CHECKING, Any

from westphalia.record.schema import LAST_YEAR
from westphalia.report.brief import words
from westphalia.report.brief.arms_flows import FIRST, TABLE, UNIT, Flow, Flows
from westphalia.report.brief.places import place
from westphalia.report.page import Chart

if TYPE_CHECKING:
    from westphalia.record.state import Dyad

MANY = 900
"""Most marks of a strip that are drawn one by one."""


def charts(
    dyad: Dyad,
    year: int,
    there: Flow,
    back: Flow,
    flows: Flows,
    first: int,
    last: int,
    span: tuple[int, int],
) -> Iterator[Chart]:
    """Yield the pictures that have something to show."""
    panels = {f"{dyad.a.name} to {dyad.b.name}": ("a", there), f"{dyad.b.name} to {dyad.a.name}": ("b", back)}
    if not there.years and not back.years:
        return
    rows = tuple(
        {
            "panel": panel,
            "role": role,
            "year": when,
            "value": round(sum(parts.values()), 4),
            "status": "estimated" if each.spread(when) else "known",
            **dict(parts),
        }
        for panel, (role, each) in panels.items()
        for when, parts in each.years.items()
    )
    sums = [
        f"{panel} {words.number(each.tiv(first, last))} million TIV in {words.span(first, last)}"
        for panel, (_, each) in panels.items()
    ]
    coverage = f"{span[0]}-{span[1]}; not known before {FIRST}" + (
        f" and after {span[1]}" if span[1] < LAST_YEAR else ""
    )
    yield Chart(
        "arms-deliveries",
        "bars",
        rows,
        "Major arms delivered by year (million TIV: worth of the arms, not price)",
        f"{'; '.join(sums)}.",
        UNIT,
        (TABLE,),
        coverage,
        {
            "panels": list(panels),
            "none": dict.fromkeys(panels, f"none on record {span[0]}-{span[1]}"),
            "missing": {"*": [[span[1] + 1, LAST_YEAR]]} if span[1] < LAST_YEAR else {},
            "year": year,
            "domain_x": [FIRST, LAST_YEAR],
            "format": "number",
        },
    )
    yield from _strip(panels, flows, first, last)


def _strip(panels: Mapping[str, tuple[str, Flow]], flows: Flows, first: int, last: int) -> Iterator[Chart]:
    marked = {
        (each.supplier, each.recipient): (panel, role)
        for panel, (role, each) in panels.items()
        if flows.get((each.supplier, each.recipient), 0) > 0
    }
    positive = {pair: tiv for pair, tiv in flows.items() if tiv > 0}
    if not marked:
        return
    rows = _others([tiv for pair, tiv in positive.items() if pair not in marked])
    rows += [
        {"label": panel, "role": role, "value": positive[pair]} for pair, (panel, role) in marked.items()
    ]
    told = []
    for pair, (panel, _) in marked.items():
        spot = place(positive, pair)
        if spot is not None:
            told.append(f"{panel}: {spot.words('flows')}")
    yield Chart(
        "arms-place",
        "strip",
        tuple(rows),
        f"All {len(positive):,d} flows of major arms from one state to another, {words.span(first, last)} (million TIV, each step ten times)",
        f"{'; '.join(told)}.",
        UNIT,
        (TABLE,),
        f"{words.span(first, last)}; pairs with a delivery",
        {"log": True, "ends": {"low": "small flow", "high": "large flow"}},
    )


def _others(volumes: list[float]) -> list[dict[str, Any]]:
    """Return the other flows as marks, or when they are many as counts in five steps to each ten times."""
    if len(volumes) <= MANY:
        return [{"label": "", "role": "other", "value": tiv} for tiv in volumes]
    steps = Counter(floor(5 * log10(tiv)) for tiv in volumes)
    return [
        {"label": "", "role": "other", "value": 10 ** (at / 5), "upto": 10 ** ((at + 1) / 5), "count": n}
        for at, n in sorted(steps.items())
    ]
