"""Rows coded by hand that carry what a reader must know to check them: when, who, which work says so, and how it was verified.

A file of ``sources/events/coded`` is a list of mappings. Every row has the fields of :data:`FIELDS`; a table adds its own. Where a text was read
(``read_at``) is kept in the file for those who maintain it and reaches no table: a copy is not the work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from sources.adapters.edtf import when
from sources.source import EVENTS, by_hand

FIELDS = (
    "id",
    "kind",
    "start",
    "end",
    "title",
    "citation",
    "verified",
    "coded_on",
    "checked_on",
    "checked_how",
)
MORE = ("url", "read_at", "note")
COLUMNS: Mapping[str, Any] = {
    "id": pl.String,
    "kind": pl.String,
    "start": pl.Date,
    "start_edtf": pl.String,
    "precision": pl.String,
    "end": pl.Date,
    "end_edtf": pl.String,
    "title": pl.String,
    "citation": pl.String,
    "url": pl.String,
    "verified": pl.Boolean,
    "coded_on": pl.Date,
    "checked_on": pl.Date,
    "checked_how": pl.String,
    "note": pl.String,
}


def checked(
    name: str, rows: Sequence[Mapping[str, Any]], kinds: Sequence[str], own: Sequence[str]
) -> list[dict[str, Any]]:
    """Return the rows if each is whole; otherwise say everything that is wrong with them.

    Parameters
    ----------
    name : str
        Name of the file, for the message.
    rows : sequence of mapping
        As read.
    kinds : sequence of str
        Kinds that the table allows.
    own : sequence of str
        Fields of the table beside the common ones.

    Raises
    ------
    ValueError
        For fields that are missing or not known, a kind or date that is not allowed, an end before the start, an ``id`` that is there twice or does not
        end in the year of the start, a citation that is no more than an address, a copy given as the address of a work, and ``verified`` without
        saying when and how.
    """
    names = [row.get("id") for row in rows]
    problems = [f"{row.get('id', row)}: {problem}" for row in rows for problem in _problems(row, kinds, own)]
    problems += [f"{one}: is there twice" for one in sorted({str(n) for n in names if names.count(n) > 1})]
    if problems:
        raise ValueError(f"{name}: " + "; ".join(problems))
    return [dict(row) for row in rows]


def _problems(row: Mapping[str, Any], kinds: Sequence[str], own: Sequence[str]) -> list[str]:
    missing, strange = sorted(set(FIELDS) - set(row)), sorted(set(row) - {*FIELDS, *MORE, *own})
    if missing or strange:
        return [f"without {name}" for name in missing] + [f"unknown field {name}" for name in strange]
    found = [] if row["kind"] in kinds else [f"unknown kind {row['kind']}"]
    return found + _dates(row) + _references(row)


def _dates(row: Mapping[str, Any]) -> list[str]:
    try:
        first = when(str(row["start"])).first
        last = None if row["end"] is None else latest(str(row["end"]))
    except ValueError as error:
        return [str(error)]
    found = [] if last is None or last >= first else ["ends before it begins"]
    return (
        found
        if str(row["id"]).endswith(f"-{first.year}")
        else [*found, f"its id does not end in {first.year}"]
    )


@cache
def _hosts() -> frozenset[str]:
    """Return the sites that publish works, or keep them, of all kinds."""
    return frozenset(host for hosts in by_hand(EVENTS / "addresses.yaml").values() for host in hosts)


def official(address: str) -> bool:
    """Tell whether an address is of a site that publishes works or keeps them, as ``addresses.yaml`` lists them with their subdomains.

    Examples
    --------
    >>> official("https://history.state.gov/historicaldocuments/frus1969-76v05/d1"), official("https://a.blogspot.com/x")
    (True, False)
    """
    host = urlsplit(address).hostname or ""
    parts = host.split(".")
    return any(".".join(parts[at:]) in _hosts() for at in range(len(parts)))


def cited(row: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a row's reference: the work itself is cited, at its own address or none, and where it was read is kept apart.

    Examples
    --------
    >>> cited({"citation": "https://a.org/x", "verified": True})
    ['its citation names no work', 'an address stands in its citation: it belongs in url or read_at', 'verified and read nowhere']
    """
    found = []
    if not re.search(r"\w{3}.*\w{3}", re.sub(r"https?://\S+", "", str(row["citation"]))):
        found.append("its citation names no work")
    if "http" in str(row["citation"]):
        found.append("an address stands in its citation: it belongs in url or read_at")
    if row.get("url") and not official(str(row["url"])):
        found.append("its url is neither the work's own address nor an archive's: see addresses.yaml")
    if row["verified"] and not row.get("read_at"):
        found.append("verified and read nowhere")
    return found


def _references(row: Mapping[str, Any]) -> list[str]:
    found = cited(row)
    if row["verified"] and not (row["checked_on"] and row["checked_how"]):
        found.append("verified without when and how")
    if not isinstance(row["verified"], bool) or not isinstance(row["coded_on"], date):
        found.append("verified is yes or no, coded_on a day")
    return found


def latest(text: str) -> date:
    """Return the last day that a date can be.

    Examples
    --------
    >>> latest("2016-02"), latest("2016-01-05"), latest("2016/2017-06~")
    (datetime.date(2016, 2, 29), datetime.date(2016, 1, 5), datetime.date(2017, 6, 30))
    """
    end = text.rpartition("/")[2].rstrip("~")
    return when(f"{end}/{end}").last or date.max


def frame(rows: Sequence[Mapping[str, Any]], own: Mapping[str, Any] | None = None) -> pl.DataFrame:
    """Return one row for each entry: the common columns, then the table's own.

    ``start`` is the first day that it can have begun and ``end`` the last day that it can have lasted (null: still so at the end of the coding); the
    dates as written stand in ``start_edtf`` and ``end_edtf``.
    """
    own = own or {}
    return pl.DataFrame([_row(row, own) for row in rows], schema={**COLUMNS, **own}, orient="row")


def _row(row: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    at, end = when(str(row["start"])), row["end"]
    dates = {
        "start": at.first,
        "start_edtf": str(row["start"]),
        "precision": at.precision,
        "end": None if end is None else latest(str(end)),
        "end_edtf": None if end is None else str(end),
    }
    rest = {name: row.get(name) for name in (*COLUMNS, *own) if name not in dates}
    return {**rest, **dates}


def states(rows: Sequence[Mapping[str, Any]], parts: Sequence[str]) -> pl.DataFrame:
    """Return one row for each entry and state: id, part, ccode, and the first day of the entry.

    Parameters
    ----------
    rows : sequence of mapping
        Checked rows.
    parts : sequence of str
        Fields that list states (Correlates of War numbers), each a part that a state can have.
    """
    long = [
        (row["id"], part, ccode, when(str(row["start"])).first)
        for row in rows
        for part in parts
        for ccode in row.get(part) or ()
    ]
    kinds = {"id": pl.String, "part": pl.String, "ccode": pl.Int64, "start": pl.Date}
    return pl.DataFrame(long, schema=kinds, orient="row")
