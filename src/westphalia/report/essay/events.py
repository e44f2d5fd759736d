"""The section of events: what happened, where it is told, and in which paragraphs it matters."""

from __future__ import annotations

from westphalia.claims.check import Checked
from westphalia.report.brief import words
from westphalia.report.essay.evidence import Event, Evidence
from westphalia.report.linked import Linked
from westphalia.report.page import Section


def section(checked: Checked, found: Evidence) -> Section | None:
    """Return the section, None where no verdict rests on events."""
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
        finding(ordered),
        prose=tuple(entry(event, where[event.name]) for event in ordered),
    )


def finding(events: list[Event]) -> str:
    """Return on how many events the verdicts rest, and how many are left out."""
    out = sum(1 for event in events if event.left_out)
    counted = words.counted(len(events) - out, "event")
    text = f"The verdicts on what happened rest on {counted}, each with the place where it was read"
    return f"{text}; {words.count(out)} more {'is' if out == 1 else 'are'} not counted" if out else text


def entry(event: Event, paragraphs: list[int]) -> Linked:
    """Return an event as a paragraph."""
    numbers = words.listed(str(number) for number in sorted(set(paragraphs)))
    use = f"Paragraph{'s' if len(set(paragraphs)) > 1 else ''} {numbers}"
    out = f", {event.left_out}" if event.left_out else ""
    return Linked(f"{event.day}: {event.title}. {use}{out}. {event.citation}")
