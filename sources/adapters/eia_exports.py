"""Exports of crude oil by country, 1980-2016, from the United States Energy Information Administration."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

EIA_EXPORTS = Source(
    id="eia_2020",
    folder="oil_eia_crude_exports",
    files=("INT-Export-08-08-2020_crude_exports_TBPD_1980_2016.csv",),
    title="EIA International: crude oil exports including lease condensate",
    citation="U.S. Energy Information Administration (2020). International Energy Statistics: Exports "
    "of crude oil including lease condensate. Washington, DC.",
    version="downloaded 8 August 2020",
    terms="Public domain (work of the United States government).",
    licence="public domain",
    tier="open",
    url="https://www.eia.gov/international/data/world",
)


def crude_exports(inputs: Inputs) -> pl.DataFrame:
    """Return name, year and crude exports in thousand barrels a day; null for a dash, NA or nothing."""
    path = inputs.file(EIA_EXPORTS, EIA_EXPORTS.files[0])
    frame = pl.read_csv(path, skip_rows=1, infer_schema_length=0)
    years = [name for name in frame.columns if name.isdigit()]
    frame = frame.filter(pl.col("API").str.starts_with("INTL")).rename({frame.columns[1]: "name"})
    long = frame.select(pl.col("name").str.strip_chars(), *years).unpivot(
        index="name", variable_name="year", value_name="value"
    )
    known = pl.col("value").str.strip_chars().is_in(["--", "NA", ""]) | pl.col("value").is_null()
    return long.with_columns(
        pl.col("year").cast(pl.Int64), pl.when(~known).then("value").cast(pl.Float64).alias("value")
    )
