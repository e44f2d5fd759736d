"""Disputes, what both hold against the same others, and what each remembers of the other: wrongs by weight, fading, handed on to heirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from math import log10, nan
from typing import Any

from tests.golden.raw.states import MEMORY, capability
from tests.golden.raw.tables import FOREVER, pair, rows, spells, states

GML_LAST = 2010
"""Last year that the list of Gibler, Miller and Little is used for; the Correlates of War list follows."""
KNOWN, FADES, LISTED = 5, 10, 2014
"""Years until a rivalry is known, years over which a quarrel fades, last year of the lists of disputes."""
LARGER, GREAT = 3.0, 0.04
"""How many times as strong as another a state must be, and of what share of capability, to be great without being a major power."""
LASTING, RETURNED = 60.0, 25
"""Half-life of homeland lost, and years within which land that goes back is returned, not lost."""
AGREED = {
    (365, 2, 1867): "Alaska", (390, 2, 1917): "Virgin Islands", (70, 2, 1853): "Gadsden purchase", (230, 2, 1819): "Florida",
    (380, 220, 1878): "St Barthelemy", (230, 255, 1899): "Carolines", (200, 255, 1890): "Heligoland", (200, 350, 1864): "Ionian islands",
    (365, 710, 1905): "Manchuria", (365, 740, 1875): "Kuriles",
}  # fmt: skip
"""Land sold, given or exchanged, or that was occupied: loser, gainer and year."""
NO_HEIRS = {(300, 315), (255, 265)}
"""Czechoslovakia did not take over what Austria-Hungary held against others, nor East Germany what Germany did."""
REGIONS = (
    (200, "Americas"),
    (400, "Europe"),
    (630, "Africa"),
    (700, "Middle East"),
    (900, "Asia"),
    (1000, "Oceania"),
)
Wrong = tuple[int, int, int, float]
"""Who remembers, who did it, from which year, and how much."""


@dataclass(frozen=True)
class Dispute:
    """A dispute from the side of one state: what the other did."""

    one: int
    two: int
    first: int
    seen: int
    last: int | None
    begun: bool
    deaths: int | None
    level: int
    others_level: int
    occupied: bool
    regime: bool


@cache
def disputes() -> list[Dispute]:
    """Return all disputes by directed pair."""
    columns = (
        "list", "dispnum", "ccode1", "ccode2", "year", "end", "sidea2", "orig2", "fatality1", "hiact2", "hostlev1", "hostlev2",
        "revtype12", "revtype22",
    )  # fmt: skip
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows("dispute_dyad_years", *columns):
        if row[0] == "cow" or row[4] <= GML_LAST:
            found[row[:4]].append(dict(zip(columns, row, strict=True)))
    made = [_dispute(key, years) for key, years in found.items()]
    return [
        each for (name, *_), each in zip(found, made, strict=True) if name == "gml" or each.first > GML_LAST
    ]


def _dispute(key: tuple[Any, ...], years: list[dict[str, Any]]) -> Dispute:
    def most(*names: str) -> Any:
        known = [row[name] for row in years for name in names if row[name] is not None]
        return max(known) if known else None

    return Dispute(
        key[2], key[3], min(row["year"] for row in years), most("year"), most("end"),
        any(row["sidea2"] and row["orig2"] for row in years), most("fatality1"), most("hostlev1", "hostlev2"), most("hostlev2"),
        any(row["hiact2"] == 14 for row in years), any(3 in (row["revtype12"], row["revtype22"]) for row in years),
    )  # fmt: skip


@cache
def _quarrels(year: int, rivalries: bool = True) -> dict[int, dict[int, float]]:
    """Return by state and other how alive their latest quarrel is at the end of a year: 1 under way, 0 after ten years; of disputes alone without rivalries."""
    listed = [(each.one, each.two, each.first, each.seen) for each in disputes()]
    for one, two, first, last in rows("rivalries", "ccode1", "ccode2", "first", "last") if rivalries else ():
        listed.append((one, two, first + KNOWN, LISTED if last is None else last))
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for one, two, first, last in listed:
        if first <= last and first <= year and last > year - FADES and {one, two} <= states():
            alive = 1 - (year - min(last, year)) / FADES
            for a, b in ((one, two), (two, one)):
                found[a][b] = max(found[a].get(b, 0.0), alive)
    return found


def common_adversaries(one: int, two: int, year: int) -> float:
    """Return how much two have third states to quarrel with in common, each by its part of the capability of the three; less if they dispute themselves."""
    mine, theirs, left = _quarrels(year)[one], _quarrels(year)[two], 1.0
    for third in mine.keys() & theirs.keys():
        powers = [0.0 if each != each else each for each in (capability(s, year) for s in (third, one, two))]
        if powers[0] > 0:
            left *= 1 - mine[third] * theirs[third] * powers[0] / sum(powers)
    return (1 - left) * (1 - _quarrels(year, rivalries=False)[one].get(two, 0.0) / 2)


@dataclass(frozen=True)
class Loss:
    """Land that a state lost to another."""

    loser: int
    gainer: int
    year: int
    area: float | None
    size: float
    homeland: bool
    taken: bool

    @property
    def lasting(self) -> bool:
        """Whether it was homeland that was fought over or taken, which is remembered longest."""
        return self.homeland and self.taken

    @property
    def weight(self) -> float:
        return 2.0 * self.size * (1.0 if self.homeland else 0.5) * (1.0 if self.taken else 0.5)


def _losses() -> list[Loss]:
    """Return land lost: not by union or by leaving, not sold or given, not what its owner of less than 25 years before got back."""
    found = []
    columns = "loser", "gainer", "year", "procedure", "area", "population", "conflict", "lost_homeland"
    for loser, gainer, year, how, area, people, conflict, homeland in rows("territorial_changes", *columns):
        if how in ("unification", "secession") or None in (loser, gainer) or (loser, gainer, year) in AGREED:
            continue
        sizes = [log10(1 + area / 100) / 4] if area is not None else []
        sizes += [log10(1 + people / 1000) / 4] if people is not None else []
        size = min(max(max(sizes, default=0.5), 0.0), 1.0)
        taken = bool(conflict) or how in ("conquest", "annexation")
        found.append(Loss(loser, gainer, year, area, size, bool(homeland), taken))
    return [loss for loss in found if not _gives_back(loss, found)]


def _gives_back(loss: Loss, losses: list[Loss]) -> bool:
    """Return whether a loss gives back what the loser had taken, and no more than that."""
    had = [
        before.area
        for before in losses
        if before.taken
        and (loss.loser, loss.gainer) == (before.gainer, before.loser)
        and 0 <= loss.year - before.year <= RETURNED
    ]
    unknown = loss.area is None or None in had
    return bool(had) and (unknown or loss.area <= sum(had))


def _region(code: int) -> str:
    return next(name for below, name in REGIONS if code < below)


def _wars() -> list[Wrong]:
    places: dict[tuple[int, int], list[str]] = defaultdict(list)
    for war, state, where in rows("war_participants", "warnum", "ccode", "where_fought"):
        places[war, state].append(where or "")
    columns = "warnum", "ccode1", "ccode2", "year", "end", "initiator2", "outcome1", "deaths1"
    wars: dict[tuple[int, int, int], list[tuple[Any, ...]]] = defaultdict(list)
    for war, one, two, *rest in rows("war_dyad_years", *columns):
        wars[war, one, two].append(tuple(rest))
    found = []
    for (war, one, two), years in wars.items():
        began, ended = min(row[0] for row in years), [row[1] for row in years if row[1] is not None]
        found.append((one, two, began, 0.5 + 0.5 * any(row[2] for row in years)))
        deaths = [row[4] for row in years if row[4] is not None]
        cost = 0.5 * min(max(log10(1 + max(deaths)) / 6, 0.0), 1.0) if deaths else 0.0
        cost += 0.5 * any(row[3] == "lost" for row in years)
        cost += 0.25 * any(_region(one) in where for where in places[war, one])
        if cost > 0 and ended:
            found.append((one, two, max(ended), cost))
    return found + _later_wars()


def _later_wars() -> list[Wrong]:
    parties = rows(
        "war_participants", "warnum", "ccode", "side", "start", "end", "initiator", source="wars_by_hand"
    )
    found = []
    for war, one, side, start, end, _ in parties:
        for other_war, two, other_side, other_start, other_end, began in parties:
            met = (end is None or end >= other_start) and (other_end is None or other_end >= start)
            if war == other_war and side != other_side and met:
                found.append((one, two, max(start, other_start).year, 0.5 + 0.5 * bool(began)))
    return found


def _by_disputes() -> list[Wrong]:
    found = []
    for each in disputes():
        short, force = each.level < 5, each.others_level >= 4
        if each.begun:
            found.append((each.one, each.two, each.first, 0.1))
        used = 0.1 * (short and force) + (0.3 * (each.deaths or 0) / 6 if short else 0.0)
        seized = 1.0 * each.occupied + 0.5 * (each.regime and force)
        found += [
            (each.one, each.two, each.last, weight)
            for weight in (used, seized)
            if weight > 0 and each.last is not None
        ]
    return found


@cache
def _heirs() -> dict[int, list[tuple[int, int]]]:
    """Return by year whose memory goes over to whom: not where the old state lives on, nor to a state that was there before."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    listed = sorted(rows("successions", "date", "predecessor", "successor", "kind"))
    members = [
        (code, start, end) for code, start, end in rows("memberships", "ccode", "start", "end", system="cow")
    ]
    for when, old, new, kind in listed:
        before = {code: end for code, start, end in members if start < when}
        on = {code for code, start, end in members if start < when and (end is None or end.year > when.year)}
        if (old, new) in NO_HEIRS:
            continue
        if kind in ("continuation", "unification") or (
            kind == "dissolution" and old not in on and new not in before
        ):
            found[when.year].append((old, new))
    return found


@cache
def _memory() -> dict[int, Counter[tuple[int, int]]]:
    """Return by year what each remembers of each: homeland lost for longest, all else less."""
    lost = {
        lasting: [
            (each.loser, each.gainer, each.year, each.weight) for each in _losses() if each.lasting is lasting
        ]
        for lasting in (True, False)
    }
    longest, less = _fading(lost[True], LASTING), _fading([*lost[False], *_wars(), *_by_disputes()], MEMORY)
    return {year: Counter(less[year]) + Counter(longest.get(year, {})) for year in less}


def _fading(wrongs: list[Wrong], half_life: float) -> dict[int, dict[tuple[int, int], float]]:
    """Return by year what each remembers of each, if it halves in so many years and heirs take it over."""
    by_year: dict[int, list[Wrong]] = defaultdict(list)
    for wrong in wrongs:
        if {wrong[0], wrong[1]} <= states() and wrong[0] != wrong[1]:
            by_year[wrong[2]].append(wrong)
    held: dict[tuple[int, int], float] = {}
    found = {}
    for year in range(min(by_year), 2026):
        now = Counter({key: value * 0.5 ** (1 / half_life) for key, value in held.items()})
        for one, two, _, weight in by_year[year]:
            now[one, two] += weight
        held = dict(now)
        for old, new in _heirs().get(year, ()):
            if {old, new} <= states():
                held = _handed_on(held, old, new)
        found[year] = held
    return found


def _handed_on(held: dict[tuple[int, int], float], old: int, new: int) -> dict[tuple[int, int], float]:
    found = dict(held)
    for other in states():
        for a, b in (((old, other), (new, other)), ((other, old), (other, new))):
            if a in held:
                found[b] = max(found.get(b, 0.0), held[a])
    found.pop((new, new), None)
    return found


def grievance(one: int, two: int, year: int) -> tuple[float, float]:
    """Return what each of two holds against the other."""
    return _memory()[year].get((one, two), 0.0), _memory()[year].get((two, one), 0.0)


def grievance_great_powers(state: int, year: int) -> float:
    """Return what a state holds against the major powers of a year and those with as much capability as one and at least three times its own."""
    own, majors = capability(state, year), set()
    for code, start, end in rows("major_powers", "ccode", "start", "end", list="cow"):
        if start.year <= year <= (FOREVER if end is None else end.year):
            majors.add(code)
    if own != own:
        return nan
    larger = {
        code for code in states() if code in majors or capability(code, year) >= max(GREAT, LARGER * own)
    }
    return sum(weight for (one, two), weight in _memory()[year].items() if one == state and two in larger)


__all__ = ["common_adversaries", "grievance", "grievance_great_powers", "pair", "spells"]
