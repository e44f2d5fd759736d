"""Draws of the processes' parameters: ten consecutive runs share one, so that a run is the same however many are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.record.draws import normal
from westphalia.system.luck import named

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
SHARE = 10
"""Consecutive runs that share a draw."""
GRAIN = 2.0**20
"""Coefficients are drawn on a grid of 1/1048576, so that the last digits of linear algebra, which differ between machines, make no difference."""


def number(run: int) -> int:
    """Return which draw a run has; runs count from 1.

    Examples
    --------
    >>> [number(run) for run in (1, 10, 11)]
    [0, 0, 1]
    """
    return (run - 1) // SHARE


def coefficients(name: str, estimate: Mapping[str, Any], draw: int, seed: int) -> Floats:
    """Return the constant and the coefficients of a process in one draw (k + 1,); the estimate itself in draw -1.

    Parameters
    ----------
    name : str
        The process.
    estimate : mapping
        Its stored estimate, with ``mean`` and, where it is uncertain, ``covariance``.
    draw, seed : int
        Which draw.
    """
    mean = np.array(estimate["mean"], dtype=np.float64)
    if draw >= 0 and "covariance" in estimate:
        z = normal(named(f"parameters {name}", seed), np.full(len(mean), draw), np.arange(len(mean)))
        mean = mean + _root(estimate) @ z
    return np.round(mean * GRAIN) / GRAIN


def drawn_coefficients(name: str, estimate: Mapping[str, Any], draws: Ints, seed: int) -> Floats:
    """Return the coefficients of a process in many draws at once (draws, k + 1): those of :func:`coefficients`, up to a step of their grid.

    Parameters
    ----------
    name : str
        The process.
    estimate : mapping
        Its stored estimate, with ``mean`` and ``covariance``.
    draws : ndarray (draws,)
        Which draws.
    seed : int
        Which luck.

    Examples
    --------
    >>> estimate = {"mean": [1.0, 2.0], "covariance": [[1.0, 0.5], [0.5, 1.0]]}
    >>> both = [coefficients("pact", estimate, draw, 1) for draw in (3, 4)]
    >>> bool(np.abs(drawn_coefficients("pact", estimate, np.array([3, 4]), 1) - both).max() <= 1 / GRAIN)
    True
    """
    mean = np.array(estimate["mean"], dtype=np.float64)
    which, term = np.repeat(draws, len(mean)), np.tile(np.arange(len(mean)), len(draws))
    z = normal(named(f"parameters {name}", seed), which, term).reshape(len(draws), len(mean))
    return np.asarray(np.round((mean + z @ _root(estimate).T) * GRAIN) / GRAIN)


def _root(estimate: Mapping[str, Any]) -> Floats:
    """Return a root of the covariance of an estimate, the signs of its columns settled (k + 1, k + 1)."""
    covariance = np.array(estimate["covariance"], dtype=np.float64)
    value, vector = np.linalg.eigh((covariance + covariance.T) / 2)
    vector = vector * np.where(vector[np.abs(vector).argmax(axis=0), range(len(value))] < 0, -1.0, 1.0)
    return np.asarray(vector * np.sqrt(np.maximum(value, 0.0)))


@dataclass(frozen=True, slots=True)
class Walk:
    """How a level, or what all states share in a year, goes on in one draw of the parameters.

    Parameters
    ----------
    middle : float
        What it goes back to.
    keep : float
        Which part of the distance from there is left after a year.
    sd : float
        Of a year's step.
    jitter : float
        Standard deviation of what comes on top in a year, and is gone in the next.
    """

    middle: float = 0.0
    keep: float = 0.0
    sd: float = 0.0
    jitter: float = 0.0


def walk(stored: Mapping[str, Any], draw: int) -> Walk:
    """Return how a level goes on in a draw; its means in draw -1, or where no draws are stored.

    Parameters
    ----------
    stored : mapping
        The ``level`` or the ``shock`` of a stored estimate.
    draw : int
        Which draw.

    Examples
    --------
    >>> walk({"middle": 0.1, "keep": 0.5, "sd": 0.2, "jitter": 0.0, "draws": {"middle": [0.3], "keep": [0.9], "sd": [0.1], "jitter": [0.2]}}, 7)
    Walk(middle=0.3, keep=0.9, sd=0.1, jitter=0.2)
    """
    names = ("middle", "keep", "sd", "jitter")
    if draw < 0 or "draws" not in stored:
        return Walk(*(float(stored.get(name, 0.0)) for name in names))
    return Walk(*(float(stored["draws"][name][draw % len(stored["draws"][name])]) for name in names))


def last(stored: Mapping[str, Any], draw: int) -> float:
    """Return where what all states share stood in the last year seen, in a draw.

    Parameters
    ----------
    stored : mapping
        The ``shock`` of a stored estimate.
    draw : int
        Which draw.
    """
    if draw < 0 or "draws" not in stored:
        return float(stored["last"])
    return float(stored["draws"]["last"][draw % len(stored["draws"]["last"])])


def level_at(estimate: Mapping[str, Any], year: int, draw: int = -1) -> tuple[float, float]:
    """Return mean and variance of the level of a process at the end of a year, from the last year in which it was seen.

    Parameters
    ----------
    estimate : mapping
        Its stored estimate.
    year : int
        The year.
    draw : int
        Which draw tells how it goes on from the year in which it was last seen.

    Examples
    --------
    >>> level_at({"level": {"middle": 0.0, "keep": 0.5, "sd": 1.0, "years": [2000], "value": [1.0], "variance": [0.0]}}, 2001)
    (0.5, 1.0)
    """
    level = estimate["level"]
    known = [at for at, each in enumerate(level["years"]) if each <= year]
    on = walk(level, draw)
    if not known:
        return on.middle, on.sd**2 / (1 - on.keep**2)
    at = known[-1]
    value, spread = level["value"][at], level["variance"][at]
    for _ in range(year - level["years"][at]):
        value, spread = on.middle + on.keep * (value - on.middle), on.keep**2 * spread + on.sd**2
    return value, spread
