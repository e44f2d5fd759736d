"""Correlates of War trade 4.0: who bought what from whom, 1870-2014, and what each state traded in all."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

CITATION = (
    "Barbieri, Katherine, Omar M. G. Keshk and Brian Pollins (2009). Trading Data: Evaluating Our "
    "Assumptions and Coding Rules. Conflict Management "
    "and Peace Science 26(5): 471-491. Data: Barbieri, Katherine and Omar M. G. Keshk (2016). "
    "Correlates of War Project Trade Data Set, version 4.0."
)
GERMANY, WEST_GERMANY, WEST = 255, 260, (1960, 1989)
COW_TRADE = Source(
    id="cow_trade_4",
    folder="trade_cow_v4_dyadic",
    files=("cow_trade_ddy.rds",),
    title="Correlates of War trade 4.0, dyadic",
    citation=CITATION,
    version="4.0",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/bilateral-trade/",
)
COW_TRADE_TOTALS = Source(
    id="cow_trade_4_totals",
    folder="peace_science",
    files=("cow_trade_sy.rda",),
    title="Correlates of War trade 4.0, national",
    citation=CITATION,
    version="4.0",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/bilateral-trade/",
)


def imports(inputs: Inputs) -> pl.DataFrame:
    """Return importer, exporter, year and value in million current US$, null where missing.

    Values are rounded to whole millions in this copy.
    The file repeats every dyad in both orders; ``flow1`` is what the first state imported from the second, so
    one column holds every flow once.
    """
    frame = read_r(inputs.file(COW_TRADE, "cow_trade_ddy.rds"))
    return frame.select(
        pl.col("ccode1").alias("importer"),
        pl.col("ccode2").alias("exporter"),
        "year",
        pl.col("flow1").alias("value"),
    )


def totals(inputs: Inputs) -> pl.DataFrame:
    """Return all imports and exports by state and year, in million current US$.

    West Germany of 1960-89 stands under Germany's code in the file, where Germany is not in the system: set right.
    """
    west = (pl.col("ccode") == GERMANY) & pl.col("year").is_between(*WEST)
    return read_r(inputs.file(COW_TRADE_TOTALS, "cow_trade_sy.rda")).select(
        ccode=pl.when(west).then(WEST_GERMANY).otherwise("ccode"),
        year="year",
        imports="imports",
        exports="exports",
    )
