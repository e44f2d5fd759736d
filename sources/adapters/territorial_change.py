"""Territorial changes between states, 1816-2008: the Correlates of War list matched to territorial claims."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

CHANGES = Source(
    id="territorial_change_4_01",
    folder="territorial_change",
    files=("tc_1_14.csv",),
    title="Territorial changes between states, 1816-2008",
    citation="Tir, Jaroslav, Philip Schafer, Paul F. Diehl and Gary Goertz (1998). Territorial Changes, "
    "1816-1996: Procedures and Data. "
    "Conflict Management and Peace Science 16(1): 89-97. Data: Correlates of War, version 4.01, transfers "
    "between states only, matched to "
    "territorial claims by D. Bowden.",
    version="4.01",
    terms="Free for research with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/territorial-change/",
    covers={"territorial_changes": (1816, 2008)},
)


def changes(inputs: Inputs) -> pl.DataFrame:
    """Return one row per transfer of territory."""
    return pl.read_csv(inputs.file(CHANGES, "tc_1_14.csv"), null_values=["NA"], infer_schema_length=None)
