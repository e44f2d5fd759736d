"""International Crisis Behavior, versions 15 and 16: crises by actor and by pair of adversaries, 1918-2021."""

from __future__ import annotations

import polars as pl

from sources.predecessors import of_successor
from sources.source import Inputs, Source
from westphalia.record.readers.dates import first_day, last_day, precision

ICB = Source(
    id="icb_16",
    folder="icb_crises",
    files=(
        "icb2v15_actors.csv",
        "icb2v16_actors_497_512.csv",
        "icbdy_v15_dyads.csv",
        "icbdy_v16_dyads_497_512.csv",
    ),
    title="International Crisis Behavior, versions 15 and 16",
    citation="Brecher, Michael, Jonathan Wilkenfeld, Kyle Beardsley, Patrick James and David Quinn (2023). "
    "International Crisis Behavior Data Codebook, Version 16; pairs: Hewitt, J. Joseph (2003). Dyadic "
    "Processes and International Crises. Journal of Conflict Resolution 47(5): 669-692.",
    version="15 to crisis 496, 16 for crises 497 to 512",
    terms="Free for research with citation of the original.",
    licence="academic",
    tier="open",
    url="https://sites.duke.edu/icbdata/",
    covers=dict.fromkeys(("crises", "crisis_actors", "crisis_dyads"), (1918, 2020)),
)
TRIGGERS = {
    1: "verbal act",
    2: "political act",
    3: "economic act",
    4: "external change",
    5: "other non-violent act",
    6: "internal challenge",
    7: "non-violent military act",
    8: "indirect violent act",
    9: "violent act",
}
RESPONSES = {
    1: "none",
    2: "verbal act",
    3: "political act",
    4: "economic act",
    5: "other non-violent act",
    6: "non-violent military act",
    7: "several, military without violence",
    8: "violent act",
    9: "several, with violence",
}
MANAGEMENT = {
    1: "negotiation",
    2: "adjudication or arbitration",
    3: "mediation",
    4: "several without violence",
    5: "pressure that is not military",
    6: "non-violent military act",
    7: "several with violence",
    8: "violence",
}
OUTCOMES = {1: "victory", 2: "compromise", 3: "stalemate", 4: "defeat", 5: "other"}
THREATS = {
    0: "economic",
    1: "to people and property",
    2: "to the political system",
    3: "to territory",
    4: "to influence",
    5: "of grave damage",
    6: "to existence",
    7: "other",
}
RECURRED = {1: True, 2: False, 3: None}
NO_ACTOR = 9999
LAST_DAY = 31


def actors(inputs: Inputs) -> pl.DataFrame:
    """Return one row per state in a crisis, with words for codes; what triggered it is null where it was no state."""
    frame = _both(inputs, ICB.files[0], ICB.files[1])
    late = pl.date("yrtrig", "motrig", 1)
    return frame.select(
        pl.col("crisno").alias("crisis"),
        pl.col("cracno").alias("actor"),
        pl.col("crisname").alias("name"),
        of_successor("cracid", late).alias("ccode"),
        *_days(("yrtrig", "motrig", "datrig"), ("yrterm", "moterm", "daterm")),
        pl.col("triggr").replace_strict(TRIGGERS).alias("trigger"),
        of_successor("trigent", late).alias("trigger_by"),
        pl.col("majres").replace_strict(RESPONSES).alias("response"),
        pl.col("crismg").replace_strict(MANAGEMENT).alias("management"),
        pl.col("gravty").replace_strict(THREATS).alias("threat"),
        pl.col("viol").alias("violence"),
        pl.col("outcom").replace_strict(OUTCOMES, default=None).alias("outcome"),
        pl.col("outesr").replace_strict(RECURRED, return_dtype=pl.Boolean).alias("recurred"),
    )


def dyads(inputs: Inputs) -> pl.DataFrame:
    """Return one row per pair of adversaries and year of a crisis, the lower code first, with the numbers of the actors that they are."""
    frame = _both(inputs, ICB.files[2], ICB.files[3])
    late = pl.date("trgyrdy", "trgmody", 1)
    frame = frame.with_columns(of_successor("statea", late), of_successor("stateb", late))
    swapped = pl.col("statea") > pl.col("stateb")
    actor = {
        side: pl.when(pl.col(f"actnum{side}") != NO_ACTOR).then(pl.col(f"actnum{side}")) for side in "ab"
    }
    return frame.select(
        pl.col("crisno").alias("crisis"),
        pl.col("crisname").alias("name"),
        "year",
        pl.min_horizontal("statea", "stateb").alias("ccode1"),
        pl.max_horizontal("statea", "stateb").alias("ccode2"),
        pl.when(swapped).then(actor["b"]).otherwise(actor["a"]).alias("actor1"),
        pl.when(swapped).then(actor["a"]).otherwise(actor["b"]).alias("actor2"),
        *_days(("trgyrdy", "trgmody", "trgdady"), ("trmyrdy", "trmmody", "trmdady")),
    )


def _both(inputs: Inputs, older: str, newer: str) -> pl.DataFrame:
    """Return the rows of both versions; days of 66, 77 and 88 (early, middle and late in a month) are not known."""
    parts = [pl.read_csv(inputs.file(ICB, name), infer_schema_length=None) for name in (older, newer)]
    frame = pl.concat(parts, how="vertical_relaxed")
    days = [name for name in ("datrig", "daterm", "trgdady", "trmdady") if name in frame.columns]
    return frame.with_columns(
        pl.when(pl.col(name) <= LAST_DAY).then(pl.col(name)).alias(name) for name in days
    )


def _days(start: tuple[str, str, str], end: tuple[str, str, str]) -> list[pl.Expr]:
    return [
        first_day(*start).alias("start"),
        precision(*start[1:]).alias("start_precision"),
        last_day(*end).alias("end"),
        pl.when(pl.col(end[0]).is_not_null()).then(precision(*end[1:])).alias("end_precision"),
    ]
