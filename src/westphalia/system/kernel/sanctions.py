"""Sanctions: who becomes a target, who imposes them and of what kinds, what is lifted; and the state that they leave.

Kinds are a mask of bits (:data:`westphalia.system.variables.KINDS`), drawn one after the other, each by a hazard that reads those before it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from westphalia.system.kernel import places
from westphalia.system.kernel.arithmetic import U, keyed, place, unit
from westphalia.system.kernel.changes import LIFT, SANCTION, aged, note
from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.kernel.endings import fated
from westphalia.system.kernel.scan import AGE, KIND, predictor, senders
from westphalia.system.variables import KINDS

COUNT = len(KINDS)
STATE, EMBARGO, TRADE, FINANCIAL, ARMS, OTHER = (list(KINDS).index(kind) for kind in ("state", "embargo", "trade", "financial", "arms", "other"))  # fmt: skip


@leaf
def of_kinds(coef: Any, how: Any, of: Any, mask: Any) -> Any:
    """Return what the kinds of a sanction add to a linear predictor."""
    found = 0.0
    for k in range(how.shape[0]):
        if how[k] == KIND and (mask >> of[k]) & 1:
            found += coef[k + 1]
    return found


@leaf
def at_sender(coef: Any, how: Any, of: Any, level: Any, values: Any, pairs: Any, fixed: Any, union: Any, i: Any, j: Any, eta: Any) -> Any:  # fmt: skip
    """Return the linear predictor of a process for a sender, which may be the European Union (place n), and a target."""
    n = union.shape[0]
    if i < n:
        return predictor(coef, how, of, level, values, pairs, fixed, i, j, 0.0)
    senders(coef, how, of, level, values, pairs, fixed, union, j, n, eta)
    return eta[n]


@inner
def kinds(i: Any, j: Any, year: Any, run: Any, rules: Any, par: Any, level: Any, values: Any, pairs: Any, union: Any, eta: Any) -> Any:  # fmt: skip
    """Return of what kinds new sanctions are, as a mask: one kind after the other; of the last where they are of no other."""
    codes, fixed, chance = rules.codes, rules.fixed, par.chance
    sender = codes[i] if i < codes.shape[0] else U(0)
    mask = 0
    for x in range(COUNT):
        need = rules.kind_need[x]
        if need >= 0 and not (mask >> need) & 1:
            continue
        if x == OTHER and mask == 1 << STATE:
            mask |= 1 << x
            continue
        q = rules.kind_q[x]
        coef, how, of = par.coef[q], par.how[q], par.of[q]
        at = at_sender(coef, how, of, level[q], values, pairs, fixed, union, i, j, eta)
        at += of_kinds(coef, how, of, mask)
        word = keyed(keyed(keyed(keyed(rules.luck[q], year), run), codes[j]), sender)
        if unit(word) < chance[place(at)]:
            mask |= 1 << x
    return mask


@inner
def imposed(j: Any, year: Any, run: Any, rules: Any, par: Any, level: Any, values: Any, pairs: Any, seen: Any, union: Any, own: Any, eta: Any, changes: Any, used: Any) -> None:  # fmt: skip
    """Note who imposes sanctions on a new target: the first sender, by luck over chance, and all others whose luck is below theirs, of the first's kinds or their own; ``seen`` is the European Union as it is seen."""
    codes, chance, any_union = rules.codes, par.chance, rules.any_union
    q, w = rules.q[places.SENDER], rules.q[places.ALIKE]
    senders(par.coef[q], par.how[q], par.of[q], level[q], values, pairs, rules.fixed, seen, j, 0, eta)
    n, first, least = codes.shape[0], -1, np.inf
    begun = keyed(keyed(keyed(rules.luck[q], year), run), codes[j])
    same = keyed(keyed(keyed(rules.luck[w], year), run), codes[j])
    early = used[0]
    for i in range(n + 1):
        if i == j or own[i, j] > 0 or (i == n and (union[j] or not any_union)):
            continue
        p = chance[place(eta[i])]
        u = unit(keyed(begun, codes[i] if i < n else U(0)))
        if u / p < least:
            first, least = i, u / p
        if u < p:
            note(changes, used, SANCTION, 0, i, j, 0, 0)
    if first < 0:
        return
    if least >= 1.0:
        note(changes, used, SANCTION, 0, first, j, 0, 0)
    mask = kinds(first, j, year, run, rules, par, level, values, pairs, seen, eta)
    for c in range(early, min(used[0], changes.shape[0])):
        i = changes[c, 2]
        follows = i == first or unit(keyed(same, codes[i] if i < n else U(0))) < par.coef[w, 0]
        changes[c, 1] = (
            mask if follows else kinds(i, j, year, run, rules, par, level, values, pairs, seen, eta)
        )


@inner
def lifted(a: Any, year: Any, run: Any, rules: Any, par: Any, now: Any, room: Any, changes: Any, used: Any) -> None:  # fmt: skip
    """Note which sanctions are lifted; those on a target are lifted together in part."""
    q, eta, own, mask, targets = rules.q[places.LIFT], room.eta, now.own[a], now.kinds[a], now.targets[a]
    codes, chance, coef, how, of, fixed = rules.codes, par.chance, par.coef[q], par.how[q], par.of[q], rules.fixed  # fmt: skip
    n, slope, logs, of_mask = codes.shape[0], 0.0, rules.logs, par.lift_kinds
    b, level, share, word = room.sees[a, q], room.level[a, q], par.together[q], keyed(keyed(rules.luck[q], year), run)  # fmt: skip
    values, pairs, union = now.values[b], now.pairs[b], now.union[b]
    for k in range(how.shape[0]):
        slope += coef[k + 1] if how[k] == AGE else 0.0
    for i in range(n + 1):
        if targets[i] == 0:
            continue
        begun = keyed(word, codes[i] if i < n else U(0))
        for j in range(n):
            if own[i, j] > 0:
                age = aged(year - own[i, j], logs)
                if i < n:
                    at = predictor(coef, how, of, level, values, pairs, fixed, i, j, age)
                else:
                    senders(coef, how, of, level, values, pairs, fixed, union, j, n, eta)
                    at = eta[n] + slope * age
                if (
                    fated(word, keyed(begun, codes[j]), codes[j], share)
                    < chance[place(at + of_mask[mask[i, j]])]
                ):
                    note(changes, used, LIFT, 0, i, j, 0, 0)


@inner
def sanctions(a: Any, year: Any, run: Any, rules: Any, par: Any, now: Any, room: Any, changes: Any, used: Any) -> None:  # fmt: skip
    """Note new sanctions, by target and then by sender, and those that are lifted."""
    q, of_states, total, codes = rules.q[places.TARGET], rules.does.shape[0], 0.0, rules.codes
    b, level, own, word = room.sees[a, q], room.level[a], now.own[a], keyed(keyed(rules.luck[q], year), run)
    values, pairs, base = now.values[b], now.pairs[b], level[q] - room.usual[of_states]
    for j in range(codes.shape[0]):
        at = predictor(par.coef[q], par.how[q], par.of[q], base, values, pairs, rules.fixed, j, j, 0.0)
        total += par.chance[place(at)]
        if unit(keyed(word, codes[j])) < par.chance[place(at)]:
            now.told[a, places.TOLD_TARGETS] += 1
            imposed(
                j,
                year,
                run,
                rules,
                par,
                level,
                values,
                pairs,
                now.union[b],
                now.union[a],
                own,
                room.eta,
                changes,
                used,
            )
    if a == 0:
        room.grown[of_states] = total / codes.shape[0]
    lifted(a, year, run, rules, par, now, room, changes, used)


# What they leave.


@leaf
def remaining(mask: Any, less: Any) -> Any:
    """Return the kinds that are left of some when others are lifted; none where they were all that there was, besides for whom they are meant."""
    left = mask & ~less
    if not (left >> TRADE) & 1:
        left &= ~(1 << EMBARGO)
    return 0 if left == 1 << STATE else left


@leaf
def turned(year: Any, begins: Any, mask: Any, i: Any, j: Any, own: Any, held: Any) -> Any:
    """Impose or lift sanctions of some kinds; return 1 or -1 where there are sanctions or none any more, 2 where kinds alone changed, 0 where nothing did.

    Without a kind all is lifted.
    """
    was, there = held[i, j], own[i, j] > 0
    if begins:
        held[i, j] = was | mask
        if not there:
            own[i, j] = year
            return 1
        return 2 if held[i, j] != was else 0
    if not there:
        return 0
    left = remaining(was, mask) if mask > 0 else 0
    if mask > 0 and left == was:
        return 0
    held[i, j] = left
    if left > 0:
        return 2
    own[i, j] = 0
    return -1


@leaf
def shown(i: Any, j: Any, union: Any, own: Any, held: Any, pairs: Any, busy: Any) -> None:
    """Write the variables of pairs that tell of the sanctions of a sender, or of all members of the European Union, on a target."""
    n = union.shape[0]
    for s in range(i if i < n else 0, i + 1 if i < n else n):
        if s == j or (i == n and not union[s]):
            continue
        also = union[s] and own[n, j] > 0
        mask = held[s, j] | (held[n, j] if also else 0)
        has = own[s, j] > 0 or also
        pairs[places.L_SANCTION, s, j] = 1 if has else 0
        either = 1 if has or pairs[places.L_SANCTION, j, s] > 0 else 0
        pairs[places.L_PENALTY, s, j] = pairs[places.L_PENALTY, j, s] = either
        busy[places.L_SANCTION, s] = busy[places.L_PENALTY, s] = busy[places.L_PENALTY, j] = 1
        for x in range(COUNT):
            pairs[places.L_KIND + x, s, j] = (mask >> x) & 1
            busy[places.L_KIND + x, s] = 1


@inner
def penalties(a: Any, year: Any, rows: Any, rules: Any, now: Any) -> Any:
    """Impose and lift sanctions, and return how many changed."""
    own, held, done = now.own[a], now.kinds[a], 0
    for c in range(rows.shape[0]):
        if rows[c, 0] == SANCTION or rows[c, 0] == LIFT:
            i, j = rows[c, 2], rows[c, 3]
            step = turned(year, rows[c, 0] == SANCTION, rows[c, 1], i, j, own, held)
            if step == 0:
                continue
            shown(i, j, now.union[a], own, held, now.pairs[a], now.busy[a])
            done += 1
            if step != 2:
                now.targets[a, i] += step
                now.senders[a, j] += step
                now.stale[a, 2] = 1
                now.told[a, places.TOLD_SANCTIONS] += 1 if step > 0 else 0
    return done


@leaf
def told_kinds(held: Any, targets: Any, out: Any) -> None:
    """Count sanctions on trade, financial ones and those on arms, by sender and target (3,)."""
    out[:] = 0
    for i in range(held.shape[0]):
        if targets[i] > 0:
            for j in range(held.shape[1]):
                mask = held[i, j]
                out[0] += (mask >> TRADE) & 1
                out[1] += (mask >> FINANCIAL) & 1
                out[2] += (mask >> ARMS) & 1


@leaf
def pressed(values: Any, trade: Any, financial: Any, busy: Any, share: Any, n: Any) -> None:
    """Write what part of the world's output is of states that limit trade or finance of each state; ``share`` is the output of each, and ``busy`` rows that may hold something."""
    total = 0.0
    for i in range(n):
        total += share[i]
        values[i] = 0.0
    for i in range(n):
        if busy[i]:
            for j in range(n):
                if trade[i, j] > 0 or financial[i, j] > 0:
                    values[j] += share[i]
    for i in range(n):
        values[i] /= total


@leaf
def excluded(values: Any, pairs: Any, busy: Any, order: Any, grade: Any, weigh: Any, credit: Any) -> None:
    """Write how far each state is shut out of the order by its leading powers: the twin of :func:`westphalia.system.order.exclusion`; ``credit`` is room for n."""
    n = order.shape[1]
    for j in range(n):
        values[j] = credit[j] = 0.0
    for i in range(n):
        if order[0, i] > 0.0 and busy[i]:
            for j in range(n):
                if pairs[places.L_SANCTION, i, j] == 0:
                    continue
                grave = 0.0
                for x in range(COUNT):
                    if pairs[places.L_KIND + x, i, j] > 0:
                        grave = max(grave, grade[x])
                values[j] += order[0, i] * grave
                if pairs[places.L_KIND + FINANCIAL, i, j] > 0:
                    credit[j] += order[0, i] * weigh[2]
    for j in range(n):
        beside = max(1.0 - order[0, j], 1e-9)
        trade, cut = min(values[j] / beside, 1.0), min(credit[j] / beside, 1.0)
        left = order[1, j] * (1.0 - weigh[0] * (1.0 - order[2, j] * (1.0 - trade)))
        values[j] = 1.0 - left * (1.0 - weigh[1] * (1.0 - order[3, j] * (1.0 - cut)))
