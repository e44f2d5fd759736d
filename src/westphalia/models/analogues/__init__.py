"""Analogues: pairs in history that stood where a pair stands, and what became of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["Analogue", "Analogues", "BaseRate", "analogues"]

if TYPE_CHECKING:
    from westphalia.models.analogues.results import Analogue, Analogues, BaseRate
    from westphalia.models.analogues.search import analogues


def __getattr__(name: str) -> Any:
    """Import the search only when something of it is asked for: pages read what is stored."""
    if name in __all__:
        home = "search" if name == "analogues" else "results"
        return getattr(import_module(f"westphalia.models.analogues.{home}"), name)
    raise AttributeError(f"module 'westphalia.models.analogues' has no attribute '{name}'")
