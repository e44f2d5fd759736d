"""Changes that processes note while they look at the year before, to be made when all have looked."""

from __future__ import annotations

from typing import Any

from westphalia.system.kernel.arithmetic import keyed, unit
from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.luck import FINE

TREATY, TREATY_END, TIE, UNTIE, MEMORY, SANCTION, LIFT, SET, ADD, UNPACT, FORBID, MEMBER, FORCE = range(13)
"""What is done to the state; a row of changes is (what, which, i, j, k, l)."""
OLDEST = 60
"""Years from which a tie grows no older."""


@leaf
def note(changes: Any, used: Any, what: Any, which: Any, i: Any, j: Any, k: Any, m: Any) -> None:
    """Note a change to be made when all processes have looked at the year before."""
    at = used[0]
    if at < changes.shape[0]:
        changes[at, 0], changes[at, 1], changes[at, 2] = what, which, i
        changes[at, 3], changes[at, 4], changes[at, 5] = j, k, m
    used[0] = at + 1


@leaf
def aged(years: Any, logs: Any) -> Any:
    """Return the log of how many years a tie has lasted."""
    return logs[(min(max(years, 1), OLDEST) - 1) * FINE]


@inner
def due(c: Any, a: Any, year: Any, run: Any, asked: Any) -> Any:
    """Return whether a command is carried out in an arm and a year."""
    if asked.year[c] != year or asked.arm[c] != a:
        return False
    sure = asked.probability[c] >= 1.0
    return sure or unit(keyed(keyed(asked.luck[c], year), run)) < asked.probability[c]
