"""The estimator: against other programs, against truth, and against brute force."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import examples
from westphalia.models.partnership import logit
from westphalia.models.partnership.basis import Basis, make
from westphalia.models.partnership.compose import both, either, odds_ratio
from westphalia.models.partnership.features import Feature
from westphalia.models.partnership.logit import chance, fit
from westphalia.models.partnership.rates import calibrated_intercept


def simulated(rows: int = 4000, seed: int = 0):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, 4))
    truth = np.array([0.8, -0.5, 0.0, 0.3])
    offset = rng.normal(size=rows)
    y = (rng.random(rows) < chance(-1.5 + offset + x @ truth)).astype(float)
    return x, y, rng.integers(1, 4, rows).astype(float), offset, truth


def test_without_a_ridge_it_is_the_logit_of_statsmodels():
    sm = pytest.importorskip("statsmodels.api")
    x, y, weights, offset, _ = simulated()
    ours = fit(x, y, np.full(4, 1e-12), weights, offset)
    theirs = sm.GLM(
        y, sm.add_constant(x), family=sm.families.Binomial(), freq_weights=weights, offset=offset
    ).fit()
    np.testing.assert_allclose(ours.coefficients, theirs.params, atol=1e-6)
    np.testing.assert_allclose(np.sqrt(np.diag(ours.bread)), theirs.bse, rtol=1e-4)


def test_with_a_ridge_it_is_the_logit_of_scikit_learn():
    linear = pytest.importorskip("sklearn.linear_model")
    x, y, weights, _, _ = simulated()
    ours = fit(x, y, np.full(4, 25.0), weights)
    theirs = linear.LogisticRegression(C=1 / 25.0, tol=1e-10, max_iter=5000).fit(x, y, sample_weight=weights)
    np.testing.assert_allclose(ours.coefficients[1:], theirs.coef_[0], atol=1e-5)
    assert ours.coefficients[0] == pytest.approx(theirs.intercept_[0], abs=1e-5)


def test_each_column_has_its_own_ridge():
    x, y, _, _, _ = simulated()
    found = fit(x, y, np.array([1e6, 1e-9, 1e-9, 1e-9])).coefficients
    assert abs(found[1]) < 0.01
    assert found[2] == pytest.approx(-0.44, abs=0.1)


def test_truth_is_recovered_within_its_errors():
    hits = np.zeros(4)
    for seed in range(40):
        x, y, _, offset, truth = simulated(1500, seed)
        found = fit(x, y, np.full(4, 1e-9), None, offset)
        hits += np.abs(found.coefficients[1:] - truth) < 1.96 * np.sqrt(np.diag(found.bread))[1:]
    assert (hits >= 33).all()


def test_the_gradient_is_zero_at_the_optimum():
    x, y, weights, offset, _ = simulated()
    ridge = np.array([3.0, 1.0, 10.0, 0.5])
    b = fit(x, y, ridge, weights, offset).coefficients
    error = weights * (y - chance(b[0] + offset + x @ b[1:]))
    np.testing.assert_allclose(x.T @ error - ridge * b[1:], 0, atol=1e-2)
    assert error.sum() == pytest.approx(0, abs=1e-2)


def test_dyadic_meat_is_the_sum_over_pairs_of_rows_that_share_a_state():
    rng = np.random.default_rng(3)
    one = rng.integers(1, 6, 60)
    two = one + rng.integers(1, 5, 60)
    scores = rng.normal(size=(60, 3))
    shared = (one[:, None] == one) | (one[:, None] == two) | (two[:, None] == one) | (two[:, None] == two)
    np.testing.assert_allclose(logit.meat(scores, one, two), scores.T @ (shared @ scores), atol=1e-10)


def test_errors_that_share_a_state_widen_the_intervals():
    rng = np.random.default_rng(5)
    one, two = (each.ravel() for each in np.meshgrid(np.arange(60), np.arange(60)))
    one, two = one[one < two], two[one < two]
    state = rng.normal(size=60)
    trait = rng.normal(size=60)
    x = (trait[one] + trait[two])[:, None]
    y = (rng.random(len(one)) < chance(state[one] + state[two] - 1)).astype(float)
    found = fit(x, y, np.array([1e-9]))
    error = y - chance(found.coefficients[0] + x[:, 0] * found.coefficients[1])
    wide = logit.covariance(found.bread, np.column_stack([error, error * x[:, 0]]), one, two)
    assert np.sqrt(wide[1, 1]) > 1.5 * np.sqrt(found.bread[1, 1])


probability = st.floats(0.001, 0.9)


@given(probability, probability, st.floats(0.2, 40.0), st.floats(0.001, 0.05))
@examples(150)
def test_either_lies_between_its_bounds_and_grows(p, q, theta, more):
    joint = both(np.array([p]), np.array([q]), theta)[0]
    assert max(0, p + q - 1) - 1e-12 <= joint <= min(p, q) + 1e-12
    one = either(np.array([p]), np.array([q]), theta)[0]
    assert max(p, q) - 1e-12 <= one <= p + q + 1e-12
    assert either(np.array([p + more]), np.array([q]), theta)[0] >= one - 1e-12


def test_the_odds_ratio_is_found_again():
    rng = np.random.default_rng(1)
    p, q, theta = rng.uniform(0.05, 0.3, 60_000), rng.uniform(0.05, 0.3, 60_000), 4.0
    joint = both(p, q, theta)
    draw = rng.random(60_000)
    one = (draw < p).astype(float)
    two = ((draw < joint) | ((draw >= p) & (draw < p + q - joint))).astype(float)
    assert odds_ratio(p, q, one, two, np.ones(60_000)) == pytest.approx(theta, rel=0.15)


@given(st.lists(st.floats(-6, 6), min_size=2, max_size=40), st.floats(0.001, 0.5))
@examples(80)
def test_the_level_is_the_share_asked_for(eta, share):
    eta = np.array(eta)
    assert chance(eta + calibrated_intercept(eta, share)).mean() == pytest.approx(share, rel=1e-4)


def test_columns_of_a_bent_line():
    feature = (Feature("f", "f", "d", "s"),)
    x = np.concatenate([np.linspace(0, 10, 900), np.full(100, np.nan)])[:, None]
    basis = make(x, np.ones(1000), feature)
    term = basis.terms[0]
    assert (term.missing, len(term.knots), basis.width) == (True, 3, 5)
    columns = basis.columns(np.array([[term.mean], [np.nan], [1e9]]))
    np.testing.assert_allclose(columns[0], 0, atol=1e-12)  # the mean is nowhere
    np.testing.assert_allclose(columns[1], [0, 0, 0, 0, 1])
    assert columns[2, 0] == 4.0  # held within four standard deviations
    assert Basis.of(basis.to_dict()) == basis


def test_a_measure_that_never_varied_has_no_column():
    assert make(np.ones((500, 1)), np.ones(500), (Feature("f", "f", "d", "s"),)).width == 0
