"""The loop: years, arms, changes, counts."""

from __future__ import annotations

from typing import Any

import numpy as np

from westphalia.system.kernel import places
from westphalia.system.kernel.arithmetic import drawn, exponential, keyed, logarithm, unit
from westphalia.system.kernel.changes import (
    ADD,
    FORBID,
    FORCE,
    MEMBER,
    MEMORY,
    SET,
    TIE,
    TREATY,
    TREATY_END,
    UNPACT,
    UNTIE,
    due,
)
from westphalia.system.kernel.compiled import Drawn, Moving, Rules, Work, inlined, inner, jit, leaf
from westphalia.system.kernel.endings import finish
from westphalia.system.kernel.events import begin
from westphalia.system.kernel.force import begun, forced
from westphalia.system.kernel.membership import member
from westphalia.system.kernel.nuclear import climb, counted
from westphalia.system.kernel.sanctions import penalties, sanctions, told_kinds
from westphalia.system.kernel.scan import parts, scan
from westphalia.system.kernel.states import derive, move, written
from westphalia.system.luck import ABOVE

MOST = 4
NEVER = -100.0
"""The level of what is forbidden."""
ALSO = 1
"""Keys the luck of a year alone, beside that of what lasts."""


@leaf
def sign(year: Any, i: Any, j: Any, k: Any, m: Any, who: Any, signed: Any, size: Any, stale: Any) -> Any:
    """Enter a treaty; its members ascend. Return whether there was room."""
    at = size[0]
    if at >= signed.shape[0]:
        return 0
    row = who[at]
    row[0], row[1], row[2], row[3] = i, j, k, m
    for x in range(1, MOST):
        y = x
        while y > 0 and row[y] >= 0 and (row[y - 1] < 0 or row[y] < row[y - 1]):
            row[y], row[y - 1] = row[y - 1], row[y]
            y -= 1
    signed[at], size[0], stale[0] = year, at + 1, 1
    return 1


@leaf
def unsign(i: Any, j: Any, who: Any, signed: Any, size: Any, stale: Any) -> Any:
    """End all treaties that two states are in, and return how many."""
    done = 0
    for m in range(size[0]):
        held = 0
        for x in range(MOST):
            held += 1 if who[m, x] == i or who[m, x] == j else 0
        if signed[m] > 0 and held == 2:
            signed[m], stale[0], done = 0, 1, done + 1
    return done


@leaf
def tie(year: Any, begins: Any, i: Any, j: Any, both: Any, layer: Any, since: Any, busy: Any) -> Any:
    """Begin or end a tie that may end, and return whether anything changed."""
    if (layer[i, j] > 0) == begins:
        return 0
    state, when = np.float32(1.0 if begins else 0.0), year if begins else 0
    layer[i, j], since[i, j], busy[i] = state, when, 1
    if both:
        layer[j, i], since[j, i], busy[j] = state, when, 1
    return 1


@leaf
def shade(i: Any, j: Any, layer: Any, shadow: Any, busy: Any, degree: Any) -> None:
    """Write whether either of two has a tie to the other, and count with how many each has."""
    either = np.float32(1.0 if layer[i, j] > 0 or layer[j, i] > 0 else 0.0)
    if shadow[i, j] != either:
        step = 1 if either > 0 else -1
        degree[i] += step
        degree[j] += step
        shadow[i, j] = shadow[j, i] = either
        busy[i] = busy[j] = 1


@inner
def treaties(a: Any, year: Any, rows: Any, now: Any) -> None:
    """Make the changes to treaties."""
    who, signed, size, stale, told = now.treaties[a], now.signed[a], now.size[a], now.stale[a], now.told[a]
    for c in range(rows.shape[0]):
        what = rows[c, 0]
        if what == TREATY:
            made = sign(year, rows[c, 2], rows[c, 3], rows[c, 4], rows[c, 5], who, signed, size, stale)
            told[places.TOLD_TREATIES] += made
            if not made:
                now.failed[0] = 1
        elif what == TREATY_END:
            signed[rows[c, 1]], stale[0] = 0, 1
        elif what == UNPACT:
            rows[c, 1] = unsign(rows[c, 2], rows[c, 3], who, signed, size, stale)


@inner
def ties(a: Any, t: Any, year: Any, rows: Any, rules: Any, now: Any) -> Any:
    """Make the changes to the ties of a kind, and return how many cells changed."""
    f, shadow, both, done = rules.tie_layer[t], rules.tie_shadow[t], rules.tie_both[t], 0
    layer, since, busy, stale, begun = (
        now.pairs[a, f],
        now.since[a, t],
        now.busy[a, f],
        now.stale[a],
        now.begun[a],
    )
    for c in range(rows.shape[0]):
        if (rows[c, 0] == TIE or rows[c, 0] == UNTIE) and rows[c, 1] == t:
            i, j, begins = rows[c, 2], rows[c, 3], rows[c, 0] == TIE
            if tie(year, begins, i, j, both, layer, since, busy):
                done += 1
                begun[t] += 1 if begins else 0
                if t == places.T_RIVALRY:
                    stale[1] = 1
                if shadow >= 0:
                    shade(i, j, layer, now.pairs[a, shadow], now.busy[a, shadow], now.supplied[a])
    return done


@inner
def memories(a: Any, rows: Any, now: Any) -> None:
    """Add to memories."""
    pairs, busy, quarrels, told = now.pairs[a], now.busy[a], now.quarrels[a], now.told[a]
    for c in range(rows.shape[0]):
        if rows[c, 0] == MEMORY:
            f, i, j = rows[c, 1], rows[c, 2], rows[c, 3]
            pairs[f, i, j] += np.float32(1.0)
            pairs[f, j, i] = pairs[f, i, j]
            busy[f, i] = busy[f, j] = 1
            if f == places.L_CLASH:
                quarrels[i] += 1.0
                quarrels[j] += 1.0
            told[places.TOLD_DEADLY] += 1 if f == places.L_BLOOD else 0


@inner
def apply(a: Any, year: Any, rows: Any, rules: Any, now: Any) -> Any:
    """Make changes to the state of an arm, and return how many cells changed."""
    treaties(a, year, rows, now)
    memories(a, rows, now)
    done = penalties(a, year, rows, rules, now)
    for t in range(rules.tie_layer.shape[0]):
        done += ties(a, t, year, rows, rules, now)
    for c in range(rows.shape[0]):
        if rows[c, 0] == TREATY or rows[c, 0] == MEMORY:
            done += 1
        elif rows[c, 0] == UNPACT:
            done += rows[c, 1]
    return done


@inner
def forget(a: Any, rules: Any, now: Any) -> None:
    """Let memories fade by a year."""
    n = rules.codes.shape[0]
    for m in range(rules.memory.shape[0]):
        layer, fade = rules.memory[m], rules.fade[m]
        for i in range(n):
            if now.busy[a, layer, i]:
                row = now.pairs[a, layer, i]
                for j in range(n):
                    row[j] = row[j] * fade
    for i in range(n):
        now.quarrels[a, i] *= rules.quarrel_fade


@inner
def levels(year: Any, run: Any, asked: Any, level: Any, room: Any, touched: Any) -> None:
    """Write the levels of the year in each arm; of what is forbidden so low that nothing happens."""
    for a in range(room.level.shape[0]):
        for q in range(level.shape[0]):
            room.level[a, q] = level[q]
        for c in range(asked.year.shape[0]):
            if asked.row[c, 0] == FORBID and due(c, a, year, run, asked):
                room.level[a, asked.row[c, 1]] = NEVER
                touched[asked.number[c]] += 1


@inner
def intervene(a: Any, year: Any, run: Any, asked: Any, rules: Any, now: Any, room: Any, touched: Any) -> None:
    """Make the changes that a scenario asks of an arm in a year; ``touched`` counts the cells that each changed."""
    one = room.changes[a, :1]
    for c in range(asked.year.shape[0]):
        if asked.row[c, 0] in (FORBID, FORCE) or not due(c, a, year, run, asked):
            continue
        what, v, i = asked.row[c, 0], asked.row[c, 1], asked.row[c, 2]
        if what in (SET, ADD):
            before = now.values[a, v, i]
            after = asked.value[c] if what == SET else before + asked.value[c]
            now.values[a, v, i] = min(max(after, rules.v_low[v]), rules.v_high[v])
            touched[asked.number[c]] += 1 if now.values[a, v, i] != before else 0
        elif what == MEMBER:
            touched[asked.number[c]] += member(a, asked.row[c], asked.value[c], now)
        else:
            for x in range(one.shape[1]):
                one[0, x] = asked.row[c, x]
            touched[asked.number[c]] += apply(a, year, one, rules, now)


@leaf
def held(layer: Any, busy: Any) -> Any:
    """Return how many cells of a layer hold something, in the rows that may."""
    found = 0
    for i in range(layer.shape[0]):
        if busy[i]:
            row = layer[i]
            for j in range(row.shape[0]):
                found += row[j] > 0
    return found


@inner
def count(a: Any, rules: Any, now: Any, room: Any, out: Any) -> None:
    """Write the outcomes of the system in a year, in the order of :data:`westphalia.system.outcomes.SYSTEM`."""
    n, pairs = rules.codes.shape[0], now.pairs[a]
    out[0], out[1], out[2] = now.told[a, places.TOLD_TREATIES], now.standing[a], now.closed[a, 2] / 2
    out[3] = now.closed[a, 1] / max(now.closed[a, 0], 1)
    out[4], out[5] = room.count[rules.dense_of[1], a], now.begun[a, places.T_ARMS]
    out[7], out[8], out[9] = now.told[a, places.TOLD_TARGETS], now.told[a, places.TOLD_SANCTIONS], 0
    out[10], out[11] = now.begun[a, places.T_DISPUTE], now.told[a, places.TOLD_DEADLY]
    out[13], out[15] = now.begun[a, places.T_RIVALRY], now.told[a, places.TOLD_REGIMES]
    out[6] = held(pairs[places.L_ARMS], now.busy[a, places.L_ARMS])
    out[12] = held(pairs[places.L_DISPUTE], now.busy[a, places.L_DISPUTE]) // 2
    out[14] = held(pairs[places.L_RIVALRY], now.busy[a, places.L_RIVALRY]) // 2
    democracy, output = 0.0, 0.0
    for i in range(n):
        out[9] += now.senders[a, i]
        democracy += now.values[a, places.V_DEMOCRACY, i]
        output += exponential(now.values[a, places.V_OUTPUT, i])
    out[16], out[17] = democracy / n, output
    out[21], out[22] = now.begun[a, places.T_WAR], held(pairs[places.L_WAR], now.busy[a, places.L_WAR]) // 2
    told_kinds(now.kinds[a], now.targets[a], out[18:21])
    counted(now.values[a, places.V_NUCLEAR_STAGE], n, out[23:26])


@leaf
def keep(a: Any, named: Any, values: Any, pairs: Any, out: Any, kept: Any) -> None:
    """Write the outcomes that are kept by themselves: of the system, of a state, of a pair."""
    for z in range(named.shape[0]):
        what, which, i, j = named[z, 0], named[z, 1], named[z, 2], named[z, 3]
        if what == 0:
            kept[z] = out[which]
        elif what == 1:
            kept[z] = values[which, i]
        else:
            kept[z] = pairs[which, i, j]


@leaf
def mean(p: Any, sums: Any, grown: Any) -> None:
    """Write the mean chance of the pairs at risk."""
    total, risks = 0.0, 0.0
    for j in range(sums.shape[1]):
        total += sums[0, j]
        risks += sums[1, j]
    grown[p] = total / (ABOVE * max(risks, 1.0))


@inner
def settle(rules: Any, par: Any, room: Any, level: Any) -> None:
    """Note by how much mean chances are above the rates that processes were fitted to, in the first arm: the next year is told less by as much.

    How much there is in all is the business of the level; what varies between pairs and states says where. All arms are told the same, so that what a scenario does to
    the whole stays.
    """
    p = rules.does.shape[0]
    for at in range(p + 2):
        q = par.dense[at] if at < p else rules.q[places.TARGET if at == p else places.REGIME]
        if room.grown[at] > 0.0:
            room.usual[at] += logarithm(room.grown[at]) - level[q] - par.rate[at]


@inlined
def look(year: Any, run: Any, rules: Any, par: Any, now: Any, room: Any, audit: Any) -> None:
    """Find all events of pairs in a year, in all arms."""
    for p in range(rules.does.shape[0]):
        q = par.dense[p]
        for a in range(now.values.shape[0]):
            b, beside = room.sees[a, q], room.level[a, q] - room.usual[p]
            room.alike[a] = 0 if b == 0 and room.level[a, q] == room.level[0, q] else a
            parts(par.coef[q], par.how[q], par.of[q], beside, now.values[b], room.sent[a, p], room.got[a, p])
        scan(p, q, keyed(keyed(rules.luck[q], year), run), rules.codes, par, now, room, audit)
        mean(p, room.sums, room.grown)


@inlined
def one_year(year: Any, run: Any, rules: Any, par: Any, now: Any, asked: Any, room: Any, level: Any, shock: Any, audit: Any, touched: Any) -> None:  # fmt: skip
    """Take all arms of a run through a year: all look at the year before, then all change."""
    room.count[:, :] = 0
    now.told[:, :] = 0
    now.begun[:, :] = 0
    levels(year, run, asked, level, room, touched)
    look(year, run, rules, par, now, room, audit)
    for a in range(now.values.shape[0]):
        changes, used = room.changes[a], room.used[a]
        used[0] = 0
        begun(a, year, run, asked, par, now, room, touched)
        begin(a, year, run, rules, par, now, room, changes, used)
        finish(a, year, run, rules, par, now, room, changes, used)
        sanctions(a, year, run, rules, par, now, room, changes, used)
        move(a, year, run, rules, par, now, room, shock)
        climb(a, year, run, rules, par, now, room)
        forced(a, year, run, asked, rules, par, now, room, shock, changes, used, touched)
    for a in range(now.values.shape[0]):
        changes, used, most = room.changes[a], room.used[a], 0
        for p in range(room.count.shape[0]):
            most = max(most, room.count[p, a])
        if used[0] > changes.shape[0] or most > room.found.shape[2]:
            now.failed[0] = 2
            used[0] = min(used[0], changes.shape[0])
        written(now.values[a], now.fresh[a])
        forget(a, rules, now)
        apply(a, year, changes[: used[0]], rules, now)
        intervene(a, year, run, asked, rules, now, room, touched)
        derive(a, year, rules, now, room)
    settle(rules, par, room, level)


@jit
def packed(rules: Any, par: Any, now: Any, room: Any) -> Any:
    """Return what the loop works on as structs over the same arrays."""
    return Rules(*rules), Drawn(*par), Moving(*now), Work(*room)


@jit
def looked(year: Any, run: Any, rules: Any, par: Any, now: Any, room: Any, level: Any, audit: Any) -> None:
    """Find all events of pairs in a year: :func:`look`, to be called alone."""
    for a in range(room.level.shape[0]):
        for q in range(level.shape[0]):
            room.level[a, q] = level[q]
    look(year, run, rules, par, now, room, audit)


@jit
def simulate(run: Any, tide: Any, first: Any, rules: Any, par: Any, now: Any, asked: Any, room: Any, audit: Any, out: Any, touched: Any, named: Any, kept: Any, paths: Any) -> None:  # fmt: skip
    """Take a run through the years; ``tide`` keys the luck of levels and of what all states share, and is the run where each has its own.

    Parameters are structs and arrays of :mod:`westphalia.system.engine`, by :func:`packed`: ``now`` is the start and is written over, ``out`` (arms, years, outcomes) receives what is counted,
    ``touched`` what each intervention changed; ``named`` (z, 4) says which outcomes of the system, of states and of pairs are kept by themselves, ``kept`` (arms,
    years, z) receives them, ``paths`` (Q + shared,) the mean over the years of the level of each process, and of what all states share.
    """
    paths[:] = 0.0
    level, shock = par.level.copy(), rules.shock.copy()
    this, shared = par.level.copy(), rules.shock.copy()
    for p in range(par.usual.shape[0]):
        room.usual[p] = par.usual[p]
    for q in range(level.shape[0]):
        level[q] += par.level_sd[q] * drawn(
            rules.normal, unit(keyed(keyed(rules.luck_level[q], first - 1), tide))
        )
    for t in range(out.shape[1]):
        year = first + t
        for q in range(level.shape[0]):
            z = drawn(rules.normal, unit(keyed(keyed(rules.luck_level[q], year), tide)))
            level[q] = par.middle[q] + par.keep[q] * (level[q] - par.middle[q]) + par.step[q] * z
            z = drawn(rules.normal, unit(keyed(keyed(keyed(rules.luck_level[q], year), tide), ALSO)))
            this[q] = level[q] + par.jitter[q] * z
            paths[q] += this[q] / out.shape[1]
        for w in range(shock.shape[0]):
            z = drawn(rules.normal, unit(keyed(keyed(rules.luck_shock[w], year), tide)))
            usually = rules.shock_middle[w]
            shock[w] = usually + rules.shock_keep[w] * (shock[w] - usually) + rules.shock_sd[w] * z
            z = drawn(rules.normal, unit(keyed(keyed(keyed(rules.luck_shock[w], year), tide), ALSO)))
            shared[w] = shock[w] + rules.shock_jitter[w] * z
            paths[level.shape[0] + w] += shared[w] / out.shape[1]
        one_year(year, run, rules, par, now, asked, room, this, shared, audit, touched)
        for a in range(out.shape[0]):
            count(a, rules, now, room, out[a, t])
            keep(a, named, now.values[a], now.pairs[a], out[a, t], kept[a, t])
