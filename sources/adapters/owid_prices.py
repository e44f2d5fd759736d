"""Prices over centuries, as Our World in Data carries them: commodities since 1850, wheat since 1264."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

TERMS = "Creative Commons Attribution 4.0 (compilation of Our World in Data)."
JACKS = Source(
    id="jacks_2016",
    folder="historical_owid",
    files=("real_commodity_price_index_jacks_1850.csv",),
    title="Real commodity prices, 1850-2015",
    citation="Jacks, David S. (2019). From Boom to Bust: A Typology of Real Commodity Prices in the "
    "Long Run. Cliometrica 13(2): 201-220. "
    "Data: update of 2016, by way of Our World in Data.",
    version="2016",
    terms=TERMS,
    licence="CC BY 4.0",
    tier="open",
    url="https://ourworldindata.org/grapher/real-commodity-price-index-metals",
)
MAKRIDAKIS = Source(
    id="makridakis_1997",
    folder="historical_owid",
    files=("wheat_price_england_long_run.csv",),
    title="Price of wheat in England, 1264-1996",
    citation="Makridakis, Spyros, Steven C. Wheelwright and Rob J. Hyndman (1997). Forecasting: Methods "
    "and Applications, 3rd edition. "
    "New York: Wiley. By way of Our World in Data.",
    version="1997",
    terms=TERMS,
    licence="CC BY 4.0",
    tier="open",
    url="https://ourworldindata.org/food-prices",
)


def jacks(inputs: Inputs) -> pl.DataFrame:
    """Return commodity (lower case), year and real price, 1900 = 100, null past the ends of a series."""
    frame = pl.read_csv(inputs.file(JACKS, JACKS.files[0]), infer_schema_length=None).drop("Entity")
    long = frame.unpivot(index="Year", variable_name="commodity", value_name="price")
    return long.select(
        pl.col("commodity").str.to_lowercase(), pl.col("Year").alias("year"), pl.col("price").cast(pl.Float64)
    )


def english_wheat(inputs: Inputs) -> pl.DataFrame:
    """Return year and price of wheat in England, pounds of 1996."""
    frame = pl.read_csv(inputs.file(MAKRIDAKIS, MAKRIDAKIS.files[0]), infer_schema_length=None)
    return frame.select(
        pl.col("Year").alias("year"), pl.col(frame.columns[2]).cast(pl.Float64).alias("price")
    )
