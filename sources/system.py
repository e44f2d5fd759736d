"""What is estimated of the simulator's processes, stored beside the tables.

Usage: ``python -m sources.system [-o FOLDER] [--force]``; about half a minute of one processor. What is made from nothing that has changed is kept.
:func:`fit` makes the same as of an earlier year, for hindcasts.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources.made import asked, written
from sources.system_fit import TAIL, chance, cloglog
from sources.system_levels import level, mean_rate, steady
from sources.system_rows import History, Rows, rows
from sources.system_steps import step
from sources.system_together import together
from sources.system_walks import capability, regime, walk
from westphalia.models.definitions import declared
from westphalia.record.manifest import SHIPPED
from westphalia.record.world import World
from westphalia.system.estimates import FILE, NEVER
from westphalia.system.process import SystemProcess
from westphalia.system.processes import __path__ as found_in
from westphalia.system.processes import processes

Floats = NDArray[np.float64]
ROOTS = (
    "system.state",
    "system.covariates",
    *(f"system.processes.{each.name}" for each in iter_modules(found_in)),
)
"""Modules whose constants estimates hang on."""
READS = (
    "gdp",
    "growth",
    "tpop",
    "polyarchy",
    "ideal_point_filtered_all",
    "cinc",
    "nuclear_status",
    "minimum_distance",
)
"""Quantities that the states of the system are read from."""
REACH = 40
"""Years to which processes are fitted at least, where their lists tell of them."""
LEAST = 10
"""Years, and events, that a fit needs."""


def fit(world: World, origin: int) -> dict[str, Any]:
    """Return the estimates of all processes from what was known at the end of a year.

    A process that the record then told too little of is off (``off`` in its estimate): it never happens, and what it would move stays.

    Parameters
    ----------
    world : World
        The record; ``world.as_of(origin)`` for a hindcast.
    origin : int
        The last year whose events count.
    """
    history = History(world)

    found: dict[str, Any] = {}
    for name, declared_as in processes().items():
        process = replace(declared_as, since=since(world, declared_as, origin))

        def weigh(years: NDArray[np.int64], life: float = process.half_life) -> Floats:
            return np.asarray(0.5 ** ((origin - years) / life), dtype=np.float64)

        if _unknown(world, process, origin):
            found[name] = none(process)
        elif process.kind == "walk":
            found[name] = walk(history, process, origin, weigh)
        elif process.kind == "jump":
            found[name] = regime(history, process, origin, weigh)
        elif process.kind == "step":
            found[name] = step(world, history, process, origin) or none(process)
        elif process.kind == "computed":
            found[name] = capability(history, process, origin)
        elif process.kind == "share":
            found[name] = (
                shares(world, process, origin) if name == "pact_join" else share(world, process, origin)
            )
        else:
            found[name] = hazard(rows(history, process, origin), process, weigh)
            if process.kind == "end" and process.happened is not None:
                last = min(origin, process.last(world))
                found[name]["together"] = together(process, process.happened(world), last)
    return {"origin": origin, "processes": found}


def since(world: World, process: SystemProcess, origin: int) -> int:
    """Return the first year that a process is fitted to: as declared; at least forty years back, where its list tells of them.

    Parameters
    ----------
    world : World
        The record.
    process : SystemProcess
        The process.
    origin : int
        The last year whose events count.
    """
    first = process.first(world)
    if first is None or first > process.since - REACH:
        return process.since
    return max(min(process.since, origin - REACH + 1), first + 1)


def _unknown(world: World, process: SystemProcess, origin: int) -> bool:
    """Tell whether too few years are known of a process, or too few events."""
    last = min(origin, process.last(world))
    if last - process.since + 1 < LEAST:
        return True
    if process.happened is None:
        return False
    happened = process.happened(world)
    year = happened.year if process.kind != "end" or happened.last is None else happened.last + 1
    events = (year >= process.since) & (year <= last)
    if process.on == "event" and process.kind == "choice" and happened.weight is not None:
        events &= happened.weight > 0
    return int(events.sum()) < LEAST


def none(process: SystemProcess) -> dict[str, Any]:
    """Return the estimate of a process that is off."""
    k, still = len(process.reads), {"middle": 0.0, "keep": 0.0, "sd": 0.0, "jitter": 0.0, "last": 0.0}
    if process.kind == "share":
        return {"off": True, "mean": [0.0, 0.0], "rows": 0}
    if process.kind == "computed":
        return {"off": True, "mean": [0.0] * k, "rows": 0}
    if process.kind == "walk":
        return {
            "off": True,
            "mean": [0.0] * (k + 1),
            "scale": [NEVER, 0.0],
            "left": [0.0] * TAIL,
            "shock": still,
            "rows": 0,
        }
    found: dict[str, Any] = {"off": True, "mean": [NEVER, *[0.0] * k], "rows": 0}
    if process.kind == "jump":
        return {**found, "shock": still, "jumps": [[0.0] * TAIL] * 3, "steps": [[0.0] * TAIL] * 3}
    return found


def hazard(of: Rows, process: SystemProcess, weigh: Any) -> dict[str, Any]:
    """Return the estimates of a hazard or choice, with the level that walks around it."""
    fitted = cloglog(of.x, of.y, of.weight * weigh(of.year), of.weight)
    eta = fitted.mean[0] + of.x @ fitted.mean[1:]
    if process.on == "sender":
        shift = _first_sender(of, eta, weigh(of.year))
        fitted.mean[0] += shift
        eta = eta + shift
    every, p, rate = np.unique(of.year), chance(eta), {}
    if process.kind == "onset":
        rate = {"rate": mean_rate(p, of.weight * weigh(of.year))}
        p = np.full(len(eta), np.exp(rate["rate"]))
    seen, expected = (np.array([(of.weight * v)[of.year == t].sum() for t in every]) for v in (of.y, p))
    if process.on == "sender":
        expected = expected + np.array([_none(of, eta, of.year == t).sum() for t in every])
    return {
        "mean": fitted.mean, "covariance": fitted.covariance, **rate, "events": float(of.weight @ of.y), "rows": len(of.y), "window": [int(every[0]), int(every[-1])],
        "level": (steady if process.steady else level)(every, seen, expected),
    }  # fmt: skip


def _none(of: Rows, eta: Floats, mask: NDArray[np.bool_]) -> Floats:
    """Return, for each choice, the chance that nobody acts by themselves, so that the first sender is added."""
    _, at = np.unique(of.group[mask], return_inverse=True)
    return np.asarray(np.exp(-np.bincount(at, weights=np.exp(eta[mask]))), dtype=np.float64)


def _first_sender(of: Rows, eta: Floats, weight: Floats) -> float:
    """Return by what the constant is to move so that, with one sender at least each time, as many act as did."""
    every = np.ones(len(eta), dtype=bool)
    _, first = np.unique(of.group, return_index=True)
    low, high = -5.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        expected = weight @ chance(eta + middle) + weight[first] @ _none(of, eta + middle, every)
        low, high = (middle, high) if expected < weight @ of.y else (low, middle)
    return (low + high) / 2


def shares(world: World, process: SystemProcess, origin: int) -> dict[str, Any]:
    """Return in what share of new pacts of few a third joins at once, and of those a fourth."""
    assert process.happened is not None
    happened = process.happened(world)
    assert happened.weight is not None
    kept = (happened.year >= process.since) & (happened.year <= min(origin, process.last(world)))
    more = happened.weight[kept]
    third, fourth = float((more >= 1).sum()), float((more >= 2).sum())
    return {"mean": [(third + 0.5) / (len(more) + 1), (fourth + 0.5) / (third + 1)], "events": third, "rows": len(more)}  # fmt: skip


def share(world: World, process: SystemProcess, origin: int) -> dict[str, Any]:
    """Return in what share of cases more follows."""
    assert process.happened is not None
    happened = process.happened(world)
    assert happened.weight is not None
    kept = (happened.year >= process.since) & (happened.year <= min(origin, process.last(world)))
    seen, of = float(happened.weight[kept].sum()), int(kept.sum())
    mean = (seen + 0.5) / (of + 1)
    return {"mean": [mean], "covariance": [[mean * (1 - mean) / (of + 2)]], "events": seen, "rows": of}


def main(folder: Path = SHIPPED, force: bool = False) -> None:
    """Make what is stored anew, where what it is made from has changed."""
    definitions = declared((), ROOTS, READS)
    written(folder, FILE, definitions, latest, force=force, indent=1)


def latest(world: World) -> dict[str, Any]:
    """Return the fits to all that is known: as of the last year of the lists that go on longest."""
    spans = (world.span(table) for table in ("sanctions", "arms_transfers"))
    return fit(world, max(span[1] for span in spans if span))


if __name__ == "__main__":
    main(*asked("Fit the processes of the simulator."))
