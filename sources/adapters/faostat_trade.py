"""Wheat and maize from state to state, and harvests, from FAOSTAT as prepared for trade models."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

FAOSTAT_TRADE = Source(
    id="faostat_trade",
    folder="grain_faostat_dyadic",
    files=(
        "wheat_trade_dyadic_1993_2022_tonnes.csv",
        "maize_trade_dyadic_1993_2022_tonnes.csv",
        "wheat_production_1993_2022_tonnes.csv",
        "maize_production_1993_2022_tonnes.csv",
    ),
    title="FAOSTAT detailed trade matrix and crop production: wheat and maize",
    citation="Food and Agriculture Organization of the United Nations. FAOSTAT: Detailed trade matrix; "
    "Crops and livestock products. Rome: FAO. "
    "Prepared by the Alliance to Feed the Earth in Disasters (pytradeshifts).",
    version="years 1993-2022, copy of May 2025",
    terms="Creative Commons Attribution 4.0 (FAOSTAT); preparation under Apache 2.0.",
    licence="CC BY 4.0",
    tier="open",
    url="https://www.fao.org/faostat/en/#data/TM",
)
FILLED = "0 tonnes, written for non-producers and for missing reports alike"


def trade(inputs: Inputs, crop: str) -> pl.DataFrame:
    """Return the names of seller and buyer, the year and tonnes; only positive flows are in the file."""
    frame = pl.read_csv(
        inputs.file(FAOSTAT_TRADE, f"{crop}_trade_dyadic_1993_2022_tonnes.csv"), infer_schema_length=None
    )
    return frame.select(_name("exporter").alias("seller"), _name("importer").alias("buyer"), "year", "tonnes")


def production(inputs: Inputs, crop: str) -> pl.DataFrame:
    """Return name, year, crop and tonnes."""
    frame = pl.read_csv(
        inputs.file(FAOSTAT_TRADE, f"{crop}_production_1993_2022_tonnes.csv"), infer_schema_length=None
    )
    return frame.select(_name("country").alias("name"), "year", pl.lit(crop).alias("crop"), "tonnes")


def _name(column: str) -> pl.Expr:
    return pl.col(column).str.strip_suffix(".1")
