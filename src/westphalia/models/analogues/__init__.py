"""Analogues: pairs in history that stood where a pair stands, and what became of them.

There are two spaces: that of the drivers, ranked within each year (:func:`stood`, :func:`like`), and that of everything the partnership model reads
(:func:`analogues`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from westphalia.models.analogues.named import pair_of
    from westphalia.models.analogues.results import (
        Analogue,
        Analogues,
        BaseRate,
        DriverAnalogue,
        DriverAnalogues,
        Likeness,
    )
    from westphalia.models.analogues.search import analogues
    from westphalia.models.analogues.standing import like, stood

__all__ = [
    "Analogue",
    "Analogues",
    "BaseRate",
    "DriverAnalogue",
    "DriverAnalogues",
    "Likeness",
    "analogues",
    "like",
    "pair_of",
    "stood",
]


def __getattr__(name: str) -> Any:
    """Import the search only when something of it is asked for: pages read what is stored."""
    searches = {"analogues": "search", "stood": "standing", "like": "standing", "pair_of": "named"}
    if name in __all__:
        return getattr(import_module(f"westphalia.models.analogues.{searches.get(name, 'results')}"), name)
    raise AttributeError(f"module 'westphalia.models.analogues' has no attribute '{name}'")
