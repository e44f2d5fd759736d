"""What comes of many runs: a distribution in a few numbers, and which assumptions move it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.record import draws

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles that every distribution has."""
FIGURES = 12
"""Digits that results keep: fewer than numbers of threads can change, more than anyone reads."""


def distribution(samples: Floats) -> dict[str, Any]:
    """Return the mean and five quantiles of what came out of the runs.

    Parameters
    ----------
    samples : ndarray (runs,)
        All of them numbers: runs that failed are to be left out, and counted, before.

    Raises
    ------
    ValueError
        When one is none, or there are none.

    Examples
    --------
    >>> distribution(np.arange(101.0))
    {'mean': 50.0, 'quantiles': {'0.05': 5.0, '0.25': 25.0, '0.5': 50.0, '0.75': 75.0, '0.95': 95.0}}
    """
    if not len(samples) or not np.isfinite(samples).all():
        raise ValueError("a distribution needs numbers")
    found = np.quantile(samples, LEVELS)
    return {
        "mean": _rounded(float(samples.mean())),
        "quantiles": {str(level): _rounded(float(each)) for level, each in zip(LEVELS, found, strict=True)},
    }


def _rounded(value: float) -> float:
    return float(f"{value:.{FIGURES}g}")


def movers(drawn: Mapping[str, Floats], outcome: Floats) -> tuple[tuple[str, float], ...]:
    """Return what moves an outcome most: standardised coefficients of its ranks on those of what was drawn, the largest first.

    Parameters
    ----------
    drawn : mapping of ndarray (runs,)
        What varied from run to run, by name.
    outcome : ndarray (runs,)
        What came out.

    Returns
    -------
    tuple of (str, float)
        Empty where nothing varied, or there are too few runs to tell. Of numbers drawn together (parts of one paper) the coefficients say
        what all of them do, each its part.

    References
    ----------
    Saltelli and others (2008), Global Sensitivity Analysis: The Primer, Wiley: standardised rank regression.

    Examples
    --------
    >>> x, noise = np.linspace(0, 1, 200), draws.uniform(draws.stream("noise"), np.arange(200))
    >>> movers({"noise": noise, "x": x}, -np.exp(x))[0]
    ('x', -1.0)
    """
    names = [name for name, each in drawn.items() if np.ptp(each) > 0]
    if not names or len(outcome) < 4 * len(names) or np.ptp(outcome) == 0:
        return ()
    x = np.column_stack([_ranked(drawn[name]) for name in names])
    slopes = np.linalg.lstsq(x, _ranked(outcome), rcond=None)[0]
    pairs = zip(names, (round(float(each), 3) + 0.0 for each in slopes), strict=True)
    return tuple(sorted(pairs, key=lambda pair: (-abs(pair[1]), pair[0])))


def _ranked(values: Floats) -> Floats:
    """Return ranks (runs,) with mean 0 and variance 1, equal ones alike."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count + 1) / 2
    ranks = middle[place]
    found: Floats = (ranks - ranks.mean()) / ranks.std()
    return found


def normals(key: str, runs: int, size: int, seed: int) -> Floats:
    """Return standard normal numbers (runs, size) for an estimate with its covariance.

    Parameters
    ----------
    key : str
        What they are for.
    runs, size : int
        How many runs, and numbers in each.
    seed : int
        Another seed gives others. A run's numbers are the same whatever the number of runs.

    Examples
    --------
    >>> bool((normals("x", 3, 2, seed=1) == normals("x", 9, 2, seed=1)[:3]).all())
    True
    """
    run, place = np.divmod(np.arange(runs * size), size)
    return draws.normal(draws.stream("estimate", key, seed), run, place).reshape(runs, size)


def correlated(key: str, mean: Floats, covariance: Floats, runs: int, seed: int) -> Floats:
    """Return what several numbers that were estimated together are in each run (runs, size).

    Parameters
    ----------
    key : str
        What they are for.
    mean : ndarray (size,)
        The estimates.
    covariance : ndarray (size, size)
        How unsure they are, together.
    runs, seed : int
        How many runs, and which. A run's numbers are the same whatever the number of runs.

    Examples
    --------
    >>> found = correlated("x", np.array([1.0, 2.0]), np.array([[0.04, 0.03], [0.03, 0.09]]), 20_000, seed=1)
    >>> np.cov(found.T).round(2).tolist()
    [[0.04, 0.03], [0.03, 0.09]]
    """
    values, vectors = np.linalg.eigh(covariance)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T  # symmetric, so that no sign is left open
    drawn = normals(key, runs, len(mean), seed)
    found: Floats = mean + np.einsum(
        "rs,st->rt", drawn, root
    )  # run by run: a product of matrices may sum otherwise for more runs
    return found
