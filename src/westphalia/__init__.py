"""Westphalia: the international system of states as a program you can run.

>>> import westphalia as wp
>>> wp.brief("Russia", "Iran", 2022, quick=True)
<Russia and Iran in 2022>
>>> world = wp.load()
>>> world.dyad("Russia", "Iran", 2022).codes
(365, 630)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from westphalia.version import __version__

if TYPE_CHECKING:
    from westphalia import claims, measures, models, networks, panel, system
    from westphalia.measures.arrays import array
    from westphalia.networks import network
    from westphalia.record.world import World, load
    from westphalia.system.simulate import simulate
    from westphalia.verbs import (
        analogues,
        backtest,
        brief,
        check,
        compare,
        forecast,
        measure,
        movers,
        rank,
        state,
        states,
        world,
    )
    from westphalia.verbs_of_effects import balance, market, nuclear, sanction, sanctions, strike, unrest

__all__ = [
    "World",
    "__version__",
    "analogues",
    "array",
    "backtest",
    "balance",
    "brief",
    "check",
    "claims",
    "compare",
    "forecast",
    "load",
    "market",
    "measure",
    "measures",
    "models",
    "movers",
    "network",
    "networks",
    "nuclear",
    "panel",
    "rank",
    "sanction",
    "sanctions",
    "simulate",
    "state",
    "states",
    "strike",
    "system",
    "unrest",
    "world",
]
_VERBS = (
    "analogues",
    "backtest",
    "brief",
    "check",
    "compare",
    "forecast",
    "measure",
    "movers",
    "rank",
    "state",
    "states",
    "world",
)
_OF_EFFECTS = ("balance", "market", "nuclear", "sanction", "sanctions", "strike", "unrest")
_HOMES = {
    "World": "westphalia.record.world",
    "array": "westphalia.measures.arrays",
    "load": "westphalia.record.world",
    "network": "westphalia.networks",
    "simulate": "westphalia.system.simulate",
    **dict.fromkeys(_VERBS, "westphalia.verbs"),
    **dict.fromkeys(_OF_EFFECTS, "westphalia.verbs_of_effects"),
}
_ROOMS = ("claims", "measures", "models", "networks", "panel", "system")


def __getattr__(name: str) -> Any:
    """Import the rooms only when something in them is asked for."""
    if name in _ROOMS:
        return import_module(f"westphalia.{name}")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'westphalia' has no attribute '{name}'")


def __dir__() -> list[str]:
    """Return what there is to ask for."""
    return sorted(__all__)
