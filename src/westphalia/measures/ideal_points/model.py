"""The ordered response of a state to a roll call: pure functions of arrays.

A state at theta votes no, abstains or votes yes as ``beta * theta + e`` falls below the first cutpoint, between the two, or above
the second; e is standard logistic. With ``x = beta * theta - alpha`` (alpha midway between the cutpoints) and
``d = log(width)`` (width: the distance between the cutpoints) a cell has two predictors, x and d.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Codes = NDArray[np.int8]
NO, ABSTAIN, YES, ABSENT = 0, 1, 2, -1


class Cells(NamedTuple):
    """Log-likelihood, scores, expected information and third derivative by x of cells; zero where a state was absent."""

    loglik: Array
    score_x: Array
    score_d: Array
    info_xx: Array
    info_xd: Array
    info_dd: Array
    third: Array


def logistic(z: Array) -> Array:
    """Return the logistic distribution function.

    Examples
    --------
    >>> logistic(np.array([0.0, 800.0, -800.0])).tolist()
    [0.5, 1.0, 7...e-218]
    """
    share: Array = 1.0 / (1.0 + np.exp(np.clip(-z, -500.0, 500.0)))
    return share


def probabilities(x: Array, d: Array) -> Array:
    """Return the probabilities of no, abstention and yes, stacked on a new first axis.

    Examples
    --------
    >>> probabilities(np.array([0.0]), np.array([0.0])).sum(axis=0).tolist()
    [1.0]
    """
    half = 0.5 * np.exp(d)
    low, high = logistic(-x - half), logistic(x - half)
    return np.stack([low, 1.0 - low - high, high])


def cells(codes: Codes, x: Array, d: Array) -> Cells:
    """Return log-likelihood, scores and expected information of every cell.

    Parameters
    ----------
    codes : (n, m) int8
        0 no, 1 abstention, 2 yes, -1 absent.
    x : (n, m) float
        ``beta * theta - alpha``.
    d : (m,) float
        Log distance between the cutpoints.

    Returns
    -------
    Cells

    Examples
    --------
    >>> one = cells(np.array([[2]], dtype=np.int8), np.array([[1.0]]), np.array([0.0]))
    >>> round(float(np.exp(one.loglik[0, 0])), 3)  # chance of a yes
    0.622
    """
    width = np.exp(d)
    half = 0.5 * width
    below, above = logistic(-x - half), logistic(x - half)  # chances of no and of yes
    middle = np.expm1(width) * below * above  # of an abstention; the logistic has this closed form
    edge = half / np.tanh(half)  # derivative of log sinh(width / 2) by d
    no, abstain, yes = codes == NO, codes == ABSTAIN, codes == YES
    x_no, x_mid, x_yes = below - 1.0, below - above, 1.0 - above
    d_no, d_yes = -half * (1.0 - below), -half * (1.0 - above)
    d_mid = edge + half * (below + above - 1.0)
    voted = codes != ABSENT
    t_no, t_yes = below * (1.0 - below) * (1.0 - 2.0 * below), -above * (1.0 - above) * (1.0 - 2.0 * above)
    return Cells(
        loglik=np.where(no, _log(below), 0.0)
        + np.where(yes, _log(above), 0.0)
        + np.where(abstain, _log(middle), 0.0),
        score_x=np.where(no, x_no, 0.0) + np.where(abstain, x_mid, 0.0) + np.where(yes, x_yes, 0.0),
        score_d=np.where(no, d_no, 0.0) + np.where(abstain, d_mid, 0.0) + np.where(yes, d_yes, 0.0),
        info_xx=voted * (below * x_no**2 + middle * x_mid**2 + above * x_yes**2),
        info_xd=voted * (below * x_no * d_no + middle * x_mid * d_mid + above * x_yes * d_yes),
        info_dd=voted * (below * d_no**2 + middle * d_mid**2 + above * d_yes**2),
        third=np.where(codes == YES, 0.0, t_no * voted) + np.where(codes == NO, 0.0, t_yes * voted),
    )


def _log(p: Array) -> Array:
    logs: Array = np.log(np.maximum(p, 1e-300))
    return logs
