"""What comes next: the system of states run forward, year by year, by processes estimated from the record."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from westphalia.system.consistency import consistency_check
    from westphalia.system.difference import difference
    from westphalia.system.result import Simulation
    from westphalia.system.saved import load_result
    from westphalia.system.scenario import Scenario, scenario
    from westphalia.system.simulate import simulate

__all__ = ["Scenario", "Simulation", "consistency_check", "difference", "load_result", "scenario", "simulate"]
_HOMES = {
    "Scenario": "scenario",
    "Simulation": "result",
    "consistency_check": "consistency",
    "difference": "difference",
    "load_result": "saved",
    "scenario": "scenario",
    "simulate": "simulate",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'westphalia.system' has no attribute '{name}'")
