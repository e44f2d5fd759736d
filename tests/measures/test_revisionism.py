"""Distance from the leading coalition in votes and pacts: by hand, against S, and against the world."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from westphalia.measures import portfolio, revisionism
from westphalia.measures.similarity import joint, s_score


@pytest.fixture(scope="module")
def world():
    return wp.load()


def test_s_over_third_states_is_s_without_the_two():
    promised = np.random.default_rng(3).integers(0, 4, (7, 7))
    found = portfolio.alike(promised)
    for one in range(7):
        for two in range(one + 1, 7):
            others = [k for k in range(7) if k not in (one, two)]
            expected = s_score(joint(promised[[one, two]][:, others], levels=range(4)))[0]
            assert found[one, two] == pytest.approx(expected) == found[two, one]


def test_iran_stands_far_and_britain_near(world):
    values = revisionism.of_index(world, np.array([200, 365, 630]), (2012, 2022))
    assert (values[1 + 1] > 0.95).all()
    assert (values[0] < 0.3).all()
    assert ((values > 0) & (values < 1)).all()


def test_nothing_later(world):
    codes = np.array([2, 200, 365, 630])
    now, past = (revisionism.of_index(each, codes, (1988, 1993)) for each in (world, world.as_of(1990)))
    np.testing.assert_allclose(now[:, :3], past[:, :3], atol=1e-9)
    assert np.isnan(past[:, 3:]).all()
