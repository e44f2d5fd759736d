"""Outside options: what the core gives nearby, by loops; what is shut; the pair left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given as of_any
from hypothesis import strategies as st

import westphalia as wp
from tests.conftest import examples
from tests.measures.asking import pairs, states
from westphalia.measures.outside_options import (
    REACH,
    Offers,
    given,
    nearness,
    offers,
)
from westphalia.record.geography import great_circle, towns
from westphalia.record.grid import build


@pytest.fixture(scope="module")
def world():
    return wp.load()


@examples(30)
@of_any(st.integers(0, 10_000))
def test_given_is_what_loops_find(seed):
    chance = np.random.default_rng(seed)
    close, near = chance.random((5, 5)), chance.random((5, 5))
    for matrix in (close, near):
        np.fill_diagonal(matrix, 0)
    found = given(close, near)
    for i in range(5):
        for k in range(5):
            if i != k:
                others = [m for m in range(5) if m not in (i, k)]
                expected = sum(near[i, m] * close[m, k] for m in others) / sum(near[i, m] for m in others)
                assert found[i, k] == pytest.approx(expected)


def test_of_pairs_by_hand():
    offer = np.array([[0, 0.2, 0.6], [0.4, 0, 0.8], [0.5, 0.5, 0]])
    of = Offers(np.array([1, 2, 3]), np.array([0.25, 0.25, 0.5]), offer)
    assert of.of_states() == pytest.approx([(0.05 + 0.3) / 0.75, (0.1 + 0.4) / 0.75, (0.125 + 0.125) / 0.5])
    assert of.of_pairs(np.array([0]), np.array([1]))[0] == pytest.approx([0.6, 0.8])


def test_no_core_left_no_options():
    of = Offers(np.array([1, 2]), np.array([0.6, 0.4]), np.array([[0, 0.5], [0.5, 0]]))
    assert of.of_pairs(np.array([0]), np.array([1])).tolist() == [[0, 0]]


@pytest.mark.parametrize("year", [1830, 1914, 2010])
def test_nearness(world, year):
    codes = np.array(world.members(year, "cow"))
    near, seats = nearness(world, year), towns(world, year)
    assert np.array_equal(near, near.T)
    far = np.exp(-great_circle(np.radians([seats[200][1:], seats[365][1:]])) / REACH)[0, 1]
    at = np.searchsorted(codes, [200, 365])
    assert near[at[0], at[1]] == pytest.approx(far)


def test_a_border_is_near(world):
    codes = np.array(world.members(2010, "cow"))
    russia, china, iran = np.searchsorted(codes, [365, 710, 630])
    near = nearness(world, 2010)
    assert near[russia, china] == 1
    assert 0.3 < near[russia, iran] < 1


def test_what_was_fought_is_shut(world):
    of = offers(world, 1952)
    china, us, canada = np.searchsorted(of.codes, [710, 2, 20])
    assert of.offer[china, us] == 0
    assert of.offer[canada, us] > 0.3


def test_history(world):
    codes = np.array([290, 365, 630, 710])
    poland, russia, iran, china = states(world, "outside_options", codes, (1985, 2014))[:, [0, 29]]
    assert russia[0] < 0.1 < iran[1] < poland[1]
    assert china[0] > iran[0]
    then = states(world, "outside_options", codes, (1970, 1985))[2]
    assert then[0] > 0.2 > 0.1 > then[-1]


def test_sanctions_shut_too(world):
    codes = np.array(world.members(2010, "cow"))
    free, shut = (
        states(world, name, codes, (2010, 2010))[:, 0] for name in ("outside_options", "outside_options_open")
    )
    assert (shut <= free + 1e-12).all()
    iran = np.searchsorted(codes, 630)
    assert shut[iran] < free[iran] - 0.1
    assert np.isnan(states(world, "outside_options_open", codes[:1], (1949, 1949))).all()


def test_whole_history(world):
    grid = build(world, (1816, 2014), "cow", dyads=True, directed=False)
    grid = grid.keep((grid.when + grid.first) % 9 == 0)
    found = pairs(world, "options_without", grid)
    assert not np.isnan(found).any()
    assert found.min() >= 0
    assert found.max() <= 1
    some = np.random.default_rng(2).random(len(grid.cells)) < 0.01
    assert np.array_equal(pairs(world, "options_without", grid.keep(some)), found[some])
    assert pairs(world, "least_options", grid.keep(some)) == pytest.approx(found[some].min(axis=1))


@pytest.mark.parametrize("year", [1900, 1985])
def test_nothing_later(world, year):
    then = world.as_of(year)
    grid = build(world, (year, year), "cow", dyads=True, directed=False)
    assert pairs(then, "options_without", grid) == pytest.approx(pairs(world, "options_without", grid))
    assert np.isnan(states(then, "outside_options", [2], (year + 1, year + 1))).all()
