"""What follows from an event: treaties with those who join, disputes, ties. All look at the year before and note what changes."""

from __future__ import annotations

from typing import Any

import numpy as np

from westphalia.system.kernel import places
from westphalia.system.kernel.arithmetic import keyed, place, unit
from westphalia.system.kernel.changes import TIE, TREATY, note
from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.kernel.scan import row_of
from westphalia.system.kernel.war import quarrel


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
        b = room.sees[a, q]
        pairs, values, busy = now.pairs[b], now.values32[b], now.busy[b]
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
                quarrel(
                    room.sees[a, rules.q[places.DEADLY]],
                    i,
                    j,
                    year,
                    run,
                    rules,
                    par,
                    now,
                    room.level[a],
                    changes,
                    used,
                )
            else:
                note(changes, used, does, which, i, j, 0, 0)
