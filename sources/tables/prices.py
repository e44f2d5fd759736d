"""Tables of prices."""

from __future__ import annotations

import polars as pl

from sources.adapters import eia_prices, imf_prices, kaenzig, owid_prices, pinksheet
from sources.registry import builds
from sources.source import Built, Inputs

BARREL, BTU = "US$ a barrel", "US$ a million Btu"
REAL = "real, 1900 = 100"
POUNDS = "pounds of 1996 (the copy does not say for what weight)"


@builds("prices", pinksheet.PINK_SHEET, eia_prices.EIA_PRICES)
def prices(inputs: Inputs) -> Built:
    """Monthly prices: the World Bank's, and the daily spot prices of the EIA as monthly means."""
    bank = pinksheet.monthly(inputs)
    brent, wti, hub = (
        eia_prices.daily(inputs, "brent"),
        eia_prices.daily(inputs, "wti"),
        eia_prices.henry_hub(inputs),
    )
    spot = pl.concat(
        [
            _labelled(eia_prices.monthly(brent), "brent_spot", "crude oil", BARREL),
            _labelled(eia_prices.monthly(wti), "wti_spot", "crude oil", BARREL),
            _labelled(hub.filter(pl.col("price").is_not_null()), "henry_hub_spot", "natural gas", BTU),
        ]
    )
    frame = pl.concat(
        [
            bank.with_columns(pl.lit(pinksheet.PINK_SHEET.id).alias("source")),
            spot.select(*bank.columns, "source"),
        ]
    )
    missing = hub["price"].null_count()
    return Built(
        frame,
        read=bank.height + brent.height + wti.height + hub.height,
        dropped={"no price": missing} if missing else {},
        notes=(
            "brent_spot and wti_spot are means of the days of each month; brent_spot begins on 20 May 1987.",
            "wheat_us_srw has a gap from August 2022 to April 2023 in the source.",
        ),
    )


def _labelled(frame: pl.DataFrame, series: str, commodity: str, unit: str) -> pl.DataFrame:
    texts = {"series": series, "commodity": commodity, "unit": unit, "source": eia_prices.EIA_PRICES.id}
    return frame.with_columns(pl.lit(text).alias(name) for name, text in texts.items())


@builds("prices_annual", owid_prices.JACKS, owid_prices.MAKRIDAKIS, imf_prices.IMF_PRICES)
def prices_annual(inputs: Inputs) -> Built:
    """Yearly prices from three sources."""
    real, wheat, fund = (
        owid_prices.jacks(inputs),
        owid_prices.english_wheat(inputs),
        imf_prices.annual(inputs),
    )
    known = real.filter(pl.col("price").is_not_null())
    actual = fund.filter(pl.col("year") <= imf_prices.LAST_ACTUAL)
    columns = ["series", "year", "commodity", "unit", "price", "source"]
    name = pl.concat_str(pl.lit("jacks_"), pl.col("commodity").str.replace_all(" ", "_")).alias("series")
    frames = [
        known.with_columns(name, pl.lit(REAL).alias("unit"), pl.lit(owid_prices.JACKS.id).alias("source")),
        wheat.with_columns(
            pl.lit("england_wheat").alias("series"),
            pl.lit("wheat").alias("commodity"),
            pl.lit(POUNDS).alias("unit"),
            pl.lit(owid_prices.MAKRIDAKIS.id).alias("source"),
        ),
        actual.with_columns(pl.lit(imf_prices.IMF_PRICES.id).alias("source")),
    ]
    return Built(
        pl.concat(frame.select(columns) for frame in frames),
        read=real.height + wheat.height + fund.height,
        dropped={
            "no price": real.height - known.height,
            "assumption of the Fund for a year not over": fund.height - actual.height,
        },
        notes=(
            "imf_gas_us: the database writes dollars a tonne for what is dollars a million Btu; the "
            "unit is corrected.",
        ),
    )


@builds("oil_supply_news", kaenzig.KAENZIG)
def oil_supply_news(inputs: Inputs) -> Built:
    """Surprises and shocks, as published."""
    frame = kaenzig.monthly(inputs)
    return Built(frame, read=frame.height)
