"""IMF World Economic Outlook, October 2025: annual series by economy, forecasts told apart."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

WEO = Source(
    id="imf_weo_2025_10",
    folder="macro_imf_weo_oct2025",
    files=("weo_oct2025_selected_country_year.csv",),
    title="World Economic Outlook Database, October 2025",
    citation="International Monetary Fund (2025). World Economic Outlook Database, October 2025. "
    "Washington, D.C.",
    version="October 2025",
    terms="Copyright International Monetary Fund; free use with attribution under the Fund's terms.",
    licence="attribution",
    tier="open",
    url="https://www.imf.org/en/Publications/WEO/weo-database/2025/october",
)
CONCEPTS = {
    "PCPIPCH": "inflation_imf",
    "NGDPD": "gdp_imf",
    "NGDP_RPCH": "growth_imf",
    "PPPGDP": "gdp_ppp_imf",
    "LP": "population_imf",
    "LUR": "unemployment_imf",
    "GGXWDG_NGDP": "debt_imf",
    "BCA_NGDPD": "current_account_imf",
}

RENAMED = {"KOS": "XKX", "WBG": "PSE"}
"""The Fund's own codes where the World Bank writes others."""


def last_actual(mark: str = "lastactualdate") -> pl.Expr:
    """Return the last year that is not a forecast; a fiscal year counts as the year in which it starts."""
    return pl.col(mark).str.extract(r"(\d{4})").cast(pl.Int64)


def outlook(inputs: Inputs) -> pl.DataFrame:
    """Return one row an economy, year and concept: iso3, year, name, value, whether it is a forecast."""
    frame = pl.read_csv(inputs.file(WEO, WEO.files[0]), infer_schema_length=None)
    return frame.filter(pl.col("concept").is_in(list(CONCEPTS))).select(
        pl.col("ref_area").replace(RENAMED).alias("iso3"),
        "year",
        pl.col("concept").replace_strict(CONCEPTS).alias("name"),
        "value",
        (pl.col("year") > last_actual()).alias("forecast"),
    )
