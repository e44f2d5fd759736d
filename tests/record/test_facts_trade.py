"""Trade as the world recorded it.

References: US Census Bureau, U.S. Trade in Goods by Country; Historical Statistics of the United States
(1975), series U 317-352; Mitchell, British Historical Statistics (1988); Council Regulation (EU) 267/2012;
CIA World Factbook.
"""

from __future__ import annotations

import polars as pl
import pytest

EU_OF_2011 = (
    200, 205, 210, 211, 212, 220, 230, 235, 255, 290, 305, 310, 316, 317,
    325, 338, 349, 350, 352, 355, 360, 366, 367, 368, 375, 380, 390,
)  # fmt: skip


@pytest.fixture(scope="module")
def trade(edition) -> pl.DataFrame:
    return edition("trade")


def flow(
    trade: pl.DataFrame, importer: int, exporter: int, year: int, source: str = "cow_trade_4"
) -> float | None:
    found = trade.filter(
        (pl.col("importer") == importer)
        & (pl.col("exporter") == exporter)
        & (pl.col("year") == year)
        & (pl.col("source") == source)
    )
    return found["value"].item() if found.height else None


def test_american_imports_from_china_in_2014(trade):
    """The Census Bureau has 468.5 billion dollars; CoW, from the IMF, a little more."""
    assert flow(trade, 2, 710, 2014) == 472_525
    assert flow(trade, 2, 710, 2014) == pytest.approx(468_500, rel=0.02)


def test_russia_and_iran_in_2014(trade):
    assert flow(trade, 630, 365, 2014) == 1_460
    assert flow(trade, 365, 630, 2014) == 352


def test_european_oil_embargo_ends_iranian_sales_to_the_union(trade):
    """The embargo of Regulation 267/2012 was complete on 1 July 2012."""
    sold = trade.filter((pl.col("exporter") == 630) & pl.col("importer").is_in(EU_OF_2011))
    by_year = dict(sold.group_by("year").agg(pl.col("value").sum()).iter_rows())
    assert by_year[2011] > 23_000 > 8_000 > by_year[2012] > 1_100 > by_year[2013] > 900


def test_britain_and_america_on_the_eve_of_war(trade):
    """Imports from Britain 272 million dollars (Historical Statistics); British imports from America 141.7
    million pounds (Mitchell).
    """
    assert flow(trade, 2, 200, 1913) == pytest.approx(272, abs=10)
    assert flow(trade, 200, 2, 1913) == pytest.approx(141.7 * 4.86, rel=0.1)


def test_no_trade_is_known_of_most_states_in_the_first_war(trade):
    per_year = dict(trade.filter(pl.col("source") == "cow_trade_4").group_by("year").len().iter_rows())
    assert per_year[1916] < 20 < 600 < per_year[1913]


def test_missing_value_is_absent_and_not_zero(trade):
    """American imports from Britain in 1930 are missing in version 4.0; those of 1929 and 1931 are not."""
    assert flow(trade, 2, 200, 1930) is None
    assert flow(trade, 2, 200, 1929) == 330
    assert flow(trade, 2, 200, 1931) == 135


def test_soviet_purchases_from_germany_after_the_pact(trade):
    """German imports from the Soviet Union rose more than tenfold from 1939 to 1940 under the commercial
    agreement of February 1940.
    """
    before, after = flow(trade, 255, 365, 1939), flow(trade, 255, 365, 1940)
    assert before is not None
    assert after is not None
    assert after > 10 * before > 0


def test_china_to_america_in_2023(trade):
    """BACI 440.5 billion; the Census Bureau 427 billion (customs value)."""
    assert flow(trade, 2, 710, 2023, "baci_2023") == pytest.approx(440_500, rel=0.001)
    assert flow(trade, 710, 365, 2023, "baci_2023") == pytest.approx(129_000, rel=0.001)


def test_russia_and_iran_in_2023_are_unknown(trade):
    """Neither reported to Comtrade for 2023."""
    assert flow(trade, 365, 630, 2023, "baci_2023") is None
    assert flow(trade, 630, 365, 2023, "baci_2023") is None


def test_sources_do_not_overlap_in_time(trade):
    spans = {
        name: (first, last)
        for name, first, last in trade.group_by("source")
        .agg(pl.col("year").min(), pl.col("year").max().alias("last"))
        .iter_rows()
    }
    assert spans == {"cow_trade_4": (1870, 2014), "baci_2023": (2023, 2023)}
    assert trade.filter(pl.col("importer") == pl.col("exporter")).is_empty()


def test_dyads_add_up_to_totals(trade, edition):
    """Imports from all states are the total less colonies and unlisted places (Hong Kong, for one)."""
    parts = (
        trade.filter((pl.col("source") == "cow_trade_4") & (pl.col("year") >= 2000))
        .group_by("importer", "year")
        .agg(pl.col("value").sum())
    )
    both = parts.join(edition("trade_totals"), left_on=["importer", "year"], right_on=["ccode", "year"])
    both = both.filter(pl.col("importer").is_in([2, 200, 220, 255, 325, 740])).with_columns(
        pl.col("value") / pl.col("imports")
    )
    assert both.height == 6 * 15
    assert both["value"].is_between(0.88, 1.02).all()


def test_totals_of_1913_and_2014(edition):
    """American exports of 1913: 2,484 million dollars (Historical Statistics, U 317). Exports of 2014: 1,621
    billion (Census Bureau).
    """
    totals = edition("trade_totals")
    exports = dict(totals.filter(pl.col("ccode") == 2).select("year", "exports").iter_rows())
    assert exports[1913] == pytest.approx(2_484, abs=1)
    assert exports[2014] == pytest.approx(1_621_000, rel=0.005)


def test_luxembourg_has_no_figures_of_its_own_inside_the_union(edition):
    """The Belgo-Luxembourg union published one account; CoW repeats it for both from 1960 to 1996."""
    years = edition("trade_totals").filter(pl.col("ccode") == 212)["year"]
    assert not years.is_between(1960, 1996).any()
    assert {1959, 1997} <= set(years)


def test_russian_trade_turns_to_china(edition):
    """World Factbook: exports 14 per cent (2019) and 33 (2023), imports 20 and 53."""
    russia = edition("trade_partners").filter((pl.col("ccode") == 365) & (pl.col("partner") == 710))
    share = {(year, flow): value for year, flow, value in russia.select("year", "flow", "share").iter_rows()}
    assert share[2019, "export"] == 0.14
    assert share[2023, "export"] == 0.33
    assert share[2019, "import"] == 0.20
    assert share[2023, "import"] == 0.53


def test_partner_shares_are_parts_of_a_whole(edition):
    """Whole per cents may round to a little more than everything (Tajikistan 2019)."""
    sums = edition("trade_partners").group_by("ccode", "year", "flow").agg(pl.col("share").sum())
    assert sums["share"].max() <= 1.025


def test_square_matrix_is_square_and_mostly_internal(edition):
    """43 countries and the rest of the world in four years; American gross output of 2014 was about 31
    trillion dollars (BEA).
    """
    square = edition("trade_square")
    assert square.height == 44 * 44 * 4
    sold = square.filter((pl.col("exporter") == "USA") & (pl.col("year") == 2014))
    assert sold["trade"].sum() == pytest.approx(31_000_000, rel=0.05)
