"""Tables of coups, protests, elections and regimes."""

from __future__ import annotations

import polars as pl

from sources.adapters import coups as lists
from sources.adapters import coups_by_hand, reign
from sources.adapters import protests as mobilization
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.readers.dates import first_day, precision

COUNTS = [*mobilization.RESPONSES.values(), *mobilization.DEMANDS.values()]
ZEROS_END = 2017
COMPLETE_TO = 2019
NOT_HELD = "announced, due, delayed or void: not a vote"
EARLIER = "last vote before the years that the source covers"
TYPES = {"L": "legislative", "X": "executive", "R": "referendum"}
REGIMES_END = "2020-12-31"


@builds("coups", lists.CLINE, lists.COLPUS, coups_by_hand.COUPS_BY_HAND)
def coups(inputs: Inputs) -> Built:
    """Coups and attempts by two lists and, after 2022, a list coded by hand."""
    parts = [lists.cline(inputs), lists.colpus(inputs), coups_by_hand.events(inputs)]
    frame = pl.concat(parts, how="diagonal")
    notes = (
        "Two lists side by side, not merged: one event is often in both. Use one source at a time.",
        "The list coded by hand begins in 2023: successes are complete, attempts are those widely reported.",
        "Three codes of the Cline list set right: Germany 2022 (255), Russia 1993 (365), Serbia 1999 (345).",
    )
    return Built(frame, read=frame.height, notes=notes)


def by_state_year(events: pl.DataFrame, covered: pl.DataFrame) -> pl.DataFrame:
    """Count the events of each state and year; without an event zeros to 2017, nulls after.

    Parameters
    ----------
    events : polars.DataFrame
        ``ccode``, ``year``, ``violent``, ``size`` and the responses and demands as 0 or 1, one row an event.
    covered : polars.DataFrame
        ``ccode`` and ``year`` that the source followed. The list is whole to 2017: the states of that year
        are taken as followed to 2020, their years without an event as unknown.
    """
    counted = events.group_by("ccode", "year", maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("events"),
        pl.col("violent").sum(),
        pl.col("size").max().alias("largest"),
        *(pl.col(name).sum() for name in COUNTS),
    )
    listed = covered.filter(pl.col("year") <= ZEROS_END).unique()
    later = listed.filter(pl.col("year") == ZEROS_END).select(
        "ccode", pl.lit([ZEROS_END + 1, ZEROS_END + 2, ZEROS_END + 3]).alias("year")
    )
    frame = pl.concat([listed, later.explode("year").cast(listed.schema)])
    frame = frame.join(counted, on=["ccode", "year"], how="full", coalesce=True)
    empty = pl.col("events").is_null() & (pl.col("year") <= ZEROS_END)
    names = ["events", "violent", *COUNTS]
    return frame.with_columns(
        *(pl.when(empty).then(0).otherwise(pl.col(name)).alias(name) for name in names),
        (pl.col("year") <= COMPLETE_TO).alias("complete"),
    )


@builds("protests", mobilization.PROTESTS)
def protests(inputs: Inputs) -> Built:
    """Protests against governments by state and year."""
    events, covered = mobilization.events(inputs), mobilization.covered(inputs)
    notes = (
        f"{events.height:,} events are summed by state and year in which they are filed; the second file "
        "of the source gives the states "
        "followed each year, whole to 2017. A state followed in 2017 has a null in a later year without an "
        "event: the list of states is missing.",
        "2020 covers January to March only (complete is false). The United States and states below half a "
        "million people are not followed.",
        "One event may meet several responses and carry several demands.",
    )
    return Built(by_state_year(events, covered), read=events.height, notes=notes)


def votes(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep votes that were held, with their date, kind and round."""
    held = frame.filter(pl.col("event").str.starts_with("Vote"))
    number = {
        name: pl.col(name).cast(pl.Int64, strict=False)
        for name in ("elec_year", "elec_month", "elec_day", "ccode")
    }
    held = held.with_columns(**number)
    return held.select(
        "ccode",
        first_day("elec_year", "elec_month", "elec_day").alias("start"),
        pl.col("type").replace_strict(TYPES),
        precision("elec_month", "elec_day").alias("precision"),
        pl.col("event").str.contains("Early").alias("early"),
        (pl.col("direct") == "Y").alias("direct"),
        pl.col("runoff").cast(pl.Int64, strict=False).fill_null(1).alias("round"),
    )


@builds("elections", reign.REIGN)
def elections(inputs: Inputs) -> Built:
    """Elections and referendums held, to March 2021."""
    frame = reign.elections(inputs)
    held = votes(frame.filter(pl.col("electionnumber").cast(pl.Int64) > 0))
    kept = held.unique(["ccode", "start", "type", "round"], keep="first", maintain_order=True)
    earlier = frame.filter(pl.col("electionnumber").cast(pl.Int64) <= 0).height
    dropped = {
        EARLIER: earlier,
        NOT_HELD: frame.height - earlier - held.height,
        "the same vote twice": held.height - kept.height,
    }
    return Built(kept, read=frame.height, dropped={k: v for k, v in dropped.items() if v})


@builds("regime_spells", reign.REIGN)
def regime_spells(inputs: Inputs) -> Built:
    """Regimes by kind, to the end of 2020."""
    frame = reign.regimes(inputs)
    last = pl.lit(REGIMES_END).str.to_date()
    ended = pl.when(pl.col("end") < last).then("end")
    spells = frame.with_columns(
        ended.alias("end"), pl.when(pl.col("end") >= last).then(last).alias("known_to")
    )
    return Built(
        spells,
        read=frame.height,
        notes=("A spell that reaches the last day of the source is open; known_to says until when.",),
    )
