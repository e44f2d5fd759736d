"""Covariates of processes as arrays, from a state of the system: what fits are made on, and what the engine is held against."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.system.process import Covariate
    from westphalia.system.state import SystemState

Floats: TypeAlias = "NDArray[np.float64]"
LARGEST = ("output", "population")
"""Variables of states of which those of the European Union are the sum of its members', as logs; of others it has their mean."""


def square(state: SystemState, term: Covariate) -> Floats:
    """Return a covariate of all pairs, from the first index to the second (n, n).

    Examples
    --------
    >>> import westphalia as wp
    >>> from westphalia.system.process import term
    >>> from westphalia.system.state import start
    >>> now = start(wp.load(), 2018)
    >>> russia, iran = now.place(365), now.place(630)
    >>> gap = square(now, term("gap democracy", "pair"))
    >>> bool(gap[russia, iran] == abs(now.states["democracy"][russia] - now.states["democracy"][iran]))
    True
    """
    if term.how == "pair":
        return state.pairs[term.of]
    value = state.states[term.of]
    one, two = value[:, None], value[None, :]
    if term.how == "sum":
        return one + two
    if term.how == "gap":
        return np.abs(one - two)
    if term.how == "least":
        return np.minimum(one, two)
    return np.broadcast_to(one if term.how == "from" else two, (state.n, state.n))


def with_union(state: SystemState) -> SystemState:
    """Return the state with the European Union as a further one, in the last place: what it is as a sender of sanctions.

    Of output and population it has the sum of its members', of capability too; of other variables the mean. It is as near to another as its
    nearest member, and tied to it where any of them is.
    """
    n, inside = state.n, state.union
    states = {
        name: np.append(value, _pooled(name, value, inside, state)) for name, value in state.states.items()
    }
    pairs = {}
    for name, value in state.pairs.items():
        found = np.zeros((n + 1, n + 1))
        found[:n, :n] = value
        if inside.any():
            rows = np.where(inside[:, None], value, np.inf if name == "distance" else -np.inf)
            found[n, :n] = found[:n, n] = rows.min(axis=0) if name == "distance" else rows.max(axis=0)
        pairs[name] = found
    return replace(state, codes=np.append(state.codes, 0), states=states, pairs=pairs)


def _pooled(name: str, value: Floats, inside: NDArray[np.bool_], state: SystemState) -> float:
    if name == "sends":
        sends = (state.imposed > 0).sum(axis=1)
        return float(np.log1p(sends[-1]) - np.log1p(sends[:-1]).mean())
    if not inside.any():
        return float(value.mean())
    if name in LARGEST or name == "capability":
        return float(np.log(np.exp(value[inside]).sum()))
    return float(value[inside].mean())
