"""Levels that walk, and years that all states share: how far they wander and how long, learnt from the years seen, as unsure as so few years leave it.

Both are an AR(1) around a middle, with what comes on top in a single year. All combinations of a grid are weighed by how well they foretell each year from
those before it; runs draw from these weights, so that a series of few years gives wide bands.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
MIDDLE = np.linspace(-1.6, 1.6, 17)
"""Middles of a level, in logs, beside what its covariates say."""
MIDDLE_SD = 0.75
"""Of the prior of the middle."""
KEEP = (0.9, 0.95, 0.98, 0.995)
"""Parts of the distance from the middle that are left after a year, each as likely beforehand: what lasts less is taken as gone in the next year. Chosen among
these and parts from 0 on by the scores of origins from 1955 to 1969 over what came to 1975, on no later year."""
WANDER = (0.05, 0.1, 0.2, 0.3, 0.45, 0.65, 0.9)
"""Standard deviations of a level around its middle."""
WANDER_SD = 0.5
"""Of the half-normal prior of how far a level wanders, and of what comes on top in a year."""
JITTER = (0.0, 0.2, 0.4, 0.7, 1.1)
"""Standard deviations of what comes on top in a year."""
DRAWS = 100
"""Draws of the parameters that are stored; later ones begin anew."""
STRIDE = 61
"""Draws are stored in steps of so many of their order, so that neighbours differ."""
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(15)
"""Points and weights of a normal distribution, by which what a year tells is summed."""
RECENT = 30
"""Years whose events tell of a level that stays."""
SHARED_MIDDLE = np.linspace(-1.5, 1.5, 25)
"""Middles of what all states share, in standard deviations of it."""
SHARED_SD = 1.0
"""Of their prior, and of the half-normal prior of how far it wanders."""
SHARED_WANDER = (0.1, 0.2, 0.4, 0.6, 0.8, 1.1, 1.5)
SHARED_JITTER = (0.0, 0.25, 0.5, 0.75, 1.0)


def level(years: Ints, seen: Floats, expected: Floats) -> dict[str, Any]:
    """Return how the log rate of a process walks around what its covariates say, seen through counts.

    Parameters
    ----------
    years, seen, expected : ndarray (m,)
        Years, events in each, and events that the fitted hazard expects.

    Returns
    -------
    dict
        Means of ``middle``, ``keep`` (persistence), ``sd`` (of a year's step) and ``jitter`` (of what is gone in the next year); by year the filtered
        level and its variance; and ``draws`` of the four.
    """
    middle, keep, wander, jitter = _grid(MIDDLE, KEEP, WANDER, JITTER)
    weight = -0.5 * (middle / MIDDLE_SD) ** 2 - 0.5 * ((wander / WANDER_SD) ** 2 + (jitter / WANDER_SD) ** 2)
    step = wander * np.sqrt(1 - keep**2)
    value, spread = middle.copy(), wander**2
    path: list[tuple[float, float]] = []
    for count, mean in zip(seen, expected, strict=True):
        value, spread = middle + keep * (value - middle), keep**2 * spread + step**2
        whole = spread + jitter**2
        found, moment, unsure = _year(value, whole, float(count), max(float(mean), 1e-6))
        gain = spread / whole
        value, spread = value + gain * (moment - value), spread - gain**2 * (whole - unsure)
        weight = weight + found
        path.append(_mixed(value, spread, weight))
    drawn = _drawn(weight, {"middle": middle, "keep": keep, "sd": step, "jitter": jitter})
    return {
        **drawn,
        "years": [int(year) for year in years],
        "value": [round(each[0], 6) for each in path],
        "variance": [round(each[1], 6) for each in path],
        "seen": [float(each) for each in seen],
        "expected": [float(each) for each in expected],
    }


def steady(years: Ints, seen: Floats, expected: Floats) -> dict[str, Any]:
    """Return a level that stays, of what there is too little of to tell how it walks: the log of all events of the last years over what was expected, unsure as a count is.

    Parameters
    ----------
    years, seen, expected : ndarray (m,)
        As in :func:`level`.
    """
    kept = years > years[-1] - RECENT
    events, of = float(seen[kept].sum()) + 0.5, float(expected[kept].sum()) + 0.5
    middle, still = float(np.log(events / of)), [0.0] * DRAWS
    order = np.arange(DRAWS) * STRIDE % DRAWS
    drawn = middle + ndtri((order + 0.5) / DRAWS) / np.sqrt(events)
    return {
        "middle": middle, "keep": 0.0, "sd": 0.0, "jitter": 0.0,
        "draws": {"middle": [round(float(each), 6) for each in drawn], "keep": still, "sd": still, "jitter": still},
        "years": [int(year) for year in years], "value": [round(middle, 6)] * len(years), "variance": [0.0] * len(years),
        "seen": [float(each) for each in seen], "expected": [float(each) for each in expected],
    }  # fmt: skip


def mean_rate(chance: Floats, weight: Floats) -> float:
    """Return the log of the mean chance of all at risk: what a level is the distance from, so that what covariates come to in all is not counted twice.

    Parameters
    ----------
    chance, weight : ndarray (rows,)
        Fitted chances, and what each row counts.

    Examples
    --------
    >>> round(mean_rate(np.array([0.1, 0.3]), np.ones(2)), 6) == round(float(np.log(0.2)), 6)
    True
    """
    return float(np.log(weight @ chance / weight.sum()))


def _grid(*of: Any) -> tuple[Floats, ...]:
    """Return all combinations (g,) each."""
    return tuple(np.array(list(product(*of)), dtype=np.float64).T)


def _year(value: Floats, whole: Floats, count: float, mean: float) -> tuple[Floats, Floats, Floats]:
    """Return the log likelihood of a year's count, and mean and variance of its log rate once it is seen (g,), the rate being log-normal before.

    The count is Poisson's; points of the normal distribution are set around the count where that tells more than the years before.
    """
    told = np.log((count + 0.5) / mean)
    noise = 1.0 / (count + 0.5)
    share = whole / (whole + noise)
    at, size = value + share * (told - value), np.sqrt(share * noise)
    rate = at[:, None] + size[:, None] * NODES
    log = count * (rate + np.log(mean)) - mean * np.exp(np.minimum(rate, 50.0))
    log = log - 0.5 * (rate - value[:, None]) ** 2 / whole[:, None] - 0.5 * np.log(whole[:, None])
    log = log + 0.5 * NODES**2 + np.log(WEIGHTS) + np.log(size[:, None])
    top = log.max(axis=1)
    weight = np.exp(log - top[:, None])
    total = weight.sum(axis=1)
    moment = (weight * rate).sum(axis=1) / total
    unsure = (weight * (rate - moment[:, None]) ** 2).sum(axis=1) / total
    return top + np.log(total), moment, unsure


def _mixed(value: Floats, spread: Floats, weight: Floats) -> tuple[float, float]:
    """Return mean and variance over all combinations by their log weights."""
    share = np.exp(weight - weight.max())
    share /= share.sum()
    mean = float(share @ value)
    return mean, float(share @ (spread + (value - mean) ** 2))


def _drawn(weight: Floats, of: Mapping[str, Floats]) -> dict[str, Any]:
    """Return means, and draws at equal steps of the weights."""
    share = np.exp(weight - weight.max())
    share /= share.sum()
    at = np.searchsorted(np.cumsum(share), (np.arange(DRAWS) + 0.5) / DRAWS)
    at = np.minimum(at, len(share) - 1)[np.arange(DRAWS) * STRIDE % DRAWS]
    return {
        **{name: float(share @ value) for name, value in of.items()},
        "draws": {name: [round(float(each), 6) for each in value[at]] for name, value in of.items()},
    }


def shared(value: Floats) -> dict[str, Any]:
    """Return how what all states share in a year goes on.

    Parameters
    ----------
    value : ndarray (m,)
        What they shared in each year, its mean 0.

    Returns
    -------
    dict
        Means of ``middle``, ``keep``, ``sd``, ``jitter`` and ``last``, where it stood in the last year; and ``draws`` of the five.
    """
    unit = max(float(value.std()), 1e-9)
    middle, keep, wander, jitter = _grid(SHARED_MIDDLE, KEEP, SHARED_WANDER, SHARED_JITTER)
    weight = -0.5 * ((middle / SHARED_SD) ** 2 + (wander / SHARED_SD) ** 2 + (jitter / SHARED_SD) ** 2)
    step = wander * np.sqrt(1 - keep**2)
    at, spread = middle.copy(), wander**2
    for each in value / unit:
        at, spread = middle + keep * (at - middle), keep**2 * spread + step**2
        whole = spread + jitter**2
        weight = weight - 0.5 * (each - at) ** 2 / whole - 0.5 * np.log(whole)
        gain = spread / whole
        at, spread = at + gain * (each - at), spread * (1 - gain)
    return _drawn(
        weight,
        {
            "middle": middle * unit,
            "keep": keep,
            "sd": step * unit,
            "jitter": jitter * unit,
            "last": at * unit,
        },
    )
