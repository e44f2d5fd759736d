"""The names that published data sets have for states: each is read right in its years, or known to be of no state."""

from __future__ import annotations

import polars as pl
import pytest

from sources.adapters import lexical_index, polity, state_lists, vdem, wdi
from sources.names import not_states
from sources.rdata import read_r
from sources.source import Source
from westphalia.record.identity import normal
from westphalia.record.schemes import read_states
from westphalia.record.world import load

WORLD = load()
NEEDED = 0.995
UNSHIPPED = Source("unshipped", "democracy", ("fh_full.rda", "eiu.rda"), "", "", "", "", "limited")
"""Scores that nobody may pass on: users bring them, under the names that they have there."""
SETS = {
    "Polity5": (polity.POLITY, "polity5.rda", "polity_annual_country"),
    "V-Dem": (vdem.VDEM, "vdem_simple.rda", "vdem_country_name"),
    "Lexical Index": (lexical_index.LIED, "LIED.rda", "lied_country"),
    "Freedom House": (UNSHIPPED, "fh_full.rda", "fh_full_country"),
    "Economist Intelligence Unit": (UNSHIPPED, "eiu.rda", "eiu_country"),
}


def listed(rows: pl.DataFrame, code: str) -> pl.Series:
    """Tell which rows have the code of a state that is in one of the lists in the year."""
    spells = WORLD.table("memberships").select("ccode", "start", "end").collect()
    met = rows.with_row_index("at").join(spells.cast({"ccode": pl.Int64}), left_on=code, right_on="ccode")
    met = met.filter(
        pl.col("start").dt.year() <= pl.col("year"), pl.col("end").dt.year().fill_null(9999) >= pl.col("year")
    )
    return pl.Series(range(rows.height)).is_in(met["at"].unique().to_list())


@pytest.mark.parametrize("title", SETS)
def test_names_of_data_sets(inputs, title):
    source, file, name = SETS[title]
    frame = read_r(inputs.file(source, file))
    rows = frame.select(
        pl.col(name).alias("name"),
        pl.col("year").cast(pl.Int64),
        pl.coalesce("cown", "GWn").cast(pl.Int64).alias("code"),
    ).filter(pl.col("year") >= 1816)
    rows = rows.with_columns(
        read_states(WORLD, rows["name"], rows["year"], codes="names").codes.alias("read")
    )
    known = pl.Series([normal(each) in not_states() for each in rows["name"]])
    assert (rows["read"].is_not_null() | known).mean() >= NEEDED
    both = rows.filter(listed(rows, "code") & listed(rows, "read"))
    wrong = both.filter(pl.col("code") != pl.col("read"))
    assert set(wrong.select("name", "year").iter_rows()) <= {
        ("Germany", 1990),
        ("Colombia", 1830),
    }  # two states of one name in the year
    assert both.height > 2000


def test_names_and_codes_of_the_world_bank(inputs):
    frame = pl.read_csv(inputs.file(wdi.WDI, "wdi_gdp_current_usd_1960_2023.csv"), infer_schema_length=None)
    rows = frame.select(
        pl.col("Country Name").alias("name"),
        pl.col("Country Code").alias("code"),
        pl.col("Year").alias("year"),
    )
    by_code = read_states(WORLD, rows["code"], rows["year"])
    by_name = read_states(WORLD, rows["name"], rows["year"])
    assert (by_code.scheme, by_name.scheme) == ("world-bank", "names")
    both = rows.with_columns(code_read=by_code.codes, name_read=by_name.codes)
    differ = both.filter(
        pl.col("code_read").ne_missing(pl.col("name_read")),
        listed(both, "code_read") | listed(both, "name_read"),
    )
    assert differ.is_empty(), differ.unique("name")
    assert both["code_read"].count() > 10_000


@pytest.mark.parametrize(("source", "file", "code", "name", "system"), [
    (state_lists.COW, "cow_states.rda", "ccode", "statenme", "cow"), (state_lists.GW, "gw_states.rda", "gwcode", "statename", "gw"),
])  # fmt: skip
def test_the_lists_own_names_and_letters(inputs, source, file, code, name, system):
    frame = read_r(inputs.path(source, file))
    for column in (name, "stateabb"):
        first = "styear" if system == "cow" else "startdate"
        years = (
            frame[first].cast(pl.Int64)
            if system == "cow"
            else frame[first].cast(pl.Date).dt.year().cast(pl.Int64)
        )
        kept = years >= 1816
        scheme = "names" if column == name else f"{system}-letters"
        found = read_states(WORLD, frame[column].filter(kept), years.filter(kept), system, scheme)
        assert found.codes.to_list() == frame[code].cast(pl.Int64).filter(kept).to_list(), column
