"""Fits of what moves in states: output, population, ideal points, the regime, capability."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources.system_fit import cloglog, least_squares, quantiles
from sources.system_levels import level, mean_rate, shared
from sources.system_rows import History
from westphalia.record.rows import located
from westphalia.system.process import SystemProcess
from westphalia.system.state import JUMP, SystemState

Floats = NDArray[np.float64]
THIRDS = (1 / 3, 2 / 3)
"""Between low, middle and high of the index of democracy."""


def _pairs(
    history: History, process: SystemProcess, last: int
) -> list[tuple[int, SystemState, SystemState, NDArray[np.int64]]]:
    """Return successive states of the system, with the places in the second of the states of the first; -1 where gone."""
    found = []
    for year in range(process.since, min(last, process.last(history.world)) + 1):
        before, after = history.at(year - 1), history.at(year)
        at, known = located(after.codes, before.codes)
        found.append((year, before, after, np.where(known, at, -1)))
    return found


def _known(state: SystemState, variable: str) -> NDArray[np.bool_]:
    """Return of which states a variable was known, not filled."""
    gone = [code for each in state.filled if each.variable == variable for code in each.codes]
    return ~np.isin(state.codes, gone)


def walk(history: History, process: SystemProcess, last: int, weigh: Any) -> dict[str, Any]:
    """Fit a walk: drift by covariates, late years counting more as in all fits, a year that all share, and what is left over."""
    variable = process.writes[0]
    x, y, year, wealth = [], [], [], []
    for t, before, after, at in _pairs(history, process, last):
        kept = (at >= 0) & _known(before, variable)
        kept[kept] &= _known(after, variable)[at[kept]]
        columns = [before.states[term.of][kept] for term in process.terms]
        x.append(np.column_stack([np.ones(int(kept.sum())), *columns]))
        y.append(after.states[variable][at[kept]] - before.states[variable][kept])
        year.append(np.full(int(kept.sum()), t))
        wealth.append(before.states["wealth"][kept])
    xs, ys, years, rich = np.concatenate(x), np.concatenate(y), np.concatenate(year), np.concatenate(wealth)
    ys = np.clip(ys, *process.bounds)
    b, covariance, left = least_squares(xs, ys, given=weigh(years))
    if not process.reads:
        b, left = np.zeros_like(b), ys
    shock = _shock(years, left, np.median)
    left = left - np.array([shock[int(t)] for t in years])
    s, _, _ = least_squares(np.column_stack([np.ones(len(left)), rich]), np.log(np.abs(left) + 1e-4))
    size = np.exp(s[0] + s[1] * rich)
    return {
        "mean": b, "covariance": covariance, "scale": s, "left": quantiles(left / size), "rows": len(ys), "window": [int(years.min()), int(years.max())],
        "shock": shared(np.array(list(shock.values()))),
        "kurtosis": float(((left - left.mean()) ** 4).mean() / left.var() ** 2),
    }  # fmt: skip


def _shock(years: NDArray[np.int64], left: Floats, middle: Any) -> dict[int, float]:
    """Return what all states shared in each year, less its mean."""
    every = np.unique(years)
    value = np.array([middle(left[years == t]) for t in every])
    return dict(zip(every.tolist(), (value - value.mean()).tolist(), strict=True))


def regime(history: History, process: SystemProcess, last: int, weigh: Any) -> dict[str, Any]:
    """Fit the hazard of an abrupt change of the regime, and by how much it changes then and in other years."""
    x, y, year, size, low = [], [], [], [], []
    for t, before, after, at in _pairs(history, process, last):
        kept = (at >= 0) & _known(before, "democracy")
        kept[kept] &= _known(after, "democracy")[at[kept]]
        moved = after.states["democracy"][at[kept]] - before.states["democracy"][kept]
        x.append(np.column_stack([before.states[term.of][kept] for term in process.terms]))
        y.append((np.abs(moved) >= JUMP).astype(np.float64))
        size.append(moved)
        low.append(before.states["democracy"][kept])
        year.append(np.full(int(kept.sum()), t))
    xs, ys, moved, was, years = (np.concatenate(each) for each in (x, y, size, low, year))
    fitted = cloglog(xs, ys, weigh(years), np.ones(len(ys)))
    chance = -np.expm1(-np.exp(fitted.mean[0] + xs @ fitted.mean[1:]))
    rate = mean_rate(chance, weigh(years))
    every, flat = np.unique(years), np.full(len(chance), np.exp(rate))
    group = np.digitize(was, THIRDS)
    tables = {
        name: [quantiles(moved[(group == g) & ((np.abs(moved) >= JUMP) == jumps)]) for g in range(3)]
        for name, jumps in (("jumps", True), ("steps", False))
    }
    waves = _shock(years, np.clip(moved, -JUMP, JUMP), np.mean)
    return {
        "shock": shared(np.array(list(waves.values()))),
        "mean": fitted.mean, "covariance": fitted.covariance, "events": fitted.events, "rows": fitted.rows, "window": [int(every[0]), int(every[-1])],
        "level": level(every, *(np.array([v[years == t].sum() for t in every]) for v in (ys, flat))), "rate": rate, **tables,
    }  # fmt: skip


def capability(history: History, process: SystemProcess, last: int) -> dict[str, Any]:
    """Fit by how much capability follows output and population."""
    x, y = [], []
    for _, before, after, at in _pairs(history, process, last):
        kept = at >= 0
        moves = [
            after.states[name][at[kept]] - before.states[name][kept] for name in ("output", "population")
        ]
        x.append(np.column_stack([np.ones(int(kept.sum())), *moves]))
        y.append(after.states["capability"][at[kept]] - before.states["capability"][kept])
    b, covariance, left = least_squares(np.concatenate(x), np.concatenate(y))
    return {"mean": b[1:], "covariance": covariance[1:, 1:], "rows": len(left)}
