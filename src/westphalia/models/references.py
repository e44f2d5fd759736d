"""What the partnership model is compared with: the base rate, no change, the plain logit, and gradient boosting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from westphalia.models.basis import Basis, make
from westphalia.models.features import Feature
from westphalia.models.logit import chance, fit

if TYPE_CHECKING:
    from westphalia.models.source import Rows

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
RECENT = 10
"""Base rates are taken from windows of so many origin years."""
RIDGE = 10.0


def shares(event: Floats, year: NDArray[np.int64], tied: Bools) -> tuple[float, float, float]:
    """Return the share of pairs with a tie in the last ten closed origin years: of all, of those lately tied, of the others.

    Parameters
    ----------
    event : ndarray (rows,)
        Outcomes of closed windows.
    year : ndarray (rows,)
        Origin years.
    tied : ndarray (rows,)
        Whether the pair had made such a tie in the five years before.
    """
    late = year > year.max() - RECENT
    event, tied = event[late], tied[late]

    def share(mask: Bools) -> float:
        return float((event[mask].sum() + 0.5) / (mask.sum() + 1))

    return share(np.ones(len(event), np.bool_)), share(tied), share(~tied)


Plain = tuple[Basis, Floats]
"""Columns and coefficients of a plain logit."""


def plain(rows: Rows, features: tuple[Feature, ...], memory: float, last: int) -> Plain:
    """Fit a logit on the standard covariates, straight lines; rows count less the older they are, as for the partnership model."""
    weight = rows.weight * 0.5 ** ((last - rows.pairs.year) / memory)
    basis = make(rows.values, weight, features)
    columns = basis.columns(rows.values)
    return basis, fit(columns, rows.event, np.full(columns.shape[1], RIDGE), weight).coefficients


def plain_chance(of: Plain, values: NDArray[np.float32]) -> Floats:
    """Return the chances of rows under a plain logit."""
    basis, coefficients = of
    return chance(coefficients[0] + basis.columns(values) @ coefficients[1:])


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees and the inputs that they read (those known for some row)."""

    read: Bools
    fitted: Any

    def chance(self, values: NDArray[np.float32]) -> Floats:
        """Return the chances of rows."""
        made: Floats = self.fitted.predict_proba(values[:, self.read])[:, 1].clip(1e-9, 1 - 1e-9)
        return made


def boosted(rows: Rows, memory: float, last: int) -> Trees:
    """Return gradient-boosted trees fitted on all inputs."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]

    weight = rows.weight * 0.5 ** ((last - rows.pairs.year) / memory)
    trees = HistGradientBoostingClassifier(
        max_iter=80, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=60, l2_regularization=5.0, random_state=1, early_stopping=False
    )  # fmt: skip
    read: Bools = np.asarray(np.isfinite(rows.values).any(axis=0), dtype=np.bool_)
    return Trees(read, trees.fit(rows.values[:, read], rows.event, sample_weight=weight))
