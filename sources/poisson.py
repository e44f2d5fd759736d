"""Counts of groups over periods: Poisson pseudo-maximum likelihood with effects of both, and the spread of what is left over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS = 100
CLOSE = 1e-10
"""Relative change of the deviance at which the fit stands."""


@dataclass(frozen=True)
class Fit:
    """A fit of counts.

    Parameters
    ----------
    coefficient : ndarray (terms,)
        On the logarithm of the mean.
    covariance : ndarray (terms, terms)
        With errors of one group taken to hang together.
    groups : ndarray (kept groups,)
        The groups that the fit is of: a group without any count tells nothing of the terms and is left out.
    group_effect : ndarray (kept groups,)
        On the logarithm, with effects of periods about zero.
    periods, period_effect : ndarray (periods,)
        Periods, and their effects, about a mean of zero.
    rows : int
        How many rows the fit is of.
    mean : ndarray (rows,)
        Fitted means of the rows that were kept.
    """

    coefficient: NDArray[np.float64]
    covariance: NDArray[np.float64]
    groups: NDArray[np.int64]
    group_effect: NDArray[np.float64]
    periods: NDArray[np.int64]
    period_effect: NDArray[np.float64]
    rows: int
    mean: NDArray[np.float64]


def fit(
    count: NDArray[np.float64],
    terms: NDArray[np.float64],
    group: NDArray[np.int64],
    period: NDArray[np.int64],
) -> Fit:
    """Fit counts to terms with effects of groups and of periods, by Newton's method.

    Parameters
    ----------
    count : ndarray (rows,)
        Not negative.
    terms : ndarray (rows, terms)
        All of them numbers.
    group, period : ndarray (rows,)
        Of each row.

    Raises
    ------
    ValueError
        When it does not converge.

    References
    ----------
    Santos Silva and Tenreyro (2006), The Log of Gravity, Review of Economics and Statistics 88(4): 641-658; Correia, Guimaraes and Zylkin
    (2020), Fast Poisson estimation with high-dimensional fixed effects, Stata Journal 20(1): 95-115.

    Examples
    --------
    >>> x, who, when = np.tile([[0.0], [1.0]], (4, 1)), np.repeat([1, 2], 4), np.tile([1, 1, 2, 2], 2)
    >>> fit(np.array([2, 4, 1, 2, 6, 12, 3, 6.0]), x, who, when).coefficient.round(6)
    array([0.693147])
    """
    told = np.bincount(group, count)[group] > 0
    y, x = count[told], terms[told]
    groups, g = np.unique(group[told], return_inverse=True)
    periods, p = np.unique(period[told], return_inverse=True)
    design = _design(x, g, len(groups), p, len(periods))
    beta, mean = newton(y, design)
    bread = np.linalg.inv((design.T * mean) @ design)
    scores = np.zeros((len(groups), design.shape[1]))
    np.add.at(scores, g, design * (y - mean)[:, None])
    few = len(groups) / (len(groups) - 1) * (len(y) - 1) / (len(y) - x.shape[1] - len(periods))
    k, last = x.shape[1], x.shape[1] + len(groups)
    covariance = few * (bread @ (scores.T @ scores) @ bread)[:k, :k]
    of_period = np.concatenate([[0.0], beta[last:]])
    middle = of_period.mean()
    return Fit(beta[:k], covariance, groups, beta[k:last] + middle, periods, of_period - middle, len(y), mean)


def _design(x: NDArray[np.float64], g: NDArray[np.int64], groups: int, p: NDArray[np.int64], periods: int) -> NDArray[np.float64]:  # fmt: skip
    """Return terms, a column a group, and one a period but for the first."""
    found = np.zeros((len(x), x.shape[1] + groups + periods - 1))
    found[:, : x.shape[1]] = x
    rows = np.arange(len(x))
    found[rows, x.shape[1] + g] = 1
    later = p > 0
    found[rows[later], x.shape[1] + groups + p[later] - 1] = 1
    return found


def newton(y: NDArray[np.float64], design: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:  # fmt: skip
    """Return coefficients and means by iteratively reweighted least squares."""
    eta, before = np.log(y + y.mean() + 0.1), np.inf
    for _ in range(STEPS):
        mean = np.exp(eta)
        weighted = design.T * mean
        beta = np.linalg.solve(weighted @ design, weighted @ (eta + (y - mean) / mean))
        eta = design @ beta
        mean = np.exp(eta)
        now = deviance(y, mean)
        if abs(before - now) < CLOSE * (1 + now):
            return beta, mean
        before = now
    raise ValueError("the fit does not converge")


def deviance(count: NDArray[np.float64], mean: NDArray[np.float64]) -> float:
    """Return the Poisson deviance of counts about their means: lower is better, and least at the true means.

    Parameters
    ----------
    count, mean : ndarray (rows,)
        Counts, and means above zero.
    """
    return float(deviances(count, mean).sum())


def deviances(count: NDArray[np.float64], mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what each row adds to the deviance (rows,).

    Parameters
    ----------
    count, mean : ndarray (rows,)
        Counts, and means above zero.
    """
    some = count > 0
    found: NDArray[np.float64] = 2 * (
        np.where(some, count * np.log(np.where(some, count, 1) / mean), 0) - (count - mean)
    )
    return found


def size_of(count: NDArray[np.float64], mean: NDArray[np.float64]) -> float:
    """Return the size of the negative binomial distribution of counts about means, by moments, between 0.05 and 1,000.

    Parameters
    ----------
    count, mean : ndarray (rows,)
        Counts and means.
    """
    beyond = float(((count - mean) ** 2 - mean).sum() / (mean**2).sum())
    return float(np.clip(1 / beyond, 0.05, 1000.0)) if beyond > 0 else 1000.0


def prior_of(counted: NDArray[np.float64], exposed: NDArray[np.float64], scale: float) -> tuple[float, float]:
    """Return mean and shape of the gamma distribution that effects of groups come from, by maximum likelihood of their sums.

    Parameters
    ----------
    counted, exposed : ndarray (groups,)
        Counts of each group, and what the other effects make of a group with effect 1.
    scale : float
        How much more counts vary than Poisson counts do: their sums count for so much less.

    References
    ----------
    Clayton and Kaldor (1987), Empirical Bayes Estimates of Age-Standardized Relative Risks, Biometrics 43(3): 671-681.
    """
    n, m = counted / scale, exposed / scale

    def loss(at: NDArray[np.float64]) -> float:
        shape, rate = np.exp(at[1]), np.exp(at[1] - at[0])
        parts = gammaln(shape + n) - gammaln(shape) + shape * np.log(rate) - (shape + n) * np.log(rate + m)
        return -float(parts.sum())

    start = np.array([np.log(counted.sum() / exposed.sum()), 0.0])
    mean, shape = np.exp(minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8}).x)  # fmt: skip
    return float(mean), float(shape)
