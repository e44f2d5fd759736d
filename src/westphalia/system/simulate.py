"""Futures: many runs of the system, scenario beside baseline with the same luck, and what differs between them."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import NotUnderstood
from westphalia.lazy import np
from westphalia.record.of_world import of_world
from westphalia.system.consistency import consistency_check
from westphalia.system.engine import Engine, model
from westphalia.system.estimates import stored
from westphalia.system.processes import processes
from westphalia.system.result import Simulation, gathered
from westphalia.system.scenario import Scenario, scenario
from westphalia.system.state import start

if TYPE_CHECKING:
    from westphalia.record.world import World

BLOCK = 100
"""Runs of a block: the unit of work, and later of saving and of failure."""
MOST = 100_000
"""Runs at most."""


@of_world
def simulate(
    world: World,
    asked: Scenario | Mapping[str, Any] | str | Path,
    runs: int = 1_000,
    seed: int = 1,
    *,
    say: Callable[[str], None] | None = None,
) -> Simulation:
    """Return what many runs of a scenario and of its baseline give, run by run with the same luck.

    Parameters
    ----------
    world : World
        The record.
    asked : Scenario, mapping, str or Path
        A scenario of the shelf by name, a file, or what it would say.
    runs : int
        How many; run 37 is the same among 100 or 10,000.
    seed : int
        Another seed is other luck.
    say : callable, optional
        Is told what takes long.

    Raises
    ------
    NotUnderstood
        For a scenario that cannot be run, with all that is wrong with it.
    NoAnswer
        When the edition has no estimates.
    """
    if not 1 <= runs <= MOST:
        raise NotUnderstood(f"{runs} runs are not between 1 and {MOST}.", "", "Ask for 1000.")
    given = scenario(asked)
    consistency_check(processes())
    known = world if world.last_known is not None and world.last_known <= given.start else world.as_of(given.start)  # fmt: skip
    now = start(known, given.start)
    estimates = stored(world)
    engine = Engine(model(estimates["processes"]), now, given.years, seed, given.commands(world, now))
    if not engine.compiled:
        (say or _to_errors)("Compiling the simulator once (about half a minute) ...")
    blocks = [engine.block(np.arange(low, min(low + BLOCK, runs + 1))) for low in range(1, runs + 1, BLOCK)]
    return gathered(given, seed, now, blocks, named(world, given, seed, engine.code))


def _to_errors(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def named(world: World, given: Scenario, seed: int, code: str) -> str:
    """Return a hash of all that the numbers hang on: scenario, seed, data, estimates, and the loop's code, by its digest."""
    parts = [given.model_dump(mode="json"), seed, world.stamp(), code]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:16]
