"""How well the simulator would have done on the past: free runs from origins, with what was known then, held against what came.

Usage: ``python -m sources.hindcast [-o FOLDER] [--force]``; a quarter of an hour of one processor. What is made from nothing that has changed is kept.

At each origin all processes are fitted to what was known (data as of today, cut off at the origin), the system is run on from there, and its statistics are
compared with the record's, counted among the states that the system had at the origin and still has: births and ends of states are in no run. A process of
which nothing was on record is off, and what it would tell is not scored. Beside it stands no change with a spread: the last value, moved by every change of
the same length on record in the thirty years before; of what happens in a year, the mean of the last five.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources.made import asked, written
from sources.system import READS, ROOTS, fit
from westphalia.models.definitions import declared
from westphalia.record.world import World
from westphalia.system.engine import Engine, model
from westphalia.system.interventions import Commands
from westphalia.system.outcomes import NAMES
from westphalia.system.process import SystemProcess
from westphalia.system.processes import processes
from westphalia.system.recorded import happened, speaks, stands
from westphalia.system.state import SystemState, start

Floats = NDArray[np.float64]
FILE = "model/hindcast.json"
ORIGINS = tuple(range(1975, 2014, 2))
HORIZONS = (5, 10, 20)
RUNS = 200
SEED = 1
SPREAD = 30
"""Years before an origin from which changes are taken for no change with a spread."""
FLOWS = tuple(name for name in NAMES if name.endswith("_new") or name == "regime_changes")
"""Outcomes that happen in a year, which no change holds at the mean of the last five."""
LASTING = 5
PAIRS = {
    "pact": ("pact_pairs", "pact"),
    "dispute": ("disputes", "clash"),
    "sanction": ("sanctions", "sanction"),
}
"""Ties of pairs that are ranked: the outcome whose list tells how far they are known, and the layer in which a run shows them."""


def crps(samples: Floats, truth: float) -> float:
    """Return the continuous ranked probability score of samples: less is better, in the unit of the truth.

    Parameters
    ----------
    samples : ndarray (n,)
        Of the forecast.
    truth : float
        What came.

    Examples
    --------
    >>> crps(np.array([1.0]), 3.0), crps(np.array([0.0, 2.0]), 1.0)
    (2.0, 0.5)

    References
    ----------
    Gneiting and Raftery (2007), Strictly Proper Scoring Rules, Journal of the American Statistical Association 102: 359-378.
    """
    ordered = np.sort(samples)
    n = len(ordered)
    spread = 2 * (ordered * (2 * np.arange(1, n + 1) - n - 1)).sum() / n**2
    return float(np.abs(samples - truth).mean() - spread / 2)


def held(samples: Floats, truth: float, share: float) -> bool:
    """Tell whether the middle so many of samples hold the truth.

    Parameters
    ----------
    samples : ndarray (n,)
        Of the forecast.
    truth : float
        What came.
    share : float
        As 0.9.

    Examples
    --------
    >>> held(np.arange(101.0), 50.0, 0.9), held(np.arange(101.0), 99.0, 0.9)
    (True, False)
    """
    low, high = np.quantile(samples, [(1 - share) / 2, (1 + share) / 2])
    return bool(low <= truth <= high)


def roc(score: Floats, came: NDArray[np.bool_]) -> float:
    """Return the area under the curve of hits over false alarms: how often one that came stands above one that did not.

    Parameters
    ----------
    score : ndarray (n,)
        Chances.
    came : ndarray (n,)
        What came.

    Examples
    --------
    >>> roc(np.array([0.1, 0.2, 0.9]), np.array([False, False, True])), roc(np.array([0.5, 0.5]), np.array([True, False]))
    (1.0, 0.5)
    """
    order = np.argsort(score, kind="stable")
    rank = np.empty(len(score))
    ordered = score[order]
    edges = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1], True])
    for low, high in pairwise(edges):
        rank[order[low:high]] = (low + high + 1) / 2
    hits = int(came.sum())
    return float((rank[came].sum() - hits * (hits + 1) / 2) / (hits * (len(came) - hits)))


def within(world: World, now: SystemState, codes: NDArray[np.int64]) -> dict[str, float]:
    """Return the outcomes of a year of the record among some states.

    Parameters
    ----------
    world : World
        The record.
    now : SystemState
        The system of the year.
    codes : ndarray (m,)
        The states, ascending; those that are no more count for nothing.
    """
    inside = np.isin(now.codes, codes)
    at = np.flatnonzero(inside)
    square = {name: value[np.ix_(at, at)] for name, value in now.pairs.items()}
    senders = np.append(at, now.n)
    treaties = (now.treaties >= 0) & inside[np.clip(now.treaties, 0, now.n - 1)]
    some = treaties.sum(axis=1) >= 2
    part = replace(
        now, codes=now.codes[at], states={name: value[at] for name, value in now.states.items()}, pairs=square, treaties=now.treaties[some],
        signed=now.signed[some], imposed=now.imposed[np.ix_(senders, at)], kinds=now.kinds[np.ix_(senders, at)], union=now.union[at],
    )  # fmt: skip
    return {**stands(part), **happened(world, part)}


def fitted(world: World, origin: int) -> dict[str, Any]:
    """Return the estimates of all processes as known at an origin; a process of which nothing was on record never happens.

    Parameters
    ----------
    world : World
        As of the origin.
    origin : int
        The year.
    """
    known = processes()
    try:
        return dict(fit(world, origin)["processes"])
    except (ValueError, IndexError, ZeroDivisionError, AssertionError):
        return {name: _one(world, process, origin) for name, process in known.items()}


def _one(world: World, process: SystemProcess, origin: int) -> dict[str, Any]:
    from sources import system

    real = system.processes
    try:
        system.processes = lambda: {process.name: process}  # type: ignore[assignment]
        return dict(system.fit(world, origin)["processes"][process.name])
    except (ValueError, IndexError, ZeroDivisionError, AssertionError):
        return {"mean": [-20.0, *[0.0] * len(process.reads)], "rows": 0}
    finally:
        system.processes = real


def runs_from(
    world: World, origin: int, years: int
) -> tuple[Floats, Mapping[str, Floats], SystemState, set[str]]:
    """Return outcomes of runs (runs, years, outcomes), the share of runs in which pairs have a tie at their end, the start, and processes that are off.

    Parameters
    ----------
    world : World
        The record.
    origin, years : int
        The last year known, and how many are run.
    """
    then = world.as_of(origin)
    estimates, now = fitted(then, origin), start(then, origin)
    off = {name for name, each in estimates.items() if each.get("rows") == 0}
    engine = Engine(model(estimates), now, years, SEED, Commands(((),)))
    outcomes, ties = [], {name: np.zeros((now.n, now.n)) for name in PAIRS}
    faded = now.pairs["clash"] * 0.5 ** (years / 10)
    for run in range(1, RUNS + 1):
        block = engine.block(np.array([run]))
        if not block.failed:
            outcomes.append(block.outcomes[0, 0])
            for name, (_, layer) in PAIRS.items():
                value = engine.ended(layer)
                ties[name] += (value > faded + 1e-3) if layer == "clash" else (value > 0)
    return np.array(outcomes), {name: value / len(outcomes) for name, value in ties.items()}, now, off


NEEDS = {
    "agreements_new": "agreement",
    "arms_new": "arms",
    "arms": "arms",
    "targets_new": "sanction",
    "sanctions_new": "sanction",
    "sanctions": "sanction",
}
"""Outcomes that are nothing where a process is off."""


def no_change(series: Mapping[int, float], origin: int, horizon: int, flow: bool) -> Floats:
    """Return what no change would say with a spread: the last value moved by each change of the same length in the thirty years before.

    Parameters
    ----------
    series : mapping of int to float
        Of the record, by year.
    origin, horizon : int
        The last year known, and how far ahead.
    flow : bool
        Whether the mean of the last five years stands for the last value.
    """

    def level(year: int) -> float | None:
        if not flow:
            return series.get(year)
        past = [series[at] for at in range(year - LASTING + 1, year + 1) if at in series]
        return float(np.mean(past)) if past else None

    last = level(origin)
    moved = [
        series[at] - base
        for at in range(origin - SPREAD + 1, origin + 1)
        if at in series and (base := level(at - horizon)) is not None
    ]
    return np.array([]) if last is None or len(moved) < 5 else last + np.array(moved)


def scored(world: World, origin: int, record: Mapping[int, SystemState]) -> Iterator[dict[str, Any]]:
    """Yield a row for each outcome and horizon that the record reaches.

    Parameters
    ----------
    world : World
        The record.
    origin : int
        The last year known.
    record : mapping of int to SystemState
        The system of each year.
    """
    years = min(max(HORIZONS), max(record) - origin)
    outcomes, ties, now, off = runs_from(world, origin, years)
    truth = {
        year: within(world, each, now.codes)
        for year, each in record.items()
        if origin - SPREAD - max(HORIZONS) <= year <= origin + years
    }
    for horizon in HORIZONS:
        for at, name in enumerate(NAMES):
            span = speaks(world, name)
            if (
                horizon > years
                or span is None
                or not span[0] <= origin + horizon <= span[1]
                or origin < span[0]
                or NEEDS.get(name) in off
            ):
                continue
            came = truth[origin + horizon][name]
            series = {year: value[name] for year, value in truth.items() if span[0] <= year <= origin}
            still = no_change(series, origin, horizon, name in FLOWS)
            if not len(still):
                continue
            samples = outcomes[:, horizon - 1, at]
            yield {
                "name": name, "origin": origin, "horizon": horizon, "truth": came, "mean": float(samples.mean()), "cover50": held(samples, came, 0.5), "cover90": held(samples, came, 0.9),
                "crps": crps(samples, came), "crps_no_change": crps(still, came), "width": float(np.ptp(np.quantile(samples, [0.05, 0.95]))), "width_no_change": float(np.ptp(np.quantile(still, [0.05, 0.95]))),
                "pit": float((samples < came).mean()),
            }  # fmt: skip
    yield from _ranked(world, origin, years, ties, now, record)


def _ranked(
    world: World,
    origin: int,
    years: int,
    ties: Mapping[str, Floats],
    now: SystemState,
    record: Mapping[int, SystemState],
) -> Iterator[dict[str, Any]]:
    """Yield how the pairs that had a tie after twenty years were ranked, by the runs and by no change."""
    if years < max(HORIZONS):
        return
    then = record[origin + years]
    at = np.flatnonzero(np.isin(now.codes, then.codes))
    there = np.searchsorted(then.codes, now.codes[at])
    for name, (outcome, _) in PAIRS.items():
        span = speaks(world, outcome)
        if span is None or origin + years > span[1]:
            continue
        if name == "dispute":
            came = np.zeros((len(at), len(at)), dtype=bool)
            for year in range(origin + 1, origin + years + 1):
                each = record[year]
                both, mine = np.intersect1d(each.codes, now.codes[at], return_indices=True)[1:]
                came[np.ix_(mine, mine)] |= each.pairs["dispute"][np.ix_(both, both)] > 0
            before = now.pairs["clash"][np.ix_(at, at)]
        else:
            came = then.pairs[name][np.ix_(there, there)] > 0
            before = now.pairs[name][np.ix_(at, at)]
        off = ~np.eye(len(at), dtype=bool)
        chance = ties[name][np.ix_(at, at)][off]
        if came[off].any():
            brier, base = float(((chance - came[off]) ** 2).mean()), float(came[off].mean())
            yield {
                "pair": name,
                "origin": origin,
                "horizon": years,
                "roc": roc(chance, came[off]),
                "roc_no_change": roc(before[off], came[off]),
                "skill": 1 - brier / (base * (1 - base)),
                "rate": base,
            }


def document(world: World) -> dict[str, Any]:
    """Return the hindcasts: all rows, and what they come to by outcome and horizon.

    Parameters
    ----------
    world : World
        The record.
    """
    last = max(span[1] for name in NAMES if (span := speaks(world, name)))
    record = {year: start(world, year) for year in range(min(ORIGINS) - SPREAD - max(HORIZONS), last + 1)}
    rows: list[dict[str, Any]] = []
    for origin in ORIGINS:
        print(f"from {origin}", flush=True)
        rows += scored(world, origin, record)
    told = [row for row in rows if "name" in row]
    pairs = [row for row in rows if "pair" in row]
    return {
        "origins": list(ORIGINS),
        "runs": RUNS,
        "statistics": list(_pooled(told)),
        "pairs": list(_pairs(pairs)),
        "rows": told,
        "pair_rows": pairs,
    }


def _pooled(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for name in NAMES:
        for horizon in HORIZONS:
            some = [row for row in rows if (row["name"], row["horizon"]) == (name, horizon)]
            if some:
                mean = {
                    key: float(np.mean([row[key] for row in some]))
                    for key in ("cover50", "cover90", "crps", "crps_no_change", "width", "width_no_change")
                }
                ratio = float(
                    np.sum([row["truth"] for row in some]) / max(np.sum([row["mean"] for row in some]), 1e-9)
                )
                yield {
                    "name": name,
                    "horizon": horizon,
                    "origins": len(some),
                    **mean,
                    "observed_over_expected": ratio,
                }


def _pairs(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for name in PAIRS:
        some = [row for row in rows if row["pair"] == name]
        if some:
            yield {
                "name": name,
                "horizon": max(HORIZONS),
                "origins": len(some),
                **{
                    key: float(np.mean([row[key] for row in some]))
                    for key in ("roc", "roc_no_change", "skill", "rate")
                },
            }


if __name__ == "__main__":
    folder, force = asked("Run the simulator from origins of the past and store how well it does.")
    written(
        folder,
        FILE,
        declared((), (*ROOTS, "system.engine", "system.outcomes", "system.recorded"), READS),
        document,
        force=force,
        indent=1,
    )
