"""Bases abroad of nine states, a list of November 2020 with what was closed in 2024 and 2025."""

from __future__ import annotations

import polars as pl

from sources.names import of_letters
from sources.source import Inputs, Source

FOREIGN_BASES = Source(
    id="foreign_bases_2020",
    folder="bases_foreign_2020_2025",
    files=("foreign_military_bases.csv",),
    title="Overseas military bases, November 2020 with changes of 2024-2025",
    citation="Asian Religious Connections, University of Hong Kong (2020). Overseas Military Bases; changes of status of 2024-25: World Monitor.",
    version="2020-11, changed to 2026-01",
    terms="Terms of the list are not stated; only counts by operator and host are redistributed.",
    tier="limited",
)
AFGHANISTAN = 700


def bases(inputs: Inputs) -> pl.DataFrame:
    """Return one row per base: ``operator``, ``host`` (null for no state), ``status``; those in Afghanistan are closed, all troops having left in 2021."""
    frame = pl.read_csv(inputs.file(FOREIGN_BASES, FOREIGN_BASES.files[0]), infer_schema_length=None)
    frame = frame.with_columns(
        of_letters(frame["operator_iso3"]).alias("operator"), of_letters(frame["host_iso3"]).alias("host")
    )
    gone = pl.col("host") == AFGHANISTAN
    return frame.select(
        "operator", "host", pl.when(gone).then(pl.lit("closed")).otherwise("status").alias("status")
    )
