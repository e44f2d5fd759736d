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
    own = np.triu(rng.random((n, n)), 1)
    own = own + own.T
    found = room.common(quarrel, capability, own)
    np.testing.assert_allclose(found, found.T)
    left = [
        1 - quarrel[0, k] * quarrel[1, k] * capability[k] / (capability[k] + capability[0] + capability[1])
        for k in range(2, n)
    ]
    assert found[0, 1] == pytest.approx((1 - np.prod(left)) * (1 - own[0, 1] / 2))


def test_a_small_enemy_of_small_states_counts_and_enemies_of_each_other_have_less_in_common(world):
    """The Little Entente against Hungary; China and Japan in 1926 against the Soviet Union and each other."""

    def at(one, two, year):
        grid = build(world, (year, year), "cow", dyads=True, directed=False)
        row = (grid.codes[grid.one] == one) & (grid.codes[grid.two] == two)
        return float(pairs(world, "common_adversaries", grid)[row][0])

    assert at(315, 360, 1926) > 0.05
    plain, own = np.array([[0, 0, 1.0], [0, 0, 1.0], [1.0, 1.0, 0]]), np.zeros((3, 3))
    own[0, 1] = own[1, 0] = 1
    free, at_odds = (room.common(plain, np.full(3, 0.1), each)[0, 1] for each in (np.zeros((3, 3)), own))
    assert at_odds == pytest.approx(free / 2)


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
