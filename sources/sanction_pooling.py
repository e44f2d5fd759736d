"""Cases of a kind drawn from one distribution: its mean and spread, and what each case is pulled to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

Floats = NDArray[np.float64]
STEPS = 5_000
ENOUGH = 1e-10


@dataclass(frozen=True, eq=False)
class Pooled:
    """A normal distribution of cases, in two directions, and the cases themselves.

    Parameters
    ----------
    mean : ndarray (2,)
        Of the cases.
    mean_covariance, between : ndarray (2, 2)
        How sure the mean is, and how far cases lie apart.
    cases : ndarray (m, 2)
        Each case, pulled to the mean as far as it is unsure.
    covariances : ndarray (m, 2, 2)
        Of these.
    """

    mean: Floats
    mean_covariance: Floats
    between: Floats
    cases: Floats
    covariances: Floats


def pool(estimates: Floats, covariances: Floats) -> Pooled:
    """Return the distribution from which cases seem to be drawn, by maximum likelihood (expectation maximisation).

    Parameters
    ----------
    estimates : ndarray (m, 2)
        One a case and direction.
    covariances : ndarray (m, 2, 2)
        Of these.

    References
    ----------
    Jackson, Riley and White (2011), Multivariate meta-analysis: potential and promise, Statistics in Medicine 30: 2481-2498.

    Examples
    --------
    >>> two = np.array([[-1.0, -1.0], [0.0, 0.0], [-1.0, 0.0], [0.0, -1.0]])
    >>> found = pool(two, np.tile(1e-6 * np.eye(2), (4, 1, 1)))
    >>> found.mean.round(3).tolist(), found.between.round(3).tolist()
    ([-0.5, -0.5], [[0.25, 0.0], [0.0, 0.25]])
    """
    mean, between = estimates.mean(axis=0), np.cov(estimates.T) + 0.01 * np.eye(2)
    known = np.linalg.inv(covariances)
    for _ in range(STEPS):
        inverse = np.linalg.inv(between)
        spread = np.linalg.inv(inverse + known)
        centre = inverse @ mean + np.einsum("mij,mj->mi", known, estimates)
        cases = np.einsum("mij,mj->mi", spread, centre)
        moved = cases.mean(axis=0)
        apart = cases - moved
        wider = (spread + apart[:, :, None] * apart[:, None, :]).mean(axis=0)
        done = np.abs(moved - mean).max() < ENOUGH and np.abs(wider - between).max() < ENOUGH
        mean, between = moved, wider
        if done:
            break
    sure = np.linalg.inv(np.linalg.inv(between + covariances).sum(axis=0))
    return Pooled(mean, sure, between, cases, spread)


def excess(estimates: Floats, variances: Floats, pairs: Floats) -> float:
    """Return the variance of a single pair beyond what standard errors say: so much that placebo cases are as far from nothing as they ought to be.

    Standard errors by pair are far too small where a case has one or two pairs, since the case fits them exactly.

    Parameters
    ----------
    estimates, variances, pairs : ndarray (m,)
        Placebo effects, their squared standard errors, and how many pairs each is of.

    Examples
    --------
    >>> round(excess(np.array([1.0, -1.0]), np.array([0.5, 0.5]), np.array([1.0, 1.0])), 3)
    0.5
    """

    def missed(more: float) -> float:
        return float(np.mean(estimates**2 / (variances + more / pairs))) - 1

    return 0.0 if missed(0.0) <= 0 else float(brentq(missed, 0.0, 1e4))
