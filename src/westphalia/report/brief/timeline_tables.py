"""The tables of the timeline: what lists have, and the weightiest of the events noted by hand with where each is told."""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.report.brief import words
from westphalia.report.brief.events import Event
from westphalia.report.brief.timeline_chart import USED
from westphalia.report.linked import Cited
from westphalia.report.page import Grid

PRINTED = 36
NOTED = 30
FADE = 25
"""Years in which a noted event falls behind by one rank."""
TABLES = ("events", "event_parties")


def grids(told: Sequence[Event], same: Sequence[tuple[Event, Event]], year: int) -> tuple[Grid, ...]:
    """Return both tables, without those that are empty; ``same`` are noted events that a list has as well."""
    return tuple(grid for grid in (listed(told, same), noted(told, same, year)) if grid.rows)


def listed(told: Sequence[Event], same: Sequence[tuple[Event, Event]]) -> Grid:
    """Return the weightiest events of the lists in order of date, in the words of the noted one too where there is one."""
    every = [event for event in told if event.kind != "event"]
    ranks = [
        (min([event.rank, *(twin.rank for one, twin in same if one == event)]), event) for event in every
    ]
    chosen = [event for _, event in sorted(ranks, key=lambda each: (each[0], each[1].date))][:PRINTED]
    lines = tuple((event.date, _till(event), _worded(event, same)) for event in told if event in chosen)
    more = (
        f"The {len(lines)} weightiest of {len(every)} events on the lists"
        if len(every) > len(lines)
        else "All events on the lists"
    )
    names = tuple(name for name in USED if same or name not in TABLES)
    return Grid(
        ("from", "to", "what"), lines, "lll", names, f"{more}; open: lasting, or the end is not known"
    )


def noted(told: Sequence[Event], same: Sequence[tuple[Event, Event]], year: int) -> Grid:
    """Return the weightiest of the other noted events, newest first; an old event weighs less than a new one of its kind."""
    repeated = [twin for _, twin in same]
    every = [event for event in told if event.kind == "event" and event not in repeated]
    chosen = sorted(every, key=lambda event: (event.rank + (year - event.year) / FADE, event.date))[:NOTED]
    lines = tuple((when(event), _cited(event)) for event in reversed(every) if event in chosen)
    rest = len(every) - len(lines)
    more = f"The {len(lines)} weightiest of {len(every)}" if rest else "All"
    left = (
        f"; the other {words.count(rest)} {'is' if rest == 1 else 'are'} in the JSON document" if rest else ""
    )
    other = "other " if same else ""
    caption = f"{more} {other}events noted by hand, the newest first, each with where it is told{left}"
    return Grid(("when", "what happened, and where it is told"), lines, "ll", TABLES, caption)


def _till(event: Event) -> str:
    """Return the end of an event for the table: nothing for a moment."""
    return "" if event.end == event.date else event.end or "open"


def _worded(event: Event, same: Sequence[tuple[Event, Event]]) -> str:
    twin = next((twin for one, twin in same if one == event), None)
    return event.text if twin is None else Cited(f"{event.text}. {_cited(twin)}")


def _cited(event: Event) -> Cited:
    more = dict(event.more)
    return Cited(f"{sure(event)}. {more['citation']}")


def sure(event: Event) -> str:
    """Return the sentence of a noted event, with a word where no text that states it was read."""
    return event.text if dict(event.more)["verified"] else f"{event.text} (not verified)"


def when(event: Event) -> str:
    """Return when it was in words, as exactly as it is known.

    Examples
    --------
    >>> def lasted(first: str, last: str | None) -> Event:
    ...     return Event(first, last, "event", "", "", "")
    >>> when(lasted("1941-08", "1941-08")), when(lasted("2001-07-14", "2001-07-16")), when(lasted("1937", "1941"))
    ('August 1941', '14 to 16 July 2001', '1937 to 1941')
    >>> when(lasted("2024-06-28", "2024-07-02")), when(lasted("1937", None))
    ('28 June to 2 July 2024', '1937, and since')
    """
    first = words.moment(event.date)
    if event.end is None:
        return f"{first}, and since"
    if event.end == event.date:
        return first
    last = words.moment(event.end)
    start, end = first.split(), last.split()
    while len(start) > 1 and start[-1] == end[-1]:
        start, end = start[:-1], end[:-1]
    return f"{' '.join(start)} to {last}"
