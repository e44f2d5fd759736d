"""Visa Network Data: whose nationals may enter where without a visa, 1969 and 2010."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

VISA = Source(
    id="visa_network",
    folder="visa_network",
    files=("visa_free_1969_2010.csv.gz",),
    title="Visa Network Data 1969 and 2010",
    citation="Mau, Steffen, Fabian Gulzau, Lena Laube and Natascha Zaun (2015). The Global Mobility Divide: How Visa Policies Have Evolved over "
    "Time. Journal of Ethnic and Migration Studies 41(8): 1192-1213.",
    version="1969 and 2010",
    terms="Free for research with citation of the data and the article.",
    licence="academic",
    tier="open",
    url="https://doi.org/10.1080/1369183X.2015.1005007",
    covers={"visa_free": (1969, 2010)},
)


def visas(inputs: Inputs) -> pl.DataFrame:
    """Return one row per destination, home and year."""
    frame = pl.read_csv(inputs.file(VISA, VISA.files[0]), infer_schema_length=None)
    return frame.select(
        pl.col("ccode_destination").alias("destination"),
        pl.col("ccode_home").alias("home"),
        "year",
        pl.col("visa_free").cast(pl.Boolean),
    )
