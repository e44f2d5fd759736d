"""Free runs of the simulator from an origin, and what is counted in them and in the record: among the states of the origin that are still there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources.system import fit
from westphalia.record.rows import located
from westphalia.record.world import World
from westphalia.system.covariates import square
from westphalia.system.engine import Engine
from westphalia.system.estimates import by_default
from westphalia.system.interventions import Commands
from westphalia.system.outcomes import NAMES
from westphalia.system.parameters import Model, drawn, model
from westphalia.system.recorded import happened, stands
from westphalia.system.state import SystemState, start
from westphalia.system.variables import FIXED

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SEED = 1
UNTIED = ("agreements_new", "deadly_new", "regime_changes")
"""Outcomes of which the last year of a run does not tell between whom: they are counted among all states of the origin."""
TIED = ("pact", "dispute", "sanction")
"""Ties of pairs that are ranked."""
LAYERS = ("pact", "arms", "dispute", "rivalry", "war")
"""Variables of pairs that outcomes are counted from."""
NETWORK = (
    "pact", "agreement", "arms", "sanction", "dispute", "clash", "blood", "rivalry", "supply", "penalty", "common_partners", "common_rivals",
    "common_sanctioners", "pact_ties", "arms_ties", "sanctioners", "sends", "quarrels",
)  # fmt: skip
"""Variables by which processes hang on each other's past."""


@dataclass(frozen=True, slots=True, eq=False)
class Remaining:
    """Which states of one year are still there in a later one.

    Parameters
    ----------
    here, there : ndarray (m,)
        Their places in the first and in the second.
    whole : ndarray (m,)
        Whether nothing was joined to them or has left them between.
    """

    here: Ints
    there: Ints
    whole: NDArray[np.bool_]


def remaining(world: World, one: SystemState, two: SystemState) -> Remaining:
    """Return which states of a year are still there in a later one; a state that continues another, as Germany the Federal Republic, is it.

    Parameters
    ----------
    world : World
        The record.
    one, two : SystemState
        The system of the two years.
    """
    rows = world.listed("successions")
    between = rows.filter((rows["date"].dt.year() > one.year) & (rows["date"].dt.year() <= two.year))
    continued = between.filter(between["kind"] == "continuation")
    codes = one.codes.copy()
    for old, new in zip(continued["predecessor"].to_list(), continued["successor"].to_list(), strict=True):
        if old not in two.codes and new not in one.codes:
            codes[codes == old] = new
    at, known = located(two.codes, codes)
    other = np.concatenate([between["predecessor"].to_numpy(), between["successor"].to_numpy()])
    here = np.flatnonzero(known)
    whole = ~(np.isin(codes[here], other) | np.isin(one.codes[here], other))
    return Remaining(here, at[here], whole)


def counted(now: SystemState, at: Ints, whole: NDArray[np.bool_]) -> dict[str, float]:
    """Return the outcomes that the system of a year tells by itself, among some of its states; means and sums of states of unchanged borders only.

    Parameters
    ----------
    now : SystemState
        The system at the end of the year.
    at : ndarray (m,)
        Places of the states.
    whole : ndarray (m,)
        Which of them have unchanged borders.
    """
    some = part(now, at)
    year, pairs = now.year, some.since
    fresh = {name: float((pairs[name] == year).sum()) for name in ("arms", "dispute", "rivalry", "war")}
    imposed = some.imposed == year
    kept = {name: value[at[whole]] for name, value in now.states.items() if name in ("democracy", "output")}
    return {
        **stands(some),
        "democracy": float(kept["democracy"].mean()),
        "output": float(np.exp(kept["output"]).sum()),
        "pacts_new": float((some.signed == year).sum()),
        "arms_new": fresh["arms"],
        "disputes_new": fresh["dispute"] / 2,
        "rivalries_new": fresh["rivalry"] / 2,
        "wars_new": fresh["war"] / 2,
        "sanctions_new": float(imposed.sum()),
        "targets_new": float(imposed.any(axis=0).sum()),
    }


def part(now: SystemState, at: Ints) -> SystemState:
    """Return the system among some of its states.

    Parameters
    ----------
    now : SystemState
        The system.
    at : ndarray (m,)
        Their places, in any order.
    """
    inside = np.zeros(now.n, dtype=bool)
    inside[at] = True
    treaties = (now.treaties >= 0) & inside[np.clip(now.treaties, 0, now.n - 1)]
    some = treaties.sum(axis=1) >= 2
    square_of = np.ix_(at, at)
    return replace(
        now, codes=now.codes[at], states={name: now.states[name][at] for name in ("democracy", "output", "nuclear_stage")},
        pairs={name: now.pairs[name][square_of] for name in LAYERS}, since={name: value[square_of] for name, value in now.since.items()},
        treaties=now.treaties[some], signed=now.signed[some], imposed=now.imposed[np.ix_(np.append(at, now.n), at)], kinds=now.kinds[np.ix_(np.append(at, now.n), at)], union=now.union[at],
    )  # fmt: skip


def recorded_among(world: World, now: SystemState, at: Ints, whole: NDArray[np.bool_]) -> dict[str, float]:
    """Return the outcomes of a year of the record among some states.

    Parameters
    ----------
    world : World
        The record.
    now : SystemState
        The system of the year.
    at, whole : ndarray (m,)
        As in :func:`counted`.
    """
    return {**counted(now, at, whole), **happened(world, replace(part(now, np.sort(at)), pairs={}))}


class Uncoupled(Engine):
    """Runs in which what begins between two states does not hang on ties, memories and counts of ties that have changed since the start."""

    def __init__(self, of: Model, state: SystemState, years: int, seed: int, commands: Commands) -> None:
        super().__init__(of, state, years, seed, commands)
        self._drawn = lru_cache(maxsize=2)(lambda draw: held_still(of, state, drawn(of, state, draw, seed)))


def held_still(of: Model, state: SystemState, par: Any) -> Any:
    """Return a draw of the parameters in which terms of ties and memories stand as they start.

    Parameters
    ----------
    of : Model
        Processes with estimates.
    state : SystemState
        The start.
    par : Drawn
        Of :func:`westphalia.system.parameters.drawn`.
    """
    base, coef = par.base.astype(np.float64), par.coef.copy()
    for p, name in enumerate(of.dense):
        q = of.q(name)
        for k, term in enumerate(of.processes[name].terms):
            if term.of in NETWORK and term.of not in FIXED:
                base[p] += coef[q, k + 1] * square(state, term)
                coef[q, k + 1] = 0.0
    return par._replace(base=base.astype(np.float32), coef=coef)


def estimates(world: World, origin: int) -> dict[str, Any]:
    """Return the estimates of all processes as known at an origin; those that are off by default never happen.

    Parameters
    ----------
    world : World
        As of the origin.
    origin : int
        The year.
    """
    return by_default(fit(world, origin)["processes"])


@dataclass(frozen=True, slots=True, eq=False)
class Ended:
    """What runs of some years came to.

    Parameters
    ----------
    samples : mapping of str to ndarray (runs,)
        Outcomes in the last year.
    ties : mapping of str to ndarray (n, n)
        Share of the runs in which pairs have a tie at the end; of disputes, had one in the years.
    """

    samples: Mapping[str, Floats]
    ties: Mapping[str, Floats]


def runs(
    of: Model, now: SystemState, years: int, among: Remaining, many: int, kind: type[Engine] = Engine
) -> Ended:
    """Return what runs of so many years come to.

    Parameters
    ----------
    of : Model
        Processes with estimates.
    now : SystemState
        The start.
    years : int
        How many are run.
    among : Remaining
        States that are counted.
    many : int
        Runs.
    kind : type
        The engine: :class:`westphalia.system.engine.Engine`, or :class:`Uncoupled`.
    """
    engine = kind(of, now, years, SEED, Commands(((),)))
    faded = now.pairs["clash"] * 0.5 ** (years / 10) + 1e-3
    found: list[dict[str, float]] = []
    ties = {name: np.zeros((now.n, now.n)) for name in TIED}

    def tell(engine: Engine) -> None:
        end = engine.end()
        found.append(counted(end, among.here, among.whole))
        ties["pact"] += end.pairs["pact"] > 0
        ties["sanction"] += end.pairs["sanction"] > 0
        ties["dispute"] += end.pairs["clash"] > faded

    block = engine.block(np.arange(1, many + 1), tell)
    kept = ~np.isin(block.runs, list(block.failed))
    samples = {name: np.array([each[name] for each in found]) for name in NAMES if name not in UNTIED}
    samples |= {name: block.outcomes[kept, 0, -1, NAMES.index(name)] for name in UNTIED}
    return Ended(samples, {name: value / len(found) for name, value in ties.items()})


def smoothed(share: Floats, beforehand: Floats, many: int) -> Floats:
    """Return chances of pairs from the share of runs, as if one run more had gone as the start says: so pairs that no run has are told apart.

    Parameters
    ----------
    share : ndarray (n, n)
        Share of the runs.
    beforehand : ndarray (n, n)
        Of :func:`at_start`.
    many : int
        Runs.
    """
    return (share * many + beforehand) / (many + 1)


def at_start(of: Model, now: SystemState, years: int) -> dict[str, Floats]:
    """Return the chance of a tie to begin within so many years by the estimates, were all to stay as it starts (n, n), by tie.

    Parameters
    ----------
    of : Model
        Processes with estimates.
    now : SystemState
        The start.
    years : int
        How many.
    """

    def eta(name: str) -> Floats:
        mean = np.asarray(of.estimates[name]["mean"], dtype=np.float64)
        terms = of.processes[name].terms
        if of.processes[name].on == "state":
            return np.asarray(mean[0] + sum(b * now.states[each.of] for b, each in zip(mean[1:], terms, strict=True)))  # fmt: skip
        return np.asarray(
            mean[0] + sum(b * square(now, each) for b, each in zip(mean[1:], terms, strict=True))
        )

    found = {name: -np.expm1(-years * np.exp(eta(name))) for name in ("pact", "dispute")}
    sends = -np.expm1(-np.exp(np.minimum(eta("sanction_sender"), 3.0)))
    found["sanction"] = -np.expm1(-years * np.exp(eta("sanction"))[None, :] * sends)
    return found


def origin_of(world: World, origin: int) -> tuple[Model, SystemState, set[str]]:
    """Return the processes as fitted at an origin, the system at its end, and the processes that are off.

    Parameters
    ----------
    world : World
        The record.
    origin : int
        The year.
    """
    then = world.as_of(origin)
    found = estimates(then, origin)
    off = {name for name, each in found.items() if each.get("off")}
    return model(found), start(then, origin), off
