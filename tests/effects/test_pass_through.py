"""Oil in consumer prices: levels by hand, draws as unsure as the estimate, nothing later than a world knows."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from westphalia.effects.distribution import correlated
from westphalia.effects.pass_through import PassThrough, pass_through
from westphalia.errors import NoAnswer

WORLD = wp.load()
SIMPLE = PassThrough(np.array([0.02, 0.01, 0.5]), np.diag([1e-4, 4e-6, 1e-4]), 100, 10, 1982, 2001)


def test_levels_add_up_the_rises_of_each_year():
    rises = [0.02, 0.5 * 0.02 + 0.01, 0.5 * (0.5 * 0.02 + 0.01)]
    assert [SIMPLE.level(years) for years in (1, 2, 3)] == pytest.approx(np.cumsum(rises).tolist())


def test_draws_are_as_unsure_as_the_estimate():
    found = SIMPLE.drawn(1, 20_000, 1)
    assert found.mean() == pytest.approx(0.02, abs=3e-4)
    assert found.std() == pytest.approx(0.01, rel=0.03)
    assert (SIMPLE.drawn(1, 5, 1) == found[:5]).all()


def test_numbers_estimated_together_are_drawn_together():
    held = np.array([[0.04, -0.05], [-0.05, 0.09]])
    assert np.allclose(np.cov(correlated("x", np.zeros(2), held, 20_000, 3).T), held, atol=3e-3)


def test_the_estimate_of_all_states():
    found = pass_through(WORLD)
    assert (found.first, found.last) == (1982, 2024)
    assert found.rows > 6500
    assert found.states > 180
    assert 0 < found.coefficient[0] < 0.04 + 2 * found.error[0]


def test_as_of_a_year_the_estimate_is_of_years_until_then():
    assert pass_through(WORLD.as_of(2010)).last == 2010
    with pytest.raises(NoAnswer, match="no estimate yet"):
        pass_through(WORLD.as_of(1995))
