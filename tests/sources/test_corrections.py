"""Slips in the sources: what the rules find, by hand; what stands in the tables now, and what stood there."""

from __future__ import annotations

import polars as pl
import pytest
import yaml

from sources import corrections
from sources.adapters import cow_trade, distance
from sources.source import EVENTS
from sources.tables import borders
from sources.tables.slips import CORRECTED
from westphalia.record.tables import declared
from westphalia.record.world import load

WORLD = load()


def flows(*values, first=1930, exporter=2):
    years = range(first, first + len(values))
    return pl.DataFrame(
        {"importer": 1, "exporter": exporter, "year": list(years), "value": list(map(float, values))}
    )


def years(found):
    return found["year"].to_list()


def test_a_short_hole_between_large_flows_is_a_gap():
    assert years(corrections.gaps(flows(120, 0, 0, 110, 5, 0, 90))) == [1931, 1932]
    assert years(corrections.gaps(flows(120, 0, 0, 0, 0, 110))) == [], "an embargo of four years is none"
    assert years(corrections.gaps(flows(9, 0, 9))) == []


def test_zeros_of_the_world_wars_after_trade_are_gaps():
    assert years(corrections.gaps(flows(3, 2, 0, 0, first=1937))) == [1939, 1940]
    assert years(corrections.gaps(flows(0, 0, 0, 0, first=1937))) == [], "the two never traded"
    assert years(corrections.gaps(flows(3, 0, 0, first=1949))) == [], "no war"
    assert years(corrections.gaps(flows(3, *[0] * 12, first=1930))) == [], "not for eight years before"


def test_a_count_of_two_reports_is_halved_where_that_fits():
    counts = pl.DataFrame(
        {"ccode": [1, 1, 1, 2, 2, 3, 4, 4, 4], "year": [2007, 2008, 2009, 2007, 2008, 2008, 2007, 2008, 2009],
         "troops": [100, 201, 110, 10, 50, 7, 40, 42, 44]}
    )  # fmt: skip
    found = corrections.counted_twice(counts, 2008).select("ccode", "corrected").rows()
    assert found == [(1, 100.0), (2, None), (3, None)]


def test_spending_is_unknown_where_its_dollars_cannot_be():
    rows = pl.DataFrame(
        {"ccode": [1, 2, 3, 4, 5, 6, 7], "year": [2000] * 7, "milex_constant": [150.0, 300.0, 0.1, 150.0, 160.0, 0.1, 75.0],
         "milex_current": [100.0, 200.0, 100.0, 9000.0, 100.0, 20.0, 50.0], "milex_gdp_share": [0.1] * 7}
    )  # fmt: skip
    output = pl.DataFrame({"ccode": [1, 2, 3, 4, 6], "year": [2000] * 5, "gdp": [1e9, 2e9, 1e9, 1e9, 1e9]})
    found = corrections.spending(rows, output)
    assert {name: frame["ccode"].to_list() for name, frame in found.items()} == {
        "milex_constant": [3, 6],
        "milex_current": [4, 6],
    }


def test_output_is_unknown_where_the_rate_of_exchange_is_an_artefact():
    span = list(range(1990, 1999))
    both = {"ccode": [1] * 9 + [2] * 9 + [3] * 9, "year": span * 3}
    output = pl.DataFrame({**both, "gdp": [50.0] * 4 + [0.4] + [50.0] * 4 + [10.0] * 18})
    real = pl.DataFrame({**both, "real": [100.0] * 27})
    assert corrections.exchange(output, real).select("ccode", "year").rows() == [(1, 1994)]


def test_flows_that_add_up_to_less_than_half_are_no_sum():
    some = pl.DataFrame(
        {"exporter": [1, 1, 2], "importer": [8, 9, 8], "year": [1994] * 3, "tonnes": [2.0, 3.0, 9e5]}
    )
    balances = pl.DataFrame(
        {"ccode": [1, 2, 3, 4], "year": [1994] * 4, "amount": [12_000.0, 1000.0, 500.0, 5.0]}
    )
    found = corrections.incomplete(some, balances, "exporter").select("key", "printed", "corrected").rows()
    assert found == [("exporter=1;year=1994", 5.0, 12e6), ("exporter=3;year=1994", 0.0, 5e5)]


@pytest.mark.parametrize(
    ("table", "key", "column", "printed", "now"),
    [
        ("us_troops", {"ccode": 255, "year": 2008}, "troops", 110_855, 55_427),
        ("us_troops", {"ccode": 645, "year": 2007}, "troops", 510_000, None),
        ("military_spending", {"ccode": 101, "year": 2005}, "milex_constant", 1.022936, None),
        ("military_spending", {"ccode": 775, "year": 2003}, "milex_current", 24189.109503, None),
        ("macro", {"ccode": 645, "year": 1991}, "gdp_wdi", 4.078e8, None),
        ("macro", {"ccode": 552, "year": 2008}, "inflation_imf", 157.075, None),
        ("minimum_distance", {"system": "cow", "ccode1": 255, "ccode2": 365, "first": 1939}, "km", 278.300795, 0.0),
        ("minimum_distance", {"system": "gw", "ccode1": 2, "ccode2": 365, "first": 1886}, "km", 3243.441505, 4.0),
        ("minimum_distance", {"system": "cow", "ccode1": 2, "ccode2": 40, "first": 1910}, "km", 233.681391, 150.0),
    ],
)  # fmt: skip
def test_what_stands_in_the_tables_and_what_stood_there(table, key, column, printed, now):
    was, new = (WORLD.table(table, raw=raw).filter(**key).collect()[column].item() for raw in (True, False))
    assert was == pytest.approx(printed, rel=1e-3)
    assert new is None if now is None else new == pytest.approx(now)


def test_zeros_of_soviet_trade_with_germany_are_gone_and_reachable():
    pair = {"importer": 365, "exporter": 255, "source": "cow_trade_4"}
    was, now = (WORLD.table("trade", raw=raw).filter(**pair).collect() for raw in (True, False))
    assert {1939, 1940, 1941} <= set(was.filter(pl.col("value") == 0)["year"])
    assert not {1939, 1940, 1941} & set(now["year"])
    assert now.filter(year=1938)["value"].item() == 3.0


@pytest.mark.parametrize(
    ("name", "ccode", "year", "tonnes"),
    [
        ("wheat_exports", 900, 1994, 12.9e6),
        ("wheat_imports", 140, 1999, 7.2e6),
        ("wheat_imports", 365, 1996, 3.7e6),
    ],
)
def test_wheat_that_was_not_reported_is_taken_from_the_balance(name, ccode, year, tonnes):
    value = WORLD.of_year(name, year)[WORLD.universe().tolist().index(ccode)]
    assert value == pytest.approx(tonnes, rel=0.02)


def test_as_printed_is_what_the_source_has(inputs):
    flows = cow_trade.imports(inputs).drop_nulls("value").select("importer", "exporter", "year", "value")
    raw = WORLD.table("trade", raw=True).filter(source="cow_trade_4").collect()
    both = flows.join(raw, on=["importer", "exporter", "year"], how="full", suffix="_raw")
    assert both.height == flows.height
    assert both.filter(
        ~pl.col("value").cast(pl.Float32).eq_missing(pl.col("value_raw").cast(pl.Float32))
    ).is_empty()
    yearly = distance.minimum(inputs, "cow")
    spells = WORLD.table("minimum_distance", raw=True).filter(system="cow").collect()
    assert int((spells["last"] - spells["first"] + 1).sum()) == yearly.height


def test_every_correction_is_of_a_table_and_says_why():
    rows = WORLD.table("corrections").collect()
    for table, column in rows.select("table", "column").unique().iter_rows():
        assert declared()[table].column(column)
    assert rows.filter(pl.col("reason").str.len_chars() < 30).is_empty()
    assert rows["verified"].mean() > 0.95


def test_bridges_are_no_border():
    spells = pl.DataFrame(
        {
            "ccode1": [380, 380],
            "ccode2": [385, 390],
            "start": [None, None],
            "end": [None, None],
            "conttype": [1, 1],
        }
    ).with_columns(pl.date(2016, 1, 1).alias("start"), pl.lit(None, pl.Date).alias("end"))
    assert borders.neighbours(spells).rows() == [(380, 385, 2016)]


def test_every_table_with_a_correction_by_hand_is_one_that_tells():
    noted = yaml.safe_load((EVENTS / "corrections.yaml").read_text(encoding="utf-8"))
    assert {row["table"] for row in noted} <= set(CORRECTED)


def test_land_with_a_digit_too_many_or_too_few_is_corrected():
    areas = (
        WORLD.table("territorial_changes")
        .filter(pl.col("number").is_in([484, 147]))
        .sort("number")
        .select("area")
    )
    raw = (
        WORLD.table("territorial_changes", raw=True)
        .filter(pl.col("number").is_in([484, 147]))
        .sort("number")
        .select("area")
    )
    assert areas.collect()["area"].to_list() == [111_950, 42_900]
    assert raw.collect()["area"].to_list() == [11_950, 420_000]
