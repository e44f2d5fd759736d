"""Disputes, land, recognition, relations and rivalries that the lists do not reach, claims and support, coded by hand."""

from __future__ import annotations

import re
from typing import Any

import polars as pl

from sources.coded import checked, frame, states
from sources.source import Inputs, Source
from westphalia.record.tables.coded_conflict import (
    CLAIM,
    DISPUTE,
    EXTENT,
    LAND,
    RECOGNITION,
    RELATION,
    RIVALRY,
    SIDES,
    SUPPORT,
)

SPANS = {
    "coded_disputes": (2015, 2025),
    "coded_land": (1816, 2025),
    "coded_recognition": (1816, 2025),
    "coded_relations": (1990, 2025),
    "coded_rivalries": (2020, 2025),
    "coded_claims": (1816, 2025),
    "coded_support": (1816, 2025),
    "coded_parties": (1816, 2025),
}
FILES = {name: f"coded/{name.removeprefix('coded_')}.yaml" for name in SPANS if name != "coded_parties"}
BY_HAND = Source(
    id="conflict_by_hand",
    folder="events",
    files=tuple(FILES.values()),
    title="Disputes, land, recognition, relations, rivalries, claims and support, coded by hand",
    citation="The Westphalia developers. Disputes since 2015 by the rules of the Militarized Interstate Disputes, land taken since 2015, occupations since 1816, "
    "recognition refused, relations broken since 1990, rivalries since 2020, claims to land and against the order since 1816 and support to a side in a war of "
    "others since 1816, coded by hand from the work that each row names.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
    covers=SPANS,
)
KINDS = {
    "coded_disputes": DISPUTE,
    "coded_land": LAND,
    "coded_recognition": RECOGNITION,
    "coded_relations": RELATION,
    "coded_rivalries": RIVALRY,
    "coded_claims": CLAIM,
    "coded_support": SUPPORT,
}
PARTS = {
    "coded_disputes": ("side_a", "side_b"),
    "coded_land": ("by", "of"),
    "coded_recognition": ("by", "of"),
    "coded_relations": ("by", "to"),
    "coded_rivalries": ("states",),
    "coded_claims": ("by", "of"),
    "coded_support": ("by", "where"),
}
OWN = {
    "coded_disputes": ("action", "deaths", "military_deaths", "found_by", "war"),
    "coded_land": ("place", "area_km2", "whole"),
    "coded_claims": ("what", "extent"),
    "coded_support": ("conflict", "side"),
}
BANDS = ("0", "1-25", "26-100", "101-250", "251-500", "501-999", ">999")
UNKNOWN = "unknown"
"""In place of a band: no text gives a number."""
SEARCHES = ("a", "b")


def rows(inputs: Inputs, table: str) -> list[dict[str, Any]]:
    """Return the checked rows of a table."""
    read = inputs.events(BY_HAND, FILES[table])
    return checked(FILES[table], read, KINDS[table], (*PARTS[table], *OWN.get(table, ())))


def plain(inputs: Inputs, table: str) -> pl.DataFrame:
    """Return the rows of a table that has the common columns alone."""
    return frame(rows(inputs, table))


def disputes(inputs: Inputs) -> pl.DataFrame:
    """Return one row a dispute."""
    return laid_out(rows(inputs, "coded_disputes"))


def laid_out(read: list[dict[str, Any]]) -> pl.DataFrame:
    """Return disputes with bands of deaths as levels and the searches as yes or no.

    Raises
    ------
    ValueError
        For a band that is not one of the list's, and a dispute that no search found.
    """
    wrong = [
        row["id"]
        for row in read
        if {row["deaths"], row["military_deaths"]} - {*BANDS, UNKNOWN}
        or not row["found_by"]
        or set(row["found_by"]) - set(SEARCHES)
    ]
    if wrong:
        raise ValueError(f"deaths not in a band, or not found by a or b: {wrong}")
    own = {
        "hostility": pl.Int64,
        "action": pl.String,
        "deaths": pl.Int64,
        "fatality": pl.Int64,
        "found_a": pl.Boolean,
        "found_b": pl.Boolean,
        "war": pl.String,
    }
    told = [
        {
            **row,
            "hostility": DISPUTE.index(row["kind"]) + 2,
            "deaths": level(row["deaths"]),
            "fatality": level(row["military_deaths"]),
            **{f"found_{search}": search in row["found_by"] for search in SEARCHES},
        }
        for row in read
    ]
    return frame(told, own)


def level(band: str) -> int | None:
    """Return the level of a band of deaths, as the list of militarized disputes counts them.

    Examples
    --------
    >>> level("0"), level("26-100"), level(">999"), level("unknown")
    (0, 2, 6, None)
    """
    return None if band == UNKNOWN else BANDS.index(band)


def land(inputs: Inputs) -> pl.DataFrame:
    """Return one row a change of land, occupation or government set up."""
    read = [{**row, "area": row.get("area_km2")} for row in rows(inputs, "coded_land")]
    return frame(read, {"place": pl.String, "area": pl.Float64, "whole": pl.Boolean})


def claims(inputs: Inputs) -> pl.DataFrame:
    """Return one row a claim."""
    return claimed(rows(inputs, "coded_claims"))


def claimed(read: list[dict[str, Any]]) -> pl.DataFrame:
    """Return claims with the land or clause and how much it is.

    Raises
    ------
    ValueError
        For a claim that is not of one state, says not of what or how much, or is to land of nobody.
    """
    wrong = [
        row["id"]
        for row in read
        if len(row["by"]) != 1
        or not row["what"]
        or row["extent"] not in EXTENT
        or not (row["of"] or row["kind"] == "order")
        or set(row["by"]) & set(row["of"])
    ]
    if wrong:
        raise ValueError(f"not of one state to land of another, or without what or extent: {wrong}")
    return frame(read, {"what": pl.String, "extent": pl.String})


def support(inputs: Inputs) -> pl.DataFrame:
    """Return one row a supporter and side of a war."""
    return supported(rows(inputs, "coded_support"))


def supported(read: list[dict[str, Any]]) -> pl.DataFrame:
    """Return support with its war and side.

    Raises
    ------
    ValueError
        For support that is not of one state in the land of one other, of no side, in a war that is not named by a land and a year, or of a war
        that another row has in another land.
    """
    lands: dict[str, Any] = {}
    wrong = [
        row["id"]
        for row in read
        if len(row["by"]) != 1
        or len(row["where"]) != 1
        or row["by"] == row["where"]
        or row["side"] not in SIDES
        or not re.fullmatch(r"[a-z-]+-[12]\d{3}", str(row["conflict"]))
        or lands.setdefault(row["conflict"], row["where"]) != row["where"]
    ]
    if wrong:
        raise ValueError(f"not of one state to one side of one war of another: {wrong}")
    return frame(read, {"conflict": pl.String, "side": pl.String})


def parties(inputs: Inputs) -> pl.DataFrame:
    """Return one row for each row of the seven tables, state and part."""
    long = [
        states(rows(inputs, table), parts).select(pl.lit(table).alias("record"), pl.all())
        for table, parts in PARTS.items()
    ]
    return pl.concat(long).with_columns(pl.col("part").replace({"states": "state"}))
