"""What the partnership model is compared with: the base rate, no change, the plain logit, and gradient boosting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.models.partnership.basis import Basis, make
from westphalia.models.partnership.features import Feature
from westphalia.models.partnership.logit import chance, fit, log_odds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.models.partnership.fitting_rows import FittingRows

Floats: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
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


def plain(rows: FittingRows, features: tuple[Feature, ...], memory: float, last: int) -> Plain:
    """Fit a plain logit on the standard covariates, without splines or year effects; rows are weighted as for the partnership model.

    Parameters
    ----------
    rows : FittingRows
        Pairs and what came of them.
    features : tuple of Feature
        The standard dyadic covariates.
    memory : float
        Half-life of the exponential weights of rows, in years.
    last : int
        The last year that the forecaster has seen.
    """
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


def boosted(rows: FittingRows, memory: float, last: int) -> Trees:
    """Fit gradient-boosted trees on all inputs, the ceiling that the model is held against.

    Parameters
    ----------
    rows : FittingRows
        Pairs and what came of them.
    memory : float
        Half-life of the exponential weights of rows, in years.
    last : int
        The last year that the forecaster has seen.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]

    weight = rows.weight * 0.5 ** ((last - rows.pairs.year) / memory)
    trees = HistGradientBoostingClassifier(
        max_iter=80, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=60, l2_regularization=5.0, random_state=1, early_stopping=False
    )  # fmt: skip
    read: Bools = np.asarray(np.isfinite(rows.values).any(axis=0), dtype=np.bool_)
    return Trees(read, trees.fit(rows.values[:, read], rows.event, sample_weight=weight))


# How good forecasts of rare events were: sharp, calibrated, and better than what.


SCORES = (
    "log_score", "brier", "brier_skill", "average_precision", "roc_auc", "calibration_slope", "calibration_intercept",
    "observed_expected_top1", "observed_expected_top5",
)  # fmt: skip
BINS = 1500
FEW = 5
"""With fewer ties nothing but the number of rows is told."""
TINY = 1e-7


@dataclass(frozen=True, slots=True)
class Binned:
    """Forecasts counted by block of years and bin of chance, likeliest bin first.

    Parameters
    ----------
    n, hits, chance, square, logs, base : ndarray (blocks, bins)
        Rows, ties, sum of chances, of squared errors, of the log loss, and of the base rate's squared errors.
    """

    n: Floats
    hits: Floats
    chance: Floats
    square: Floats
    logs: Floats
    base: Floats

    def total(self, times: Floats) -> Binned:
        """Return one block: each block taken so many times."""
        return Binned(
            *(
                (times @ getattr(self, name))[None, :]
                for name in ("n", "hits", "chance", "square", "logs", "base")
            )
        )


def binned(event: Floats, p: Floats, base: Floats, block: NDArray[np.int64]) -> Binned:
    """Count forecasts by block and bin; bins hold equal numbers of rows, finer among the likeliest.

    Parameters
    ----------
    event : ndarray (rows,)
        1 for a tie, 0 for none.
    p : ndarray (rows,)
        Forecasts, between 0 and 1.
    base : ndarray (rows,)
        The base rate that was known then.
    block : ndarray (rows,)
        Block of the bootstrap: the origin.
    """
    p = p.clip(TINY, 1 - TINY)
    order = np.argsort(-p, kind="stable")
    edges = np.unique((len(p) * np.linspace(0, 1, BINS + 1) ** 2).astype(np.int64))
    place = np.empty(len(p), dtype=np.int64)
    place[order] = np.searchsorted(edges, np.arange(len(p)), side="right") - 1
    # equal chances stand in one bin, so that the order of rows does not matter
    sorted_p, sorted_place = p[order], place[order]
    same = np.searchsorted(-sorted_p, -sorted_p, side="left")
    place[order] = sorted_place[same]
    blocks, where = np.unique(block, return_inverse=True)
    key = where * BINS + place
    logs = -(event * np.log(p) + (1 - event) * np.log1p(-p))
    values = np.ones(len(p)), event, p, (event - p) ** 2, logs, (event - base) ** 2
    made: list[Floats] = [
        np.bincount(key, value, len(blocks) * BINS).reshape(len(blocks), BINS).astype(np.float64)
        for value in values
    ]
    return Binned(*made)


def score(of: Binned) -> dict[str, float | None]:
    """Return the scores of counted forecasts, all blocks together; None where one cannot be computed."""
    n, hits, p = (each.sum(axis=0) for each in (of.n, of.hits, of.chance))
    rows, ties = float(n.sum()), float(hits.sum())
    if ties < FEW or ties == rows:
        return dict.fromkeys(SCORES)
    brier, base = float(of.square.sum()) / rows, float(of.base.sum()) / rows
    full = n > 0
    n, hits, p = n[full], hits[full], p[full]
    slope, intercept = calibration(n, hits, p)
    return {
        "log_score": float(of.logs.sum()) / rows,
        "brier": brier,
        "brier_skill": 1 - brier / base if base > 0 else None,
        "average_precision": precision(n, hits),
        "roc_auc": area(n, hits),
        "calibration_slope": slope,
        "calibration_intercept": intercept,
        "observed_expected_top1": top(n, hits, p, 0.01),
        "observed_expected_top5": top(n, hits, p, 0.05),
    }


def by_chance(p: Floats, *columns: Floats) -> tuple[Floats, ...]:
    """Return the sums of columns over forecasts of the same chance, the likeliest first: what :func:`precision` and :func:`area` count.

    Examples
    --------
    >>> [each.tolist() for each in by_chance(np.array([0.1, 0.9, 0.1]), np.ones(3), np.array([1.0, 0.0, 0.0]))]
    [[1.0, 2.0], [0.0, 1.0]]
    """
    _, place = np.unique(-p, return_inverse=True)
    return tuple(np.bincount(place, each).astype(np.float64) for each in columns)


def precision(n: Floats, hits: Floats) -> float:
    """Return average precision: the share of ties among rows at least as likely, averaged over ties.

    Examples
    --------
    >>> precision(np.array([1.0, 1.0, 2.0]), np.array([1.0, 0.0, 1.0]))
    0.75
    """
    share = np.cumsum(hits) / np.cumsum(n)
    return float((share * hits).sum() / hits.sum())


def area(n: Floats, hits: Floats) -> float:
    """Return the chance that a pair with a tie was rated likelier than one without (halves for equals)."""
    misses = n - hits
    below = misses.sum() - np.cumsum(misses)
    return float((hits * (below + misses / 2)).sum() / (hits.sum() * misses.sum()))


def top(n: Floats, hits: Floats, p: Floats, share: float) -> float:
    """Return observed over expected ties among the likeliest share of rows; the last bin counts in part.

    Parameters
    ----------
    n : ndarray (bins,)
        Rows of each bin, likeliest first.
    hits : ndarray (bins,)
        Ties.
    p : ndarray (bins,)
        Sum of forecasts.
    share : float
        Of all rows.
    """
    before = np.cumsum(n) - n
    part = np.clip((share * n.sum() - before) / n, 0, 1)
    return float((part * hits).sum() / (part * p).sum())


def calibration(n: Floats, hits: Floats, p: Floats) -> tuple[float | None, float | None]:
    """Return calibration slope and intercept: those of a logit of events on the log-odds of forecasts (1 and 0 are perfect); None without variation.

    Parameters
    ----------
    n : ndarray (bins,)
        Rows of each bin, likeliest first.
    hits : ndarray (bins,)
        Ties.
    p : ndarray (bins,)
        Sum of forecasts.
    """
    eta = log_odds((p / n).clip(TINY, 1 - TINY))
    if np.ptp(eta) < 1e-6:
        return None, None
    x = np.concatenate([eta, eta])[:, None]
    y = np.concatenate([np.ones(len(n)), np.zeros(len(n))])
    weight = np.concatenate([hits, n - hits])
    found = fit(x, y, np.array([1e-9]), weight).coefficients
    return float(found[1]), float(found[0])


def bootstrap(of: Binned, draws: int, seed: int) -> dict[str, tuple[float, float] | None]:
    """Return 90 % intervals of the scores by a block bootstrap: blocks of years are drawn with replacement.

    Parameters
    ----------
    of : Binned
        Counted forecasts.
    draws : int
        How many.
    seed : int
        Of the random numbers.
    """
    rng = np.random.default_rng(seed)
    blocks = len(of.n)
    found: dict[str, list[float]] = {name: [] for name in SCORES}
    for _ in range(draws):
        times = np.bincount(rng.integers(0, blocks, blocks), minlength=blocks).astype(float)
        for name, value in score(of.total(times)).items():
            if value is not None:
                found[name].append(value)
    return {
        name: (float(np.quantile(values, 0.05)), float(np.quantile(values, 0.95)))
        if len(values) > draws / 2
        else None
        for name, values in found.items()
    }
