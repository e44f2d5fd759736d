"""Promises of two states to each other: pacts with their phases, and the defence agreements that they signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.once import once
from westphalia.report.brief import words

if TYPE_CHECKING:
    from westphalia.record.world import World


OBLIGATIONS = {
    "defense": ("defence", "to help the other if it is attacked"),
    "offense": ("offence", "to join a war that the other starts"),
    "neutral": ("neutrality", "to stay out of the other's wars"),
    "nonagg": ("non-aggression", "not to attack the other"),
    "consul": ("consultation", "to consult the other in a crisis"),
}
"""Columns of the table ``pacts``: the field's word, and what is promised in plain words."""

RENEWED = timedelta(days=31)
"""Phases of one alliance that follow each other within a month are one pact."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a pact in which the promises stayed the same; ``end`` is None while it lasts."""

    number: int
    start: date
    end: date | None
    by_a: tuple[str, ...]
    by_b: tuple[str, ...]
    members: int

    @property
    def all(self) -> tuple[str, ...]:
        """What either promises, in the order of :data:`OBLIGATIONS`."""
        return tuple(name for name in OBLIGATIONS if name in self.by_a or name in self.by_b)


@dataclass(frozen=True, slots=True)
class Pact:
    """A pact between two states, its phases joined."""

    atopid: int
    bilateral: bool
    start_precision: str
    phases: tuple[Phase, ...]

    @property
    def start(self) -> date:
        """First day on which both were bound."""
        return self.phases[0].start

    @property
    def end(self) -> date | None:
        """Last day on which both were bound; None while it lasts."""
        return self.phases[-1].end

    def in_year(self, year: int) -> Phase | None:
        """Return the last phase in force on at least one day of a year."""
        inside = [
            phase
            for phase in self.phases
            if phase.start.year <= year and (phase.end is None or phase.end.year >= year)
        ]
        return inside[-1] if inside else None

    def at_end(self, year: int) -> Phase | None:
        """Return the phase in force on the last day of a year."""
        day = date(year, 12, 31)
        inside = [
            phase for phase in self.phases if phase.start <= day and (phase.end is None or phase.end >= day)
        ]
        return inside[-1] if inside else None


def terms(names: Iterable[str]) -> str:
    """Return obligations in the field's words.

    Parameters
    ----------
    names : iterable of str
        Keys of :data:`OBLIGATIONS`.

    Examples
    --------
    >>> terms(("neutral", "nonagg"))
    'neutrality and non-aggression'
    """
    return words.listed(OBLIGATIONS[name][0] for name in names)


def plain(names: Iterable[str]) -> str:
    """Return obligations in plain words.

    Parameters
    ----------
    names : iterable of str
        Keys of :data:`OBLIGATIONS`.

    Examples
    --------
    >>> plain(("defense", "consul"))
    'to help the other if it is attacked and to consult the other in a crisis'
    """
    return words.listed(OBLIGATIONS[name][1] for name in names)


@once(latest=32)
def between(world: World, a: int, b: int) -> tuple[Pact, ...]:
    """Return all pacts between two states in order of their start.

    Parameters
    ----------
    world : World
        The record.
    a, b : int
        Codes of the states.
    """
    pair = pl.col("ccode1").is_in([a, b]) & pl.col("ccode2").is_in([a, b])
    rows = world.scan("pacts").filter(pair).sort("start", "atopid", "phase", "ccode1").collect().to_dicts()
    exact = _precision(world, sorted({row["atopid"] for row in rows}))
    phases: dict[int, dict[tuple[date, int], dict[str, Any]]] = {}
    for row in rows:
        side = "by_a" if row["ccode1"] == a else "by_b"
        merged = phases.setdefault(row["atopid"], {}).setdefault((row["start"], row["phase"]), dict(row))
        merged[side] = tuple(name for name in OBLIGATIONS if row[name])
    found: list[Pact] = []
    for atopid, parts in phases.items():
        bilateral = any(row["bilateral"] for row in parts.values())
        found += [
            Pact(atopid, bilateral, exact.get((atopid, run[0].number, run[0].start), "day"), run)
            for run in _runs([_phase(row) for row in parts.values()])
        ]
    return tuple(sorted(found, key=lambda pact: (pact.start, pact.atopid)))


def _phase(row: dict[str, Any]) -> Phase:
    return Phase(
        row["phase"], row["start"], row["end"], row.get("by_a", ()), row.get("by_b", ()), row["members"]
    )


def _runs(phases: list[Phase]) -> list[tuple[Phase, ...]]:
    """Return phases in order of time, those that follow each other closely together."""
    runs: list[list[Phase]] = []
    for phase in sorted(phases, key=lambda each: (each.start, each.number)):
        before = runs[-1][-1] if runs else None
        if before is not None and (before.end is None or phase.start <= before.end + RENEWED):
            runs[-1].append(phase)
        else:
            runs.append([phase])
    return [tuple(run) for run in runs]


def _precision(world: World, ids: list[int]) -> dict[tuple[int, int, date], str]:
    """Return how exactly the first day of each phase is known, by alliance, phase and that day."""
    if not ids:
        return {}
    frame = (
        world.scan("alliances")
        .filter(pl.col("atopid").is_in(ids))
        .select("atopid", "phase", "start", "start_precision")
    )
    return {(atopid, phase, start): kind for atopid, phase, start, kind in frame.collect().iter_rows()}


def members(world: World, pacts: Iterable[tuple[int, int]], year: int) -> dict[tuple[int, int], int]:
    """Return how many members each phase of an alliance (number of the alliance, of the phase) had in a year.

    Parameters
    ----------
    world : World
        The record.
    pacts : iterable of tuple of int
        Numbers of an alliance and of its phase.
    year : int
        The year.
    """
    wanted = sorted(set(pacts))
    if not wanted:
        return {}
    inside = (pl.col("start").dt.year() <= year) & (
        pl.col("end").is_null() | (pl.col("end").dt.year() >= year)
    )
    frame = world.scan("alliance_members").filter(
        pl.col("atopid").is_in([each[0] for each in wanted]) & inside
    )
    rows = frame.select("atopid", "phase", "ccode").unique().collect().rows()
    return {key: sum((atopid, phase) == key for atopid, phase, _ in rows) for key in wanted}


@once(latest=8)
def signed(world: World, low: int, high: int) -> list[dict[str, Any]]:
    """Return all defence agreements of two states, in the order in which they were signed.

    Parameters
    ----------
    world : World
        The record.
    low, high : int
        Codes of the states, the lower first.
    """
    frame = world.scan("defence_agreements").filter(ccode1=low, ccode2=high).sort("signed", "dcaid")
    return frame.collect().to_dicts()


def iso(day: date, precision: str) -> str:
    """Return a day in ISO form, as exactly as it is known.

    Parameters
    ----------
    day : date
        The day, or the first of its month or year.
    precision : str
        ``day``, ``month`` or ``year``.

    Examples
    --------
    >>> iso(date(1908, 4, 1), "month"), iso(date(1908, 1, 1), "year")
    ('1908-04', '1908')
    """
    return day.isoformat()[: {"month": 7, "year": 4}.get(precision, 10)]
