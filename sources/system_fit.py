"""Estimators of the simulator's processes: hazards with ridge, walks of states with heavy tails."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RIDGE = 1.0
"""Precision of the prior of a standardised coefficient around zero."""
STEPS = 60
"""Newton's steps at most."""
TAIL = 257
"""Quantiles by which an empirical distribution is stored."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """A fitted complementary log-log hazard.

    Parameters
    ----------
    mean : ndarray (k + 1,)
        Constant and coefficients, in units of the covariates.
    covariance : ndarray (k + 1, k + 1)
        Of these.
    events : float
        Weighted events.
    rows : int
        Rows.
    """

    mean: Floats
    covariance: Floats
    events: float
    rows: int


def chance(eta: Floats) -> Floats:
    """Return the chance of an event by its linear predictor."""
    return -np.expm1(-np.exp(np.clip(eta, -20.0, 3.0)))


def cloglog(x: Floats, y: Floats, weight: Floats, stands_for: Floats) -> Hazard:
    """Fit a complementary log-log hazard with ridge on standardised covariates, by Newton's steps with expected information.

    Parameters
    ----------
    x : ndarray (rows, k)
        Covariates.
    y : ndarray (rows,)
        Share of the row that had the event, 0 to 1.
    weight : ndarray (rows,)
        How often the row counts.
    stands_for : ndarray (rows,)
        How many rows each stands for, a sample of those without an event: what it tells is no surer for that, and the covariance is that of a sample.

    References
    ----------
    Prentice and Gloeckler (1978), Regression Analysis of Grouped Survival Data, Biometrics 34: 57-67.
    """
    total = weight.sum()
    middle = (weight @ x) / total
    spread = np.sqrt(weight @ (x - middle) ** 2 / total)
    spread = np.where(spread > 1e-9, spread, 1.0)
    z = np.column_stack([np.ones(len(x)), (x - middle) / spread])
    prior = np.diag([0.0, *([RIDGE] * x.shape[1])])
    b = np.zeros(z.shape[1])
    b[0] = np.log(max(weight @ y / total, 1e-9))
    value = _fitness(z @ b, y, weight) - b @ prior @ b / 2
    for _ in range(STEPS):
        eta = np.clip(z @ b, -20.0, 3.0)
        h = np.exp(eta)
        p = np.maximum(-np.expm1(-h), 1e-12)
        slope = weight * (y - p) * h / p
        bread = (z * (weight * h * h * (1 - p) / p)[:, None]).T @ z + prior
        step = np.linalg.solve(bread, z.T @ slope - prior @ b)
        share = 1.0
        while share > 1e-6:
            tried = b + share * step
            better = _fitness(z @ tried, y, weight) - tried @ prior @ tried / 2
            if better >= value:
                break
            share /= 2
        gain, b, value = better - value, tried, better
        if abs(gain) < 1e-9 * abs(value):
            break
    inverse = np.linalg.inv(bread)
    meat = (z * (slope**2 * stands_for / np.maximum(weight, 1e-300))[:, None]).T @ z + prior
    covariance = inverse @ meat @ inverse
    back = np.diag([1.0, *(1.0 / spread)])
    back[0, 1:] = -middle / spread
    return Hazard(back @ b, back @ covariance @ back.T, float(weight @ y), len(y))


def _fitness(eta: Floats, y: Floats, weight: Floats) -> float:
    """Return the log likelihood."""
    h = np.exp(np.clip(eta, -20.0, 3.0))
    return float(weight @ (y * np.log(np.maximum(-np.expm1(-h), 1e-12)) - (1 - y) * h))


def least_squares(
    x: Floats, y: Floats, rounds: int = 8, given: Floats | None = None
) -> tuple[Floats, Floats, Floats]:
    """Return coefficients, covariance and what is left over of a regression in which far misses count less (Huber's weights).

    Parameters
    ----------
    x : ndarray (rows, k)
        Covariates, the constant first.
    y : ndarray (rows,)
        What is explained.
    rounds : int
        How often the weights are found anew.
    given : ndarray (rows,), optional
        How much each row counts besides.
    """
    counts = np.ones(len(y)) if given is None else given
    weight = counts
    for _ in range(rounds):
        bread = (x * weight[:, None]).T @ x + 1e-9 * np.eye(x.shape[1])
        b = np.linalg.solve(bread, x.T @ (weight * y))
        left = y - x @ b
        scale = max(1.4826 * float(np.median(np.abs(left))), 1e-9)
        weight = counts * np.minimum(1.0, 2.0 * scale / np.maximum(np.abs(left), 1e-12))
    meat = (x * (weight * left)[:, None]).T @ (x * (weight * left)[:, None])
    inverse = np.linalg.inv(bread)
    return b, inverse @ meat @ inverse, left


def quantiles(left: Floats) -> list[float]:
    """Return quantiles of what is left over, at equal steps of the probability, the smallest and largest in full; zeros where nothing is."""
    if not len(left):
        return [0.0] * TAIL
    return [float(each) for each in np.quantile(left, np.linspace(0.0, 1.0, TAIL))]
