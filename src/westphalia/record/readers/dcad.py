"""The Defense Cooperation Agreement Dataset: the main file as distributed, and the table of defence agreements."""

from __future__ import annotations

from westphalia.lazy import pl
from westphalia.record.readers.csv_file import Layout, faults_where
from westphalia.record.readers.dates import first_day, known, precision
from westphalia.record.readers.release import Adding, MadeTable, OpenRelease, Published

MISSING = (-99, -88, -77)
SLIPS = {"DCADv1.0-0108": 651, "DCADv1.0-0297": 101}
"""Agreements whose second code contradicts the abbreviation beside it, with the code of that."""
_SIGNED, _ENTERED = ("signYear", "signMonth", "signDay"), ("EIFYear", "EIFMonth", "EIFDay")
_KINDS = ("type", "category1", "category2", "category3", "categoryConf")
LAYOUT = Layout(
    title="the main file of the Defense Cooperation Agreement Dataset (DCAD-v1.0-main.csv)",
    columns={
        **dict.fromkeys(("ccode1", "ccode2", *_SIGNED, *_ENTERED, "endYearEstimate", "asymmetry"), "whole"),
        **dict.fromkeys((*_KINDS, "DCAid"), "text"),
    },
    first=("ccode1", "cowName1"),
    get="correlatesofwar.org/data-sets/defense-cooperation-agreement-dataset",
    encodings=("utf-8-sig", "latin-1"),
    empty=("signMonth", "signDay", *_ENTERED, "endYearEstimate", "asymmetry", *_KINDS[2:]),
)


def faults(called: str, frame: pl.DataFrame) -> list[str]:
    """Return what is wrong in the rows of the file."""
    found = faults_where(frame, ~pl.col("signYear").is_between(1800, 2100), "signYear is no year")
    for side in ("ccode1", "ccode2"):
        found += faults_where(frame, ~pl.col(side).is_between(2, 999), f"{side} is no Correlates of War code")
    for year, month, day in (_SIGNED, _ENTERED):
        wrong = ~pl.col(month).is_in(MISSING) & ~pl.col(month).is_between(1, 12)
        found += faults_where(frame, wrong, f"{month} is no month")
        within = pl.col(day) <= pl.date(year, month, 1).dt.month_end().dt.day()
        held = frame.filter(pl.col(year).is_between(1800, 2100), pl.col(month).is_between(1, 12))
        found += faults_where(held, ~within, f"{day} is no day of its month")
    return found + faults_where(frame, pl.col("DCAid").is_duplicated(), "the DCAid repeats")


def mended(agreements: pl.DataFrame) -> pl.DataFrame:
    """Give the second state the code of its abbreviation in the two rows where they differ."""
    right = pl.col("DCAid").replace_strict(SLIPS, default=None, return_dtype=pl.Int64)
    return agreements.with_columns(right.fill_null(pl.col("ccode2")).alias("ccode2"))


def defence_agreements(rows: pl.DataFrame, last: int) -> MadeTable:
    """Return defence cooperation agreements, one row each, the lower code first.

    Parameters
    ----------
    rows : polars.DataFrame
        As read.
    last : int
        Last year of coding.
    """
    frame = known(mended(rows), *MISSING).filter(pl.col("ccode1") != pl.col("ccode2"))
    entered = pl.when(pl.col("EIFYear") >= pl.col("signYear")).then(first_day(*_ENTERED))
    frame = frame.select(
        pl.col("DCAid").alias("dcaid"),
        pl.min_horizontal("ccode1", "ccode2").alias("ccode1"),
        pl.max_horizontal("ccode1", "ccode2").alias("ccode2"),
        first_day(*_SIGNED).alias("signed"),
        precision(*_SIGNED[1:]).alias("signed_precision"),
        entered.alias("entered"),
        pl.when(pl.col("endYearEstimate") < last).then(pl.date(pl.col("endYearEstimate"), 12, 31)).alias("end"),
        "type",
        "category1",
        "category2",
        "category3",
        "asymmetry",
        pl.col("categoryConf").alias("confidence"),
    )  # fmt: skip
    notes = (
        "Two slips are mended by the abbreviation beside the code: Egypt, coded Syria in DCADv1.0-0108, and "
        "Venezuela, coded Bolivia in DCADv1.0-0297.",
        f"Covers agreements signed from 1980 to {last}; outside those years nothing is known.",
        f"The end is DCAD's estimate from the agreed term; an estimate of {last} is the end of coding and "
        "becomes null.",
        "One agreement (DCADv1.0-0688) has an entry into force before its signature; that day is left null.",
    )
    dropped = {"both states of the agreement are the same": rows.height - frame.height}
    return MadeTable(frame, rows.height, dropped, notes)


def _last(published: Published) -> int:
    return int(published["rows"].select(pl.col("signYear").max()).item())


def _version(published: Published) -> str:
    found = published["rows"]["DCAid"].str.extract(r"^DCADv(\d[\d.]*)-").drop_nulls().unique()
    return str(found[0]) if len(found) == 1 else ""


def _make(published: Published, adding: Adding) -> dict[str, MadeTable]:
    return {"defence_agreements": defence_agreements(published["rows"], adding.last)}


DCAD = OpenRelease(
    "dcad", "Defense Cooperation Agreement Dataset (DCAD-v1.0-main.csv)", "dcad_1", {"rows": LAYOUT}, ("defence_agreements",), faults, _last, _make, _version
)  # fmt: skip
