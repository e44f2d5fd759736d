"""The picture of the timeline: lanes of war, land, pacts, sanctions, arms and visits on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from westphalia.record.coverage import Coverage, Reach, reach
from westphalia.report.brief import (
    chosen,
    coded,
    coded_pacts,
    dispute_record,
    fights,
    known,
    rivalries,
    words,
)
from westphalia.report.brief.coded_pacts import begun, made
from westphalia.report.brief.ties import Event
from westphalia.report.linked import Cited
from westphalia.report.page import Chart, SmallTable

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

FIRST = 1816
UNITED_STATES = 2
LANES = {
    "war": "War, conflict",
    "conflict": "War, conflict",
    "dispute": "Dispute",
    "rivalry": "Rivalry",
    "land": "Land",
    "pact": "Pact",
    "agreement": "Defence agreement",
    "sanction": "Sanctions",
    "arms": "Arms",
    "visit": "Visit",
    "event": "Noted: other",
}
TABLE_OF = {
    "Land": "territorial_changes",
    "Pact": "pacts",
    "Defence agreement": "defence_agreements",
    "Arms": "arms_transfers",
    "Sanctions": "sanctions",
    "Visit": "visits",
}
"""The table that covers each lane."""
HATCHED = ("War, conflict", "Dispute", "Land")
"""Lanes that are drawn where nothing of them is known."""
AGAINST = "Noted: against"
"""Lane of noted events of one against the other."""
POINTS = ("visit", "land", "agreement", "event")
"""Kinds that are drawn as a moment."""
DRAWN = 2
"""Noted events of one year that are drawn in a lane: on a telephone more would lie on each other."""
USED = (
    "war_participants",
    "wars",
    "armed_conflict_parties",
    "dispute_dyad_years",
    "rivalries",
    "territorial_changes",
    "pacts",
    "alliances",
    "defence_agreements",
    "sanctions",
    "arms_transfers",
    "visits",
    "events",
    "event_parties",
    *coded_pacts.TABLES,
    *coded.TABLES,
)


def _missing(world: World, dyad: Dyad, first: int, last: int) -> dict[str, list[list[Any]]]:
    """Return the years of the axis in which no source covers the pair, by lane."""
    known_to = {
        "War, conflict": fights.covered(world, dyad, last),
        "Dispute": reach(world, dyad.codes, last, [Coverage(("dispute_dyad_years:cow",))], "cow"),
        "Rivalry": Reach(last, ((min(first, last), min(rivalries.covered_to(world), last)),)),
    }
    for lane, table in TABLE_OF.items():
        known_to[lane] = reach(world, dyad.codes, last, [Coverage((table,))])
    missing = {lane: known.gaps(covered, first) for lane, covered in known_to.items()}
    return {lane: gaps for lane, gaps in missing.items() if gaps}


def chart(world: World, dyad: Dyad, told: Sequence[Event], since: int, year: int) -> Chart:
    """Return the timeline as lanes, from the first event or the first shared year to the year of the page.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    told : sequence of Event
        The events.
    since : int
        The first year that the two shared.
    year : int
        The year of the page.
    """
    starts = [event.year for event in told if event.year >= 1800]
    first = max(1800, min([since, *starts]))
    first = min(first, year - 10)
    missing = _missing(world, dyad, first, year)
    lanes = [*dict.fromkeys(LANES.values())]
    lanes.insert(-1, AGAINST)
    if UNITED_STATES not in dyad.codes:
        lanes.remove("Visit")
    found = {_lane(event) for event in told}
    lanes = [
        lane for lane in lanes if lane in found or lane in HATCHED or missing.get(lane) != [[first, year]]
    ]
    lanes = [lane for lane in lanes if lane in found or lane not in (AGAINST, LANES["event"])]
    drawn = _thinned(told)
    rows = tuple(
        {
            "lane": _lane(event),
            "start": event.date if event.year >= first else str(first),
            "end": event.end,
            "text": event.text if not event.short else event.short,
            "role": event.role,
            "label": bool(event.short) and event.rank <= 5,
            "rank": event.rank,
            "mark": "spell" if event.kind not in POINTS and begun(event) else "point",
            "status": "known" if dict(event.more).get("verified", True) else "estimated",
            "kind": event.kind,
            "what": event.text,
        }
        for event in drawn
        if _lane(event) in lanes and (event.end is None or int(event.end[:4]) >= first)
    )
    numbers = [
        (kind, len([event for event in told if event.kind == kind and (kind != "pact" or made(event))]))
        for kind in ("war", "dispute", "land", "pact", "sanction", "arms", "event")
    ]
    nouns = {
        "land": "transfer of land",
        "sanction": "spell of sanctions",
        "arms": "spell of arms deliveries",
        "event": "other event noted by hand",
    }
    plural = {
        "land": "transfers of land",
        "sanction": "spells of sanctions",
        "arms": "spells of arms deliveries",
        "event": "other events noted by hand",
    }
    counted = [
        words.counted(number, nouns.get(kind, kind), plural.get(kind, ""))
        for kind, number in numbers
        if number
    ]
    alt = (
        f"On record between the two to {year}: {words.listed(counted)}."
        if counted
        else f"Nothing is on record between the two to {year}."
    )
    return Chart(
        "timeline",
        "lanes",
        rows,
        f"What happened between {words.the(dyad.a.name)} and {words.the(dyad.b.name)}, to {year}",
        alt,
        "years",
        tuple(name for name in USED if name != "visits" or UNITED_STATES in dyad.codes),
        _coverage(world, dyad, year, len(drawn) < len(told)),
        {
            "lanes": lanes,
            "year": year,
            "domain_x": [first, year],
            "missing": {lane: gaps for lane, gaps in missing.items() if lane in lanes},
            "empty": f"Nothing is on record between the two to {year}.",
        },
    )


def _lane(event: Event) -> str:
    """Return the lane of an event: that of its kind, and two for those noted by hand."""
    return AGAINST if event.kind == "event" and dict(event.more).get("against") else LANES[event.kind]


def _thinned(told: Sequence[Event]) -> list[Event]:
    """Return the events to draw: of those noted by hand the weightiest of each year and lane."""
    full: dict[tuple[str, int], int] = {}
    left = []
    for event in sorted((each for each in told if each.kind == "event"), key=lambda each: each.rank):
        at = (_lane(event), event.year)
        full[at] = full.get(at, 0) + 1
        if full[at] > DRAWN:
            left.append(event)
    return [event for event in told if event not in left]


def _coverage(world: World, dyad: Dyad, year: int, thinned: bool) -> str:
    parts = [
        f"wars to {fights.LISTED.whole(world)[1]}, later ones coded by hand",
        f"disputes to {dispute_record.last_year(world, 'cow')}",
    ]
    labels = (
        ("territorial_changes", "land"),
        ("pacts", "pacts"),
        ("defence_agreements", "defence agreements"),
        ("sanctions", "sanctions"),
        ("arms_transfers", "arms"),
    )
    for table, label in labels:
        span = world.span(table)
        if span is not None:
            later = ", later ones coded by hand" if table in BY_HAND else ""
            parts.append(f"{label} {words.span(*span)}{later}")
    if thinned:
        parts.append(
            f"of the events noted by hand the {words.count(DRAWN)} weightiest of each year in a lane"
        )
    return words.sentence("; ".join(parts))


# The tables of the timeline: what lists have, and the weightiest of the events noted by hand with where each is told.


BY_HAND = ("pacts", "defence_agreements")
"""Lists after whose end what is coded by hand is told."""
PRINTED = 36
TABLES = ("events", "event_parties", *coded.TABLES)


def grids(told: Sequence[Event], same: Sequence[tuple[Event, Event]], year: int) -> tuple[SmallTable, ...]:
    """Return the tables, without those that are empty; ``same`` are noted events that a list has as well.

    Parameters
    ----------
    told : sequence of Event
        The events.
    same : sequence of tuple of Event
        Events of the lists, each with the noted one that is the same.
    year : int
        The year of the page.
    """
    return tuple(
        grid for grid in (matter(told, same, year), listed(told, same), noted(told, same, year)) if grid.rows
    )


def listed(told: Sequence[Event], same: Sequence[tuple[Event, Event]]) -> SmallTable:
    """Return the weightiest events of the lists in order of date, in the words of the noted one too where there is one.

    Parameters
    ----------
    told : sequence of Event
        The events.
    same : sequence of tuple of Event
        Events of the lists, each with the noted one that is the same.
    """
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
    if any("citation" in dict(event.more) for event in every):
        more += " and of the pacts and agreements coded by hand"
    names = tuple(name for name in USED if same or name not in TABLES)
    return SmallTable(
        ("from", "to", "what"), lines, "lll", names, f"{more}; open: lasting, or the end is not known"
    )


def noted(told: Sequence[Event], same: Sequence[tuple[Event, Event]], year: int) -> SmallTable:
    """Return the noted events that matter most, in order of time.

    Parameters
    ----------
    told : sequence of Event
        The events.
    same : sequence of tuple of Event
        Events of the lists, each with the noted one that is the same.
    year : int
        The year of the page.
    """
    repeated = [twin for _, twin in same]
    every = [event for event in told if event.kind == "event" and event not in repeated]
    lines = tuple(
        (when(event), _cited(event)) for event in chosen.best(every, chosen.MORE, year, total=chosen.NOTED)
    )
    rest = len(every) - len(lines)
    more = f"The {len(lines)} weightiest of {len(every)}" if rest else "All"
    left = (
        f"; the other {words.count(rest)} {'is' if rest == 1 else 'are'} in the JSON document" if rest else ""
    )
    other = "other " if same else ""
    caption = f"{more} {other}events noted by hand, in order of time, each with where it is told{left}"
    return SmallTable(("when", "what happened, and where it is told"), lines, "ll", TABLES, caption)


def matter(told: Sequence[Event], same: Sequence[tuple[Event, Event]], year: int) -> SmallTable:
    """Return the events that matter, of lists and noted together, in order of time; where each is told stands in the other tables.

    Parameters
    ----------
    told : sequence of Event
        The events.
    same : sequence of tuple of Event
        Events of the lists, each with the noted one that is the same.
    year : int
        The year of the page.
    """
    twins = {id(one): twin for one, twin in same}
    repeated = [twin for _, twin in same]
    every = [event for event in told if event not in repeated and begun(event)]
    best = chosen.best(every, chosen.PLACES, year, limit=chosen.LIMIT)
    lines = tuple((when(event), _what(event, twins.get(id(event)))) for event in best)
    return SmallTable(
        ("when", "what happened"), lines, "ll", USED, "The events that matter, in order of time"
    )


def _what(event: Event, twin: Event | None) -> str:
    """Return what happened; of what a list has without words, as it is noted."""
    noted = event if twin is None or "citation" in dict(event.more) else twin
    return sure(noted) if "citation" in dict(noted.more) else noted.text


def _till(event: Event) -> str:
    """Return the end of an event for the table: nothing for a moment."""
    return "" if event.end == event.date else event.end or "open"


def _worded(event: Event, same: Sequence[tuple[Event, Event]]) -> str:
    twin = next((twin for one, twin in same if one == event), None)
    if "citation" in dict(event.more):
        own = _cited(event)
        return own if twin is None else Cited(f"{own}; {dict(twin.more)['citation']}")
    return event.text if twin is None else Cited(f"{event.text}. {_cited(twin)}")


def _cited(event: Event) -> Cited:
    more = dict(event.more)
    return Cited(f"{sure(event)}. {more['citation']}")


def sure(event: Event) -> str:
    """Return the sentence of a noted event, with a word where no text that states it was read.

    Parameters
    ----------
    event : Event
        One that is noted.
    """
    return event.text if dict(event.more)["verified"] else f"{event.text} (not verified)"


def when(event: Event) -> str:
    """Return when it was in words, as exactly as it is known.

    Parameters
    ----------
    event : Event
        Of the timeline.

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
    if event.end == event.date or event.date.startswith(event.end):
        return first
    last = words.moment(event.end)
    start, end = first.split(), last.split()
    while len(start) > 1 and start[-1] == end[-1]:
        start, end = start[:-1], end[:-1]
    return f"{' '.join(start)} to {last}"
