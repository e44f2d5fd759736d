"""Direct Contiguity 3.2 of the Correlates of War project."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

CONTIGUITY = Source(
    id="cow_contiguity_3_2",
    folder="peace_science",
    files=("cow_contdir.rda",),
    title="Direct Contiguity 3.2",
    citation="Stinnett, Douglas M., Jaroslav Tir, Philip Schafer, Paul F. Diehl and Charles Gochman (2002). "
    "The Correlates of War Project "
    "Direct Contiguity Data, Version 3. Conflict Management and Peace Science 19(2): 58-66. Data: version "
    "3.2.",
    version="3.2",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/direct-contiguity/",
    covers={"contiguity": (1816, 2016)},
)


def spells(inputs: Inputs) -> pl.DataFrame:
    """Return one row per directed dyad and spell of contiguity; days are the first of the month."""
    return read_r(inputs.file(CONTIGUITY, "cow_contdir.rda"))
