"""Processes with their estimates as the arrays that the compiled loop reads, the estimates themselves or a draw of them (shapes: :mod:`westphalia.system.engine`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.system import luck
from westphalia.system.covariates import square
from westphalia.system.draws import GRAIN, coefficients, level_at, walk
from westphalia.system.kernel.places import Drawn
from westphalia.system.process import SystemProcess
from westphalia.system.processes import processes
from westphalia.system.state import SystemState
from westphalia.system.variables import FIXED, KINDS, LAYERS, STATES

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
HOWS = {
    "pair": 0,
    "fixed": 1,
    "sum": 2,
    "gap": 3,
    "least": 4,
    "from": 5,
    "to": 6,
    "own": 7,
    "age": 8,
    "kind": 9,
}
"""How a term reads, as the loop numbers it."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Processes with their estimates, as numbered arrays.

    Parameters
    ----------
    processes : mapping of SystemProcess
        By name.
    estimates : mapping
        The stored estimates by process.
    order : tuple of str
        Names in the order of the arrays.
    dense : tuple of str
        Those whose pairs are scanned.
    """

    processes: Mapping[str, SystemProcess]
    estimates: Mapping[str, Any]
    order: tuple[str, ...]
    dense: tuple[str, ...]

    def q(self, name: str) -> int:
        """Return the number of a process."""
        return self.order.index(name)


def model(estimates: Mapping[str, Any], given: Mapping[str, SystemProcess] | None = None) -> Model:
    """Return processes with their estimates; in the order of their names, whatever order they are declared in.

    Parameters
    ----------
    estimates : mapping
        Of :func:`westphalia.system.estimates.stored`, its ``processes``.
    given : mapping, optional
        Processes; by default all.
    """
    known = processes() if given is None else given
    order = tuple(sorted(known))
    dense = tuple(name for name in order if known[name].kind == "onset" and known[name].on in ("pair", "directed"))  # fmt: skip
    return Model(known, estimates, order, dense)


def _terms(of: Model) -> tuple[Ints, Ints]:
    """Return how each term of each process is read, -1 past the last, and of what (Q, k)."""
    most = max(len(each.reads) for each in of.processes.values())
    how, what = (np.full((len(of.order), max(most, 1)), fill, dtype=np.int64) for fill in (-1, 0))
    for q, name in enumerate(of.order):
        for k, each in enumerate(of.processes[name].terms):
            if each.how == "age":
                how[q, k] = HOWS["age"]
            elif each.how == "kind":
                how[q, k], what[q, k] = HOWS["kind"], list(KINDS).index(each.of)
            elif each.how == "pair":
                how[q, k] = HOWS["fixed" if each.of in FIXED else "pair"]
                what[q, k] = FIXED.index(each.of) if each.of in FIXED else LAYERS.index(each.of)
            else:
                how[q, k], what[q, k] = HOWS[each.how], STATES.index(each.of)
    return how, what


def drawn(of: Model, state: SystemState, draw: int, seed: int) -> Any:
    """Return what hangs on a draw of the parameters; draw -1 is the estimate itself."""
    how, what = _terms(of)
    coef = np.zeros((len(of.order), how.shape[1] + 1))
    for q, name in enumerate(of.order):
        found = coefficients(name, of.estimates[name], draw, seed)
        coef[q, : len(found)] = found
    base = np.stack([_base(of, state, name, coef[of.q(name)]) for name in of.dense])
    told = (*of.dense, "sanction", "regime")
    mean = np.array([mean_at_risk(of.processes[name], state, coef[of.q(name)]) for name in told])
    rate = np.array(
        [float(of.estimates[name].get("rate", now)) for name, now in zip(told, mean, strict=True)]
    )
    levels = [level_at(of.estimates[name], state.year, draw) if "level" in of.estimates[name] else (0.0, 0.0) for name in of.order]  # fmt: skip
    walking = [walk(of.estimates[name].get("level", {}), draw) for name in of.order]
    risks = [of.processes[name].risk for name in of.dense]
    return Drawn(
        coef=coef, how=how, of=what, dense=np.array([of.q(name) for name in of.dense]), base=base,
        both_ways=np.array([of.processes[name].on == "directed" for name in of.dense]),
        risk=np.array([LAYERS.index(name) if name else -1 for name in risks]), threshold=luck.thresholds(), chance=luck.chances(),
        share=np.array(of.estimates["pact_join"]["mean"]), level=np.array([mean for mean, _ in levels]), level_sd=np.sqrt([spread for _, spread in levels]),
        middle=np.array([each.middle for each in walking]), keep=np.array([each.keep for each in walking]), step=np.array([each.sd for each in walking]), jitter=np.array([each.jitter for each in walking]),
        usual=mean - rate, rate=rate, lift_kinds=_of_masks(of, coef[of.q("sanction_end")]), together=np.array([float(of.estimates[name].get("together", 0.0)) for name in of.order]),
    )  # fmt: skip


def mean_at_risk(process: SystemProcess, state: SystemState, coef: Floats) -> float:
    """Return the log of the mean chance of pairs or states at risk, without its level, as the loop sums it: of pairs powers of two, linear between powers.

    Parameters
    ----------
    process : SystemProcess
        One whose pairs are scanned, or of states.
    state : SystemState
        The system of a year.
    coef : ndarray (k + 1,)
        Constant and coefficients.
    """
    if process.on == "state":
        eta = coef[0] + sum(
            b * state.states[each.of] for b, each in zip(coef[1:], process.terms, strict=False)
        )
        return _rounded(-np.expm1(-np.exp(np.clip(eta, luck.LOW, luck.HIGH))))
    eta = coef[0] + sum(b * square(state, each) for b, each in zip(coef[1:], process.terms, strict=False))
    risk = (
        ~np.eye(state.n, dtype=bool)
        if process.on == "directed"
        else np.triu(np.ones((state.n, state.n), dtype=bool), 1)
    )
    if process.risk:
        risk &= state.pairs[process.risk] == 0
    power = np.clip(np.broadcast_to(eta, risk.shape)[risk], luck.LOW, luck.HIGH) / luck.LN2
    whole = np.floor(power)
    return _rounded(np.exp2(whole) * (1 + power - whole) / luck.ABOVE)


def _rounded(chance: Floats) -> float:
    return float(np.round(np.log(chance.mean()) * GRAIN) / GRAIN)


def _of_masks(of: Model, coef: Floats) -> Floats:
    """Return what each mask of kinds adds to the linear predictor of a sanction's end (masks,)."""
    slope = np.zeros(len(KINDS))
    for k, term in enumerate(of.processes["sanction_end"].terms):
        if term.how == "kind":
            slope[list(KINDS).index(term.of)] += coef[k + 1]
    bits = (np.arange(2 ** len(KINDS))[:, None] >> np.arange(len(KINDS))) & 1
    return np.asarray((bits * slope).sum(axis=1))


def _base(of: Model, state: SystemState, name: str, coef: Floats) -> Any:
    """Return the part of a predictor that no year changes: the constant, and variables of pairs that stay (n, n)."""
    found = np.full((state.n, state.n), coef[0])
    for k, term in enumerate(of.processes[name].terms):
        if term.how == "pair" and term.of in FIXED:
            found = found + coef[k + 1] * square(state, term)
    return found.astype(np.float32)
