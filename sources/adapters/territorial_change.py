"""Territorial changes, 1816-2015: the Correlates of War list in full, and an older cut of it matched to territorial claims."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

CLAIMS = Source(
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
)
FULL = Source(
    id="territorial_change_6",
    folder="territorial_change_v6",
    files=("tc2018.csv",),
    title="Territorial changes, version 6",
    citation="Tir, Jaroslav, Philip Schafer, Paul F. Diehl and Gary Goertz (1998). Territorial Changes, 1816-1996: Procedures and Data. "
    "Conflict Management and Peace Science 16(1): 89-97. Data: Correlates of War, version 6.",
    version="6",
    terms="Free for research with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/territorial-change/",
    covers=dict.fromkeys(("territorial_changes", "independences"), (1816, 2015)),
)  # fmt: skip


def full(inputs: Inputs) -> pl.DataFrame:
    """Return one row per change of territory, independences among them; what is not known is null."""
    path = inputs.file(FULL, FULL.files[0])
    return pl.read_csv(path, null_values=[".", "-9"], infer_schema_length=None)


def claims(inputs: Inputs) -> pl.DataFrame:
    """Return one row per transfer between states to 2008, with ``name``, the territorial claim that it belongs to."""
    return pl.read_csv(inputs.file(CLAIMS, "tc_1_14.csv"), null_values=["NA"], infer_schema_length=None)
