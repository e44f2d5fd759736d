"""Scores of forecasts against what came, and what no change and the trend would have said, each with a spread."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FEWEST = 5
"""Changes on record without which no change has no spread."""
BLOCK = 5
"""Origins, two years apart, that hang together."""
DRAWN = 2_000
"""Samples of origins for an interval."""


def crps(samples: Floats, truth: float) -> float:
    """Return the continuous ranked probability score of samples: less is better, in the unit of the truth.

    Parameters
    ----------
    samples : ndarray (n,)
        Of the forecast.
    truth : float
        What came.

    Examples
    --------
    >>> crps(np.array([1.0]), 3.0), crps(np.array([0.0, 2.0]), 1.0)
    (2.0, 0.5)

    References
    ----------
    Gneiting and Raftery (2007), Strictly Proper Scoring Rules, Journal of the American Statistical Association 102: 359-378.
    """
    ordered = np.sort(samples)
    n = len(ordered)
    spread = 2 * (ordered * (2 * np.arange(1, n + 1) - n - 1)).sum() / n**2
    return float(np.abs(samples - truth).mean() - spread / 2)


def held(samples: Floats, truth: float, share: float) -> bool:
    """Tell whether the middle so many of samples hold the truth.

    Parameters
    ----------
    samples : ndarray (n,)
        Of the forecast.
    truth : float
        What came.
    share : float
        As 0.9.

    Examples
    --------
    >>> held(np.arange(101.0), 50.0, 0.9), held(np.arange(101.0), 99.0, 0.9)
    (True, False)
    """
    low, high = np.quantile(samples, [(1 - share) / 2, (1 + share) / 2])
    return bool(low <= truth <= high)


def width(samples: Floats, share: float = 0.9) -> float:
    """Return how wide the middle so many of samples are.

    Parameters
    ----------
    samples : ndarray (n,)
        Of the forecast.
    share : float
        As 0.9.

    Examples
    --------
    >>> width(np.arange(101.0))
    90.0
    """
    low, high = np.quantile(samples, [(1 - share) / 2, (1 + share) / 2])
    return float(high - low)


def pit(samples: Floats, truth: float) -> float:
    """Return at which part of a forecast the truth lies, those equal to it counted half.

    Parameters
    ----------
    samples : ndarray (n,)
        Of the forecast.
    truth : float
        What came.

    Examples
    --------
    >>> pit(np.array([0.0, 1.0, 1.0, 4.0]), 1.0)
    0.5
    """
    return float((samples < truth).mean() + (samples == truth).mean() / 2)


def roc(score: Floats, came: NDArray[np.bool_]) -> float:
    """Return the area under the curve of hits over false alarms: how often one that came stands above one that did not.

    Parameters
    ----------
    score : ndarray (n,)
        Chances.
    came : ndarray (n,)
        What came.

    Examples
    --------
    >>> roc(np.array([0.1, 0.2, 0.9]), np.array([False, False, True])), roc(np.array([0.5, 0.5]), np.array([True, False]))
    (1.0, 0.5)
    """
    order = np.argsort(score, kind="stable")
    rank = np.empty(len(score))
    ordered = score[order]
    edges = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1], True])
    for low, high in pairwise(edges):
        rank[order[low:high]] = (low + high + 1) / 2
    hits = int(came.sum())
    return float((rank[came].sum() - hits * (hits + 1) / 2) / (hits * (len(came) - hits)))


def skill(chance: Floats, came: NDArray[np.bool_]) -> float:
    """Return by what part chances miss less, squared, than the rate at which it came.

    Parameters
    ----------
    chance : ndarray (n,)
        Chances.
    came : ndarray (n,)
        What came.

    Examples
    --------
    >>> skill(np.array([0.5, 0.5]), np.array([True, False])), skill(np.array([1.0, 0.0]), np.array([True, False]))
    (0.0, 1.0)
    """
    rate = float(came.mean())
    return 1 - float(((chance - came) ** 2).mean()) / (rate * (1 - rate))


def still(last: float, changes: Sequence[float], least: float = 0.0) -> Floats:
    """Return no change with a spread: the last value, and it moved by each past change both ways; nothing where too few are known.

    Parameters
    ----------
    last : float
        The last value known.
    changes : sequence of float
        Changes of the same length on record.
    least : float
        What no value is below.

    Examples
    --------
    >>> still(10.0, [1.0, 2.0, 3.0, 4.0, 12.0])
    array([ 0.,  6.,  7.,  8.,  9., 11., 12., 13., 14., 22.])
    """
    if len(changes) < FEWEST:
        return np.array([])
    moved = np.array(changes)
    return np.maximum(np.sort(np.concatenate([last - moved, last + moved])), least)


def onward(last: float, changes: Sequence[float], least: float = 0.0) -> Floats:
    """Return the trend with a spread: the last value moved by each past change, as in :func:`still`, but one way.

    Examples
    --------
    >>> onward(10.0, [1.0, 2.0, 3.0, 4.0, -12.0])
    array([11., 12., 13., 14.,  0.])
    """
    return np.array([]) if len(changes) < FEWEST else np.maximum(last + np.array(changes), least)


def interval(by_origin: Sequence[Sequence[float]], share: float = 0.9) -> tuple[float, float]:
    """Return how surely the mean of figures is known, where neighbouring origins hang together: blocks of origins are drawn, on a ring.

    Parameters
    ----------
    by_origin : sequence of sequence of float
        The figures of each origin, in the order of the origins.
    share : float
        As 0.9.

    Examples
    --------
    >>> interval([[1.0, 1.0]] * 10)
    (1.0, 1.0)

    References
    ----------
    Politis and Romano (1992), A circular block-resampling procedure for stationary data, in Exploring the Limits of Bootstrap: 263-270.
    """
    total = np.array([sum(each) for each in by_origin])
    count = np.array([len(each) for each in by_origin])
    n = len(by_origin)
    luck = np.random.default_rng(1)
    begun = luck.integers(0, n, (DRAWN, -(-n // BLOCK)))
    at = ((begun[:, :, None] + np.arange(BLOCK)) % n).reshape(DRAWN, -1)[:, :n]
    mean = total[at].sum(axis=1) / np.maximum(count[at].sum(axis=1), 1)
    low, high = np.quantile(mean, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)
