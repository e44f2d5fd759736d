"""One outcome from several: the chance of either of two dependent events.

Two events with chances p and q whose odds ratio is theta have a joint chance given by Plackett's distribution; the chance of either is p + q less
that. It grows with p and with q, so that chances which grow with the horizon stay so.

References
----------
Plackett, R. L. (1965). A Class of Bivariate Distributions. Journal of the American Statistical Association 60(310): 516-522.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np
from westphalia.models.outcomes import OUTCOMES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
LARGEST = 50.0


def both(p: Any, q: Any, theta: float) -> Any:
    """Return the chance of both events, by Plackett's distribution.

    Parameters
    ----------
    p, q : float, ndarray or column
        Chances of the two events, of one shape.
    theta : float
        Odds ratio of the joint distribution: 1 for independent events.

    Examples
    --------
    >>> import numpy as np
    >>> both(np.array([0.1]), np.array([0.2]), 1.0).round(3), both(np.array([0.1]), np.array([0.2]), 5.0).round(3)
    (array([0.02]), array([0.05]))
    """
    if abs(theta - 1) < 1e-9:
        return p * q
    s = 1 + (p + q) * (theta - 1)
    return 2 * theta * p * q / (s + (s * s - 4 * theta * (theta - 1) * p * q) ** 0.5)


def either(p: Any, q: Any, theta: float) -> Any:
    """Return the chance of at least one of two events.

    Parameters
    ----------
    p, q : float, ndarray or column
        Chances of the two events, of one shape.
    theta : float
        Odds ratio of the joint distribution: 1 for independent events.

    Examples
    --------
    >>> round(either(0.1, 0.2, 1.0), 3), round(either(0.1, 0.2, 5.0), 3)
    (0.28, 0.25)
    """
    return p + q - both(p, q, theta)


def any_of(chances: Mapping[str, Any], theta: Mapping[str, float], outcome: str) -> Any:
    """Return the chance of an outcome from that of each of its parts that is known; the two that it is composed of depend by an odds ratio.

    Parameters
    ----------
    chances : mapping
        By kind of tie, numbers, arrays or columns of a frame.
    theta : mapping
        Odds ratios of the composed outcomes.
    outcome : str
        Which.

    Examples
    --------
    >>> any_of({"pact": 0.5, "arms": 0.5}, {"any": 1.0}, "any")
    0.75
    """
    if not OUTCOMES[outcome].of:
        return chances[outcome]
    one, two = (
        any_of(chances, theta, each) if any(part in chances for part in OUTCOMES[each].parts) else None
        for each in OUTCOMES[outcome].of
    )
    if one is None or two is None:
        return two if one is None else one
    return either(one, two, theta[outcome])


def odds_ratio(p: Floats, q: Floats, one: Floats, two: Floats, weights: Floats) -> float:
    """Return the odds ratio that makes two events, with chances p and q, most likely (by golden section on its log).

    Parameters
    ----------
    p, q : ndarray (rows,)
        Chances.
    one, two : ndarray (rows,)
        Whether each event came about.
    weights : ndarray (rows,)
        Weights of the rows.
    """

    def loss(log_theta: float) -> float:
        joint = both(p, q, float(np.exp(log_theta)))
        cells = np.where(
            one > 0, np.where(two > 0, joint, p - joint), np.where(two > 0, q - joint, 1 - p - q + joint)
        )
        return -float(weights @ np.log(np.maximum(cells, 1e-15)))

    low, high, golden = 0.0, float(np.log(LARGEST)), (5**0.5 - 1) / 2
    while high - low > 1e-3:
        left, right = high - golden * (high - low), low + golden * (high - low)
        if loss(left) < loss(right):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2))
