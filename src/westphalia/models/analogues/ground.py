"""What a pair is compared with: the pairs in history whose outcome was known by a year, and how near each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from westphalia.models import shares
from westphalia.models.analogues.field import Field, field
from westphalia.models.analogues.metric import FAR, Metric, learn
from westphalia.models.features import FEATURES
from westphalia.models.inputs import Pairs
from westphalia.models.outcomes import CHIEF
from westphalia.models.windows import listed, outcome, spans

if TYPE_CHECKING:
    from westphalia.record.world import World

Places = NDArray[np.intp]
Floats = NDArray[np.float64]
Small = NDArray[np.float32]
HORIZON = 5
NEIGHBOURS = 100
"""Analogues that the base rate counts."""
TRAITS = 3
ALIKE = 0.5
"""Two values within so many standard deviations are alike."""


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest pairs, nearest first, one row a pair: rows of the ground, and distances."""

    rows: Places
    far: Floats


@dataclass(frozen=True, eq=False)
class Ground:
    """The pairs whose five years had passed by a year, and whose ties had been published.

    Parameters
    ----------
    field : Field
        The pairs.
    whole : ndarray (rows,)
        Their rows in the whole field.
    event : ndarray (rows,)
        Whether each made a tie within five years.
    metric : Metric
        Learned from them.
    """

    field: Field
    whole: Places
    event: Floats
    metric: Metric

    @property
    def average(self) -> float:
        """Share of all pairs with a tie."""
        return float(np.average(self.event, weights=self.field.weight))

    def nearest(self, point: Small, codes: tuple[int, int], among: Places | None = None) -> Near:
        """Return the nearest row of each pair but the one asked about, of all rows or of some in ascending order."""
        rows = np.arange(len(self.event)) if among is None else among
        far = self.metric.distances(self.field.values if among is None else self.field.values[rows], point)
        order = np.argsort(far, kind="stable")
        order = order[np.isfinite(far[order])]
        rows, far = rows[order], far[order]
        pair = self.field.pairs.one[rows] * 1000 + self.field.pairs.two[rows]
        _, first = np.unique(pair, return_index=True)
        kept = np.sort(first)
        kept = kept[pair[kept] != min(codes) * 1000 + max(codes)]
        return Near(rows[kept], far[kept])

    def share(self, near: Near) -> tuple[float, float]:
        """Return the share of the nearest with a tie and their effective number, by a kernel of distance and the pairs that each stands for."""
        rows, far = near.rows[:NEIGHBOURS], near.far[:NEIGHBOURS]
        counted = self.field.weight[rows] * np.exp(-2.0 * (far / max(float(far[-1]), 1e-9)) ** 2)
        share = float(np.average(self.event[rows], weights=counted))
        return share, float(counted.sum() ** 2 / (counted**2).sum())


def ground(world: World, year: int) -> Ground:
    """Return what pairs are compared with at the end of a year."""
    everyone = field(world)
    closed = everyone.pairs.year + HORIZON <= year
    near = everyone.keep(closed)
    event = came(world, near.pairs, HORIZON, year)
    seen = np.isfinite(event)
    near, event = near.keep(seen), event[seen]
    metric = learn(near.values, event, near.weight, tuple(feature.driver for feature in FEATURES))
    return Ground(near, np.flatnonzero(closed)[seen], event, metric)


def came(world: World, pairs: Pairs, horizon: int, year: int) -> Floats:
    """Return whether each pair made a tie, as far as it was on record by the end of ``year``; NaN where that was not known."""
    return outcome(world, CHIEF, horizon, pairs.triple, spans(listed(world), year)).event


def interval(share: Any, effective: Any) -> tuple[Any, Any]:
    """Return the 90 % interval of a share from the number of pairs that it is worth."""
    return shares.interval(share * effective, effective)


def standard(metric: Metric, values: Small) -> Floats:
    """Return values in standard deviations."""
    made: Floats = values / metric.scale
    return made


def traits(metric: Metric, mine: Floats, other: Floats) -> tuple[list[int], list[int]]:
    """Return the measures in which two pairs are alike and unlike the average pair, and those in which they differ, weightiest first."""
    both = np.isfinite(mine) & np.isfinite(other)
    gap = np.where(both, np.abs(mine - other), 0.0)
    same = both & (mine * other > 0) & (gap <= ALIKE)
    alike = np.where(same, metric.weight * np.minimum(np.abs(mine), np.abs(other)), 0.0)
    unlike = np.where(both & (gap > ALIKE), metric.weight * np.minimum(gap, FAR) ** 2, 0.0)

    def best(score: Floats) -> list[int]:
        return [int(j) for j in np.argsort(-score, kind="stable")[:TRAITS] if score[j] > 0]

    return best(alike), best(unlike)
