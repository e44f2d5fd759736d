"""Who leads, and who is of the European Union, in an arm: members that a scenario admits and expels."""

from __future__ import annotations

from typing import Any

from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.kernel.sanctions import shown

CORE, UNION = range(2)
"""The bodies, as a command numbers them."""


@leaf
def led(begins: Any, i: Any, weight: Any, lead: Any) -> Any:
    """Let a state lead with a weight, that of the others falling in proportion, or lead no more; return whether anything changed."""
    was, now = lead[i], max(weight, lead[i]) if begins else 0.0
    if was == now or (not begins and was >= 1.0):
        return 0
    for k in range(lead.shape[0]):
        lead[k] *= (1.0 - now) / (1.0 - was)
    lead[i] = now
    return 1


@inner
def united(a: Any, begins: Any, i: Any, now: Any) -> Any:
    """Let a state into the European Union, whose sanctions are its own from then on, or out of it; return whether anything changed."""
    union, own, held, pairs, busy = now.union[a], now.own[a], now.kinds[a], now.pairs[a], now.busy[a]
    n = union.shape[0]
    if union[i] == begins:
        return 0
    if begins and own[n, i] > 0:
        own[n, i], held[n, i] = 0, 0
        now.targets[a, n] -= 1
        now.senders[a, i] -= 1
        now.stale[a, 2] = 1
        shown(n, i, union, own, held, pairs, busy)
    union[i] = begins
    for j in range(n):
        if own[n, j] > 0 and j != i:
            shown(i, j, union, own, held, pairs, busy)
    return 1


@inner
def member(a: Any, row: Any, weight: Any, now: Any) -> Any:
    """Admit a state to a body, or expel it, and return whether anything changed."""
    if row[1] == CORE:
        return led(row[3] > 0, row[2], weight, now.order[a, 0])
    return united(a, row[3] > 0, row[2], now)
