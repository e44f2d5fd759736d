"""Two hundred years of the pair on one line: war, land, pacts, sanctions, arms, visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from westphalia.report import numbers
from westphalia.report.brief import coded, coded_pacts, disputes, fights, ties, timeline_chart, words
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
    f"To choose the weightiest, an event loses one rank of its kind for each {timeline_chart.FADE} years of age, and {words.count(ties.LESS)} where more than "
    f"{words.count(ties.MANY)} states or another's act are in it."
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
    told = _events(world, dyad, year)
    same = repeats(told)
    twice = [twin for _, twin in same]
    once = [event for event in told if event not in twice]
    known = year if world.last_known is None else min(year, world.last_known)
    together = shared(world, dyad.a.ccode, dyad.b.ccode)
    since = max(FIRST, together[0][0]) if together else FIRST
    section = Section(
        "timeline",
        "Timeline",
        _finding(world, dyad, told, known),
        prose=_prose(dyad, once, year),
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


def _events(world: World, dyad: Dyad, year: int) -> list[Event]:
    """Return all events of the pair that began by a year, in order of their date."""
    fought = fights.wars(world, dyad)
    noted = ties.events(world, dyad)
    every = [
        *fought,
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
        *noted,
        *coded.events(world, dyad, noted),
    ]
    told = (event.until(year) for event in every)
    kinds = list(LANES)
    return sorted(
        (event for event in told if event is not None),
        key=lambda event: (event.date, kinds.index(event.kind), event.end or "9999", event.text),
    )


def _of(told: Sequence[Event], *kinds: str) -> list[Event]:
    return [event for event in told if event.kind in kinds]


def _opposed(told: Sequence[Event], kind: str, opposed: bool) -> list[Event]:
    return [event for event in _of(told, kind) if dict(event.more)["opposed"] is opposed]


def _finding(world: World, dyad: Dyad, told: list[Event], year: int) -> str:
    a, b = words.the(dyad.a.name, start=True), words.the(dyad.b.name)
    begins = disputes.begins(world, *dyad.codes)
    land = _hands(world, dyad, told, year) + coded.land_since(world, dyad, year)
    if begins is None or begins > year:
        return (
            f"Whether {words.the(dyad.a.name)} and {b} fought a war by {year} is not in the record, "
            f"which follows the Correlates of War states; {land}."
        )
    against = _wars(told, opposed=True)
    more, none, pairs = _belligerence(world, dyad, year, len(against))
    if not against:
        since = f"since {begins}" if begins < year else f"in {year}"
        return f"{a} and {b} have fought no war against each other on record {since}, like {numbers.of(none, pairs)} pairs{coded.force_since(world, dyad, year)}; {land}."
    last = against[-1]
    when = f"in {_years(last)}" if last.end else f"in a war of {last.year} still fought at the end of {year}"
    often = (
        f"once since {begins}, {when}"
        if len(against) == 1
        else f"{words.times(len(against))} since {begins}, last {when}"
    )
    place = "no pair of states more often" if more == 0 else f"{numbers.of(more, pairs)} pairs more often"
    return f"{a} and {b} have been at war with each other {often} ({place}); {land}."


def _belligerence(world: World, dyad: Dyad, year: int, own: int) -> tuple[int, int, int]:
    """Return how many pairs of states of the year fought more wars against each other, how many none, and how many pairs there are."""
    states = set(world.members(year, "cow"))
    known = [wars for (one, two), wars in fights.foes(world, year).items() if one in states and two in states]
    pairs = len(states) * (len(states) - 1) // 2
    return sum(wars > own for wars in known), pairs - len(known), pairs


def _wars(told: Sequence[Event], opposed: bool) -> list[Event]:
    """Return one event a war, though a war may have several."""
    return list({dict(event.more)["name"]: event for event in _opposed(told, "war", opposed)}.values())


def _hands(world: World, dyad: Dyad, told: list[Event], year: int) -> str:
    """Return how often land changed hands, within the years that the list of transfers covers."""
    listed = world.span("territorial_changes")
    if listed is None:
        return "whether land changed hands is not known"
    ended = year > listed[1]
    span = f"in {listed[0]}-{listed[1]}" if ended else f"since {listed[0]}"
    moves = [dict(event.more) for event in _of(told, "land")]
    to_a = sum(move["gainer"] == dyad.a.ccode for move in moves)
    if not moves:
        return f"no land changed hands between them {span if ended else f'to {year}'}"
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    often = words.times(len(moves))
    if 0 < to_a < len(moves):
        return f"land changed hands {often} {span}, {words.times(to_a)} to {a} and {words.times(len(moves) - to_a)} to {b}"
    loser, gainer = (b, a) if to_a else (a, b)
    always = ", each time" if len(moves) > 1 else ","
    return f"land changed hands {often} {span}{always} from {loser} to {gainer}"


def _prose(dyad: Dyad, told: list[Event], year: int) -> tuple[str, ...]:
    out = []
    beside = _wars(told, opposed=False)
    if beside:
        names = words.listed(dict.fromkeys(event.short for event in beside[-4:]))
        more = f", among them {names}" if len(beside) > 4 else f": {names}"
        out.append(f"They fought on the same side in {words.counted(len(beside), 'war')}{more}.")
    pacts = [event for event in _of(told, "pact") if made(event)]
    own = sum(bool(dict(event.more)["bilateral"]) for event in pacts)
    if pacts:
        alone = f"{words.count(own) if own else 'none'} of them between the two alone"
        if len(pacts) == 1:
            alone = "between the two alone" if own else "with others"
        out.append(f"They made {words.counted(len(pacts), 'pact')}, {alone}.")
    for state, role in ((dyad.a, "a"), (dyad.b, "b")):
        other = dyad.b if role == "a" else dyad.a
        sanctions = [event for event in _of(told, "sanction") if event.role == role]
        if sanctions:
            spells = words.listed(_years(event) for event in sanctions)
            out.append(
                f"{words.the(state.name, start=True)} had sanctions on {words.the(other.name)} in force in {spells}."
            )
    visits = _of(told, "visit")
    if visits:
        last, host = visits[-1], dyad.b if dyad.a.ccode == UNITED_STATES else dyad.a
        out.append(
            f"Presidents and secretaries of state of the United States came to {words.the(host.name)} "
            f"{words.times(len(visits))}, last in {last.date[:4]}."
        )
    latest = [
        event
        for event in told
        if event.year >= year - 1 and event.kind not in ("visit", "event") and begun(event)
    ]
    if latest:
        out.append(
            "Begun most recently: "
            + "; ".join(f"{_lower(event.text)}, {event.date[:4]}" for event in latest[-3:])
            + "."
        )
    noted = _of(told, "event")
    if noted:
        out.append(
            "Noted most recently: "
            + "; ".join(f"{sure(event)} ({when(event)})" for event in noted[-2:])
            + "."
        )
    return tuple(out)


def _lower(text: str) -> str:
    """Return a text as it goes on in a sentence, names kept."""
    common = ("Pact ", "Defence ", "Militarized ", "Strategic ", "Armed ", "The ")
    return text[0].lower() + text[1:] if text.startswith(common) else text


def _years(event: Event) -> str:
    return words.span(event.year, int(event.end[:4])) if event.end else f"{event.year} and since"


def _notes(dyad: Dyad, told: Sequence[Event]) -> tuple[str, ...]:
    notes = [
        "Wars have at least 1,000 deaths in battle; two states count as fighting each other when both fought on opposite sides on the same days, "
        "whether or not their armies met.",
        "The lists of wars and disputes count a state from its entry into the Correlates of War system; earlier wars with it are not in them.",
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
    begins = disputes.begins(world, *dyad.codes)
    together = shared(world, *dyad.codes)
    if together and (begins is None or begins > together[0][0]):
        when = f"before {begins}, when" if begins else "at any time, since"
        what = (
            "both entered the Correlates of War system"
            if begins
            else "the two never were in the Correlates of War system together"
        )
        out.append(f"Wars and disputes between the two {when} {what}.")
    wars = fights.LISTED.whole(world)[1]
    if year > wars:
        out.append(f"Wars after {wars} beyond those coded by hand.")
    land = world.span("territorial_changes")
    if land and year > land[1]:
        out.append(f"Land that changed hands after {land[1]} beyond what is coded by hand.")
    return out
