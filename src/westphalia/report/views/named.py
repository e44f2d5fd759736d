"""States as questions name them, and the sources of what an answer says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from westphalia.errors import NotUnderstood

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World


def seen_from(world: World, as_of: int | None) -> World:
    """Return a world as it was known at the end of a year; itself without one."""
    return world if as_of is None else world.as_of(as_of)


def state_of(world: World, name: int | str, year: int | None) -> State:
    """Return the state that a name or code means; a name of the past that is ambiguous today is read as of ``year``."""
    try:
        return world.state(name)
    except NotUnderstood:
        if year is None:
            raise
        return world.state(name, year)


def sources_of(world: World, tables: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """Return the sources of some tables of the edition as a page lists them."""
    from westphalia.report.brief.bibliography import sources

    return sources(world, [name for name in tables if name in world.manifest.tables])
