"""What makes a tie impossible for now, in the model: how far each barrier lowers the chance of a tie (:mod:`westphalia.record.barriers`).

How often ties came about in spite of a barrier is held against what the model would expect without it. Where there are few cases a rule stands in: the odds are
a quarter. Two states that are fighting have, besides, at most the chance of the pair at the 95th percentile of those without a barrier, so that they are never
among the likeliest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.partnership.basis import Basis, flags
from westphalia.models.partnership.features import CANNOT, FIGHTING, Feature
from westphalia.models.partnership.logit import fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
RULE = -1.386
"""Log of the factor, a quarter, by which a barrier lowers the odds where there are no cases."""
PRECISION = 2.0
"""Weight of the rule: that of a normal distribution about the log of the factor with a standard deviation of a factor of two."""
MOST = -0.1
"""No barrier lowers the log-odds by less."""
SHARE = 0.95
"""Pairs that fight are held at or below this quantile of those without a barrier."""


def terms(features: tuple[Feature, ...]) -> Basis:
    """Return the terms of the barriers among features: 0 or 1 as they are."""
    return flags(features, lambda each: each.barrier)


def factors(barred: Floats, event: Floats, log_odds: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Return the log of the factor by which each barrier lowers the odds of a tie, and its variance: the most likely under the rule as a normal prior.

    Parameters
    ----------
    barred : ndarray (rows, barriers)
        1 where a barrier stands, else 0.
    event : ndarray (rows,)
        1 for a tie, 0 for none.
    log_odds : ndarray (rows,)
        What is expected without barriers, up to a constant.
    weight : ndarray (rows,)
        How many independent cases each row stands for.

    Returns
    -------
    factors, variances : ndarray (barriers,)

    Examples
    --------
    With no case the rule stands; ties in a tenth of very many pairs, where half were expected, are odds of a ninth:

    >>> barred, event = np.zeros((1000, 2)), np.zeros(1000)
    >>> barred[:500, 0], event[:50], event[500:750] = 1.0, 1.0, 1.0
    >>> factors(barred, event, np.zeros(1000), np.full(1000, 100.0))[0].round(2)
    array([-2.2 , -1.39])
    """
    found = fit(
        barred,
        event,
        np.full(barred.shape[1], PRECISION),
        weight,
        log_odds + barred @ np.full(barred.shape[1], RULE),
    )
    return np.minimum(RULE + found.coefficients[1:], MOST), np.diag(found.bread)[1:]


def held(columns: Floats, basis: Basis, coefficients: Floats) -> Floats:
    """Return the design of all pairs of a year with those that fight held down: their barrier counts as often as it takes.

    Parameters
    ----------
    columns : ndarray (pairs, width)
        The design.
    basis : Basis
        Its terms.
    coefficients : ndarray (width,)
        Slopes; that of fighting is below 0.

    Returns
    -------
    ndarray (pairs, width)
    """
    fight, free = fights(columns, basis), ~barred(columns, basis)
    if not fight.any() or not free.any():
        return columns
    slope, at = columns @ coefficients, basis.slices()[FIGHTING].start
    over = np.maximum(slope[fight] - np.quantile(slope[free], SHARE), 0.0)
    made = columns.copy()
    made[fight, at] -= over / coefficients[at]
    return made


def fights(columns: Floats, basis: Basis) -> NDArray[np.bool_]:
    """Return which pairs are at war or fighting (pairs,)."""
    return _any(columns, [at.start for name, at in basis.slices().items() if name == FIGHTING])


def barred(columns: Floats, basis: Basis) -> NDArray[np.bool_]:
    """Return which pairs have a barrier of any kind between them (pairs,)."""
    return _any(columns, barriers(basis))


def barriers(basis: Basis) -> list[int]:
    """Return which columns are those of barriers, which stand last."""
    where = basis.slices()
    return [where[term.name].start for term in basis.terms if term.driver == CANNOT]


def _any(columns: Floats, places: list[int]) -> NDArray[np.bool_]:
    return np.asarray((columns[:, places] > 0).any(axis=1))
