"""Ideal points in the General Assembly: the estimates as distributed, and the table of them by series."""

from __future__ import annotations

import re
from collections.abc import Mapping

from westphalia.lazy import pl
from westphalia.record.readers.csv_file import Layout, faults_where
from westphalia.record.readers.release import Adding, MadeTable, OpenRelease, Published

SERIES = {"final_passage": "fp", "all": "all", "legacy": "legacy"}
"""What the names of the columns of each series end in."""
PASSAGE = "final_passage"
QUANTILES = (5, 10, 50, 90, 95)
_COLUMNS = {
    "NVotesFP": "nvotesfp",
    "IdealPointFP": "idealpointfp",
    **{f"Q{q}%FP": f"q{q}fp" for q in QUANTILES},
}
LAYOUT = Layout(
    title="the ideal points of the Harvard Dataverse (Idealpointestimates1946-2025.tab)",
    columns={"ccode": "whole", "year": "whole", **dict.fromkeys(_COLUMNS, "number")},
    first=("ccode", "iso3c"),
    get="doi.org/10.7910/DVN/LEJUQZ",
    encodings=("utf-8-sig", "latin-1"),
    empty=tuple(_COLUMNS),
    missing=("NA",),
)


def faults(called: str, frame: pl.DataFrame) -> list[str]:
    """Return what is wrong in the rows of the file."""
    found = faults_where(frame, ~pl.col("year").is_between(1946, 2100), "year is no year")
    found += faults_where(frame, ~pl.col("ccode").is_between(2, 999), "ccode is no Correlates of War code")
    found += faults_where(
        frame, ~pl.col("IdealPointFP").is_between(-20, 20), "IdealPointFP is no ideal point"
    )
    wrong = (pl.col("NVotesFP") < 0) | (pl.col("NVotesFP") != pl.col("NVotesFP").round())
    found += faults_where(frame, wrong, "NVotesFP is no number of votes")
    lacks = pl.col("IdealPointFP").is_not_null() & pl.col("NVotesFP").is_null()
    found += faults_where(frame, lacks, "there is an ideal point and no number of votes")
    return found + faults_where(
        frame, pl.struct("ccode", "year").is_duplicated(), "the state and year repeat"
    )


def long_points(wide: pl.DataFrame, series: Mapping[str, str] = SERIES) -> pl.DataFrame:
    """Return ideal points with one row a series, from the published file with the series side by side."""
    frames = []
    for name, suffix in series.items():
        count = "nvotesLegacy" if name == "legacy" else f"nvotes{suffix}"
        quantiles = [
            pl.lit(None, dtype=pl.Float64) if name == "legacy" else pl.col(f"q{q}{suffix}") for q in QUANTILES
        ]
        frames.append(
            wide.select(
                "ccode",
                "year",
                pl.lit(name).alias("series"),
                pl.col(count).alias("votes"),
                pl.col(f"idealpoint{suffix}").alias("mean"),
                *(column.alias(f"q{q}") for q, column in zip(QUANTILES, quantiles, strict=True)),
            )
        )
    return pl.concat(frames).drop_nulls("mean")


def china_of_then(frame: pl.DataFrame) -> pl.DataFrame:
    """Give the China of 1946-1949, under Taiwan in the source, the code of China."""
    return frame.with_columns(
        pl.when((pl.col("ccode") == 713) & (pl.col("year") <= 1949))
        .then(710)
        .otherwise(pl.col("ccode"))
        .alias("ccode")
    )


def final_passage(rows: pl.DataFrame, standing: pl.DataFrame) -> MadeTable:
    """Return the table with the series of votes on final passage of another release; the other two stay.

    Parameters
    ----------
    rows : polars.DataFrame
        As read.
    standing : polars.DataFrame
        The table as it is.
    """
    points = china_of_then(long_points(rows.rename(_COLUMNS), {PASSAGE: SERIES[PASSAGE]}))
    others = standing.filter(pl.col("series") != PASSAGE)
    frame = pl.concat([points, others.select(pl.col(name).cast(kind) for name, kind in points.schema.items())])  # fmt: skip
    dropped = {"no value in this series": rows.height - points.height} if rows.height > points.height else {}
    notes = ("The release has the series of votes on final passage; the series all and legacy are as they were.",)  # fmt: skip
    return MadeTable(frame, rows.height, dropped, notes)


def _last(published: Published) -> int:
    return int(published["rows"].select(pl.col("year").max()).item())


def _make(published: Published, adding: Adding) -> dict[str, MadeTable]:
    return {"ideal_points": final_passage(published["rows"], adding.standing("ideal_points"))}


IDEAL_POINTS = OpenRelease(
    "ideal-points",
    "Ideal points in the General Assembly (Idealpointestimates1946-2025.tab, or the same as CSV)",
    "ideal_points_2025",
    {"rows": LAYOUT},
    ("ideal_points",),
    faults,
    _last,
    _make,
    named=re.compile(r"(1946-\d{4})"),
)
