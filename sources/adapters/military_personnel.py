"""Armed forces personnel of the World Development Indicators as Gapminder carries them."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

PERSONNEL = Source(
    id="wdi_personnel",
    folder="military_personnel",
    files=("armed_forces_personnel_total.csv",),
    title="Armed forces personnel, total (MS.MIL.TOTL.P1)",
    citation="World Bank, World Development Indicators, MS.MIL.TOTL.P1, from the International Institute "
    "for Strategic "
    "Studies, The Military Balance; distributed by Gapminder, Systema Globalis.",
    version="2026-03-01",
    terms="CC BY 4.0 (World Bank, Gapminder); underlying counts by the International Institute for "
    "Strategic Studies. "
    "Only state-year totals are shipped.",
    tier="limited",
    url="https://data.worldbank.org/indicator/MS.MIL.TOTL.P1",
)


def personnel(inputs: Inputs) -> pl.DataFrame:
    """Return iso3, year and persons."""
    frame = pl.read_csv(inputs.file(PERSONNEL, PERSONNEL.files[0]))
    return frame.select(
        pl.col("geo").str.to_uppercase().alias("iso3"),
        pl.col("time").alias("year"),
        pl.col("armed_forces_personnel_total").alias("personnel"),
    )
