"""The ordered response of a state to a roll call: pure functions of arrays.

A state at theta votes no, abstains or votes yes as ``beta * theta + e`` falls below the first cutpoint, between the two, or above
the second; e is standard normal. With ``x = beta * theta - alpha`` (alpha midway between the cutpoints) and ``d = log(width)``
(width: the distance between the cutpoints) a vote has two predictors, x and d.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Codes = NDArray[np.int8]
NO, ABSTAIN, YES, ABSENT = 0, 1, 2, -1
LEAST = 1e-300
"""Chances are kept above this, so that a vote that should be impossible still says which way to go."""


class Cells(NamedTuple):
    """Log-likelihood, scores and expected information of votes; zero where a state was absent."""

    loglik: Array
    score_x: Array
    score_d: Array
    info_xx: Array
    info_xd: Array
    info_dd: Array


def probabilities(x: Array, d: Array) -> Array:
    """Return the probabilities of no, abstention and yes, stacked on a new first axis.

    Examples
    --------
    >>> probabilities(np.array([0.0]), np.array([0.0])).sum(axis=0).tolist()
    [1.0]
    """
    from scipy.special import ndtr

    half = 0.5 * np.exp(d)
    low, high = ndtr(-x - half), ndtr(x - half)
    return np.stack([low, 1.0 - low - high, high])


def cells(codes: Codes, x: Array, d: Array) -> Cells:
    """Return log-likelihood, scores and expected information of votes.

    Parameters
    ----------
    codes : (...) int8
        0 no, 1 abstention, 2 yes, -1 absent.
    x : (...) float
        ``beta * theta - alpha``.
    d : float, of a shape that fits
        Log distance between the cutpoints.

    Returns
    -------
    Cells
        The score by x is also what the vote tells of the latent response: its mean given the vote is ``x + score_x``.

    Examples
    --------
    >>> one = cells(np.array([2], dtype=np.int8), np.array([1.0]), np.array([0.0]))
    >>> round(float(np.exp(one.loglik[0])), 3)  # chance of a yes: that of a normal below 0.5
    0.691
    """
    from scipy.special import ndtr

    half = 0.5 * np.exp(d)
    lower, upper = -half - x, half - x
    at_lower, at_upper = _density(lower), _density(upper)
    far, near, size = ndtr(-half - np.abs(x)), ndtr(half - np.abs(x)), ndtr(np.abs(x) - half)
    below, above = (
        np.maximum(np.where(x > 0, far, size), LEAST),
        np.maximum(np.where(x > 0, size, far), LEAST),
    )
    between = np.maximum(near - far, LEAST)  # of two tails, which keeps its digits far out
    no, abstain, voted = codes == NO, codes == ABSTAIN, codes != ABSENT
    x_no, x_mid, x_yes = -at_lower / below, (at_lower - at_upper) / between, at_upper / above
    d_no, d_mid, d_yes = half * x_no, half * (at_lower + at_upper) / between, -half * x_yes
    i_no, i_mid, i_yes = at_lower * -x_no, (at_lower - at_upper) * x_mid, at_upper * x_yes
    chance = np.where(no, below, np.where(abstain, between, above))
    return Cells(
        loglik=np.where(voted, np.log(chance), 0.0),
        score_x=np.where(voted, np.where(no, x_no, np.where(abstain, x_mid, x_yes)), 0.0),
        score_d=np.where(voted, np.where(no, d_no, np.where(abstain, d_mid, d_yes)), 0.0),
        info_xx=voted * (i_no + i_mid + i_yes),
        info_xd=voted * (half * i_no + (at_lower - at_upper) * d_mid - half * i_yes),
        info_dd=voted * (half**2 * (i_no + i_yes) + half * (at_lower + at_upper) * d_mid),
    )


def _density(z: Array) -> Array:
    made: Array = np.exp(-0.5 * z * z) * 0.3989422804014327
    return made
