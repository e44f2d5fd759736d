"""Remoteness: the map, regimes, families."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from tests.measures.asking import pairs, states
from westphalia.record.grid import build


@pytest.fixture(scope="module")
def world():
    return wp.load()


def pick(grid, values, one, two, year):
    at = (grid.codes[grid.one] == one) & (grid.codes[grid.two] == two) & (grid.when == year - grid.first)
    return float(values[at][0])


@pytest.mark.parametrize(
    ("name", "pair"),
    [("capital_distance", (365, 630)), ("capital_distance", (640, 651)), ("minimum_distance", (2, 365))],
)
def test_the_logarithm_of_the_distance(world, name, pair):
    grid = build(world, (1900, 2010), "cow", dyads=True, directed=False)
    grid = grid.keep((grid.codes[grid.one] == pair[0]) & (grid.codes[grid.two] == pair[1]))
    found, plain = pairs(world, f"log_{name}", grid), pairs(world, name, grid)
    assert np.isfinite(found).any()
    np.testing.assert_allclose(found, np.log1p(plain), rtol=1e-9)


def test_neighbours(world):
    grid = build(world, (2000, 2018), "cow", dyads=True, directed=False)
    values = pairs(world, "not_contiguous", grid)
    assert pick(grid, values, 2, 20, 2000) == 0
    assert pick(grid, values, 2, 40, 2000) == 0.75  # Florida and Cuba
    assert pick(grid, values, 2, 200, 2000) == 1
    assert np.isnan(values[grid.when + grid.first > 2016]).all()


def test_regimes(world):
    grid = build(world, (1980, 1980), "cow", dyads=True, directed=False)
    assert pick(grid, pairs(world, "polity_distance", grid), 2, 365, 1980) == pytest.approx(17 / 20)
    assert pick(grid, pairs(world, "regime_distance", grid), 2, 200, 1980) < 0.1
    differs = pairs(world, "regime_family_differs", grid)
    assert pick(grid, differs, 2, 200, 1980) == 0
    assert pick(grid, differs, 2, 365, 1980) == 1
    early = build(world, (1949, 1949), "cow", dyads=True, directed=False)
    assert np.isnan(pairs(world, "regime_family_differs", early)).all()


def test_families_of_regimes(world):
    """Iran was a monarchy to the revolution of 1979; the list begins in 1950."""
    iran, america = states(world, "regime_family", (630, 2), (1949, 2020))
    assert iran[1978 - 1949] == 1
    assert iran[1990 - 1949] != 1
    assert (america[1:] == 0).all()
    assert np.isnan(america[0])
