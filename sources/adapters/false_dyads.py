"""Dyad-years whose members were both in the system in a year but never on the same day."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

FALSE = Source(
    id="peacesciencer_false_dyads",
    folder="peace_science",
    files=("false_cow_dyads.rda", "false_gw_dyads.rda"),
    title="Dyad-years of states that were never in the system together",
    citation="Miller, Steven V. (2022). peacesciencer: An R Package for Quantitative Peace Science "
    "Research. Conflict Management and Peace "
    "Science 39(6): 755-779.",
    version="1.2.9",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://svmiller.com/peacesciencer/",
)


def false_dyads(inputs: Inputs, system: str) -> pl.DataFrame:
    """Return the directed dyad-years, with the codes of the list ``cow`` or ``gw`` as published."""
    frame = read_r(inputs.file(FALSE, f"false_{system}_dyads.rda"))
    code = "ccode" if system == "cow" else "gwcode"
    return frame.select(pl.col(f"{code}1").alias("code1"), pl.col(f"{code}2").alias("code2"), "year")
