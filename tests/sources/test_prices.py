from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from sources.adapters import eia_prices, imf_prices, kaenzig, pinksheet, published_estimates
from sources.tables import prices


def test_mean_of_the_days_of_a_month():
    days = pl.DataFrame(
        {"day": [date(2020, 4, 1), date(2020, 4, 2), date(2020, 5, 1)], "price": [20.0, -37.0, 19.994]}
    )
    assert eia_prices.monthly(days).rows() == [(2020, 4, -8.5), (2020, 5, 19.99)]


def test_every_series_has_a_name_of_its_own():
    names = [series for series, _ in pinksheet.SERIES.values()]
    assert len(set(names)) == len(names)


def test_price_of_american_gas_is_by_the_btu(inputs):
    gas = imf_prices.annual(inputs).filter(pl.col("series") == "imf_gas_us")
    assert set(gas["unit"]) == {"US$ a million Btu"}
    assert gas["price"].max() < 10


def test_assumptions_of_the_fund_are_dropped_by_reason(inputs):
    built = prices.prices_annual(inputs)
    assert built.frame["year"].max() == imf_prices.LAST_ACTUAL
    assert built.dropped["assumption of the Fund for a year not over"] == len(imf_prices.SERIES)
    assert built.read - sum(built.dropped.values()) == built.frame.height


def test_news_run_to_the_end_of_2024(inputs):
    news = kaenzig.monthly(inputs)
    assert news.height == 600
    assert news.select("year", "month").row(-1) == (2024, 12)
    assert news["shock"].std() == pytest.approx(0.6, abs=0.3)


@pytest.mark.parametrize(
    ("references", "years"),
    [
        (["IFDP 1173"], [None]),
        (["Caldara, Cavallo 2019 JME 103 (IFDP 1173)", "Caldara, Cavallo, IFDP 1173 abstract"], [2019, 2019]),
        (["Kilian & Murphy 2012/2014; 0.04 in Zhou 2020, Kilian 2022"], [2022]),
        (["Felbermayr 2019 KWP 2131"], [2019]),
    ],
)
def test_year_of_a_reference_is_its_latest(references, years):
    assert published_estimates.published(references) == years
