"""Of what the spread of outcomes comes: parameters, levels and luck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np, pl
from westphalia.system.draws import SHARE, number
from westphalia.system.outcomes import OutcomeLabel, frame_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
SPLIT = 500
"""Runs that are made again with levels in common, to tell levels and luck apart."""


def between_within(values: Floats) -> tuple[Floats, Floats]:
    """Return the variance between draws of the parameters, and that among the runs of one, of outcomes.

    Parameters
    ----------
    values : ndarray (draws, ten, ...)
        Runs of each draw.

    Returns
    -------
    tuple of ndarray (...)
        Variance components of the one-way analysis; the first is not below 0.

    Examples
    --------
    Draws that differ by a standard deviation of 2, runs by 1:

    >>> rng = np.random.default_rng(1)
    >>> values = rng.normal(0, 2, (4000, 1)) + rng.normal(0, 1, (4000, 10))
    >>> [round(float(each)) for each in between_within(values)]
    [4, 1]

    References
    ----------
    Searle, Casella and McCulloch (1992), Variance Components, chapter 3.
    """
    within = values.var(axis=1, ddof=1).mean(axis=0)
    means = values.mean(axis=1).var(axis=0, ddof=1)
    return np.maximum(means - within / values.shape[1], 0.0), np.asarray(within)


def by_draw(draws: Floats, runs: Any) -> Floats:
    """Return runs by draw of the parameters (draws, ten, ...); draws of which a run is missing are left out.

    Parameters
    ----------
    draws : ndarray (runs, ...)
        Outcomes.
    runs : ndarray (runs,)
        Their numbers, ascending.
    """
    which = np.array([number(int(run)) for run in runs])
    whole, count = np.unique(which, return_counts=True)
    kept = np.isin(which, whole[count == SHARE])
    return draws[kept].reshape(-1, SHARE, *draws.shape[1:])


def split(own: Floats, common: Floats) -> Floats:
    """Return the shares of the variance that parameters, levels and luck have (3, ...), which add up to one; nan where nothing varies.

    Parameters
    ----------
    own : ndarray (draws, ten, ...)
        Runs each of which has its own levels.
    common : ndarray (draws, ten, ...)
        Runs of which those of a draw have their levels in common.

    Examples
    --------
    >>> rng = np.random.default_rng(2)
    >>> parameters, levels = rng.normal(0, 1, (4000, 1)), rng.normal(0, 2, (4000, 10))
    >>> own = parameters + levels + rng.normal(0, 1, (4000, 10))
    >>> common = parameters + levels[:, :1] + rng.normal(0, 1, (4000, 10))
    >>> [round(float(each), 1) for each in split(own, common)]
    [0.2, 0.7, 0.2]
    """
    parameters, within = between_within(own)
    luck = np.minimum(between_within(common)[1], within)
    return _shares(parameters, within, luck, parameters + within)


def _shares(parameters: Floats, within: Floats, luck: Floats, whole: Floats) -> Floats:
    """Return the parts of a whole (3, ...) that parameters, levels and luck are; nan where there is none of it."""
    parts = np.stack([parameters, within - luck, luck])
    return np.where(whole > 0, parts / np.where(whole > 0, whole, 1.0), np.nan)


def _unbounded(own: Floats, common: Floats) -> Floats:
    """Return the shares as they are estimated, below none and above all too, which errors are to tell of (3, ...)."""
    within, luck = (each.var(axis=1, ddof=1).mean(axis=0) for each in (own, common))
    parameters = own.mean(axis=1).var(axis=0, ddof=1) - within / own.shape[1]
    return _shares(parameters, within, luck, np.maximum(parameters, 0.0) + within)


def jackknifed(own: Floats, common: Floats) -> tuple[Floats, Floats]:
    """Return the shares of parameters, levels and luck, and their standard errors (3, ...), found by leaving out one draw after the other; those of a share at its bound too.

    Parameters
    ----------
    own, common : ndarray (draws, ten, ...)
        As in :func:`split`, the same draws in both.

    Examples
    --------
    Of forty such samples the mean squared error of the share of luck is what the standard errors say, within a third:

    >>> rng = np.random.default_rng(5)
    >>> levels, parameters = rng.normal(0, 1, (50, 10, 40)), rng.normal(0, 1, (50, 1, 40))
    >>> one, two = (rng.normal(0, 1, (50, 10, 40)) + parameters for _ in range(2))
    >>> share, error = jackknifed(one + levels, two + levels[:, :1])
    >>> bool(0.66 < error[2].mean() / ((share[2] - 1 / 3) ** 2).mean() ** 0.5 < 1.5)
    True

    References
    ----------
    Efron and Stein (1981), The Jackknife Estimate of Variance, Annals of Statistics 9: 586-596.
    """
    many = len(own)
    whole = split(own, common)
    without = np.stack([_unbounded(np.delete(own, at, axis=0), np.delete(common, at, axis=0)) for at in range(many)])  # fmt: skip
    spread = ((without - without.mean(axis=0)) ** 2).sum(axis=0)
    return whole, np.sqrt(spread * (many - 1) / many)


PARTS = ("parameters", "level", "luck")
"""What a spread comes of."""
SIGNS = {"baseline": (1, 0), "scenario": (0, 1), "difference": (-1, 1)}
"""How often either arm counts in what is told."""


def _arms(draws: Floats, sign: tuple[int, int]) -> Floats:
    return sign[0] * draws[:, :, 0] + sign[1] * draws[:, :, 1]


def spread(own: Floats, common: Floats, years: Any, labels: Sequence[OutcomeLabel]) -> pl.DataFrame:
    """Return of what the spread of outcomes, and of their differences, comes.

    Parameters
    ----------
    own, common : ndarray (draws, ten, 2, years, outcomes)
        As in :func:`split`, of both arms.
    years : ndarray (years,)
        The years.
    labels : sequence of OutcomeLabel
        What each outcome is.

    Returns
    -------
    polars.DataFrame
        ``name, region, unit, year, of, parameters, level, luck, parameters_error, level_error, luck_error``: shares of the variance, and their standard errors; ``of`` is the
        baseline, the scenario, or the difference.
    """
    frames = []
    for of, sign in SIGNS.items():
        shares, errors = jackknifed(_arms(own, sign), _arms(common, sign))
        values = dict(zip(PARTS, shares, strict=True))
        values |= {f"{name}_error": each for name, each in zip(PARTS, errors, strict=True)}
        frames.append(frame_of(years, labels, values, {"of": of}))
    return pl.concat(frames).fill_nan(None)
