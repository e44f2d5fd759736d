"""Luck: the loop's twin of the record's scheme, and tables that no library of mathematics decides."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from westphalia.record.draws import uniform, words
from westphalia.system import luck
from westphalia.system.kernel import arithmetic

CODES = st.integers(0, 999)


@given(st.integers(0, 2**64 - 1), st.integers(1817, 2100), st.integers(1, 10**6), CODES, CODES)
def test_the_loop_has_the_words_of_the_record(stream, year, run, one, two):
    word = np.uint64(stream)
    for part in (year, run, one, two):
        word = np.uint64(arithmetic.keyed(word, part))
    assert int(word) == int(words(stream, year, run, one, two)[0])
    assert arithmetic.unit(word) == uniform(stream, year, run, one, two)[0]


@pytest.mark.parametrize("eta", [-19.99, -12.0, -6.907, -1.0, 0.0, 0.7, 2.9])
def test_chances_are_those_of_the_complementary_log_log(eta):
    at = arithmetic.place(eta)
    below = luck.LOW + at / luck.GRAIN
    assert luck.chances()[at] == pytest.approx(-math.expm1(-math.exp(below)), rel=1e-12)
    assert 0 <= eta - below < 1 / luck.GRAIN + 1e-9


def test_thresholds_ascend_and_reach_from_almost_never_to_almost_always():
    table = luck.thresholds()
    assert (np.diff(table.astype(np.int64)) >= 0).all()
    assert table[0] == int(luck.chances()[0] * 2**52)
    assert table[-1] < 2**52


@given(st.floats(-40, 40))
def test_the_twins_of_the_exponential_agree_to_the_bit(x):
    assert arithmetic.exponential(x) == luck.exponential(np.array([x]))[0]
    assert arithmetic.exponential(x) == pytest.approx(math.exp(x), rel=1e-13)


@given(st.floats(1e-6, 1e9))
def test_the_logarithm(x):
    assert arithmetic.logarithm(x) == pytest.approx(math.log(x), rel=1e-12, abs=1e-12)


def test_quantiles_are_linear_between_those_of_the_table():
    table = np.array([-1.0, 0.0, 4.0])
    assert [arithmetic.drawn(table, u) for u in (0.0, 0.25, 0.5, 0.75, 1.0)] == [-1.0, -0.5, 0.0, 2.0, 4.0]
    assert arithmetic.log1(0.5, luck.logarithms()) == pytest.approx(math.log(1.5), abs=1e-11)
