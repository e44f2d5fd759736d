"""Measures of all states or pairs and many years at once: what the models read, and what one pair's series is cut from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from westphalia.measures.measure import Measure, Value
    from westphalia.record.grid import Grid, Ints
    from westphalia.record.world import World

Array = NDArray[np.float64]
OfStates = Callable[["World", "Ints", tuple[int, int]], Array]
"""Takes a world, codes of states (n,) and first and last year; returns (n, years), NaN where unknown."""
OfPairs = Callable[["World", "Grid"], Array]
"""Takes a world and the rows of a grid of pairs; returns (rows,), or (rows, 2) for a directed measure: first to second, and back."""


def of_sides(world: World, grid: Grid, compute: OfStates) -> Array:
    """Return a measure of states for both sides of the rows of a grid of pairs, (rows, 2)."""
    values = compute(world, grid.codes, (grid.first, grid.last))
    return np.stack([values[grid.one, grid.when], values[grid.two, grid.when]], axis=1)


def series(world: World, measure: Measure, codes: tuple[int, ...]) -> dict[int, Value | None]:
    """Return a measure of one state or pair by year, for the years in which it is known."""
    from westphalia.record.grid import build

    span = measure.span(world)
    if span is None:
        return {}
    if measure.of_states is not None:
        values = measure.of_states(world, np.array(codes), span)[0]
        years = np.arange(span[0], span[1] + 1, dtype=np.int64)
    else:
        assert measure.of_pairs is not None
        grid = build(world, span, "cow", dyads=True, directed=False)
        one, two = np.searchsorted(grid.codes, sorted(codes))
        grid = grid.keep((grid.one == one) & (grid.two == two))
        found = measure.of_pairs(world, grid)
        values = found if found.ndim == 1 else found[:, 0 if codes[0] < codes[1] else 1]
        years = (grid.when + grid.first).astype(np.int64)
    known = np.isfinite(values)
    return dict(zip(years[known].tolist(), values[known].tolist(), strict=True))
