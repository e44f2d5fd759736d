"""How a state is ruled: changes of regime in a year, by coups, kinds of regime, scores of democracy and leaders that came outside the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.figures import figure
from westphalia.report.brief.office import said
from westphalia.report.state.reason import StateReason

if TYPE_CHECKING:
    from westphalia.report.state.subject import Subject

NEAR = timedelta(days=45)
"""Days between a coup and the leader that it brought."""
STEP = 6
"""Change of the Polity score from one year to the next that is a change of regime, where electoral democracy moved the same way."""
LIKEWISE = 0.05
"""By how much that must have moved; a score of Polity in a year without rule is none."""
STRIDE = 0.2
"""Change of electoral democracy that is one alone, in years without a Polity score."""
REVOLTS = (("popular revolt", "A popular revolt"), ("rebel", "Rebels"), ("self-coup", "A self-coup"))
"""Types of the list of coups that are no coup of soldiers, in words."""
SOLDIERS = ("military", "regime change", "anti-democratic", "provisional")
"""Kinds of the lists of coups that are coups in the full sense."""
RULES = {
    "party-based": "rule by a party",
    "personal": "personal rule",
    "party-personal": "personal rule with a party",
    "military": "rule by the military",
    "military personal": "personal rule of a soldier",
    "party-military": "rule by a party and the military",
    "monarchy": "monarchy",
    "parliamentary": "parliamentary democracy",
    "presidential": "presidential democracy",
    "foreign-occupied": "foreign occupation",
    "warlordism": "rule by warlords",
    "party-personal-military": "personal rule with a party and the military",
    "indirect military": "rule by the military from behind",
    "provisional": "provisional government",
    "provisional military": "provisional rule by the military",
    "civilian provisional": "provisional government of civilians",
    "oligarchy": "oligarchy",
}
"""Kinds of regime as a sentence has them; others are said as the list has them."""


@dataclass(frozen=True, slots=True)
class RegimeChange:
    """What changed in how a state is ruled in a year.

    Parameters
    ----------
    says : str
        In a sentence.
    size : float
        From 0 to 1.
    source : str
        The list that it rests on.
    """

    says: str
    size: float
    source: str


def change(of: Subject) -> RegimeChange | None:
    """Return the change of regime of the year; None where none is on record.

    Parameters
    ----------
    of : Subject
        The state and year.
    """
    leaders = _leaders(of)
    new = [row for row in leaders if row["start"].year == of.year and row["effective"]]
    spell = _spell(of)
    jump = _jump(of)
    seized = _seized(of, leaders, new)
    if seized is not None:
        return RegimeChange(seized[0], 1.0 if spell or jump else seized[1], "leaders")
    if spell is not None:
        return RegimeChange(_of_spell(of, spell, new), 0.9 if jump else 0.75, "regime_spells")
    return None if jump is None else RegimeChange(jump, 0.9, "democracy_indices")


def _leaders(of: Subject) -> list[dict[str, Any]]:
    rows = of.world.scan("leaders").filter(ccode=of.code, effective=True).sort("start", "leader").collect().to_dicts()  # fmt: skip
    return [row for row in rows if row["start"].year <= of.year]


def _seized(of: Subject, leaders: list[dict[str, Any]], new: list[dict[str, Any]]) -> tuple[str, float] | None:  # fmt: skip
    """Return a sentence on who took power last in the year by a coup or outside the rules, with its size; who came by the rules did not."""
    coups = _coups(of)
    for row in reversed(new):
        entry = str(row["entry"] or "")
        near = [each for each in coups if abs(each["start"] - row["start"]) <= NEAR]
        if (entry and not entry.startswith("Irregular")) or not (near or entry):
            continue
        before = [each for each in leaders if each["start"] < row["start"]]
        place = f", in place of {said(before[-1]['leader'])}" if before else ""
        who, when = said(row["leader"]), words.day(row["start"], row["precision"] or "day")
        on = "on" if (row["precision"] or "day") == "day" else "in"
        how = _how(near)
        if how:
            return f"{how} brought {who} to power in {of.name} {on} {when}{place}.", 0.85
        return f"{who} came to power in {of.name} {on} {when} outside the rules{place}.", 0.7
    return None


def _how(near: list[dict[str, Any]]) -> str:
    """Return what brought a leader to power, by the kinds that lists of coups have; empty where it was a matter of the palace."""
    kinds = " ".join(each["type"] or "" for each in near)
    if any(kind in kinds for kind in SOLDIERS):
        return "A coup"
    return next((text for key, text in REVOLTS if key in kinds), "")


def _coups(of: Subject) -> list[dict[str, Any]]:
    """Return the coups that succeeded; none of a day for which another list has a mere attempt."""
    rows = [row for row in of.world.scan("coups").filter(ccode=of.code).collect().to_dicts() if row["start"].year == of.year]  # fmt: skip
    failed = {row["start"] for row in rows if row["result"] in ("attempt", "failed")}
    return [row for row in rows if row["result"] == "success" and row["start"] not in failed]


def _spell(of: Subject) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """Return the kinds of regime before and after a change in the year; None for none."""
    rows = of.world.scan("regime_spells").filter(ccode=of.code).sort("start", "case").collect().to_dicts()
    turns = [(one, two) for one, two in pairwise(rows) if two["start"].year == of.year and one["regime"] != two["regime"]]  # fmt: skip
    return turns[-1] if turns else None


def ruled(kind: str) -> str:
    """Return a kind of regime as a sentence has it.

    Parameters
    ----------
    kind : str
        As the list has it.

    Examples
    --------
    >>> ruled("party-based"), ruled("something else")
    ('rule by a party', 'something else')
    """
    return RULES.get(kind, kind)


def _of_spell(of: Subject, spell: tuple[Mapping[str, Any], Mapping[str, Any]], new: list[dict[str, Any]]) -> str:  # fmt: skip
    one, two = spell
    under = f" under {said(new[-1]['leader'])}" if new else ""
    return f"The regime of {of.name} changed on {words.day(two['start'])}: {ruled(one['regime'])} gave way to {ruled(two['regime'])}{under}."


def _jump(of: Subject) -> str | None:
    """Return a sentence on a jump of the scores of democracy from the year before; None for none."""
    polity, free = (_two_years(of, name) for name in ("polity2", "polyarchy"))
    if free is None:
        return None
    step = free[1] - free[0]
    if polity is not None:
        rise = polity[1] - polity[0]
        if abs(rise) < STEP or abs(step) < LIKEWISE or rise * step < 0:
            return None
        return _jumped(of, rise, "Polity's score", *(f"{each:.0f}" for each in polity))
    if abs(step) < STRIDE:
        return None
    return _jumped(of, step, "V-Dem's index of electoral democracy", *(numbers.number(each, 2) for each in free))  # fmt: skip


def _two_years(of: Subject, name: str) -> tuple[float, float] | None:
    """Return a score in the year before and in the year; None where either is not known."""
    before, now = (figure(of.world, name, of.code, year).value for year in (of.year - 1, of.year))
    return None if before is None or now is None else (float(before), float(now))


def _jumped(of: Subject, step: float, called: str, before: str, now: str) -> str:
    way = "more" if step > 0 else "less"
    return f"{of.start} became much {way} democratic in {of.year}: {called} went from {before} to {now}."


# Entering and leaving the system.


def founded(of: Subject) -> Iterator[StateReason]:
    """Yield that the state entered or left the system in the year, with what it came out of or went into.

    Parameters
    ----------
    of : Subject
        The state and year.
    """
    rows = of.world.listed("successions").to_dicts()
    edges = [row for row in of.world.listed("memberships").to_dicts() if row["ccode"] == of.code]
    for row in edges:
        start, end = row["start"], row["end"]
        if start.year == of.year and start != date(of.year, 1, 1):
            old = [each["predecessor"] for each in rows if each["successor"] == of.code and each["date"].year == of.year and each["predecessor"] != of.code]  # fmt: skip
            out = f", out of {of.listed(old)}" if old else ""
            yield StateReason("founded", f"{of.start} entered the system of states on {words.day(start)}{out}.", 1.0, "who")  # fmt: skip
        if end is not None and end.year == of.year:
            new = [each["successor"] for each in rows if each["predecessor"] == of.code and each["date"].year == of.year and each["successor"] != of.code]  # fmt: skip
            into = f", into {of.listed(new)}" if new else ""
            yield StateReason("founded", f"{of.start} left the system of states on {words.day(end)}{into}.", 1.0, "who")  # fmt: skip
