"""Remoteness: the map, regimes, families."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from westphalia.measures import remoteness
from westphalia.measures.registry import get
from westphalia.record.grid import build


@pytest.fixture(scope="module")
def world():
    return wp.load()


def pick(grid, values, one, two, year):
    at = (grid.codes[grid.one] == one) & (grid.codes[grid.two] == two) & (grid.when == year - grid.first)
    return float(values[at][0])


@pytest.mark.parametrize(
    ("name", "pair", "compute"),
    [
        ("capital_distance", (365, 630), remoteness.log_capital_distance),
        ("capital_distance", (640, 651), remoteness.log_capital_distance),
        ("minimum_distance", (2, 365), remoteness.log_minimum_distance),
    ],
)
def test_the_same_as_the_measure_of_one_pair(world, name, pair, compute):
    measure = get(name)
    grid = build(world, (1900, 2010), "cow", dyads=True, directed=False)
    grid = grid.keep((grid.codes[grid.one] == pair[0]) & (grid.codes[grid.two] == pair[1]))
    single = measure.read(world, measure, pair)
    expected = [np.log1p(single.get(year, np.nan)) for year in (grid.when + grid.first).tolist()]
    np.testing.assert_allclose(compute(world, grid), expected, rtol=1e-9)


def test_neighbours(world):
    grid = build(world, (2000, 2018), "cow", dyads=True, directed=False)
    values = remoteness.not_contiguous(world, grid)
    assert pick(grid, values, 2, 20, 2000) == 0
    assert pick(grid, values, 2, 40, 2000) == 0.75  # Florida and Cuba
    assert pick(grid, values, 2, 200, 2000) == 1
    assert np.isnan(values[grid.when + grid.first > 2016]).all()


def test_regimes(world):
    grid = build(world, (1980, 1980), "cow", dyads=True, directed=False)
    assert pick(grid, remoteness.polity_distance(world, grid), 2, 365, 1980) == pytest.approx(17 / 20)
    assert pick(grid, remoteness.regime_distance(world, grid), 2, 200, 1980) < 0.1
    differs = remoteness.family_differs(world, grid)
    assert pick(grid, differs, 2, 200, 1980) == 0
    assert pick(grid, differs, 2, 365, 1980) == 1
    early = build(world, (1949, 1949), "cow", dyads=True, directed=False)
    assert np.isnan(remoteness.family_differs(world, early)).all()
