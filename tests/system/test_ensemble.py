"""Blocks of runs: the same whoever makes them, kept whole or not at all, made again where a worker died."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool

import numpy as np
import pytest

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.system import ensemble, simulate
from westphalia.system.engine import RunBlock
from westphalia.system.ensemble import Store, Task, cluster, made, prune, ranges
from westphalia.system.scenario import scenario


class Fake:
    """In place of an engine: numbers that hang on the run alone."""

    def block(self, runs):
        out = np.repeat(runs, 2 * 3 * 4).reshape(len(runs), 2, 3, 4).astype(float)
        return RunBlock(
            runs,
            out,
            np.array([len(runs)]),
            {7: "why"} if 7 in runs else {},
            out[..., :1],
            np.ones((4, 1, 2)),
            np.ones((4, 1, 2, 2), dtype=np.int64),
            out[:, 0, 0],
        )


class Dying(Executor):
    """An executor whose workers die once, or always, over the first task."""

    def __init__(self, times: int) -> None:
        self.times = times

    def submit(self, function, task):  # type: ignore[override]
        found: Future = Future()
        if task.first == 1 and self.times:
            self.times -= 1
            found.set_exception(BrokenProcessPool("killed"))
        else:
            found.set_result(Fake().block(np.arange(task.first, task.last + 1)))
        return found


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WESTPHALIA_CACHE", str(tmp_path))
    return tmp_path / "westphalia"


@pytest.fixture
def tasks():
    return [Task(scenario("baseline"), 1, first, last, "abc") for first, last in ranges(350)]


def run(tasks, engine=Fake, **more):
    said, steps = [], []
    more = {"workers": 1, "executor": None, "work": simulate.work, **more}
    found = made(tasks, engine, say=said.append, step=lambda *each: steps.append(each), **more)
    found.blocks.sort(key=lambda block: int(block.runs[0]))
    return found, said, steps


def same(one, two):
    return all(
        (np.array_equal(a.outcomes, b.outcomes) and np.array_equal(a.runs, b.runs) and a.failed == b.failed)
        for a, b in zip(one.blocks, two.blocks, strict=True)
    )


@pytest.mark.parametrize("workers", [2, 4])
def test_the_same_with_any_number_of_workers(tasks, workers, folder):
    one, _, steps = run(tasks)
    assert [step[:2] for step in steps] == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    ensemble.shutil.rmtree(folder)
    two, _, _ = run(tasks, workers=workers)
    assert same(one, two)
    assert sum(len(block.runs) for block in two.blocks) == 350


def test_what_was_made_is_not_made_again(tasks, folder):
    one, _, _ = run(tasks[:2])

    class Never:
        def block(self, runs):
            assert runs[0] > 200, "made again"
            return Fake().block(runs)

    two, _, _ = run(tasks, Never)
    assert len(two.blocks) == 4
    assert np.array_equal(two.blocks[0].outcomes, one.blocks[0].outcomes)
    assert two.blocks[0].failed == {7: "why"}
    assert sorted(each.name for each in (folder / "runs-abc").iterdir()) == [
        "1-100.npz",
        "101-200.npz",
        "201-300.npz",
        "301-350.npz",
    ]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04rubbish", b"\x93NUMPY"])
def test_a_broken_block_is_made_again(tasks, folder, damage):
    one, _, _ = run(tasks)
    (folder / "runs-abc" / "101-200.npz").write_bytes(damage)
    two, _, _ = run(tasks)
    assert same(one, two)


def test_a_folder_that_cannot_be_written_costs_going_on_alone(tasks, monkeypatch, tmp_path):
    (tmp_path / "westphalia").write_text("in the way")
    found, said, _ = run(tasks)
    assert len(found.blocks) == 4
    assert len(said) == 1
    assert "the run goes on, and cannot be resumed" in said[0]


def test_interrupted_it_keeps_what_is_finished(tasks):
    class Stopped:
        def block(self, runs):
            if runs[0] > 200:
                raise KeyboardInterrupt
            return Fake().block(runs)

    found, _, _ = run(tasks, Stopped)
    assert found.interrupted
    assert len(found.blocks) == 2
    again, _, _ = run(tasks)
    assert not again.interrupted
    assert len(again.blocks) == 4


def test_interrupted_before_anything_it_is_interrupted(tasks):
    class Stopped:
        def block(self, runs):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tasks, Stopped)


def test_a_dead_worker_is_replaced(tasks):
    one, said, _ = run(tasks, executor=Dying(1))
    assert len(one.blocks) == 4
    assert said == ["A worker died; 1 blocks are made again."]


def test_workers_that_always_die_are_an_error(tasks):
    with pytest.raises(NoAnswer, match="1 blocks of runs could not be made"):
        run(tasks, executor=Dying(99))


def test_old_runs_are_removed(tmp_path):
    for number, name in enumerate(("runs-a", "runs-b", "runs-c")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1-100.npz").write_bytes(b"x" * 100)
        ensemble.os.utime(tmp_path / name, (number, number))
    prune(tmp_path, 150, tmp_path / "runs-a")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["runs-a", "runs-c"]


def test_a_block_of_other_runs_is_not_read(tasks, folder):
    store = Store("abc", print)
    store.write(tasks[0], Fake().block(np.arange(1, 51)))
    assert store.read(tasks[0]) is None


def test_a_scheduler_that_is_not_there_is_named():
    with pytest.raises(Exception, match=r"tcp://127.0.0.1:1|distributed, which is not installed"):
        cluster("tcp://127.0.0.1:1")


def test_another_version_is_refused(monkeypatch, tasks):
    monkeypatch.setattr(simulate, "_engine_of", lambda *_: (Fake(), "xyz"))
    with pytest.raises(NotUnderstood, match="This worker would give other numbers"):
        simulate.work(tasks[0])
    monkeypatch.setattr(simulate, "_engine_of", lambda *_: (Fake(), "abc"))
    assert len(simulate.work(tasks[0]).runs) == 100
