"""The search for the nearest pairs in history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.models.analogues.answer import Analogue, Analogues, BaseRate, Trait
from westphalia.models.analogues.field import FIRST, Field, centred, field
from westphalia.models.analogues.metric import Metric, learn
from westphalia.models.features import FEATURES
from westphalia.models.inputs import inputs, pairs_of
from westphalia.models.outcomes import outcome, spans
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.models.partnership import Partnership
    from westphalia.record.world import World

Floats = NDArray[np.float64]
Small = NDArray[np.float32]
HORIZON, HORIZONS = 5, (1, 3, 5, 10)
NEIGHBOURS = 100
"""Analogues that the base rate counts."""
TRAITS = 4
ALIKE = 0.5
"""Two values within so many standard deviations are alike."""
_STOOD: WeakKeyDictionary[World, dict[int, tuple[dict[tuple[int, int], int], Small]]] = WeakKeyDictionary()


def analogues(
    world: World, a: Any, b: Any, year: int, top: int = 10, model: Partnership | None = None
) -> Analogues:
    """Return the pairs in history that stood nearest to where two states stand, and what became of them.

    Only pairs whose five years had passed, and whose ties had been published, by the end of ``year`` are considered; the metric is
    learned from them alone. There is one entry a pair, and never the pair itself.

    Parameters
    ----------
    world : World
        The record.
    a, b : int, str or State
        The states.
    year : int
        Where they stand at its end.
    top : int
        How many to return.
    model : Partnership, optional
        Its chance stands beside the base rate.

    Raises
    ------
    NoAnswer
        When the pair was not in the system in that year, or too little is known of it.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = analogues(wp.load(), "Russia", "Iran", 2000, top=3)
    >>> len(found.analogues), max(each.year + 5 for each in found.analogues) <= 2000
    (3, True)
    """
    last = LAST_YEAR if world.last_known is None else world.last_known
    if not FIRST + 20 <= year <= last:
        raise NotUnderstood(
            f"There are no analogues for {year}.", "", f"Ask for a year from {FIRST + 20} to {last}."
        )
    dyad = world.dyad(a, b, year)
    point = _stands(world, dyad.codes, year)
    if point is None:
        raise NoAnswer(
            f"{dyad.a.name} and {dyad.b.name} were not both in the system in {year}.",
            "",
            "Ask for another year.",
        )
    near = _closed(world, year)
    drivers = tuple(feature.driver for feature in FEATURES)
    event = _event(world, near, HORIZON, year)
    seen = np.isfinite(event)
    near, event = near.keep(seen), event[seen]
    metric = learn(near.values, event, near.weight, drivers)
    far = metric.distances(near.values, point)
    order = _one_each(near, far, dyad.codes)
    if not len(order):
        raise NoAnswer(
            f"Too little is known of {dyad.a.name} and {dyad.b.name} in {year}.", "", "Ask for another year."
        )
    rate = _rate(event, near.weight, far, order[:NEIGHBOURS])
    chosen = near.keep(_mask(len(far), order[:top]))
    place = np.argsort(far[np.sort(order[:top])], kind="stable")
    came = {h: _event(world, chosen, h, year) for h in HORIZONS}
    found = []
    for row in place.tolist():
        one, two, when = (int(part[row]) for part in chosen.pairs.triple)
        shared, different = _traits(metric, point, chosen.values[row])
        results = {h: None if np.isnan(each[row]) else bool(each[row]) for h, each in came.items()}
        at = float(metric.distances(chosen.values[row][None], point)[0])
        found.append(
            Analogue(world.state(one, when), world.state(two, when), when, at, shared, different, results)
        )
    return Analogues(dyad.a, dyad.b, year, year, tuple(found), _beside(rate, model, dyad.codes, year))


def _stands(world: World, codes: tuple[int, int], year: int) -> Small | None:
    """Return where a pair stands among the pairs of its year; all pairs of the year are computed and kept."""
    kept = _STOOD.setdefault(world, {})
    if year not in kept:
        pairs = pairs_of(world, year, year)
        values = centred(inputs(world, pairs, FEATURES).values, pairs.year)
        rows = {pair: at for at, pair in enumerate(zip(pairs.one.tolist(), pairs.two.tolist(), strict=True))}
        if len(kept) > 8:
            kept.pop(next(iter(kept)))
        kept[year] = rows, values
    rows, values = kept[year]
    return values[rows[codes]] if codes in rows else None


def _closed(world: World, year: int) -> Field:
    whole = field(world)
    return whole.keep(whole.pairs.year + HORIZON <= year)


def _event(world: World, near: Field, horizon: int, year: int) -> Floats:
    """Return whether each pair made a tie, as far as it was on record by the end of ``year``."""
    return outcome(world, "alignment", horizon, near.pairs.triple, spans(year)).event


def _mask(size: int, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    made = np.zeros(size, dtype=np.bool_)
    made[rows] = True
    return made


def _one_each(near: Field, far: Floats, codes: tuple[int, int]) -> NDArray[np.intp]:
    """Return rows in order of distance, the nearest of each pair only, without the pair itself."""
    order = np.argsort(far, kind="stable")
    order = order[np.isfinite(far[order])]
    pair = near.pairs.one[order] * 1000 + near.pairs.two[order]
    _, first = np.unique(pair, return_index=True)
    kept = np.sort(first)
    made: NDArray[np.intp] = order[kept[pair[kept] != codes[0] * 1000 + codes[1]]]
    return made


def _rate(event: Floats, weight: Floats, far: Floats, rows: NDArray[np.intp]) -> BaseRate:
    """Return the share of the nearest with a tie, by a kernel of their distance and the pairs that each stands for."""
    from scipy.stats import beta

    width = max(float(far[rows].max()), 1e-9)
    counted = weight[rows] * np.exp(-2.0 * (far[rows] / width) ** 2)
    share = float(np.average(event[rows], weights=counted))
    effective = float(counted.sum() ** 2 / (counted**2).sum())
    hits = share * effective
    low, high = beta.ppf((0.05, 0.95), hits + 0.5, effective - hits + 0.5)
    average = float(np.average(event, weights=weight))
    return BaseRate(HORIZON, share, (float(low), float(high)), len(rows), effective, average)


def _traits(metric: Metric, here: Small, there: Small) -> tuple[tuple[Trait, ...], tuple[Trait, ...]]:
    """Return in what two pairs are alike and unlike the average pair, and in what they differ."""
    mine, other = here / metric.scale, there / metric.scale
    known = np.isfinite(mine) & np.isfinite(other)
    gap = np.where(known, np.abs(mine - other), 0.0)
    same = known & (mine * other > 0) & (gap <= ALIKE)
    alike = np.where(same, metric.weight * np.minimum(np.abs(mine), np.abs(other)), 0.0)
    unlike = np.where(known & (gap > ALIKE), metric.weight * np.minimum(gap, 4.0) ** 2, 0.0)

    def best(score: Floats) -> tuple[Trait, ...]:
        rows = [int(j) for j in np.argsort(-score, kind="stable")[:TRAITS] if score[j] > 0]
        return tuple(
            Trait(FEATURES[j].name, FEATURES[j].title, FEATURES[j].driver, float(mine[j]), float(other[j]))
            for j in rows
        )

    return best(alike), best(unlike)


def _beside(rate: BaseRate, model: Partnership | None, codes: tuple[int, int], year: int) -> BaseRate:
    from dataclasses import replace

    if model is None:
        return rate
    forecast = model.forecast(*codes, year)
    return replace(rate, model=forecast.probability[HORIZON], model_interval=forecast.interval[HORIZON])
