"""Slopes of a family of ties: kinds of ties lend each other strength.

Slopes are fitted within years to all kinds of a family together, and each kind departs from these as far as its own ties bear it out (a ridge on the
departures, as in multi-task or hierarchical regression).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.partnership import logit
from westphalia.models.partnership.basis import Basis, make
from westphalia.models.partnership.features import Feature
from westphalia.models.partnership.fitting_rows import FittingRows
from westphalia.models.partnership.logit import chance, fit
from westphalia.models.partnership.rates import FIRST

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
RIDGE, BEND = 100.0, 10.0
"""Ridge penalty on the slopes of standardised measures, and how many times it is on the bends of a linear spline."""
MEMORY = 20.0
"""Half-life of the exponential weights of rows, in years."""
EVENTS = 30
"""A model needs so many rows with a tie."""
DEPARTURE = 3.0
"""How many times the ridge on what a kind of tie departs by from the slopes of its family is that on slopes; chosen on the origin 1990."""


@dataclass(frozen=True, slots=True)
class Slopes:
    """Slopes of one kind of tie, fitted within years.

    Parameters
    ----------
    basis : Basis
        Terms, the same for all kinds of a family.
    coefficients : ndarray (width,)
        Slopes.
    covariance : ndarray (width, width)
        Of the slopes.
    """

    basis: Basis
    coefficients: Floats
    covariance: Floats


def slopes_of(
    rows: Mapping[str, FittingRows],
    features: tuple[Feature, ...],
    last: Mapping[str, int],
    ridge: float,
    errors: bool,
) -> dict[str, Slopes]:
    """Fit the slopes of the kinds of a family that have ties enough: those in common, and where there are several kinds, what each departs by.

    Parameters
    ----------
    rows : mapping of FittingRows
        By kind of tie, pairs and what came of them.
    features : tuple of Feature
        What the columns are made of.
    last : mapping of int
        The last year that the forecaster has seen, by kind.
    ridge : float
        Penalty on the slopes.
    errors : bool
        Whether covariances are wanted, which cost as much as the fit.
    """
    closed = {name: each.keep(each.until(last[name])) for name, each in rows.items()}
    closed = {name: each for name, each in closed.items() if each.event.sum() >= EVENTS}
    if not closed:
        return {}
    aged = {
        name: each.weight * 0.5 ** ((last[name] - each.pairs.year) / MEMORY) for name, each in closed.items()
    }
    basis = make(
        np.concatenate([each.values for each in closed.values()]), np.concatenate([*aged.values()]), features
    )
    parts = {name: (basis.columns(each.values), aged[name], each) for name, each in closed.items()}
    penalty = ridge * basis.penalties(BEND)
    shared = _fitted([*parts.values()], penalty, np.zeros(basis.width), errors)
    if len(parts) == 1:
        return {name: Slopes(basis, *shared) for name in parts}
    own = {name: _fitted([part], DEPARTURE * penalty, shared[0], errors) for name, part in parts.items()}
    return {
        name: Slopes(basis, shared[0] + apart, shared[1] + spread) for name, (apart, spread) in own.items()
    }


Part: TypeAlias = "tuple[Floats, Floats, FittingRows]"


def _fitted(parts: list[Part], penalty: Floats, known: Floats, errors: bool) -> tuple[Floats, Floats]:
    """Return what is added to known slopes, by the rows of some kinds within years, and its covariance with rows that share a state dependent.

    Parameters
    ----------
    parts : list of tuple
        Columns, weights and rows of each kind.
    penalty : ndarray (width,)
        Ridge.
    known : ndarray (width,)
        Slopes that are known already.
    errors : bool
        Whether the covariance is wanted; else it is zero.
    """
    columns, weight = (np.concatenate([part[at] for part in parts]) for at in (0, 1))
    rows = [part[2] for part in parts]
    event, one, two = (
        np.concatenate(each)
        for each in zip(*((row.event, row.pairs.one, row.pairs.two) for row in rows), strict=True)
    )
    offset = np.concatenate([row.level[row.pairs.year - FIRST] for row in rows]) + columns @ known
    found = fit(columns, event, penalty, weight, offset)
    if not errors:
        return found.coefficients[1:], np.zeros_like(found.bread[1:, 1:])
    error = weight * (event - chance(offset + found.coefficients[0] + columns @ found.coefficients[1:]))
    scores = np.column_stack([np.ones(len(columns)), columns]) * error[:, None]
    covariance = logit.covariance(found.bread, scores, one, two)
    return found.coefficients[1:], covariance[1:, 1:]
