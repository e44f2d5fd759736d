"""Diplomatic Exchange 2006.1: who was represented at whom, about every five years, 1817-2000."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

EXCHANGE = Source(
    id="diplomatic_exchange_2006",
    folder="diplomatic_exchange_cow",
    files=("diplomatic_exchange_1817_2000.csv.gz",),
    title="Diplomatic Exchange, version 2006.1",
    citation="Bayer, Resat (2006). Diplomatic Exchange Data set, v2006.1. Correlates of War; Singer, J. David and Melvin Small (1966). The "
    "Composition and Status Ordering of the International System: 1815-1940. World Politics 18(2): 236-282.",
    version="2006.1, without 2005",
    terms="Academic use with citation; only whether there was a mission, by pair and year, is redistributed.",
    tier="limited",
    url="https://correlatesofwar.org/data-sets/diplomatic-exchange/",
    covers={"missions": (1817, 2000)},
)


def exchange(inputs: Inputs) -> pl.DataFrame:
    """Return one row per pair and year with a mission, the lower code first: whether the other state had one at each (``at1``, ``at2``)."""
    frame = pl.read_csv(inputs.file(EXCHANGE, EXCHANGE.files[0]), infer_schema_length=None)
    return frame.select(
        "ccode1", "ccode2", "year", *((pl.col(f"DR_at_{side}") > 0).alias(f"at{side}") for side in (1, 2))
    )
