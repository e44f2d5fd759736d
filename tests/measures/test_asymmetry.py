"""Asymmetry of capability, product and arms."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from tests.measures.asking import pairs
from westphalia.record.grid import build


@pytest.fixture(scope="module")
def world():
    return wp.load()


def share(world, code, year):
    """Return the mean of two shares of the members of the system: of the index, and of output times output a head."""
    members = world.members(year, "cow")
    index = world.table("capabilities").filter(year=year).filter(pl.col("ccode").is_in(members)).collect()
    output = world.table("economy").filter(year=year).filter(pl.col("ccode").is_in(members)).collect()
    output = output.with_columns(
        own=pl.when(~pl.col("pwtrgdp_doubt") & ~pl.col("mrgdppc_doubt")).then(
            pl.col("pwtrgdp") * pl.col("mrgdppc")
        )
    )
    parts = [(index, "cinc"), (output, "own")]
    of = [(frame.filter(ccode=code)[name].sum() or 0.0) / frame[name].sum() for frame, name in parts]
    return sum(of) / 2


def test_china_is_not_the_stronger_because_it_is_the_larger(world):
    grid = build(world, (2004, 2004), "cow", dyads=True, directed=False)
    row = (grid.codes[grid.one] == 2) & (grid.codes[grid.two] == 710)
    assert pairs(world, "junior", grid)[row][0, 0] < 0.4


def test_against_the_table_and_the_mirror(world):
    grid = build(world, (2010, 2010), "cow", dyads=True, directed=False)
    row = (grid.codes[grid.one] == 365) & (grid.codes[grid.two] == 630)
    ways = pairs(world, "capability_advantage", grid)
    assert ways[row][0, 0] == pytest.approx(
        np.log(share(world, 365, 2010) / share(world, 630, 2010)), rel=1e-3
    )
    np.testing.assert_array_equal(ways[:, 0], -ways[:, 1])
    np.testing.assert_array_equal(pairs(world, "asymmetry", grid), np.abs(ways[:, 0]))
    shares = pairs(world, "junior", grid)
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    assert shares[row][0, 0] < 0.5 < shares[row][0, 1]
    assert np.isfinite(ways).all()


def test_unknown_past_the_coverage(world):
    grid = build(world, (2021, 2024), "cow", dyads=True, directed=False)
    assert np.isnan(pairs(world, "product_advantage", grid)).all()
    assert np.isnan(pairs(world, "asymmetry", grid)[grid.when + grid.first > 2022]).all()


def test_arms_of_ten_years(world):
    grid = build(world, (2000, 2000), "cow", dyads=True, directed=False)
    values = pairs(world, "arms_dependence", grid)
    rows = world.table("arms_transfers").filter(recipient=630).collect()
    rows = rows.filter(rows["year"].is_between(1991, 2000))
    sold = world.table("arms_transfers").filter(supplier=630).collect()
    members = set(world.universe().tolist())
    sold = sold.filter(sold["year"].is_between(1991, 2000), pl.col("recipient").is_in(members))
    expected = rows.filter(supplier=365)["tiv"].sum() / (rows["tiv"].sum() + sold["tiv"].sum())
    row = (grid.codes[grid.one] == 365) & (grid.codes[grid.two] == 630)
    assert values[row][0, 1] == pytest.approx(expected, rel=1e-5)
    wide = build(world, (1957, 2001), "cow", dyads=True, directed=False)
    again = pairs(world, "arms_dependence", wide)
    np.testing.assert_allclose(again[wide.when == 2000 - 1957], values, atol=1e-7)
    assert np.isnan(again[wide.when + wide.first < 1959]).all()
    assert np.isfinite(again[wide.when + wide.first >= 1959]).all()
