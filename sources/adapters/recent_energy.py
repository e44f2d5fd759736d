"""Gas between the states of Europe (IEA) and what Russia sells to China (Chinese customs), by month."""

from __future__ import annotations

import polars as pl

from sources.names import of_letters
from sources.source import Inputs, Source

GAS_FLOWS = Source(
    id="iea_gas_flows",
    folder="gas_iea_gtf_monthly",
    files=("gas_flows_europe_country_pairs_monthly.csv.gz",),
    title="Gas Trade Flows, October 2008 to September 2022",
    citation="International Energy Agency (2022). Gas Trade Flows. Paris.",
    version="2022-09",
    terms="Terms of the IEA; only sums by pair and year are redistributed.",
    tier="limited",
    url="https://www.iea.org/data-and-statistics/data-product/gas-trade-flows",
    covers={"gas_flows": (2008, 2022)},
)
CHINA_CUSTOMS = Source(
    id="china_customs_energy",
    folder="energy_china_imports_from_russia",
    files=("china_imports_from_russia_energy_monthly.csv",),
    title="China's imports of energy from Russia, April 1995 to February 2023",
    citation="General Administration of Customs of China (2023), through Centre for Research on Energy and Clean Air, Russia Fossil Tracker.",
    version="2023-03-22",
    terms="Terms of the terminal that carries them are not known; only sums by year are redistributed.",
    tier="limited",
    covers={"china_energy_from_russia": (1995, 2022)},
)
GOODS = {
    "crude oil": ("crude_oil_kg", 1e-6, "crude_oil_usd"),
    "coal": ("coal_t", 1e-3, "coal_usd"),
    "liquefied gas": ("lng_kg", 1e-6, None),
    "pipeline gas": ("pipeline_gas_kg", 1e-6, "pipeline_gas_usd"),
}
"""Columns of weight, what makes thousand tonnes of them, and value."""
ENDS = {"exporter": 365, "importer": 710}
BROKEN_OFF = 2023
"""The year of which the file has two months."""
HOLES = (("liquefied gas", 2013),)
"""Years in which the source writes zeros for what it does not know."""


def gas_flows(inputs: Inputs) -> pl.DataFrame:
    """Return one row per border between two states (null for none, as of liquefied gas) and month, in million cubic metres."""
    frame = pl.read_csv(inputs.file(GAS_FLOWS, GAS_FLOWS.files[0]), infer_schema_length=None)
    return frame.select(
        of_letters(frame["exit_iso3"]).alias("exit"),
        of_letters(frame["entry_iso3"]).alias("entry"),
        pl.col("month").str.head(4).cast(pl.Int64).alias("year"),
        "mcm",
    )


def from_russia(inputs: Inputs) -> pl.DataFrame:
    """Return one row per good and month: ``weight`` in thousand tonnes and ``value`` in million current US$, null where not known."""
    frame = pl.read_csv(inputs.file(CHINA_CUSTOMS, CHINA_CUSTOMS.files[0]), infer_schema_length=None)
    parts = [
        frame.select(
            pl.lit(good).alias("good"),
            pl.col("month").str.head(4).cast(pl.Int64).alias("year"),
            (pl.col(weight) * scale).alias("weight"),
            (pl.col(value) / 1e6 if value else pl.lit(None, pl.Float64)).alias("value"),
        )
        for good, (weight, scale, value) in GOODS.items()
    ]
    rows = pl.concat(parts)
    hole = pl.any_horizontal((pl.col("good") == good) & (pl.col("year") == year) for good, year in HOLES)
    known = pl.any_horizontal(pl.col("weight", "value").is_not_null())
    return rows.with_columns(pl.when(~hole).then(pl.col("weight")).alias("weight")).filter(known)
