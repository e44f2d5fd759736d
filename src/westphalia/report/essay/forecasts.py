"""What came of the forecasts of an essay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from westphalia.claims.check import Checked, Judged
from westphalia.report.brief import words
from westphalia.report.essay import compared
from westphalia.report.essay.cited import cited
from westphalia.report.essay.evidence import Event, Evidence
from westphalia.report.linked import Wide
from westphalia.report.page import Grid, Section
from westphalia.report.verdicts import VERDICT

if TYPE_CHECKING:
    from westphalia.record.world import World

HEADS = ("Forecast", "Verdict", "Put as", "Due", Wide("What happened"))
CAME: Mapping[str, tuple[str, str]] = {
    "supported": ("came true", "came true"),
    "contradicted": ("did not", "did not"),
    "mixed": ("came true in part", "came true in part"),
    "insufficient_coverage": ("is not decided", "are not decided"),
    "not_testable": ("cannot be decided", "cannot be decided"),
}


def section(world: World, checked: Checked, found: Evidence) -> Section | None:
    """Return the section, None for an essay without forecasts."""
    made = [each for each in checked.claims if each.claim.kind == "forecast"]
    if not made:
        return None
    rows = tuple(row(each, found.get(each.claim.id, ())) for each in made)
    notes = tuple(rule(each) for each in made)
    return Section(
        "forecasts",
        "What came of the forecasts",
        finding(made),
        prose=(checked.hindsight["totals"]["sentence"],) if checked.hindsight else (),
        grids=(Grid(HEADS, rows, "lllll", cited(world, (name for each in made for name in each.tables))),),
        notes=notes,
    )


def finding(made: Sequence[Judged]) -> str:
    """Return how many forecasts came true, and what came of the others."""
    if len(made) == 1:
        only = {"contradicted": "did not come true"}.get(made[0].verdict, CAME[made[0].verdict][0])
        return f"The one forecast {only}"
    found = {verdict: sum(each.verdict == verdict for each in made) for verdict in CAME}
    (first, n), *rest = ((verdict, n) for verdict, n in found.items() if n)
    head = f"{n} of {len(made)} forecasts {CAME[first][n != 1]}"
    return ", ".join((head, *filter(None, [words.listed(f"{n} {CAME[v][n != 1]}" for v, n in rest)])))


def row(judged: Judged, events: tuple[Event, ...]) -> tuple[str, ...]:
    """Return a forecast as a row of the table."""
    claim = judged.claim
    put = f"{claim.strength} ({words.percent(claim.probability)})" if claim.probability else claim.strength
    due = words.day(claim.resolution.due) if claim.resolution else ""
    return claim.statement, VERDICT[judged.verdict], put, due, happened(judged, events)


def happened(judged: Judged, events: tuple[Event, ...]) -> str:
    """Return what happened: the events that count, or the figure."""
    counted = [event for event in events if not event.left_out]
    if counted and judged.parts:
        return " ".join(f"{event.day}: {event.title}." for event in counted)
    if len(judged.parts) > 1:
        return compared.several(judged, f"see paragraph {judged.claim.paragraph}")
    return compared.whole(judged, events)


def rule(judged: Judged) -> str:
    """Return what decides a forecast."""
    decided = judged.claim.resolution.rule if judged.claim.resolution else ""
    return f"What decides on “{judged.claim.statement.rstrip('.')}”: {decided}"
