"""Markets: what it does to a good's price, its buyers and its sellers when some sellers are shut out.

Exclusion is a limit on quantity, not a taste. In order: what the coalition refuses; what the willing drop when they are threatened; what
they can take, which all shut-out sellers share; and what stays in the ground.
"""

from westphalia.effects.market.base import Base, Coalition
from westphalia.effects.market.exclusion import Rerouting, reroute
from westphalia.effects.market.market import market
from westphalia.effects.market.outcome import MarketOutcome, Shock
from westphalia.effects.market.price import Prices, priced

__all__ = [
    "Base",
    "Coalition",
    "MarketOutcome",
    "Prices",
    "Rerouting",
    "Shock",
    "market",
    "priced",
    "reroute",
]
