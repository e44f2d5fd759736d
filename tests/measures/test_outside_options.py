"""Outside options: what is left without the chief partner, by loops; who is shut out; the pair left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import westphalia as wp
from tests.conftest import examples
from tests.measures.asking import pairs, states
from westphalia.measures.outside_options import Options, options
from westphalia.record.grid import build


@pytest.fixture(scope="module")
def world():
    return wp.load()


def some(seed, n=6):
    chance = np.random.default_rng(seed)
    near = chance.random((n, n))
    np.fill_diagonal(near, 0)
    weight = np.where(chance.random(n) < 0.6, chance.random(n), 0.0)
    weight[0] += 0.1
    return Options(np.arange(n), weight / weight.sum(), near)


@examples(30)
@given(st.integers(0, 10_000))
def test_what_is_left_without_the_chief_partner_is_what_loops_find(seed):
    of = some(seed)
    found = of.of_states()
    for i in range(6):
        powers = {k: of.weight[k] for k in range(6) if of.weight[k] > 0 and k != i}
        if len(powers) > 1:
            chief = max(powers, key=lambda k: of.weight[k] * of.open[i, k])
            left = {k: weight for k, weight in powers.items() if k != chief}
            expected = sum(weight * of.open[i, k] for k, weight in left.items()) / sum(left.values())
            assert found[i] == pytest.approx(expected)
        else:
            assert found[i] == pytest.approx(0)


@examples(30)
@given(st.integers(0, 10_000))
def test_without_the_second_is_what_loops_find(seed):
    of = some(seed)
    one, two = np.nonzero(~np.eye(6, dtype=bool))
    for i, j, value in zip(one.tolist(), two.tolist(), of.of_pairs(one, two), strict=True):
        powers = {k: of.weight[k] for k in range(6) if of.weight[k] > 0 and k not in (i, j)}
        expected = (
            sum(weight * of.open[i, k] for k, weight in powers.items()) / sum(powers.values())
            if powers
            else 0
        )
        assert value == pytest.approx(expected)


def test_a_client_of_one_power_has_nothing_else():
    near = np.array([[0, 1, 0.5, 0.5], [1, 0, 0.5, 0], [0.5, 0.5, 0, 0], [0.5, 0, 0, 0]])
    found = Options(np.arange(4), np.array([0.5, 0.3, 0.2, 0]), near).of_states()
    assert found[3] == 0
    assert found[2] == pytest.approx(0.5)


def test_what_was_fought_rivals_and_sanctions_are_shut(world):
    of = options(world, 1952)
    china, us, canada, soviet = np.searchsorted(of.codes, [710, 2, 20, 365])
    assert of.open[china, us] == of.open[us, china] == 0
    assert of.open[us, soviet] == 0
    assert of.open[canada, us] > 0.3
    assert options(world, 1990).open[np.searchsorted(options(world, 1990).codes, 20), 0] > 0.3, (
        "a quarrel over fish is no war"
    )


def test_history(world):
    codes = np.array([290, 365, 630, 255, 710])
    poland, russia, iran, _, china = states(world, "outside_options", codes, (1970, 2014))[:, [15, 44]]
    assert russia[0] < 0.1 < poland[1]
    assert iran[1] < poland[1]
    assert china[1] < poland[1]
    between = states(world, "outside_options", np.array([211, 220, 365, 255]), (1920, 1938))
    belgium, france, soviet, germany = between[:, 1], between[:, 1], between[2], between[3]
    assert belgium[0] > 0.25 > soviet[0]
    assert france[1] > germany[18]


def test_whole_history(world):
    grid = build(world, (1919, 2014), "cow", dyads=True, directed=False)
    grid = grid.keep((grid.when + grid.first) % 9 == 0)
    found = pairs(world, "options_without", grid)
    assert not np.isnan(found).any()
    assert found.min() >= 0
    assert found.max() <= 1
    chosen = np.random.default_rng(2).random(len(grid.cells)) < 0.01
    assert np.array_equal(pairs(world, "options_without", grid.keep(chosen)), found[chosen])
    assert pairs(world, "least_options", grid.keep(chosen)) == pytest.approx(found[chosen].min(axis=1))


def test_not_claimed_before_it_tells_anything(world):
    """Before 1919 it does not tell states with other doors open from those without (docs/validity.md): unknown, not a number."""
    assert np.isnan(states(world, "outside_options", [200, 300], (1816, 1918))).all()


@pytest.mark.parametrize("year", [1925, 1985])
def test_nothing_later(world, year):
    then = world.as_of(year)
    grid = build(world, (year, year), "cow", dyads=True, directed=False)
    assert pairs(then, "options_without", grid) == pytest.approx(pairs(world, "options_without", grid))
    assert np.isnan(states(then, "outside_options", [2], (year + 1, year + 1))).all()
