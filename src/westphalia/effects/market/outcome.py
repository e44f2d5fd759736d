"""What is done to a market, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from westphalia.effects.market.exclusion import Rerouting
from westphalia.effects.market.price import Prices
from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.market.base import Base, Coalition

Floats: TypeAlias = "NDArray[np.float64]"
Horizon = Literal["short", "long"]


@dataclass(frozen=True)
class Shock:
    """What is done.

    Parameters
    ----------
    coalitions : tuple of Coalition
        Who refuses each seller.
    secondary : bool
        Whether the coalition threatens those who still buy.
    horizon : {"short", "long"}
        Within one year, or within five.
    cap : float, optional
        On the price, for whoever uses the coalition's ships and insurance.
    in_force : float
        For what part of the year it is in force.
    """

    coalitions: tuple[Coalition, ...]
    secondary: bool = False
    horizon: Horizon = "short"
    cap: float | None = None
    in_force: float = 1.0


@dataclass(frozen=True)
class MarketOutcome:
    """A market with some sellers shut out.

    Parameters
    ----------
    base : Base
        Where it started from.
    shock : Shock
        What was done.
    where : Rerouting
        Where the goods went.
    prices : Prices
        What it did to prices and revenue.
    alone : tuple of ndarray (runs,)
        The change of the price when each seller is shut out alone, with the same draws.
    inflation : mapping of ndarray (runs,)
        Percentage points of consumer prices, by estimate.
    sound : ndarray (runs,)
        Whether a run has a price; the others are left out of everything, and counted.
    weights : ndarray (sellers, buyers)
        How strongly each buyer drew what was freed.
    """

    base: Base
    shock: Shock
    where: Rerouting
    prices: Prices
    alone: tuple[Floats, ...]
    inflation: Mapping[str, Floats]
    sound: NDArray[np.bool_]
    weights: Floats

    @property
    def beyond(self) -> Floats:
        """What shutting all out does to the price beyond the sum of each alone (runs,)."""
        found: Floats = self.prices.change - np.sum(self.alone, axis=0)
        return found

    @property
    def discount(self) -> Floats:
        """What the shut-out sellers together take off the price, by what each still sells (runs,)."""
        sold = self.where.bought.sum(axis=2)
        whole = sold.sum(axis=1)
        found: Floats = np.divide(
            (sold * self.prices.discount).sum(axis=1), whole, out=np.zeros_like(whole), where=whole > 0
        )
        return found

    @property
    def shares(self) -> tuple[Floats, Floats]:
        """What part of all that the shut-out sellers sell goes to each buyer, before (buyers,) and after (runs, buyers); NaN where they sell nothing."""
        before = self.where.sold.sum(axis=0)
        after = self.where.bought.sum(axis=1)
        whole = after.sum(axis=1, keepdims=True)
        return before / before.sum(), np.divide(
            after, whole, out=np.full_like(after, np.nan), where=whole > 0
        )
