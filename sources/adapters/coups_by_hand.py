"""Coups coded by hand with a citation each, after the published lists end."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

COUPS_BY_HAND = Source(
    id="coups_by_hand",
    folder="events",
    files=("coups.yaml",),
    title="Coups after 2022, coded by hand",
    citation="The Westphalia developers. Coups and attempted coups after 2022, coded by hand from the "
    "sources named in each entry.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
)


def events(inputs: Inputs) -> pl.DataFrame:
    """Return one row an event, with a line on what happened and whether the cited text was read."""
    rows = inputs.events(COUPS_BY_HAND, "coups.yaml")
    return pl.DataFrame(
        {
            "source": [COUPS_BY_HAND.id] * len(rows),
            "event": [f"{row['ccode']}-{row['date']}" for row in rows],
            "ccode": [row["ccode"] for row in rows],
            "start": [row["date"] for row in rows],
            "precision": [row.get("precision", "day") for row in rows],
            "result": ["success" if row["success"] else "attempt" for row in rows],
            "name": [row["name"] for row in rows],
            "verified": [row["verified"] for row in rows],
        }
    )
