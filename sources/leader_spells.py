"""Spells of leaders in office, joined across three sources that follow each other in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from westphalia.record.identity import normal

ARCHIGOS_ENDS = date(2015, 12, 31)
REIGN_ENDS = date(2021, 3, 1)
HAND_ENDS = date(2025, 12, 31)
UNIFIED = {260: (255, date(1990, 10, 3)), 678: (679, date(1990, 5, 22))}
SAME_START = timedelta(days=31)
IRAN = 630
COVERED = "REIGN spell in the years that Archigos covers"
CONTRADICTED = "REIGN spell that the list coded by hand contradicts"
OFFICES = ("supreme leader", "president", "prime minister")


@dataclass(slots=True)
class Spell:
    """One person in one office, from ``start`` to ``end``; an open spell is known to ``known_to``."""

    ccode: int
    start: date
    leader: str
    source: str
    end: date | None = None
    end_source: str | None = None
    end_precision: str | None = None
    precision: str = "day"
    role: str = "leader"
    office: str | None = None
    effective: bool = True
    entry: str | None = None
    exit: str | None = None
    birth_year: int | None = None
    gender: str | None = None
    obsid: str | None = None
    verified: bool | None = None
    known_to: date | None = None
    reign_start: date | None = None
    split: bool = False

    def ends(
        self, day: date | None, source: str, precision: str = "day", known_to: date | None = None
    ) -> None:
        """Set the end, or leave the spell open and known to ``known_to``.

        What Archigos says of an exit holds only for its own end.
        """
        if day != self.end or day is None:
            self.exit = None
            self.end_source = None if day is None else source
            self.end_precision = None if day is None else precision
        self.end, self.known_to = day, known_to if day is None else None


def of_archigos(rows: Iterable[Mapping[str, Any]]) -> list[Spell]:
    """Return the spells of Archigos: open at its last day, in two where they pass a unification."""
    spells = []
    for row in rows:
        is_open = row["exit"] == "Still in Office" or row["enddate"] == ARCHIGOS_ENDS
        spell = Spell(
            row["ccode"], row["startdate"], row["leader"], "archigos_4_1",
            entry=row["entry"], exit=row["exit"], birth_year=row["yrborn"], gender=row["gender"],
            obsid=row["obsid"], end=row["enddate"], end_source="archigos_4_1", end_precision="day",
        )  # fmt: skip
        if is_open:
            spell.ends(None, "archigos_4_1", known_to=row["enddate"])
        spells += _split(spell, row["gwcode"])
    return spells


def _split(spell: Spell, gwcode: int) -> list[Spell]:
    united, day = UNIFIED.get(gwcode, (None, date.min))
    if spell.ccode != united or spell.start >= day:
        return [spell]
    before = Spell(
        gwcode, spell.start, spell.leader, spell.source,
        end=day - timedelta(days=1), end_source=spell.source, end_precision="day",
        entry=spell.entry, birth_year=spell.birth_year, gender=spell.gender, obsid=spell.obsid,
    )  # fmt: skip
    spell.start, spell.entry, spell.split = day, None, True
    return [before, spell]


def of_reign(rows: Iterable[Mapping[str, Any]]) -> list[Spell]:
    """Return the spells of REIGN; an end is the last day of its month until a successor tells better."""
    spells = []
    for row in rows:
        spell = Spell(
            row["ccode"], row["start"], row["leader"], "reign_2021_3",
            birth_year=row["birth_year"], gender=row["gender"], reign_start=row["start"], known_to=REIGN_ENDS,
        )  # fmt: skip
        if row["ended"] is not None:
            spell.ends(_month_end(row["ended"]), spell.source, "month")
        spells.append(spell)
    return spells


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def of_hand(rows: Iterable[Mapping[str, Any]]) -> list[Spell]:
    """Return the spells coded by hand; a second office of a state has its own role."""
    spells = []
    for row in rows:
        office = str(row["role"])
        base = office.removeprefix("acting ")
        second = base if base in OFFICES else "president"
        spell = Spell(
            row["ccode"], row["start"], row["name"], "leaders_by_hand",
            role=second if row["ccode"] == IRAN or not row["effective"] else "leader",
            office=office, effective=row["effective"], verified=row["verified"],
            precision=row["precision"], reign_start=row["reign_start"], known_to=HAND_ENDS,
        )  # fmt: skip
        spell.ends(row["end"], spell.source, known_to=HAND_ENDS)
        spells.append(spell)
    return spells


def combined(
    first: list[Spell], second: list[Spell], third: list[Spell]
) -> tuple[list[Spell], dict[str, int], int]:
    """Join Archigos, REIGN and the list coded by hand.

    Returns
    -------
    spells : list of Spell
        One a person, office and time, ordered by state and start.
    dropped : dict
        Spells left out, by reason.
    joined : int
        Spells that continue one of an earlier source.
    """
    spells, dropped, joined = list(first), Counter[str](), 0
    horizon: dict[int, date] = {}
    for spell in first:
        day = spell.end or spell.known_to or date.min
        horizon[spell.ccode] = max(day, horizon.get(spell.ccode, date.min))
    still = {spell.ccode: spell for spell in first if spell.end is None}
    for spell in second:
        fate = _after_archigos(spell, horizon.get(spell.ccode), still.get(spell.ccode))
        if fate == "new":
            spells.append(spell)
        elif fate == "joined":
            joined += 1
        else:
            dropped[COVERED] += 1
    for spell in third:
        target = _same_spell(
            spell, [other for other in spells if other.ccode == spell.ccode and other.verified is None]
        )
        if target is None:
            spells.append(spell)
        else:
            _continue(target, spell)
            joined += 1
    spells, lost = _without_contradicted(spells, {spell.ccode for spell in third})
    if lost:
        dropped[CONTRADICTED] = lost
    _clip(spells)
    return sorted(spells, key=lambda s: (s.ccode, s.start, s.role, s.leader)), dict(dropped), joined


def _after_archigos(spell: Spell, horizon: date | None, still: Spell | None) -> str:
    """Tell whether a REIGN spell is new, joined to the one open in Archigos, or covered by Archigos."""
    if horizon is None or spell.start > horizon:
        return "new"
    if still is None:
        return "new" if spell.start >= horizon else "covered"
    past = spell.end is not None and spell.end < horizon
    same = abs(spell.start - still.start) <= SAME_START or _share_a_name(spell.leader, still.leader)
    if same and not past and still.end is None:
        still.ends(spell.end, spell.source, spell.end_precision or "day", known_to=spell.known_to)
        still.reign_start = spell.reign_start
        return "joined"
    if same or past or spell.end == horizon:
        return "covered"
    still.ends(horizon, still.source)
    spell.start = horizon + timedelta(days=1)
    return "new"


def _share_a_name(one: str, other: str) -> bool:
    """Tell whether two names have a word of four or more letters in common."""
    words = [
        {word for word in normal(name.replace("-", " ")).split() if len(word) >= 4} for name in (one, other)
    ]
    return bool(words[0] & words[1])


def _same_spell(spell: Spell, others: list[Spell]) -> Spell | None:
    """Return the spell of an earlier source that a spell coded by hand continues.

    First the one it names by REIGN's start, then one of the same start, then one of the same person.
    """
    for other in others:
        if spell.reign_start is not None and other.reign_start == spell.reign_start:
            return other
    for other in others:
        if other.start == spell.start and _share_a_name(other.leader, spell.leader):
            return other
    for other in others:
        overlap = other.start <= spell.start and (other.end is None or other.end >= spell.start)
        if spell.effective and overlap and _share_a_name(other.leader, spell.leader):
            return other
    return None


def _continue(target: Spell, spell: Spell) -> None:
    """Let a spell coded by hand end, name and classify the spell that it continues.

    REIGN's start gives way to the one that was looked up.
    """
    if target.source == "reign_2021_3" and target.start == target.reign_start and target.start != spell.start:
        target.start, target.source, target.precision = spell.start, spell.source, spell.precision
    target.ends(spell.end, spell.source, known_to=spell.known_to)
    target.leader, target.office, target.role = spell.leader, spell.office, spell.role
    target.effective, target.verified = spell.effective, spell.verified


def _without_contradicted(spells: list[Spell], by_hand: set[int]) -> tuple[list[Spell], int]:
    """Drop open REIGN spells of states that the list coded by hand has with another leader."""
    kept = [
        s
        for s in spells
        if not (s.end is None and s.verified is None and s.source == "reign_2021_3" and s.ccode in by_hand)
    ]
    return kept, len(spells) - len(kept)


def _clip(spells: list[Spell]) -> None:
    """End an effective spell on the day its successor starts, where its own end is a month or not known."""
    ruling = sorted((s for s in spells if s.effective), key=lambda s: (s.ccode, s.start, s.end or date.max))
    for spell, following in pairwise(ruling):
        if spell.ccode != following.ccode:
            continue
        late = spell.end is not None and spell.end > following.start and spell.end_precision == "month"
        if spell.end is None or late:
            spell.ends(following.start, following.source if spell.end is None else str(spell.end_source))
