"""Strategic rivalries: Thompson, Sakuwa and Suhas (2022), and Thompson and Dreyer (2012)."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

TSS = Source(
    id="tss_rivalries_2022",
    folder="peace_science",
    files=("tss_rivalries.rda",),
    title="Strategic rivalries, 1494-2020",
    citation="Thompson, William R., Kentaro Sakuwa and Prashant Hosur Suhas (2022). Analyzing Strategic "
    "Rivalries in World Politics: "
    "Types of Rivalry, Regional Variation, and Escalation/De-escalation. Singapore: Springer.",
    version="2022",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    covers={"rivalries": (1494, 2020)},
    lists=("tss",),
)
THOMPSON_DREYER = Source(
    id="thompson_dreyer_2012",
    folder="peace_science",
    files=("td_rivalries.rda",),
    title="International rivalries, 1494-2010",
    citation="Thompson, William R. and David R. Dreyer (2012). Handbook of International Rivalries, "
    "1494-2010. Washington, DC: CQ Press.",
    version="2012",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    covers={"rivalries": (1494, 2010)},
    lists=("thompson_dreyer",),
)


def tss(inputs: Inputs) -> pl.DataFrame:
    """Return one row per rivalry of the list of 2022."""
    return read_r(inputs.file(TSS, "tss_rivalries.rda"))


def thompson_dreyer(inputs: Inputs) -> pl.DataFrame:
    """Return one row per rivalry of the list of 2012."""
    return read_r(inputs.file(THOMPSON_DREYER, "td_rivalries.rda"))
