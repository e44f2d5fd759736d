"""Military deployments abroad as six vintages of the World Factbook print them, 2020-2025."""

from __future__ import annotations

import polars as pl

from sources.names import of_letters
from sources.source import Inputs, Source

DEPLOYMENTS = Source(
    id="factbook_deployments",
    folder="deployments_cia_factbook",
    files=("military_deployments_parsed_2020_2025.csv.gz",),
    title="The World Factbook, military deployments 2020-2025",
    citation="Central Intelligence Agency (2020-2025). The World Factbook: Military and Security, Military deployments.",
    version="November 2020, December 2021 to 2025",
    terms="Public domain.",
    licence="public domain",
    tier="open",
    url="https://www.cia.gov/the-world-factbook/field/military-deployments/",
    covers={"deployments": (2020, 2025)},
)


def deployments(inputs: Inputs) -> pl.DataFrame:
    """Return one row per deployer, host (null for a region or several hosts), mission and vintage."""
    frame = pl.read_csv(inputs.file(DEPLOYMENTS, DEPLOYMENTS.files[0]), infer_schema_length=None)
    return frame.select(
        of_letters(frame["deployer_iso3"]).alias("deployer"),
        of_letters(frame["host_iso3"]).alias("host"),
        pl.col("vintage").str.head(4).cast(pl.Int64).alias("year"),
        pl.col("mission").fill_null("national or not named"),
        pl.col("n_low").alias("low"),
        pl.col("n_high").alias("high"),
    )
