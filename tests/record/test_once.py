"""What was computed for a world is kept on it: once, for everyone who asks, and no longer than the world."""

from __future__ import annotations

import ast
import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event, Lock, Thread

import pytest

from westphalia.record.once import kept, once

SRC = Path(__file__).parents[2] / "src"
LONG = 20.0
"""Seconds after which threads that should have ended are taken to wait for each other."""


class Holder:
    """Stands for a world."""


@pytest.fixture
def counted():
    """Return the arguments with which a kept function was called, and the function."""
    calls: list[tuple] = []

    @once
    def found(holder, year, name="x"):
        calls.append((year, name))
        return object()

    return calls, found


def test_asked_twice_costs_once(counted):
    calls, found = counted
    here = Holder()
    assert found(here, 1990) is found(here, 1990)
    assert calls == [(1990, "x")]


def test_by_position_by_name_and_by_default_is_the_same_question(counted):
    calls, found = counted
    here = Holder()
    answers = {id(found(here, 1990)), id(found(here, year=1990)), id(found(here, name="x", year=1990))}
    assert len(answers) == 1
    assert found(here, 1990, "y") is not found(here, 1990)
    assert calls == [(1990, "x"), (1990, "y")]


def test_worlds_and_functions_do_not_share(counted):
    _, found = counted

    @once
    def other(holder, year, name="x"):
        return object()

    one, two = Holder(), Holder()
    assert found(one, 1990) is not found(two, 1990)
    assert found(one, 1990) is not other(one, 1990)


def test_nothing_is_an_answer_too():
    calls = []

    @once
    def nothing(holder):
        calls.append(1)

    here = Holder()
    assert nothing(here) is None
    assert nothing(here) is None
    assert len(calls) == 1


def test_an_error_is_not_kept():
    calls = []

    @once
    def fails_first(holder):
        calls.append(1)
        if len(calls) == 1:
            raise ValueError("the file is being written")
        return len(calls)

    here = Holder()
    with pytest.raises(ValueError, match="being written"):
        fails_first(here)
    assert not kept(fails_first, here)
    assert [fails_first(here), fails_first(here)] == [2, 2]


def test_arguments_that_are_wrong_are_told(counted):
    calls, found = counted
    with pytest.raises(TypeError, match="year"):
        found(Holder())
    with pytest.raises(TypeError, match="unexpected"):
        found(Holder(), 1990, nmae="x")
    with pytest.raises(TypeError, match="unhashable"):
        found(Holder(), [1990])
    assert calls == []


def test_only_the_latest_are_kept():
    calls = []

    @once(latest=2)
    def found(holder, year):
        calls.append(year)
        return year

    here = Holder()
    for year in (1990, 1991, 1990, 1992, 1990, 1991):
        assert found(here, year) == year
    assert calls == [1990, 1991, 1992, 1991]  # 1990 was asked for again and stayed, 1991 had to go
    assert [kept(found, here, year) for year in (1990, 1991, 1992)] == [True, True, False]


def test_methods_and_properties():
    class World:
        calls = 0

        @property
        @once
        def states(self):
            World.calls += 1
            return object()

    one, two = World(), World()
    assert one.states is one.states
    assert one.states is not two.states
    assert World.calls == 2


def test_what_was_found_dies_with_the_world():
    class Big:
        def __init__(self, world):
            self.world = world

    @once
    def big(holder):
        return Big(holder)

    here = Holder()
    world, value = weakref.ref(here), weakref.ref(big(here))
    del here
    gc.collect()
    assert (world(), value()) == (None, None)


def test_six_threads_compute_one_value():
    calls, lock, together = [], Lock(), Barrier(6)

    @once
    def slow(holder, year):
        with lock:
            calls.append(year)
        Event().wait(0.05)
        return object()

    here = Holder()

    def ask(_):
        together.wait()
        return slow(here, 1990)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, range(6)))
    assert len({id(each) for each in answers}) == 1
    assert calls == [1990]


def test_those_who_wait_try_themselves_after_an_error():
    calls, lock = [], Lock()

    @once
    def fails_first(holder):
        with lock:
            calls.append(1)
            first = len(calls) == 1
        Event().wait(0.05)
        if first:
            raise ValueError("not yet")
        return "fine"

    here = Holder()

    def ask(_):
        try:
            return fails_first(here)
        except ValueError:
            return "error"

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(ask, range(6)))
    assert answers == ["error", *["fine"] * 5]
    assert len(calls) == 2


def test_functions_of_two_worlds_that_ask_each_other_do_not_wait_for_ever():
    """One thread works on the past and needs the whole, another on the whole and needs the past."""
    past, whole = Holder(), Holder()
    inside = Barrier(2)

    @once
    def first(holder):
        inside.wait(LONG)
        return second(whole if holder is past else past)

    @once
    def second(holder):
        return "past" if holder is past else "whole"

    answers = {}
    threads = [
        Thread(target=lambda at=at: answers.setdefault(at, first(at)), daemon=True) for at in (past, whole)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG)
    assert not any(thread.is_alive() for thread in threads)
    assert answers == {past: "whole", whole: "past"}


def test_a_function_may_ask_itself_of_another_year():
    @once
    def sum_since(holder, year):
        return year + (sum_since(holder, year - 1) if year > 1990 else 0)

    here = Holder()
    assert sum_since(here, 1993) == 1990 + 1991 + 1992 + 1993
    assert all(kept(sum_since, here, year) for year in range(1990, 1994))


def _caches(tree: ast.AST) -> set[str]:
    """Return functions under a cache of :mod:`functools` whose first argument is annotated as a world."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.args.args:
            first = node.args.args[0].annotation
            of_world = isinstance(first, ast.Name) and first.id == "World"
            if of_world and any("cache" in ast.unparse(each) for each in node.decorator_list):
                found.add(node.name)
    return found


def test_nothing_else_keeps_what_was_computed_for_a_world():
    held = {}
    for path in sorted(SRC.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found = _caches(ast.parse(text)) | ({"WeakKeyDictionary"} if "WeakKeyDictionary" in text else set())
        if found:
            held[path.name] = found
    assert held == {}
    made = _caches(ast.parse("@lru_cache(maxsize=4)\ndef f(world: World, year: int): ..."))
    assert made == {"f"}
