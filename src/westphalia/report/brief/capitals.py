"""Capitals of a year and the distances between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.record.geography import great_circle, towns
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
    """Return the distance in km between the capitals of all pairs of a year, lower code first.

    It is ``capital_distance`` to the last bit, from the towns of this year alone: the measure lays out those of all years.
    """
    places = sorted((ccode, north, east) for ccode, (_, north, east) in capitals(world, year).items())
    apart = great_circle(np.radians([place[1:] for place in places]).reshape(-1, 2))
    one, two = np.triu_indices(len(places), 1)
    codes = np.array([place[0] for place in places], dtype=np.int64)
    pairs = zip(codes[one].tolist(), codes[two].tolist(), strict=True)
    return dict(zip(pairs, apart[one, two].tolist(), strict=True))
