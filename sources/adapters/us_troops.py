"""Troops, bases and exercises of the United States and others, as the R package troopdata carries them."""

from __future__ import annotations

import polars as pl

from sources.sheets import read_xls
from sources.source import Inputs, Source

_FOLDER = "us_troops_bases_exercises"
TROOPS = Source(
    id="us_troops",
    folder=_FOLDER,
    files=("troopdata-rebuild-country-year.csv",),
    title="US overseas military deployments 1950-2024",
    citation="Allen, Michael A., Michael E. Flynn and Carla Martinez Machain (2022). US Global Military "
    "Deployments, 1950-2020. Conflict Management and Peace "
    "Science 39(3): 351-370. R package troopdata.",
    version="June 2026",
    terms="Academic use with citation; package under the GPL.",
    licence="academic",
    tier="open",
    url="https://github.com/meflynn/troopdata",
)
BASES = Source(
    id="us_bases",
    folder=_FOLDER,
    files=("basedata.csv",),
    title="US military bases abroad",
    citation="Vine, David (2015). Base Nation: How U.S. Military Bases Abroad Harm America and the World. "
    "New York: Metropolitan Books. R package troopdata.",
    version="2015",
    terms="Academic use with citation; package under the GPL.",
    licence="academic",
    tier="open",
    url="https://github.com/meflynn/troopdata",
)
MME = Source(
    id="mme_7",
    folder=_FOLDER,
    files=("mme_v7.csv",),
    title="Multinational Military Exercises 1980-2010",
    citation="D'Orazio, Vito, and Kevin Galambos (2021). Multinational Military Exercises, 1980-2010. "
    "Harvard Dataverse, doi:10.7910/DVN/KHFODX.",
    version="7",
    terms="Academic use with citation.",
    licence="academic",
    tier="open",
    url="https://doi.org/10.7910/DVN/KHFODX",
    covers={"exercises": (1980, 2010)},
)
JME = Source(
    id="jme_3",
    folder=_FOLDER,
    files=("jme_v3.xls",),
    title="Joint Military Exercises, version 3",
    citation="D'Orazio, Vito. Joint Military Exercises, version 3. As the R package troopdata carries it.",
    version="3",
    terms="Academic use with citation.",
    licence="academic",
    tier="open",
    url="https://github.com/meflynn/troopdata",
)
MISSING = "-9"


def troops(inputs: Inputs) -> pl.DataFrame:
    """Return active duty personnel by host and year: ``countryname``, ``ccode``, ``year``, ``troops``."""
    frame = pl.read_csv(
        inputs.file(TROOPS, TROOPS.files[0]), columns=["countryname", "ccode", "year", "troops_ad"]
    )
    return frame.rename({"troops_ad": "troops"})


def bases(inputs: Inputs) -> pl.DataFrame:
    """Return sites as published."""
    path = inputs.file(BASES, BASES.files[0])
    return pl.read_csv(path, encoding="latin-1", infer_schema_length=None, null_values=["NA", ""])


def mme(inputs: Inputs) -> pl.DataFrame:
    """Return participants of the exercises in the newer collection: ``exercise``, ``year``, ``name``."""
    frame = pl.read_csv(inputs.file(MME, MME.files[0]), infer_schema_length=None).with_row_index("exercise")
    places = [name for name in frame.columns if name.startswith("State")]
    return _participants(frame.rename({"s.year": "year"}), places)


def jme(inputs: Inputs) -> pl.DataFrame:
    """Return participants in the older collection: ``exercise``, ``year`` (may be null), ``name`` (ISO)."""
    frame = read_xls(inputs.file(JME, JME.files[0])).with_row_index("exercise")
    places = [name for name in frame.columns if name.startswith("State ")]
    said = pl.col("s.year").cast(pl.Float64, strict=False).cast(pl.Int64)
    dated = pl.col("Start Date").str.extract(r"((?:19|20)\d\d)").cast(pl.Int64)
    long = _participants(frame.with_columns(pl.coalesce(said, dated).alias("year")), places)
    return long.with_columns(pl.col("name").str.to_uppercase())


def _participants(frame: pl.DataFrame, places: list[str]) -> pl.DataFrame:
    long = frame.unpivot(index=["exercise", "year"], on=places, value_name="name").drop("variable")
    return (
        long.with_columns(pl.col("name").str.strip_chars())
        .filter(pl.col("name").is_not_null() & (pl.col("name") != MISSING))
        .sort("exercise", "name")
    )
