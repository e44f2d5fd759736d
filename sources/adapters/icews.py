"""Counts of ICEWS events by directed pair of states and year."""

from __future__ import annotations

import polars as pl

from sources.names import codes
from sources.rdata import read_r
from sources.source import Inputs, Source
from westphalia.record.once import once

ICEWS = Source(
    id="icews_dyad_year",
    folder="icews_dyad_year",
    files=("icews.rda",),
    title="ICEWS events by directed pair of states and year, 2002-2014",
    citation="Boschee, Elizabeth, Jennifer Lautenschlager, Sean O'Brien, Steve Shellman, James Starz and "
    "Michael Ward (2015). ICEWS Coded Event Data. Harvard "
    "Dataverse, doi:10.7910/DVN/28075. Aggregated in the R package netify.",
    version="2002-2014",
    terms="Public release with citation; package under the GPL.",
    licence="academic",
    tier="open",
    url="https://doi.org/10.7910/DVN/28075",
)
KINDS = {
    "verbCoop": "verbal_cooperation",
    "matlCoop": "material_cooperation",
    "verbConf": "verbal_conflict",
    "matlConf": "material_conflict",
}


@once
def events(inputs: Inputs) -> pl.DataFrame:
    """Return the complete grid of pairs and years with four counts."""
    frame = read_r(inputs.file(ICEWS, "icews.rda"))
    sides = [
        codes(frame[side], frame["year"]).alias(f"ccode{number}") for number, side in ((1, "i"), (2, "j"))
    ]
    return frame.select(*sides, "year", *(pl.col(name).alias(called) for name, called in KINDS.items()))
