"""Paths through time: the mean and variance of many random walks at once, each seen with noise."""

from __future__ import annotations

from westphalia.measures.ideal_points.model import Array


def walk(seen: Array, pull: Array, link: Array) -> tuple[Array, Array]:
    """Return mean and variance of paths with independent normal steps, given what is seen of them.

    Parameters
    ----------
    seen : (n, periods) float
        Precision of what is seen in a period, with that of the path's own prior; positive somewhere on every path.
    pull : (n, periods) float
        Precision times value of what is seen.
    link : (n, periods) float
        Precision of the step into a period from the one before; 0 where a path does not reach back.

    Returns
    -------
    mean, variance : (n, periods)

    Examples
    --------
    One walk seen once, as 2: its second place is expected there too, and less certain by the variance of a step.

    >>> import numpy as np
    >>> walk(np.array([[1.0, 0.0]]), np.array([[2.0, 0.0]]), np.array([[0.0, 4.0]]))
    (array([[2., 2.]]), array([[1.  , 1.25]]))
    """
    periods = seen.shape[1]
    curvature = seen + link
    curvature[:, :-1] += link[:, 1:]
    for t in range(1, periods):
        share = link[:, t] / curvature[:, t - 1]
        curvature[:, t] -= link[:, t] * share
        if t == 1:
            pull = pull.copy()
        pull[:, t] += share * pull[:, t - 1]
    mean, variance = pull / curvature, 1.0 / curvature
    for t in range(periods - 2, -1, -1):
        back = link[:, t + 1] / curvature[:, t]
        mean[:, t] += back * mean[:, t + 1]
        variance[:, t] += back**2 * variance[:, t + 1]
    return mean, variance
