"""Recalibration: what share of fitted slopes holds on later years, for first ties and renewals apart, and how much likelier a renewal is.

Slopes fitted to the past are too bold for the future, and more so for pairs that have made such a tie before: what tells who makes a first treaty says little of
when the next one comes. Trial fits of ten and twenty years earlier forecast years that they had not seen; a logit of what came about on their log-odds, with
a level of its own for each year, gives both shares and the log of the factor by which a renewal is likelier than its slopes say. Where few ties tell, a prior
stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.partnership.basis import Basis, flags
from westphalia.models.partnership.features import BEFORE, Feature
from westphalia.models.partnership.logit import fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
PRIOR = (0.8, 0.25, 2.75)
"""What is expected of first ties, of renewals, and of the log of the factor of renewals; chosen on forecasts from before 1995."""
PRECISION = (300.0, 300.0, 30.0)
"""Weight of the prior: that of normal distributions with standard deviations of 0.06, 0.06 and 0.18."""
FREE = 1e-6
"""Ridge on the levels of years."""
LEAST, MOST = 0.1, 1.2
"""Bounds of the shares."""
FULL, BEYOND = 3.75, 0.3
"""Log-odds above those of an average pair count in full up to the one, and by the other share beyond: forecasts from before 1995 said too much of the few at the top."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Log-odds of a trial fit for years that it had not seen, and what came about.

    Parameters
    ----------
    slope : ndarray (rows,)
        Log-odds without a level.
    before : ndarray (rows,)
        Whether the pair had made such a tie before.
    event : ndarray (rows,)
        1 for a tie, 0 for none.
    weight : ndarray (rows,)
        How many independent cases each row stands for.
    level : ndarray (rows,)
        Number of the year: each has a level of its own.
    """

    slope: Floats
    before: Bools
    event: Floats
    weight: Floats
    level: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Recalibration:
    """How fitted slopes are read.

    Parameters
    ----------
    first, renewal : float
        Share of the slopes that is kept, for first ties and for renewals.
    shift : float
        Added to the log-odds of renewals.
    variance : float
        Of the shift.
    """

    first: float = PRIOR[0]
    renewal: float = PRIOR[1]
    shift: float = PRIOR[2]
    variance: float = 1 / PRECISION[2]


def learned(trials: Sequence[Trial], apart: bool = True) -> Recalibration:
    """Return the recalibration that trials show.

    Parameters
    ----------
    trials : sequence of Trial
        None, where nothing could be tried: the prior stands.
    apart : bool
        Whether renewals are told apart; else all are read as first ties.

    Examples
    --------
    >>> learned([]).first, learned([], apart=False).shift
    (0.8, 0.0)
    """
    prior, precision = np.array(PRIOR), np.array(PRECISION)
    if not trials:
        return _bounded(prior, float(1 / precision[2]), apart)
    slope, before, event, weight = (
        np.concatenate([getattr(trial, name) for trial in trials])
        for name in ("slope", "before", "event", "weight")
    )
    before = before & apart
    levels = np.concatenate([trial.level + at * 10_000 for at, trial in enumerate(trials)])
    own = np.column_stack([slope * ~before, slope * before, before.astype(np.float64)])
    design = np.column_stack([own, levels[:, None] == np.unique(levels)])
    penalty = np.concatenate([precision, np.full(design.shape[1] - len(prior), FREE)])
    found = fit(design, event, penalty, weight, own @ prior)
    return _bounded(prior + found.coefficients[1:4], float(found.bread[3, 3]), apart)


def _bounded(found: Floats, variance: float, apart: bool) -> Recalibration:
    first, renewal = (float(np.clip(share, LEAST, MOST)) for share in found[:2])
    return (
        Recalibration(first, renewal, float(found[2]), variance)
        if apart
        else Recalibration(first, first, 0.0, 0.0)
    )


def applied(read: Recalibration, eta: Floats, before: Bools) -> Floats:
    """Return log-odds of another forecaster for all pairs of a year read as those of the model are, without a level.

    Parameters
    ----------
    read : Recalibration
        Of the model.
    eta : ndarray (pairs,)
        Log-odds.
    before : ndarray (pairs,)
        Whether the pair had made such a tie before.

    Examples
    --------
    >>> applied(Recalibration(0.5, 0.25, 2.0), np.array([1.0, -1.0]), np.array([False, True])).tolist()
    [0.5, 1.75]
    """
    return bent((eta - eta.mean()) * np.where(before, read.renewal, read.first) + read.shift * before)


def terms(features: tuple[Feature, ...]) -> Basis:
    """Return the term that tells renewals among features, 0 or 1 as it is; none where no feature does."""
    return flags(features, lambda each: each.renewal)


def renewed(columns: Floats, basis: Basis) -> Bools:
    """Return which pairs have made such a tie before (pairs,); none where the basis does not tell.

    Parameters
    ----------
    columns : ndarray (pairs, width)
        The design.
    basis : Basis
        Its terms.
    """
    at = basis.slices().get(BEFORE.name)
    return np.zeros(len(columns), np.bool_) if at is None else np.asarray(columns[:, at.start] > 0)


def scaled(columns: Floats, basis: Basis, ratio: float) -> Floats:
    """Return the design with the measures of renewals scaled: their slopes count less.

    Parameters
    ----------
    columns : ndarray (pairs, width)
        The design: measures first, then what tells renewals, then barriers.
    basis : Basis
        Its terms.
    ratio : float
        Share of the slopes that is kept for renewals over that for first ties.
    """
    at = basis.slices().get(BEFORE.name)
    if at is None:
        return columns
    made = columns.copy()
    made[columns[:, at.start] > 0, : at.start] *= ratio
    return made


def bent(slope: Floats) -> Floats:
    """Return log-odds without a level (rows,), less of them beyond :data:`FULL`.

    Examples
    --------
    >>> bent(np.array([-2.0, 3.75, 4.75])).tolist()
    [-2.0, 3.75, 4.05]
    """
    made: Floats = np.minimum(slope, FULL) + BEYOND * np.maximum(slope - FULL, 0.0)
    return made


def saturated(columns: Floats, coefficients: Floats) -> Floats:
    """Return the design with rows beyond :data:`FULL` scaled, so that their log-odds are the bent ones.

    Parameters
    ----------
    columns : ndarray (pairs, width)
        The design without barriers.
    coefficients : ndarray (width,)
        Slopes.

    Examples
    --------
    >>> saturated(np.array([[1.0], [4.75]]), np.array([1.0])).round(6).tolist()
    [[1.0], [4.05]]
    """
    slope = columns @ coefficients
    over = slope > FULL
    made = columns.copy()
    made[over] *= (bent(slope[over]) / slope[over])[:, None]
    return made
