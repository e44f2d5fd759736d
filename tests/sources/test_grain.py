from __future__ import annotations

import polars as pl

from sources.adapters import fao_balances, faostat_trade
from sources.tables import grain


def balances(
    names: list[str], states: list[int], years: list[int], amounts: list[float | None]
) -> pl.DataFrame:
    rows = {
        "name": names,
        "ccode": states,
        "year": years,
        "item": ["wheat"] * len(names),
        "element": ["production"] * len(names),
        "amount": amounts,
    }
    return pl.DataFrame(rows, schema_overrides={"amount": pl.Float64})


def test_shares_of_the_soviet_union_are_its_whole_again():
    frame, dropped = grain.then_states(
        balances(
            ["Russian Federation", "Ukraine", "Ukraine"],
            [365, 369, 369],
            [1980, 1980, 1995],
            [60.0, 30.0, 16.0],
        )
    )
    assert sorted(frame.select("ccode", "year", "amount").rows()) == [(365, 1980, 90.0), (369, 1995, 16.0)]
    assert dropped == {}


def test_divided_benelux_is_left_out_to_1999():
    frame, dropped = grain.then_states(
        balances(["Belgium", "Luxembourg", "Belgium"], [211, 212, 211], [1999, 1999, 2000], [1.0, 1.0, 2.0])
    )
    assert frame.select("ccode", "year").rows() == [(211, 2000)]
    assert dropped == {grain.BENELUX: 2}


def test_two_states_written_as_one_are_left_out():
    frame, dropped = grain.then_states(
        balances(["Germany", "Viet Nam", "Viet Nam"], [255, 816, 816], [1989, 1975, 1976], [1.0, 1.0, 1.0])
    )
    assert frame.select("ccode", "year").rows() == [(816, 1976)]
    assert sum(dropped.values()) == 2


def test_repeated_header_of_micronesia_is_one_name(inputs):
    names = set(faostat_trade.trade(inputs, "maize")["buyer"])
    assert "Micronesia, Fed. Sts." in names
    assert not any(name.endswith(".1") for name in names)


def test_only_positive_flows_are_in_the_file(inputs):
    for crop in ("wheat", "maize"):
        assert (faostat_trade.trade(inputs, crop)["tonnes"] > 0).all()


def test_unfinished_series_stay_null(inputs):
    """Sudan (former) ends in 2011, Sudan begins in 2012."""
    sudan = fao_balances.production(inputs).filter(
        (pl.col("crop") == "wheat") & (pl.col("measure") == "tonnes")
    )
    former = sudan.filter(pl.col("name") == "Sudan (former)").sort("year")["amount"]
    now = sudan.filter(pl.col("name") == "Sudan").sort("year")["amount"]
    assert former.is_not_null().to_list() == [True] * 2 + [False] * 11
    assert now.is_not_null().to_list() == [False] * 2 + [True] * 11


def test_accounts_add_up(inputs):
    for build in (grain.wheat_trade, grain.maize_trade):
        built = build(inputs)
        assert built.read - sum(built.dropped.values()) == built.frame.height


def test_no_weight_is_negative_but_what_goes_into_stock(inputs):
    frame = grain.grain_balances(inputs).frame
    assert frame["stock_variation"].min() < 0
    assert all(frame[name].drop_nulls().min() >= 0 for name in grain.ELEMENTS if name != "stock_variation")
