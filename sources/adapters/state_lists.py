"""The two lists of independent states, with their capitals: Correlates of War and Gleditsch-Ward."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

COW = Source(
    id="cow_states_2016",
    folder="peace_science",
    files=("isard_cw_system.rda", "cow_capitals.rda"),
    title="Correlates of War State System Membership, v2016",
    citation="Correlates of War Project (2017). State System Membership List, v2016. Online, http://correlatesofwar.org. "
    "Capitals and their spells: Miller, Steven V. (2022). {peacesciencer}: An R Package for Quantitative Peace Science Research. "
    "Conflict Management and Peace Science 39(6): 755-779.",
    version="2016",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/state-system-membership/",
)
GW = Source(
    id="gw_states",
    folder="peace_science",
    files=("isard_gw_system.rda", "gw_capitals.rda"),
    title="Gleditsch-Ward list of independent states and microstates",
    citation="Gleditsch, Kristian S. and Michael D. Ward (1999). A Revised List of Independent States since the Congress of Vienna. "
    "International Interactions 25(4): 393-413.",
    version="to 2020",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="http://ksgleditsch.com/statelist.html",
)


def cow_spells(inputs: Inputs) -> pl.DataFrame:
    """Return code, abbreviation, start and end of each spell in the Correlates of War list."""
    frame = read_r(inputs.file(COW, "isard_cw_system.rda"))
    return frame.select(pl.col("ccode").alias("code"), pl.col("cw_abb").alias("abbreviation"), "start", "end")


def gw_spells(inputs: Inputs) -> pl.DataFrame:
    """Return code, abbreviation, microstate, start and end of each spell in the Gleditsch-Ward list."""
    frame = read_r(inputs.file(GW, "isard_gw_system.rda"))
    return frame.select(
        pl.col("gwcode").alias("code"), pl.col("gw_abb").alias("abbreviation"), "microstate", "start", "end"
    )


def cow_capitals(inputs: Inputs) -> pl.DataFrame:
    """Return the capitals of the states of the Correlates of War list."""
    return _capitals(read_r(inputs.file(COW, "cow_capitals.rda")).rename({"ccode": "code"}))


def gw_capitals(inputs: Inputs) -> pl.DataFrame:
    """Return the capitals of the states of the Gleditsch-Ward list."""
    return _capitals(read_r(inputs.file(GW, "gw_capitals.rda")).rename({"gwcode": "code"}))


def _capitals(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        "code",
        "capital",
        pl.col("stdate").alias("start"),
        pl.col("enddate").alias("end"),
        pl.col("lat").alias("latitude"),
        pl.col("lng").alias("longitude"),
    )
