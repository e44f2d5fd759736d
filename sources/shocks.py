"""Do interventions behave? Dated shocks of the record, each run as a scenario from the year before, beside the baseline without it.

Usage: ``python -m sources.shocks [-o FOLDER] [--force]``; some minutes of one processor. What is made from nothing that has changed is kept.

Shocks are taken by rule, not by hand: states upon which eight or more senders (the European Union being one, and enough with another) imposed
sanctions in a year, or from which five or more lifted them; pairs that went
to war with each other; states whose index of electoral democracy changed by a quarter or more within a year. Of each kind at most sixteen, by a hash. What a
shock touched is scored three and five years on, with and without it; so is, as a placebo, the state most like it (by output and population) that no
shock of that year touched. Outcomes that the scenario itself sets are not scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np

from sources.hindcast_runs import origin_of
from sources.hindcast_scores import crps
from sources.made import asked, written
from sources.system import READS, ROOTS
from westphalia.models.definitions import declared
from westphalia.record.world import World
from westphalia.system.engine import Engine
from westphalia.system.interventions import ADD, LIFT, MEMORY, SANCTION, SET, TIE, Command, Commands
from westphalia.system.outcomes import AskedOutcome
from westphalia.system.state import SystemState, start
from westphalia.system.variables import LAYERS, STATES

FILE = "model/shocks.json"
FIRST, LAST = 1976, 2015
MANY, FEWER = 8, 5
"""Senders that impose, and that lift, for a shock."""
TURN = 0.25
"""Change of the index of democracy within a year that is a shock."""
MOST = 16
"""Shocks of a kind."""
AHEAD = (3, 5)
RUNS = 200
SEED = 1
SCORED = ("output", "democracy", "ideal", "arms_ties", "pact_ties", "sanctioners", "quarrels")
"""Variables of states that are scored."""
OWN = {
    "sanctions": ("sanctioners",),
    "lifting": ("sanctioners",),
    "war": ("quarrels",),
    "regime": ("democracy",),
}
"""What a shock sets itself, and is no test of it."""
DISPUTE = 1


@dataclass(frozen=True, slots=True)
class RecordedShock:
    """A shock of the record.

    Parameters
    ----------
    kind : {"sanctions", "lifting", "war", "regime"}
        Which.
    year : int
        When.
    states : tuple of int
        Whom it touched.
    senders : tuple of int
        Who imposed or lifted; 0 is the European Union.
    kinds : tuple of int
        Of what kinds what each of them imposed is, as a mask.
    value : float
        The index of democracy after a change of regime.
    """

    kind: str
    year: int
    states: tuple[int, ...]
    senders: tuple[int, ...] = ()
    value: float = 0.0
    kinds: tuple[int, ...] = ()


def shocks(
    record: Mapping[int, SystemState], wars: Mapping[int, list[tuple[int, int]]]
) -> list[RecordedShock]:
    """Return the shocks of the record by the rule.

    Parameters
    ----------
    record : mapping of int to SystemState
        The system of each year.
    wars : mapping of int to list of (int, int)
        Pairs that went to war with each other, by the first year.
    """
    found: dict[str, list[RecordedShock]] = {kind: [] for kind in OWN}
    for year in range(FIRST, LAST + 1):
        before, after = record[year - 1], record[year]
        found["sanctions"] += _many(before, after, year, "sanctions", MANY)
        found["lifting"] += _many(after, before, year, "lifting", FEWER)
        for one, two in wars.get(year, ()):
            if {one, two} <= set(before.codes.tolist()) & set(after.codes.tolist()):
                found["war"].append(RecordedShock("war", year, (one, two)))
        found["regime"] += _turns(before, after, year)
    return [each for some in found.values() for each in sorted(some, key=_order)[:MOST]]


def _order(each: RecordedShock) -> int:
    return crc32(repr((each.kind, each.year, each.states)).encode())


def _many(less: SystemState, more: SystemState, year: int, kind: str, least: int) -> Iterator[RecordedShock]:
    """Yield targets that have so many senders in one system and not in the other."""
    for code in sorted(set(less.codes.tolist()) & set(more.codes.tolist())):
        one, two = (
            {_code(each, at) for at in np.flatnonzero(each.imposed[:, each.place(code)] > 0)}
            for each in (less, more)
        )
        new = sorted(two - one)
        if len(new) >= least or (0 in new and len(new) >= 2):
            place = more.place(code)
            kinds = [int(more.kinds[more.n if each == 0 else more.place(each), place]) for each in new]
            yield RecordedShock(kind, year, (code,), tuple(new), kinds=tuple(kinds))


def _code(state: SystemState, at: int) -> int:
    return 0 if at == state.n else int(state.codes[at])


def _turns(before: SystemState, after: SystemState, year: int) -> Iterator[RecordedShock]:
    unknown = {
        code
        for state in (before, after)
        for each in state.filled
        if each.variable == "democracy"
        for code in each.codes
    }
    for code in sorted(set(before.codes.tolist()) & set(after.codes.tolist()) - unknown):
        was, now = (state.states["democracy"][state.place(code)] for state in (before, after))
        if abs(now - was) >= TURN:
            yield RecordedShock("regime", year, (code,), value=float(now))


def commands(shock: RecordedShock, now: SystemState) -> Commands:
    """Return a shock as what is done in the second arm.

    Parameters
    ----------
    shock : RecordedShock
        Which.
    now : SystemState
        The start, the year before.
    """
    places = [now.place(code) for code in shock.states]
    rows: list[Command] = []
    if shock.kind in ("sanctions", "lifting"):
        what = SANCTION if shock.kind == "sanctions" else LIFT
        known = [
            (now.n if code == 0 else now.place(code), kinds if what == SANCTION else 0)
            for code, kinds in zip(shock.senders, shock.kinds, strict=True)
            if code == 0 or code in now.codes
        ]
        rows = [Command(0, shock.year, what, kinds, i=sender, j=places[0]) for sender, kinds in known]
    elif shock.kind == "war":
        i, j = sorted(places)
        rows = [
            Command(0, shock.year, TIE, DISPUTE, i, j),
            *(Command(0, shock.year, MEMORY, LAYERS.index(name), i, j) for name in ("clash", "blood")),
        ]
    else:
        rows = [
            Command(0, shock.year, SET, STATES.index("democracy"), places[0], value=shock.value),
            Command(0, shock.year, ADD, STATES.index("jolt"), places[0], value=1.0),
        ]
    return Commands(((), tuple(rows)), ("shock",))


def like(now: SystemState, code: int, touched: set[int]) -> int:
    """Return the state most like another by output and population that no shock of the year touched.

    Parameters
    ----------
    now : SystemState
        The start.
    code : int
        The state.
    touched : set of int
        States that a shock of the year touched.
    """
    at = now.place(code)
    away = sum((now.states[name] - now.states[name][at]) ** 2 for name in ("output", "population"))
    order = [
        int(each) for each in now.codes[np.argsort(away)] if int(each) != code and int(each) not in touched
    ]
    return order[0]


def scored(
    world: World, record: Mapping[int, SystemState], year: int, some: list[RecordedShock]
) -> Iterator[dict[str, Any]]:
    """Yield the scores of the shocks of a year.

    Parameters
    ----------
    world : World
        The record.
    record : mapping of int to SystemState
        The system of each year.
    year : int
        The year of the shocks.
    some : list of RecordedShock
        Those of the year.
    """
    of, now, _ = origin_of(world, year - 1)
    touched = {code for each in some for code in each.states}
    years = min(max(AHEAD), max(record) - year + 1)
    for shock in some:
        subjects = [("touched", code) for code in shock.states] + [
            ("placebo", like(now, code, touched)) for code in shock.states
        ]
        wanted = tuple(AskedOutcome("state", name, (code,)) for _, code in subjects for name in SCORED)
        block = Engine(of, now, years, SEED, commands(shock, now), asked=wanted).block(np.arange(1, RUNS + 1))
        at = 0
        for role, code in subjects:
            for name in SCORED:
                for ahead in AHEAD:
                    later = record.get(year - 1 + ahead)
                    if (
                        ahead <= years
                        and later is not None
                        and code in later.codes
                        and name not in OWN[shock.kind]
                    ):
                        truth = float(later.states[name][later.place(code)])
                        base, done = (crps(block.kept[:, arm, ahead - 1, at], truth) for arm in (0, 1))
                        moved = float(
                            (block.kept[:, 1, ahead - 1, at] - block.kept[:, 0, ahead - 1, at]).mean()
                        )
                        yield {
                            "kind": shock.kind,
                            "year": year,
                            "state": code,
                            "role": role,
                            "outcome": name,
                            "ahead": ahead,
                            "baseline": base,
                            "scenario": done,
                            "moved": moved,
                        }
                at += 1


def document(world: World) -> dict[str, Any]:
    """Return the shocks, their scores, and what they come to by kind and outcome.

    Parameters
    ----------
    world : World
        The record.
    """
    record = {year: start(world, year) for year in range(FIRST - 1, LAST + max(AHEAD) + 1)}
    chosen = shocks(record, _wars(world))
    rows: list[dict[str, Any]] = []
    for year in sorted({each.year for each in chosen}):
        print(f"shocks of {year}", flush=True)
        rows += scored(world, record, year, [each for each in chosen if each.year == year])
    listed = [
        {"kind": each.kind, "year": each.year, "states": list(each.states), "senders": len(each.senders)}
        for each in chosen
    ]
    return {"shocks": listed, "summary": list(_summed(rows))}


def _wars(world: World) -> dict[int, list[tuple[int, int]]]:
    """Return pairs that went to war with each other, by the first year of the war between the two."""
    frame = world.table("war_dyad_years").select("ccode1", "ccode2", "year").collect()
    years: dict[tuple[int, int], list[int]] = {}
    for one, two, year in frame.iter_rows():
        years.setdefault((min(one, two), max(one, two)), []).append(year)
    found: dict[int, list[tuple[int, int]]] = {}
    for pair, fought in sorted(years.items()):
        for year in sorted(set(fought)):
            if year - 1 not in fought:
                found.setdefault(year, []).append(pair)
    return found


def _summed(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for kind in OWN:
        for name in SCORED:
            for role in ("touched", "placebo"):
                some = [
                    row for row in rows if (row["kind"], row["outcome"], row["role"]) == (kind, name, role)
                ]
                moved = [row for row in some if abs(row["scenario"] - row["baseline"]) > 1e-12]
                if some:
                    gain = [1 - row["scenario"] / row["baseline"] for row in some if row["baseline"] > 1e-9]
                    yield {
                        "kind": kind, "outcome": name, "role": role, "figures": len(some), "moved": len(moved), "better": sum(row["scenario"] < row["baseline"] for row in moved),
                        "gain": float(np.mean(gain)) if gain else 0.0, "se": float(np.std(gain) / np.sqrt(max(len(gain), 1))) if gain else 0.0,
                    }  # fmt: skip


if __name__ == "__main__":
    folder, force = asked("Run dated shocks of the record as scenarios and store how well they do.")
    written(folder, FILE, declared((), (*ROOTS, "system.engine"), READS), document, force=force, indent=1)
