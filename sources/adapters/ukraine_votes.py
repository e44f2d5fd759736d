"""Votes of the General Assembly on two resolutions on Ukraine."""

from __future__ import annotations

from datetime import date

import polars as pl

from sources.names import codes
from sources.source import Inputs, Source

UKRAINE_VOTES = Source(
    id="unga_ukraine",
    folder="unga_ukraine_votes",
    files=("unga_ukraine_votes.csv",),
    title="Recorded votes on A/RES/68/262 and A/RES/ES-11/1",
    citation="United Nations General Assembly, recorded votes on resolutions A/RES/68/262 (27 March 2014) "
    "and A/RES/ES-11/1 (2 March 2022).",
    version="2022",
    terms="Public record.",
    licence="public facts",
    tier="open",
    url="https://digitallibrary.un.org",
)
DAYS = {"68/262": date(2014, 3, 27), "ES-11/1": date(2022, 3, 2)}
VOTES = {"approve": 1, "abstain": 2, "against": 3}


def ukraine_votes(inputs: Inputs) -> pl.DataFrame:
    """Return resolution, state code, day and vote."""
    frame = pl.read_csv(inputs.file(UKRAINE_VOTES, "unga_ukraine_votes.csv"))
    frame = frame.with_columns(pl.col("resolution").replace_strict(DAYS, return_dtype=pl.Date).alias("date"))
    return frame.select(
        "resolution",
        codes(frame["country"], frame["date"].dt.year()).alias("ccode"),
        "date",
        pl.col("vote").replace_strict(VOTES, return_dtype=pl.Int64),
    )
