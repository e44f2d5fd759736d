"""What ends: ties and pacts of few. What hangs on one state ends together in part: the senders of sanctions on a target, the pairs of a war, the pacts of a bloc."""

from __future__ import annotations

from typing import Any

import numpy as np

from westphalia.system.kernel import places
from westphalia.system.kernel.arithmetic import keyed, place, unit
from westphalia.system.kernel.changes import TREATY_END, UNTIE, aged, note
from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.kernel.scan import predictor
from westphalia.system.kernel.war import broken

WITH = 1
"""Keys whether what may end goes with the rest, and the luck of the rest; no state has this number."""


@leaf
def holds(row: Any) -> Any:
    """Return whether a row of ties holds any; without a way out in the middle, so that it is computed many at a time."""
    some = np.uint8(0)
    for j in range(row.shape[0]):
        some |= np.uint8(row[j] > 0)
    return some


@leaf
def degrees(both: Any, layer: Any, busy: Any, degree: Any) -> None:
    """Count the ties of each state, either way (n,)."""
    n = busy.shape[0]
    for i in range(n):
        degree[i] = 0
    for i in range(n):
        if busy[i] and holds(layer[i]):
            for j in range(i + 1 if both else 0, n):
                if layer[i, j] > 0:
                    degree[i] += 1
                    degree[j] += 1


@leaf
def fated(word: Any, own: Any, hub: Any, share: Any) -> Any:
    """Return the luck of what may end: its own, or in some cases that of all that hang on the same state, so that they end together."""
    if unit(keyed(own, WITH)) < share:
        return unit(keyed(keyed(word, hub), WITH))
    return unit(own)


@inner
def ended(a: Any, t: Any, year: Any, run: Any, rules: Any, par: Any, now: Any, room: Any, changes: Any, used: Any) -> None:  # fmt: skip
    """Note which ties of a kind end; those of the state that has most of them end together in part."""
    q, f, both, n = rules.tie_end[t], rules.tie_layer[t], rules.tie_both[t], rules.codes.shape[0]
    coef, how, of, chance, logs, codes = par.coef[q], par.how[q], par.of[q], par.chance, rules.logs, rules.codes  # fmt: skip
    b, level, share, word = room.sees[a, q], room.level[a, q], par.together[q], keyed(keyed(rules.luck[q], year), run)  # fmt: skip
    values, pairs, fixed, degree = now.values[b], now.pairs[b], rules.fixed, room.near
    layer, war, busy, since = now.pairs[a, f], now.pairs[a, places.L_WAR], now.busy[a, f], now.since[a, t]
    degrees(both, layer, busy, degree)
    for i in range(n):
        if degree[i] == 0:
            continue
        begun = keyed(word, codes[i])
        for j in range(i + 1 if both else 0, n):
            if layer[i, j] > 0 and not (t == places.T_DISPUTE and war[i, j] > 0):
                eta = predictor(coef, how, of, level, values, pairs, fixed, i, j, aged(year - since[i, j], logs))  # fmt: skip
                hub = codes[j] if degree[j] > degree[i] or (degree[j] == degree[i] and j < i) else codes[i]
                if fated(word, keyed(begun, codes[j]), hub, share) < chance[place(eta)]:
                    note(changes, used, UNTIE, t, i, j, 0, 0)
                    if t == places.T_WAR:
                        note(changes, used, UNTIE, places.T_DISPUTE, i, j, 0, 0)


@inner
def treaties_end(a: Any, year: Any, run: Any, rules: Any, par: Any, now: Any, room: Any, changes: Any, used: Any) -> None:  # fmt: skip
    """Note which pacts of few end; those first whose members went to war with each other in the year before."""
    q = rules.q[places.TREATY_END]
    coef, how, of, chance, logs, codes = par.coef[q], par.how[q], par.of[q], par.chance, rules.logs, rules.codes  # fmt: skip
    b, level, share, word = room.sees[a, q], room.level[a, q], par.together[q], keyed(keyed(rules.luck[q], year), run)  # fmt: skip
    fixed, values, pairs, who, signed = rules.fixed, now.values[b], now.pairs[b], now.treaties[a], now.signed[a]  # fmt: skip
    war, since, over = pairs[places.L_WAR], now.since[b, places.T_WAR], par.coef[rules.q[places.BROKEN], 0]
    partners = now.partners[a]
    for m in range(now.size[a, 0]):
        if signed[m] > 0:
            i, j = who[m, 0], who[m, 1]
            eta = predictor(coef, how, of, level, values, pairs, fixed, i, j, aged(year - signed[m], logs))
            p = max(chance[place(eta)], over if broken(who[m], year - 1, war, since) else 0.0)
            hub = codes[j] if partners[j] > partners[i] else codes[i]
            own = keyed(keyed(keyed(word, codes[i]), codes[j]), signed[m])
            if fated(word, own, hub, share) < p:
                note(changes, used, TREATY_END, m, i, j, 0, 0)


@inner
def finish(a: Any, year: Any, run: Any, rules: Any, par: Any, now: Any, room: Any, changes: Any, used: Any) -> None:  # fmt: skip
    """Note which ties and treaties end."""
    for t in range(rules.tie_layer.shape[0]):
        ended(a, t, year, run, rules, par, now, room, changes, used)
    treaties_end(a, year, run, rules, par, now, room, changes, used)
