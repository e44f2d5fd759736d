"""The whole of it: a market with some sellers shut out, together and each alone, with the same draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from westphalia.effects.market.exclusion import Rerouting, reroute
from westphalia.effects.market.outcome import MarketOutcome, Shock
from westphalia.effects.market.price import Prices, discounted, made_up, priced, world_price
from westphalia.errors import NoAnswer
from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.market.base import Base
    from westphalia.effects.parameters import ParameterSet

Floats: TypeAlias = "NDArray[np.float64]"
SPARE_SCALE: Mapping[str, float] = {"oil": 1000.0, "wheat": 1e6}
"""Units of the market in one unit of spare capacity and stocks: oil is counted in thousand barrels a day and these in million, wheat in tonnes."""


def market(
    base: Base,
    shock: Shock,
    held: ParameterSet,
    runs: int,
    seed: int,
    weights: Floats | None = None,
    panel: Floats | None = None,
) -> MarketOutcome:
    """Return what shutting sellers out does.

    Parameters
    ----------
    base : Base
        The market before.
    shock : Shock
        Who refuses whom, and how.
    held : ParameterSet
        Of the good and of inflation.
    runs, seed : int
        How many runs, and which.
    weights : ndarray (sellers, buyers), optional
        How strongly each buyer draws what is freed; by what it imports where nothing is said.
    panel : ndarray (runs,), optional
        Our own estimate of how far the price reaches consumers, drawn: logarithm of their prices for each unit of the logarithm of this one.

    Raises
    ------
    NoAnswer
        Where a seller sold nothing, or there is nobody who imports.
    """
    if not base.imports.sum() > 0:
        raise NoAnswer(f"Nobody imports {base.good} in {base.matrix}.", "", "Choose another year.")
    for place, whole in enumerate(base.sold.sum(axis=1)):
        if not whole > 0:
            raise NoAnswer(
                f"{base.iso[place]} sold no {base.good} abroad in {base.observed[base.iso[place]]}.",
                "There is nothing to shut out.",
                "Choose another state or year, or --from a year before it was shut out.",
            )
    given = np.broadcast_to(base.imports, base.sold.shape) if weights is None else weights
    where, prices = _one(base, shock, held, runs, seed, given)
    alone = []
    for place in range(len(base.sellers)):
        single = replace(shock, coalitions=(shock.coalitions[place],))
        if len(base.sellers) == 1:
            alone.append(prices.change)
            continue
        alone.append(_one(base.only(place), single, held, runs, seed, given[place : place + 1])[1].change)
    sound = np.isfinite(prices.change) & np.isfinite(np.array(alone)).all(axis=0)
    inflation = _inflation(base, held, prices, runs, seed, panel)
    return MarketOutcome(base, shock, where, prices, tuple(alone), inflation, sound, given)


def named(held: ParameterSet, good: str, name: str) -> str:
    """Return the name of a parameter of a good; of what is not said for it, that of oil, so that a coalition is as strict in one good as in another.

    Parameters
    ----------
    held : ParameterSet
        Of the good, and of oil.
    good, name : str
        The good, and the name without it.
    """
    own = f"{good}.{name}"
    known = own in held.entries or own.rpartition(".")[0] in held.entries
    return own if known else f"oil.{name}"


def _one(
    base: Base, shock: Shock, held: ParameterSet, runs: int, seed: int, weights: Floats
) -> tuple[Rerouting, Prices]:
    def draw(name: str) -> Floats:
        found: Floats = held.draw(named(held, base.good, name), runs, seed)
        return found

    term = shock.horizon
    dropping, room = np.zeros(runs), draw(f"room.{term}")
    if shock.secondary:
        dropping = draw("secondary.demanded") * draw("secondary.obedience") * shock.in_force
        room = room * draw("secondary.taking")
    where = reroute(
        base.sold,
        base.imports,
        base.refusing(shock.coalitions),
        weights,
        compliance=draw("refusal.compliance") * shock.in_force,
        dropping=np.clip(dropping, 0.0, 1.0),
        room=room,
        freight=draw(f"freight.{term}"),
        movable=_movable(base, held, term, runs, seed),
    )
    cost = draw("cost.lifting")
    change, net = _world(base, shock, held, where.shut_in.sum(axis=1), runs, seed)
    known = np.isfinite(base.price)
    floor = cost / (base.price * (1.0 + change)) if known else np.zeros(runs)
    discount = discounted(where, draw("discount.first"), draw("discount.full"), floor)
    capping = shock.cap is not None and known
    kept = draw("services.insured") * draw("services.observed") if capping else None
    before = base.price if known else 1.0
    prices = priced(
        where, change, net, discount, before=before, cap=shock.cap if capping else None, held=kept, cost=cost
    )
    if prices.capped.any():
        change, net = _world(base, shock, held, (where.shut_in + prices.capped).sum(axis=1), runs, seed)
        prices = replace(prices, change=change, net=net)
    return where, prices


def _movable(base: Base, held: ParameterSet, term: str, runs: int, seed: int) -> Floats | None:
    """Return what part of what each sells to each can go elsewhere (runs, sellers, buyers); None where all can."""
    if not base.piped.any():
        return None
    found: Floats = held.draw(f"{base.good}.pipe.movable.{term}", runs, seed)
    return 1.0 - base.piped * (1.0 - found)[:, None, None]


def _world(
    base: Base, shock: Shock, held: ParameterSet, lost: Floats, runs: int, seed: int
) -> tuple[Floats, Floats]:
    """Return the change of the world's price, and the share of supply that stays lost (runs,) each."""

    def draw(name: str) -> Floats:
        found: Floats = held.draw(named(held, base.good, name), runs, seed)
        return found

    scale, term = SPARE_SCALE.get(base.good, 1.0), shock.horizon
    gone = sum(
        held.value(name) for iso in base.iso if (name := f"{base.good}.spare.share.{iso}") in held.entries
    )
    spare = draw("spare.capacity") * scale * max(1.0 - gone, 0.0)
    offset = made_up(
        lost,
        spare,
        draw(f"spare.used.{term}"),
        draw(f"stocks.share.{term}"),
        held.value(named(held, base.good, "stocks.most")) * scale,
    )
    demand, answer = draw(f"elasticity.{term}.demand"), draw(f"elasticity.{term}.supply")
    change = world_price(lost, base.supply, demand, answer, offset=offset)
    return change, np.maximum(lost - offset, 0.0) / base.supply


def _inflation(
    base: Base, held: ParameterSet, prices: Prices, runs: int, seed: int, panel: Floats | None
) -> dict[str, Floats]:
    """Return percentage points of consumer prices within a year, by estimate, each (runs,)."""
    name = f"inflation.{base.good}.published"
    found = {"published": 100.0 * prices.change * held.draw(name, runs, seed)} if name in held.entries else {}
    if panel is not None:
        found["panel"] = 100.0 * panel * np.log1p(prices.change)
    return found
