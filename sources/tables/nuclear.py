"""Tables of nuclear and missile matters."""

from __future__ import annotations

import polars as pl

from sources.adapters import nuclear
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.tables.power import ACTIVITIES

KOREA = 731


def first_of_state(frame: pl.DataFrame, value: str) -> tuple[pl.DataFrame, dict[str, int]]:
    """Drop rows of what is no state, and of two rows for one state and year keep the higher value."""
    states = frame.drop_nulls("ccode")
    once = states.sort("ccode", "year", value).unique(["ccode", "year"], keep="last", maintain_order=True)
    lost = {
        "not a state": frame.height - states.height,
        "two names of one state": states.height - once.height,
    }
    return once.select("ccode", "year", value), {reason: rows for reason, rows in lost.items() if rows}


@builds("nuclear_status", nuclear.STATUS)
def status(inputs: Inputs) -> Built:
    """Status by state and year."""
    frame = nuclear.status(inputs)
    kept, dropped = first_of_state(frame, "status")
    notes = (
        "The source writes today's Russia, Serbia and Yemen into the past; rows before a state "
        "existed are as the source has them.",
    )
    return Built(kept, read=frame.height, dropped=dropped, notes=notes)


@builds("warheads", nuclear.WARHEADS)
def warheads(inputs: Inputs) -> Built:
    """Stockpiles by state and year, without North Korea."""
    frame = nuclear.warheads(inputs)
    kept = frame.filter(pl.col("ccode") != KOREA)
    return Built(
        kept.select("ccode", "year", "warheads"),
        read=frame.height,
        dropped={
            "no estimate of North Korea: the source writes zero in every year": frame.height - kept.height
        },
        notes=(
            "South Africa's six dismantled warheads are not in the source. Zeros before a state's "
            "first warhead are its own.",
        ),
    )


@builds("nuclear_tests", nuclear.TESTS)
def tests(inputs: Inputs) -> Built:
    """Tests by state and year."""
    frame = nuclear.tests(inputs)
    false = (pl.col("ccode") == KOREA) & (pl.col("year") == 2010)
    kept = frame.filter(~false)
    return Built(
        kept.select("ccode", "year", "tests"),
        read=frame.height,
        dropped={"three North Korean tests in 2010, which no record has": frame.height - kept.height},
        notes=(
            "North Korea tested in 2006, 2009, 2013, 2016 (twice) and 2017; its row of 2010 in the "
            "source is an error and left out.",
        ),
    )


PHASES = {
    "construction_start": ("construction", "construction_end"),
    "operation_start": ("operation", "operation_end"),
    "operation2_start": ("operation", "operation2_end"),
}


def phases(facilities: pl.DataFrame) -> pl.DataFrame:
    """Return one row a phase with a known start; an end before its start is not known."""
    kept = (
        "facility",
        "ccode",
        "facility_name",
        "enr_type",
        "size",
        "covert",
        "iaea",
        "military",
        "foreign_assistance",
    )
    parts = [
        facilities.select(
            *kept, pl.lit(phase).alias("phase"), pl.col(start).alias("start"), pl.col(end).alias("end")
        )
        for start, (phase, end) in PHASES.items()
    ]
    rows = pl.concat(parts).drop_nulls("start").rename({"facility_name": "name", "enr_type": "kind"})
    return rows.with_columns(pl.when(pl.col("end") >= pl.col("start")).then(pl.col("end")).alias("end"))


@builds("nuclear_facilities", nuclear.LATENCY)
def facilities(inputs: Inputs) -> Built:
    """Facilities with the phases of their construction and operation."""
    frame = nuclear.facilities(inputs)
    order = ["ccode", "facility_name", "enr_type", "construction_start", "operation_start"]
    rows = phases(frame.sort(*order, nulls_last=True).with_row_index("facility", 1))
    return Built(
        rows,
        read=frame.height,
        dropped={"no year is known": frame.height - rows["facility"].n_unique()},
        notes=("Facilities are expanded to their phases.",),
    )


@builds("nuclear_agreements", nuclear.AGREEMENTS)
def agreements(inputs: Inputs) -> Built:
    """Agreements by pair and year."""
    frame = nuclear.agreements(inputs)
    two = frame.filter(pl.col("ccode1") != pl.col("ccode2"))
    return Built(
        concluded(two),
        read=frame.height,
        dropped={"both partners are one state": frame.height - two.height},
        notes=(
            "The source lists an agreement under each partner that could supply, so some twice; "
            "here a pair has the larger of its two counts by type.",
        ),
    )


def concluded(agreements: pl.DataFrame) -> pl.DataFrame:
    """Return agreements by unordered pair and year; what both partners list is one agreement."""
    ordered = agreements.with_columns(
        pl.min_horizontal("ccode1", "ccode2").alias("low"),
        pl.max_horizontal("ccode1", "ccode2").alias("high"),
    )
    listed = ordered.group_by("low", "high", "year", "nca_type", "ccode1").len()
    by_type = listed.group_by("low", "high", "year", "nca_type").agg(pl.col("len").max())
    return (
        by_type.group_by("low", "high", "year")
        .agg(
            pl.col("len").sum().alias("agreements"),
            pl.col("nca_type").str.starts_with("comprehensive").any().alias("comprehensive"),
        )
        .rename({"low": "ccode1", "high": "ccode2"})
    )


@builds("missile_tests", nuclear.MISSILES)
def missiles(inputs: Inputs) -> Built:
    """Missile launches, numbered within a day."""
    frame = nuclear.missiles(inputs).with_columns(pl.col("launch_time").dt.date().alias("date"))
    frame = frame.sort("ccode", "launch_time", "missile", "success", nulls_last=True, maintain_order=True)
    number = pl.int_range(1, pl.len() + 1).over("ccode", "date").alias("number")
    return Built(
        frame.select("ccode", "date", number, "missile", "type", "confirmed", "success"), read=frame.height
    )


@builds("nuclear_capacity", nuclear.CAPACITY)
def capacity(inputs: Inputs) -> Built:
    """Sixteen activities by state and year."""
    frame = nuclear.capacity(inputs)
    held = frame.select("ccode", "year", *(pl.col(name).cast(pl.Boolean) for name in ACTIVITIES))
    return Built(held.with_columns(pl.sum_horizontal(*ACTIVITIES).alias("activities")), read=frame.height)
