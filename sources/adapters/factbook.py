"""Main trade partners as the CIA World Factbook lists them."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

FACTBOOK = Source(
    id="cia_factbook",
    folder="trade_partners_cia_factbook",
    files=("factbook_partner_shares.csv",),
    title="The World Factbook: export and import partners",
    citation="Central Intelligence Agency. The World Factbook. Washington, DC. Editions of November "
    "2015 to May 2026.",
    version="eleven editions, November 2015 to May 2026",
    terms="Public domain (work of the United States government).",
    licence="public domain",
    tier="open",
    url="https://www.cia.gov/the-world-factbook/",
)
NAMES = {
    "ae": "United Arab Emirates",
    "cg": "Democratic Republic of the Congo",
    "ct": "Central African Republic",
    "dr": "Dominican Republic",
    "ee": "European Union",
    "fm": "Micronesia",
    "io": "British Indian Ocean Territory",
    "iv": "Cote d'Ivoire",
    "la": "Laos",
    "sh": "Saint Helena",
}
"""Names of the pages whose heading is empty, cut short or holds markup."""
CUT = {
    "Barbuda": "Antigua and Barbuda",
    "Grenadines": "Saint Vincent and the Grenadines",
    "Herzegovina": "Bosnia and Herzegovina",
    "Nevis": "Saint Kitts and Nevis",
    "Tobago": "Trinidad and Tobago",
}
"""Partners of which only the last word was kept, where a list ends "..., and X and Y"."""

SCRAMBLED = (
    "Algeria's exports of 2014, scrambled in the edition (Egypt 17, Iran 13.3, New Zealand 7.8 per cent)"
)


def scrambled() -> pl.Expr:
    """Return the condition of rows that an edition has visibly wrong."""
    return (pl.col("name") == "Algeria") & (pl.col("year") == 2014) & (pl.col("flow") == "export")


def partners(inputs: Inputs) -> pl.DataFrame:
    """Return the names of state and partner, year, flow, share (0 to 1) and day of the edition."""
    frame = pl.read_csv(inputs.file(FACTBOOK, "factbook_partner_shares.csv"), infer_schema_length=None)
    return frame.select(
        pl.col("factbook_code")
        .replace_strict(NAMES, default=pl.col("country"), return_dtype=pl.String)
        .alias("name"),
        pl.col("partner").replace(CUT).alias("partner_name"),
        "year",
        pl.col("flow").str.to_lowercase(),
        (pl.col("share_pct") / 100).round(4).alias("share"),
        pl.col("vintage").str.to_date(),
    )
