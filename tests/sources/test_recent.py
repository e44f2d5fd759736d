"""What is made of files of trade, finance and energy after the long series."""

from datetime import date

import polars as pl
import pytest

from sources.adapters import recent_energy, recent_trade
from sources.tables import finance, sanctions
from sources.tables import recent_trade as trade
from sources.tables.system import gw_to_ccode


@pytest.mark.parametrize(
    "build",
    [
        trade.trade_russia,
        trade.trade_thirty,
        trade.trade_from_china,
        trade.commodity_imports,
        trade.strait_transits,
        finance.reserve_currencies,
        finance.bank_positions,
        sanctions.union_listings,
    ],
)
def test_rows_are_accounted_for(inputs, build):
    built = build(inputs)
    assert built.frame.height == built.read - sum(built.dropped.values())


def test_what_the_fund_made_up_is_marked(inputs):
    """568 rows of Russia in 2022 and 2023."""
    frame = recent_trade.dots(inputs).filter(~pl.col("sound"))
    assert frame.height == 568
    assert set(frame["year"]) == {2022, 2023}
    assert set(frame["reporter"]) == {"RUS"}


def test_zeros_of_a_year_that_is_a_hole_are_not_known(inputs):
    frame = recent_energy.from_russia(inputs)
    gas = frame.filter(pl.col("good") == "liquefied gas")
    assert gas.filter(pl.col("year") == 2013).is_empty()
    assert gas.filter(pl.col("year") == 2012).height == 12


def test_a_state_has_one_row_a_year_and_only_while_it_stands(inputs):
    rows = [
        ("Russia", 365, 1985, "today's"),
        ("USSR", 365, 1985, "then"),
        ("Ukraine", 369, 1985, "not yet"),
        ("Ukraine", 369, 1991, "since 26 December"),
        ("Germany", 255, 1989, "the Federal Republic"),
        ("Germany", 255, 1990, "one"),
        ("Vietnam", 816, 1970, "which?"),
        ("Hong Kong", None, 2000, "none"),
    ]
    frame = pl.DataFrame(rows, schema=["country", "ccode", "year", "what"], orient="row")
    kept, dropped = finance.at_year_end(frame, inputs)
    assert sorted(kept.select("ccode", "year", "what").rows()) == [
        (255, 1990, "one"),
        (260, 1989, "the Federal Republic"),
        (365, 1985, "then"),
        (369, 1991, "since 26 December"),
    ]
    assert sum(dropped.values()) == 4


def test_one_list_of_states_that_ended_serves_names_and_spells():
    spells = pl.DataFrame({"code": [260], "start": [date(1955, 5, 5)], "end": [date(2020, 12, 31)]})
    cut = gw_to_ccode(spells).sort("start").select("ccode", "start", "end").rows()
    assert cut == [(260, date(1955, 5, 5), date(1990, 10, 2)), (255, date(1990, 10, 3), date(2020, 12, 31))]
