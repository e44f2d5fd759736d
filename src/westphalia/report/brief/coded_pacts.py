"""Pacts and defence agreements coded by hand, after the lists end: what happened to them between two states, as events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.once import once
from westphalia.record.tables.pacts import CONTENT
from westphalia.report.brief import words
from westphalia.report.brief.promises import OBLIGATIONS, terms
from westphalia.report.brief.ties import MANY, Event

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

PACTS, AGREEMENTS = "coded_pacts", "coded_defence_agreements"
TABLES = (PACTS, AGREEMENTS, "coded_pact_states")
LASTING = ("signed", "joined")
"""What begins a spell; whatever else happens to a pact is a moment."""
MADE = (*LASTING, "renewed")
TOLD = 3
"""The latest things that happened, which a sentence tells."""


@once(latest=32)
def events(world: World, dyad: Dyad) -> tuple[Event, ...]:
    """Return what happened to pacts and agreements of both, and to those of defence of many that one of the two joined, suspended or left.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    """
    shared = _shared(world, *dyad.codes)
    frames = {
        PACTS: world.scan("coded_pacts"),
        AGREEMENTS: world.scan("coded_defence_agreements"),
    }
    return tuple(
        _event(dyad, table, row, *shared[row["id"]])
        for table, frame in frames.items()
        for row in frame.filter(pl.col("id").is_in(list(shared))).sort("start", "id").collect().to_dicts()
        if len(shared[row["id"]][0]) == 2 or (row["institution"] and row.get("defense"))
    )


def between(world: World, dyad: Dyad, year: int, table: str = PACTS) -> list[Event]:
    """Return what happened by a year to pacts, or agreements, in which both had a part.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    table : str, optional
        ``coded_pacts`` or ``coded_defence_agreements``.
    """
    every = (event.until(year) for event in events(world, dyad) if event.source == table)
    return [event for event in every if event is not None and event.role == "pair"]


def told(happened: Sequence[Event]) -> str:
    """Return what happened to which pacts or agreements, each with its date: the latest of many.

    Parameters
    ----------
    happened : sequence of Event
        As :func:`between` has them, the latest last.

    Examples
    --------
    >>> act = ("name", "Strategic Mutual Defence Agreement"), ("happened", "signed")
    >>> told([Event("2025-09-17", None, "pact", "Two states sign a pact", "coded_pacts", "pair", more=act)])
    'Strategic Mutual Defence Agreement, signed 17 September 2025'
    """
    named = []
    for event in happened[-TOLD:]:
        more = dict(event.more)
        promised = (
            f", promising {terms(more['subjects'])}"
            if more.get("subjects") and event.kind == "pact" and begun(event)
            else ""
        )
        named.append(f"{more['name']}, {more['happened']} {words.moment(event.date)}{promised}")
    before = len(happened) - len(named)
    return "; ".join(named) + (f"; and {words.count(before)} before" if before else "")


def made(event: Event) -> bool:
    """Tell whether the two made a pact or agreement with each other: all of the lists, and those coded that they signed or joined.

    Parameters
    ----------
    event : Event
        Of the timeline.

    Examples
    --------
    >>> made(Event("2018", None, "pact", "", "pacts", "pair"))
    True
    >>> [made(Event("2024", None, "pact", "", "coded_pacts", "pair", more=(("happened", it),))) for it in ("joined", "ended")]
    [True, False]
    """
    return event.role == "pair" and begun(event)


def begun(event: Event) -> bool:
    """Tell whether something began with an event: all of the lists, and of those coded what was signed or joined.

    Parameters
    ----------
    event : Event
        Of the timeline.

    Examples
    --------
    >>> begun(Event("2024", "2024", "pact", "", "coded_pacts", "a", more=(("happened", "suspended"),)))
    False
    """
    return dict(event.more).get("happened", "signed") in LASTING


@once(latest=8)
def _shared(world: World, a: int, b: int) -> dict[str, tuple[dict[int, str], int]]:
    """Return the part of each of the two, and how many states there are, by row in which one of them is a party."""
    mine = pl.col("ccode").is_in([a, b])
    frame = (
        world.scan("coded_pact_states")
        .group_by("id")
        .agg(
            pl.len().alias("states"),
            pl.col("ccode").filter(mine).alias("codes"),
            pl.col("part").filter(mine).alias("parts"),
        )
        .filter(pl.col("parts").list.contains("party"))
        .sort("id")
    )
    rows = frame.collect().to_dicts()
    return {row["id"]: (dict(zip(row["codes"], row["parts"], strict=True)), row["states"]) for row in rows}


def _event(dyad: Dyad, table: str, row: Mapping[str, Any], parts: Mapping[int, str], states: int) -> Event:
    start = words.known_day(row["start_edtf"])
    pact = table == PACTS
    lasting = pact and row["kind"] in LASTING
    ended = words.known_day(row["end_edtf"]) if row["end_edtf"] else None
    subjects = [name for name in (OBLIGATIONS if pact else CONTENT) if row[name]]
    both = len(parts) == 2
    return Event(
        start,
        ended if lasting else start,
        "pact" if pact else "agreement",
        _text(row, terms(subjects) if pact and both and row["kind"] in MADE else ""),
        table,
        "pair" if both else "a" if dyad.a.ccode in parts else "b",
        _short(row, subjects, pact and states == 2),
        _rank(row, pact, both, states),
        _more(row, subjects, states == 2),
    )


def _text(row: Mapping[str, Any], promised: str) -> str:
    title = row["title"].rstrip(".")
    named = title if row["name"].partition(",")[0] in title else f"{title} ({row['name']})"
    return f"{named}: {promised}" if promised else named


def _short(row: Mapping[str, Any], subjects: Sequence[str], alone: bool) -> str:
    return terms(subjects) if alone and row["kind"] in LASTING else ""


MINOR = 7
"""Weight of a pact of many without a promise of defence."""


def _rank(row: Mapping[str, Any], pact: bool, both: bool, states: int) -> int:
    """Return the weight: a pact of the two before what happens to it, defence before less, few states before many."""
    if not pact:
        return 5 if states <= MANY else MINOR
    if not both:
        return 3
    if states == 2 and row["kind"] in LASTING:
        return 2
    return 4 if states <= MANY or row["defense"] else MINOR


def _more(row: Mapping[str, Any], subjects: Sequence[str], alone: bool) -> tuple[tuple[str, Any], ...]:
    more = {
        "id": row["id"],
        "name": row["name"],
        "happened": row["kind"],
        "bilateral": alone,
        "subjects": list(subjects),
        "citation": words.cited(row["citation"], row["url"]),
        "verified": row["verified"],
    }
    return tuple((more | ({"note": row["note"]} if row["note"] else {})).items())
