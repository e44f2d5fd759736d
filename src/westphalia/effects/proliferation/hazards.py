"""Hazards: the chance of a step from a fit made beforehand, what each level does to it, and rates without a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from westphalia.effects.proliferation.levels import LEVELS
from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Direction = Literal["raises", "lowers", "not told"]
NORMAL = 1.6448536
"""Of an interval of 90 %."""
HORIZONS = (1, 5)
"""Years within which a step is told."""


# How fits are made (by ``sources.nuclear``): what a stored one rests on.


RIDGE = 1.0
"""Penalty on a coefficient for one standard deviation: as if it were drawn from a normal of standard deviation 1 in log-odds."""
FIRST_ORIGIN, EVERY = 1960, 5
"""Fits of their time are made every five years from this on, to forecast the five years after."""
LAG = 5
"""Years after which the status of a state is taken to be known: it is coded in retrospect."""
LATE = 1970
"""From here on the fits expect too many: the Treaty on the Non-Proliferation of Nuclear Weapons came into force in March of that year."""


@dataclass(frozen=True, eq=False)
class HazardFit:
    """A penalised logit of one step, as it is stored.

    Parameters
    ----------
    terms : tuple of str
        Names of levels.
    centre, scale : ndarray (terms,)
        Means and standard deviations of the columns among the rows of the fit.
    coefficients : ndarray (terms + 1,)
        Log-odds, the intercept first, then for a standard deviation of each column.
    covariance : ndarray (terms + 1, terms + 1)
        Of them.
    """

    terms: tuple[str, ...]
    centre: Floats
    scale: Floats
    coefficients: Floats
    covariance: Floats

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> HazardFit:
        """Return a fit from a stored document."""
        arrays = (
            np.array(stored[name], dtype=np.float64)
            for name in ("centre", "scale", "coefficients", "covariance")
        )
        return cls(tuple(stored["terms"]), *arrays)

    def rows(self, x: Floats) -> Floats:
        """Return standardised columns with the intercept first (..., terms + 1)."""
        z = (x - self.centre) / self.scale
        return np.concatenate([np.ones((*z.shape[:-1], 1)), z], axis=-1)


@dataclass(frozen=True, slots=True)
class Hazard:
    """The chance of a step.

    Parameters
    ----------
    probability : mapping of float
        By years within which; levels stay as they are.
    interval : mapping of tuple
        90 %, by years.
    """

    probability: Mapping[int, float]
    interval: Mapping[int, tuple[float, float]]


def chance(eta: Floats) -> Floats:
    """Return the inverse logit.

    Parameters
    ----------
    eta : ndarray
        Log-odds.
    """
    made: Floats = 0.5 * (1 + np.tanh(0.5 * eta))
    return made


def within(p: Floats | float, years: int) -> Floats | float:
    """Return the chance within some years of what has a chance each year.

    Parameters
    ----------
    p : float or ndarray
        Of one year.
    years : int
        How many.

    Examples
    --------
    >>> round(within(0.04, 5), 3)
    0.185
    """
    return 1.0 - (1.0 - p) ** years


def yearly(fit: HazardFit, x: Floats) -> Floats:
    """Return the chance within a year (rows,); NaN where a level is unknown.

    Parameters
    ----------
    fit : HazardFit
        Of the step.
    x : ndarray (rows, terms)
        Levels as :func:`design` has them.
    """
    return chance(fit.rows(x) @ fit.coefficients)


def hazard(fit: HazardFit, x: Floats) -> Hazard | None:
    """Return the chance of a step of one state; None where a level is unknown.

    Parameters
    ----------
    fit : HazardFit
        Of the step.
    x : ndarray (terms,)
        Levels as :func:`design` has them.
    """
    if not np.isfinite(x).all():
        return None
    row = fit.rows(x)
    eta, error = float(row @ fit.coefficients), float(np.sqrt(row @ fit.covariance @ row))
    low, p, high = (
        float(each) for each in chance(np.array([eta - NORMAL * error, eta, eta + NORMAL * error]))
    )
    return Hazard(
        {years: float(within(p, years)) for years in HORIZONS},
        {years: (float(within(low, years)), float(within(high, years))) for years in HORIZONS},
    )


@dataclass(frozen=True, slots=True)
class TermOdds:
    """What a level does to the odds of a step.

    Parameters
    ----------
    name : str
        Of the level.
    odds : float
        By how much the odds are multiplied by its contrast.
    interval : tuple of float
        90 %.
    direction : {"raises", "lowers", "not told"}
        ``not told`` where the interval holds 1: the record does not say which.
    """

    name: str
    odds: float
    interval: tuple[float, float]
    direction: Direction


def direction(low: float, high: float) -> Direction:
    """Return what an interval of an odds ratio says.

    Parameters
    ----------
    low, high : float
        Its ends.

    Examples
    --------
    >>> direction(0.8, 1.9), direction(1.1, 1.9), direction(0.2, 0.7)
    ('not told', 'raises', 'lowers')
    """
    return "raises" if low > 1 else "lowers" if high < 1 else "not told"


def terms(fit: HazardFit) -> tuple[TermOdds, ...]:
    """Return what each level does to the odds, by its contrast.

    Parameters
    ----------
    fit : HazardFit
        Of the step.
    """
    found = []
    for place, name in enumerate(fit.terms):
        step = np.zeros(len(fit.terms) + 1)
        step[place + 1] = LEVELS[name].step / fit.scale[place]
        found.append(TermOdds(name, *_odds(fit, step)))
    return tuple(found)


def moved(fit: HazardFit, before: Floats, after: Floats) -> TermOdds | None:
    """Return by how much the odds change from some levels to others; None where one is unknown.

    Parameters
    ----------
    fit : HazardFit
        Of the step.
    before, after : ndarray (terms,)
        Levels as :func:`design` has them.
    """
    step = fit.rows(after) - fit.rows(before)
    return TermOdds("all that was given", *_odds(fit, step)) if np.isfinite(step).all() else None


def _odds(fit: HazardFit, step: Floats) -> tuple[float, tuple[float, float], Direction]:
    mean, error = float(step @ fit.coefficients), float(np.sqrt(step @ fit.covariance @ step))
    low, middle, high = (float(np.exp(each)) for each in (mean - NORMAL * error, mean, mean + NORMAL * error))
    return middle, (low, high), direction(low, high)


# Rates without a model.


def exact_interval(events: int, rows: int, outside: float = 0.05) -> tuple[float, float]:
    """Return the exact interval of a rate (Clopper and Pearson 1934), so much of the chance outside at each end.

    Parameters
    ----------
    events, rows : int
        How many of how many.
    outside : float
        One-sided chance: 0.05 for an interval of 90 %.

    Examples
    --------
    >>> [round(each, 3) for each in exact_interval(10, 236)]
    [0.023, 0.071]
    >>> [round(each, 3) for each in exact_interval(0, 5)]
    [0.0, 0.451]
    """

    def at_most(k: int, p: float) -> float:
        return sum(comb(rows, j) * p**j * (1 - p) ** (rows - j) for j in range(k + 1))

    def solved(above: Callable[[float], bool]) -> float:
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if above(middle) else (low, middle)
        return (low + high) / 2

    lower = 0.0 if events == 0 else solved(lambda p: 1 - at_most(events - 1, p) < outside)
    upper = 1.0 if events == rows else solved(lambda p: at_most(events, p) > outside)
    return lower, upper
