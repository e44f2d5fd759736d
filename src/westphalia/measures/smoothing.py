"""Paths through time: the mean and variance of many at once, each seen with noise (Kalman's filter and the smoother of Rauch, Tung and Striebel, in precisions)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array: TypeAlias = "NDArray[np.float64]"


def smooth(seen: Array, pull: Array, link: Array, keep: float | Array = 1.0) -> tuple[Array, Array, Array]:
    """Return mean and variance of paths with independent normal steps, and the expected square of each step, given all years.

    Parameters
    ----------
    seen, pull : (years, paths) float
        Precision of what is seen in a year, with that of the path's own prior, and precision times value.
    link : (years, paths) float
        Precision of the step into a year; 0 where a path does not reach back, and in the first year that around 0 of where a path begins.
    keep : float or (years, 1) float
        Share of itself that a path keeps into a year from the one before; 1 for a random walk.

    Returns
    -------
    mean, variance, square : (years, paths) float

    Examples
    --------
    A walk seen once as 2: a year later it is expected there too, and less surely by the variance of a step.

    >>> mean, variance, _ = smooth(*(np.array([[x], [y]]) for x, y in ((1.0, 0.0), (2.0, 0.0), (0.0, 4.0))))
    >>> mean.T, variance.T
    (array([[2., 2.]]), array([[1.  , 1.25]]))
    """
    years = len(seen)
    kept = np.broadcast_to(np.asarray(keep, dtype=np.float64), (years, 1))
    precision, mean = seen + link, pull.copy()
    precision[:-1] += kept[1:] ** 2 * link[1:]
    for t in range(1, years):
        share = kept[t] * link[t] / precision[t - 1]
        precision[t] -= kept[t] * link[t] * share
        mean[t] += share * mean[t - 1]
    mean /= precision
    variance = 1.0 / precision
    square = np.empty_like(mean)
    for t in range(years - 1, -1, -1):
        if t + 1 < years:
            into = kept[t + 1]
            back = into * link[t + 1] / precision[t]
            mean[t] += back * mean[t + 1]
            variance[t] += back**2 * variance[t + 1]
            step = mean[t + 1] - into * mean[t]
            square[t + 1] = step**2 + variance[t + 1] * (1 - 2 * into * back) + into**2 * variance[t]
    square[0] = mean[0] ** 2 + variance[0]
    return mean, variance, square
