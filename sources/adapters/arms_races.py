"""Arms races of Gibler, Rider and Hutchison (2005)."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

GRH = Source(
    id="grh_arms_races_2005",
    folder="peace_science",
    files=("grh_arms_races.rda",),
    title="Conventional arms races during periods of rivalry",
    citation="Gibler, Douglas M., Toby J. Rider and Marc L. Hutchison (2005). Taking Arms Against a Sea of "
    "Troubles: Conventional Arms "
    "Races during Periods of Rivalry. Journal of Peace Research 42(2): 131-147.",
    version="2005",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
)


def arms_races(inputs: Inputs) -> pl.DataFrame:
    """Return one row per arms race."""
    return read_r(inputs.file(GRH, "grh_arms_races.rda"))
