"""The steps on the way to nuclear weapons in a run, and what follows of them."""

from __future__ import annotations

from typing import Any

from westphalia.system.kernel import places
from westphalia.system.kernel.arithmetic import exponential, keyed, unit
from westphalia.system.kernel.compiled import inner, leaf
from westphalia.system.kernel.scan import predictor
from westphalia.system.luck import FINE, LOW

NONE, EXPLORES, PURSUES, HAS = range(4)
MOST = 20.0
"""Log-odds from which a step is certain enough."""


@leaf
def odds(eta: Any) -> Any:
    """Return the chance by its log-odds; none at the lowest and below, so that what is forbidden does not happen."""
    if eta <= LOW:
        return 0.0
    e = exponential(min(eta, MOST))
    return e / (1.0 + e)


@inner
def steps(a: Any, step: Any, year: Any, run: Any, i: Any, rules: Any, par: Any, now: Any, room: Any) -> Any:
    """Return whether a state takes a step, by its hazard as states are seen and its luck."""
    q = rules.q[step]
    b = room.sees[a, q]
    eta = predictor(par.coef[q], par.how[q], par.of[q], room.level[a, q], now.values[b], now.pairs[b], rules.fixed, i, i, 0.0)  # fmt: skip
    return unit(keyed(keyed(keyed(rules.luck[q], year), run), rules.codes[i])) < odds(eta)


@inner
def climb(a: Any, year: Any, run: Any, rules: Any, par: Any, now: Any, room: Any) -> None:
    """Write the nuclear stage of each state in the year."""
    stage, fresh = now.values[a, places.V_NUCLEAR_STAGE], now.fresh[a, places.V_NUCLEAR_STAGE]
    for i in range(rules.codes.shape[0]):
        at = int(stage[i])
        if at == PURSUES:
            if steps(a, places.ACQUIRE, year, run, i, rules, par, now, room):
                fresh[i] = HAS
            elif steps(a, places.GIVE_UP, year, run, i, rules, par, now, room):
                fresh[i] = NONE
        elif at != HAS:
            if steps(a, places.PURSUE, year, run, i, rules, par, now, room):
                fresh[i] = PURSUES
            elif at == NONE and steps(a, places.EXPLORE, year, run, i, rules, par, now, room):
                fresh[i] = EXPLORES
            elif at == EXPLORES and steps(a, places.EXPLORE_END, year, run, i, rules, par, now, room):
                fresh[i] = NONE


@leaf
def protected(stage: Any, protector: Any, pact: Any, alliance: Any, promise: Any, n: Any) -> None:
    """Write which states a nuclear power has promised to defend, the twin of :func:`westphalia.system.state.protector` (n,)."""
    for i in range(n):
        protector[i] = 0.0
    for k in range(n):
        if stage[k] >= HAS:
            for i in range(n):
                if alliance[k, i] > 0 or (pact[k, i] > 0 and promise[k, i] > 0):
                    protector[i] = 1.0


@inner
def follow(a: Any, rules: Any, now: Any) -> None:
    """Write what hazards read and follows from stages, pacts, rivalries and disputes."""
    values, pairs, fixed, n = now.values[a], now.pairs[a], rules.fixed, rules.codes.shape[0]
    stage, rivalry, busy = values[places.V_NUCLEAR_STAGE], pairs[places.L_RIVALRY], now.busy[a, places.L_RIVALRY]  # fmt: skip
    for i in range(n):
        values[places.V_NUCLEAR, i] = 1.0 if stage[i] >= HAS else 0.0
        values[places.V_EXPLORING, i] = 1.0 if stage[i] == EXPLORES else 0.0
        many = 0
        if busy[i]:
            for j in range(n):
                many += 1 if rivalry[i, j] > 0 else 0
        values[places.V_RIVALS, i] = rules.logs[many * FINE]
    protected(stage, values[places.V_PROTECTOR], pairs[places.L_PACT], fixed[places.F_ALLIANCE], fixed[places.F_PROMISE], n)  # fmt: skip


@leaf
def counted(stage: Any, n: Any, out: Any) -> None:
    """Count the states that explore, pursue and have nuclear weapons (3,)."""
    out[:] = 0.0
    for i in range(n):
        if stage[i] >= EXPLORES:
            out[int(stage[i]) - 1] += 1.0
