"""A sample of drafts that failed in the UN Security Council."""

from __future__ import annotations

import ast

import pandas as pd
import polars as pl

from sources.names import codes
from sources.source import Inputs, Source

COUNCIL = Source(
    id="unsc_failed_drafts",
    folder="unsc_failed_drafts",
    files=("cleaned_data_unsc.xlsx",),
    title="Failed drafts in the UN Security Council, a sample",
    citation="United Nations Digital Library, voting records of the Security Council; sample of 53 votes, "
    "1947-2022, compiled by Emily Tong (2023).",
    version="March 2023",
    terms="UN records, non-commercial use with attribution; illustration only.",
    licence="academic",
    tier="open",
    url="https://digitallibrary.un.org",
)
COLUMNS = {"In Favor": 1, "Abstain": 2, "Against": 3}


def drafts(inputs: Inputs) -> pl.DataFrame:
    """Return drafts by meeting: ``draft``, ``meeting``, ``year``, ``voted_on``, names by kind of vote."""
    frame = pd.read_excel(inputs.file(COUNCIL, "cleaned_data_unsc.xlsx"), engine="openpyxl")
    table = pl.DataFrame(
        {
            "meeting": frame["Meeting Number"].astype(int).tolist(),
            "year": frame["Year"].astype(int).tolist(),
            "voted_on": frame["Voting On"].tolist(),
            **{name: [ast.literal_eval(cell) for cell in frame[name]] for name in COLUMNS},
        },
        schema_overrides=dict.fromkeys(COLUMNS, pl.List(pl.String)),
    )
    return table.sort("meeting", maintain_order=True).with_row_index("draft", 1)


def council_votes(table: pl.DataFrame) -> pl.DataFrame:
    """Return one row a draft and member; the China of 1950-1970 is Taiwan."""
    parts = [
        table.select("draft", "year", pl.col(name).alias("member"), pl.lit(vote).alias("vote")).explode(
            "member"
        )
        for name, vote in COLUMNS.items()
    ]
    long = pl.concat(parts).drop_nulls("member")
    member = codes(long["member"], long["year"]).alias("ccode")
    exile = (pl.col("ccode") == 710) & pl.col("year").is_between(1950, 1970)
    return long.with_columns(member).select(
        "draft", pl.when(exile).then(713).otherwise(pl.col("ccode")).alias("ccode"), "year", "vote"
    )
