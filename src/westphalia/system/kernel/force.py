"""Events of a process that a scenario forces: what follows of them at once goes by the process, as it would of one that happened by itself."""

from __future__ import annotations

from typing import Any

from westphalia.system.kernel import places
from westphalia.system.kernel.arithmetic import drawn, keyed, unit
from westphalia.system.kernel.changes import FORCE, LIFT, SANCTION, UNPACT, UNTIE, due, note
from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.kernel.nuclear import EXPLORES, HAS, NONE, PURSUES
from westphalia.system.kernel.sanctions import imposed
from westphalia.system.kernel.states import HIGH_THIRD, LOW_THIRD


@leaf
def added(i: Any, j: Any, heeded: Any, layer: Any, found: Any, count: Any) -> Any:
    """Return how many pairs are found when a pair is added that is at risk and is not among them."""
    if heeded and layer[i, j] != 0:
        return count
    for e in range(min(count, found.shape[0])):
        if found[e, 0] == i and found[e, 1] == j:
            return count
    if count < found.shape[0]:
        found[count, 0], found[count, 1] = i, j
    return count + 1


@inner
def begun(a: Any, year: Any, run: Any, asked: Any, par: Any, now: Any, room: Any, touched: Any) -> None:
    """Add what is forced to begin between two states to what the scan found."""
    for c in range(asked.year.shape[0]):
        if asked.row[c, 0] != FORCE or not due(c, a, year, run, asked):
            continue
        for p in range(par.dense.shape[0]):
            if par.dense[p] == asked.row[c, 1]:
                risk, count = par.risk[p], room.count[p, a]
                layer = now.pairs[a, max(risk, 0)]
                room.count[p, a] = added(asked.row[c, 2], asked.row[c, 3], risk >= 0, layer, room.found[p, a], count)  # fmt: skip
                touched[asked.number[c]] += room.count[p, a] - count


@leaf
def noted(what: Any, which: Any, i: Any, j: Any, changes: Any, many: Any) -> Any:
    """Return whether a change is among those noted; ``i`` is -1 for that of whoever acts."""
    for c in range(min(many, changes.shape[0])):
        if (
            changes[c, 0] == what
            and (which < 0 or changes[c, 1] == which)
            and (i < 0 or changes[c, 2] == i)
            and changes[c, 3] == j
        ):
            return True
    return False


@inner
def ends(a: Any, q: Any, i: Any, j: Any, rules: Any, now: Any, changes: Any, used: Any) -> Any:
    """Note the end of a tie, of the pacts of few of two states or of sanctions, where there is one that does not end by itself; return whether there is."""
    pairs, war = now.pairs[a], now.pairs[a, places.L_WAR]
    for t in range(rules.tie_end.shape[0]):
        there = rules.tie_end[t] == q and pairs[rules.tie_layer[t], i, j] > 0
        if there and not (t == places.T_DISPUTE and war[i, j] > 0) and not noted(UNTIE, t, i, j, changes, used[0]):  # fmt: skip
            note(changes, used, UNTIE, t, i, j, 0, 0)
            if t == places.T_WAR:
                note(changes, used, UNTIE, places.T_DISPUTE, i, j, 0, 0)
            return 1
    if q == rules.q[places.TREATY_END] and pairs[places.L_PACT, i, j] > 0:
        note(changes, used, UNPACT, 0, i, j, 0, 0)
        return 1
    if q == rules.q[places.LIFT] and now.own[a, i, j] > 0 and not noted(LIFT, 0, i, j, changes, used[0]):
        note(changes, used, LIFT, 0, i, j, 0, 0)
        return 1
    return 0


@inner
def target(a: Any, j: Any, year: Any, run: Any, rules: Any, par: Any, now: Any, room: Any, changes: Any, used: Any) -> Any:  # fmt: skip
    """Let a state become a target of sanctions, unless it does by itself, and note who imposes them; return whether anybody does."""
    if noted(SANCTION, -1, -1, j, changes, used[0]):
        return 0
    b, before = room.sees[a, rules.q[places.TARGET]], used[0]
    imposed(j, year, run, rules, par, room.level[a], now.values[b], now.pairs[b], now.union[b], now.union[a], now.own[a], room.eta, changes, used)  # fmt: skip
    if used[0] == before:
        return 0
    now.told[a, places.TOLD_TARGETS] += 1
    return 1


@inner
def overturned(i: Any, word: Any, shared: Any, rules: Any, values: Any, fresh: Any, told: Any) -> Any:
    """Let the regime of a state change abruptly by what its luck draws, unless it does by itself; return whether it was let."""
    faded = values[places.V_JOLT, i] * rules.jolt_fade
    if fresh[places.V_JOLT, i] > faded + 0.5:
        return 0
    d = values[places.V_DEMOCRACY, i]
    group = 0 if d < LOW_THIRD else (1 if d < HIGH_THIRD else 2)
    moved = d + drawn(rules.jumps[group], unit(keyed(keyed(word, rules.codes[i]), 1))) + shared
    low, high = rules.v_low[places.V_DEMOCRACY], rules.v_high[places.V_DEMOCRACY]
    fresh[places.V_DEMOCRACY, i] = min(max(moved, low), high)
    fresh[places.V_JOLT, i] = faded + 1.0
    told[places.TOLD_REGIMES] += 1
    return 1


@inner
def stepped(q: Any, i: Any, rules: Any, stage: Any, fresh: Any) -> Any:
    """Let a state take a step on the way to nuclear weapons, where it stands before it, and return whether that changes anything."""
    at, to = int(stage[i]), -1
    if q == rules.q[places.EXPLORE] and at == NONE:
        to = EXPLORES
    elif q == rules.q[places.PURSUE] and at < PURSUES:
        to = PURSUES
    elif q == rules.q[places.ACQUIRE] and at == PURSUES:
        to = HAS
    elif (q == rules.q[places.GIVE_UP] and at == PURSUES) or (q == rules.q[places.EXPLORE_END] and at == EXPLORES):  # fmt: skip
        to = NONE
    if to < 0 or fresh[i] == to:
        return 0
    fresh[i] = to
    return 1


@inner
def forced(a: Any, year: Any, run: Any, asked: Any, rules: Any, par: Any, now: Any, room: Any, shock: Any, changes: Any, used: Any, touched: Any) -> None:  # fmt: skip
    """Make what is forced to end, and what is forced upon single states."""
    v = places.V_NUCLEAR_STAGE
    for c in range(asked.year.shape[0]):
        if asked.row[c, 0] != FORCE or not due(c, a, year, run, asked):
            continue
        q, i, j = asked.row[c, 1], asked.row[c, 2], asked.row[c, 3]
        done = stepped(q, i, rules, now.values[a, v], now.fresh[a, v])
        if q == rules.q[places.TARGET]:
            done += target(a, i, year, run, rules, par, now, room, changes, used)
        elif q == rules.q[places.REGIME]:
            word, shared = keyed(keyed(rules.luck[q], year), run), shock[rules.walk_q.shape[0]]
            done += overturned(i, word, shared, rules, now.values[a], now.fresh[a], now.told[a])
        else:
            done += ends(a, q, i, j, rules, now, changes, used)
        touched[asked.number[c]] += done
