"""What a loss does to the world's price, what a shut-out seller gets of it, and what consumers pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.errors import NotUnderstood
from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.market.exclusion import Rerouting

Floats: TypeAlias = "NDArray[np.float64]"
LEAST = 1e-6
"""The least sum of elasticities: below it nothing answers the price, and there is none."""
MOST_LOST = 0.9
"""A run that loses more of the world's supply than this has no price that means anything."""


@dataclass(frozen=True)
class Prices:
    """Prices and revenue after exclusion, in each run.

    Parameters
    ----------
    change : ndarray (runs,)
        Relative change of the world's price; NaN where a run has no price.
    net : ndarray (runs,)
        What is lost after spare capacity and stocks, as a share of the world's supply.
    discount : ndarray (runs, sellers)
        What each shut-out seller takes off the world's price, as a share of it.
    revenue : ndarray (runs, sellers)
        Relative change of what each earns from what it sells abroad.
    capped : ndarray (runs, sellers)
        What is not sold because the cap lies under what lifting costs; in the unit of what was sold.
    """

    change: Floats
    net: Floats
    discount: Floats
    revenue: Floats
    capped: Floats


def world_price(lost: Floats, supply: float, demand: Floats, answer: Floats, *, offset: Floats) -> Floats:
    """Return the relative change of the world's price (runs,) when some of the supply is lost.

    Supply is what is left times the price to the power of its elasticity, demand the price to the power of its own; the two meet.

    Parameters
    ----------
    lost, offset : ndarray (runs,)
        What is lost, and what spare capacity and stocks make up of it (never more than it).
    supply : float
        All that the world supplies.
    demand, answer : ndarray (runs,)
        Elasticity of demand (negative) and of supply.

    Raises
    ------
    NotUnderstood
        Where neither supply nor demand answers the price.

    Examples
    --------
    >>> one = np.ones(1)
    >>> float(world_price(2 * one, 100.0, -0.1 * one, 0.1 * one, offset=one)[0]).__round__(4)
    0.0515
    """
    sum_ = answer - demand
    if (sum_ < LEAST).any() or not np.isfinite(sum_).all():
        raise NotUnderstood(
            "Neither supply nor demand answers the price.",
            "The elasticity of supply less that of demand must be above zero.",
            "Give other elasticities.",
        )
    net = np.maximum(lost - offset, 0.0) / supply
    sound = net <= MOST_LOST
    return np.where(sound, np.expm1(-np.log1p(-np.where(sound, net, 0.0)) / sum_), np.nan)


def made_up(lost: Floats, spare: Floats, used: Floats, stocks: Floats, most: float) -> Floats:
    """Return what others make up of a loss (runs,): first from stocks, then from spare capacity.

    Parameters
    ----------
    lost : ndarray (runs,)
        What is lost.
    spare, used : ndarray (runs,)
        Spare capacity that is not shut out too, in the same unit, and the share of it that is put to use.
    stocks : ndarray (runs,)
        The share of the loss that stocks make up.
    most : float
        The most that stocks give.
    """
    given = np.minimum(stocks * lost, most)
    return given + np.minimum(lost - given, spare * used)


def discounted(where: Rerouting, first: Floats, full: Floats, floor: Floats) -> Floats:
    """Return what each shut-out seller takes off the price (runs, sellers).

    It grows from what the first buyer asks to what is asked when nobody has room left, and never takes the price below the floor.

    Parameters
    ----------
    where : Rerouting
        Where its goods went.
    first, full : ndarray (runs,)
        The discount at the first amount placed, and when all room is taken.
    floor : ndarray (runs,)
        The least price at which a seller still sells, as a share of the world's price.
    """
    fullness = where.fullness
    asked = first[:, None] + np.maximum(full - first, 0.0)[:, None] * fullness
    touched = where.freed > 0
    return np.where(touched, np.minimum(asked, np.maximum(1.0 - floor, 0.0)[:, None]), 0.0)


def priced(
    where: Rerouting,
    change: Floats,
    net: Floats,
    discount: Floats,
    *,
    before: float,
    cap: float | None = None,
    held: Floats | None = None,
    cost: Floats | None = None,
) -> Prices:
    """Return prices and revenue, with a cap on the price where there is one.

    A cap is a reservation price of the coalition's ships and insurance: what travels with them is sold at the cap at most, or stays where it is
    when lifting costs more.

    Parameters
    ----------
    where : Rerouting
        Where the goods went.
    change, net : ndarray (runs,)
        Of the world's price, and of its supply.
    discount : ndarray (runs, sellers)
        What each takes off the price.
    before : float
        The world's price before.
    cap : float, optional
        In the unit of the price.
    held : ndarray (runs,), optional
        The share of the trade that keeps the cap.
    cost : ndarray (runs,), optional
        What lifting costs, in the unit of the price.
    """
    sold = where.bought.sum(axis=2)
    price = before * (1.0 + change)[:, None] * (1.0 - discount)
    capped = np.zeros_like(sold)
    if cap is not None and held is not None and cost is not None:
        binds = (price > cap).astype(float) * held[:, None]
        capped = np.where((cap < cost)[:, None], sold * binds, 0.0)
        price = np.where((cap < cost)[:, None], price, (1.0 - binds) * price + binds * np.minimum(price, cap))
        taken_off = 1.0 - price / (before * (1.0 + change))[:, None]
        discount = np.maximum(discount, taken_off)
    whole = where.sold.sum(axis=1)
    earned = (sold - capped) * price
    revenue = np.divide(earned, before * whole, out=np.full_like(earned, np.nan), where=whole > 0) - 1.0
    return Prices(change, net, discount, revenue, capped)
