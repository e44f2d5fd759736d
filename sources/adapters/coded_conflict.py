"""Disputes, land, recognition, relations and rivalries that the lists do not reach, coded by hand."""

from __future__ import annotations

from typing import Any

import polars as pl

from sources.coded import checked, frame, states
from sources.source import Inputs, Source
from westphalia.record.tables.coded_conflict import DISPUTE, LAND, RECOGNITION, RELATION, RIVALRY

SPANS = {
    "coded_disputes": (2015, 2025),
    "coded_land": (1816, 2025),
    "coded_recognition": (1816, 2025),
    "coded_relations": (1990, 2025),
    "coded_rivalries": (2020, 2025),
    "coded_parties": (1816, 2025),
}
FILES = {name: f"coded/{name.removeprefix('coded_')}.yaml" for name in SPANS if name != "coded_parties"}
BY_HAND = Source(
    id="conflict_by_hand",
    folder="events",
    files=tuple(FILES.values()),
    title="Disputes, land, recognition, relations and rivalries, coded by hand",
    citation="The Westphalia developers. Disputes since 2015 by the rules of the Militarized Interstate Disputes, land taken since 2015, occupations since 1816, "
    "recognition refused, relations broken since 1990 and rivalries since 2020, coded by hand from the work that each row names.",
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
}
PARTS = {
    "coded_disputes": ("side_a", "side_b"),
    "coded_land": ("by", "of"),
    "coded_recognition": ("by", "of"),
    "coded_relations": ("by", "to"),
    "coded_rivalries": ("states",),
}
OWN = {
    "coded_disputes": ("action", "deaths", "military_deaths", "found_by", "war"),
    "coded_land": ("place", "area_km2", "whole"),
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


def parties(inputs: Inputs) -> pl.DataFrame:
    """Return one row for each row of the five tables, state and part."""
    long = [
        states(rows(inputs, table), parts).select(pl.lit(table).alias("record"), pl.all())
        for table, parts in PARTS.items()
    ]
    return pl.concat(long).with_columns(pl.col("part").replace({"states": "state"}))
