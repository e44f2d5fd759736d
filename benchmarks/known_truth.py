"""Print how well fits recover parameters that are known: histories are made by the simulator, and fitted as the record is.

Usage: ``python -m benchmarks.known_truth [HISTORIES [YEARS]]``. Each history starts from the record of 1975 and runs by the stored estimates, without the doubt
in them, levels held and nobody joining, so that the stored coefficients are what is to be found. Told is in how many cases the interval of nine in ten holds the
coefficient, and how far fits are off on average, in standard errors.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

import westphalia as wp
from sources.system_fit import cloglog
from sources.system_rows import _pairs, _states
from westphalia.system.engine import Engine
from westphalia.system.estimates import stored
from westphalia.system.interventions import Commands
from westphalia.system.parameters import Model, model
from westphalia.system.process import Happened
from westphalia.system.state import SystemState, fade, start

Floats = NDArray[np.float64]
START = 1975
FITTED = ("dispute", "pact", "rivalry", "arms", "regime")
Z = 1.645


@dataclass(frozen=True, slots=True)
class MadeHistory:
    """States of a simulated history by year, as fits read them."""

    states: dict[int, SystemState]

    def at(self, year: int) -> SystemState:
        """Return the state at the end of a year."""
        return self.states[year]


def plain(estimates: dict[str, Any], year: int) -> Model:
    """Return processes by their stored coefficients, without doubt, levels, or anybody who joins."""
    held = {"middle": 0.0, "keep": 0.0, "sd": 0.0, "years": [year], "value": [0.0], "variance": [0.0]}
    found = {}
    for name, each in estimates.items():
        found[name] = {key: value for key, value in each.items() if key not in ("covariance", "rate")}
        if "level" in each:
            found[name]["level"] = held
    for name in ("dispute_join", "dispute_join_other"):
        found[name]["mean"] = [-20.0, *[0.0] * (len(found[name]["mean"]) - 1)]
    found["pact_join"]["mean"] = [0.0, 0.0]
    return model(found)


def history(of: Model, first: SystemState, years: int, run: int) -> MadeHistory:
    """Return the states of a run, year by year."""
    states, now = {first.year: first}, first
    for _ in range(years):
        engine = Engine(of, now, 1, 1, Commands(((),)))
        engine.block(np.array([run]))
        now = engine.end()
        states[now.year] = now
    return MadeHistory(states)


def events(name: str, made: MadeHistory) -> Happened:
    """Return what happened in a simulated history."""
    one, two, years = [], [], []
    for year in sorted(made.states)[1:]:
        now, before = made.at(year), made.at(year - 1)
        if name == "pact":
            pairs = now.treaties[now.signed == year][:, :2]
        elif name == "regime":
            jumped = now.states["jolt"] > before.states["jolt"] * fade("jolt") + 0.5
            pairs = np.repeat(np.flatnonzero(jumped)[:, None], 2, axis=1)
        else:
            pairs = np.argwhere(now.since[name] == year)
            pairs = pairs if name == "arms" else pairs[pairs[:, 0] < pairs[:, 1]]
        one += now.codes[pairs[:, 0]].tolist()
        two += now.codes[pairs[:, 1]].tolist()
        years += [year] * len(pairs)
    return Happened(*(np.array(each, dtype=np.int64) for each in (one, two, years)))


def off(name: str, of: Model, made: MadeHistory) -> tuple[Floats, int]:
    """Return by how many standard errors the fit of a process is off, of each coefficient, and how many events there were."""
    years = sorted(made.states)
    process = replace(of.processes[name], since=years[1])
    make = _states if process.on == "state" else _pairs
    parts = list(make(made, process, events(name, made), years[-1]))  # type: ignore[arg-type]
    x, y, weight = (np.concatenate([part[at] for part in parts]) for at in (0, 1, 3))
    fitted = cloglog(x, y, weight, weight)
    vary = np.flatnonzero(x.std(axis=0) > 1e-9)
    truth = np.asarray(of.estimates[name]["mean"])[1:]
    error = np.sqrt(np.diag(fitted.covariance))[1:]
    return ((fitted.mean[1:] - truth) / error)[vary], int(y.sum())


def main(histories: int = 10, years: int = 40) -> None:
    """Make histories, fit them, and print."""
    world = wp.load()
    of = plain(stored(world)["processes"], START)
    first = start(world, START)
    found: dict[str, list[Floats]] = {name: [] for name in FITTED}
    many: dict[str, list[int]] = {name: [] for name in FITTED}
    for run in range(1, histories + 1):
        made = history(of, first, years, run)
        for name in FITTED:
            each, count = off(name, of, made)
            found[name].append(each)
            many[name].append(count)
        print(f"history {run} of {histories}", file=sys.stderr, flush=True)
    for name in FITTED:
        z = np.array(found[name])
        print(f"{name:10} {np.mean(many[name]):7.0f} events  held {np.mean(np.abs(z) < Z):.0%}  off on average {z.mean(axis=0).mean():+.2f} (largest of a coefficient {np.abs(z.mean(axis=0)).max():.2f})")  # fmt: skip
    every = np.concatenate([np.array(each).ravel() for each in found.values()])
    print(f"all        held {np.mean(np.abs(every) < Z):.1%} of {len(every)}")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
