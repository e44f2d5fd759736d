"""How much of what ends hangs on one state and ends together: the senders of sanctions on a target, the pairs of a war, the pacts of a bloc."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from westphalia.system.process import Happened, SystemProcess

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PRIOR = 2.0
"""Ends that are added to those on record, as if what ends were no likelier to end together."""
BY_TARGET = ("sanction_end",)
"""Processes of which all that is on one second state hangs together; of others all of the state that has most of them."""


def together(process: SystemProcess, happened: Happened, last: int) -> float:
    """Return the share of ties that have one luck of ending with all that hang on the same state, so that as many end together as did.

    Where each of two ties has the common luck with chance s, and an end the chance p, one ends in a year in which the other does with chance s^2 (1 - p) + p.

    Parameters
    ----------
    process : SystemProcess
        One of what ends.
    happened : Happened
        Ties with their first and last years.
    last : int
        Last year of which ends are known.

    Examples
    --------
    Two sanctions on one target, both lifted in 1990, and twice ten years of one on another:

    >>> from westphalia.system.processes import processes
    >>> two = Happened(np.array([1, 2, 1]), np.array([9, 9, 8]), np.array([1980, 1980, 1980]), np.array([1989, 1989, 1999]))
    >>> round(together(processes()["sanction_end"], two, 2000), 2)
    0.71
    """
    assert happened.last is not None
    both = ends = at_risk = 0.0
    for year in range(process.since, last + 1):
        there = np.flatnonzero((happened.year < year) & (happened.last >= year - 1))
        over = happened.last[there] == year - 1
        for mine in _groups(happened.one[there], happened.two[there], process.name in BY_TARGET):
            many, ended = len(mine), float(over[mine].sum())
            at_risk += many
            if many > 1:
                both += ended * (ended - 1) / (many - 1)
                ends += ended
    rate = float(((happened.last >= process.since - 1) & (happened.last < last)).sum()) / max(at_risk, 1.0)
    beside = (both + PRIOR * rate) / (ends + PRIOR)
    return round(float(np.sqrt(max(beside - rate, 0.0) / max(1 - rate, 1e-9))), 6)


def _groups(one: Ints, two: Ints, by_target: bool) -> list[Ints]:
    """Return places of ties that hang on the same state: the second, or of the two the one that has more of them, and the lower number of two that have as many."""
    states, at = np.unique(np.concatenate([one, two]), return_inverse=True)
    degree = np.bincount(at, minlength=len(states))
    a, b = at[: len(one)], at[len(one) :]
    second = (degree[b] > degree[a]) | ((degree[b] == degree[a]) & (states[b] < states[a]))
    hub = two if by_target else np.where(second, two, one)
    order = np.argsort(hub, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(hub[order])) + 1) if len(order) else []
