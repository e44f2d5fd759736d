"""The steps on the way to nuclear weapons as the simulator takes them: hazards and base rates of ``model/nuclear.json``, in units of the run, with the level around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources import nuclear
from sources.made import plain
from sources.system_levels import RECENT, steady
from sources.system_rows import History
from westphalia.effects.proliferation.hazards import EVERY, FIRST_ORIGIN, LAG, HazardFit, chance
from westphalia.effects.proliferation.levels import EXPLORES, FIRST_ACTIVITY, NONE, STAGES, at
from westphalia.record.results import document
from westphalia.record.rows import located
from westphalia.record.world import World
from westphalia.system.process import SystemProcess
from westphalia.system.processes.nuclear import STEPS

Floats = NDArray[np.float64]
FILE = "model/nuclear.json"
MAKE = "Make it with: python -m sources.nuclear"
DOLLARS = {"income": float(np.log(1000.0))}
"""By level, what the run's variable is below it: wealth is in thousands of dollars. They are of 2017 in place of 2011, which makes a hundredth of log-odds."""


def step(world: World, history: History, process: SystemProcess, origin: int) -> dict[str, Any] | None:
    """Return the estimate of a step as known at the end of a year; None where nothing was fitted by then.

    Parameters
    ----------
    world : World
        The record.
    history : History
        States by year.
    process : SystemProcess
        The step.
    origin : int
        The last year known.
    """
    held = steps_known(world, origin)
    name, last = process.name.removeprefix("nuclear_"), min(origin - held["lag"], process.last(world))
    if name not in held["stages"]:
        return rate(stopped(world, last))
    found = of_its_time(held, name, origin)
    if found is None:
        return None
    if not process.reads:
        return rate(found["base"])
    told = {key: found["fit" if key in found["fit"] else "base"][key] for key in ("events", "rows")}
    mean, covariance = in_units(HazardFit.of(found["fit"]))
    return {
        "mean": mean, "covariance": covariance, **told, "window": [int(found["base"]["first"]), int(found["base"]["last"])],
        "level": steady(*followed(history, process, mean, last)),
    }  # fmt: skip


def steps_known(world: World, origin: int) -> Mapping[str, Any]:
    """Return the stored document, or of an edition without it the fits that it would have of the year.

    Parameters
    ----------
    world : World
        The record.
    origin : int
        The last year known.
    """
    if FILE in world.manifest.results:
        return document(world.manifest, FILE, MAKE)
    year = origin - (origin - FIRST_ORIGIN) % EVERY
    return plain(nuclear.of_its_time(world, year)) if year >= FIRST_ORIGIN else {"stages": {name: {"origins": []} for name in STAGES}, "lag": LAG}  # fmt: skip


def of_its_time(held: Mapping[str, Any], name: str, origin: int) -> dict[str, Any] | None:
    """Return the fit and the base rate that were known at the end of a year; None before the first.

    Parameters
    ----------
    held : mapping
        The stored document.
    name : str
        Of the step.
    origin : int
        The last year known.
    """
    of = held["stages"][name]
    if "fit" in of and origin >= of["fit"]["last"] + held["lag"]:
        return {"fit": of["fit"], "base": of["base"]}
    past = [each for each in of["origins"] if each["origin"] <= origin]
    return {"fit": past[-1], "base": past[-1]["base"]} if past else None


def in_units(fit: HazardFit) -> tuple[Floats, Floats]:
    """Return log-odds by the units of the run, the constant first, and their covariance (k + 1,), (k + 1, k + 1).

    Parameters
    ----------
    fit : HazardFit
        By standard deviations.

    Examples
    --------
    >>> one = HazardFit(("rivals",), np.array([0.5]), np.array([2.0]), np.array([-3.0, 1.0]), np.eye(2))
    >>> in_units(one)[0].tolist()
    [-3.25, 0.5]
    """
    back = np.diag([1.0, *(1.0 / fit.scale)])
    below = np.array([DOLLARS.get(name, 0.0) for name in fit.terms])
    back[0, 1:] = (below - fit.centre) / fit.scale
    return back @ fit.coefficients, back @ fit.covariance @ back.T


def rate(base: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a base rate as log-odds with their variance; None where none was known.

    Parameters
    ----------
    base : mapping
        Its ``events`` and ``rows``.

    Examples
    --------
    >>> round(float(chance(rate({"events": 10, "rows": 235})["mean"])[0]), 4)
    0.0426
    """
    events, rows = max(float(base["events"]), 0.5), float(base["rows"])
    if rows < 1:
        return None
    window = {"window": [int(base["first"]), int(base["last"])]} if "first" in base else {}
    odds, unsure = np.log(events / (rows - events)), 1 / events + 1 / (rows - events)
    return {"mean": np.array([odds]), "covariance": np.array([[unsure]]), "events": float(base["events"]), "rows": int(rows), **window}  # fmt: skip


def stopped(world: World, last: int) -> dict[str, Any]:
    """Return how often states that explored nuclear weapons did no more in the next year, to a last one."""
    events = rows = 0
    for year in range(FIRST_ACTIVITY, last):
        both = np.isin(world.universe(), world.states(year)) & np.isin(world.universe(), world.states(year + 1))  # fmt: skip
        before, after = (at(world, "nuclear_status", each)[both] for each in (year, year + 1))
        rows += int((before == EXPLORES).sum())
        events += int(((before == EXPLORES) & (after == NONE)).sum())
    return {"events": events, "rows": rows, "first": FIRST_ACTIVITY + 1, "last": last}


def followed(
    history: History, process: SystemProcess, mean: Floats, last: int
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Return the last thirty years, how many states took a step in each, and how many were expected to (m,).

    Parameters
    ----------
    history : History
        States by year.
    process : SystemProcess
        The step.
    mean : ndarray (k + 1,)
        Log-odds in units of the run.
    last : int
        Last year of which steps are known.
    """
    (risk, to), seen, expected = STEPS[process.name], [], []
    years = np.arange(max(last - RECENT + 1, process.since), last + 1)
    for year in years.tolist():
        before, now = history.at(year - 1), history.at(year)
        place, there = located(now.codes, before.codes)
        after = np.where(there, now.states["nuclear_stage"][place], -1.0)
        of = np.isin(before.states["nuclear_stage"], risk) & there
        x = np.column_stack([before.states[term.of] for term in process.terms])
        seen.append(float((of & (after >= to)).sum()))
        expected.append(float(chance(mean[0] + x @ mean[1:])[of].sum()))
    return years, np.array(seen), np.array(expected)
