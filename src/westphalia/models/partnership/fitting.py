"""Fitting the partnership model to what was known at the end of a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.outcomes import ALIGNMENT, ANY, OUTCOMES, TIES
from westphalia.models.partnership.component import Component, fit_family, level_of
from westphalia.models.partnership.compose import odds_ratio
from westphalia.models.partnership.features import Feature
from westphalia.models.partnership.fitting_rows import HORIZON, FittingRows
from westphalia.models.partnership.inputs import Pairs, inputs, pairs_of
from westphalia.models.partnership.logit import chance
from westphalia.models.partnership.rates import levels
from westphalia.models.partnership.windows import NEVER, ListedTies, listed, next_year, outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
FIRST = 1900
"""First origin year fitted on."""
SMALLEST = 1e-5
"""No share of a year is taken to be smaller."""
FAMILIES = (ALIGNMENT.parts, *((name,) for name in TIES if name not in ALIGNMENT.parts))
"""Kinds of ties that lend each other strength: pacts and defence agreements; the others stand alone."""
ONE_IN = 16
"""Of pairs without any tie in the window one in so many is fitted on, and stands for them all (case-control sampling with weights)."""


@dataclass(frozen=True)
class Sample:
    """Rows that models are fitted on.

    Parameters
    ----------
    everyone : Pairs
        All pairs of all years.
    pairs : Pairs
        Those fitted on.
    values : ndarray (rows, features)
        Their inputs.
    weight : ndarray (rows,)
        How many rows each stands for.
    event : dict
        By source, whether there was a tie within five years, NaN where not seen.
    level : dict
        By source, log-odds of the share of pairs with a tie by origin year.
    known : ListedTies
        The ties.
    """

    everyone: Pairs
    pairs: Pairs
    values: NDArray[np.float32]
    weight: Floats
    event: dict[str, Floats]
    level: dict[str, Floats]
    known: ListedTies


def drawn(pairs: Pairs, with_tie: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Floats]:
    """Return the rows to fit on and their weights; which rows are drawn depends on states and year alone."""
    mixed = (pairs.one * 7919 + pairs.two * 104729 + pairs.year * 1299709) * 2654435761 % 2**32
    chosen = with_tie | (mixed < 2**32 // ONE_IN)
    rows = np.flatnonzero(chosen)
    return rows, np.where(with_tie[rows], 1.0, float(ONE_IN))


def sample(
    world: World,
    features: tuple[Feature, ...],
    last: int,
    pairs: Pairs | None = None,
    values: NDArray[np.float32] | None = None,
) -> Sample:
    """Return the rows for fits to windows that end by ``last`` at most: all pairs with a tie, and one in sixteen of those without (case-control).

    Parameters
    ----------
    world : World
        The record.
    features : tuple of Feature
        What is read of each pair.
    last : int
        The last year of a window.
    pairs : Pairs, optional
        All pairs of all years, where they are at hand.
    values : ndarray (pairs, features), optional
        Their measures; NaN where unknown.
    """
    everyone = pairs_of(world, FIRST, last - 1) if pairs is None else pairs
    known = listed(world)
    found = {name: outcome(world, name, HORIZON, everyone.triple).event for name in TIES}
    tied = np.zeros(len(everyone.one), np.bool_)
    for name in ANY.parts:
        tied |= next_year(known.events[name].keys, *everyone.triple) <= np.minimum(
            everyone.year + HORIZON, NEVER - 1
        )
    rows, weight = drawn(everyone, tied)
    kept = Pairs(everyone.one[rows], everyone.two[rows], everyone.year[rows])
    filled = inputs(world, kept, features).values if values is None else values[rows]
    level = {}
    for name, event in found.items():
        seen = np.isfinite(event)
        level[name] = level_of(everyone.year[seen], event[seen], np.ones(int(seen.sum())))
    return Sample(
        everyone, kept, filled, weight, {name: event[rows] for name, event in found.items()}, level, known
    )


def fit_all(
    of: Sample, features: tuple[Feature, ...], until: int
) -> tuple[dict[str, Component], dict[str, float]]:
    """Fit every component to the windows published by the end of ``until``, and the odds ratios that join them.

    Parameters
    ----------
    of : Sample
        The rows.
    features : tuple of Feature
        Those of the sample.
    until : int
        The year at whose end the forecaster stands.

    Returns
    -------
    components : dict
        By kind of tie; one with too few ties is absent.
    theta : dict
        By composed outcome, the odds ratio of its two parts.
    """
    models: dict[str, Component] = {}
    for family in FAMILIES:
        last = {name: min(until - OUTCOMES[name].lag, of.known.seen[name][1]) for name in family}
        rows = {}
        for name in family:
            fine = np.isfinite(of.event[name]) & (of.pairs.year + HORIZON <= last[name])
            rows[name] = FittingRows(of.pairs, of.values, of.event[name], of.weight, of.level[name]).keep(
                fine
            )
        rates = {name: levels(of.known, of.everyone, name, until) for name in family}
        models |= fit_family(rows, features, rates, last, apart=family == ALIGNMENT.parts)
    return models, _joined(of, models, until)


def _joined(of: Sample, models: dict[str, Component], until: int) -> dict[str, float]:
    """Return the odds ratio of the two that each composed outcome is made of, told by the first tie of each."""
    theta = {}
    for name, each in OUTCOMES.items():
        if not each.of:
            continue
        theta[name] = 1.0
        one, two = (OUTCOMES[part].parts[0] for part in each.of)
        if one not in models or two not in models:
            continue
        both = np.isfinite(of.event[one]) & np.isfinite(of.event[two])
        both &= of.pairs.year + HORIZON <= until - max(OUTCOMES[one].lag, OUTCOMES[two].lag)
        p, q = (_fitted(of, models[part], part, both) for part in (one, two))
        theta[name] = odds_ratio(p, q, of.event[one][both], of.event[two][both], of.weight[both])
    return theta


def _fitted(of: Sample, model: Component, name: str, mask: NDArray[np.bool_]) -> Floats:
    """Return the chances of rows at the level that their years came to have."""
    slope = model.slope(model.columns(of.values[mask]))
    years = of.pairs.year[mask]
    eta = slope.copy()
    for year in np.unique(years):
        at = years == year
        share = float(np.average(of.event[name][mask][at], weights=of.weight[mask][at]))
        eta[at] += _weighted(slope[at], of.weight[mask][at], max(share, SMALLEST))
    return chance(eta)


def _weighted(slope: Floats, weight: Floats, share: float) -> float:
    at = float(np.log(share / (1 - share)) - slope.max())
    for _ in range(100):
        p = chance(at + slope)
        gap = share - float(np.average(p, weights=weight))
        move = float(np.clip(gap / max(float(np.average(p * (1 - p), weights=weight)), 1e-12), -1, 1))
        at += move
        if abs(move) < 1e-9:
            break
    return at
