"""Freedom House, Economist Intelligence Unit and the Lexical Index of Electoral Democracy."""

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
    tier="open",
    url="https://doi.org/10.1177/0010414015581050",
)
FREEDOM_HOUSE = Source(
    id="freedom_house_2025",
    folder="democracy",
    files=("fh_full.rda",),
    title="Freedom in the World, editions 2013-2025",
    citation="Freedom House. Freedom in the World, editions 2013 to 2025 (years 2012 to 2024). "
    f"Washington, D.C. {_CARRIED}",
    version="2025 edition",
    terms="Copyright Freedom House; non-commercial use with attribution. Only the total score and the "
    "status are shipped.",
    tier="limited",
    url="https://freedomhouse.org/report/freedom-world",
)
EIU = Source(
    id="eiu_2024",
    folder="democracy",
    files=("eiu.rda",),
    title="Democracy Index, 2006-2024",
    citation=f"Economist Intelligence Unit. Democracy Index, 2006 to 2024. London. {_CARRIED}",
    version="2024",
    terms="Copyright Economist Intelligence Unit; non-commercial use with attribution. Only the overall "
    "score is shipped.",
    tier="limited",
    url="https://www.eiu.com/n/campaigns/democracy-index-2024/",
)
STATUS = {"F": "free", "PF": "partly free", "NF": "not free"}


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


def freedom_house(inputs: Inputs) -> pl.DataFrame:
    """Return name, ccode, year covered, total score and status."""
    frame = read_r(inputs.file(FREEDOM_HOUSE, "fh_full.rda"))
    return frame.select(
        pl.col("fh_full_country").alias("name"),
        pl.coalesce("cown", "GWn").alias("ccode"),
        "year",
        pl.col("total").alias("freedom_house"),
        pl.col("status").replace_strict(STATUS).alias("freedom_house_status"),
    )


def democracy_index(inputs: Inputs) -> pl.DataFrame:
    """Return name, ccode, year and the overall score."""
    frame = read_r(inputs.file(EIU, "eiu.rda"))
    return frame.select(
        pl.col("eiu_country").alias("name"), pl.coalesce("cown", "GWn").alias("ccode"), "year", "eiu"
    )
