"""Rows on which the simulator's processes are fitted: who was at risk in a year, the state of the year before, and whether it happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sources.system_sanctions import imposed, of_kind
from westphalia.record.draws import stream, uniform
from westphalia.record.rows import located
from westphalia.record.world import World
from westphalia.system.covariates import square, with_union
from westphalia.system.process import Happened, SystemProcess
from westphalia.system.state import SystemState, start

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Part = tuple[Floats, Floats, Ints, Floats, Ints]
SAMPLE = 0.1
"""Share of the pairs without an event that are kept, by a hash of pair and year; each counts ten times."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one process.

    Parameters
    ----------
    x : ndarray (rows, k)
        Covariates.
    y : ndarray (rows,)
        Whether it happened, or the share of it.
    year : ndarray (rows,)
        Year of the risk.
    weight : ndarray (rows,)
        How many rows each stands for.
    group : ndarray (rows,)
        Rows of one choice among many have the same number.
    """

    x: Floats
    y: Floats
    year: Ints
    weight: Floats
    group: Ints


class History:
    """States of the system by year, read once.

    Parameters
    ----------
    world : World
        The record.
    """

    def __init__(self, world: World) -> None:
        self.world, self._kept = world, dict[int, SystemState]()

    def at(self, year: int) -> SystemState:
        """Return the state at the end of a year."""
        if year not in self._kept:
            self._kept[year] = start(self.world, year)
        return self._kept[year]


def rows(history: History, process: SystemProcess, last: int) -> Rows:
    """Return the rows of a hazard, to a last year.

    Parameters
    ----------
    history : History
        States by year.
    process : SystemProcess
        The process.
    last : int
        Last year of which events are known.
    """
    assert process.happened is not None
    make = {"pair": _pairs, "directed": _pairs, "state": _states, "tie": _ties, "treaty": _ties, "sender": _senders, "joiner": _joiners, "event": _events, "imposed": imposed}  # fmt: skip
    happened = process.happened(history.world)
    parts = list(make[process.on](history, process, happened, min(last, process.last(history.world))))
    whole = [np.concatenate([part[at] for part in parts]) for at in range(5)]
    return Rows(*whole)


def _years(process: SystemProcess, last: int) -> range:
    return range(process.since, last + 1)


def _placed(codes: Ints, one: Ints, two: Ints) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    (a, known), (b, there) = located(codes, one), located(codes, two)
    return a, b, known & there


def _part(x: Floats, y: Floats, year: int, weight: Floats, group: int = 0) -> Part:
    return x, y, np.full(len(y), year), weight, np.full(len(y), year * 1000 + group)


def _pairs(history: History, process: SystemProcess, happened: Happened, last: int) -> Iterator[Part]:  # fmt: skip
    key = stream("rows", process.name)
    for year in _years(process, last):
        before = history.at(year - 1)
        n = before.n
        risk = ~np.eye(n, dtype=bool) if process.on == "directed" else np.triu(np.ones((n, n), dtype=bool), 1)
        if process.risk:
            risk &= before.pairs[process.risk] == 0
        mine = happened.year == year
        one, two, there = _placed(before.codes, happened.one[mine], happened.two[mine])
        count = np.zeros((n, n))
        weight = np.ones(int(mine.sum())) if happened.weight is None else happened.weight[mine]
        np.maximum.at(count, (one[there], two[there]), weight[there])
        if process.on == "pair":
            count = np.maximum(count, count.T)
        drawn = uniform(key, np.full(n * n, year), np.repeat(before.codes, n), np.tile(before.codes, n)).reshape(n, n)  # fmt: skip
        kept = risk & ((count > 0) | (drawn < SAMPLE))
        at = np.nonzero(kept)
        x = np.column_stack([square(before, term)[at] for term in process.terms])
        yield _part(x, count[at], year, np.where(count[at] > 0, 1.0, 1.0 / SAMPLE))


def _states(history: History, process: SystemProcess, happened: Happened, last: int) -> Iterator[Part]:  # fmt: skip
    for year in _years(process, last):
        before = history.at(year - 1)
        x = np.column_stack([before.states[term.of] for term in process.terms])
        y = np.isin(before.codes, happened.one[happened.year == year]).astype(np.float64)
        yield _part(x, y, year, np.ones(before.n))


def _ties(history: History, process: SystemProcess, happened: Happened, last: int) -> Iterator[Part]:  # fmt: skip
    assert happened.last is not None
    union = process.name.startswith("sanction")
    for year in _years(process, last):
        before = with_union(history.at(year - 1)) if union else history.at(year - 1)
        codes = before.codes[:-1] if union else before.codes
        mine = (happened.year < year) & (happened.last >= year - 1)
        one, two = happened.one[mine], happened.two[mine]
        a, b, there = _placed(codes, one, two)
        if union:
            a, there = np.where(one == 0, before.n - 1, a), (there | (one == 0)) & np.isin(two, codes)
        a, b, begun, until = a[there], b[there], happened.year[mine][there], happened.last[mine][there]
        columns = [np.log(year - begun) if term.how == "age" else of_kind(term, history.at(year - 1).kinds[a, b]) if term.how == "kind" else square(before, term)[a, b] for term in process.terms]  # fmt: skip
        x = np.column_stack(columns)
        yield _part(x, (until == year - 1).astype(np.float64), year, np.ones(len(a)))


def _senders(history: History, process: SystemProcess, happened: Happened, last: int) -> Iterator[Part]:  # fmt: skip
    """Yield, for each state upon which sanctions were imposed in a year, all that might have sent them."""
    assert happened.last is not None
    for year in _years(process, last):
        before = with_union(history.at(year - 1))
        n = before.n - 1
        already = np.zeros((n + 1, n), dtype=bool)
        already[:, :] = history.at(year - 1).imposed > 0
        mine = happened.year == year
        pairs = set(zip(happened.one[mine].tolist(), happened.two[mine].tolist(), strict=True))
        for target in sorted({two for _, two in pairs}):
            if target not in before.codes[:-1]:
                continue
            j = int(np.searchsorted(before.codes[:-1], target))
            risk = ~already[:, j]
            risk[j] = False
            if history.at(year - 1).union[j] or not history.at(year - 1).union.any():
                risk[n] = False
            x = np.column_stack([square(before, term)[:, j] for term in process.terms])
            y = np.array([float((int(code), target) in pairs) for code in before.codes])
            yield _part(x[risk], y[risk], year, np.ones(int(risk.sum())), target)


def _joiners(history: History, process: SystemProcess, happened: Happened, last: int) -> Iterator[Part]:  # fmt: skip
    """Yield, for each dispute that a pair began, the allies of either against the other; or those besides who may join."""
    from westphalia.system.processes.disputes import begun

    own = begun(history.world)
    for year in _years(process, last):
        before = history.at(year - 1)
        mine, late = own.year == year, happened.year == year
        one, two, there = _placed(before.codes, own.one[mine], own.two[mine])
        a, b, known = _placed(before.codes, happened.one[late], happened.two[late])
        against = set(zip(a[known].tolist(), b[known].tolist(), strict=True))
        against |= {(y, x) for x, y in against}
        seen: dict[tuple[int, int], bool] = {}
        for x, y in zip(one[there].tolist(), two[there].tolist(), strict=True):
            for friend, foe in ((x, y), (y, x)):
                for k in allies(before, friend) if process.name == "dispute_join" else others(before, friend, foe):  # fmt: skip
                    if k not in (foe, friend):
                        seen[k, foe] = (k, foe) in against
        if seen:
            k, foe = np.array(list(seen)).T
            found = np.column_stack([square(before, term)[k, foe] for term in process.terms])
            yield _part(found, np.array(list(seen.values()), dtype=np.float64), year, np.ones(len(seen)))


def allies(state: SystemState, place: int) -> list[int]:
    """Return who has a pact of few or a defence pact of many with a state."""
    return [
        int(at)
        for at in np.flatnonzero((state.pairs["pact"][place] > 0) | (state.pairs["alliance"][place] > 0))
    ]


def others(state: SystemState, place: int, foe: int) -> list[int]:
    """Return who is a neighbour or a rival of a state's foe, or a major power, and no ally of the state."""
    near = (
        (state.pairs["contiguity"][foe] > 0) | (state.pairs["rivalry"][foe] > 0) | (state.states["major"] > 0)
    )
    return sorted({int(at) for at in np.flatnonzero(near)} - {*allies(state, place)})


def _events(history: History, process: SystemProcess, happened: Happened, last: int) -> Iterator[Part]:  # fmt: skip
    assert happened.weight is not None
    for year in _years(process, last):
        before = history.at(year - 1)
        mine = happened.year == year
        one, two, there = _placed(before.codes, happened.one[mine], happened.two[mine])
        x = np.column_stack([square(before, term)[one[there], two[there]] for term in process.terms])
        yield _part(x, happened.weight[mine][there], year, np.ones(int(there.sum())))
