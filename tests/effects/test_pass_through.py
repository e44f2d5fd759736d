"""How much of a change in the price of oil reaches consumer prices in the panel of this edition is what the parameter file says."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from westphalia.effects.parameters import of_file
from westphalia.record.world import load

MOST = 50.0
"""Per cent a year: beyond it inflation is money, not oil."""


def panel() -> pl.DataFrame:
    """Return inflation, its value a year before, and the change of Brent in both years, in per cent."""
    world = load()
    oil = world.scan("prices_annual").filter(pl.col("series") == "imf_crude_brent").sort("year").collect()
    change = oil.select("year", oil=pl.col("price").log().diff() * 100).with_columns(
        before=pl.col("oil").shift(1)
    )
    told = world.scan("macro").select("ccode", "year", y=pl.col("inflation_wdi")).drop_nulls().collect()
    told = told.filter(pl.col("y").abs() < MOST)
    lag = told.select("ccode", pl.col("year") + 1, lag="y")
    return told.join(lag, on=["ccode", "year"]).join(change, on="year").drop_nulls()


def test_pass_through_of_the_panel():
    """Least squares with state effects and lagged inflation; errors by year, in which all states share one price."""
    frame = panel()
    columns = ("y", "oil", "before", "lag")
    within = frame.select("year", *(pl.col(name) - pl.col(name).mean().over("ccode") for name in columns))
    y, x = within["y"].to_numpy(), within.select(columns[1:]).to_numpy()
    bread = np.linalg.inv(x.T @ x)
    slopes = bread @ x.T @ y
    error, years = y - x @ slopes, within["year"].to_numpy()
    scores = np.array([x[years == year].T @ error[years == year] for year in np.unique(years)])
    spread = np.sqrt(np.diag(bread @ scores.T @ scores @ bread))
    (entry,) = of_file("inflation")["inflation.oil.panel"]
    assert len(frame) == 6312
    assert slopes[0] == pytest.approx(entry.value, abs=0.0005)
    assert entry.distribution is not None
    assert entry.distribution.normal is not None
    assert spread[0] == pytest.approx(entry.distribution.normal.sd, abs=0.0005)
