"""Columns made from the panel's own rows: years of peace, and how far apart the capitals lie."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.panel.addition import Addition, Reader
from westphalia.panel.fill import columns
from westphalia.panel.grid import Bools, Grid
from westphalia.record.geography import RADIUS

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.world import World


def peace_years(events: Addition, ongoing: str, name: str) -> Reader:
    """Return a maker of peace spells: how many rows of the dyad in the panel lie between a row and the last with a dispute.

    As in the R package it is 0 in the dyad's first row and in the row after a dispute; a row with one has the spell that it ends. Years
    in which the panel has no row of the dyad (one of the states out of the system, or filtered out) do not count. Past the years
    that the list of disputes covers it is unknown.
    """

    def make(world: World, grid: Grid) -> pl.DataFrame:
        import polars as pl

        event = columns(world, grid, events)[ongoing]
        known = event.is_not_null().to_numpy()
        spell = rows_since(event.fill_null(0).to_numpy() > 0, np.flatnonzero(_starts(grid)))
        column = pl.Series(name, spell.astype(np.int16))
        return pl.DataFrame({name: column if known.all() else column.set(pl.Series(~known), None)})

    return make


def rows_since(event: Bools, starts: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return how many rows without an event precede each row, since the last event or the start of its group.

    Parameters
    ----------
    event : ndarray (rows,)
        Whether there was one in the row.
    starts : ndarray (groups,)
        First row of each group, ascending.

    Examples
    --------
    >>> rows_since(np.array([0, 0, 1, 1, 0, 0, 0, 0], dtype=bool), np.array([0, 6])).tolist()
    [0, 1, 2, 0, 0, 1, 0, 1]
    """
    rows = np.arange(len(event), dtype=np.int32)
    begin = np.zeros(len(event), dtype=np.int32)
    begin[starts] = starts
    after = np.flatnonzero(event[:-1]) + 1
    begin[after] = after
    return rows - np.maximum.accumulate(begin)


def _starts(grid: Grid) -> Bools:
    unit = grid.cells // np.int32(grid.years)
    return np.concatenate([np.ones(min(1, len(unit)), dtype=np.bool_), unit[1:] != unit[:-1]])


def capital_distance(world: World, grid: Grid) -> pl.DataFrame:
    """Return the great-circle distance in kilometres between the seats of government at the end of the year."""
    import polars as pl

    places = _capitals(world, grid)
    one, two = places[:, grid.one, grid.when], places[:, grid.two, grid.when]
    chord = (one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2 + (one[2] - two[2]) ** 2
    kilometres = 2 * RADIUS * np.arcsin(np.sqrt(chord / 4).clip(0, 1))
    return pl.DataFrame({"capdist": pl.Series(kilometres, nan_to_null=True)})


def _capitals(world: World, grid: Grid) -> NDArray[np.float64]:
    """Return points on the unit sphere (3, states, years); NaN where there is no seat of government."""
    points = np.full((3, len(grid.codes), grid.years), np.nan)
    listed = world.table("capitals").filter(system=grid.system).sort("code", "start").collect()
    for code, start, end, latitude, longitude in listed.select(
        "code", "start", "end", "latitude", "longitude"
    ).iter_rows():
        begin, stop = max(start.year, grid.first), min((end or date(grid.last, 12, 31)).year, grid.last)
        if begin <= stop:
            north, east = np.radians(latitude), np.radians(longitude)
            point = np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)
            at = int(np.searchsorted(grid.codes, code))
            points[:, at, begin - grid.first : stop - grid.first + 1] = np.array(point)[:, None]
    return points
