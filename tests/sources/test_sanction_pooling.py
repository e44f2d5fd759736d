"""Cases drawn from one distribution: recovery of what was put in, pull by how unsure, and the excess of a single pair."""

from __future__ import annotations

import numpy as np

from sources.sanction_pooling import excess, pool


def test_mean_and_spread_are_recovered() -> None:
    rng = np.random.default_rng(1)
    m, mean = 400, np.array([-1.0, -0.5])
    between = np.array([[0.5, 0.2], [0.2, 0.3]])
    truth = rng.multivariate_normal(mean, between, m)
    spread = rng.uniform(0.05, 0.4, m)
    covariances = spread[:, None, None] * np.eye(2)
    found = pool(truth + rng.normal(size=(m, 2)) * np.sqrt(spread)[:, None], covariances)
    assert np.abs(found.mean - mean).max() < 0.12
    assert np.abs(found.between - between).max() < 0.12
    # three standard errors of the mean, and the cases nearer to the truth than their estimates were
    assert (np.abs(found.mean - mean) < 3 * np.sqrt(np.diag(found.mean_covariance))).all()
    estimates = truth + rng.normal(size=(m, 2)) * np.sqrt(spread)[:, None]
    pulled = pool(estimates, covariances).cases
    assert np.mean((pulled - truth) ** 2) < np.mean((estimates - truth) ** 2)


def test_what_is_sure_stays_and_what_is_not_goes_to_the_mean() -> None:
    estimates = np.array([[-2.0, -2.0], [0.0, 0.0], [-1.0, -1.0], [-4.0, 2.0]])
    covariances = np.array([1e-6 * np.eye(2), 1e-6 * np.eye(2), 1e-6 * np.eye(2), 1e4 * np.eye(2)])
    found = pool(estimates, covariances)
    assert np.abs(found.cases[:3] - estimates[:3]).max() < 1e-3
    assert np.abs(found.cases[3] - found.mean).max() < 0.01


def test_placebos_that_scatter_as_they_ought_to_have_no_excess() -> None:
    rng = np.random.default_rng(2)
    variances, pairs = rng.uniform(0.1, 0.3, 5_000), rng.integers(1, 20, 5_000).astype(float)
    assert excess(rng.normal(size=5_000) * np.sqrt(0.9 * variances), variances, pairs) == 0
    scatter = rng.normal(size=5_000) * np.sqrt(variances + 0.4 / pairs)
    assert abs(excess(scatter, variances, pairs) - 0.4) < 0.08
