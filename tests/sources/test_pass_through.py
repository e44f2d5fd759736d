"""The panel of oil and consumer prices: equal to the reference implementation, and what is stored is what is fitted."""

from __future__ import annotations

import numpy as np
import polars as pl
import statsmodels.api as sm

import westphalia as wp
from sources import pass_through as source
from westphalia.effects.pass_through import of_document, pass_through

WORLD = wp.load()


def test_a_fit_is_that_of_statsmodels_with_errors_by_year():
    rng = np.random.default_rng(1)
    state, year = np.repeat(np.arange(15), 20), np.tile(np.arange(20), 15)
    x = rng.normal(size=(300, 2))
    y = x @ [0.3, -0.2] + rng.normal(size=15)[state] + 0.5 * rng.normal(size=20)[year] + rng.normal(size=300)
    slope, covariance = source.fit(y, x, state, year)
    design = np.hstack([x, (state[:, None] == np.arange(15)).astype(float)])
    kinds = {"groups": year, "use_correction": False}
    told = sm.OLS(y, design).fit(cov_type="cluster", cov_kwds=kinds)
    assert np.allclose(slope, told.params[:2])
    assert np.allclose(covariance, 20 / 19 * told.cov_params()[:2, :2])


def test_rows_are_those_of_the_tables():
    rows = source.panel(WORLD)
    macro = WORLD.table("macro").filter(ccode=2).select("year", "inflation_imf").collect()
    price = WORLD.table("prices_annual").filter(series="imf_crude_average").select("year", "price").collect()
    rise, oil = dict(macro.rows()), dict(price.rows())
    mine = rows[(rows[:, 0] == 2) & (rows[:, 1] == 2008)][0]
    expected = [np.log1p(rise[2008] / 100), np.log(oil[2008] / oil[2007]), np.log(oil[2007] / oil[2006]), np.log1p(rise[2007] / 100)]  # fmt: skip
    assert np.allclose(mine[2:], expected)
    assert np.expm1(rows[:, [2, 5]]).max() <= source.HIGHEST + 1e-12


def test_what_is_stored_is_what_is_fitted_and_knows_nothing_later():
    then = WORLD.as_of(2012)
    again, stored = of_document(source.estimate(source.panel(then))), pass_through(then)
    assert np.allclose(again.coefficient, stored.coefficient, rtol=1e-4)
    assert np.allclose(again.covariance, stored.covariance, rtol=1e-4)
    assert again.rows == stored.rows


def test_no_forecast_of_the_fund_is_taken_for_a_price():
    told = WORLD.table("macro").filter(pl.col("inflation_imf_forecast")).select("ccode", "year").collect()
    rows = {tuple(row) for row in source.panel(WORLD)[:, :2].astype(int).tolist()}
    assert not rows & set(told.rows())
