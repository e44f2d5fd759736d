"""Pacts: what the two have promised each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.report import numbers
from westphalia.report.brief import coded_pacts, known, ties, words
from westphalia.report.brief.existence import shared
from westphalia.report.brief.figures import of_all
from westphalia.report.brief.promises import (
    OBLIGATIONS,
    Pact,
    Phase,
    between,
    iso,
    members,
    plain,
    signed,
    terms,
)
from westphalia.report.page import Chart, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World
    from westphalia.report.brief.ties import Event

PRINTED = 12
"""Partners that are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What binds the pair in the year read: pacts with the phase in force, and how common that is among all pairs."""

    observed: int
    carried: bool
    pacts: tuple[tuple[Pact, Phase], ...]
    members: dict[tuple[int, int], int]
    bound: int
    defended: int
    pairs: int


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the pacts in force between the two in a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    span = world.span("pacts")
    if span is None or year < span[0]:
        raise AssertionError("the record of pacts begins before the first year of a brief")
    state = _bound(world, dyad, year, span[1])
    partners = _partners(world, dyad, state.observed)
    agreements = _agreements(world, dyad, year)
    since = coded_pacts.between(world, dyad, year)
    deals = coded_pacts.between(world, dyad, year, coded_pacts.AGREEMENTS)
    facts = {
        "pacts": [_fact(pact, phase, state) for pact, phase in state.pacts],
        "common_partners": {
            "count": len(partners),
            "names": [world.state(code, state.observed).to_dict() for code in partners],
            "observed": state.observed,
            "source": "pact_dyad_years",
        },
        "defence_agreements": agreements,
    }
    section = Section(
        "pacts",
        "Pacts",
        _finding(world, dyad, year, state, since),
        prose=(
            *_at_the_end(dyad, year, state, since),
            *_prose(world, dyad, state, partners, agreements),
            *_deals(deals),
        ),
        charts=_chart(world, dyad, year, span[1]),
        grids=_grid(dyad, state),
        notes=_notes(state),
    )
    unknown = (
        [
            f"Which pacts were in force after {span[1]} beyond those coded by hand: the list of pacts ends there."
        ]
        if state.carried
        else []
    )
    first, last = Coverage(("defence_agreements",)).whole(world)
    if year > last:
        unknown.append(
            f"Defence agreements signed after {last} beyond those coded by hand: the list of them covers {first} to {last}."
        )
    elif year < first:
        unknown.append(f"Defence agreements below the rank of a pact before {first}.")
    return Topic(
        facts,
        section,
        tuple(unknown),
        ("pacts", "alliances", "pact_dyad_years", "defence_agreements", *coded_pacts.TABLES),
    )


def _bound(world: World, dyad: Dyad, year: int, last: int) -> Bound:
    observed, carried = min(year, last), year > last
    pacts = []
    for pact in between(world, dyad.a.ccode, dyad.b.ccode):
        phase = pact.at_end(observed) if carried else pact.in_year(observed)
        if phase is not None:
            pacts.append((pact, phase))
    bound, defended = (_promised(world, name, observed) for name in ("pact", "defence"))
    states = len(world.members(observed))
    bound_by = members(world, [(pact.atopid, phase.number) for pact, phase in pacts], observed)
    return Bound(observed, carried, tuple(pacts), bound_by, bound, defended, states * (states - 1) // 2)


@once(latest=64)
def _promised(world: World, name: str, year: int) -> int:
    """Return how many pairs of states have promised each other something in a year, either way."""
    values = of_all(world, name, year).values
    return len({(min(pair), max(pair)) for pair, promised in values.items() if promised})


def _partners(world: World, dyad: Dyad, year: int) -> list[int]:
    """Return third states with which both have a promise of defence, either way, in a year."""
    promised = of_all(world, "defence", year).values
    mine = [{two for (one, two), kept in promised.items() if one == code and kept} for code in dyad.codes]
    return sorted((mine[0] & mine[1]) - set(dyad.codes))


def _agreements(world: World, dyad: Dyad, year: int) -> list[dict[str, Any]]:
    """Return the defence agreements signed by a year."""
    return [
        {
            "dcaid": row["dcaid"],
            "signed": iso(row["signed"], row["signed_precision"]),
            "end": row["end"].isoformat() if row["end"] else None,
            "type": row["type"],
            "subjects": [row[f"category{n}"] for n in (1, 2, 3) if row[f"category{n}"]],
            "source": "defence_agreements",
        }
        for row in signed(world, *dyad.codes)
        if row["signed"].year <= year
    ]


def _fact(pact: Pact, phase: Phase, state: Bound) -> dict[str, Any]:
    return {
        "atopid": pact.atopid,
        "phase": phase.number,
        "start": iso(pact.start, pact.start_precision),
        "end": pact.end.isoformat() if pact.end else None,
        "obligations": [OBLIGATIONS[name][0] for name in phase.all],
        "a_promises": [OBLIGATIONS[name][0] for name in phase.by_a],
        "b_promises": [OBLIGATIONS[name][0] for name in phase.by_b],
        "bilateral": pact.bilateral,
        "members": state.members[pact.atopid, phase.number],
        "source": "pacts",
        "observed": state.observed,
    }


def _finding(world: World, dyad: Dyad, year: int, state: Bound, since: list[Event]) -> str:
    """Return what bound the two; in a year too long after the end of the list, what is coded since and that more is not known."""
    coded = _coded(since)
    pair = f"{words.the(dyad.a.name)} and {words.the(dyad.b.name)}"
    others, them = ("others", "them") if coded else ("pacts", pair)
    instead = f"Which {others} bound {them} in {year} is not known in full: the list of them ends with {state.observed}."
    if coded:
        instead = f"Pacts of {pair} after {state.observed}, as coded by hand: {coded}. {instead}"
    found = _bound_by(dyad, year, state, since)
    after = f" Since then, as coded by hand: {coded}." if coded else ""
    return known.headed(found + after + _agreed(world, dyad, year, state), state.observed, year, instead)


def _bound_by(dyad: Dyad, year: int, state: Bound, since: list[Event]) -> str:
    a, b = words.the(dyad.a.name, start=True), words.the(dyad.b.name)
    when = f"at the end of {state.observed}" if state.carried else f"in {year}"
    promised = [name for name in OBLIGATIONS if any(name in phase.all for _, phase in state.pacts)]
    place = f"{numbers.in_hundred(state.bound / state.pairs)} pairs had one"
    if not promised:
        tail = (
            f", and that is {words.not_after(state.observed)}" if state.carried and not _coded(since) else ""
        )
        return f"No pact bound {words.the(dyad.a.name)} and {b} {when}{tail}; {place}."
    number = words.counted(len(state.pacts), "pact")
    if "defense" in promised:
        what = f"promising {terms(promised)}"
        place = f"{numbers.in_hundred(state.defended / state.pairs)} pairs promised as much"
    else:
        what = f"promising {terms(promised)} but no defence"
    return f"{a} and {b} {_tied(state, number, when)}, {what}; {place}."


def _tied(state: Bound, number: str, when: str) -> str:
    """Return that the two were bound, or that they made their pact in the year or were bound to a day of it."""
    pacts = [pact for pact, _ in state.pacts]
    if not state.carried and len(pacts) == 1 and pacts[0].bilateral and pacts[0].start.year == state.observed:
        return (
            f"made a pact of their own on {words.day(pacts[0].start)}"
            if pacts[0].start_precision == "day"
            else f"made a pact of their own {when}"
        )
    made = [pact for pact in pacts if pact.bilateral and pact.start.year == state.observed]
    if made and not state.carried:
        return f"were bound by {number} {when}, the latest their own of {words.day(made[-1].start, made[-1].start_precision)}"
    ends = [pact.end for pact in pacts if pact.end is not None]
    if not state.carried and len(ends) == len(pacts) and max(ends).year == state.observed:
        return f"were bound by {number} until {words.day(max(ends))}"
    return f"were bound by {number} {when}"


def _agreed(world: World, dyad: Dyad, year: int, state: Bound) -> str:
    """Return the treaty or agreement of the year that is noted by hand where no pact of the list bound the two, as one more sentence."""
    if state.pacts or year > state.observed:
        return ""
    noted = (event for event in ties.events(world, dyad) if event.year == year and event.role == "pair")
    own = [
        event
        for event in noted
        if dict(event.more)["what"] in ("treaty", "agreement")
        and event.rank < ties.RANKS["agreement"] + ties.LESS
    ]
    if not own:
        return ""
    event = min(own, key=lambda each: (each.rank, each.date))
    return f" Of {words.moment(event.date)} an agreement is noted by hand: {event.text}."


def _at_the_end(dyad: Dyad, year: int, state: Bound, since: list[Event]) -> tuple[str, ...]:
    """Return what bound the two when the list ended, where that is too long ago to head the section."""
    found = _bound_by(dyad, year, state, since)
    return () if known.headed(found, state.observed, year, "") else (found,)


def _coded(since: list[Event]) -> str:
    """Return what is coded by hand of pacts after the list, but for those of many without defence; that nothing is does not mean that nothing was."""
    weighty = [event for event in since if event.rank < coded_pacts.MINOR]
    return coded_pacts.told(weighty) if weighty else ""


def _deals(since: list[Event]) -> tuple[str, ...]:
    """Return what is coded by hand of agreements after the list."""
    return (f"Agreements on defence coded by hand since: {coded_pacts.told(since)}.",) if since else ()


def _prose(
    world: World, dyad: Dyad, state: Bound, partners: list[int], agreements: list[dict[str, Any]]
) -> tuple[str, ...]:
    told = " ".join(_sentence(dyad, state, pact, phase) for pact, phase in state.pacts[:3])
    out = [told] if told else []
    names = [words.the(world.gazetteer.usual(code, state.observed)) for code in partners]
    shown = words.listed(names) if len(names) <= PRINTED else words.counted(len(names), "state")
    what = (
        f"Both promised defence to {shown}"
        if names
        else "There was no third state to which both promised defence"
    )
    out.append(f"{what} in {state.observed}.")
    if len(agreements) == 1:
        out.append(
            f"Below the rank of a pact they signed one agreement on defence cooperation, in {agreements[0]['signed'][:4]}."
        )
    elif agreements:
        number, last = words.count(len(agreements)), agreements[-1]["signed"][:4]
        out.append(
            f"Below the rank of a pact they signed {number} agreements on defence cooperation, the latest in {last}."
        )
    return tuple(out)


def _sentence(dyad: Dyad, state: Bound, pact: Pact, phase: Phase) -> str:
    """Return one pact in a sentence."""
    others = state.members[pact.atopid, phase.number] - 2
    kind = "between the two alone" if pact.bilateral else f"with {words.counted(others, 'other member')}"
    if phase.by_a == phase.by_b:
        each = f"each promised {plain(phase.by_a)}" if phase.by_a else "neither promised anything"
    else:
        sides = ((dyad.a, phase.by_a), (dyad.b, phase.by_b))
        each = "; ".join(f"{words.the(who.name)} promised {plain(what) or 'nothing'}" for who, what in sides)
    ended = f" to {words.day(pact.end)}" if pact.end and not state.carried else ""
    return f"In the pact of {words.day(pact.start, pact.start_precision)}{ended}, {kind}, {each}."


def _chart(world: World, dyad: Dyad, year: int, last: int) -> tuple[Chart, ...]:
    rows: list[dict[str, Any]] = []
    for pact in between(world, dyad.a.ccode, dyad.b.ccode):
        for phase in pact.phases:
            text = "with each other alone" if pact.bilateral else f"pact of {phase.members} members"
            rows += [
                {
                    "lane": words.sentence(OBLIGATIONS[name][0]),
                    "start": phase.start.isoformat(),
                    "end": phase.end.isoformat() if phase.end else f"{last}-12-31",
                    "text": text,
                    "role": "pair" if pact.bilateral else "other",
                    "atopid": pact.atopid,
                    "bilateral": pact.bilateral,
                }
                for name in phase.all
            ]
    if not rows:
        return ()
    together = shared(world, *dyad.codes)
    first = min([together[0][0] if together else 1816, *(int(row["start"][:4]) for row in rows)])
    ends = max(year, last)
    options = {
        "lanes": [words.sentence(term) for term, _ in OBLIGATIONS.values()],
        "year": year,
        "domain_x": [first, ends],
        "none": {words.sentence(term): "never promised" for term, _ in OBLIGATIONS.values()},
        "missing": {"*": [[last + 1, ends]]} if ends > last else {},
    }
    number = len({row["atopid"] for row in rows})
    own = len({row["atopid"] for row in rows if row["bilateral"]})
    alt = (
        f"{words.counted(number, 'pact')} on record between {words.the(dyad.a.name)} and {words.the(dyad.b.name)} "
        f"to {last}, {words.count(own) if own else 'none'} of them between the two alone."
    )
    chart = Chart(
        "pacts-promises",
        "lanes",
        tuple(rows),
        "What the two promised each other, in pacts of their own (coloured) and with others (grey)",
        words.sentence(alt),
        "years in force",
        ("pacts",),
        f"1815-{last}; {words.not_after(last)} but for what is coded by hand, on the timeline",
        options,
    )
    return (chart,)


def _grid(dyad: Dyad, state: Bound) -> tuple[SmallTable, ...]:
    if not state.pacts:
        return ()
    lines = []
    for pact, phase in state.pacts:
        until = "not known" if state.carried else words.day(pact.end) if pact.end else "lasting"
        lines.append(
            (
                str(pact.atopid),
                words.day(pact.start, pact.start_precision),
                until,
                "the two alone" if pact.bilateral else f"{state.members[pact.atopid, phase.number]} members",
                terms(phase.by_a) or "nothing",
                terms(phase.by_b) or "nothing",
            )
        )
    heads = ("ATOP number", "from", "to", "parties", f"{dyad.a.name} promised", f"{dyad.b.name} promised")
    when = (
        f"in force at the end of {state.observed}, not known since but for what is coded by hand"
        if state.carried
        else f"in force in {state.observed}"
    )
    return (SmallTable(heads, tuple(lines), "llllll", ("pacts",), f"Pacts {when}"),)


def _notes(state: Bound) -> tuple[str, ...]:
    notes = [
        "A pact is a written promise on war and peace between states (ATOP); "
        "it is in force in a year when it is on at least one day of it."
    ]
    if state.carried:
        notes.append(
            f"The list ends with {state.observed}: what is shown of it is of that year and is not carried on. What is coded by hand since is on the timeline with "
            "where it is told; that nothing is coded does not mean that nothing happened."
        )
    return tuple(notes)
