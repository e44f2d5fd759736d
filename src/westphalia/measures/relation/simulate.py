"""Simulate: pairs whose relations are known, seen through the indicators, to see whether the estimate finds them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from westphalia.measures.relation.data import Array, Data, Seen
from westphalia.measures.relation.items import ITEMS, Item
from westphalia.measures.relation.paths import FREEDOM, KEEP, STEP


@dataclass(frozen=True)
class Simulated:
    """Pairs with known relations.

    Attributes
    ----------
    data : Data
    truth : (rows,) float
    slopes : dict of str to float
        Of the indicators that are not anchors.
    """

    data: Data
    truth: Array
    slopes: dict[str, float]


def simulate(
    pairs: int, years: int, seed: int = 1, items: Sequence[Item] = ITEMS, last: int = 2000
) -> Simulated:
    """Return simulated pairs, each in all years to ``last``; half have contact in full, half a tenth of it.

    Examples
    --------
    >>> simulate(3, 5).truth.shape
    (15,)
    """
    rng = np.random.default_rng(seed)
    path = np.empty((pairs, years))
    path[:, 0] = rng.standard_normal(pairs)
    for t in range(1, years):
        path[:, t] = KEEP * path[:, t - 1] + STEP * rng.standard_t(FREEDOM, pairs)
    truth = path.ravel()
    chain = np.repeat(np.arange(pairs, dtype=np.int32), years)
    near = chain % 2
    design = np.column_stack([np.ones(len(chain)), near]).astype(np.float32)
    contact = np.where(near == 1, 1.0, 0.1)
    rows = np.arange(len(chain), dtype=np.int32)
    found, slopes = [], {}
    for item in items:
        sign = 1.0 if item.friendly else -1.0
        slope = item.anchor or sign * (0.6 if item.form == "measured" else 1.2)
        if not item.anchor:
            slopes[item.name] = slope
        if item.form == "measured":
            value = slope * truth + rng.standard_normal(len(truth))
        else:
            place = item.place if item.anchor else sign
            chance = item.most * contact / (1 + np.exp(-slope * (truth - place)))
            value = (rng.random(len(truth)) < chance).astype(float)
        found.append(Seen(item, rows, value.astype(np.float32), np.ones(len(rows), dtype=np.float32)))
    year = np.tile(np.arange(last - years + 1, last + 1, dtype=np.int32), pairs)
    return Simulated(Data(chain, year, design, tuple(found)), truth, slopes)
