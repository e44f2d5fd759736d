"""Print what a year of the simulator costs in Mesa, the agent-based modelling library for Python, and whether both give the same yearly means.

Usage: ``python -m benchmarks.mesa_peer [RUNS]``, with mesa installed (pip install "mesa>=3"). States are agents that look at all others; what begins
between two (pacts, agreements, supplies, disputes, rivalries) and what ends of supplies, disputes and rivalries is modelled, by the stored coefficients,
without levels or anybody who joins: a part of what the loop does, so that the ratio is kind to the peer.
"""

from __future__ import annotations

import random
import sys
import time
from math import exp, log
from typing import Any

import numpy as np

import westphalia as wp
from benchmarks.known_truth import plain
from westphalia.system.covariates import square
from westphalia.system.engine import Engine
from westphalia.system.estimates import stored
from westphalia.system.interventions import Commands
from westphalia.system.outcomes import NAMES
from westphalia.system.parameters import Model
from westphalia.system.state import SystemState, start

START = 2010
YEARS = 20
"""Years of the runs by which the loop's year is timed."""
ENDS = {"arms": "arms_end", "dispute": "dispute_end", "rivalry": "rivalry_end"}
TOLD = {"pact": "pacts_new", "agreement": "agreements_new", "arms": "arms_new", "dispute": "disputes_new", "rivalry": "rivalries_new"}  # fmt: skip
STOCK = {"arms": "arms", "dispute": "disputes", "rivalry": "rivalries"}


def peer(mesa: Any, of: Model, now: SystemState, seed: int) -> dict[str, int]:
    """Return what begins and stands after a year of the model in Mesa."""
    luck = random.Random(seed)
    terms = {name: [(b, square(now, each).tolist()) for b, each in zip(of.estimates[name]["mean"][1:], of.processes[name].terms, strict=True)] for name in TOLD}  # fmt: skip

    class StateAgent(mesa.Agent):  # type: ignore[misc]
        """A state, which looks at those that come after it; at all of whom it may supply."""

        def __init__(self, model: Any, place: int) -> None:
            super().__init__(model)
            self.place = place

        def step(self) -> None:
            i = self.place
            for name, each in terms.items():
                risk = of.processes[name].risk
                low = 0 if of.processes[name].on == "directed" else i + 1
                for j in range(low, now.n):
                    if j != i and not (risk and now.pairs[risk][i, j] > 0):
                        eta = of.estimates[name]["mean"][0] + sum(b * value[i][j] for b, value in each)
                        if luck.random() < 1 - exp(-exp(min(eta, 3.0))):
                            self.model.began[name] += 1

    class SystemModel(mesa.Model):  # type: ignore[misc]
        """All states, and what began in the year."""

        def __init__(self) -> None:
            super().__init__(seed=seed)
            self.began = dict.fromkeys(TOLD, 0)
            for place in range(now.n):
                StateAgent(self, place)

        def step(self) -> None:
            self.agents.shuffle_do("step")

    model = SystemModel()
    model.step()
    return {
        **model.began,
        **{f"{name} stand": model.began[name] + left(of, now, name, luck) for name in ENDS},
    }


def left(of: Model, now: SystemState, name: str, luck: random.Random) -> int:
    """Return how many ties of a kind are left after a year."""
    process, found = of.processes[ENDS[name]], 0
    mean = of.estimates[ENDS[name]]["mean"]
    both = of.processes[name].on != "directed"
    for i, j in zip(*np.nonzero(now.pairs[name]), strict=True):
        if both and i > j:
            continue
        age = log(min(max(now.year + 1 - now.since[name][i, j], 1), 60))
        eta = mean[0] + sum(
            b * (age if term.how == "age" else float(square(now, term)[i, j]))
            for b, term in zip(mean[1:], process.terms, strict=True)
        )
        found += luck.random() >= 1 - exp(-exp(min(eta, 3.0)))
    return found


def main(runs: int = 5, ours: int = 400) -> None:
    """Run both, and print."""
    try:
        import mesa
    except ImportError:
        sys.exit("Mesa is not installed: pip install 'mesa>=3'")
    world = wp.load()
    now = start(world, START)
    of = plain(stored(world)["processes"], START)
    for name in ENDS.values():
        of.estimates[name].pop("together", None)  # type: ignore[union-attr]
    begun = time.process_time()
    theirs = [peer(mesa, of, now, seed) for seed in range(1, runs + 1)]
    cost = (time.process_time() - begun) / runs
    engine = Engine(of, now, 1, 1, Commands(((),)))
    engine.block(np.array([1]))
    block = engine.block(np.arange(1, ours + 1)).outcomes[:, 0, 0]
    long = Engine(of, now, YEARS, 1, Commands(((),)))
    begun = time.process_time()
    long.block(np.arange(1, 21))
    own = (time.process_time() - begun) / 20 / YEARS
    print(f"{now.n} states, a year of {START + 1}: Mesa {mesa.__version__} {cost:.2f} s of a processor, the loop {own * 1e3:.2f} ms ({cost / own:,.0f} times)")  # fmt: skip
    for name in (*TOLD, *(f"{each} stand" for each in ENDS)):
        at = NAMES.index(TOLD[name] if name in TOLD else STOCK[name.split()[0]])
        a, b = np.array([each[name] for each in theirs], dtype=float), block[:, at]
        error = np.sqrt(max(b.var(), 1e-9) * (1 / runs + 1 / ours))
        print(f"{name:16} Mesa {a.mean():8.1f}  loop {b.mean():8.1f}  apart by {abs(a.mean() - b.mean()) / error:.1f} standard errors")  # fmt: skip


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
