"""What moves in states, and what follows from the rest at the end of a year."""

from __future__ import annotations

from typing import Any

import numpy as np

from westphalia.system.kernel import places
from westphalia.system.kernel.arithmetic import drawn, exponential, keyed, log1, logarithm, place, unit
from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.kernel.nuclear import follow
from westphalia.system.kernel.places import (
    V_CAPABILITY,
    V_DEMOCRACY,
    V_JOLT,
    V_OUTPUT,
    V_POPULATION,
    V_WEALTH,
)
from westphalia.system.kernel.sanctions import FINANCIAL, TRADE, excluded, pressed
from westphalia.system.kernel.scan import predictor
from westphalia.system.kernel.war import fighting
from westphalia.system.luck import FINE

MOST = 4
LOW_THIRD, HIGH_THIRD = 1 / 3, 2 / 3


@leaf
def written(into: Any, given: Any) -> None:
    """Write numbers over others; an assignment of arrays would have numba compile what it says when shapes differ."""
    for v in range(into.shape[0]):
        for i in range(into.shape[1]):
            into[v, i] = given[v, i]


@inner
def walk(
    w: Any, q: Any, v: Any, word: Any, shock: Any, rules: Any, par: Any, seen: Any, pairs: Any, values: Any, fresh: Any
) -> None:  # fmt: skip
    """Write a variable of states of the year: drift by covariates as they are seen, what all share, and an error drawn from what the record missed by."""
    coef, how, of, codes, left = par.coef[q], par.how[q], par.of[q], rules.codes, rules.left[w]
    for i in range(codes.shape[0]):
        change = predictor(coef, how, of, shock, seen, pairs, rules.fixed, i, i, 0.0)
        size = exponential(rules.scale[w, 0] + rules.scale[w, 1] * seen[V_WEALTH, i])
        change += size * drawn(left, unit(keyed(word, codes[i])))
        change = min(max(change, rules.walk_low[w]), rules.walk_high[w])
        fresh[v, i] = min(max(values[v, i] + change, rules.v_low[v]), rules.v_high[v])
        if rules.walk_g[w] >= 0:
            fresh[rules.walk_g[w], i] = change


@inner
def regimes(
    q: Any,
    word: Any,
    level: Any,
    shared: Any,
    rules: Any,
    par: Any,
    seen: Any,
    pairs: Any,
    values: Any,
    fresh: Any,
    told: Any,
) -> Any:
    """Write the index of democracy of the year: an abrupt change by its hazard as states are seen, else a small one; with what all states share in the year. Return the mean hazard."""
    coef, how, of, codes, chance = par.coef[q], par.how[q], par.of[q], rules.codes, par.chance
    total = 0.0
    for i in range(codes.shape[0]):
        d, told_as = values[V_DEMOCRACY, i], seen[V_DEMOCRACY, i]
        group = 0 if told_as < LOW_THIRD else (1 if told_as < HIGH_THIRD else 2)
        eta = predictor(coef, how, of, level, seen, pairs, rules.fixed, i, i, 0.0)
        total += chance[place(eta)]
        mine = keyed(word, codes[i])
        jumps = unit(mine) < chance[place(eta)]
        u = unit(keyed(mine, 1))
        moved = drawn(rules.jumps[group], u) if jumps else drawn(rules.steps[group], u)
        fresh[V_DEMOCRACY, i] = min(
            max(d + moved + shared, rules.v_low[V_DEMOCRACY]), rules.v_high[V_DEMOCRACY]
        )
        fresh[V_JOLT, i] = values[V_JOLT, i] * rules.jolt_fade + (1.0 if jumps else 0.0)
        told[places.TOLD_REGIMES] += 1 if jumps else 0
    return total / codes.shape[0]


@inner
def move(a: Any, year: Any, run: Any, rules: Any, par: Any, now: Any, room: Any, shock: Any) -> None:
    """Write the variables of states of the year into ``now.fresh``: walks, jumps of the regime, and capability."""
    values, fresh = now.values[a], now.fresh[a]
    written(fresh, values)
    for w in range(rules.walk_q.shape[0]):
        q = rules.walk_q[w]
        b, word = room.sees[a, q], keyed(keyed(rules.luck[q], year), run)
        walk(w, q, rules.walk_v[w], word, shock[w], rules, par, now.values[b], now.pairs[b], values, fresh)
    q, at, shared = rules.q[places.REGIME], rules.does.shape[0] + 1, shock[rules.walk_q.shape[0]]
    b, word, level = room.sees[a, q], keyed(keyed(rules.luck[q], year), run), room.level[a, q] - room.usual[at]  # fmt: skip
    mean = regimes(q, word, level, shared, rules, par, now.values[b], now.pairs[b], values, fresh, now.told[a])  # fmt: skip
    if a == 0:
        room.grown[at] = mean
    coef = par.coef[rules.q[places.CAPABILITY]]
    for i in range(rules.codes.shape[0]):
        grew = coef[0] * (fresh[V_OUTPUT, i] - values[V_OUTPUT, i])
        fresh[V_CAPABILITY, i] += grew + coef[1] * (fresh[V_POPULATION, i] - values[V_POPULATION, i])


@leaf
def centred(values: Any, v: Any, n: Any) -> Any:
    """Take the mean of all states from a variable, and return it."""
    total = 0.0
    for i in range(n):
        total += values[v, i]
    total /= n
    for i in range(n):
        values[v, i] -= total
    return total


@inner
def derive(a: Any, year: Any, rules: Any, now: Any, room: Any) -> None:
    """Compute what follows from the rest at the end of a year: capability, wealth, ages, counts of ties, third parties in common."""
    values, pairs, busy, logs = now.values[a], now.pairs[a], now.busy[a], rules.logs
    n, born, partners, supplied = rules.codes.shape[0], rules.born, now.partners[a], now.supplied[a]
    senders, targets, quarrels = now.senders[a], now.targets[a], now.quarrels[a]
    total = 0.0
    for i in range(n):
        total += exponential(values[V_CAPABILITY, i])
    total = logarithm(total) - now.shares[0]
    for i in range(n):
        values[V_CAPABILITY, i] -= total
        values[V_WEALTH, i] = values[V_OUTPUT, i] - values[V_POPULATION, i]
        values[places.V_AGE, i] = logs[min(max(year - born[i], 0), 4000) * FINE]
        values[places.V_PACT_TIES, i] = logs[partners[i] * FINE]
        values[places.V_ARMS_TIES, i] = logs[supplied[i] * FINE]
        values[places.V_SANCTIONERS, i] = logs[senders[i] * FINE]
        values[places.V_SENDS, i] = logs[targets[i] * FINE]
        values[places.V_QUARRELS, i] = log1(quarrels[i], logs)
        values[places.V_DISPUTE_RATE, i] = log1(quarrels[i] * (1.0 - rules.quarrel_fade), logs)
    if now.stale[a, 0]:
        pacts(a, pairs, busy, logs, now, room)
        for i in range(n):
            values[places.V_PACT_TIES, i] = logs[now.partners[a, i] * FINE]
    if now.stale[a, 1]:
        third_parties(
            pairs[places.L_RIVALRY],
            busy[places.L_RIVALRY],
            n,
            pairs[places.L_COMMON_RIVALS],
            busy[places.L_COMMON_RIVALS],
            logs,
            room.shared,
            room.near,
        )
    if now.stale[a, 2]:
        third_parties(
            now.own[a],
            targets,
            n,
            pairs[places.L_COMMON_SANCTIONERS],
            busy[places.L_COMMON_SANCTIONERS],
            logs,
            room.shared,
            room.near,
        )
    now.stale[a, :] = 0
    pressure(values, pairs, busy, room.eta, n)
    shut = values[places.V_EXCLUSION]
    excluded(shut, pairs, busy[places.L_SANCTION], now.order[a], rules.grade, rules.weigh, room.eta)
    fighting(values[places.V_AT_WAR], pairs[places.L_WAR], busy[places.L_WAR], n)
    follow(a, rules, now)
    union(a, rules, now, centred(values, places.V_SENDS, n))
    for v in (places.V_PACT_TIES, places.V_ARMS_TIES, places.V_SANCTIONERS, places.V_QUARRELS):
        centred(values, v, n)
    single = now.values32[a]
    for v in range(values.shape[0]):
        for i in range(n):
            single[v, i] = np.float32(values[v, i])


@leaf
def pressure(values: Any, pairs: Any, busy: Any, share: Any, n: Any) -> None:
    """Write what part of the world's output is of states that limit trade or finance of each state."""
    for i in range(n):
        share[i] = exponential(values[V_OUTPUT, i])
    trade, financial = pairs[places.L_KIND + TRADE], pairs[places.L_KIND + FINANCIAL]
    pressed(values[places.V_PRESSURE], trade, financial, busy[places.L_SANCTION], share, n)


@leaf
def mirrored(n: Any, layer: Any, busy: Any, logs: Any, shared: Any) -> None:
    """Write counts of each pair for the pair turned round too, and their logs, in rows that may hold something."""
    for i in range(n):
        if busy[i]:
            for j in range(i + 1, n):
                if shared[i, j]:
                    shared[j, i] = shared[i, j]
                    layer[i, j] = layer[j, i] = np.float32(logs[shared[i, j] * FINE])


@leaf
def third_parties(ties: Any, some: Any, n: Any, layer: Any, busy: Any, logs: Any, shared: Any, near: Any) -> None:  # fmt: skip
    """Write the log of one and the third parties that both of a pair have ties from (n, n); ``some`` tells which rows of ties may hold something."""
    shared[:, :] = 0
    for i in range(n):
        if busy[i]:
            layer[i, :] = 0
    for k in range(ties.shape[0]):
        if not some[k]:
            continue
        degree = 0
        for i in range(n):
            if ties[k, i] > 0:
                near[degree] = i
                degree += 1
        for x in range(degree):
            i = near[x]
            if degree > 1:
                busy[i] = 1
            for y in range(x + 1, degree):
                shared[i, near[y]] += 1
    mirrored(n, layer, busy, logs, shared)


@inner
def pacts(a: Any, pairs: Any, busy: Any, logs: Any, now: Any, room: Any) -> None:
    """Make the layer of pacts from the treaties anew, with partners in common and how many pairs of partners are partners."""
    layer, who, signed, partners, closed = (
        pairs[places.L_PACT],
        now.treaties[a],
        now.signed[a],
        now.partners[a],
        now.closed[a],
    )
    n = layer.shape[0]
    layer[:, :] = 0
    now.standing[a] = 0
    for m in range(now.size[a, 0]):
        if signed[m] > 0:
            now.standing[a] += 1
            for x in range(MOST):
                for y in range(MOST):
                    i, j = who[m, x], who[m, y]
                    if x != y and i >= 0 and j >= 0:
                        layer[i, j] = 1
                        busy[places.L_PACT, i] = 1
    third_parties(
        layer,
        busy[places.L_PACT],
        n,
        pairs[places.L_COMMON_PARTNERS],
        busy[places.L_COMMON_PARTNERS],
        logs,
        room.shared,
        room.near,
    )
    closed[:] = 0
    for k in range(n):
        degree = 0
        for i in range(n):
            if layer[k, i] > 0:
                degree += 1
                if i > k:
                    closed[1] += room.shared[k, i]
        partners[k] = degree
        closed[0] += degree * (degree - 1) // 2
        closed[2] += degree


@inner
def union(a: Any, rules: Any, now: Any, mean_sends: Any) -> None:
    """Write what the European Union is as a sender: sums of output, population and capability, means of other variables."""
    if not rules.any_union:
        return
    values, n = now.values[a], rules.codes.shape[0]
    for v in range(values.shape[0]):
        total, members = 0.0, 0
        summed = v in (V_OUTPUT, V_POPULATION, V_CAPABILITY)
        for i in range(n):
            if now.union[a, i]:
                total += exponential(values[v, i]) if summed else values[v, i]
                members += 1
        values[v, n] = logarithm(total) if summed else total / members
    values[places.V_SENDS, n] = rules.logs[now.targets[a, n] * FINE] - mean_sends
