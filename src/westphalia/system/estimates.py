"""The stored estimates of processes: coefficients with covariance, levels, errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.record.once import once
from westphalia.record.results import document

if TYPE_CHECKING:
    from westphalia.record.world import World

FILE = "model/system.json"
MAKE = "Make it with: python -m sources.system"


@once
def stored(world: World) -> dict[str, Any]:
    """Return the estimates that ship with the edition: ``origin`` and, by name, ``processes``.

    Examples
    --------
    >>> import westphalia as wp
    >>> stored(wp.load())["processes"]["rivalry"]["rows"] > 1000
    True
    """
    return document(world.manifest, FILE, MAKE)
