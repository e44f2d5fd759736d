"""Leaders coded by hand with a citation each: those since March 2021, and Iran's offices since 1979."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

LEADERS_BY_HAND = Source(
    id="leaders_by_hand",
    folder="events",
    files=("leaders.yaml",),
    title="National leaders after March 2021, coded by hand",
    citation="The Westphalia developers. National leaders after the REIGN list, to 31 December 2025, coded "
    "by hand from the sources "
    "named in each entry.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
)
SCHEMA = {
    "ccode": pl.Int64,
    "name": pl.String,
    "role": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "effective": pl.Boolean,
    "reign_start": pl.Date,
    "verified": pl.Boolean,
    "precision": pl.String,
}


def spells(inputs: Inputs) -> pl.DataFrame:
    """Return one row a person and office; ``precision`` is how exactly the start is known."""
    rows = inputs.events(LEADERS_BY_HAND, "leaders.yaml")
    columns = {name: [row.get(name) for row in rows] for name in SCHEMA}
    return pl.DataFrame(columns, schema=SCHEMA).with_columns(pl.col("precision").fill_null("day"))
