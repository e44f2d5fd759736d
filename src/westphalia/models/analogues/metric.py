"""How near two pairs are: measures weighted by how well they told, by the year asked from, the pairs that made a tie from the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Small = NDArray[np.float32]
ENOUGH = 30
"""With fewer ties to learn from all drivers weigh the same."""
FLOOR = 0.02
"""No measure weighs less than this share of the heaviest before drivers are evened out."""
LEAST = 0.6
"""Share of the whole weight that the measures known of both must have."""
FAR = 4.0
"""Differences count up to so many standard deviations."""


@dataclass(frozen=True, slots=True)
class Metric:
    """Scale and weight of each measure.

    Parameters
    ----------
    scale : ndarray (features,)
        Standard deviation within years.
    weight : ndarray (features,)
        Adds up to 1.
    ties : int
        How many rows with a tie it was learned from.
    """

    scale: Floats
    weight: Floats
    ties: int

    def distances(self, values: Small, point: Small) -> Floats:
        """Return the distance of each row from a point, in standard deviations; infinite where too little is known of both.

        Measures unknown on either side are left out and the weight of the rest is scaled up; at least 0.6 of the weight must
        remain.

        Examples
        --------
        >>> metric = Metric(np.ones(2), np.array([0.75, 0.25]), 50)
        >>> nan = np.nan
        >>> metric.distances(np.array([[1.0, 0.0], [1.0, nan], [nan, 0.0]], np.float32), np.zeros(2, np.float32)).round(3).tolist()
        [0.866, 1.0, inf]
        """
        gap = (values - point) / self.scale.astype(np.float32)
        known = np.isfinite(gap)
        square = np.where(known, np.minimum(np.abs(gap), FAR) ** 2, 0.0).astype(np.float64)
        shared = known @ self.weight
        mean = np.divide(
            square @ self.weight, shared, out=np.full(len(values), np.inf), where=shared >= LEAST
        )
        far: Floats = np.sqrt(mean)
        return far


def learn(values: Small, event: Floats, weight: Floats, drivers: tuple[str, ...]) -> Metric:
    """Learn the metric from closed windows.

    A measure weighs by Fisher's criterion: the square of the difference of the means of pairs with and without a tie, over the variance
    within the two groups. The weights of the measures of a driver are divided by the square root of their number, so that a driver that is
    measured in many ways does not rule.

    Parameters
    ----------
    values : ndarray (rows, features)
        Less the means of their years.
    event : ndarray (rows,)
        1 with a tie in the window, 0 without; NaN where that is not known.
    weight : ndarray (rows,)
        How many pairs each row stands for.
    drivers : tuple of str
        Driver of each measure.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> tied = (rng.random(4000) < 0.2).astype(float)
    >>> values = np.stack([tied + rng.normal(size=4000), rng.normal(size=4000)], axis=1).astype(np.float32)
    >>> learn(values, tied, np.ones(4000), ("a", "b")).weight.round(2)
    array([0.98, 0.02])
    """
    scale = np.array([_spread(values[:, j], weight) for j in range(values.shape[1])])
    even = 1.0 / np.sqrt(np.array([Counter(drivers)[driver] for driver in drivers], dtype=np.float64))
    known = np.isfinite(event)
    ties = int(event[known].sum())
    if ties >= ENOUGH:
        fisher = np.array(
            [_fisher(values[known, j], event[known], weight[known]) for j in range(values.shape[1])]
        )
        told = np.maximum(fisher, FLOOR * fisher.max())
    else:
        told = np.ones(len(drivers))
    made = np.where(scale > 0, told * even, 0.0)
    return Metric(np.where(scale > 0, scale, 1.0), made / made.sum(), ties)


def _spread(x: Small, weight: Floats) -> float:
    known = np.isfinite(x)
    if known.sum() < 2:
        return 0.0
    value = x[known].astype(np.float64)
    mean = np.average(value, weights=weight[known])
    spread = float(np.sqrt(np.average((value - mean) ** 2, weights=weight[known])))
    return spread if spread > 1e-6 else 0.0


def _fisher(x: Small, event: Floats, weight: Floats) -> float:
    parts = []
    for group in (0.0, 1.0):
        rows = np.isfinite(x) & (event == group)
        if rows.sum() < 5:
            return 0.0
        value, share = x[rows].astype(np.float64), weight[rows]
        mean = float(np.average(value, weights=share))
        parts.append((mean, float(np.average((value - mean) ** 2, weights=share))))
    within = (parts[0][1] + parts[1][1]) / 2
    return (parts[1][0] - parts[0][0]) ** 2 / within if within > 1e-9 else 0.0
