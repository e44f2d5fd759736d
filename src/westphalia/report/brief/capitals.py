"""Capitals of a year and the distances between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.geography import pairwise, towns
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.world import World


@once(latest=16)
def capitals(world: World, year: int) -> dict[int, tuple[str, float, float]]:
    """Return the capital of each state in the system of a year with latitude and longitude in degrees: the one at its end."""
    members = set(world.members(year))
    return {ccode: town for ccode, town in towns(world, year).items() if ccode in members}


@once(latest=16)
def distances(world: World, year: int) -> dict[tuple[int, int], float]:
    """Return the great-circle distance in km between the capitals of all pairs of a year, lower code first."""
    return pairwise({ccode: (north, east) for ccode, (_, north, east) in capitals(world, year).items()})
