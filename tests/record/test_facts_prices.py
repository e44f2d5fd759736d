"""Prices as the world recorded them.

References: EIA series RBRTE, RWTC and RNGWHHD (monthly); World Bank Pink Sheet; Yergin, The Prize (1991);
Jacks (2019); Baumeister and Hamilton (2019); Kilian and Murphy (2014); Känzig (2021).
"""

from __future__ import annotations

import polars as pl
import pytest

from sources.adapters import eia_prices


@pytest.fixture(scope="module")
def prices(edition) -> pl.DataFrame:
    return edition("prices")


def price(prices: pl.DataFrame, series: str, year: int, month: int) -> float:
    return prices.filter(
        (pl.col("series") == series) & (pl.col("year") == year) & (pl.col("month") == month)
    )["price"].item()


@pytest.mark.parametrize(
    ("series", "year", "month", "dollars"),
    [
        ("brent_spot", 2008, 7, 132.72),
        ("brent_spot", 1998, 12, 9.82),
        ("wti_spot", 2008, 6, 133.88),
        ("wti_spot", 2008, 7, 133.37),
        ("wti_spot", 2020, 4, 16.55),
        ("henry_hub_spot", 2005, 10, 13.42),
        ("gas_europe", 2022, 8, 70.04),
        ("wheat_us_hrw", 2022, 5, 522.29),
    ],
)
def test_published_monthly_prices(prices, series, year, month, dollars):
    assert price(prices, series, year, month) == pytest.approx(dollars, abs=0.01)


def test_oil_peaked_in_july_2008(prices):
    brent = prices.filter(pl.col("series") == "brent_spot").sort("price", descending=True).row(0, named=True)
    assert (brent["year"], brent["month"]) == (2008, 7)


def test_wheat_peaked_after_the_invasion(prices):
    wheat = (
        prices.filter(pl.col("series") == "wheat_us_hrw").sort("price", descending=True).row(0, named=True)
    )
    assert (wheat["year"], wheat["month"]) == (2022, 5)


def test_oil_quadrupled_in_the_embargo_of_1973(prices):
    assert price(prices, "crude_average", 1974, 1) > 4 * price(prices, "crude_average", 1973, 9)


def test_two_publishers_agree_on_brent(prices):
    """The World Bank's Brent is the same market as the EIA's."""
    bank = prices.filter(pl.col("series") == "crude_brent").select("year", "month", "price")
    both = prices.filter(pl.col("series") == "brent_spot").join(bank, on=["year", "month"])
    assert both.select((pl.col("price") / pl.col("price_right") - 1).abs().median()).item() < 0.01


def test_means_of_days_are_the_published_months(inputs):
    """EIA publishes monthly means of the daily prices."""
    for name in ("brent", "wti"):
        ours = eia_prices.monthly(eia_prices.daily(inputs, name))
        theirs = pl.read_csv(inputs.path(eia_prices.EIA_PRICES, f"{name}-monthly.csv"), try_parse_dates=True)
        theirs = theirs.select(
            pl.col("Date").dt.year().cast(pl.Int64).alias("year"),
            pl.col("Date").dt.month().cast(pl.Int64).alias("month"),
            "Price",
        )
        both = ours.join(theirs, on=["year", "month"])
        assert both.height > 450
        assert ((both["price"] - both["Price"]).abs() < 0.02).mean() > 0.97


def test_months_are_complete(prices):
    spans = prices.filter(pl.col("series") == "crude_average")
    assert spans.height == 66 * 12
    assert prices["year"].max() == 2025


def test_real_prices_meet_at_a_hundred_in_1900(edition):
    jacks = edition("prices_annual").filter((pl.col("source") == "jacks_2016") & (pl.col("year") == 1900))
    assert jacks.height >= 29
    assert jacks["price"].is_between(99.999, 100.001).all()


def test_real_wheat_fell_for_a_century(edition):
    wheat = dict(
        edition("prices_annual").filter(pl.col("series") == "jacks_wheat").select("year", "price").iter_rows()
    )
    assert wheat[2015] < wheat[1900] / 4
    assert wheat[1917] > wheat[1913]


def test_english_wheat_reaches_back_to_henry_the_third(edition):
    """The great famine of 1315-17 stands out even in real prices, deflated as they are by prices that rose
    too.
    """
    wheat = dict(
        edition("prices_annual")
        .filter(pl.col("series") == "england_wheat")
        .select("year", "price")
        .iter_rows()
    )
    assert min(wheat) == 1264
    assert wheat[1317] > 1.5 * wheat[1313]


def test_no_forecast_is_called_a_price(edition):
    assert edition("prices_annual")["year"].max() == 2024


def test_news_of_opec_meetings(edition):
    """Quotas of August 1986 raised the price; the refusal of November 2014 to cut and the break of March
    2020 let it fall.
    """
    news = {(year, month): surprise for year, month, surprise, _ in edition("oil_supply_news").iter_rows()}
    assert news[1986, 8] > 5
    assert news[2014, 11] < -5
    assert news[2020, 3] < -5
    assert all(news[1980, month] == 0 for month in range(1, 13))


def test_elasticities(edition):
    """Short-run supply and demand: 0.15 and -0.35 (Baumeister and Hamilton), demand -0.26 (Kilian and
    Murphy).
    """
    table = edition("published_estimates")
    value = {
        (kind, reference): number
        for kind, reference, number in table.select("kind", "reference", "value").iter_rows()
    }
    assert value["oil_supply_elasticity", "Baumeister & Hamilton 2019 AER 109(5)"] == 0.15
    assert value["oil_demand_elasticity", "Baumeister & Hamilton 2019 AER 109(5)"] == -0.35
    assert value["oil_demand_elasticity", "Kilian & Murphy 2014 JAE 29(3)"] == -0.26
    assert table["published"].drop_nulls().is_between(2009, 2024).all()
