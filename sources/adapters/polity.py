"""Polity5: the combined score of democracy and autocracy as the R package democracyData carries it."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

POLITY = Source(
    id="polity_5",
    folder="democracy",
    files=("polity5.rda",),
    title="Polity5 annual time series, 1800-2018",
    citation="Marshall, Monty G., and Ted Robert Gurr (2020). Polity5: Political Regime Characteristics "
    "and Transitions, 1800-2018. "
    "Dataset Users' Manual. Center for Systemic Peace. Carried by Marquez, Xavier, the R package "
    "democracyData.",
    version="5 (2018)",
    terms="Free with citation.",
    licence="academic",
    tier="open",
    url="https://www.systemicpeace.org/inscrdata.html",
)
ENDED = {
    (325, 1861): 324,
    (365, 1922): 365,
    (816, 1976): 816,
    (345, 1991): 345,
    (530, 1993): 530,
    (345, 2006): 347,
    (625, 2011): 625,
}


def state() -> pl.Expr:
    """Return the state of a row: Polity's Austria to 1918 is Austria-Hungary (300)."""
    code = pl.coalesce("cown", "GWn")
    return pl.when((code == 305) & (pl.col("year") <= 1918)).then(300).otherwise(code)


def scores(inputs: Inputs) -> pl.DataFrame:
    """Return name, ccode, year, polity2 and Polity's own code of the polity."""
    frame = read_r(inputs.file(POLITY, "polity5.rda"))
    return frame.select(
        pl.col("polity_annual_country").alias("name"),
        state().alias("ccode"),
        "year",
        "polity2",
        pl.col("polity_annual_ccode").alias("polity"),
    )


def one_a_year(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep one polity a state and year: in a year of transition the one that was there at its end.

    Polity gives the old and the new polity of one state a row each in seven years (Sardinia and Italy 1861,
    Russia and the Soviet Union 1922, North Vietnam and Vietnam 1976, two Yugoslavias 1991, two Ethiopias
    1993, Serbia 2006, Sudan 2011).
    """
    ended = pl.DataFrame(
        [(state, year, polity) for (state, year), polity in ENDED.items()],
        schema=["ccode", "year", "polity"],
        orient="row",
    )
    return frame.join(ended, on=["ccode", "year", "polity"], how="anti", nulls_equal=True)
