"""Many runs as blocks of a hundred: the unit of work, of saving and of failure; made by threads, or by any executor, and kept so that a run goes on where it stopped.

What a block holds hangs on the scenario, the seed, the data, the estimates and the code alone, all of which its folder is named by. Who makes it, and beside what,
makes no difference to its bytes.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.files import whole
from westphalia.lazy import np, optional
from westphalia.system.engine import Engine, RunBlock

if TYPE_CHECKING:
    from westphalia.system.scenario import Scenario

BLOCK = 100
"""Runs of a block."""
KEPT = 500_000_000
"""Bytes of finished blocks that are kept in all; the oldest folders go first."""
TRIES = 3
"""How often a block is given out again whose worker died."""
PATIENCE = 10
"""Seconds in which a scheduler must answer."""
Step = Callable[[int, int, str], None]
Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs to make a block, wherever it is.

    Parameters
    ----------
    scenario : Scenario
        What is done.
    seed, first, last : int
        The luck, and which runs.
    name : str
        The hash of all that the block hangs on; a worker whose own is another refuses.
    edition : str
        Folder of the edition; empty for the one that ships.
    arms : {"", "trace", "tides"}
        Which arms: baseline and scenario, those of a trace, or both with the levels of a draw in common.
    """

    scenario: Scenario
    seed: int
    first: int
    last: int
    name: str
    edition: str = ""
    arms: str = ""


@dataclass(slots=True)
class FinishedBlocks:
    """Blocks as they come in.

    Parameters
    ----------
    blocks : list of RunBlock
        Those that are finished.
    interrupted : bool
        Whether it was stopped before all were.
    """

    blocks: list[RunBlock] = field(default_factory=list)
    interrupted: bool = False


def ranges(runs: int) -> list[tuple[int, int]]:
    """Return first and last run of each block.

    Parameters
    ----------
    runs : int
        How many in all.

    Examples
    --------
    >>> ranges(250)
    [(1, 100), (101, 200), (201, 250)]
    """
    return [(low, min(low + BLOCK - 1, runs)) for low in range(1, runs + 1, BLOCK)]


def made(
    tasks: Sequence[Task],
    engine: Callable[[], Engine],
    *,
    workers: int | None,
    executor: Executor | None,
    work: Callable[[Task], RunBlock],
    say: Said,
    step: Step,
) -> FinishedBlocks:
    """Return the blocks of some tasks, those that were made before from where they are kept.

    Parameters
    ----------
    tasks : sequence of Task
        One a block.
    engine : callable
        Makes an engine of this process; each thread has its own.
    workers : int, optional
        How many threads; by default one a processor.
    executor : Executor, optional
        Whoever makes the blocks instead: a pool of processes, of a cluster.
    work : callable
        What it is given to do with a task, in whatever process.
    say, step : callable
        Told of what takes long, and of how far it is.
    """
    store = Store(tasks[0].name, say)
    found = FinishedBlocks([block for task in tasks if (block := store.read(task)) is not None])
    done = {int(block.runs[0]) for block in found.blocks}
    left = [task for task in tasks if task.first not in done]
    step(len(done), len(tasks), "blocks of runs")
    try:
        for task, block in _computed(left, engine, workers, executor, work, say):
            found.blocks.append(block)
            store.write(task, block)
            step(len(found.blocks), len(tasks), _so_far(found.blocks))
    except KeyboardInterrupt:
        if not found.blocks:
            raise
        found.interrupted = True
    return found


def _so_far(blocks: Sequence[RunBlock]) -> str:
    runs = sum(len(block.runs) for block in blocks)
    return f"{runs:,d} runs"


def _computed(
    tasks: Sequence[Task],
    engine: Callable[[], Engine],
    workers: int | None,
    executor: Executor | None,
    work: Callable[[Task], RunBlock],
    say: Said,
) -> Iterator[tuple[Task, RunBlock]]:
    """Yield blocks as they are finished."""
    if not tasks:
        return
    if executor is not None:
        yield from _outside(tasks, executor, work, say)
        return
    count = min(workers or os.cpu_count() or 1, len(tasks))
    if count == 1:
        here = engine()
        for task in tasks:
            yield task, here.block(np.arange(task.first, task.last + 1))
        return
    own = threading.local()

    def one(task: Task) -> RunBlock:
        if not hasattr(own, "engine"):
            own.engine = engine()
        block: RunBlock = own.engine.block(np.arange(task.first, task.last + 1))
        return block

    pool = ThreadPoolExecutor(count)
    try:
        waiting: dict[Future[RunBlock], Task] = {pool.submit(one, task): task for task in tasks}
        for each in as_completed(waiting):
            yield waiting[each], each.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _outside(
    tasks: Sequence[Task], executor: Executor, work: Callable[[Task], RunBlock], say: Said
) -> Iterator[tuple[Task, RunBlock]]:
    """Yield blocks that an executor makes; those whose worker died are given out again."""
    left = list(tasks)
    for _ in range(TRIES):
        broken: list[Task] = []
        waiting = {executor.submit(work, task): task for task in left}
        for each in as_completed(waiting):
            try:
                yield waiting[each], each.result()
            except (BrokenExecutor, OSError, EOFError):
                broken.append(waiting[each])
        if not broken:
            return
        left = broken
        say(f"A worker died; {len(left)} blocks are made again.")
        executor = _anew(executor)
    raise NoAnswer(
        f"{len(left)} blocks of runs could not be made.",
        "Their workers died again and again.",
        "Run with fewer workers, or without an executor.",
    )


def _anew(executor: Executor) -> Executor:
    """Return a pool of processes like one that broke; any other executor as it is."""
    if type(executor).__name__ != "ProcessPoolExecutor":
        return executor
    fresh: Executor = type(executor)(
        getattr(executor, "_max_workers", None), mp_context=getattr(executor, "_mp_context", None)
    )  # type: ignore[call-arg]
    return fresh


def cluster(address: str) -> Executor:
    """Return the executor of a dask cluster.

    Parameters
    ----------
    address : str
        Of its scheduler, as tcp://host:8786.

    Raises
    ------
    NotUnderstood
        When dask is not installed, or nobody answers there within ten seconds.
    """
    distributed = optional("distributed", "A cluster needs", "pip install 'westphalia[cluster]'")
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise NotUnderstood(
            f"No scheduler answers at {address}.",
            f"{type(error).__name__} within {PATIENCE} seconds.",
            "Run it here: leave --scheduler out.",
        ) from None
    found: Executor = client.get_executor(retries=TRIES)
    return found


@dataclass(slots=True)
class Store:
    """Where finished blocks are kept: a folder named by the hash of what they hang on. What cannot be kept costs going on later, not the run.

    Parameters
    ----------
    name : str
        The hash.
    say : callable
        Told, once, when nothing can be kept.
    """

    name: str
    say: Said
    broken: bool = False

    @property
    def folder(self) -> Path:
        """The folder of the blocks."""
        return base() / f"runs-{self.name}"

    def _path(self, task: Task) -> Path:
        return self.folder / f"{task.first}-{task.last}.npz"

    def read(self, task: Task) -> RunBlock | None:
        """Return a block that was made before; None where it is not there or cannot be read.

        Parameters
        ----------
        task : Task
            Which.
        """
        path = self._path(task)
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
                failed = {int(run): str(why) for run, why in zip(held["failed"], held["why"], strict=True)}
                block = RunBlock(
                    held["runs"],
                    held["outcomes"],
                    held["touched"],
                    failed,
                    held["kept"],
                    held["states"],
                    held["pairs"].astype(np.int64),
                    held["paths"],
                )
        except (OSError, ValueError, KeyError, BadZipFile, EOFError):
            return None
        return block if block.runs.tolist() == list(range(task.first, task.last + 1)) else None

    def write(self, task: Task, block: RunBlock) -> None:
        """Keep a block, whole or not at all.

        Parameters
        ----------
        task : Task
            Which.
        block : RunBlock
            What it gave.
        """
        if self.broken:
            return
        try:
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, exist_ok=True)
                prune(base(), KEPT, self.folder)
            with whole(self._path(task)) as temporary, temporary.open("wb") as file:
                np.savez_compressed(
                    file,
                    runs=block.runs,
                    outcomes=block.outcomes,
                    touched=block.touched,
                    kept=block.kept,
                    states=block.states,
                    pairs=block.pairs.astype(np.int32),
                    paths=block.paths,
                    failed=np.array(list(block.failed), dtype=np.int64),
                    why=np.array(list(block.failed.values()), dtype=str),
                )
        except OSError as error:
            self.broken = True
            self.say(
                f"Finished runs cannot be kept in {self.folder} ({error.strerror or error}); the run goes on, and cannot be resumed."
            )


def base() -> Path:
    """Return the folder of the user in which finished runs are kept."""
    named = os.environ.get("WESTPHALIA_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(named) / "westphalia"


def prune(folder: Path, most: int, spare: Path) -> None:
    """Remove the oldest folders of runs until what is left is within a size.

    Parameters
    ----------
    folder : Path
        Where they are.
    most : int
        Bytes.
    spare : Path
        A folder that stays.
    """
    sizes = {
        each: sum(file.stat().st_size for file in each.glob("*.npz"))
        for each in folder.glob("runs-*")
        if each.is_dir() and each != spare
    }
    for each in sorted(sizes, key=lambda one: one.stat().st_mtime):
        if sum(sizes.values()) <= most:
            return
        shutil.rmtree(each, ignore_errors=True)
        del sizes[each]
