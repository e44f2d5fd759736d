"""The UCDP/PRIO Armed Conflict Dataset: the file as distributed, and the tables of armed conflicts and their parties."""

from __future__ import annotations

from collections.abc import Collection

from westphalia.lazy import pl
from westphalia.record.readers import gleditsch_ward
from westphalia.record.readers.csv_file import Layout, faults_where
from westphalia.record.readers.dates import day_of
from westphalia.record.readers.release import Adding, MadeTable, OpenRelease, Published
from westphalia.record.readers.states import of_states

SIDES = {
    "gwno_a": ("A", "primary"),
    "gwno_a_2nd": ("A", "secondary"),
    "gwno_b": ("B", "primary"),
    "gwno_b_2nd": ("B", "secondary"),
}
"""Columns with the Gleditsch-Ward codes of states, several after each other in one cell, by side and role."""
INCOMPATIBILITIES = {1: "territory", 2: "government", 3: "both"}
KINDS = {1: "extrasystemic", 2: "interstate", 3: "intrastate", 4: "internationalised"}
_DATES = ("start_date", "start_date2", "ep_end_date")
_NUMBERS = ("conflict_id", "year", "incompatibility", "intensity_level", "type_of_conflict", "start_prec", "start_prec2", "ep_end")  # fmt: skip
_ALLOWED = {"incompatibility": (1, 3), "intensity_level": (1, 2), "type_of_conflict": (1, 4), "start_prec": (1, 7), "start_prec2": (1, 7), "ep_end": (0, 1)}  # fmt: skip
LAYOUT = Layout(
    title="the UCDP/PRIO Armed Conflict Dataset (UcdpPrioConflict_v25_1.csv)",
    columns={
        **dict.fromkeys(_NUMBERS, "whole"),
        **dict.fromkeys((*_DATES, *SIDES), "text"),
        "version": "text",
    },
    first=("conflict_id", "location"),
    get="ucdp.uu.se/downloads",
    encodings=("utf-8-sig", "latin-1"),
    empty=("ep_end_date", *SIDES, "version"),
)


def faults(called: str, frame: pl.DataFrame) -> list[str]:
    """Return what is wrong in the rows of the file."""
    found = faults_where(frame, ~pl.col("year").is_between(1900, 2100), "year is no year")
    for name, (least, most) in _ALLOWED.items():
        found += faults_where(
            frame, ~pl.col(name).is_between(least, most), f"{name} is not {least} to {most}"
        )
    for name in _DATES:
        bad = pl.col(name).is_not_null() & day_of(name).is_null()
        found += faults_where(frame, bad, f"{name} is no day as 1946-12-31")
    for name in SIDES:
        bad = ~pl.col(name).fill_null("2").str.contains(r"^\d{1,3}(\s*[,;]\s*\d{1,3})*$")
        found += faults_where(frame, bad, f"{name} holds no codes of states")
    missing = (pl.col("ep_end") == 1) & pl.col("ep_end_date").is_null()
    found += faults_where(frame, missing, "an episode ends and ep_end_date is empty")
    return found + faults_where(
        frame, pl.struct("conflict_id", "year").is_duplicated(), "the conflict and year repeat"
    )


def tidy(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of the file with words for its numbers, dates, and codes of states as lists.

    Parameters
    ----------
    rows : polars.DataFrame
        As read.
    """
    return rows.with_columns(
        pl.col("incompatibility").replace_strict(INCOMPATIBILITIES, return_dtype=pl.String),
        pl.col("type_of_conflict").replace_strict(KINDS, return_dtype=pl.String),
        *(day_of(name).alias(name) for name in _DATES),
        *(pl.col(name).str.extract_all(r"\d+").cast(pl.List(pl.Int64)).alias(name) for name in SIDES),
    )


def armed_conflicts(rows: pl.DataFrame) -> MadeTable:
    """Return conflict-years: what does not depend on the parties."""
    frame = rows.select(
        "conflict_id",
        "year",
        "incompatibility",
        pl.col("type_of_conflict").replace({"II": "internationalised"}).alias("kind"),
        pl.col("intensity_level").alias("intensity"),
        pl.col("start_date").alias("start"),
        pl.col("start_prec").alias("start_precision"),
        pl.col("start_date2").alias("episode_start"),
        pl.col("start_prec2").alias("episode_start_precision"),
        pl.col("ep_end").cast(pl.Boolean).alias("episode_ends"),
        pl.col("ep_end_date").alias("episode_end"),
    )
    return MadeTable(frame.unique(), rows.height)


def parties(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row per conflict, year, state, side and role, with Correlates of War codes."""
    long = [
        rows.select(
            "conflict_id",
            "year",
            gleditsch_ward.ccode(name).alias("ccode"),
            pl.lit(side).alias("side"),
            pl.lit(role).alias("role"),
        )
        for name, (side, role) in SIDES.items()
    ]
    return pl.concat(long).drop_nulls("ccode").unique()


def armed_conflict_parties(rows: pl.DataFrame, known: Collection[int]) -> MadeTable:
    """Return states on either side, with their role.

    Parameters
    ----------
    rows : polars.DataFrame
        One code a column: where there are several, a row for each combination.
    known : collection of int
        Codes of the states of either list.
    """
    kept, dropped = of_states(parties(rows), known, "ccode")
    return MadeTable(kept, rows.height, dropped)


def _last(published: Published) -> int:
    return int(published["rows"].select(pl.col("year").max()).item())


def _version(published: Published) -> str:
    found = published["rows"]["version"].drop_nulls().unique()
    return str(found[0]) if len(found) == 1 else ""


def _make(published: Published, adding: Adding) -> dict[str, MadeTable]:
    rows = tidy(published["rows"])
    single = rows
    for name in SIDES:
        single = single.explode(name)
    parts = armed_conflict_parties(single, adding.standing("states")["ccode"].to_list())
    return {
        "armed_conflicts": armed_conflicts(rows),
        "armed_conflict_parties": MadeTable(parts.frame, rows.height, parts.dropped),
    }


UCDP = OpenRelease(
    "ucdp",
    "UCDP/PRIO Armed Conflict Dataset (UcdpPrioConflict_v25_1.csv)",
    "ucdp_acd_25_1",
    {"rows": LAYOUT},
    ("armed_conflicts", "armed_conflict_parties"),
    faults,
    _last,
    _make,
    _version,
)
