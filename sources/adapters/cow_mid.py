"""Militarized Interstate Disputes 5.0 (Correlates of War), as the R package peacesciencer carries them."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

MID = Source(
    id="cow_mid_5",
    folder="peace_science",
    files=("cow_mid_disps.rda", "cow_mid_dirdisps.rda", "cow_mid_ddydisps.rda"),
    title="Militarized Interstate Disputes 5.0",
    citation="Palmer, Glenn, Roseanne W. McManus, Vito D'Orazio, Michael R. Kenwick, Mikaela Karstens, "
    "Chase Bloch, Nick Dietrich, "
    "Kayla Kahn, Kellan Ritter and Michael J. Soules (2022). The MID5 Dataset, 2011-2014: Procedures, "
    "Coding Rules, and Description. "
    "Conflict Management and Peace Science 39(4): 470-482. Data: Correlates of War, version 5.0.",
    version="5.0",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/mids/",
    covers=dict.fromkeys(("disputes", "dispute_participants", "dispute_dyad_years"), (1816, 2014)),
    lists=("cow",),
)


def disputes(inputs: Inputs) -> pl.DataFrame:
    """Return one row per dispute."""
    return read_r(inputs.file(MID, "cow_mid_disps.rda"))


def dyad_years(inputs: Inputs) -> pl.DataFrame:
    """Return one row per directed dyad, dispute and year, with the attributes of the dispute and ``kept``."""
    frame = (
        read_r(inputs.file(MID, "cow_mid_dirdisps.rda")).rename({"disponset": "onset"}).drop("dispongoing")
    )
    unique = read_r(inputs.file(MID, "cow_mid_ddydisps.rda")).select(
        "dispnum", "ccode1", "ccode2", "year", kept=True
    )
    frame = frame.join(
        disputes(inputs).drop("styear", "outcome", "settle", "hiact"), on="dispnum", how="left"
    )
    return frame.join(unique, on=["dispnum", "ccode1", "ccode2", "year"], how="left").with_columns(
        pl.col("kept").fill_null(False)
    )
