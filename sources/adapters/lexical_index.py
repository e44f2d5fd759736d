"""The Lexical Index of Electoral Democracy."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

_CARRIED = "Carried by Marquez, Xavier, the R package democracyData."

LIED = Source(
    id="lied",
    folder="democracy",
    files=("LIED.rda",),
    title="Lexical Index of Electoral Democracy, 1789-2024",
    citation="Skaaning, Svend-Erik, John Gerring and Henrikas Bartusevicius (2015). A Lexical Index of "
    "Electoral Democracy. "
    f"Comparative Political Studies 48(12): 1491-1525. {_CARRIED}",
    version="1789-2024",
    terms="Academic use with citation.",
    licence="academic",
    tier="open",
    url="https://doi.org/10.1177/0010414015581050",
)


def lexical_index(inputs: Inputs) -> pl.DataFrame:
    """Return name, ccode, year and the lexical index; Austria to 1918 is the Habsburg Empire (300)."""
    frame = read_r(inputs.file(LIED, "LIED.rda")).with_columns(pl.coalesce("cown", "GWn").alias("ccode"))
    habsburg = (pl.col("ccode") == 305) & (pl.col("year") <= 1918)
    return frame.select(
        pl.col("lied_country").alias("name"),
        pl.when(habsburg).then(300).otherwise(pl.col("ccode")).alias("ccode"),
        "year",
        pl.col("lexical_index_original").alias("lexical_index"),
    )
