"""Estimators of the simulator's processes: hazards with ridge, levels that walk, walks of states with heavy tails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RIDGE = 1.0
"""Precision of the prior of a standardised coefficient around zero."""
STEPS = 60
"""Newton's steps at most."""
TAIL = 257
"""Quantiles by which an empirical distribution is stored."""
RECENT = 30
"""Years over which the middle of a level is taken."""
KEEP = (0.0, 0.98)
"""Bounds of the persistence of levels."""


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


def cloglog(x: Floats, y: Floats, weight: Floats) -> Hazard:
    """Fit a complementary log-log hazard with ridge on standardised covariates, by Newton's steps with expected information.

    Parameters
    ----------
    x : ndarray (rows, k)
        Covariates.
    y : ndarray (rows,)
        Share of the row that had the event, 0 to 1.
    weight : ndarray (rows,)
        How often the row counts.

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
    covariance = np.linalg.inv(bread)
    back = np.diag([1.0, *(1.0 / spread)])
    back[0, 1:] = -middle / spread
    return Hazard(back @ b, back @ covariance @ back.T, float(weight @ y), len(y))


def _fitness(eta: Floats, y: Floats, weight: Floats) -> float:
    """Return the log likelihood."""
    h = np.exp(np.clip(eta, -20.0, 3.0))
    return float(weight @ (y * np.log(np.maximum(-np.expm1(-h), 1e-12)) - (1 - y) * h))


def level(years: NDArray[np.int64], seen: Floats, expected: Floats) -> dict[str, Any]:
    """Return how the log rate of a process walks around what its covariates say: an AR(1) seen through counts.

    Parameters
    ----------
    years, seen, expected : ndarray (m,)
        Years, events in each, and events that the fitted hazard expects.

    Returns
    -------
    dict
        ``middle`` and how unsure it is (``middle_sd``: of the mean of so many years that hang together), ``keep`` (persistence), ``sd`` (of a year's step), and by
        year the filtered level and its variance.
    """
    ratio = np.log((seen + 0.5) / (expected + 0.5))
    noise = 1.0 / (expected + 0.5)
    usable = len(ratio) > 5
    middle = float(np.mean(ratio[-RECENT:])) if usable else 0.0
    ratio = ratio - middle
    variance = max(float(np.mean(ratio**2 - noise)), 0.0025) if usable else 0.04
    keep = float(np.clip(np.mean(ratio[1:] * ratio[:-1]) / variance, *KEEP)) if usable else 0.5
    step = variance * (1 - keep**2)
    value, spread, path = 0.0, variance, []
    for r, s in zip(ratio, noise, strict=True):
        value, spread = keep * value, keep**2 * spread + step
        gain = spread / (spread + s)
        value, spread = value + gain * (r - value), spread * (1 - gain)
        path.append((round(middle + value, 6), round(spread, 6)))
    return {
        "middle": middle,
        "middle_sd": float(np.sqrt(variance * (1 + keep) / (1 - keep) / min(len(ratio), RECENT)))
        if usable
        else float(np.sqrt(variance)),
        "keep": keep,
        "sd": float(np.sqrt(step)),
        "years": [int(year) for year in years],
        "value": [each[0] for each in path],
        "variance": [each[1] for each in path],
        "seen": [float(each) for each in seen],
        "expected": [float(each) for each in expected],
    }


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
