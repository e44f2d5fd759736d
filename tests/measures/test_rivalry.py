"""Rivalry now, remembered, and in third states."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from tests.measures.asking import pairs
from westphalia.measures.grievance.memory import HALF_LIFE
from westphalia.record.grid import build


@pytest.fixture(scope="module")
def world():
    return wp.load()


def at(grid, values, one, two, year):
    rows = (grid.codes[grid.one] == one) & (grid.codes[grid.two] == two) & (grid.when == year - grid.first)
    return float(values[rows][0])


@pytest.fixture(scope="module")
def grid(world):
    return build(world, (1816, 2024), "cow", dyads=True, directed=False)


def test_russia_and_iran_were_rivals_to_1828(world, grid):
    force, since, memory = (
        pairs(world, name, grid) for name in ("rivalry_in_force", "years_since_rivalry", "rivalry_memory")
    )
    assert at(grid, force, 750, 770, 1990) == at(grid, force, 2, 365, 1960) == 1
    assert at(grid, force, 2, 200, 2000) == 0
    assert at(grid, since, 365, 630, 1900) == 72
    assert at(grid, memory, 365, 630, 1900) == pytest.approx(0.5 ** (72 / HALF_LIFE))
    assert np.isnan(at(grid, since, 20, 900, 1990))
    assert at(grid, memory, 20, 900, 1990) == 0
    late = grid.when + grid.first > 2020
    assert np.isnan(force[late]).all()
    assert not np.isnan(force[~late]).any()


def test_a_year_alone_gives_what_the_whole_gives(world, grid):
    one = build(world, (1975, 1975), "cow", dyads=True, directed=False)
    rows = grid.rows_of(np.full(len(one.cells), 1975), one.one, one.two)
    for name in ("rivalry_memory", "opposite_sides"):
        np.testing.assert_array_equal(pairs(world, name, one), pairs(world, name, grid)[rows])


def test_opposite_sides_in_a_third_state(world, grid):
    values = pairs(world, "opposite_sides", grid)
    assert at(grid, values, 2, 710, 1953) == 1  # Korea
    assert at(grid, values, 2, 710, 1979) == pytest.approx(0.5 ** (26 / HALF_LIFE), abs=0.5)
    assert at(grid, values, 2, 20, 1953) == 0
    then = pairs(
        world.as_of(1949), "opposite_sides", build(world, (1949, 1949), "cow", dyads=True, directed=False)
    )
    known = np.nan_to_num(values[grid.when == 1949 - grid.first])
    np.testing.assert_array_equal(np.nan_to_num(then), known)
