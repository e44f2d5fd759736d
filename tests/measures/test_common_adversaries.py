"""Common adversaries: by hand, and in the world."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import westphalia as wp
from tests.measures.asking import pairs
from westphalia.measures import common_adversaries as room
from westphalia.record.grid import build


@pytest.fixture(scope="module")
def world():
    return wp.load()


def test_a_quarrel_fades_to_nothing_in_ten_years():
    spells = tuple(np.array([x]) for x in (2, 20, 1900, 1905))
    codes = np.array([2, 20])
    alive = [room.hostility(codes, spells, year)[1, 0] for year in (1899, 1900, 1905, 1910, 1915)]
    assert alive == [0, 1, 1, 0.5, 0]


@given(st.integers(0, 2**32 - 1), st.integers(3, 8))
def test_the_pair_itself_has_no_part_and_the_order_none(seed, n):
    rng = np.random.default_rng(seed)
    quarrel = np.triu(rng.random((n, n)), 1)
    quarrel, capability = quarrel + quarrel.T, rng.random(n)
    found = room.common(quarrel, capability)
    np.testing.assert_allclose(found, found.T)
    others = sum(capability[k] * quarrel[0, k] * quarrel[1, k] for k in range(2, n))
    assert found[0, 1] == pytest.approx(others)


def test_in_the_world(world):
    grid = build(world, (1935, 1945), "cow", dyads=True, directed=False)
    values = pairs(world, "common_adversaries", grid)

    def at(one, two, year):
        row = (grid.codes[grid.one] == one) & (grid.codes[grid.two] == two) & (grid.when == year - 1935)
        return float(values[row][0])

    assert at(2, 200, 1942) > at(2, 200, 1936)
    assert at(2, 365, 1942) > 0.1  # Germany and Japan
    assert ((values >= 0) & (values <= 1)).all()


@pytest.mark.parametrize("year", [1914, 1960, 2005])
def test_nothing_later_counts(world, year):
    grid = build(world, (year, year), "cow", dyads=True, directed=False)
    np.testing.assert_allclose(
        *(pairs(each, "common_adversaries", grid) for each in (world.as_of(year), world))
    )


def test_sanctions_only_add_and_the_coverage_ends(world):
    grid = build(world, (2000, 2016), "cow", dyads=True, directed=False)
    plain, more = pairs(world, "common_adversaries", grid), pairs(world, "common_adversaries_sanctions", grid)
    known = grid.when + grid.first <= 2014
    assert (more[known] >= plain[known] - 1e-12).all()
    assert np.isnan(plain[~known]).all()
    assert np.isnan(more[~known]).all()
