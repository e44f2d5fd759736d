"""World Development Indicators: consumer price inflation, GDP and population by economy and year."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

WDI = Source(
    id="wdi",
    folder="macro_wdi",
    files=(
        "wdi_cpi_inflation_pct_1960_2024.csv",
        "wdi_gdp_current_usd_1960_2023.csv",
        "wdi_population_1960_2024.csv",
    ),
    title="World Development Indicators: FP.CPI.TOTL.ZG, NY.GDP.MKTP.CD, SP.POP.TOTL",
    citation="World Bank. World Development Indicators: inflation, consumer prices (FP.CPI.TOTL.ZG); GDP, "
    "current US$ "
    "(NY.GDP.MKTP.CD); population, total (SP.POP.TOTL).",
    version="2025-07 (prices), 2026-03 (GDP, population)",
    terms="CC BY 4.0 (World Bank).",
    licence="CC BY 4.0",
    tier="open",
    url="https://databank.worldbank.org/source/world-development-indicators",
)
SERIES = {
    "inflation_wdi": ("wdi_cpi_inflation_pct_1960_2024.csv", "CPI"),
    "gdp_wdi": ("wdi_gdp_current_usd_1960_2023.csv", "Value"),
    "population_wdi": ("wdi_population_1960_2024.csv", "Value"),
}
AGGREGATES = (
    "AFE", "AFW", "ARB", "CEB", "CSS", "EAP", "EAR", "EAS", "ECA", "ECS", "EMU", "EUU", "FCS",
    "HIC", "HPC", "IBD", "IBT", "IDA", "IDB", "IDX", "LAC", "LCN", "LDC", "LIC", "LMC", "LMY",
    "LTE", "MEA", "MIC", "MNA", "NAC", "OED", "OSS", "PRE", "PSS", "PST", "SAS", "SSA", "SSF",
    "SST", "TEA", "TEC", "TLA", "TMN", "TSA", "TSS", "UMC", "WLD",
)  # fmt: skip


def indicators(inputs: Inputs) -> pl.DataFrame:
    """Return iso3, year and the three series, of economies and of :data:`AGGREGATES`."""
    frame = None
    for name, (file, column) in SERIES.items():
        part = pl.read_csv(inputs.file(WDI, file), infer_schema_length=None)
        part = part.select(
            pl.col("Country Code").alias("iso3"),
            pl.col("Year").alias("year"),
            pl.col(column).cast(pl.Float64).alias(name),
        )
        frame = part if frame is None else frame.join(part, on=["iso3", "year"], how="full", coalesce=True)
    assert frame is not None
    return frame
