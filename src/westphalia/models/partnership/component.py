"""A component of the model, one kind of tie: a penalised logit with year effects, its slopes recalibrated by how they did on later years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.models.partnership import cannot, recalibration
from westphalia.models.partnership.basis import Basis
from westphalia.models.partnership.family import MEMORY, RIDGE, Slopes, slopes_of
from westphalia.models.partnership.features import Feature
from westphalia.models.partnership.fitting_rows import HORIZON, FittingRows
from westphalia.models.partnership.rates import FIRST, YEARS, Rates
from westphalia.models.partnership.recalibration import Recalibration, Trial, learned

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
BACKS, TRIED = (10, 20), 5
"""Trial fits are so many years older, and tried on so many origin years that they have not seen."""
SLOPE, RATE = 8, 6
"""Digits with which slopes and yearly rates are stored."""


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
        Slopes as they hold for first ties; what a renewal adds; what barriers take off.
    covariance : ndarray (width, width)
        Of the slopes.
    recalibration : Recalibration
        What share of the slopes is kept, for first ties and renewals.
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
    recalibration: Recalibration
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
        return [
            terms,
            [f"{kept(slope, SLOPE):.4f}" for slope in self.coefficients],
            rates,
            f"{self.ratio:.4f}",
        ]

    @property
    def ratio(self) -> float:
        """How much less measures count for renewals than for first ties."""
        return kept(self.recalibration.renewal / self.recalibration.first, SLOPE)

    def columns(self, values: NDArray[np.floating]) -> Floats:
        """Return the design of inputs (rows, width), the measures of renewals and of the few at the top scaled."""
        made, own = self._scaled(values)
        made[:, :own] = recalibration.saturated(made[:, :own], self.coefficients[:own])
        return made

    def full(self, values: NDArray[np.floating]) -> Floats:
        """Return the log-odds of inputs (rows,) without a level, barriers, or the bend at the top."""
        made, own = self._scaled(values)
        slope: Floats = made[:, :own] @ self.coefficients[:own]
        return slope

    def _scaled(self, values: NDArray[np.floating]) -> tuple[Floats, int]:
        """Return the design of inputs with the measures of renewals scaled, and how many columns stand before the barriers."""
        made = recalibration.scaled(self.basis.columns(values), self.basis, self.ratio)
        return made, self.basis.width - len(cannot.barriers(self.basis))

    def design(self, values: NDArray[np.floating]) -> Floats:
        """Return the design of the inputs of all pairs of a year (pairs, width), with those that fight held down."""
        return cannot.held(self.columns(values), self.basis, self.coefficients)

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


def fit_family(
    rows: Mapping[str, FittingRows],
    features: tuple[Feature, ...],
    levels: Mapping[str, Rates],
    last: Mapping[str, int],
    ridge: float = RIDGE,
    apart: bool = True,
) -> dict[str, Component]:
    """Fit the components of a family of ties by penalised maximum likelihood; one with too few ties is absent.

    Parameters
    ----------
    rows : mapping of FittingRows
        By kind of tie, pairs and what came of them.
    features : tuple of Feature
        What the columns are made of.
    levels : mapping of Rates
        Of ties a year, by kind.
    last : mapping of int
        The last year that the forecaster has seen, by kind.
    ridge : float
        Penalty on the slopes.
    apart : bool
        Whether first ties and renewals are recalibrated apart.
    """
    trials = [
        _trials(rows, features, {name: year - back for name, year in last.items()}, ridge, back)
        for back in BACKS
    ]
    made = {}
    for name, slopes in slopes_of(rows, features, last, ridge, errors=True).items():
        read = learned([each[name] for each in trials if name in each], apart)
        closed = rows[name].keep(rows[name].until(last[name]))
        made[name] = _component(name, closed, features, slopes, read, levels[name])
    return made


def _component(
    name: str,
    closed: FittingRows,
    features: tuple[Feature, ...],
    slopes: Slopes,
    read: Recalibration,
    levels: Rates,
) -> Component:
    """Return a component of fitted slopes, with what a renewal adds, and what barriers take off given both."""
    telling = recalibration.terms(features if read.shift else ())
    basis, added = slopes.basis.with_(telling), len(telling.terms)
    coefficients = np.concatenate([read.first * slopes.coefficients, np.full(added, read.shift)])
    covariance = _blocks(read.first**2 * slopes.covariance, np.full(added, read.variance))
    columns = recalibration.scaled(basis.columns(closed.values), basis, read.renewal / read.first)
    barriers, factors, variances = _barriers(closed, features, recalibration.bent(columns @ coefficients))
    return Component(
        name, basis.with_(barriers), np.concatenate([coefficients, factors]), _blocks(covariance, variances), read, levels,
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


def _trials(
    rows: Mapping[str, FittingRows],
    features: tuple[Feature, ...],
    last: Mapping[str, int],
    ridge: float,
    back: int,
) -> dict[str, Trial]:
    """Return what slopes of some years ago said of origin years that they had not seen, by kind; ties are seen in as many windows as they have years."""
    made = {}
    for name, slopes in slopes_of(rows, features, last, ridge, errors=False).items():
        year = rows[name].pairs.year
        late = rows[name].keep(
            (year > last[name]) & (year <= last[name] + TRIED) & rows[name].until(last[name] + back)
        )
        if not late.event.sum():
            continue
        telling = recalibration.terms(features).columns(late.values)
        made[name] = Trial(
            slopes.basis.columns(late.values) @ slopes.coefficients, np.asarray((telling > 0).any(axis=1)), late.event,
            late.weight / HORIZON * 0.5 ** ((back - BACKS[0]) / MEMORY), late.pairs.year,
        )  # fmt: skip
    return made
