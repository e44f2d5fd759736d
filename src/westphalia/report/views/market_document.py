"""What the market view says of one market, as the contract has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.effects.distribution import distribution, movers
from westphalia.effects.market import market
from westphalia.effects.market.oil import quoted
from westphalia.report.views.effect import assumed

if TYPE_CHECKING:
    from westphalia.effects.market import MarketOutcome
    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World
    from westphalia.report.views.market import MarketQuestion

ENOUGH = 400
"""Runs that are needed to tell which assumption moves an answer."""


def told(world: World, asked: MarketQuestion, made: MarketOutcome, held: ParameterSet) -> dict[str, Any]:
    """Return what one market says, as the contract has it.

    Parameters
    ----------
    world, asked, made, held : World, MarketQuestion, MarketOutcome, ParameterSet
        The record, the question, the market and what was assumed.
    """
    base, sound = made.base, made.sound
    moved, what = _moved(asked, made, held)
    spread = {
        iso: {
            "refused": distribution(made.where.freed[sound, place]),
            "rerouted": distribution(made.where.rerouted[sound, place]),
            "shut_in": distribution(made.where.shut_in[sound, place]),
            "held_back": distribution(made.prices.capped[sound, place]),
        }
        for place, iso in enumerate(base.iso)
    }
    return {
        "good": base.good,
        "unit": base.unit,
        "price_change": distribution(made.prices.change[sound]),
        "alone": {iso: distribution(each[sound]) for iso, each in zip(base.iso, made.alone, strict=True)},
        "beyond_sum": distribution(made.beyond[sound]),
        "discount": distribution(made.discount[sound]),
        "discounts": {iso: distribution(made.prices.discount[sound, at]) for at, iso in enumerate(base.iso)},
        "revenue": {iso: distribution(made.prices.revenue[sound, at]) for at, iso in enumerate(base.iso)},
        "inflation": [
            {"estimate": name, "unit": "percentage points", **distribution(each[sound])}
            for name, each in made.inflation.items()
        ],
        "volume": spread,
        "gains": _gains(made),
        "by": [_refusing(world, asked, made, place) for place in range(len(base.sellers))],
        "baseline": _baseline(made) | ({"quoted": _quoted(world, made)} if base.good == "oil" else {}),
        "contribution": True,
        "runs": asked.runs,
        "failed": [int(run) for run in (~sound).nonzero()[0]],
        "conserved": made.where.conserved,
        "assumptions": assumed(held, moved),
        "moves": what,
        "movers": [{"name": name, "coefficient": weight} for name, weight in moved],
    }


def _moved(
    asked: MarketQuestion, made: MarketOutcome, held: ParameterSet
) -> tuple[tuple[tuple[str, float], ...], str]:
    """Return how much each assumption moves the price, or where it does not move what is shut in, over enough runs to tell."""
    runs = max(asked.runs, ENOUGH)
    more = made if runs == asked.runs else market(made.base, made.shock, held, runs, asked.seed, made.weights)
    outcomes = {"the price": more.prices.change, "what is shut in": more.where.shut_in.sum(axis=1)}
    drawn = held.drawn(runs, asked.seed)
    for what, outcome in outcomes.items():
        found = movers({name: each[more.sound] for name, each in drawn.items()}, outcome[more.sound])
        if found:
            return found, what
    return (), "the price"


def _gains(made: MarketOutcome) -> list[dict[str, Any]]:
    """Return what part of the shut-out sellers' sales goes to each buyer before and after, the largest gain first."""
    before, after = made.shares
    some = made.sound & (made.where.bought.sum(axis=(1, 2)) > 0)
    if not some.any():
        return []
    order = sorted(range(len(before)), key=lambda at: -(float(after[some, at].mean()) - float(before[at])))
    key = "state" if made.base.good == "wheat" else "area"
    return [
        {key: made.base.buyers[at], "from": round(float(before[at]), 12), "to": distribution(after[some, at])}
        for at in order
        if before[at] > 0 or after[some, at].max() > 0
    ]


def _refusing(world: World, asked: MarketQuestion, made: MarketOutcome, place: int) -> dict[str, Any]:
    coalition = made.shock.coalitions[place]
    return {
        "seller": made.base.iso[place],
        "rule": coalition.chosen,
        "observed": coalition.observed,
        "members": [world.state(code, asked.year).to_dict() for code in coalition.members],
    }


def _baseline(made: MarketOutcome) -> dict[str, Any]:
    base = made.base
    return {
        "year": base.year,
        "matrix": base.matrix,
        "price": {"value": base.price if base.price == base.price else None, "unit": base.price_unit},
        "supply": base.supply,
        "exports": {
            iso: {"value": float(base.sold[at].sum()), "observed": base.observed[iso]}
            for at, iso in enumerate(base.iso)
        },
        "notes": list(base.notes),
    }


def _quoted(world: World, made: MarketOutcome) -> dict[str, Any]:
    """Return how far the crude of each seller is quoted under Brent, where it is."""
    found = {
        iso: quoted(world, code, made.base.year)
        for iso, code in zip(made.base.iso, made.base.sellers, strict=True)
    }
    return {
        iso: {"crude": each[0], "under_brent": round(each[1], 12), "observed": each[2]}
        for iso, each in found.items()
        if each is not None
    }
