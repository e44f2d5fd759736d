"""The events that verdicts rest on: each once, with its day, its sentence, where it is told, and whether it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.claims.check import Checked, Judged, TestedPart
from westphalia.claims.measured import chosen, rests_on
from westphalia.claims.quantities import EventsOf
from westphalia.errors import WestphaliaError
from westphalia.report.brief import words

if TYPE_CHECKING:
    from westphalia.claims.essay import Essay
    from westphalia.record.world import World


@dataclass(frozen=True, slots=True)
class EventEvidence:
    """An event of the record as evidence.

    Parameters
    ----------
    name : str
        As the table has it.
    date : datetime.date
    day : str
        In words, as exactly as it is known.
    title : str
        What happened, a sentence.
    citation : str
        Where it is told.
    left_out : str
        Why it does not count, in words; empty where it does.
    """

    name: str
    date: date
    day: str
    title: str
    citation: str
    left_out: str = ""


Evidence = Mapping[str, tuple[EventEvidence, ...]]
"""Events by the id of the claim."""


def evidence(world: World, checked: Checked) -> Evidence:
    """Return the events that each claim was tested on, by date; claims without any are left out.

    Parameters
    ----------
    world : World
        The record.
    checked : Checked
        The essay with its verdicts.
    """
    found = {each.claim.id: _of(world, each, checked.essay) for each in checked.claims}
    return {claim: events for claim, events in found.items() if events}


def _of(world: World, judged: Judged, essay: Essay) -> tuple[EventEvidence, ...]:
    events = {event.name: event for part in judged.parts for event in _of_part(world, part, essay)}
    return tuple(sorted(events.values(), key=lambda event: (event.date, event.name)))


def _of_part(world: World, part: TestedPart, essay: Essay) -> Iterator[EventEvidence]:
    """Yield the events of one test, of both figures where two are compared; none where the table cannot be read."""
    asked = [each.events for each in (part.test, part.test.against) if each is not None and each.events]
    for one in asked:
        yield from _events(world, one, essay)


def _events(world: World, asked: EventsOf, essay: Essay) -> Iterator[EventEvidence]:
    try:
        rows = chosen(world, asked).to_dicts()
    except WestphaliaError:
        return
    for row in rows:
        yield _event(row, essay)


def _event(row: Mapping[str, Any], essay: Essay) -> EventEvidence:
    left_out = "" if row["verified"] else "not verified, and not counted"
    if rests_on(str(row["citation"]), essay):
        left_out = "told by the essay alone, and not counted"
    return EventEvidence(
        str(row["event"]), row["date"], words.day(row["date"], str(row["precision"])),
        str(row["title"]).rstrip("."), words.cited(str(row["citation"]), row["url"]), left_out,
    )  # fmt: skip


def days(events: tuple[EventEvidence, ...]) -> str:
    """Return when the events that count were: each of a few, first and last of many.

    Parameters
    ----------
    events : tuple of EventEvidence
        By date.
    """
    counted = [event for event in events if not event.left_out]
    if not counted:
        return ""
    if len(counted) <= 3:
        return words.listed(dict.fromkeys(event.day for event in counted))
    return words.span(counted[0].date.year, counted[-1].date.year)
