"""Spot prices of crude oil and natural gas from the United States Energy Information Administration."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

EIA_PRICES = Source(
    id="eia_spot_prices",
    folder="prices_eia_oil",
    files=("brent-daily.csv", "wti-daily.csv", "henry_hub_monthly.csv"),
    title="EIA spot prices: Brent, West Texas Intermediate, Henry Hub",
    citation="U.S. Energy Information Administration. Spot Prices: Europe Brent (RBRTE), Cushing OK WTI "
    "(RWTC), Henry Hub Natural Gas. Washington, DC.",
    version="cut at December 2025",
    terms="Public domain (work of the United States government); compilation under ODC-PDDL 1.0.",
    licence="public domain",
    tier="open",
    url="https://www.eia.gov/dnav/pet/pet_pri_spt_s1_d.htm",
)


def daily(inputs: Inputs, name: str) -> pl.DataFrame:
    """Return day and price (US$ a barrel) of ``brent`` or ``wti``."""
    frame = pl.read_csv(inputs.file(EIA_PRICES, f"{name}-daily.csv"), infer_schema_length=None)
    return frame.select(
        pl.col("Date").str.to_date().alias("day"), pl.col("Price").cast(pl.Float64).alias("price")
    )


def henry_hub(inputs: Inputs) -> pl.DataFrame:
    """Return year, month and price (US$ a million British thermal units)."""
    frame = pl.read_csv(inputs.file(EIA_PRICES, "henry_hub_monthly.csv"), infer_schema_length=None)
    part = pl.col("Month").str.split("-")
    return frame.select(
        part.list.get(0).cast(pl.Int64).alias("year"),
        part.list.get(1).cast(pl.Int64).alias("month"),
        pl.col("Price").alias("price"),
    )


def monthly(days: pl.DataFrame) -> pl.DataFrame:
    """Return the mean of the days of each month, in cents as the publisher rounds it."""
    when = days.with_columns(
        pl.col("day").dt.year().cast(pl.Int64).alias("year"),
        pl.col("day").dt.month().cast(pl.Int64).alias("month"),
    )
    return when.group_by("year", "month", maintain_order=True).agg(pl.col("price").mean().round(2))
