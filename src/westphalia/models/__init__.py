"""Models: what explains the ties between states, fitted to the record, tried on years that they had not seen.

>>> import westphalia as wp
>>> from westphalia.models import load
>>> round(load(wp.load()).forecast("Russia", "Iran", 2022).percentile[5], 1)
1.0
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["HORIZONS", "OUTCOMES", "Partnership", "load"]

if TYPE_CHECKING:
    from westphalia.models.outcomes import HORIZONS, OUTCOMES
    from westphalia.models.partnership.model import Partnership
    from westphalia.models.partnership.store import load

_HOMES = {
    "Partnership": "partnership.model",
    "load": "partnership.store",
    "HORIZONS": "outcomes",
    "OUTCOMES": "outcomes",
}


def __getattr__(name: str) -> Any:
    """Import the files of the room only when something in them is asked for."""
    if name in _HOMES:
        return getattr(import_module(f"westphalia.models.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'westphalia.models' has no attribute '{name}'")
