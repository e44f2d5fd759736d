"""Cereal balances 1973-2009 and production 2010-2022, from FAOSTAT by way of gcamfaostat."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

FAO_BALANCES = Source(
    id="fao_balances",
    folder="grain_fao_balances",
    files=("fao_fbsh_cereals_1973_2009_ktonnes.csv", "fao_production_value_cereals_2010_2022.csv"),
    title="FAO food balances (historic) and crop production: cereals",
    citation="Food and Agriculture Organization of the United Nations. FAOSTAT: Food Balances "
    "(historic); Crops and livestock products. Rome: FAO. "
    "By way of Zhao, Xin, et al. (2024). gcamfaostat: An R package to prepare, process, and synthesize "
    "FAOSTAT data for global agroeconomic and "
    "multisector dynamic modeling. Journal of Open Source Software 9(96).",
    version="gcamfaostat, copy of January 2025",
    terms="Creative Commons Attribution 4.0 (FAOSTAT); package under BSD-2-Clause.",
    licence="CC BY 4.0",
    tier="open",
    url="https://www.fao.org/faostat/en/#data/FBSH",
)
ITEMS = {
    "Wheat and products": "wheat",
    "Maize and products": "maize",
    "Barley and products": "barley",
    "Rice and products": "rice",
}
CROPS = {"Wheat": "wheat", "Maize (corn)": "maize", "Barley": "barley", "Rice": "rice"}
ELEMENTS = {
    "Production": "production",
    "Import": "imports",
    "Export": "exports",
    "Stock Variation": "stock_variation",
    "Feed": "feed",
    "Food": "food",
    "Seed": "seed",
    "Loss": "loss",
    "Processed": "processed",
    "Other uses": "other_uses",
}
MEASURES = {"Production": "tonnes", "Prod_Value": "value"}


def balances(inputs: Inputs) -> pl.DataFrame:
    """Return name, year, item (null for oils made of a cereal), element and thousand tonnes."""
    frame = pl.read_csv(inputs.file(FAO_BALANCES, FAO_BALANCES.files[0]), infer_schema_length=None)
    years = [name for name in frame.columns if name.isdigit()]
    long = frame.select("area", "item", "element", *years).unpivot(
        index=["area", "item", "element"], variable_name="year", value_name="amount"
    )
    return long.select(
        pl.col("area").alias("name"),
        pl.col("year").cast(pl.Int64),
        pl.col("item").replace_strict(ITEMS, default=None, return_dtype=pl.String),
        pl.col("element").replace_strict(ELEMENTS),
        pl.col("amount").cast(pl.Float64),
    )


def production(inputs: Inputs) -> pl.DataFrame:
    """Return name, year, crop (null for no cereal), measure (tonnes or value) and amount (null for none)."""
    frame = pl.read_csv(inputs.file(FAO_BALANCES, FAO_BALANCES.files[1]), infer_schema_length=None)
    years = [name for name in frame.columns if name.isdigit()]
    long = frame.select("area", "item", "element", *years).unpivot(
        index=["area", "item", "element"], variable_name="year", value_name="amount"
    )
    return long.select(
        pl.col("area").alias("name"),
        pl.col("year").cast(pl.Int64),
        pl.col("item").replace_strict(CROPS, default=None, return_dtype=pl.String).alias("crop"),
        pl.col("element").replace_strict(MEASURES).alias("measure"),
        pl.col("amount").cast(pl.Float64),
    )
