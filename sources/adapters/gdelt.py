"""GDELT 2: the sign of what the news tells between two states, by day, 2018 to February 2024."""

from __future__ import annotations

import polars as pl

from sources.names import of_letters
from sources.source import Inputs, Source

GDELT = Source(
    id="gdelt_2",
    folder="gdelt_net_pairs",
    files=("gdelt_pair_month.parquet",),
    title="GDELT 2.0, days above and below zero by pair",
    citation="The GDELT Project (2024). GDELT 2.0 Event Database, https://www.gdeltproject.org; daily sums by pair: G. Zemo.",
    version="January 2018 to February 2024",
    terms="Unlimited and unrestricted use, with citation and a link to https://www.gdeltproject.org.",
    licence="attribution",
    tier="open",
    url="https://www.gdeltproject.org",
    covers={"news_days": (2018, 2024)},
)


def pair_months(inputs: Inputs) -> pl.DataFrame:
    """Return one row per pair and month in which there was anything: days above and below zero, and days observed."""
    frame = pl.read_parquet(inputs.file(GDELT, GDELT.files[0]))
    return frame.select(
        of_letters(frame["iso3_a"]).alias("one"), of_letters(frame["iso3_b"]).alias("two"),
        pl.col("year", "month", "days_pos", "days_neg", "days_observed").cast(pl.Int64),
    )  # fmt: skip
