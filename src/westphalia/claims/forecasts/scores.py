"""Scores of a handful of forecasts: pure functions of chances and of what happened.

:mod:`westphalia.models.scores` scores the hundreds of thousands of rows of a backtest from counts; here every forecast stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from westphalia.models.scores import FEW, TINY
from westphalia.models.scores import calibration as logit_of
from westphalia.models.shares import jeffreys

Range = tuple[float, float]
EDGES = (0.0, 0.01, 0.03, 0.1, 0.3, 0.6, 1.0)
"""Bins of chance: fine below, where most forecasts of new ties lie."""
ENOUGH = 20
"""Forecasts at least for a slope of calibration."""
GROUPS, DRAWS, SEED = 8, 2000, 1
"""Pairs at least for an interval of a score, and how it is drawn."""
LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of like chance.

    Parameters
    ----------
    low, high : float
        Its bounds; the upper belongs to it only in the last.
    n, hits : int
        Forecasts, and how many came true.
    mean : float
        Mean chance.
    share : float
        Share that came true.
    interval : tuple of float
        Of the share, 90 %, by Jeffreys, as of independent forecasts.
    """

    low: float
    high: float
    n: int
    hits: int
    mean: float
    share: float
    interval: Range


def square(p: float, happened: bool) -> float:
    """Return the squared error of one forecast.

    Examples
    --------
    >>> square(0.75, True)
    0.0625
    """
    return (p - happened) ** 2


def loss(p: float, happened: bool) -> float:
    """Return the log loss of one forecast, natural logarithm; a chance of nought or one counts as a ten-millionth from it.

    Examples
    --------
    >>> round(loss(0.5, True), 6), round(loss(0.9, False), 6)
    (0.693147, 2.302585)
    """
    p = min(max(p, TINY), 1 - TINY)
    return -log(p if happened else 1 - p)


def brier(chances: Sequence[float], happened: Sequence[bool]) -> float | None:
    """Return the mean squared error: 0 is perfect, 0.25 a coin's; None for no forecast.

    Examples
    --------
    >>> brier([0.5, 1.0], [True, True])
    0.125
    """
    return _mean(square, chances, happened)


def log_score(chances: Sequence[float], happened: Sequence[bool]) -> float | None:
    """Return the mean log loss: 0 is perfect, 0.693 a coin's; None for no forecast.

    Examples
    --------
    >>> round(log_score([0.5, 0.25], [True, False]), 6)
    0.490415
    """
    return _mean(loss, chances, happened)


def _mean(
    of: Callable[[float, bool], float], chances: Sequence[float], happened: Sequence[bool]
) -> float | None:
    if not chances:
        return None
    return sum(of(p, y) for p, y in zip(chances, happened, strict=True)) / len(chances)


def skill(score: float | None, reference: float | None) -> float | None:
    """Return by how much a score is better than that of a reference, as a share of the latter; None where it cannot be told.

    Examples
    --------
    >>> skill(0.1, 0.2), skill(0.3, 0.2), skill(0.0, 0.0)
    (0.5, -0.5, None)
    """
    if score is None or reference is None or reference <= 0:
        return None
    return round(1 - score / reference, 12)


def calibration(chances: Sequence[float], happened: Sequence[bool]) -> tuple[Bin, ...]:
    """Return forecasts by bin of chance beside how often they came true; empty bins are left out.

    Examples
    --------
    >>> [(each.n, each.hits, each.mean) for each in calibration([0.02, 0.5, 0.5], [False, True, False])]
    [(1, 0, 0.02), (2, 1, 0.5)]
    """
    place = np.clip(np.searchsorted(EDGES, chances, side="right") - 1, 0, len(EDGES) - 2)
    made = []
    for at in sorted({int(each) for each in place}):
        inside = [(p, y) for p, y, where in zip(chances, happened, place, strict=True) if where == at]
        n, hits = len(inside), sum(y for _, y in inside)
        mean = sum(p for p, _ in inside) / n
        made.append(Bin(EDGES[at], EDGES[at + 1], n, hits, mean, hits / n, jeffreys(hits, n)))
    return tuple(made)


def slope(chances: Sequence[float], happened: Sequence[bool]) -> Range | None:
    """Return slope and intercept of what happened on the log-odds of the forecasts; 1 and 0 are perfect.

    None for fewer than twenty forecasts, or fewer than five that came true or did not.
    """
    hits = sum(happened)
    if len(chances) < ENOUGH or min(hits, len(chances) - hits) < FEW:
        return None
    y = np.array(happened, dtype=np.float64)
    found, start = logit_of(np.ones(len(y)), y, np.array(chances, dtype=np.float64))
    return None if found is None or start is None else (found, start)


def skill_interval(
    ours: Sequence[float], others: Sequence[float], groups: Sequence[Hashable]
) -> Range | None:
    """Return the 90 % interval of a skill: groups of forecasts that hang together are drawn with replacement.

    Parameters
    ----------
    ours, others : sequence of float
        Error of each forecast, and of the reference on the same question.
    groups : sequence
        The pair of states of each. With fewer than eight there is no interval.
    """
    names = list(dict.fromkeys(groups))
    if len(names) < GROUPS:
        return None
    at = np.array([names.index(each) for each in groups])
    sums = [np.bincount(at, np.asarray(each, dtype=np.float64), len(names)) for each in (ours, others)]
    drawn = np.random.default_rng(SEED).integers(0, len(names), (DRAWS, len(names)))
    mine, theirs = (each[drawn].sum(axis=1) for each in sums)
    if (theirs <= 0).any():
        return None
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(1 - mine / theirs, [tail, 1 - tail])
    return float(low), float(high)
