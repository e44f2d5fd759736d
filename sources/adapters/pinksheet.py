"""Monthly commodity prices since 1960: the World Bank's Pink Sheet."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

PINK_SHEET = Source(
    id="pink_sheet",
    folder="prices_worldbank_pinksheet",
    files=("pinksheet_monthly_long_selected.csv",),
    title="World Bank Commodity Price Data (the Pink Sheet)",
    citation="World Bank. Commodity Markets: Commodity Price Data (the Pink Sheet), monthly prices. "
    "Washington, DC. Edition of 2 June 2026.",
    version="2 June 2026, cut at December 2025",
    terms="Creative Commons Attribution 4.0.",
    licence="CC BY 4.0",
    tier="open",
    url="https://www.worldbank.org/en/research/commodity-markets",
)
SERIES = {
    "Aluminum": ("aluminium", "aluminium"),
    "Coal, Australian": ("coal_australia", "coal"),
    "Coal, South African **": ("coal_south_africa", "coal"),
    "Copper": ("copper", "copper"),
    "Crude oil, Brent": ("crude_brent", "crude oil"),
    "Crude oil, Dubai": ("crude_dubai", "crude oil"),
    "Crude oil, WTI": ("crude_wti", "crude oil"),
    "Crude oil, average": ("crude_average", "crude oil"),
    "DAP": ("dap", "fertiliser"),
    "Gold": ("gold", "gold"),
    "Liquefied natural gas, Japan": ("lng_japan", "natural gas"),
    "Maize": ("maize", "maize"),
    "Natural gas index": ("gas_index", "natural gas"),
    "Natural gas, Europe": ("gas_europe", "natural gas"),
    "Natural gas, US": ("gas_us", "natural gas"),
    "Nickel": ("nickel", "nickel"),
    "Palm oil": ("palm_oil", "vegetable oil"),
    "Platinum": ("platinum", "platinum"),
    "Rice, Thai 25%": ("rice_thai_25", "rice"),
    "Rice, Thai 5%": ("rice_thai_5", "rice"),
    "Rice, Thai A.1": ("rice_thai_a1", "rice"),
    "Rice, Viet Namese 5%": ("rice_vietnam_5", "rice"),
    "Soybean meal": ("soybean_meal", "soybeans"),
    "Soybean oil": ("soybean_oil", "vegetable oil"),
    "Soybeans": ("soybeans", "soybeans"),
    "Sunflower oil": ("sunflower_oil", "vegetable oil"),
    "Urea": ("urea", "fertiliser"),
    "Wheat, US HRW": ("wheat_us_hrw", "wheat"),
    "Wheat, US SRW": ("wheat_us_srw", "wheat"),
}
UNITS = {
    "($/mt)": "US$ a tonne",
    "($/bbl)": "US$ a barrel",
    "($/troy oz)": "US$ a troy ounce",
    "($/mmbtu)": "US$ a million Btu",
    "(2010=100)": "2010 = 100",
}


def monthly(inputs: Inputs) -> pl.DataFrame:
    """Return series, year, month, commodity, unit and price; an unknown commodity or unit is an error."""
    frame = pl.read_csv(inputs.file(PINK_SHEET, PINK_SHEET.files[0]), infer_schema_length=None)
    return frame.select(
        pl.col("commodity")
        .replace_strict({label: series for label, (series, _) in SERIES.items()})
        .alias("series"),
        "year",
        "month",
        pl.col("commodity").replace_strict({label: commodity for label, (_, commodity) in SERIES.items()}),
        pl.col("unit").replace_strict(UNITS),
        "price",
    )
