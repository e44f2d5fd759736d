"""Yearly commodity prices of the International Monetary Fund's World Economic Outlook."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

IMF_PRICES = Source(
    id="imf_weo_2025_prices",
    folder="macro_imf_weo_oct2025",
    files=("weo_oct2025_commodity_prices.csv",),
    title="World Economic Outlook, October 2025: commodity prices",
    citation="International Monetary Fund (2025). World Economic Outlook Database, October 2025. "
    "Washington, DC: International Monetary Fund.",
    version="October 2025",
    terms="(c) International Monetary Fund; free use with attribution.",
    licence="attribution",
    tier="open",
    url="https://www.imf.org/en/Publications/WEO/weo-database/2025/October",
)
LAST_ACTUAL = 2024
SERIES = {
    "PFOODW": ("imf_food_index", "food"),
    "PMAIZMT": ("imf_maize", "maize"),
    "PNGASEU": ("imf_gas_europe", "natural gas"),
    "PNGASJP": ("imf_lng_japan", "natural gas"),
    "PNGASUS": ("imf_gas_us", "natural gas"),
    "PNGASW": ("imf_gas_index", "natural gas"),
    "PNRGW": ("imf_energy_index", "energy"),
    "POILAPSP": ("imf_crude_average", "crude oil"),
    "POILAPSPW": ("imf_crude_index", "crude oil"),
    "POILBRE": ("imf_crude_brent", "crude oil"),
    "POILDUB": ("imf_crude_dubai", "crude oil"),
    "POILWTI": ("imf_crude_wti", "crude oil"),
    "PWHEAMT": ("imf_wheat", "wheat"),
}
UNITS = {
    "USD_BBL": "US$ a barrel",
    "USDPMT": "US$ a tonne",
    "USDBTU": "US$ a million Btu",
    "IX": "2016 = 100",
}
CORRECTED = {"imf_gas_us": "US$ a million Btu"}
"""The database gives American gas in dollars a tonne; the numbers are dollars a million Btu."""


def annual(inputs: Inputs) -> pl.DataFrame:
    """Return series, commodity, unit, year and price, which is an assumption after :data:`LAST_ACTUAL`."""
    frame = pl.read_csv(inputs.file(IMF_PRICES, IMF_PRICES.files[0]), infer_schema_length=None)
    frame = frame.select(
        pl.col("concept")
        .replace_strict({code: series for code, (series, _) in SERIES.items()})
        .alias("series"),
        pl.col("concept")
        .replace_strict({code: commodity for code, (_, commodity) in SERIES.items()})
        .alias("commodity"),
        pl.col("unit").replace_strict(UNITS),
        "year",
        pl.col("value").cast(pl.Float64).alias("price"),
    )
    return frame.with_columns(
        pl.col("series")
        .replace_strict(CORRECTED, default=pl.col("unit"), return_dtype=pl.String)
        .alias("unit")
    )
