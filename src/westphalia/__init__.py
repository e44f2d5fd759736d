"""Westphalia: the international system of states as a program you can run.

>>> import westphalia as wp
>>> world = wp.load()
>>> world.dyad("Russia", "Iran", 2022).codes
(365, 630)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.version import __version__

__all__ = ["World", "__version__", "array", "brief", "check", "load", "network"]

if TYPE_CHECKING:
    from westphalia.measures.arrays import array
    from westphalia.networks import network
    from westphalia.record.world import World, load
    from westphalia.report.brief import brief
    from westphalia.report.essay.checked import check

_HOMES = {
    "World": "westphalia.record.world",
    "array": "westphalia.measures.arrays",
    "load": "westphalia.record.world",
    "brief": "westphalia.report.brief",
    "check": "westphalia.report.essay.checked",
    "network": "westphalia.networks",
}
_ROOMS = ("claims", "measures", "models", "networks", "panel")


def __getattr__(name: str) -> Any:
    """Import the rooms only when something in them is asked for."""
    from importlib import import_module

    if name in _ROOMS:
        return import_module(f"westphalia.{name}")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'westphalia' has no attribute '{name}'")
