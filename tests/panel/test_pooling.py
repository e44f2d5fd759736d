"""Rubin's rules: by hand, beside another implementation, and as often right as they say."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.imputation.mice import MICE

from westphalia.errors import NotUnderstood
from westphalia.panel import pool


def test_by_hand():
    """Five draws with estimates 2, 4, 4, 5, 5 and variances 1, 1, 2, 2, 4, worked out in fractions."""
    q, m = [Fraction(x) for x in (2, 4, 4, 5, 5)], 5
    between = sum((x - 4) ** 2 for x in q) / (m - 1)
    assert between == Fraction(3, 2)
    total = Fraction(2) + Fraction(6, 5) * between
    assert total == Fraction(19, 5)
    share = Fraction(6, 5) * between / total
    assert share == Fraction(9, 19)
    large = (m - 1) / share**2
    assert large == Fraction(1444, 81)
    observed = Fraction(21, 23) * 20 * (1 - share)
    degrees = 1 / (1 / large + 1 / observed)
    found = pool([2, 4, 4, 5, 5], [1, 1, 2, 2, 4], complete=20)
    assert found.estimate.item() == 4
    assert found.within.item() == 2
    assert found.between.item() == pytest.approx(1.5)
    assert found.total.item() == pytest.approx(3.8)
    assert found.degrees.item() == pytest.approx(float(degrees))
    assert pool([2, 4, 4, 5, 5], [1, 1, 2, 2, 4]).degrees.item() == pytest.approx(float(large))
    odds = share / (1 - share)
    assert found.missing.item() == pytest.approx(float((odds + 2 / (degrees + 3)) / (odds + 1)))
    half = stats.t(float(degrees)).ppf(0.975) * np.sqrt(3.8)
    assert found.interval()[0].tolist() == pytest.approx([4 - half, 4 + half])
    assert found.interval(0.5)[0, 1] == pytest.approx(4 + stats.t(float(degrees)).ppf(0.75) * np.sqrt(3.8))


def test_as_statsmodels_pools():
    """The rules as statsmodels applies them to its own imputations."""
    rng = np.random.default_rng(1)
    estimates = rng.normal(size=(12, 3))
    roots = rng.normal(size=(12, 3, 3))
    covariances = roots @ roots.transpose(0, 2, 1) + np.eye(3)
    fits = []
    for q, u in zip(estimates, covariances, strict=True):
        fit = SimpleNamespace(params=q, cov_params=lambda u=u: u)
        fits.append(SimpleNamespace(_results=fit, scale=1.0))
    asked = SimpleNamespace(results_list=fits, exog_names=["a", "b", "c"], endog_names="y", model_class=None)
    theirs = MICE.combine(asked)
    ours = pool(estimates, covariances)
    assert ours.estimate == pytest.approx(np.asarray(theirs.params))
    assert ours.total == pytest.approx(np.asarray(theirs.cov_params()))
    assert 13 / 12 * np.diag(ours.between) / np.diag(ours.total) == pytest.approx(theirs.frac_miss_info)


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=30), st.floats(0.01, 10), st.integers(2, 1000))
def test_what_always_holds(estimates, variance, complete):
    found = pool(estimates, np.full(len(estimates), variance), complete)
    assert found.total.item() >= found.within.item()
    assert 0 < found.degrees.item() <= complete
    assert 0 <= found.missing.item() <= 1
    low, high = found.interval()[0]
    assert low < found.estimate.item() < high
    moved = pool(np.array(estimates) * 3 + 1, np.full(len(estimates), variance * 9), complete)
    assert moved.interval()[0] == pytest.approx(np.array([low, high]) * 3 + 1, rel=1e-6, abs=1e-6)


def test_draws_that_do_not_differ_are_one():
    found = pool([[1.0, 2.0]] * 4, [np.diag([4.0, 9.0])] * 4)
    assert found.total.tolist() == [[4, 0], [0, 9]]
    assert np.isinf(found.degrees).all()
    assert found.missing.tolist() == [0, 0]
    assert found.interval()[1].tolist() == pytest.approx([2 - 3 * 1.959964, 2 + 3 * 1.959964])
    assert pool([1.0] * 4, [4.0] * 4, complete=10).degrees.item() == pytest.approx(11 / 13 * 10)


@pytest.mark.parametrize(
    ("estimates", "covariances", "what"),
    [
        ([1.0], [1.0], "1 draw cannot be pooled"),
        ([[1.0, 2.0]] * 3, [1.0] * 3, "do not go together"),
        ([[1.0, 2.0]] * 3, np.ones((3, 3, 3)), "do not go together"),
        ([1.0, np.nan], [1.0, 1.0], "not a finite number"),
    ],
)
def test_what_does_not_fit_is_said(estimates, covariances, what):
    with pytest.raises(NotUnderstood, match=what):
        pool(estimates, covariances)


SAMPLES, ROWS, DRAWS = 400, 200, 20
CLOSE = 3 * np.sqrt(0.95 * 0.05 / SAMPLES)
"""Three standard errors of how often an interval of 95 per cent holds the truth in the samples."""


def held(estimates: np.ndarray, variances: np.ndarray, truth: float, complete: float) -> float:
    """Return in which share of samples the pooled interval holds the truth, of estimates and variances (draws, samples)."""
    found = [pool(q, u, complete).interval()[0] for q, u in zip(estimates.T, variances.T, strict=True)]
    return float(np.mean([low <= truth <= high for low, high in found]))


def slopes(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return constant, slope and what is left over (samples,) of regressions of y on x, both (samples, rows)."""
    away = x - x.mean(axis=1, keepdims=True)
    b = (away * y).sum(axis=1) / (away**2).sum(axis=1)
    a = y.mean(axis=1) - b * x.mean(axis=1)
    return a, b, ((y - a[:, None] - b[:, None] * x) ** 2).sum(axis=1)


def pooled(draws: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return slopes and their variances (draws, samples) on each draw of x (draws, samples, rows)."""
    spread = draws.var(axis=2) * ROWS
    fits = [slopes(x, y) for x in draws]
    left = np.array([fit[2] for fit in fits])
    return np.array([fit[1] for fit in fits]), left / (ROWS - 2) / spread


def measured(seed: int) -> tuple[np.random.Generator, np.ndarray, np.ndarray]:
    """Return x with an error of variance 1, and y = x + a normal error, of a standard normal x (samples, rows)."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(size=(SAMPLES, ROWS))
    return rng, truth + rng.normal(size=truth.shape), truth + rng.normal(size=truth.shape)


def test_a_mean_of_estimates_is_held_as_often_as_is_said():
    rng, x, _ = measured(1)
    draws = []
    for _ in range(DRAWS):
        mean = x.mean(axis=1) + rng.normal(size=SAMPLES) * np.sqrt(2 / ROWS)
        draws.append((x + mean[:, None]) / 2 + rng.normal(size=x.shape) * np.sqrt(1 / 2))
    rows = np.array(draws)
    share = held(rows.mean(axis=2), rows.var(axis=2, ddof=1) / ROWS, 0.0, ROWS - 1)
    assert abs(share - 0.95) < CLOSE


def test_a_slope_on_estimates_drawn_with_the_outcome_is_held_as_often_as_is_said():
    """Draws from what measurement and outcome together say of x, the parameters drawn too: 20 of 300 steps of a Gibbs sampler."""
    rng, seen, y = measured(2)
    x, draws = seen.copy(), []
    for step in range(100 + 10 * DRAWS):
        a, b, left = slopes(x, y)
        noise = left / rng.chisquare(ROWS - 2, SAMPLES)
        centre, width = x.mean(axis=1), x.var(axis=1) * ROWS
        b = b + rng.normal(size=SAMPLES) * np.sqrt(noise / width)
        a = y.mean(axis=1) - b * centre + rng.normal(size=SAMPLES) * np.sqrt(noise / ROWS)
        spread = width / rng.chisquare(ROWS - 1, SAMPLES)
        mean = centre + rng.normal(size=SAMPLES) * np.sqrt(spread / ROWS)
        precision = 1 + 1 / spread + b**2 / noise
        drawn = seen + (mean / spread)[:, None] + (b / noise)[:, None] * (y - a[:, None])
        x = drawn / precision[:, None] + rng.normal(size=x.shape) / np.sqrt(precision)[:, None]
        if step >= 100 and step % 10 == 0:
            draws.append(x)
    share = held(*pooled(np.array(draws), y), 1.0, ROWS - 2)
    assert abs(share - 0.95) < CLOSE


def test_a_slope_on_estimates_drawn_without_the_outcome_is_pulled_to_zero():
    """By the share of the variance of a draw that is signal, here a half, as the guide says; the slope on the estimates themselves is not."""
    rng, seen, y = measured(3)
    draws = seen / 2 + rng.normal(size=(DRAWS, *seen.shape)) * np.sqrt(1 / 2)
    estimates, variances = pooled(draws, y)
    assert estimates.mean() == pytest.approx(0.5, abs=0.01)
    assert held(estimates, variances, 1.0, ROWS - 2) < 0.01
    assert slopes(seen / 2, y)[1].mean() == pytest.approx(1, abs=0.02)
