"""Tables of rivalries and arms races."""

from __future__ import annotations

import polars as pl

from sources.adapters import arms_races as grh
from sources.adapters import rivalries as lists
from sources.members import of_states
from sources.registry import builds
from sources.source import Built, Inputs

KINDS = ("spatial", "positional", "ideological", "interventionary")


def tss(published: pl.DataFrame) -> pl.DataFrame:
    """Return the list of 2022; a rivalry of its last year, 2020, has no end."""
    return published.select(
        pl.lit("tss").alias("list"),
        pl.col("tssr_id").alias("id"),
        pl.col("rivalry").alias("name"),
        "ccode1",
        "ccode2",
        pl.col("start").alias("first"),
        pl.when(pl.col("end") < 2020).then(pl.col("end")).alias("last"),
        *(pl.col(kind).is_not_null() for kind in KINDS),
        pl.col("principal").is_not_null(),
        pl.col("aprin").is_not_null().alias("asymmetric_principal"),
    )


def thompson_dreyer(published: pl.DataFrame) -> pl.DataFrame:
    """Return the list of 2012; a rivalry of its last year, 2010, has no end."""
    types = pl.concat_list("type1", "type2", "type3")
    return published.select(
        pl.lit("thompson_dreyer").alias("list"),
        pl.col("rivalryno").alias("id"),
        pl.col("rivalryname").alias("name"),
        "ccode1",
        "ccode2",
        pl.col("styear").alias("first"),
        pl.when(pl.col("endyear") < 2010).then(pl.col("endyear")).alias("last"),
        *(types.list.contains(kind).fill_null(False).alias(kind) for kind in KINDS),
    )


@builds("rivalries", lists.TSS, lists.THOMPSON_DREYER)
def rivalries(inputs: Inputs) -> Built:
    """Both lists, one under the other."""
    later, earlier = lists.tss(inputs), lists.thompson_dreyer(inputs)
    frame = pl.concat([tss(later), thompson_dreyer(earlier)], how="diagonal")
    notes = ("An end of null means a rivalry when the list ended: tss in 2020, thompson_dreyer in 2010.",)
    kept, dropped = of_states(frame, "ccode1", "ccode2")
    return Built(kept, read=later.height + earlier.height, dropped=dropped, notes=notes)


@builds("arms_races", grh.GRH)
def arms_races(inputs: Inputs) -> Built:
    """Arms races, as published."""
    frame = grh.arms_races(inputs).rename({"race_id": "id", "styear": "first", "endyear": "last"})
    return Built(frame, read=frame.height)
