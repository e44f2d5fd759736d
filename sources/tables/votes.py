"""Tables of votes in the United Nations."""

from __future__ import annotations

import polars as pl

from sources.adapters import council_vetoes, ideal_points, ukraine_votes, un_votes
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.once import once
from westphalia.record.readers.ideal_points import SERIES, china_of_then, long_points
from westphalia.record.readers.un_votes import (
    REPEATED,
    VOTES_NOTES,
    calls_notes,
    counted,
    late_calls,
    settled,
)
from westphalia.record.tables.votes import ISSUES

MONTHS_TO = 57
EXTRA = range(5500, 9000)
EXTRA_FROM = 52


def numbered(calls: pl.DataFrame) -> pl.DataFrame:
    """Return roll calls with ``number``: session times 1,000 plus place in it by the source's number."""
    place = pl.col("rcid").rank("ordinal").over("session")
    return calls.with_columns((pl.col("session") * 1000 + place).cast(pl.Int64).alias("number"))


def dated(calls: pl.DataFrame) -> pl.DataFrame:
    """Return roll calls with what is known of their date.

    To session 57 the source has no days in its main series: what stands there runs from 1 to 7 in every
    month. The votes on paragraphs that were added later
    have true days.
    """
    added = (pl.col("session") >= EXTRA_FROM) & pl.col("rcid").is_between(EXTRA.start, EXTRA.stop - 1)
    month = (pl.col("session") <= MONTHS_TO) & ~added
    return calls.with_columns(
        pl.when(month).then(pl.col("date").dt.month_start()).otherwise(pl.col("date")).alias("date"),
        pl.when(month).then(pl.lit("month")).otherwise(pl.lit("day")).alias("precision"),
    )


@once
def early(inputs: Inputs) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return roll calls and votes of sessions 1-74."""
    calls = dated(numbered(un_votes.roll_calls(inputs)))
    votes = un_votes.early_votes(inputs).join(
        calls.select("rcid", "number", "date"), on="rcid", how="left", validate="m:1"
    )
    votes = votes.with_columns(un_votes.seat_codes(votes["country"], votes["date"]).alias("ccode"))
    return calls, votes.select(
        "ccode", pl.col("number").alias("rcid"), pl.col("date").dt.year().alias("year"), "vote"
    )


def late(inputs: Inputs) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """Return roll calls and votes from session 75, and how many votes were dropped as repeated."""
    return settled(un_votes.late_votes(inputs))


@builds("roll_calls", un_votes.UN_VOTES)
@once
def roll_calls(inputs: Inputs) -> Built:
    """Roll calls of all sessions under one number."""
    old, old_votes = early(inputs)
    new, new_votes, _ = late(inputs)
    text = {"unres": "resolution", "short": "title", "descr": "description"}
    first = old.select(
        pl.col("number").alias("rcid"),
        "session",
        "date",
        "precision",
        *(pl.col(name).str.strip_chars().replace("", None).alias(called) for name, called in text.items()),
        pl.col("importantvote").cast(pl.Boolean).alias("important"),
        pl.col("amend").cast(pl.Boolean).alias("amendment"),
        pl.col("para").cast(pl.Boolean).alias("paragraph"),
        *ISSUES,
        pl.col("rcid").alias("source_rcid"),
    )
    first = first.with_columns(pl.col("date").dt.year().alias("year"))
    calls = pl.concat([first, late_calls(new)], how="diagonal_relaxed")
    calls = calls.join(counted(pl.concat([old_votes, new_votes])), on="rcid", how="left").with_columns(
        pl.col("yes", "abstain", "no").fill_null(0)
    )
    return Built(calls, read=old.height + new.height, notes=calls_notes(78))


@builds("votes", un_votes.UN_VOTES)
@once
def votes(inputs: Inputs) -> Built:
    """Votes of all sessions by state code."""
    _, old = early(inputs)
    _, new, repeated = late(inputs)
    frame = pl.concat([old, new.cast(old.schema)])
    return Built(frame, read=frame.height + repeated, dropped={REPEATED: repeated}, notes=VOTES_NOTES)


@builds("ideal_points", ideal_points.IDEAL_POINTS)
def points(inputs: Inputs) -> Built:
    """Ideal points in three series, as published."""
    wide = ideal_points.ideal_points(inputs)
    frame = long_points(wide)
    read = wide.height * len(SERIES)
    return Built(
        china_of_then(frame),
        read=read,
        dropped={"no value in this series": read - frame.height},
        notes=("Read counts state-years times series.",),
    )


@builds("ideal_points_by_issue", ideal_points.ISSUE_POINTS)
def points_by_issue(inputs: Inputs) -> Built:
    """Ideal points by issue, as published."""
    frame = ideal_points.by_issue(inputs).with_columns((pl.col("session") + 1945).alias("year"))
    return Built(china_of_then(frame), read=frame.height)


@builds("ukraine_votes", ukraine_votes.UKRAINE_VOTES)
def on_ukraine(inputs: Inputs) -> Built:
    """Two resolutions on Ukraine."""
    frame = ukraine_votes.ukraine_votes(inputs)
    return Built(frame, read=frame.height)


@builds("council_drafts", council_vetoes.COUNCIL)
def drafts(inputs: Inputs) -> Built:
    """Failed drafts, a sample."""
    table = council_vetoes.drafts(inputs)
    sizes = {"yes": "In Favor", "abstain": "Abstain", "no": "Against"}
    return Built(
        table.select(
            "draft",
            "year",
            "meeting",
            "voted_on",
            *(pl.col(name).list.len().alias(called) for called, name in sizes.items()),
        ),
        read=table.height,
    )


@builds("council_votes", council_vetoes.COUNCIL)
def council_votes(inputs: Inputs) -> Built:
    """Votes on the sampled drafts."""
    frame = council_vetoes.council_votes(council_vetoes.drafts(inputs))
    return Built(frame, read=frame.height)
