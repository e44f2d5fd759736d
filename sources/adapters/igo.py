"""Intergovernmental Organizations 3.0 of the Correlates of War project."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

IGO = Source(
    id="cow_igo_3",
    folder="peace_science",
    files=("cow_igo_ndy.rda", "cow_igo_sy.rda"),
    title="Intergovernmental Organizations 3.0: counts by dyad and state",
    citation="Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus and Anne Spencer Jamison (2020). "
    "Tracking Organizations in the "
    "World: The Correlates of War IGO Version 3.0 Datasets. Journal of Peace Research 57(3): 492-503.",
    version="3.0",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/igos/",
)


def dyad_years(inputs: Inputs) -> pl.DataFrame:
    """Return the number of organizations in which both states are full members, by dyad and year."""
    return read_r(inputs.file(IGO, "cow_igo_ndy.rda"))


def state_years(inputs: Inputs) -> pl.DataFrame:
    """Return the number of organizations of which a state is a member, by kind of membership and year."""
    return read_r(inputs.file(IGO, "cow_igo_sy.rda"))
