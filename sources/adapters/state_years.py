"""Which states were independent in which year, by either list of states."""

from __future__ import annotations

import polars as pl

from sources.adapters.isard import PACKAGE, TERMS
from sources.rdata import read_r
from sources.source import Inputs, Source
from westphalia.record.readers.gleditsch_ward import ccode

LAST = 2025
ISARD_STATES = Source(
    id="isard_states",
    folder="peace_science",
    files=("isard_cw_system.rda", "isard_gw_system.rda"),
    title="Correlates of War and Gleditsch-Ward state systems",
    citation="Correlates of War Project (2017). State System Membership List, v2016. Gleditsch, Kristian "
    "S., and Michael D. "
    "Ward (1999). A Revised List of Independent States since the Congress of Vienna. International "
    f"Interactions 25(4): 393-413. {PACKAGE}",
    version="0.2.0",
    terms=TERMS,
    licence="academic",
    tier="open",
    url="https://github.com/svmiller/isard",
)


def years_of(spells: pl.DataFrame, code: str) -> pl.DataFrame:
    """Turn spells of membership into years; a state alive when the list ends is alive to :data:`LAST`."""
    last = spells["end"].max()
    until = pl.when(pl.col("end") == last).then(LAST).otherwise(pl.col("end").dt.year())
    return spells.select(
        code, pl.int_ranges(pl.col("start").dt.year().cast(pl.Int64), until + 1).alias("year")
    ).explode("year")


def state_years(inputs: Inputs) -> pl.DataFrame:
    """Return every ccode and year in which a state was in either list on some day."""
    cow = years_of(read_r(inputs.file(ISARD_STATES, "isard_cw_system.rda")), "ccode")
    gw = years_of(read_r(inputs.file(ISARD_STATES, "isard_gw_system.rda")), "gwcode")
    gw = gw.select(ccode("gwcode").alias("ccode"), "year")
    return pl.concat([cow, gw]).unique().sort("ccode", "year")


def independent(frame: pl.DataFrame, inputs: Inputs) -> tuple[pl.DataFrame, int]:
    """Return the rows of years in which the state was in either list, and how many others there were."""
    kept = frame.join(state_years(inputs), on=["ccode", "year"], how="semi")
    return kept, frame.height - kept.height
