"""Militarized Interstate Events 1.0: what one state's forces did to another, to the day, 1816-2014."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source
from westphalia.record.readers.dates import first_day, last_day, precision

MIE = Source(
    id="mie_1",
    folder="mie_events",
    files=("mie_1_0.csv.gz",),
    title="Militarized Interstate Events 1.0",
    citation="Gibler, Douglas M. and Steven V. Miller (2024). The Militarized Interstate Events (MIE) Dataset, 1816-2014. Conflict Management "
    "and Peace Science 41(4): 463-481.",
    version="1.0",
    terms="Academic use with citation of the original (International Conflict Data Project).",
    licence="academic",
    tier="open",
    url="https://internationalconflict.ua.edu/",
    covers={"militarized_events": (1816, 2014)},
)  # fmt: skip
DEATHS = {
    f"{published}{side}": f"deaths_{end}{side}"
    for side in (1, 2)
    for published, end in (("fatalmin", "low"), ("fatalmax", "high"))
}


def events(inputs: Inputs) -> pl.DataFrame:
    """Return one row per event, ``ccode1`` acting on ``ccode2``."""
    frame = pl.read_csv(inputs.file(MIE, MIE.files[0]), infer_schema_length=None)
    return frame.select(
        pl.col("micnum").alias("confrontation"),
        pl.col("eventnum").alias("event"),
        "ccode1",
        "ccode2",
        first_day("styear", "stmon", "stday").alias("start"),
        last_day("endyear", "endmon", "endday").alias("end"),
        precision("stmon", "stday").alias("start_precision"),
        precision("endmon", "endday").alias("end_precision"),
        pl.col("sidea1").cast(pl.Boolean).alias("side_a"),
        "action",
        "hostlev",
        *(pl.col(published).alias(name) for published, name in DEATHS.items()),
    )
