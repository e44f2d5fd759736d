"""Russia's exercises with others as its Ministry of Defence told of them, 2009-2018."""

from __future__ import annotations

import polars as pl

from sources.names import of_letters
from sources.source import Inputs, Source

RUSSIAN_EXERCISES = Source(
    id="russian_exercises",
    folder="exercises_russia_2009_2018",
    files=("russia_joint_exercises_2009_2018.csv",),
    title="Joint military exercises of Russia, 2009-2018",
    citation="Leffel, Zachary (2024). Joint Military Exercises Involving Russia, from the pages of the Ministry of Defence of the Russian Federation.",
    version="2024",
    terms="No licence stated; only counts by pair and year are redistributed.",
    tier="limited",
    covers={"russian_exercises": (2009, 2018)},
)
RUSSIA = 365


def partners(inputs: Inputs) -> pl.DataFrame:
    """Return one row per exercise and partner: ``exercise``, ``year``, ``ccode``."""
    frame = pl.read_csv(inputs.file(RUSSIAN_EXERCISES, RUSSIAN_EXERCISES.files[0]), infer_schema_length=None)
    return frame.select(pl.col("id").alias("exercise"), "year", of_letters(frame["partner_iso3"]))
