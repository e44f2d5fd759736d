"""Random numbers by key: the same whatever else is asked, and as random as they claim."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from westphalia.record.draws import normal, numbered, stream, uniform, words

CODES, YEARS = (grid.ravel() for grid in np.meshgrid(np.arange(2, 202), np.arange(1816, 2016)))


@given(st.permutations(range(50)), st.integers(1, 50))
def test_order_and_company_are_nothing(order, kept):
    codes, years = np.arange(50) % 7, np.arange(50)
    whole = words(stream("x", 1), codes, years)
    some = np.array(order[:kept])
    assert (words(stream("x", 1), codes[some], years[some]) == whole[some]).all()


def test_keys_do_not_run_together():
    names = [("a", 1), ("a1",), ("a", "1"), (1, "a"), ("a", 1, 1), ("a", 11), ("", "a1")]
    assert len({stream(*name) for name in names}) == len(names)


def test_numbers_of_a_stream_are_known():
    """So that another version gives the same draws."""
    assert [int(word) for word in words(stream("westphalia", 1), [2, 365], [1990, 2022])] == [
        4962456771607979576,
        11379364354144088474,
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_uniform_over_a_lattice_of_states_and_years(seed):
    drawn = uniform(stream("test", seed), CODES, YEARS)
    assert stats.kstest(drawn, "uniform").pvalue > 0.001
    assert len(np.unique(drawn)) == len(drawn)


def test_neighbours_are_strangers():
    """States, years, draws and seeds next to each other are uncorrelated: 40,000 numbers each, five standard errors."""
    square = normal(stream("test", 1, 1), CODES, YEARS).reshape(200, 200)
    limit = 5 / np.sqrt(square.size)
    assert abs(np.corrcoef(square[1:].ravel(), square[:-1].ravel())[0, 1]) < limit
    assert abs(np.corrcoef(square[:, 1:].ravel(), square[:, :-1].ravel())[0, 1]) < limit
    for other in (stream("test", 2, 1), stream("test", 1, 2)):
        again = normal(other, CODES, YEARS)
        assert abs(np.corrcoef(square.ravel(), again)[0, 1]) < limit


def test_a_text_has_one_number():
    one, two, three, none = numbered(["USA-1869", "USA-1870", "USA-1869", None])
    assert one == three
    assert len({int(one), int(two), int(none)}) == 3
