"""UCDP/PRIO armed conflicts 25.1 and onsets 19.1, as the R package peacesciencer carries them."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

CONFLICTS = Source(
    id="ucdp_acd_25_1",
    folder="peace_science",
    files=("ucdp_acd.rda",),
    title="UCDP/PRIO Armed Conflict Dataset 25.1",
    citation="Gleditsch, Nils Petter, Peter Wallensteen, Mikael Eriksson, Margareta Sollenberg and Håvard "
    "Strand (2002). Armed Conflict "
    "1946-2001: A New Dataset. Journal of Peace Research 39(5): 615-637. Data: Uppsala Conflict Data "
    "Program, version 25.1.",
    version="25.1",
    terms="CC BY 4.0.",
    licence="CC BY 4.0",
    tier="open",
    url="https://ucdp.uu.se/downloads/",
)
ONSETS = Source(
    id="ucdp_onsets_19_1",
    folder="peace_science",
    files=("ucdp_onsets.rda",),
    title="UCDP Conflict Onset Dataset 19.1",
    citation="Gleditsch, Nils Petter, Peter Wallensteen, Mikael Eriksson, Margareta Sollenberg and Håvard "
    "Strand (2002). Armed Conflict "
    "1946-2001: A New Dataset. Journal of Peace Research 39(5): 615-637. Data: Uppsala Conflict Data "
    "Program, onsets, version 19.1.",
    version="19.1",
    terms="CC BY 4.0.",
    licence="CC BY 4.0",
    tier="open",
    url="https://ucdp.uu.se/downloads/",
)


def conflicts(inputs: Inputs) -> pl.DataFrame:
    """Return one row per conflict, year and combination of parties; states have Gleditsch-Ward codes."""
    return read_r(inputs.file(CONFLICTS, "ucdp_acd.rda"))


def onsets(inputs: Inputs) -> pl.DataFrame:
    """Return counts of new conflicts and episodes by state and year; states have Gleditsch-Ward codes."""
    return read_r(inputs.file(ONSETS, "ucdp_onsets.rda"))
