"""Mass Mobilization: protests against governments, event by event, and the states covered each year."""

from __future__ import annotations

import polars as pl

from sources.names import codes
from sources.source import Inputs, Source

PROTESTS = Source(
    id="mass_mobilization",
    folder="protests_mass_mobilization",
    files=("mm_master.csv", "protestnum.csv"),
    title="Mass Mobilization Protest Data, 1990 to March 2020",
    citation="Clark, David, and Patrick Regan (2016). Mass Mobilization Protest Data. Harvard Dataverse, "
    "doi:10.7910/DVN/HTTWYL.",
    version="2020-07 (events to 2020-03-31)",
    terms="Free with citation (Harvard Dataverse).",
    licence="academic",
    tier="open",
    url="https://doi.org/10.7910/DVN/HTTWYL",
)
RESPONSES = {
    "accomodation": "accommodation",
    "arrests": "arrests",
    "beatings": "beatings",
    "crowddispersal": "dispersals",
    "ignore": "ignored",
    "killings": "killings",
    "shootings": "shootings",
}
DEMANDS = {
    "labor_wage_dispute": "demand_labour",
    "land_farm_issue": "demand_land",
    "police_brutality": "demand_police",
    "political_behavior_process": "demand_political",
    "price increases_tax_policy": "demand_prices",
    "removal_of_politician": "demand_removal",
    "social_restrictions": "demand_social",
}
SIZES = {"50-99": 1, "100-999": 2, "1000-1999": 3, "2000-4999": 4, "5000-10000": 5, ">10000": 6}


def size_class(participants: str = "participants", category: str = "participants_category") -> pl.Expr:
    """Return the size class 1 to 6 of an event: the published class, else that of the first number reported.

    "100s" counts as at least 100, "1000s" as at least 1000, "10000s" and ">10000" as more than 10,000.
    Fewer than 50 and text without a number have no class.
    """
    text = pl.col(participants).str.to_lowercase().str.replace_all(r"[,\s]", "")
    number = text.str.extract(r"(\d+)").cast(pl.Float64, strict=False)
    number = pl.when(text.str.contains(r"\dmillion")).then(number * 1_000_000).otherwise(number)
    above = text.str.contains(r"^>10000\b|^10000(s|\+)")
    by_number = (
        pl.when(number.is_null() | (number < 50)).then(None)
        .when(number < 100).then(1).when(number < 1000).then(2).when(number < 2000).then(3)
        .when(number < 5000).then(4).when((number <= 10_000) & ~above).then(5).otherwise(6)
    )  # fmt: skip
    return pl.coalesce(pl.col(category).replace_strict(SIZES, default=None), by_number).cast(pl.Int8)


def events(inputs: Inputs) -> pl.DataFrame:
    """Return one row an event: ccode, year, size class, and violence, responses and demands as 0 or 1."""
    frame = pl.read_csv(inputs.file(PROTESTS, "mm_master.csv"), infer_schema_length=None)
    return frame.select(
        codes(frame["country"], frame["year"]).alias("ccode"),
        "year",
        pl.col("protesterviolence").cast(pl.Int64).alias("violent"),
        size_class().alias("size"),
        *(pl.col(column).alias(name) for column, name in {**RESPONSES, **DEMANDS}.items()),
    )


def covered(inputs: Inputs) -> pl.DataFrame:
    """Return the states and years that the project followed: complete for 1990 to 2017."""
    frame = pl.read_csv(inputs.file(PROTESTS, "protestnum.csv"), infer_schema_length=None)
    return frame.select(codes(frame["country"], frame["year"]).alias("ccode"), "year")
