"""Counts of entries on the sanctions lists of the US Treasury by address and month."""

from __future__ import annotations

from datetime import date

import polars as pl

from sources.names import codes
from sources.source import Inputs, Source

OFAC = Source(
    id="ofac_panel",
    folder="ofac_panel",
    files=("ofac_panel.csv",),
    title="Entries of the US Treasury's sanctions lists by country of address",
    citation="US Department of the Treasury, Office of Foreign Assets Control, Specially Designated "
    "Nationals and Consolidated lists; monthly panel by Jeffrey Allen, "
    "OFAC Sanctions List Processor (github.com/jeffallen13/ofac).",
    version="2026-03",
    terms="Lists: public domain. Panel: MIT.",
    licence="public domain",
    tier="open",
    url="https://github.com/jeffallen13/ofac",
)
LAST_REMOVALS = date(2025, 4, 1)
"""The last month in which the panel takes entries off as the Treasury does."""


def panel(inputs: Inputs) -> pl.DataFrame:
    """Return name, state code (null where it is none), first day of the month and counts."""
    frame = pl.read_csv(inputs.file(OFAC, "ofac_panel.csv")).with_columns(
        pl.col("Date").str.to_date().alias("day")
    )
    return frame.select(
        pl.col("Country").alias("name"),
        codes(frame["Country"], frame["day"].dt.year()).alias("ccode"),
        pl.col("day").dt.month_start().alias("month"),
        pl.col("levels").alias("active"),
        pl.col("additions").alias("added"),
        pl.col("removals").alias("removed"),
    )
