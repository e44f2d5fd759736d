"""The picture of the timeline: lanes of war, land, pacts, sanctions, arms and visits on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import fights, quarrels, rivalry, words
from westphalia.report.brief.events import Event
from westphalia.report.page import Chart

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
AGAINST = "Noted: against"
"""Lane of noted events of one against the other."""
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
)


def _missing(world: World, dyad: Dyad, first: int, last: int) -> dict[str, list[list[Any]]]:
    """Return the years of the axis that no source covers, by lane."""
    land, pacts, deals, arms, bans, visits = (
        world.span(name)
        for name in (
            "territorial_changes",
            "pacts",
            "defence_agreements",
            "arms_transfers",
            "sanctions",
            "visits",
        )
    )
    spans = {
        "Dispute": (FIRST, quarrels.last_year(world, "cow")),
        "Rivalry": (first, rivalry.covered_to(world)),
        "Land": land,
        "Pact": pacts,
        "Defence agreement": deals,
        "Arms": arms,
        "Sanctions": bans,
        "Visit": visits,
    }
    out: dict[str, list[list[Any]]] = {}
    for lane, span in spans.items():
        if span is None:
            out[lane] = [[first, last]]
            continue
        gaps = [(first, span[0] - 1), (span[1] + 1, last)]
        out[lane] = [
            [max(start, first), min(end, last)] for start, end in gaps if max(start, first) <= min(end, last)
        ]
    return {lane: gaps for lane, gaps in out.items() if gaps}


def chart(world: World, dyad: Dyad, told: Sequence[Event], since: int, year: int) -> Chart:
    """Return the timeline as lanes, from the first event or the first shared year to the year of the page."""
    starts = [event.year for event in told if event.year >= 1800]
    first = max(1800, min([since, *starts]))
    first = min(first, year - 10)
    missing = _missing(world, dyad, first, year)
    lanes = [*dict.fromkeys(LANES.values())]
    lanes.insert(-1, AGAINST)
    if UNITED_STATES not in dyad.codes:
        lanes.remove("Visit")
    found = {_lane(event) for event in told}
    lanes = [lane for lane in lanes if missing.get(lane) != [[first, year]]]
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
            "mark": "point" if event.kind in ("visit", "land", "agreement", "event") else "spell",
            "status": "known" if dict(event.more).get("verified", True) else "estimated",
            "kind": event.kind,
            "what": event.text,
        }
        for event in drawn
        if _lane(event) in lanes and (event.end is None or int(event.end[:4]) >= first)
    )
    numbers = [
        (kind, len([event for event in told if event.kind == kind]))
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
    return AGAINST if dict(event.more).get("against") else LANES[event.kind]


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
        f"disputes to {quarrels.last_year(world, 'cow')}",
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
            parts.append(f"{label} {words.span(*span)}")
    if thinned:
        parts.append(
            f"of the events noted by hand the {words.count(DRAWN)} weightiest of each year in a lane"
        )
    return words.sentence("; ".join(parts))
