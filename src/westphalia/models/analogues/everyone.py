"""The nearest of all pairs of a year at once, exactly as the search for one finds them.

Exact distances are worked out only where a lower bound, a product of matrices, leaves them open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.models.analogues.field import centred, lively
from westphalia.models.analogues.ground import NEIGHBOURS, Ground, Near, standard
from westphalia.models.analogues.metric import FAR, LEAST
from westphalia.models.features import FEATURES
from westphalia.models.inputs import Pairs, inputs, pairs_of

if TYPE_CHECKING:
    from westphalia.record.world import World

Small = NDArray[np.float32]
CANDIDATES = 1024
"""Rows whose distance is worked out exactly, at first."""
AT_ONCE = 128
SLACK = 1e-3
"""By how much a bound in single precision may be off."""


def standing(world: World, year: int) -> tuple[Pairs, Small]:
    """Return the pairs of a year with something between them, and where they stand."""
    pairs = pairs_of(world, year, year)
    raw = inputs(world, pairs, FEATURES).values
    awake = lively(raw, tuple(feature.name for feature in FEATURES))
    return pairs.keep(awake), centred(raw, pairs.year)[awake]


def nearest(compared: Ground, pairs: Pairs, points: Small) -> Iterator[tuple[int, Near]]:
    """Yield the hundred nearest of every point, exactly as a search among all rows finds them.

    Exact distances are worked out for the rows with the smallest lower bounds, and where a row left out could still be as near as the last of
    the hundred, for all that could.
    """
    size = min(CANDIDATES, len(compared.event))
    for begin, low in bounds(compared, points):
        chosen = np.sort(np.argpartition(low, size - 1, axis=1)[:, :size], axis=1)
        beyond = np.take_along_axis(low, chosen, axis=1).max(axis=1)
        for offset, among in enumerate(chosen):
            at = begin + offset
            codes = int(pairs.one[at]), int(pairs.two[at])
            near = compared.nearest(points[at], codes, among)
            if len(near.rows) < NEIGHBOURS:
                near = compared.nearest(points[at], codes)
            elif (reach := near.far[NEIGHBOURS - 1] ** 2 + SLACK) > beyond[offset]:
                near = compared.nearest(points[at], codes, np.flatnonzero(low[offset] <= reach))
            yield at, Near(near.rows[:NEIGHBOURS], near.far[:NEIGHBOURS])


def bounds(compared: Ground, points: Small) -> Iterator[tuple[int, Small]]:
    """Yield, for some points at a time, lower bounds on the squares of their distances from all rows.

    Cut to a window as wide as the largest difference that counts, two values never differ by more than they count for; and the sum of squares
    of differences is a product of matrices.
    """
    metric = compared.metric
    weight = metric.weight.astype(np.float32)
    all_rows, all_points = (
        standard(metric, values).astype(np.float32) for values in (compared.field.values, points)
    )
    lowest = np.where(np.isfinite(all_rows), all_rows, np.inf)
    lowest = np.maximum(np.quantile(lowest, 0.005, axis=0), -FAR / 2).astype(np.float32)
    lowest = np.where(np.isfinite(lowest), lowest, 0.0).astype(np.float32)
    (known, there), (mine, here) = (_cut(values, lowest) for values in (all_rows, all_points))
    right = np.concatenate([known, there**2, there], axis=1).T
    left = np.concatenate([here**2 * weight, mine * weight, -2 * here * weight], axis=1)
    for begin in range(0, len(points), AT_ONCE):
        some = slice(begin, begin + AT_ONCE)
        shared = (mine[some] * weight) @ known.T
        low = np.where(shared >= LEAST - SLACK, (left[some] @ right) / np.maximum(shared, SLACK), np.inf)
        yield begin, low.astype(np.float32)


def _cut(values: Small, lowest: Small) -> tuple[Small, Small]:
    known = np.isfinite(values)
    cut = np.where(known, np.clip(values, lowest, lowest + FAR) - lowest - FAR / 2, 0.0)
    return known.astype(np.float32), cut.astype(np.float32)
