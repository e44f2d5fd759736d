"""Two hundred years of the pair on one line: war, land, pacts, sanctions, arms, visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from westphalia.record.once import once
from westphalia.report.brief import (
    chosen,
    coded,
    coded_pacts,
    dispute_record,
    fights,
    known,
    strife,
    ties,
    timeline_chart,
    words,
)
from westphalia.report.brief.coded_pacts import begun, made
from westphalia.report.brief.existence import shared
from westphalia.report.brief.fights import repeats
from westphalia.report.brief.ties import Event
from westphalia.report.brief.timeline_chart import FIRST, LANES, UNITED_STATES, USED, sure, when
from westphalia.report.page import Section, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


NOTED = (
    "Events noted by hand are those that no list here holds, or not in words; each carries where it is told. They are chosen, not complete, and never counted "
    "as figures. One of the same kind and date as a war, pact, agreement, transfer of land or visit of the lists is told with that, and drawn and listed once. "
    "What is told first is chosen by kind (war and land before occupation and pact, those before force, and so on), it weighs less where more than "
    f"{words.count(ties.MANY)} states or another's act are in it, and each of five eras (from 1871, 1914, 1946 and 1991) has {words.count(chosen.PLACES)} places; what is a year old at most gains two ranks."
)

CODED = (
    "Pacts after the list of ATOP and agreements after that of DCAD are coded by hand, each with where it is told: searched in full for 25 states and for those of "
    "three or more, and never known to be all. A pact of defence of many that one of the two joined, suspended or left is told too."
)


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return what happened between the two to the end of a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    told = events(world, dyad, year)
    same = repeats(told)
    twice = [twin for _, twin in same]
    once = [event for event in told if event not in twice]
    seen = year if world.last_known is None else min(year, world.last_known)
    together = shared(world, dyad.a.ccode, dyad.b.ccode)
    since = max(FIRST, together[0][0]) if together else FIRST
    section = Section(
        "timeline",
        "Timeline",
        strife.sentence(world, dyad, once, seen),
        prose=_prose(world, dyad, once, seen),
        charts=(timeline_chart.chart(world, dyad, once, since, year),),
        grids=timeline_chart.grids(told, same, year),
        notes=_notes(dyad, told),
    )
    return Topic(
        {"timeline": [_entry(event, same) for event in told]},
        section,
        tuple(_unknown(world, dyad, year)),
        USED,
    )


def _entry(event: Event, same: Sequence[tuple[Event, Event]]) -> dict[str, Any]:
    """Return an event for the JSON document; a noted one that a list has as well names the table of the list."""
    listed = next((one for one, twin in same if twin == event), None)
    return event.to_dict() if listed is None else {**event.to_dict(), "repeats": listed.source}


@once(latest=8)
def events(world: World, dyad: Dyad, year: int) -> list[Event]:
    """Return all events of the pair that began by a year, in order of their date.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year.
    """
    listed = [war for war in fights.wars(world, dyad) if war.year <= year]
    noted = ties.events(world, dyad)
    told_of = fights.noted_wars(listed, [*noted, *coded.events(world, dyad, noted)])
    fought = [*listed, *(event for event in told_of if event.kind == "war")]
    every = [
        *listed,
        *fights.conflicts(world, dyad, fought),
        *fights.disputes(world, dyad, fought),
        *fights.rivalries(world, dyad, year),
        *fights.land(world, dyad),
        *ties.pacts(world, dyad, year),
        *ties.agreements(world, dyad),
        *coded_pacts.events(world, dyad),
        *ties.sanctions(world, dyad, year),
        *ties.arms(world, dyad, year),
        *ties.visits(world, dyad),
        *told_of,
    ]
    told = (event.until(year) for event in every)
    kinds = list(LANES)
    return sorted(
        (event for event in told if event is not None),
        key=lambda event: (event.date, kinds.index(event.kind), event.end or "9999", event.text),
    )


def _of(told: Sequence[Event], *kinds: str) -> list[Event]:
    return [event for event in told if event.kind in kinds]


def _prose(world: World, dyad: Dyad, told: list[Event], year: int) -> tuple[str, ...]:
    out = []
    beside = strife.wars(told, opposed=False)
    if beside:
        names = words.listed(dict.fromkeys(event.short for event in beside[-4:]))
        more = f", among them {names}" if len(beside) > 4 else f": {names}"
        out.append(f"They fought on the same side in {words.counted(len(beside), 'war')}{more}.")
    out += filter(None, (_pacts(told), _land_to(world, dyad, told, year)))
    for state, role in ((dyad.a, "a"), (dyad.b, "b")):
        other = dyad.b if role == "a" else dyad.a
        sanctions = [event for event in _of(told, "sanction") if event.role == role]
        if sanctions:
            spells = words.listed(_years(event) for event in sanctions)
            out.append(
                f"{words.the(state.name, start=True)} had sanctions on {words.the(other.name)} in force in {spells}."
            )
    out += filter(None, (_calls(world, dyad, told, year),))
    latest = [
        event
        for event in told
        if event.year >= year - 1 and event.kind not in ("visit", "event") and begun(event)
    ]
    noted = _of(told, "event")[-2:]
    recent = sorted([*latest[-3:], *noted], key=lambda event: event.date)
    return (*out, *(f"{words.sentence(when(event))}: {_told(event)}." for event in recent))


def _told(event: Event) -> str:
    """Return what happened in words; of what is noted, whether a text that states it was read."""
    return sure(event) if event.kind == "event" else event.text


def _pacts(told: Sequence[Event]) -> str:
    """Return how many pacts the two made, in a sentence; empty for none."""
    pacts = [event for event in _of(told, "pact") if made(event)]
    own = sum(bool(dict(event.more)["bilateral"]) for event in pacts)
    if len(pacts) < 2:
        alone = "between the two alone" if own else "with others"
        return f"They made one pact, {alone}." if pacts else ""
    if own == len(pacts):
        alone = "both of them between the two alone" if own == 2 else "all of them between the two alone"
    else:
        alone = f"{words.count(own) if own else 'none'} of them between the two alone"
    return f"They made {words.counted(len(pacts), 'pact')}, {alone}."


def _land_to(world: World, dyad: Dyad, told: Sequence[Event], year: int) -> str:
    """Return to when no land is known to have changed hands, where that was too long ago to head the page."""
    known_to = strife.land_known(world, dyad, year)
    if (
        known_to.last is None
        or known.recent(known_to)
        or strife.claims(world, dyad, told, year)
        or strife.moves(world, dyad, told, year)
    ):
        return ""
    return f"The list of land that changed hands ends with {known_to.last}, and has none between the two to then."


def _calls(world: World, dyad: Dyad, told: Sequence[Event], year: int) -> str:
    """Return how often leaders of the United States came, to the last year that the list of visits has; empty for none."""
    visits, span = _of(told, "visit"), world.span("visits")
    if not visits or span is None:
        return ""
    host = dyad.b if dyad.a.ccode == UNITED_STATES else dyad.a
    upto = f" to {span[1]}, where the list ends" if span[1] < year else ""
    return (
        f"Presidents and secretaries of state of the United States came to {words.the(host.name)} "
        f"{words.times(len(visits))}{upto}, last in {visits[-1].date[:4]}."
    )


def _years(event: Event) -> str:
    return words.span(event.year, int(event.end[:4])) if event.end else f"{event.year} and since"


def _notes(dyad: Dyad, told: Sequence[Event]) -> tuple[str, ...]:
    notes = [
        "Wars have at least 1,000 deaths in battle; two states count as fighting each other when both fought on opposite sides on the same days, "
        "whether or not their armies met.",
        "The list of wars counts a state from its entry into the Correlates of War system and ends with 2007; since 1946 a war would also be among the armed conflicts of the "
        "Uppsala programme. A war that is noted by hand and on no list counts as one, from what began it to the ceasefire, treaty or cession that is noted after it.",
    ]
    if _of(told, "event"):
        notes.insert(0, NOTED)
    if any(event.source in coded_pacts.TABLES for event in told):
        notes.append(CODED)
    if any(event.source in coded.TABLES for event in told):
        notes.insert(1, coded.NOTE)
    if UNITED_STATES not in dyad.codes:
        notes.append(_visits(told))
    return tuple(notes)


def _visits(told: Sequence[Event]) -> str:
    """Return what is known of the visits of a pair without the United States."""
    few = sum(dict(event.more)["what"] == "visit" for event in _of(told, "event"))
    only = "Visits are listed in full for leaders of the United States only"
    if few:
        verb = "is" if few == 1 else "are"
        return f"{only}; the {words.counted(few, 'visit')} told here {verb} noted by hand, a choice, and there may have been more."
    return f"{only}; none of this pair is noted by hand, which does not show that there was none."


def _unknown(world: World, dyad: Dyad, year: int) -> list[str]:
    out = []
    if UNITED_STATES not in dyad.codes:
        out.append(
            "All visits between the two: a list has those of leaders of the United States only, and those noted by hand are a choice."
        )
    begins = dispute_record.begins(world, *dyad.codes)
    together = shared(world, *dyad.codes)
    if together and (begins is None or begins > together[0][0]):
        when = f"before {begins}, when" if begins else "at any time, since"
        what = (
            "both entered the Correlates of War system"
            if begins
            else "the two never were in the Correlates of War system together"
        )
        out.append(f"Wars and disputes between the two {when} {what}, beyond those noted by hand.")
    wars = fights.LISTED.whole(world)[1]
    if year > wars:
        out.append(f"Wars after {wars} beyond those coded by hand.")
    land = world.span("territorial_changes")
    if land and year > land[1]:
        out.append(f"Land that changed hands after {land[1]} beyond what is coded by hand.")
    return out
