"""What came of the forecasts of an essay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from westphalia.claims.check import Checked, Judged
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.essay import evidence
from westphalia.report.essay.evidence import EventEvidence, Evidence, cited
from westphalia.report.linked import Linked, Wide
from westphalia.report.page import Section, SmallTable

if TYPE_CHECKING:
    from westphalia.record.world import World

HEADS = ("Forecast", "What came of it", "Put as", "Due", Wide("What happened"))
CAME: Mapping[str, tuple[str, str]] = {
    "supported": ("came true", "came true"),
    "contradicted": ("did not", "did not"),
    "mixed": ("came true in part", "came true in part"),
    "insufficient_coverage": ("is not decided", "are not decided"),
    "not_testable": ("cannot be decided", "cannot be decided"),
}
CAME_OF_IT: Mapping[str, str] = {each: told[0] for each, told in CAME.items()} | {
    "contradicted": "did not come true"
}
"""Of one forecast, by what its figures alone give: that many others fare alike makes it no less true."""


def section(world: World, checked: Checked, found: Evidence) -> Section | None:
    """Return the section, None for an essay without forecasts.

    Parameters
    ----------
    world : World
        The record.
    checked : Checked
        The essay with its verdicts.
    found : Evidence
        The events of its claims.
    """
    made = [each for each in checked.claims if each.claim.kind == "forecast"]
    if not made:
        return None
    rows = tuple(_row(each, found.get(each.claim.id, ())) for each in made)
    notes = tuple(_rule(each) for each in made)
    return Section(
        "forecasts",
        "What came of the forecasts",
        _finding(made),
        prose=(checked.hindsight["totals"]["sentence"],) if checked.hindsight else (),
        grids=(
            SmallTable(HEADS, rows, "lllll", cited(world, (name for each in made for name in each.tables))),
        ),
        notes=notes,
    )


def _finding(made: Sequence[Judged]) -> str:
    """Return how many forecasts came true, and what came of the others."""
    if len(made) == 1:
        return f"The one forecast {CAME_OF_IT[made[0].plain]}"
    found = {verdict: sum(each.plain == verdict for each in made) for verdict in CAME}
    (first, n), *rest = ((verdict, n) for verdict, n in found.items() if n)
    head = f"{n} of {len(made)} forecasts {CAME[first][n != 1]}"
    return ", ".join((head, *filter(None, [words.listed(f"{n} {CAME[v][n != 1]}" for v, n in rest)])))


def _row(judged: Judged, events: tuple[EventEvidence, ...]) -> tuple[str, ...]:
    """Return a forecast as a row of the table."""
    claim = judged.claim
    put = f"{claim.strength} ({numbers.percent(claim.probability)})" if claim.probability else claim.strength
    due = words.day(claim.resolution.due) if claim.resolution and claim.resolution.due else "no day set"
    return claim.statement, CAME_OF_IT[judged.plain], put, due, _happened(judged, events)


def _happened(judged: Judged, events: tuple[EventEvidence, ...]) -> str:
    """Return what happened: the events that count, or the figure."""
    counted = [event for event in events if not event.left_out]
    if counted and judged.parts:
        return " ".join(f"{event.day}: {event.title}." for event in counted)
    if len(judged.parts) > 1:
        return evidence.several(judged, f"see paragraph {judged.claim.paragraph}")
    return evidence.whole_group(judged, events)


def _rule(judged: Judged) -> str:
    """Return what decides a forecast."""
    decided = judged.claim.resolution.rule if judged.claim.resolution else ""
    return f"What decides on “{judged.claim.statement.rstrip('.')}”: {decided}"


# The section of events: what happened, where it is told, and in which paragraphs it matters.


def events_section(checked: Checked, found: Evidence) -> Section | None:
    """Return the section, None where no verdict rests on events.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    found : Evidence
        The events of its claims.
    """
    events = {event.name: event for each in found.values() for event in each}
    if not events:
        return None
    where: dict[str, list[int]] = {}
    for each in checked.claims:
        for event in found.get(each.claim.id, ()):
            where.setdefault(event.name, []).append(each.claim.paragraph)
    ordered = sorted(events.values(), key=lambda event: (event.date, event.name))
    return Section(
        "events",
        "The events behind the verdicts",
        _events_finding(ordered),
        prose=tuple(_entry(event, where[event.name]) for event in ordered),
    )


def _events_finding(events: list[EventEvidence]) -> str:
    """Return on how many events the verdicts rest, and how many are left out."""
    out = sum(1 for event in events if event.left_out)
    counted = words.counted(len(events) - out, "event")
    text = f"The verdicts on what happened rest on {counted}, each with the work that tells it"
    return f"{text}; {words.count(out)} more {'is' if out == 1 else 'are'} not counted" if out else text


def _entry(event: EventEvidence, paragraphs: list[int]) -> Linked:
    """Return an event as a paragraph."""
    places = words.listed(str(number) for number in sorted(set(paragraphs)))
    use = f"Paragraph{'s' if len(set(paragraphs)) > 1 else ''} {places}"
    out = f", {event.left_out}" if event.left_out else ""
    return Linked(f"{event.day}: {event.title}. {use}{out}. {event.citation}")
