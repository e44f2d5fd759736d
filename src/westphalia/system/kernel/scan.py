"""The scan: what every pair's chance of an event is made of, and to which pairs it happens."""

from __future__ import annotations

from typing import Any

import numpy as np

from westphalia.system.kernel.arithmetic import ADDED, DROP, M1, M2, S1, S2, S3, U, keyed
from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.kernel.places import F_DISTANCE, KIND_COUNT, L_ARMS, L_KIND, L_SANCTION
from westphalia.system.luck import GRAIN, HIGH, LN2, LOW

HEAD = U(40)
LOW32, HIGH32, GRAIN32 = np.float32(LOW), np.float32(HIGH), np.float32(GRAIN)
SCALE32, SHIFT32 = np.float32(2.0**23 / LN2), np.float32(127.0 * 2.0**23 + 4096.0)
TINY32 = np.float32(2.0**-24)
WIDE = 32
"""Rows are computed in lengths of so many, some pairs too many: what is left over of a vector would be computed one by one."""
LAYER, FIXED, SUM, GAP, LEAST, FROM, TO, OWN, AGE, KIND = range(10)
"""How a term reads; kinds of sanctions are added by those who know them."""


@leaf
def predictor(
    coef: Any, how: Any, of: Any, level: Any, values: Any, pairs: Any, fixed: Any, i: Any, j: Any, age: Any
) -> Any:
    """Return the linear predictor of a process at one place, its terms in their order; ``how`` is negative past the last."""
    eta = coef[0] + level
    for k in range(how.shape[0]):
        h, v = how[k], of[k]
        if h < 0:
            break
        if h == LAYER:
            value = np.float64(pairs[v, i, j])
        elif h == FIXED:
            value = np.float64(fixed[v, i, j])
        elif h == SUM:
            value = values[v, i] + values[v, j]
        elif h == GAP:
            value = abs(values[v, i] - values[v, j])
        elif h == LEAST:
            value = min(values[v, i], values[v, j])
        elif h == TO:
            value = values[v, j]
        elif h == AGE:
            value = age
        else:
            value = values[v, i] if h != KIND else np.float64(0.0)
        eta += coef[k + 1] * value
    return eta


@leaf
def of_union(row: Any, union: Any, nearest: Any) -> Any:
    """Return what the European Union is to a state: what its nearest member is, or as much as any of them."""
    found, first = 0.0, True
    for m in range(union.shape[0]):
        if union[m]:
            value = np.float64(row[m])
            if first or (value < found if nearest else value > found):
                found, first = value, False
    return found


@leaf
def senders(coef: Any, how: Any, of: Any, level: Any, values: Any, pairs: Any, fixed: Any, union: Any, j: Any, low: Any, eta: Any) -> None:  # fmt: skip
    """Write the linear predictors of all that may act on a state (n + 1,) from a place on, the European Union in the last; as :func:`predictor` does."""
    n = union.shape[0]
    for i in range(low, n + 1):
        eta[i] = coef[0] + level
    for k in range(how.shape[0]):
        h, v, b = how[k], of[k], coef[k + 1]
        if h < 0:
            break
        if h in (AGE, KIND):
            continue
        if h in (LAYER, FIXED):
            layer = pairs[v] if h == LAYER else fixed[v]
            row = (
                layer[:, j]
                if h == LAYER and (v in (L_ARMS, L_SANCTION) or L_KIND <= v < L_KIND + KIND_COUNT)
                else layer[j, :]
            )
            for i in range(low, n):
                eta[i] += b * np.float64(row[i])
            eta[n] += b * of_union(row, union, h == FIXED and v == F_DISTANCE)
        else:
            of_states(h, b, values[v], j, low, eta)


@leaf
def of_states(how: Any, b: Any, value: Any, j: Any, low: Any, eta: Any) -> None:
    """Add a multiple of what a variable of states is for all with one of them (n + 1,)."""
    other = value[j]
    for i in range(low, eta.shape[0]):
        own = value[i]
        if how == SUM:
            own = own + other
        elif how == GAP:
            own = abs(own - other)
        elif how == LEAST:
            own = min(own, other)
        elif how == TO:
            own = other
        eta[i] += b * own


@leaf
def parts(coef: Any, how: Any, of: Any, level: Any, values: Any, sent: Any, got: Any) -> None:
    """Write what each state gives to the linear predictors of a process of pairs, as first and as second (n,)."""
    for i in range(sent.shape[0]):
        one, two = level, 0.0
        for k in range(how.shape[0]):
            if how[k] == SUM or how[k] == FROM:
                one += coef[k + 1] * values[of[k], i]
            if how[k] == SUM or how[k] == TO:
                two += coef[k + 1] * values[of[k], i]
        sent[i], got[i] = np.float32(one), np.float32(two)


@leaf
def add(row: Any, b: Any, x: Any) -> None:
    """Add a multiple of numbers to a row."""
    for j in range(row.shape[0]):
        row[j] += b * x[j]


@leaf
def add_gap(row: Any, b: Any, x: Any, own: Any) -> None:
    """Add a multiple of distances from a number to a row."""
    for j in range(row.shape[0]):
        row[j] += b * abs(x[j] - own)


@leaf
def add_least(row: Any, b: Any, x: Any, own: Any) -> None:
    """Add a multiple of the smaller of numbers and a number to a row."""
    for j in range(row.shape[0]):
        row[j] += b * min(x[j], own)


@leaf
def row_of(coef: Any, how: Any, of: Any, i: Any, low: Any, base: Any, values: Any, pairs: Any, busy: Any, sent: Any, got: Any, row: Any) -> None:  # fmt: skip
    """Write the linear predictor of the pairs of a state with those from a place on, the terms in their order; ``values`` is float32."""
    mine, fixed, other = sent[i], base[i, low:], got[low:]
    for j in range(row.shape[0]):
        row[j] = (fixed[j] + mine) + other[j]
    for k in range(how.shape[0]):
        v, b = of[k], np.float32(coef[k + 1])
        if how[k] == LAYER:
            if busy[v, i]:
                add(row, b, pairs[v, i, low:])
        elif how[k] == GAP:
            add_gap(row, b, values[v, low:], values[v, i])
        elif how[k] == LEAST:
            add_least(row, b, values[v, low:], values[v, i])
    for j in range(row.shape[0]):
        row[j] = min(max(row[j], LOW32), HIGH32)


@leaf
def luck_of(begun: Any, codes: Any, words: Any, head: Any) -> None:
    """Write the words of the pairs of a state, and their first 24 bits as a number from 0 to 1."""
    for j in range(words.shape[0]):
        w = (begun ^ codes[j]) + ADDED
        w = (w ^ (w >> S1)) * M1
        w = (w ^ (w >> S2)) * M2
        w = w ^ (w >> S3)
        words[j] = w
        head[j] = np.float32(np.int64(w >> HEAD)) * TINY32


@leaf
def below(row: Any, head: Any, bound: Any, as_float: Any, hit: Any) -> Any:
    """Mark the pairs whose luck is below an upper bound of their chance, and return whether there are any.

    The bound is 2 to the power of the predictor, linear between powers, which is the bits of a float read as it stands: never below the exponential, which is
    never below the chance.
    """
    for j in range(row.shape[0]):
        bound[j] = np.int32(row[j] * SCALE32 + SHIFT32)
    some = np.uint8(0)
    for j in range(row.shape[0]):
        hit[j] = np.uint8(head[j] <= as_float[j])
        some |= hit[j]
    return some


@leaf
def added(low: Any, i: Any, row: Any, layer: Any, heeded: Any, sums: Any) -> None:
    """Add upper bounds of chances to sums of the pairs at risk, and count these, by second state (2, n); ``row`` ends where these do."""
    n = sums.shape[1]
    begin = n - row.shape[0]
    for j in range(low, n):
        at_risk = np.float32(0.0 if j == i or (heeded and layer[i, j] != 0) else 1.0)
        sums[0, j] += row[j - begin] * at_risk
        sums[1, j] += at_risk


@leaf
def taken(i: Any, low: Any, row: Any, hit: Any, words: Any, heeded: Any, layer: Any, threshold: Any, found: Any, count: Any, audit: Any) -> Any:  # fmt: skip
    """Write the pairs of a state to which it happens after those found before, and return how many there are now."""
    for j in range(low, row.shape[0]):
        if (hit[j] or audit) and j != i and not (heeded and layer[i, j] != 0):
            at = int((row[j] - LOW32) * GRAIN32)
            if (words[j] >> DROP) < threshold[at]:
                if count < found.shape[0]:
                    found[count, 0], found[count, 1] = i, j
                count += 1
    return count


@leaf
def scan_of(word: Any, codes: Any, both_ways: Any, coef: Any, how: Any, of: Any, base: Any, risk: Any, row: Any, head: Any, hit: Any, words: Any, bound: Any, as_float: Any, threshold: Any, found: Any, count: Any, values: Any, pairs: Any, busy: Any, sent: Any, got: Any, sums: Any, sees: Any, alike: Any, p: Any, q: Any, audit: Any) -> None:  # fmt: skip
    """Find the pairs to which a process happens: :func:`scan`, by arrays alone."""
    sums[:, :] = 0
    n, arms = codes.shape[0], values.shape[0]
    for i in range(n):
        low = 0 if both_ways else i + 1
        if low == n:
            break
        begin = max(0, n - (n - low + WIDE - 1) // WIDE * WIDE)
        luck_of(keyed(word, codes[i]), codes[begin:], words[begin:], head[begin:])
        for a in range(arms):
            if alike[a] != a:
                continue
            b = sees[a, q]
            row_of(
                coef,
                how,
                of,
                i,
                begin,
                base,
                values[b],
                pairs[b],
                busy[b],
                sent[a, p],
                got[a, p],
                row[begin:],
            )
            some = below(row[begin:], head[begin:], bound[begin:], as_float[begin:], hit[begin:])
            if a == 0:
                added(low, i, as_float[begin:], pairs[a, max(risk, 0)], risk >= 0, sums)
            if some == 0 and not audit:
                continue
            for c in range(a, arms):
                if alike[c] == a:
                    count[c] = taken(i, low, row, hit, words, risk >= 0, pairs[c, max(risk, 0)], threshold, found[c], count[c], audit)  # fmt: skip


@inner
def scan(p: Any, q: Any, word: Any, codes: Any, par: Any, now: Any, room: Any, audit: Any) -> None:
    """Find the pairs to which a process happens in a year, in each arm by the same luck; arms in which it sees the same world share its rows.

    A pair is looked at exactly where its luck is below the upper bound; with ``audit`` everywhere. ``room.found`` and ``room.count`` receive them, in the order of
    the states.
    """
    scan_of(
        word, codes, par.both_ways[p], par.coef[q], par.how[q], par.of[q], par.base[p], par.risk[p],
        room.row, room.head, room.hit, room.words, room.bound, room.as_float, par.threshold, room.found[p], room.count[p],
        now.values32, now.pairs, now.busy, room.sent, room.got, room.sums, room.sees, room.alike, p, q, audit,
    )  # fmt: skip
