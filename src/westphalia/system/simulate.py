"""Futures: many runs of the system, scenario beside baseline with the same luck, and what differs between them."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import NotUnderstood
from westphalia.lazy import np
from westphalia.record.of_world import of_world
from westphalia.record.world import World, load
from westphalia.system.consistency import consistency_check
from westphalia.system.draws import SHARE
from westphalia.system.engine import Engine, RunBlock, loop
from westphalia.system.ensemble import FinishedBlocks, Step, Task, cluster, made, ranges
from westphalia.system.estimates import KnownEstimates, known
from westphalia.system.parameters import model
from westphalia.system.processes import processes
from westphalia.system.reasons import with_spread, with_trace
from westphalia.system.result import Simulation, as_known, gathered
from westphalia.system.scenario import Scenario, scenario
from westphalia.system.spread import SPLIT
from westphalia.system.state import start
from westphalia.system.trace import TRACED, commands, sees

if TYPE_CHECKING:
    from westphalia.system.interventions import Commands
    from westphalia.system.outcomes import AskedOutcome
    from westphalia.system.state import SystemState

MOST = 100_000
"""Runs at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """All that runs of a scenario need, checked.

    Parameters
    ----------
    scenario : Scenario
        What is done.
    seed : int
        The luck.
    start : SystemState
        Where they begin.
    commands : Commands
        What is done, as changes.
    asked : tuple of AskedOutcome
        Outcomes of which every draw is kept.
    estimates : KnownEstimates
        Of the processes, as of when.
    name : str
        The hash of all that the numbers hang on.
    compiled : bool
        Whether the loop was compiled before.
    """

    scenario: Scenario
    seed: int
    start: SystemState
    commands: Commands
    asked: tuple[AskedOutcome, ...]
    estimates: KnownEstimates
    name: str
    compiled: bool

    def engine(self, commands: Commands | None = None, **more: Any) -> Engine:
        """Return an engine, which one thread may use; of other commands, and with more of what it takes, where these are given."""
        of = model(self.estimates.processes)
        return Engine(of, self.start, self.scenario.years, self.seed, commands or self.commands, asked=self.asked, **more)  # fmt: skip

    def with_arms(self, arms: str) -> Engine:
        """Return an engine of baseline and scenario; of all arms of a trace (:func:`westphalia.system.trace.sees`); or of both with the levels of a draw in common.

        Parameters
        ----------
        arms : {"", "trace", "tides"}
            Which.
        """
        if arms == "trace":
            return self.engine(commands(self.commands), sees=sees(model(self.estimates.processes)))
        return self.engine(tides=arms != "tides")


def prepared(world: World, given: Scenario, seed: int) -> Prepared:
    """Return what runs of a scenario need.

    Parameters
    ----------
    world : World
        The record.
    given : Scenario
        What is done.
    seed : int
        The luck.

    Raises
    ------
    NotUnderstood
        For a scenario that cannot be run, with all that is wrong with it.
    NoAnswer
        When the edition has no estimates.
    """
    consistency_check(processes())
    then = world if world.last_known is not None and world.last_known <= given.start else world.as_of(given.start)  # fmt: skip
    now, estimates = start(then, given.start), known(world, given.start, given.also)
    given.held(estimates.off)
    commands, asked = given.commands(world, now), given.asked(world, now)
    _, _, compiled, code = loop()
    return Prepared(
        given,
        seed,
        now,
        commands,
        asked,
        estimates,
        named(world, given, seed, code, estimates.file),
        compiled,
    )


@of_world
def simulate(
    world: World,
    asked: Scenario | Mapping[str, Any] | str | Path,
    runs: int = 1_000,
    seed: int = 1,
    workers: int | None = None,
    executor: Executor | None = None,
    *,
    trace: bool = False,
    scheduler: str | None = None,
    say: Callable[[str], None] | None = None,
    step: Step | None = None,
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
    workers : int, optional
        Threads that share the work; by default one a processor. The bytes are the same with any number.
    executor : concurrent.futures.Executor, optional
        Whoever makes the blocks of runs instead: a pool of processes, or of a cluster.
    trace : bool
        Tell also which processes carried the difference, of the first runs (:data:`westphalia.system.trace.TRACED`), and of what the spread comes: about
        six times as long.
    scheduler : str, optional
        The address of a dask scheduler whose workers do it.
    say : callable, optional
        Is told what takes long.
    step : callable, optional
        Is told how far it is.

    Raises
    ------
    NotUnderstood
        For a scenario that cannot be run, with all that is wrong with it.
    NoAnswer
        When the edition has no estimates.
    """
    if not 1 <= runs <= MOST:
        raise NotUnderstood(f"{runs} runs are not between 1 and {MOST}.", "", "Ask for 1000.")
    if workers is not None and workers < 1:
        raise NotUnderstood(f"{workers} workers can do nothing.", "", "Ask for 1 or more.")
    told = say or _to_errors
    ready = prepared(world, scenario(asked), seed)
    if not ready.compiled:
        told("Compiling the simulator once (about half a minute) ...")
    given = ready.scenario
    tasks = [
        Task(given, seed, first, last, ready.name, str(world.manifest.folder)) for first, last in ranges(runs)
    ]
    outside = cluster(scheduler) if scheduler is not None else executor
    found = made(
        tasks, ready.engine, workers=workers, executor=outside, work=work, say=told, step=step or _nobody
    )
    result = gathered(
        given, seed, ready.start, found.blocks, ready.name, ready.asked, interrupted=found.interrupted, estimates=ready.estimates.processes
    )  # fmt: skip
    result = as_known(result, ready.estimates.until, ready.estimates.off)
    if not trace or found.interrupted:
        return result
    return _with_reasons(ready, tasks, found.blocks, result, Making(workers, outside, told, step or _nobody))


@dataclass(frozen=True, slots=True)
class Making:
    """Who makes blocks, and who is told of it.

    Parameters
    ----------
    workers : int, optional
        Threads.
    executor : Executor, optional
        Whoever makes them instead.
    say, step : callable
        Told of what takes long, and of how far it is.
    """

    workers: int | None
    executor: Executor | None
    say: Callable[[str], None]
    step: Step

    def blocks(self, ready: Prepared, tasks: Sequence[Task], arms: str, most: int, title: str) -> FinishedBlocks:  # fmt: skip
        """Return the first runs in other arms.

        Parameters
        ----------
        ready : Prepared
            What the runs need.
        tasks : sequence of Task
            The blocks of all runs.
        arms : str
            Which arms (:class:`westphalia.system.ensemble.Task`).
        most : int
            Runs at most.
        title : str
            What it is for.
        """
        first = [replace(task, name=f"{ready.name}-{arms}", arms=arms) for task in tasks if task.last <= most]
        self.say(f"{title}: {first[-1].last} runs ...")
        try:
            return made(first, lambda: ready.with_arms(arms), workers=self.workers, executor=self.executor, work=work, say=self.say, step=self.step)  # fmt: skip
        except KeyboardInterrupt:
            return FinishedBlocks(interrupted=True)


def _with_reasons(ready: Prepared, tasks: Sequence[Task], blocks: Sequence[RunBlock], result: Simulation, making: Making) -> Simulation:  # fmt: skip
    """Return a simulation with the chain of its reasons and with what its spread comes of, for which its first runs are made in further arms."""
    if result.runs < 2 * SHARE:
        making.say(f"No reasons are told of {result.runs} runs: {2 * SHARE} are the least, two draws of the parameters.")  # fmt: skip
        return result
    own = sorted(blocks, key=lambda each: int(each.runs[0]))
    if ready.scenario.interventions:
        arms = making.blocks(ready, tasks, "trace", TRACED, "Reasons of the difference, in further arms")
        if arms.blocks:
            result = with_trace(result, arms.blocks, ready.asked)
        if arms.interrupted:
            return replace(result, interrupted=True)
    else:
        making.say("Nothing is done in this scenario, so there are no reasons of a difference; what the spread comes of is told.")  # fmt: skip
    common = making.blocks(ready, tasks, "tides", SPLIT, "What the spread comes of, with levels in common")
    if common.interrupted:
        return replace(result, interrupted=True)
    return with_spread(result, own[: len(common.blocks)], common.blocks, ready.asked)


def work(task: Task) -> RunBlock:
    """Return a block, in whatever process this is.

    Parameters
    ----------
    task : Task
        Which.

    Raises
    ------
    NotUnderstood
        When data, estimates or code here are not those of whoever asks.
    """
    engine, name = _engine_of(task.scenario, task.seed, task.edition, task.arms)
    if name != task.name:
        raise NotUnderstood(
            "This worker would give other numbers.",
            f"Its data or code are another version: {name}, not {task.name}.",
            "Install the same version of Westphalia on all workers.",
        )
    return engine.block(np.arange(task.first, task.last + 1))


@lru_cache(maxsize=2)
def _engine_of(given: Scenario, seed: int, edition: str, arms: str) -> tuple[Engine, str]:
    """Return the engine of a worker, made once, and what its blocks are named by."""
    ready = prepared(load(edition) if edition else load(), given, seed)
    return ready.with_arms(arms), f"{ready.name}-{arms}" if arms else ready.name


def _to_errors(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _nobody(number: int, of: int, name: str) -> None:
    """Tell nobody."""


def named(world: World, given: Scenario, seed: int, code: str, file: str) -> str:
    """Return a hash of all that the numbers hang on: scenario, seed, data, estimates, the loop's code by its digest, and what is written around it."""
    around = hashlib.sha256(
        b"\x1f".join(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    ).hexdigest()
    parts = [given.model_dump(mode="json"), seed, world.stamp(), world.manifest.named(file), code, around]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:16]
