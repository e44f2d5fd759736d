"""Tables as they are cited under a table of claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from westphalia.record.world import World

MANY = 8
"""Sources of one table from which on it stands for itself: the list at the end has them all."""


def cited(world: World, tables: Iterable[str]) -> tuple[str, ...]:
    """Return the names to cite: those of tables, and in words what was computed or comes from many sources."""
    return tuple(dict.fromkeys(_one(world, name) for name in tables))


def _one(world: World, name: str) -> str:
    if name not in world.manifest.tables:
        return f"our {name}" if name.endswith("model") else f"our estimates of {name}"
    count = len(world.manifest.table(name)["sources"])
    return f"{name.replace('_', ' ')} (from {count} sources, listed at the end)" if count >= MANY else name
