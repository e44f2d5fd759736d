"""Values of registered measures for pairs of many years at once, each as old as a forecaster's would have been."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.arrays import of_year
from westphalia.measures.registry import registered
from westphalia.measures.values import values as asked
from westphalia.models.features import TODAY
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def measured(
    world: World,
    source: str,
    codes: tuple[Ints, Ints],
    years: Ints,
    lag: int,
    carry: int,
    late: bool = False,
) -> tuple[Floats, dict[int, int]]:
    """Return a measure for pairs, and the year that the values of each origin year are from.

    Parameters
    ----------
    world : World
        The record.
    source : str
        Name of the measure.
    codes : tuple of ndarray (rows,)
        Codes of both states, the lower first.
    years : ndarray (rows,)
        Origin years.
    lag, carry : int
        Years until a value is published, and most years beyond for which the last one stands in.
    late : bool
        Whether sources end as long before each origin year as they do before 2022.

    Returns
    -------
    values : ndarray (rows,) or (rows, 2)
        NaN where unknown.
    observed : dict
        By origin year.
    """
    measure = registered()[source]
    span = measure.span(world)
    directed = measure.kind != "dyad"
    values = np.full((len(years), 2) if directed else len(years), np.nan)
    origins = np.unique(years).tolist()
    if span is None:
        return values, {year: year - lag for year in origins}
    observed = {year: min(year - lag, span[1] - (TODAY - year if late else 0)) for year in origins}
    use = {
        year: then
        for year, then in observed.items()
        if year - lag - then <= carry and then >= max(span[0], 1816)
    }
    rows = np.flatnonzero(np.isin(years, list(use)))
    if len(rows):
        then = np.array([use.get(year, 0) for year in range(int(years.max()) + 1)])[years[rows]]
        values[rows] = _of(world, source, codes[0][rows], codes[1][rows], then)
    return values, observed


@once(latest=8)
def _grid(world: World, first: int, last: int) -> Grid:
    """Return all pairs of some years; the last few asked for are kept."""
    from westphalia.record.grid import build

    return build(world, (first, last), "cow", dyads=True, directed=False)


def _of(world: World, name: str, one: Ints, two: Ints, years: Ints) -> Floats:
    if registered()[name].kind == "state":
        return _of_states(world, name, one, two, years)
    grid = _grid(world, int(years.min()), int(years.max()))
    size = len(grid.codes)
    places = [np.searchsorted(grid.codes, side) for side in (one, two)]
    cells, back = np.unique(
        (places[0] * size + places[1]) * grid.years + (years - grid.first), return_inverse=True
    )
    exists = grid.row[cells] >= 0
    made = asked(world, name, replace(grid, cells=cells[exists].astype(np.int32))).value
    full = np.full((len(cells), *made.shape[1:]), np.nan)
    full[exists] = made
    return full[back]


def _of_states(world: World, name: str, one: Ints, two: Ints, years: Ints) -> Floats:
    """Return a measure of both states of pairs, whether or not they were in the system together in those years (rows, 2)."""
    codes = world.universe()
    found = np.full((len(years), 2), np.nan)
    for year in np.unique(years).tolist():
        rows = np.flatnonzero(years == year)
        value = of_year(world, name, year)
        for column, side in enumerate((one, two)):
            found[rows, column] = value[np.searchsorted(codes, side[rows])]
    return found
