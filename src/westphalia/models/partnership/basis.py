"""From measures to columns: straight or bent lines, on a common scale, with an indicator where a value is unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.models.partnership.features import Feature

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
QUANTILES = (0.3, 0.7, 0.95)
"""Where a smooth term may bend."""
KNOWN, VARIED, APART = 100, 50, 0.1
"""A term needs so many known values; bends need so many above the least; and two bends stand so far apart at least, in standard deviations."""
RARE = 0.001
"""A share of unknown values below this gets no indicator."""
CLIP = 4.0
"""Values are held within so many standard deviations of those fitted on."""


@dataclass(frozen=True, slots=True)
class Term:
    """The columns of one feature.

    Parameters
    ----------
    name, driver : str
        Of the feature.
    mean, scale : float
        Of the values fitted on.
    knots : tuple of float
        On the common scale.
    missing : bool
        Whether the last column says that the value is unknown.
    low, high : float
        Range of the values fitted on.
    """

    name: str
    driver: str
    mean: float
    scale: float
    knots: tuple[float, ...]
    missing: bool
    low: float
    high: float

    @property
    def width(self) -> int:
        """How many columns."""
        return 1 + len(self.knots) + self.missing

    def columns(self, x: NDArray[np.floating]) -> Floats:
        """Return the columns of values (rows, width): the value, what lies above each knot, and whether it is unknown."""
        known = np.isfinite(x)
        z = np.where(known, (np.where(known, x, self.mean) - self.mean) / self.scale, 0.0)
        z = z.clip(-CLIP, CLIP)
        made = [
            z,
            *(np.where(known, np.maximum(z - knot, 0.0) - max(-knot, 0.0), 0.0) for knot in self.knots),
        ]
        if self.missing:
            made.append((~known).astype(np.float64))
        return np.stack(made, axis=1)


@dataclass(frozen=True, slots=True)
class Basis:
    """All terms, in the order of the features.

    Parameters
    ----------
    terms : tuple of Term
        One a feature; a feature that never varied is left out.
    places : tuple of int
        Place of each term's feature in the inputs.
    """

    terms: tuple[Term, ...]
    places: tuple[int, ...]

    @property
    def width(self) -> int:
        """How many columns."""
        return sum(term.width for term in self.terms)

    def slices(self) -> dict[str, slice]:
        """Return where the columns of each term stand."""
        made, at = {}, 0
        for term in self.terms:
            made[term.name] = slice(at, at + term.width)
            at += term.width
        return made

    def columns(self, values: NDArray[np.floating]) -> Floats:
        """Return the design of rows of inputs (rows, width)."""
        made = np.empty((len(values), self.width))
        for (_, place), term, where in zip(
            enumerate(self.places), self.terms, self.slices().values(), strict=True
        ):
            made[:, where] = term.columns(values[:, place].astype(np.float64))
        return made

    def penalties(self, bend: float) -> Floats:
        """Return the weight of the ridge on each column: 1 for lines, more for bends."""
        made = []
        for term in self.terms:
            made += [1.0, *([bend] * len(term.knots)), *([1.0] if term.missing else [])]
        return np.array(made)

    def to_dict(self) -> list[dict[str, Any]]:
        """Return the terms as plain values."""
        return [
            {
                "name": term.name, "driver": term.driver, "mean": term.mean, "scale": term.scale, "knots": list(term.knots),
                "missing": term.missing, "low": term.low, "high": term.high, "place": place,
            }
            for term, place in zip(self.terms, self.places, strict=True)
        ]  # fmt: skip

    def with_(self, other: Basis) -> Basis:
        """Return these terms, and those of another after them."""
        return Basis(self.terms + other.terms, self.places + other.places)

    @classmethod
    def of(cls, rows: list[dict[str, Any]]) -> Basis:
        """Return the terms from plain values."""
        places = tuple(row["place"] for row in rows)
        names = ("name", "driver", "mean", "scale", "missing", "low", "high")
        terms = tuple(Term(knots=tuple(row["knots"]), **{name: row[name] for name in names}) for row in rows)
        return cls(terms, places)


def flags(features: tuple[Feature, ...], which: Callable[[Feature], bool]) -> Basis:
    """Return the terms of some features that are 0 or 1 and are taken as they are.

    Parameters
    ----------
    features : tuple of Feature
        All inputs, in their places.
    which : callable
        Tells of a feature whether it is one of them.
    """
    placed = [(place, each) for place, each in enumerate(features) if which(each)]
    made = (Term(each.name, each.driver, 0.0, 1.0, (), False, 0.0, 1.0) for _, each in placed)
    return Basis(tuple(made), tuple(place for place, _ in placed))


def make(values: NDArray[np.floating], weights: Floats, features: tuple[Feature, ...]) -> Basis:
    """Return terms with mean, scale and knots of the rows that a model is fitted on; barriers and what tells renewals have terms of their own.

    Parameters
    ----------
    values : ndarray (rows, features)
        Measures of the rows; NaN where unknown.
    weights : ndarray (rows,)
        Of the rows.
    features : tuple of Feature
        Whether each is a straight line or a linear spline.
    """
    terms, places = [], []
    for place, feature in enumerate(features):
        if feature.barrier or feature.renewal:
            continue
        term = _term(values[:, place].astype(np.float64), weights, feature)
        if term is not None:
            terms.append(term)
            places.append(place)
    return Basis(tuple(terms), tuple(places))


def _term(x: Floats, weights: Floats, feature: Feature) -> Term | None:
    known = np.isfinite(x)
    if known.sum() < KNOWN:
        return None
    value, weight = x[known], weights[known]
    mean = float(np.average(value, weights=weight))
    scale = float(np.sqrt(np.average((value - mean) ** 2, weights=weight)))
    if scale < 1e-9:
        return None
    knots: list[float] = []
    if feature.basis == "smooth":
        varied = value[value > value.min()]
        for cut in np.quantile(varied, QUANTILES) if len(varied) > VARIED else ():
            knot = float((cut - mean) / scale)
            if knot < CLIP and all(abs(knot - other) > APART for other in knots):
                knots.append(knot)
    share = float(weights[~known].sum() / weights.sum())
    return Term(
        feature.name,
        feature.driver,
        mean,
        scale,
        tuple(knots),
        share > RARE,
        float(value.min()),
        float(value.max()),
    )
