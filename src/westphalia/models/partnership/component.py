"""A component of the model, one kind of tie: a penalised logit with year effects, its slopes shrunk by how they did on later years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.models.partnership import cannot, logit
from westphalia.models.partnership.basis import Basis, make
from westphalia.models.partnership.features import Feature
from westphalia.models.partnership.inputs import Pairs
from westphalia.models.partnership.logit import chance, fit
from westphalia.models.partnership.rates import FIRST, YEARS, Rates

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
HORIZON = 5
"""Slopes are fitted on windows of five years; the level sets the shorter ones."""
RIDGE, BEND = 100.0, 10.0
"""Ridge penalty on the slopes of standardised measures, and how many times it is on the bends of a linear spline."""
MEMORY = 20.0
"""Half-life of the exponential weights of rows, in years."""
EVENTS = 30
"""A model needs so many rows with a tie."""
BACK = 10
"""The slopes are tried on so many years that the trial fit has not seen."""
SLOPE, RATE = 8, 6
"""Digits with which slopes and yearly rates are stored."""
LEAST, MOST = 0.4, 1.0
"""Bounds of the share of the slopes that is kept."""
USUAL, WEIGHT = 0.7, 40.0
"""What slopes lose on later years where that cannot be told, and how many ties' worth of weight that guess has."""


@dataclass(frozen=True, slots=True)
class FittingRows:
    """Rows for fitting one component.

    Parameters
    ----------
    pairs : Pairs
        The rows.
    values : ndarray (rows, features)
        Inputs.
    event : ndarray (rows,)
        Whether there was a tie in the five years after.
    weight : ndarray (rows,)
        How many rows each stands for.
    level : ndarray (220,)
        Log-odds of the share of pairs with a tie, by origin year from 1816.
    """

    pairs: Pairs
    values: NDArray[np.float32]
    event: Floats
    weight: Floats
    level: Floats

    def until(self, last: int) -> NDArray[np.bool_]:
        """Return whether each row's window ends by a year."""
        return self.pairs.year + HORIZON <= last

    def keep(self, mask: NDArray[np.bool_]) -> FittingRows:
        """Return some of the rows."""
        return FittingRows(
            self.pairs.keep(mask), self.values[mask], self.event[mask], self.weight[mask], self.level
        )


@dataclass(frozen=True, slots=True)
class Component:
    """The fitted model of one kind of tie.

    Parameters
    ----------
    name : str
        The source.
    basis : Basis
        What makes columns of measures.
    coefficients : ndarray (width,)
        Slopes, shrunk.
    covariance : ndarray (width, width)
        Of the slopes.
    shrink : float
        The share of the slopes that is kept: their calibration slope on ten later years, drawn towards 0.7.
    levels : Rates
        Of ties a year.
    rows, events : int
        Rows that it was fitted on, and how many of them had a tie.
    span : tuple of int
        First and last origin year fitted on.
    """

    name: str
    basis: Basis
    coefficients: Floats
    covariance: Floats
    shrink: float
    levels: Rates
    rows: int
    events: int
    span: tuple[int, int]

    def rounded(self) -> list[Any]:
        """Return the numbers that its forecasts hang on as texts that are the same wherever it was fitted: terms, slopes and rates."""
        terms = [
            [term.name, *(f"{x:.4g}" for x in (term.mean, term.scale, *term.knots))]
            for term in self.basis.terms
        ]
        annual = (kept(rate, RATE) for rate in self.levels.annual)
        rates = [f"{x:.4g}" for x in (*annual, *self.levels.stretch.values(), *self.levels.spread.values())]
        return [terms, [f"{kept(slope, SLOPE):.4f}" for slope in self.coefficients], rates]

    def design(self, values: NDArray[np.floating]) -> Floats:
        """Return the design of the inputs of all pairs of a year (pairs, width), with those that fight held down."""
        return cannot.held(self.basis.columns(values), self.basis, self.coefficients)

    def slope(self, columns: Floats) -> Floats:
        """Return the log-odds of rows of the design, without the level."""
        made: Floats = columns @ self.coefficients
        return made


def kept(number: float, digits: int) -> float:
    """Return a number as it is stored, so that one that was read again is rounded no other way.

    Examples
    --------
    >>> kept(0.12345678901, SLOPE), kept(0.0012345678, RATE)
    (0.12345679, 0.00123457)
    """
    return float(f"{number:.{digits}g}")


def level_of(year: Ints, event: Floats, weight: Floats) -> Floats:
    """Return the log-odds of the share of pairs with a tie, by origin year from 1816 (220,): the offset that stands for year effects.

    Parameters
    ----------
    year, event, weight : ndarray (rows,)
        Origin year, whether there was a tie, and how many pairs the row stands for.
    """
    known = np.bincount(year - FIRST, weight, YEARS)
    hits = np.bincount(year - FIRST, weight * event, YEARS)
    made: Floats = np.log((hits + 1) / (known - hits + 1))
    return made


def fit_source(
    name: str,
    rows: FittingRows,
    features: tuple[Feature, ...],
    levels: Rates,
    last: int,
    ridge: float | None = None,
) -> Component | None:
    """Fit a component by penalised maximum likelihood to windows that end by ``last``; None when they hold too few ties.

    Parameters
    ----------
    name : str
        The kind of tie.
    rows : FittingRows
        Pairs and what came of them.
    features : tuple of Feature
        What the columns are made of.
    levels : Rates
        Of ties a year.
    last : int
        The last year that the forecaster has seen.
    ridge : float, optional
        Penalty on the slopes; by default 100.
    """
    ridge = RIDGE if ridge is None else ridge
    closed = rows.keep(rows.until(last))
    if closed.event.sum() < EVENTS:
        return None
    basis, columns, weight, found = _slopes(closed, features, last, ridge)
    error = weight * (closed.event - chance(found[2]))
    scores = np.column_stack([np.ones(len(columns)), columns]) * error[:, None]
    covariance = logit.covariance(found[1], scores, closed.pairs.one, closed.pairs.two)
    shrink = _kept(rows, features, last, ridge)
    slopes = shrink * found[0][1:]
    barriers, factors, variances = _barriers(closed, features, columns @ slopes)
    return Component(
        name, basis.with_(barriers), np.concatenate([slopes, factors]), _blocks(shrink**2 * covariance[1:, 1:], variances), shrink, levels,
        len(closed.event), int(closed.event.sum()), (int(closed.pairs.year.min()), int(closed.pairs.year.max())),
    )  # fmt: skip


def _barriers(
    rows: FittingRows, features: tuple[Feature, ...], slope: Floats
) -> tuple[Basis, Floats, Floats]:
    """Return the terms of the barriers, the log of the factor of each and its variance; a tie is seen in as many windows as it has years, and counts once."""
    basis = cannot.terms(features)
    if not basis.terms:
        return basis, np.zeros(0), np.zeros(0)
    level = rows.level[rows.pairs.year - FIRST]
    found = cannot.factors(basis.columns(rows.values), rows.event, level + slope, rows.weight / HORIZON)
    return basis, *found


def _blocks(covariance: Floats, variances: Floats) -> Floats:
    """Return a covariance with independent estimates after it."""
    size = len(covariance)
    made = np.zeros((size + len(variances),) * 2)
    made[:size, :size] = covariance
    made[range(size, len(made)), range(size, len(made))] = variances
    return made


def _slopes(
    rows: FittingRows, features: tuple[Feature, ...], last: int, ridge: float
) -> tuple[Basis, Floats, Floats, tuple[Floats, Floats, Floats]]:
    """Fit slopes within years: basis, columns, weights, and (coefficients, bread, log-odds)."""
    weight = rows.weight * 0.5 ** ((last - rows.pairs.year) / MEMORY)
    basis = make(rows.values, weight, features)
    columns = basis.columns(rows.values)
    offset = rows.level[rows.pairs.year - FIRST]
    found = fit(columns, rows.event, ridge * basis.penalties(BEND), weight, offset)
    eta = offset + found.coefficients[0] + columns @ found.coefficients[1:]
    return basis, columns, weight, (found.coefficients, found.bread, eta)


def _kept(rows: FittingRows, features: tuple[Feature, ...], last: int, ridge: float) -> float:
    """Return what share of the slopes held on years that a fit ten years earlier had not seen."""
    early = rows.keep(rows.until(last - BACK))
    late = rows.keep(rows.until(last) & (rows.pairs.year > last - BACK))
    if early.event.sum() < EVENTS or late.event.sum() < EVENTS:
        return USUAL
    basis, _, _, found = _slopes(early, features, last - BACK, ridge)
    eta = basis.columns(late.values) @ found[0][1:]
    years = np.unique(late.pairs.year)
    design = np.column_stack([eta, late.pairs.year[:, None] == years])
    held = fit(design, late.event, np.array([1e-9, *([1e-6] * len(years))]), late.weight).coefficients[1]
    ties = float(late.event.sum()) / HORIZON
    return float(np.clip((ties * held + WEIGHT * USUAL) / (ties + WEIGHT), LEAST, MOST))
