"""Disputes: whether a new one is deadly and whether it becomes a war, who joins it, and what a war does to pacts."""

from __future__ import annotations

from typing import Any

from westphalia.system.kernel import places
from westphalia.system.kernel.arithmetic import keyed, place, unit
from westphalia.system.kernel.changes import MEMORY, TIE, note
from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.kernel.scan import predictor

MOST = 4


@leaf
def dispute(i: Any, j: Any, bloody: Any, war: Any, changes: Any, used: Any) -> None:
    """Note a dispute of a pair, whether it is a war, and what is remembered of it."""
    note(changes, used, TIE, places.T_DISPUTE, i, j, 0, 0)
    note(changes, used, MEMORY, places.L_CLASH, i, j, 0, 0)
    if bloody:
        note(changes, used, MEMORY, places.L_BLOOD, i, j, 0, 0)
    if war:
        note(changes, used, TIE, places.T_WAR, i, j, 0, 0)


@inner
def happens(q: Any, year: Any, run: Any, i: Any, j: Any, rules: Any, par: Any, level: Any, values: Any, pairs: Any) -> Any:  # fmt: skip
    """Return whether a choice falls upon a pair, by its hazard and its luck."""
    word = keyed(keyed(keyed(keyed(rules.luck[q], year), run), rules.codes[i]), rules.codes[j])
    eta = predictor(par.coef[q], par.how[q], par.of[q], level[q], values, pairs, rules.fixed, i, j, 0.0)
    return unit(word) < par.chance[place(eta)]


@inner
def quarrel(a: Any, i: Any, j: Any, year: Any, run: Any, rules: Any, par: Any, now: Any, level: Any, changes: Any, used: Any) -> None:  # fmt: skip
    """Note a new dispute: whether it is deadly, whether it is a war, and who joins either side against the other."""
    values, pairs = now.values[a], now.pairs[a]
    bloody = happens(rules.q[places.DEADLY], year, run, i, j, rules, par, level, values, pairs)
    war = bloody and happens(rules.q[places.WAR], year, run, i, j, rules, par, level, values, pairs)
    dispute(i, j, bloody, war, changes, used)
    side(i, j, bloody, war, year, run, rules, par, level, values, pairs, changes, used)
    side(j, i, bloody, war, year, run, rules, par, level, values, pairs, changes, used)


@inner
def side(friend: Any, foe: Any, bloody: Any, war: Any, year: Any, run: Any, rules: Any, par: Any, level: Any, values: Any, pairs: Any, changes: Any, used: Any) -> None:  # fmt: skip
    """Note who joins one side of a dispute against the other: allies of that side; neighbours and rivals of the other, and major powers."""
    fixed, codes = rules.fixed, rules.codes
    share, w = par.coef[rules.q[places.WAR_JOIN], 0], rules.q[places.WAR_JOIN]
    for k in range(codes.shape[0]):
        if k in (friend, foe) or pairs[places.L_DISPUTE, k, foe] > 0:
            continue
        tied = pairs[places.L_PACT, friend, k] > 0 or fixed[places.F_ALLIANCE, friend, k] > 0
        near = fixed[places.F_CONTIGUITY, foe, k] > 0 or pairs[places.L_RIVALRY, foe, k] > 0
        if not (tied or near or values[places.V_MAJOR, k] > 0):
            continue
        q = rules.q[places.JOIN if tied else places.JOIN_OTHER]
        begun = keyed(keyed(keyed(keyed(rules.luck[q], year), run), codes[friend]), codes[foe])
        eta = predictor(par.coef[q], par.how[q], par.of[q], level[q], values, pairs, fixed, k, foe, 0.0)
        if unit(keyed(begun, codes[k])) < par.chance[place(eta)]:
            also = keyed(keyed(keyed(keyed(rules.luck[w], year), run), codes[foe]), codes[k])
            dispute(min(k, foe), max(k, foe), bloody, war and unit(also) < share, changes, used)


@leaf
def broken(who: Any, year: Any, war: Any, since: Any) -> Any:
    """Return whether two members of a pact went to war with each other in a year."""
    for x in range(MOST):
        for y in range(x + 1, MOST):
            i, j = who[x], who[y]
            if i >= 0 and j >= 0 and war[i, j] > 0 and since[i, j] == year:
                return True
    return False


@leaf
def fighting(value: Any, war: Any, busy: Any, n: Any) -> None:
    """Write which states are at war (n,)."""
    for i in range(n):
        value[i] = 0.0
        if busy[i]:
            for j in range(n):
                if war[i, j] > 0:
                    value[i] = 1.0
