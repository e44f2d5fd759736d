"""Filter: the relation of every pair in every year from what was known by the end of it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.relation.data import Array, Data, Seen
from westphalia.measures.relation.model import Parameters, design, evidence, fixed, telling
from westphalia.measures.relation.paths import FREEDOM, KEEP, LOOSEST, STEP, spread

TURNS = 10
"""Turns within a year."""
FARTHEST = 1.5
"""A relation moves by no more in a turn."""
Here = tuple[Seen, Parameters, Array]


def filtered(data: Data, known: Mapping[str, Parameters]) -> tuple[Array, Array]:
    """Return mean and standard deviation of the relation by row, each year from that year and those before.

    A list coded in retrospect must come as it was known (see ``data.collect``). The parameters are those of all years.
    """
    mean, variance = np.zeros(len(data.year)), np.ones(len(data.year))
    now, doubt_of = np.zeros(data.chains), np.ones(data.chains)
    last = np.full(data.chains, -1, dtype=np.int64)
    order = np.argsort(data.year, kind="stable")
    years, starts = np.unique(data.year[order], return_index=True)
    place = np.empty(len(data.year), dtype=np.int64)
    sorted_by_year = [_by_year(data, seen, known[seen.item.name]) for seen in data.seen]
    for year, start, end in zip(years.tolist(), starts, [*starts[1:], len(order)], strict=True):
        rows = order[start:end]
        own, place[rows] = np.unique(data.chain[rows], return_inverse=True)
        gone = np.where(last[own] < 0, 0, year - last[own])
        left = KEEP ** np.maximum(gone - 1.0, 0.0)  # years between in which the two did not both exist
        before, doubt = now[own] * left, 1 + (doubt_of[own] - 1) * left**2
        here = [part[year] for part in sorted_by_year if year in part]
        now[own], doubt_of[own] = _year(before, doubt, gone > 0, [(h, place[h[0].rows]) for h in here])
        last[own] = year
        mean[rows], variance[rows] = now[data.chain[rows]], doubt_of[data.chain[rows]]
    return mean, spread(mean, variance)


def _by_year(data: Data, seen: Seen, known: Parameters) -> dict[int, Here]:
    """Return what is seen of an indicator by year, with its parameters and what contact gives."""
    seen = telling(data, seen, known)
    contact = fixed(design(data, seen), seen, known)
    year = data.year[seen.rows]
    order = np.argsort(year, kind="stable")
    years, starts = np.unique(year[order], return_index=True)
    found = {}
    for each, start, end in zip(years.tolist(), starts, np.append(starts, len(order))[1:], strict=True):
        at = order[start:end]
        found[each] = Seen(seen.item, seen.rows[at], seen.value[at], seen.trust[at]), known, contact[at]
    return found


def _year(
    before: Array, doubt: Array, old: NDArray[np.bool_], here: list[tuple[Here, NDArray[np.int64]]]
) -> tuple[Array, Array]:
    """Return mean and variance after a year, from those before it; the step into the year may turn out large."""
    size = np.full(len(before), STEP**2)
    keep = np.where(old, KEEP, 0.0)
    mean, variance = keep * before, np.where(old, keep**2 * doubt + size, 1.0)
    for _ in range(TURNS):
        ahead = np.where(old, keep**2 * doubt + size, 1.0)
        precision, pull = 1.0 / ahead, keep * before / ahead
        for (seen, known, contact), at in here:
            one, other = evidence(seen, known, contact, mean[at], variance[at])
            precision += np.bincount(at, one, len(mean))
            pull += np.bincount(at, other, len(mean))
        mean = mean + np.clip(pull / precision - mean, -FARTHEST, FARTHEST)
        variance = 1.0 / precision
        share = size / ahead  # of a surprise that is due to the step
        step = (share * (mean - keep * before)) ** 2 + size * (1 - share) + share**2 * variance
        loose = np.maximum((FREEDOM + 1) / (FREEDOM + step / STEP**2), LOOSEST)
        size = np.sqrt(size * STEP**2 / loose)
    return mean, variance
