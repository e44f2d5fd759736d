"""Events between states coded by hand with a citation each."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from sources.source import Inputs, Source
from westphalia.record.tables.events import PARTS

EVENTS_BY_HAND = Source(
    id="events_by_hand",
    folder="events",
    files=("events.yaml",),
    title="Events between states, coded by hand",
    citation="The Westphalia developers. Events between states, 1813 to 2025, coded by hand from the sources "
    "named in each entry.",
    version="2025-12-31",
    terms="MIT, with the project.",
    tier="open",
)
FIELDS = ("event", "date", "precision", "kind", "title", "citation", "verified")
_KNOWN = frozenset((*FIELDS, *PARTS, "note"))


def events(inputs: Inputs) -> pl.DataFrame:
    """Return one row an event."""
    rows = checked(inputs.events(EVENTS_BY_HAND, "events.yaml"))
    return pl.DataFrame({name: [row[name] for row in rows] for name in FIELDS})


def parties(inputs: Inputs) -> pl.DataFrame:
    """Return one row an event and state."""
    return flat(checked(inputs.events(EVENTS_BY_HAND, "events.yaml")))


def flat(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return the states of all events, each with its part."""
    long = [
        {"event": row["event"], "ccode": ccode, "part": part, "date": row["date"]}
        for row in rows
        for part in PARTS
        for ccode in row.get(part, ())
    ]
    shape = {"event": pl.String, "ccode": pl.Int64, "part": pl.String, "date": pl.Date}
    return pl.DataFrame(long, schema=shape)


def checked(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows if each is whole; otherwise say everything that is wrong with them.

    Raises
    ------
    ValueError
        For fields that are missing or not known, a state named twice or fewer than two states, and a day given where only the
        month or year is said to be known.
    """
    problems = [f"{row.get('event', row)}: {problem}" for row in rows for problem in _problems(row)]
    if problems:
        raise ValueError("events.yaml: " + "; ".join(problems))
    return rows


def _problems(row: dict[str, Any]) -> list[str]:
    states = [ccode for part in PARTS for ccode in row.get(part, ())]
    missing, strange = sorted(set(FIELDS) - set(row)), sorted(set(row) - _KNOWN)
    found = [f"without {name}" for name in missing] + [f"unknown field {name}" for name in strange]
    if len(states) < 2 or len(set(states)) < len(states):
        found.append(f"needs two states or more, each once, not {states}")
    if not missing and not _first_day(row["date"], row["precision"]):
        found.append(f"{row['date']} is not the first day of its {row['precision']}")
    return found


def _first_day(day: date, precision: str) -> bool:
    first = {"month": day.replace(day=1), "year": day.replace(month=1, day=1)}
    return first.get(precision, day) == day
