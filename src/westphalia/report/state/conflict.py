"""What is said of the wars and disputes of one state: sentences, reasons, table and the two centuries of them in a picture."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words
from westphalia.report.brief.figures import of_all
from westphalia.report.brief.ties import spells
from westphalia.report.brief.why.happened import said
from westphalia.report.page import Chart, Section, SmallTable, Topic
from westphalia.report.state.fought import UPPSALA, Fought, StateWar, spell, within
from westphalia.report.state.reason import StateReason

if TYPE_CHECKING:
    from westphalia.report.state.subject import Subject

HEAVY = 0.03
"""Share of the system's capability from which force against a state counts in full."""
CODED_SHOWN = 3
"""Disputes coded by hand that the page tells in words."""
NOTE = (
    "Wars between states have at least 1,000 deaths in battle by the Correlates of War, to 2007, and are coded by hand later; wars with armed groups are the civil wars of that list to 1945 "
    "and since 1946 the armed conflicts of the Uppsala programme in years with 1,000 deaths. Force is use of force in a militarized dispute, from a shot or a seized boat upwards."
)


def reasons(of: Subject, found: Fought) -> Iterator[StateReason]:
    """Yield the wars and the force of the year.

    Parameters
    ----------
    of, found : Subject, Fought
        The state and year, and what it fought.
    """
    if found.wars:
        war = max(found.wars, key=lambda each: (each.many, each.first.year == of.year, len(each.against)))
        yield StateReason("war", sentence(of, war), 1.0, "wars")
    if found.within:
        size = 1.0 if any(each.rule for each in found.within) else 0.7
        yield StateReason("civil war", _inside(of, found), size, "wars")
    if found.held:
        yield StateReason(
            "force", f"From {of.year} {of.listed(found.held)} held land of {of.name} by force.", 0.95, "wars"
        )
    if found.abroad:
        part = max(share for _, share in found.abroad)
        yield StateReason(
            "abroad",
            f"Forces of {of.name} fought in the war in {of.listed(_hosts(found))} in {of.year}.",
            part,
            "wars",
        )
    for row in found.coded:
        size = 0.05 + 0.12 * (row["deaths"] or 0)
        if text := said(row):
            text = text if row["new"] else f"Since {text}"
            yield StateReason("force", text, size if row["new"] else size / 2, "wars")
    if found.force:
        yield _forced(of, found)


def _hosts(found: Fought) -> list[int]:
    """Return the states in which troops of this one fought."""
    return [code for code, _ in found.abroad]


def _forced(of: Subject, found: Fought) -> StateReason:
    """Return the force of the year as a reason: the graver for the dead, and for a strong opponent."""
    deadly = sorted(found.force.keys() & found.deadly)
    told = deadly or list(found.force)
    strength = of_all(of.world, "cinc", of.year, carry=True).values
    strongest = min(1.0, max(strength.get(code, 0.0) for code in told) / HEAVY)
    dead = " and people died" if deadly else ""
    text = f"Force was used between {of.name} and {of.listed(told)} in {of.year}{dead}, short of war."
    size = (0.28 if deadly else 0.1) + 0.18 * strongest + 0.02 * len(told)
    return StateReason("force", text, size if deadly else min(0.26, size), "wars")


def _inside(of: Subject, found: Fought) -> str:
    """Return a war of the year with armed groups in a sentence."""
    named = sorted({each.name for each in found.within if each.name})
    if named:
        return f"{of.start} was in a civil war in {of.year} ({words.listed(named)})."
    about = "over who rules" if any(each.rule for each in found.within) else "over land"
    return (
        f"{of.start} fought armed groups in a war {about} in {of.year}, with at least 1,000 deaths in battle."
    )


def sentence(of: Subject, war: StateWar) -> str:
    """Return a war of the year in a sentence.

    Parameters
    ----------
    of, war : Subject, StateWar
        The state and year, and the war.
    """
    if not war.against:
        return f"{of.start} fought in {war.the} in {of.year}."
    foes = of.listed(war.against)
    if war.many:
        return f"{of.start} fought in {war.the} in {of.year}, on the side against {foes}."
    if len(war.against) == 1 and war.first.year == of.year and (war.began or war.begun_by):
        one, two = (of.start, foes) if war.began else (words.sentence(foes), of.name)
        return f"{one} went to war with {two} on {words.day(war.first)}: {war.the}."
    since = f" since {words.day(war.first)}" if war.first.year < of.year else f" from {words.day(war.first)}"
    return f"{of.start} was at war with {foes}{since}: {war.the}."


def topic(of: Subject, found: Fought) -> Topic:
    """Return wars and disputes of the year and of late.

    Parameters
    ----------
    of, found : Subject, Fought
        The state and year, and what it fought.
    """
    facts = {
        "of_the_year": [war.to_dict() for war in found.wars],
        "late": [war.to_dict() for war in found.late],
        "within": [{"year": each.year, "name": each.name or None, "source": each.source} for each in (*found.within_late, *found.within)],
        "force": [{**of.named(code), "years": list(found.force_late[code])} for code in of.strongest(found.force_late)],
        "abroad": [of.named(code) for code in _hosts(found)],
        "coded": list(found.coded),
        "listed_to": found.known,
    }  # fmt: skip
    section = Section("wars", "Wars and disputes", _finding(of, found), tuple(_prose(of, found)), tuple(_charts(of, found)), tuple(_grids(of, found)), (NOTE,))  # fmt: skip
    late = (f"Disputes after {found.known}, when the list ends, beyond those coded by hand.",) if of.year > found.known else ()  # fmt: skip
    return Topic({"wars": facts}, section, late, ("wars", "war_participants", "armed_conflicts", "civil_wars", "dispute_dyad_years", "coded_disputes"))  # fmt: skip


def _finding(of: Subject, found: Fought) -> str:
    if found.wars:
        names = words.listed(dict.fromkeys(war.the for war in found.wars))
        return f"{of.start} fought in {names} in {of.year}."
    if found.within:
        return _inside(of, found)
    limit = f", by lists that end in {found.known} and what is coded after" if of.year > found.known else ""
    if found.force:
        return f"{of.start} was at war with no state in {of.year}; force was used with {of.listed(found.force)}{limit}."
    return f"No war and no use of force of {of.name} is on record for {of.year}{limit}."


def _prose(of: Subject, found: Fought) -> Iterator[str]:
    for war in found.wars:
        against = f"against it stood {of.listed(war.against, 5)}" if war.against else ""
        beside = f"beside it {of.listed(war.beside, 5)}" if war.beside else ""
        sides = "; ".join(filter(None, (against, beside)))
        which = f"In {war.the}: " if len(found.wars) > 1 else ""
        yield words.sentence(f"{which}{sides or 'it fought'}, {_when(war)}.")
    if found.abroad:
        yield f"Its forces fought in the war with armed groups in {of.listed(_hosts(found), 5)}."
    for row in found.coded[:CODED_SHOWN]:
        if text := said(row):
            yield text if row["new"] else f"Since {text}"
    if found.late:
        told = words.listed(f"{war.the} ({spell(war)})" for war in found.late)
        yield f"In the ten years to {of.year} it had fought in {told}."
    years = sorted({each.year for each in found.within_late})
    if years:
        yield f"War with armed groups was on record in {words.listed(str(year) for year in years)} too."
    if found.force_late:
        yield f"Force was used in the ten years to {of.year} with {words.counted(len(found.force_late), 'state')}: {of.listed(found.force_late, 5)}."


def _when(war: StateWar) -> str:
    """Return the days of a war to the year in words."""
    if war.last is None:
        return f"from {words.day(war.first)} on"
    return f"from {words.day(war.first)} to {words.day(war.last)}"


def _grids(of: Subject, found: Fought) -> Iterator[SmallTable]:
    wars = (*found.wars, *found.late)
    rows = [(war.name, spell(war), of.listed(war.against) if war.against else "", of.listed(war.beside) if war.beside else "") for war in wars]  # fmt: skip
    if rows:
        many = 4 if any(row[3] for row in rows) else 3
        yield SmallTable(("War", "When", "Against", "Beside")[:many], tuple(row[:many] for row in rows), "l" * many, ("war_participants",), "Wars of the year and of the ten years to it")  # fmt: skip


def _charts(of: Subject, found: Fought) -> Iterator[Chart]:
    """Yield all wars of the state to the year, between states and within."""
    wars = found.every
    years = [year for first, last in of.world.spells(of.code) for year in range(first, last + 1)]
    first = min([*years, of.year])
    inside = sorted({each.year for each in within(of, range(max(first, 1816), of.year + 1))})
    rows: list[dict[str, Any]] = [_mark(of, war) for war in wars]
    rows += [{"lane": "With armed groups", "start": one, "end": two, "text": "war with armed groups", "role": "a", "rank": 9} for one, two in spells(inside)]  # fmt: skip
    if not rows:
        return
    gone = [
        [one[1] + 1, two[0] - 1] for one, two in pairwise(of.world.spells(of.code)) if two[0] - one[1] > 1
    ]
    options: dict[str, Any] = {"lanes": ["Between states", "With armed groups"], "year": of.year, "domain_x": [first, max(of.year, first + 10)]}  # fmt: skip
    if gone:
        options["missing"] = {"*": gone}
    alt = f"{words.sentence(words.counted(len(wars), 'war'))} between states to {of.year}" + (f", the last {wars[-1].the}." if wars else ".")  # fmt: skip
    yield Chart("state-wars", "lanes", tuple(rows), f"Wars of {of.name}, to {of.year}", alt, "", ("war_participants", "armed_conflicts", "civil_wars"), f"{first}-{of.year}; those with armed groups by the year, from {UPPSALA} with 1,000 deaths in each", options)  # fmt: skip


def _mark(of: Subject, war: StateWar) -> dict[str, Any]:
    end = war.last.isoformat() if war.last else None
    return {"lane": "Between states", "start": war.first.isoformat(), "end": end, "text": war.name, "role": "warning", "label": True, "rank": 1 if war.many or war.first.year == of.year else 3}  # fmt: skip
