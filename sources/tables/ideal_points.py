"""Estimates made here from the record itself: ideal points, smoothed and filtered."""

from __future__ import annotations

import sys
from collections.abc import Callable

import polars as pl

from sources.adapters import un_votes
from sources.kept import fingerprint, kept
from sources.registry import builds
from sources.source import Built, Inputs
from sources.tables.votes import roll_calls, votes
from westphalia.measures.ideal_points import filtered_ideal_points, ideal_points
from westphalia.measures.ideal_points.data import assembly_frame
from westphalia.measures.ideal_points.estimate import VERSION
from westphalia.record.tables.votes import ISSUES

POLES = (2, 365)
SERIES: dict[str, dict[str, str | bool | None]] = {
    "all": {"issue": None, "passage": False},
    "final_passage": {"issue": None, "passage": True},
    **{issue: {"issue": issue, "passage": False} for issue in ISSUES},
}
NOTES = (
    "Roll calls of sessions 75 to 78 have no titles and so no question in common with others; all count as final passage.",
)
Estimator = Callable[[pl.DataFrame, str], pl.DataFrame]


@builds("ideal_points_estimated", un_votes.UN_VOTES)
def smoothed(inputs: Inputs) -> Built:
    """Ideal points from all years at once, by series."""
    return _estimates(inputs, "ideal_points_estimated", tuple(SERIES), _smoothed)


@builds("ideal_points_filtered", un_votes.UN_VOTES)
def filtered(inputs: Inputs) -> Built:
    """Ideal points of every year from the votes up to it."""
    return _estimates(inputs, "ideal_points_filtered", ("all", "final_passage"), _filtered)


def _smoothed(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    print(f"    {name}", file=sys.stderr, flush=True)
    return ideal_points(frame, poles=POLES).frame()


def _filtered(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    def say(period: int) -> None:
        print(f"\r    {name} {period}", end="", file=sys.stderr, flush=True)

    made = filtered_ideal_points(frame, poles=POLES, progress=say)
    print(file=sys.stderr)
    return made


def _estimates(inputs: Inputs, table: str, series: tuple[str, ...], estimate: Estimator) -> Built:
    """Return the estimates of each series, those of the edition when nothing has changed."""
    cast, calls = votes(inputs).frame, roll_calls(inputs).frame
    calls = calls.select("rcid", "year", "title", "amendment", "paragraph", *ISSUES).sort("rcid")
    made_from = fingerprint(VERSION, cast.select("ccode", "rcid", "vote").sort("rcid", "ccode"), calls)
    frame = kept(table, made_from)
    if frame is None:
        parts = [
            estimate(assembly_frame(cast.lazy(), calls.lazy(), "year", **SERIES[name]), name).with_columns(  # type: ignore[arg-type]
                pl.lit(name).alias("series")
            )
            for name in series
        ]
        frame = pl.concat(parts).rename({"state": "ccode", "period": "year"}).drop("low", "high")
    return Built(frame, read=cast.height, notes=NOTES, made_from=made_from)
