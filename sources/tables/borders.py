"""Tables of borders, distances and territory."""

from __future__ import annotations

from datetime import date

import polars as pl

from sources import gleditsch_ward
from sources.adapters import contiguity as direct
from sources.adapters import distance, false_dyads, territorial_change
from sources.members import listed
from sources.registry import builds
from sources.source import Built, Inputs
from sources.spells import runs
from westphalia.record.tables.states import PROCEDURES

SYSTEMS = ("cow", "gw")
PROCEDURE = dict(enumerate(PROCEDURES, 1))


def once(directed: pl.DataFrame) -> pl.DataFrame:
    """Return each spell of contiguity once, the lower code first.

    Raises
    ------
    ValueError
        When a spell stands in one direction only.
    """
    rows = ["conttype", "stdate", "enddate"]
    other = directed.select(pl.col("ccode2").alias("ccode1"), pl.col("ccode1").alias("ccode2"), *rows)
    alone = directed.join(other, on=["ccode1", "ccode2", *rows], how="anti")
    if alone.height:
        raise ValueError(f"contiguity in one direction only:\n{alone}")
    return directed.filter(pl.col("ccode1") < pl.col("ccode2"))


@builds("contiguity", direct.CONTIGUITY)
def contiguity(inputs: Inputs) -> Built:
    """Direct contiguity as spells; days span whole months, a spell of the list's last month has no end."""
    published = direct.spells(inputs)
    frame = once(published).select(
        "ccode1",
        "ccode2",
        "conttype",
        pl.col("stdate").alias("start"),
        pl.when(pl.col("enddate") < date(2016, 12, 1)).then(pl.col("enddate").dt.month_end()).alias("end"),
    )
    notes = (
        "Each spell stands in the source once a direction, here once.",
        "Type 0 (no direct contiguity) is published for pairs with other spells, or with contiguity by "
        "dependencies only.",
        "Covers 1816 to 2016; an end of null means contiguous in December 2016.",
    )
    return Built(frame, published.height, notes=notes)


def distance_spells(yearly: pl.DataFrame, system: str) -> pl.DataFrame:
    """Return yearly distances as spells of one value, with Correlates of War codes, the lower first."""
    if system == "gw":
        yearly = yearly.with_columns(
            gleditsch_ward.ccode(f"ccode{side}").alias(f"ccode{side}") for side in (1, 2)
        )
    pair = (
        pl.min_horizontal("ccode1", "ccode2").alias("ccode1"),
        pl.max_horizontal("ccode1", "ccode2").alias("ccode2"),
    )
    spells = runs(yearly.with_columns(pair), ["ccode1", "ccode2"], "mindist")
    return spells.rename({"mindist": "km"}).with_columns(pl.lit(system).alias("system"))


@builds("minimum_distance", distance.MINIMUM)
def minimum_distance(inputs: Inputs) -> Built:
    """Minimum distance by list of states, as spells; expanding them gives back the yearly numbers."""
    yearly = {system: distance.minimum(inputs, system) for system in SYSTEMS}
    frame = pl.concat([distance_spells(frame, system) for system, frame in yearly.items()])
    read = sum(frame.height for frame in yearly.values())
    notes = ("Dyad-years are gathered into spells of one distance, without loss.", "Covers 1886 to 2019.")
    return Built(frame, read, notes=notes)


MONTENEGRO = {348: 341}


def _state(name: str) -> pl.Expr:
    code = pl.col(name).replace(MONTENEGRO)
    return pl.when(code.is_in(sorted(listed()))).then(code).alias(name)


@builds("territorial_changes", territorial_change.CHANGES)
def territorial_changes(inputs: Inputs) -> Built:
    """Transfers of territory between two states."""
    published = territorial_change.changes(inputs)
    frame = published.filter(pl.col("gainer") != pl.col("loser"))
    result = frame.select(
        "number",
        "year",
        "month",
        _state("gainer"),
        _state("loser"),
        pl.col("procedur").replace_strict(PROCEDURE).alias("procedure"),
        pl.col("entity"),
        pl.col("name").alias("claim_name"),
        "area",
        pl.col("pop").alias("population"),
        pl.col("portion").cast(pl.Boolean).alias("whole"),
        pl.col("conflict").cast(pl.Boolean),
        pl.col("gaintype").cast(pl.Boolean).alias("gained_homeland"),
        pl.col("losetype").cast(pl.Boolean).alias("lost_homeland"),
        pl.col("contgain").cast(pl.Boolean).alias("contiguous_gainer"),
        pl.col("contlose").cast(pl.Boolean).alias("contiguous_loser"),
    )
    notes = (
        "Transfers between states only: independences and the deaths of most states are not in the list. "
        "Covers 1816 to 2008.",
        "Losers outside both lists of states (Cracow, Sind, the Sikh state, the smaller states of Italy and "
        "Germany under codes of no list, and others) are null.",
        "Montenegro, 348 in the source, is 341.",
        "Some areas are tokens (1 square km for the Chaco in 1878), as published.",
    )
    return Built(
        result, published.height, {"gainer and loser are one state": published.height - frame.height}, notes
    )


@builds("false_dyads", false_dyads.FALSE)
def dyads_never(inputs: Inputs) -> Built:
    """Dyad-years that panels leave out, with Correlates of War codes."""
    cow, gw = (
        false_dyads.false_dyads(inputs, system).with_columns(pl.lit(system).alias("system"))
        for system in SYSTEMS
    )
    cow = cow.with_columns(pl.col(f"code{side}").alias(f"ccode{side}") for side in (1, 2))
    gw = gw.with_columns(gleditsch_ward.ccode(f"code{side}").alias(f"ccode{side}") for side in (1, 2))
    notes = (
        "Serbia (340) and Yugoslavia (345), both in the Gleditsch-Ward list in 2006, are one state by "
        "Correlates of War code.",
    )
    return Built(pl.concat([cow, gw]), read=cow.height + gw.height, notes=notes)
