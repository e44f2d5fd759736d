"""Measures of all states or pairs and many years at once: what the models read, and what one pair's series is cut from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from westphalia.record.grid import Grid, Ints
    from westphalia.record.world import World

Array = NDArray[np.float64]
OfStates = Callable[["World", "Ints", tuple[int, int]], Array]
"""Takes a world, codes of states (n,) and first and last year; returns (n, years), NaN where unknown."""
OfPairs = Callable[["World", "Grid"], Array]
"""Takes a world and the rows of a grid of pairs; returns (rows,), or (rows, 2) for a directed measure: first to second, and back."""


def covered_years(world: World, years: tuple[int, int], covers: tuple[int, int]) -> range:
    """Return those of the years that are covered and known in this world."""
    last = min(years[1], covers[1], world.last_known or covers[1])
    return range(max(years[0], covers[0]), last + 1)
