"""Correlates of War Trade 4.0: the dyadic file as distributed, and imports by directed dyad."""

from __future__ import annotations

from pathlib import Path

from westphalia.lazy import pl
from westphalia.record.readers.csv_file import Layout, complain, faults_where, read_csv

MISSING = -9
FLOWS = ("flow1", "flow2", "smoothflow1", "smoothflow2")
LAYOUT = Layout(
    title="Correlates of War Trade 4.0 (Dyadic_COW_4.0.csv)",
    columns={"ccode1": "whole", "ccode2": "whole", "year": "whole", **dict.fromkeys(FLOWS, "number")},
    first=("ccode1", "ccode2", "year"),
    get="correlatesofwar.org/data-sets/bilateral-trade",
    encodings=("utf-8-sig", "latin-1"),
)


def read(path: Path) -> pl.DataFrame:
    """Return the dyadic file of Correlates of War Trade 4.0.

    Parameters
    ----------
    path : Path
        ``Dyadic_COW_4.0.csv`` as distributed.

    Returns
    -------
    polars.DataFrame
        ``ccode1``, ``ccode2``, ``year``; ``flow1``: imports of the first from the second, ``flow2``: of the
        second from the first, in million
        current US$, null where unknown; ``smoothflow1`` and ``smoothflow2``: the same with gaps filled by
        the authors.

    Raises
    ------
    NotUnderstood
        When the file is not as distributed, naming file, lines and columns.
    """
    frame = read_csv(path, LAYOUT)
    faults = faults_where(frame, ~pl.col("year").is_between(1800, 2100), "year is no year")
    for side in ("ccode1", "ccode2"):
        faults += faults_where(
            frame, ~pl.col(side).is_between(2, 999), f"{side} is no Correlates of War code"
        )
    faults += faults_where(frame, pl.col("ccode1") == pl.col("ccode2"), "a state with itself")
    for flow in FLOWS:
        faults += faults_where(
            frame, (pl.col(flow) < 0) & (pl.col(flow) != MISSING), f"{flow} is below zero and not {MISSING}"
        )
    low, high = pl.min_horizontal("ccode1", "ccode2"), pl.max_horizontal("ccode1", "ccode2")
    faults += faults_where(
        frame, pl.struct(low, high.alias("high"), "year").is_duplicated(), "the pair and year repeat"
    )
    complain(path, LAYOUT, faults)
    return frame.drop("line").with_columns(
        pl.when(pl.col(flow) != MISSING).then(pl.col(flow)).alias(flow) for flow in FLOWS
    )


def derive(dyads: pl.DataFrame) -> pl.DataFrame:
    """Return ``importer``, ``exporter``, ``year``, ``imports`` and ``smooth`` (million current US$)."""
    sides = [
        dyads.select(
            pl.col(f"ccode{i}").alias("importer"),
            pl.col(f"ccode{3 - i}").alias("exporter"),
            "year",
            pl.col(f"flow{i}").alias("imports"),
            pl.col(f"smoothflow{i}").alias("smooth"),
        )
        for i in (1, 2)
    ]
    return pl.concat(sides).sort("importer", "exporter", "year")
