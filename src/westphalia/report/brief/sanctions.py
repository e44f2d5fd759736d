"""Sanctions: who sanctions the two, how, since when, and what they share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from westphalia.report import numbers
from westphalia.report.brief import sanction_charts, words
from westphalia.report.brief.figures import of_all
from westphalia.report.brief.sanction_record import LABELS, Record, Sender, record
from westphalia.report.page import Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


FIRST = 1949
BACK = 10
MANY_CASES = 8
"""Cases in force from which their end at one stroke is told."""
SHORT = 3
"""Most names in a row of the table that are written without their number."""
OTHERS = {"persons": "persons", "firms": "firms", "territory": "a territory", "group": "an armed group"}
INSTITUTIONS = {
    "EU": "the European Union",
    "UN": "the United Nations",
    **{name: name for name in ("CoCom", "ChinCom", "ECOWAS", "MERCOSUR", "NAFTA", "NATO", "UNASUR")},
}
"""Institutions as a sentence has them; all others take the article."""
GLOSS = "A case is one sender's or one coalition's set of measures; it counts in every year from its first to its last."
PLAIN = (
    "The source dates cases by year, not by month, and says nothing on secondary sanctions (those on third parties "
    "that deal with a target)."
)
MEANT = (
    "Senders are states with a case in force of their own, or through the European Union, that means the state or its government; cases that mean persons, "
    "firms, a territory or an armed group count as cases and make no senders, nor does what the Security Council binds all members to."
)


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the sanctions in force against both states in a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    now = tuple(record(world, state, year, carry=True) for state in (dyad.a, dyad.b))
    before = tuple(record(world, state, year - 10) for state in (dyad.a, dyad.b))
    listed = sanction_charts.read(world, dyad, year)
    facts: dict[str, Any] = {
        side: {**_facts(own, past, other), "designations": listed[side]}
        for side, own, past, other in zip("ab", now, before, reversed(now), strict=True)
    }
    facts["common_senders"] = [each.state.to_dict() for each in _common(*now)]
    section = Section(
        id="sanctions",
        topic="Sanctions",
        finding=_finding(*now, *before),
        prose=tuple(_prose(now, before, listed)),
        charts=(
            *sanction_charts.charts(world, dyad, year, now),
            *sanction_charts.designation_charts(world, dyad, year),
        ),
        grids=tuple(_grids(now)),
        notes=tuple(_notes(world, year, now, listed)),
    )
    return Topic({"sanctions": facts}, section, tuple(_unknown(world, year, now[0])), _used(year, listed))


def _used(year: int, listed: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    if year < FIRST:
        return ()
    shown = any(each["value"] is not None for each in listed.values())
    return (
        "sanctions",
        "sanction_cases",
        "institution_sanctions",
        "sanction_mandates",
        *(["designations"] if shown else []),
    )


def _common(one: Record, other: Record) -> list[Sender]:
    """Return the states that sanction both, as they sanction the first."""
    codes = {each.state.ccode for each in other.senders}
    return [each for each in one.senders if each.state.ccode in codes]


def by(target: Record, sender: Record) -> Sender | None:
    """Return the sanctions of one of the two on the other, if any.

    Parameters
    ----------
    target, sender : Record
        The sanctions on one of the two, and those on the other.
    """
    return next((each for each in target.senders if each.state.ccode == sender.state.ccode), None)


def _facts(own: Record, past: Record, other: Record) -> dict[str, Any]:
    from_other = by(own, other)
    by_other = own.figure(from_other is not None, "", "sanctions").to_dict()
    return {
        "cases": own.figure(own.cases.get("cases"), "cases", "sanction_cases").to_dict(),
        "senders": own.figure(len(own.senders), "states", "sanctions").to_dict(),
        "sender_states": [each.to_dict() for each in own.senders],
        "institutions": [{"name": name, "cases": cases} for name, cases in own.institutions.items()],
        "kinds": {
            kind: own.figure(own.cases.get(kind), "cases", "sanction_cases").to_dict() for kind in LABELS
        },
        "senders_by_kind": own.by_kind() if own.observed else {},
        "un": own.figure("UN" in own.institutions, "", "institution_sanctions").to_dict(),
        "eu": own.figure("EU" in own.institutions, "", "institution_sanctions").to_dict(),
        "embargo": own.figure(own.embargo, "", "sanction_cases").to_dict(),
        "by_the_other": {**by_other, "kinds": list(from_other.kinds) if from_other else []},
        "place": own.place.to_dict() if own.place else None,
        "ten_years_before": {
            "cases": past.figure(past.cases.get("cases"), "cases", "sanction_cases").to_dict(),
            "senders": past.figure(len(past.senders), "states", "sanctions").to_dict(),
        },
    }


def _name(own: Record, *, start: bool = False) -> str:
    return words.the(own.state.name, start=start)


def _finding(a: Record, b: Record, a_before: Record, b_before: Record) -> str:
    if a.observed is None:
        why = f"not known: the record begins in {FIRST}" if a.year < FIRST else a.why
        return f"Who sanctioned {_name(a)} and {_name(b)} in {a.year} is {why}."
    when = str(a.observed) if a.observed == a.year else f"{a.observed}, the last year known"
    if not a.senders and not b.senders:
        none = f"No state had sanctions on {_name(a)} or {_name(b)} in {when}"
        past = [
            f"{words.counted(len(each.senders), 'state')} had some on {_name(each)}"
            for each in (a_before, b_before)
            if each.senders
        ]
        return f"{none}; ten years earlier {words.listed(past)}." if past else f"{none}."
    first, second = (a, b) if len(a.senders) >= len(b.senders) else (b, a)
    told = f"{words.sentence(_by(first))} in {when}, {_place(first)}"
    if not second.senders:
        return f"{told}; {_name(second)} by none."
    return f"{told}; {_by(second, short=True)}, {_place(second)}."


def _by(own: Record, *, short: bool = False) -> str:
    number = words.counted(len(own.senders), "state") if not short else words.count(len(own.senders))
    return f"{_name(own)} by {number}" if short else f"{_name(own)} was sanctioned by {number}"


def _place(own: Record) -> str:
    if own.place is None:
        return "its place not known"
    others = own.place.among - 1
    if own.place.above == 0:
        return (
            f"more than any other of {own.place.among} states"
            if not own.place.equal
            else f"as many as any of {own.place.among} states"
        )
    return f"more than {numbers.of(own.place.below, others, 'other states')}"


def _prose(
    now: tuple[Record, ...], before: tuple[Record, ...], listed: dict[str, dict[str, Any]]
) -> Iterator[str]:
    if now[0].observed is None:
        return
    for own, past in zip(now, before, strict=True):
        if own.cases["cases"] or past.cases.get("cases"):
            yield _told(own, past)
    a, b = now
    shared = _common(a, b)
    if a.senders and b.senders:
        yield _both(shared)
    for target, sender in ((a, b), (b, a)):
        found = by(target, sender)
        if found is not None:
            what = words.listed(LABELS[kind] for kind in found.kinds)
            yield f"{_name(sender, start=True)} itself had sanctions on {_name(target)} ({what}), since {found.since}."
    yield from sanction_charts.sentences(now[0].state, now[1].state, listed)


def _both(shared: list[Sender]) -> str:
    if len(shared) == 1:
        return f"{words.the(shared[0].state.name, start=True)} alone sanctioned both."
    number = words.sentence(words.counted(len(shared), "state")) if shared else "No state"
    return f"{number} sanctioned both."


def _told(own: Record, past: Record) -> str:
    cases = words.counted(own.cases["cases"], "case")
    text = f"{words.sentence(cases)} {'was' if own.cases['cases'] == 1 else 'were'} in force against {_name(own)} in {own.observed}"
    if past.observed is not None:
        text += f", {words.count(past.cases['cases']) if past.cases['cases'] else 'none'} in {past.observed}"
    kinds = [f"{LABELS[kind]} {own.cases[kind]}" for kind in LABELS if own.cases[kind]]
    if kinds:
        text += f"; by kind: {words.listed(kinds)}"
    others = [f"{OTHERS[aim]} {own.meant[aim]}" for aim in OTHERS if own.meant.get(aim)]
    if others:
        text += f"; not meant for the state but for {words.listed(others)}"
    if own.institutions:
        names = [INSTITUTIONS.get(name, f"the {name}") for name in own.institutions]
        text += f"; among the senders {'is' if len(names) == 1 else 'are'} {words.listed(names)}"
    if own.bound:
        text += f". The Security Council bound all members of the United Nations ({words.listed(LABELS[kind] for kind in own.bound)})"
    return f"{text}.{_closed(own)}"


def _closed(own: Record) -> str:
    """Return who forbade all trade with the state, as one more sentence; nothing where nobody did."""
    names = [words.the(each.state.name) for each in own.senders if each.embargo and each.route == "own"]
    if len(names) > SHORT:
        names = [words.counted(len(names), "state")]
    names += [INSTITUTIONS.get(name, f"the {name}") for name in own.closed]
    return f" All trade was forbidden by {words.listed(names)}." if names else ""


def _grids(now: tuple[Record, ...]) -> Iterator[SmallTable]:
    if not any(own.senders for own in now):
        return
    cells: dict[int, list[str]] = {}
    senders: dict[int, str] = {}
    union: set[int] = set()
    for at, own in enumerate(now):
        for each in own.senders:
            code = each.state.ccode
            senders[code] = each.state.name
            union |= {code} if each.route != "own" else set()
            kinds = ", ".join(LABELS[kind] for kind in each.kinds)
            cells.setdefault(code, ["-", "-"])[at] = f"{kinds}, since {each.since}"
    alike: dict[tuple[str, ...], list[int]] = {}
    for code in sorted(senders, key=lambda code: senders[code]):
        alike.setdefault(tuple(cells[code]), []).append(code)
    rows = tuple(
        (_group([senders[code] for code in codes], union.issuperset(codes)), *cell)
        for cell, codes in alike.items()
    )
    yield SmallTable(
        ("Senders", *(f"on {_name(own)}" for own in now)),
        rows,
        "lll",
        ("sanctions",),
        f"States with sanctions in force in {now[0].observed}, by kind",
    )


def _group(names: list[str], union: bool) -> str:
    if len(names) <= SHORT:
        return ", ".join(names)
    return f"{len(names)} {'members of the European Union' if union else 'states'}: {', '.join(names)}"


def _notes(
    world: World, year: int, now: tuple[Record, ...], listed: dict[str, dict[str, Any]]
) -> Iterator[str]:
    if now[0].observed is None:
        return
    if now[0].observed != year:
        yield f"Sanctions are {words.not_after(now[0].observed)}: that year stands for {year}."
    yield from filter(None, (_fall(world, own) for own in now))
    yield GLOSS
    yield MEANT
    yield PLAIN
    if any(each["value"] is not None for each in listed.values()):
        yield sanction_charts.NOTE


def _fall(world: World, own: Record) -> str:
    """Return a note on a year, within the last ten, with which most of many cases end on the lists at once; empty for none."""
    last = own.observed or own.year
    cases = {
        when: of_all(world, "sanctions_in_force", when).values.get(own.state.ccode, 0)
        for when in range(last - BACK, last + 1)
    }
    for when in range(last - 1, last - BACK - 1, -1):
        if cases[when] >= MANY_CASES and cases[when + 1] < cases[when] / 2:
            ended = f"from {cases[when]} in {when} to {cases[when + 1]} in {when + 1}"
            return (
                f"The number of cases against {_name(own)} fell {ended}: cases are closed together when an agreement is carried out or the list "
                "starts anew, so that their number falls faster than what stays in force, and rises again in small steps."
            )
    return ""


def _unknown(world: World, year: int, one: Record) -> Iterator[str]:
    if one.observed is None:
        yield f"Sanctions: {one.why}."
    elif one.observed != year:
        yield f"Sanctions: {words.not_after(one.observed)}; that year stands for {year}."
    begun = sanction_charts.begun(world)
    if begun.year > year >= FIRST:
        yield f"Designations on United States lists: not known before {words.day(begun, 'month')}."
