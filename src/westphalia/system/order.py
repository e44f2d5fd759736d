"""The order of the day in a run: who leads it, what shuts states out of it beside sanctions, and how far each state is shut out.

The twin of :mod:`westphalia.measures.exclusion`: leading powers and what is coded by hand stay as they are at the start, sanctions are those of the run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.measures.exclusion import FINANCE, GRADES, OTHER, PARTS, beside_sanctions
from westphalia.record.rows import located
from westphalia.system.variables import KINDS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
BY_SANCTIONS = ("embargo", "credit")
"""Parts of the order that sanctions shut a state out of."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What is held of the order over the states of a system (n,) each.

    Parameters
    ----------
    lead : ndarray
        Weight of each among the leading powers; sums to 1 or less.
    rest : ndarray
        What is left to each of the parts that sanctions do not touch.
    embargo, credit : ndarray
        What acts other than sanctions leave to each of trade and of credit.
    """

    lead: Floats
    rest: Floats
    embargo: Floats
    credit: Floats


def order(world: World, year: int, codes: Ints) -> Order:
    """Return what is held of the order of a year.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year.
    codes : ndarray (n,)
        The states, ascending.
    """
    found = beside_sanctions(world, year)
    at, known = located(world.universe(), codes)
    left, weight = np.where(known, found.left[:, at], 1.0), np.where(known, found.weight[at], 0.0)
    parts = dict(zip(PARTS, left, strict=True))
    rest = np.prod([1.0 - PARTS[name] * (1.0 - parts[name]) for name in PARTS if name not in BY_SANCTIONS], axis=0)  # fmt: skip
    return Order(weight, rest, parts["embargo"], parts["credit"])


def grades() -> Floats:
    """Return what part of trade sanctions of each kind shut a state out of, the gravest of them counting (kinds,).

    Examples
    --------
    >>> dict(zip(KINDS, grades().tolist()))["trade"]
    0.5
    """
    grave = {name.removeprefix("sanctions_on_state_"): grade for name, grade in GRADES.items()}
    return np.array([{"state": OTHER, **grave}.get(kind, 0.0) for kind in KINDS])


def weights() -> Floats:
    """Return what trade and credit are of the whole order, and what part of credit financial sanctions shut a state out of (3,)."""
    return np.array([PARTS["embargo"], PARTS["credit"], FINANCE])


def exclusion(of: Order, layers: Mapping[str, Floats]) -> Floats:
    """Return how far each state is shut out of the order (n,): the index of the measure, 0 to 1.

    Parameters
    ----------
    of : Order
        What is held.
    layers : mapping of str to ndarray (n, n)
        By kind, who has such sanctions on whom.

    Examples
    --------
    Two states lead in equal parts, one of them forbids all trade with a third:

    >>> held = Order(np.array([0.5, 0.5, 0.0]), np.ones(3), np.ones(3), np.ones(3))
    >>> none = np.zeros((3, 3))
    >>> all_trade = none.copy()
    >>> all_trade[0, 2] = 1.0
    >>> layers = {**dict.fromkeys(KINDS, none), "state": all_trade, "trade": all_trade, "embargo": all_trade}
    >>> exclusion(held, layers).round(2).tolist()
    [0.0, 0.0, 0.3]
    """
    of_trade, of_credit, finance = weights()
    grave = np.max([grade * layers[kind] for kind, grade in zip(KINDS, grades(), strict=True)], axis=0)
    beside = np.maximum(1.0 - of.lead, 1e-9)
    trade, credit = (
        np.minimum(of.lead @ each / beside, 1.0) for each in (grave, finance * layers["financial"])
    )
    left = of.rest * (1.0 - of_trade * (1.0 - of.embargo * (1.0 - trade))) * (1.0 - of_credit * (1.0 - of.credit * (1.0 - credit)))  # fmt: skip
    return np.asarray(1.0 - left)
