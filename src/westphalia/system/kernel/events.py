"""What follows from an event, and what ends: treaties with those who join, disputes, ties. All look at the year before and note what changes."""

from __future__ import annotations

from typing import Any

import numpy as np

from westphalia.system.kernel import places
from westphalia.system.kernel.arithmetic import keyed, place, unit
from westphalia.system.kernel.changes import TIE, TREATY, TREATY_END, UNTIE, aged, note
from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.kernel.scan import predictor, row_of
from westphalia.system.kernel.war import broken, quarrel


@leaf
def joiners(i: Any, j: Any, begun: Any, codes: Any, chance: Any, one: Any, two: Any, least: Any) -> None:
    """Write the two states that are likeliest, by luck and chance, to join a new pact (2,): ``one`` and ``two`` are predictors of pacts with its first two."""
    early, late = np.inf, np.inf
    for k in range(codes.shape[0]):
        if k in (i, j):
            continue
        reach = np.sqrt(chance[place(np.float64(one[k]))] * chance[place(np.float64(two[k]))])
        at = unit(keyed(begun, codes[k])) / reach
        if at < early:
            least[1], late, least[0], early = least[0], early, k, at
        elif at < late:
            least[1], late = k, at


@inner
def treaty(
    a: Any, i: Any, j: Any, word: Any, rules: Any, par: Any, now: Any, room: Any, changes: Any, used: Any
) -> None:
    """Note a new pact of few, with those who join it at once."""
    begun = keyed(keyed(word, rules.codes[i]), rules.codes[j])
    u = unit(begun)
    third, fourth = -1, -1
    if u < par.share[0]:
        p, q = rules.dense_of[0], rules.q[places.PACT]
        pairs, values, busy = now.pairs[a], now.values32[a], now.busy[a]
        for x, row in ((i, room.row), (j, room.other)):
            row_of(
                par.coef[q],
                par.how[q],
                par.of[q],
                x,
                0,
                par.base[p],
                values,
                pairs,
                busy,
                room.sent[a, p],
                room.got[a, p],
                row,
            )
        joiners(i, j, begun, rules.codes, par.chance, room.row, room.other, room.near)
        third = room.near[0]
        fourth = room.near[1] if u < par.share[0] * par.share[1] else -1
    note(changes, used, TREATY, 0, i, j, third, fourth)


@inner
def begin(
    a: Any,
    year: Any,
    run: Any,
    rules: Any,
    par: Any,
    now: Any,
    room: Any,
    level: Any,
    changes: Any,
    used: Any,
) -> None:
    """Note what the scan found: treaties and disputes with what follows at once, other ties and memories as declared."""
    join = keyed(keyed(rules.luck[rules.q[places.SHARE]], year), run)
    for p in range(rules.does.shape[0]):
        does, which, found = rules.does[p], rules.which[p], room.found[p, a]
        for e in range(min(room.count[p, a], found.shape[0])):
            i, j = found[e, 0], found[e, 1]
            if does == TREATY:
                treaty(a, i, j, join, rules, par, now, room, changes, used)
            elif does == TIE and which == places.T_DISPUTE:
                quarrel(a, i, j, year, run, rules, par, now, level, changes, used)
            else:
                note(changes, used, does, which, i, j, 0, 0)


@leaf
def holds(row: Any) -> Any:
    """Return whether a row of ties holds any; without a way out in the middle, so that it is computed many at a time."""
    some = np.uint8(0)
    for j in range(row.shape[0]):
        some |= np.uint8(row[j] > 0)
    return some


@inner
def ended(t: Any, q: Any, both: Any, year: Any, word: Any, rules: Any, par: Any, level: Any, values: Any, pairs: Any, layer: Any, busy: Any, since: Any, changes: Any, used: Any) -> None:  # fmt: skip
    """Note which ties of a kind end."""
    coef, how, of, chance, logs, codes = (
        par.coef[q],
        par.how[q],
        par.of[q],
        par.chance,
        rules.logs,
        rules.codes,
    )
    fixed, n, war = rules.fixed, rules.codes.shape[0], pairs[places.L_WAR]
    for i in range(n):
        if not busy[i] or not holds(layer[i]):
            continue
        begun = keyed(word, codes[i])
        for j in range(i + 1 if both else 0, n):
            if layer[i, j] > 0 and not (t == places.T_DISPUTE and war[i, j] > 0):
                age = aged(year - since[i, j], logs)
                eta = predictor(coef, how, of, level, values, pairs, fixed, i, j, age)
                if unit(keyed(begun, codes[j])) < chance[place(eta)]:
                    note(changes, used, UNTIE, t, i, j, 0, 0)
                    if t == places.T_WAR:
                        note(changes, used, UNTIE, places.T_DISPUTE, i, j, 0, 0)


@inner
def treaties_end(
    a: Any, q: Any, year: Any, word: Any, rules: Any, par: Any, now: Any, level: Any, changes: Any, used: Any
) -> None:
    """Note which pacts of few end; those first whose members went to war with each other in the year before."""
    coef, how, of, chance, logs, codes = (
        par.coef[q],
        par.how[q],
        par.of[q],
        par.chance,
        rules.logs,
        rules.codes,
    )
    fixed, values, pairs, who, signed = (
        rules.fixed,
        now.values[a],
        now.pairs[a],
        now.treaties[a],
        now.signed[a],
    )
    war, since, over = pairs[places.L_WAR], now.since[a, places.T_WAR], par.coef[rules.q[places.BROKEN], 0]
    for m in range(now.size[a, 0]):
        if signed[m] > 0:
            i, j = who[m, 0], who[m, 1]
            eta = predictor(coef, how, of, level, values, pairs, fixed, i, j, aged(year - signed[m], logs))
            p = max(chance[place(eta)], over if broken(who[m], year - 1, war, since) else 0.0)
            if unit(keyed(keyed(keyed(word, codes[i]), codes[j]), signed[m])) < p:
                note(changes, used, TREATY_END, m, i, j, 0, 0)


@inner
def finish(
    a: Any, year: Any, run: Any, rules: Any, par: Any, now: Any, level: Any, changes: Any, used: Any
) -> None:
    """Note which ties and treaties end."""
    for t in range(rules.tie_layer.shape[0]):
        q, f = rules.tie_end[t], rules.tie_layer[t]
        word = keyed(keyed(rules.luck[q], year), run)
        ended(t, q, rules.tie_both[t], year, word, rules, par, level[q], now.values[a], now.pairs[a], now.pairs[a, f], now.busy[a, f], now.since[a, t], changes, used)  # fmt: skip
    q = rules.q[places.TREATY_END]
    treaties_end(a, q, year, keyed(keyed(rules.luck[q], year), run), rules, par, now, level[q], changes, used)
