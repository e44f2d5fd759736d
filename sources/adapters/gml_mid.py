"""Gibler, Miller and Little's Militarized Interstate Disputes 2.2.1, corrected and with leaders."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

GML = Source(
    id="gml_mid_2_2_1",
    folder="peace_science",
    files=(
        "gml_mid_disps.rda",
        "gml_part.rda",
        "gml_dirdisp.rda",
        "gml_mid_ddydisps.rda",
        "gml_mid_dirleaderdisps.rda",
        "gml_mid_ddlydisps.rda",
    ),
    title="Gibler-Miller-Little Militarized Interstate Disputes 2.2.1",
    citation="Gibler, Douglas M., Steven V. Miller and Erin K. Little (2016). An Analysis of the "
    "Militarized Interstate Dispute (MID) "
    "Dataset, 1816-2001. International Studies Quarterly 60(4): 719-730. Data: version 2.2.1.",
    version="2.2.1",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="http://svmiller.com/gml-mid-data/",
    covers={
        **dict.fromkeys(("disputes", "dispute_participants", "dispute_dyad_years"), (1816, 2010)),
        "dispute_leader_dyad_years": (1840, 2010),
    },
    lists=("gml",),
)
_ROW = ["dispnum", "ccode1", "ccode2", "year"]
_LEADER_ROW = [*_ROW, "obsid1", "obsid2"]


def disputes(inputs: Inputs) -> pl.DataFrame:
    """Return one row per dispute."""
    return read_r(inputs.file(GML, "gml_mid_disps.rda"))


def participants(inputs: Inputs) -> pl.DataFrame:
    """Return one row per spell of participation."""
    return read_r(inputs.file(GML, "gml_part.rda"))


def dyad_years(inputs: Inputs) -> pl.DataFrame:
    """Return one row per directed dyad, dispute and year, with the attributes of the dispute and ``kept``."""
    frame = read_r(inputs.file(GML, "gml_dirdisp.rda")).rename({"midonset": "onset"})
    unique = read_r(inputs.file(GML, "gml_mid_ddydisps.rda")).select(*_ROW, kept=True)
    return frame.join(unique, on=_ROW, how="left").with_columns(pl.col("kept").fill_null(False))


def leader_dyad_years(inputs: Inputs) -> pl.DataFrame:
    """Return one row per directed dyad of leaders, dispute and year, with ``kept``."""
    frame = read_r(inputs.file(GML, "gml_mid_dirleaderdisps.rda")).rename({"gmlmidonset": "onset"})
    unique = read_r(inputs.file(GML, "gml_mid_ddlydisps.rda")).select(*_LEADER_ROW, kept=True)
    frame = frame.join(unique, on=_LEADER_ROW, how="left", nulls_equal=True)
    return frame.with_columns(pl.col("kept").fill_null(False))
