"""Who takes what others refuse: ways to weigh buyers, and the one that is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from westphalia.lazy import np, pl
from westphalia.record.quantities.sanctions import on_states

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.market.base import Base, Coalition
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Way = Literal["imports", "past", "sanctions", "votes", "relation"]
WAYS: Mapping[Way, str] = {
    "imports": "what the willing import",
    "past": "what the willing bought of the seller",
    "sanctions": "imports of those without any sanction in force on the seller",
    "votes": "imports, the less the farther a state votes from the seller",
    "relation": "imports, the more the better the relation with the seller",
}
"""Ways to weigh buyers, in words."""
SHIPPED: Way = "votes"
"""The way that is used: the best of those that were scored (docs/market-episodes.md)."""


def drawing(world: World, base: Base, coalitions: tuple[Coalition, ...], way: Way) -> Floats:
    """Return how strongly each buyer draws what is freed of each seller (sellers, buyers).

    A buyer of several states counts those that do not refuse, by what each imports. None of the ways has a number that was fitted.

    Parameters
    ----------
    world : World
        The record; nothing after the year of the market is read.
    base : Base
        The market before.
    coalitions : tuple of Coalition
        Who refuses each seller.
    way : {"imports", "past", "sanctions", "votes", "relation"}
        By imports; by what was bought of the seller before; by imports of states without any sanction of their own in force on it; by imports times
        exp(-distance) of ideal points; or by imports times the logistic function of the relation.
    """
    willing = np.clip(1.0 - base.refusing(coalitions), 0.0, 1.0)
    if way == "past":
        return base.sold * willing
    if way == "imports":
        return base.imports * willing
    rows = [
        _known(world, base, seller, set(coalition.members), way)
        for seller, coalition in zip(base.sellers, coalitions, strict=True)
    ]
    return base.imports * np.array(rows)


def _known(world: World, base: Base, seller: int, refusing: set[int], way: Way) -> Floats:
    """Return what the states of each buyer weigh that do not refuse, as a share of its imports (buyers,)."""
    factor = _factors(world, seller, base.year, way)
    mean = float(np.mean(list(factor.values()))) if factor else 1.0
    found = []
    for states in base.members:
        whole = sum(states.values())
        open_ = sum(x * factor.get(code, mean) for code, x in states.items() if code not in refusing)
        found.append(open_ / whole if whole > 0 else mean)
    return np.array(found)


def _factors(world: World, seller: int, year: int, way: Way) -> dict[int, float]:
    """Return by state how near it is to a seller; states of which it is not known are left out."""
    codes = world.universe()
    place = int(np.searchsorted(codes, seller))
    if way == "sanctions":
        rows = on_states(world).filter(
            pl.col("target") == seller, pl.col("year") == year, pl.col("route") != "un"
        )
        senders = set(rows["sender"].to_list())
        return {int(code): 0.0 if code in senders else 1.0 for code in codes}
    name = "ideal_point_filtered" if way == "votes" else "relation_filtered"
    span = world.covers(name)
    found = world.of_year(name, year if span is None else min(year, span[1]))
    near = np.exp(-np.abs(found - found[place])) if way == "votes" else 1.0 / (1.0 + np.exp(-found[:, place]))
    known = np.isfinite(near)
    return {int(code): float(value) for code, value in zip(codes[known], near[known], strict=True)}
