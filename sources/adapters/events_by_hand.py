"""Events between states coded by hand with a citation each."""

from __future__ import annotations

from typing import Any

import polars as pl

from sources.adapters.edtf import when
from sources.coded import cited
from sources.source import Inputs, Source
from westphalia.record.event_kinds import EVENT_KINDS
from westphalia.record.tables.events import PARTS, UNITS

FILES = (
    "russia_and_iran.yaml",
    "great_powers_before_1945.yaml",
    "asia_and_cuba.yaml",
    "middle_east_and_after_1991.yaml",
    "americas.yaml",
    "africa.yaml",
    "asia_before_1945.yaml",
    "asia_since_1945.yaml",
    "middle_east_before_1945.yaml",
    "middle_east_since_1945.yaml",
)
EVENTS_BY_HAND = Source(
    id="events_by_hand",
    folder="events",
    files=FILES,
    title="Events between states, coded by hand",
    citation="The Westphalia developers. Events between states, 1804 to 2025, coded by hand from the sources "
    "named in each entry.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
)
FIELDS = ("event", "date", "kind", "title", "citation", "verified")
MORE = ("people", "at", "magnitude", "note", "url", "read_at")
_KNOWN = frozenset((*FIELDS, *PARTS, *MORE))


def read(inputs: Inputs) -> list[dict[str, Any]]:
    """Return the entries of all files."""
    return checked([row for name in FILES for row in inputs.events(EVENTS_BY_HAND, name)])


def events(inputs: Inputs) -> pl.DataFrame:
    """Return one row an event."""
    return pl.DataFrame([_row(row) for row in read(inputs)], infer_schema_length=None)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    at, kind = when(str(row["date"])), EVENT_KINDS[row["kind"]]
    size = row.get("magnitude") or {}
    return {
        "event": row["event"], "date": at.first, "until": at.last, "edtf": str(row["date"]), "precision": at.precision,
        "kind": row["kind"], "plover": kind.plover, "cameo": kind.cameo, "title": row["title"],
        "people": "; ".join(row.get("people", ())) or None, "place": row.get("at"),
        "magnitude": None if not size else float(size["value"]), "unit": size.get("unit"),
        "citation": row["citation"], "url": row.get("url"), "verified": row["verified"], "note": row.get("note"),
    }  # fmt: skip


def parties(inputs: Inputs) -> pl.DataFrame:
    """Return one row an event and state."""
    return flat(read(inputs))


def flat(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return the states of all events, each with its part."""
    long = [
        {"event": row["event"], "ccode": ccode, "part": part, "date": when(str(row["date"])).first}
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
        For fields that are missing or not known, a name, kind, unit or date that is not allowed, a state named twice or fewer than two
        states, a citation that is an address, a copy given as the address of a work, a text that is said to have been read nowhere, and an event that is there twice.
    """
    problems = [f"{row.get('event', row)}: {problem}" for row in rows for problem in _problems(row)]
    names = [row.get("event") for row in rows]
    problems += [f"{name}: is there twice" for name in sorted({str(n) for n in names if names.count(n) > 1})]
    if problems:
        raise ValueError("events: " + "; ".join(problems))
    return rows


def _problems(row: dict[str, Any]) -> list[str]:
    states = [ccode for part in PARTS for ccode in row.get(part, ())]
    missing, strange = sorted(set(FIELDS) - set(row)), sorted(set(row) - _KNOWN)
    found = [f"without {name}" for name in missing] + [f"unknown field {name}" for name in strange]
    if len(states) < 2 or len(set(states)) < len(states):
        found.append(f"needs two states or more, each once, not {states}")
    if missing:
        return found
    try:
        year = when(str(row["date"])).first.year
        if not row["event"].endswith(f"-{year}"):
            found.append(f"its name does not end in its year, {year}")
    except ValueError as error:
        found.append(str(error))
    if row["kind"] not in EVENT_KINDS:
        found.append(f"unknown kind {row['kind']}")
    if row.get("magnitude") and row["magnitude"].get("unit") not in UNITS:
        found.append(f"unknown unit {row['magnitude'].get('unit')}")
    return found + cited(row)
