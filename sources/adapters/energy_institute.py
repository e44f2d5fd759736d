"""Oil and gas by country from the Energy Institute's Statistical Review (before 2023, BP's)."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

ENERGY_INSTITUTE = Source(
    id="energy_institute_2025",
    folder="oil_energy_institute",
    files=(
        "ei2025_country_year_long.csv",
        "ei2025_oil_trade_movements_1980_2024.csv",
        "ei_bp_oil_interarea_matrix_2014_2019_2024.csv",
        "ei2025_gas_lng_matrix_2024.csv",
        "ei2025_gas_pipeline_matrix_2024.csv",
    ),
    title="Statistical Review of World Energy 2025",
    citation="Energy Institute (2025). Statistical Review of World Energy, 74th edition. London: Energy "
    "Institute.",
    version="74th edition, 2025",
    terms="(c) Energy Institute. Quotation with attribution; extensive reproduction of tables needs "
    "permission. Country-year figures, and sums between areas.",
    tier="limited",
    url="https://www.energyinst.org/statistical-review",
)
OIL = {"production": "Oil Production - barrels", "consumption": "Oil Consumption - barrels"}
GAS = {"production": "Gas Production - Bcm", "consumption": "Gas Consumption - Bcm"}
REGROUPED = range(1985, 1992)
SOVIET = ("Total CIS", "Ukraine", "Estonia", "Latvia", "Lithuania")
INSIDE = "Russia of 1985-1991, part of the Soviet sum"
NONE = "no figure (the workbook writes 0 for none and for not reported alike)"


def oil(inputs: Inputs) -> pl.DataFrame:
    """Return name, year, series and value in thousand barrels a day; null for the workbook's 0."""
    return _series(inputs, OIL)


def gas(inputs: Inputs) -> pl.DataFrame:
    """Return name, year, series and value in billion cubic metres; null for the workbook's 0."""
    return _series(inputs, GAS)


def _series(inputs: Inputs, wanted: dict[str, str]) -> pl.DataFrame:
    frame = pl.read_csv(
        inputs.file(ENERGY_INSTITUTE, "ei2025_country_year_long.csv"), infer_schema_length=None
    )
    names = {publisher: ours for ours, publisher in wanted.items()}
    return frame.filter(pl.col("series").is_in(list(names))).select(
        pl.col("entity").alias("name"),
        "year",
        pl.col("series").replace_strict(names),
        pl.when(pl.col("value") != 0).then("value").alias("value"),
    )


def soviet_whole(frame: pl.DataFrame) -> pl.DataFrame:
    """Name the parts from which the Soviet Union of 1985-1991 is summed, since its own row ends in 1984.

    The "Total CIS" of these tables holds neither Ukraine nor the Baltic states: they are added where they
    have a row (oil production has none, about one per cent of the whole). Russia's own row is inside the
    "Total CIS" and goes.
    """
    whole = pl.col("year").is_in(list(REGROUPED)) & pl.col("name").is_in(SOVIET)
    inside = pl.col("year").is_in(list(REGROUPED)) & (pl.col("name") == "Russian Federation")
    czech = (pl.col("year") <= 1992) & pl.col("name").is_in(["Czech Republic", "Slovakia"])
    return frame.filter(~inside).with_columns(
        pl.when(whole)
        .then(pl.lit("Soviet Union"))
        .when(czech)
        .then(pl.lit("Czechoslovakia"))
        .otherwise("name")
        .alias("name")
    )


def areas(inputs: Inputs) -> pl.DataFrame:
    """Return flow, area, year and oil in thousand barrels a day of the table of trade movements."""
    frame = pl.read_csv(
        inputs.file(ENERGY_INSTITUTE, "ei2025_oil_trade_movements_1980_2024.csv"), infer_schema_length=None
    )
    return frame.select(
        pl.col("flow").str.strip_suffix("s"),
        pl.col("entity").alias("area"),
        "year",
        pl.col("kb_per_day").alias("oil"),
    )


TOTALS = ("Total imports", "Total exports", "Total")
SUMS = (
    "North America",
    "S. & Cent. America",
    "Europe",
    "Middle East & Africa",
    "Asia Pacific",
    "CIS",
    "Middle East",
    "Africa",
)
"""Buyers of the gas tables that are sums of others."""
SAME = {"East & S. Africa": "East & Southern Africa", "Russian Federation": "Russia"}


def oil_between_areas(inputs: Inputs) -> pl.DataFrame:
    """Return exporter, importer, year, unit and oil, one row a product (crude, products; both together in 2014, twice in two units)."""
    frame = pl.read_csv(
        inputs.file(ENERGY_INSTITUTE, "ei_bp_oil_interarea_matrix_2014_2019_2024.csv"),
        infer_schema_length=None,
    )
    return frame.select(
        pl.col("from_area").replace(SAME).alias("exporter"),
        pl.col("to_area").alias("importer"),
        "year",
        "unit",
        pl.col("value").alias("oil"),
    )


def gas_between_areas(inputs: Inputs) -> pl.DataFrame:
    """Return exporter, importer, mode, year and gas in billion cubic metres, sums with them."""
    parts = {"liquid": "ei2025_gas_lng_matrix_2024.csv", "pipeline": "ei2025_gas_pipeline_matrix_2024.csv"}
    return pl.concat(
        pl.read_csv(inputs.file(ENERGY_INSTITUTE, name), infer_schema_length=None).select(
            pl.col("from_area").replace(SAME).alias("exporter"),
            pl.col("to_area").replace(SAME).alias("importer"),
            pl.lit(mode).alias("mode"),
            "year",
            pl.col("bcm").alias("gas"),
        )
        for mode, name in parts.items()
    )
