"""Columns made from the panel's own rows: years of peace, and how far apart the capitals lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.panel.addition import Addition, Reader
from westphalia.panel.fill import columns
from westphalia.record.geography import EQUATOR, apart, capitals, great_circle, seats
from westphalia.record.grid import Bools, Grid, build

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

FIGURES = 8
"""Significant digits of distances: further ones are not of the map but of the processor, and differ between machines."""


def peace_years(events: Addition, ongoing: str, name: str) -> Reader:
    """Return a maker of peace spells: how many rows of the dyad in the panel lie between a row and the last with a dispute.

    As in the R package it is 0 in the dyad's first row and in the row after a dispute; a row with one has the spell that it ends. Years
    in which the panel has no row of the dyad (one of the states out of the system, or filtered out) do not count. Past the years
    that the list of disputes covers it is unknown.
    """

    def make(world: World, grid: Grid) -> pl.DataFrame:
        event = columns(world, grid, events)[ongoing]
        known = event.is_not_null().to_numpy()
        spell = rows_since(event.fill_null(0).to_numpy() > 0, np.flatnonzero(_starts(grid)))
        column = pl.Series(name, spell.astype(np.int16))
        return pl.DataFrame({name: column if known.all() else column.set(pl.Series(~known), None)})

    return make


def state_peace(events: Addition, ongoing: str, name: str) -> Reader:
    """Return a reader of the peace spells of states: how many years in the system lie between a year and the last with a dispute.

    They are counted from the first year that the list of disputes covers, whatever the years of the panel.
    """

    def read(world: World, grid: Grid) -> pl.DataFrame:
        span = events.span(world) or (grid.first, grid.last)
        years = span[0], max(span[0], grid.last)
        everyone = build(world, years, grid.system, False, False)
        made = peace_years(events, ongoing, name)(world, everyone)
        keys = everyone.frame().rename({everyone.keys[0]: "ccode" if grid.system == "cow" else "gwcode"})
        return keys.hstack(made)

    return read


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


def rounded(values: NDArray[np.float64], figures: int = FIGURES) -> NDArray[np.float64]:
    """Return numbers with so many significant digits (as shaped); 0 and NaN as they are.

    Parameters
    ----------
    values : ndarray
        Any numbers.
    figures : int, optional
        How many digits.

    Examples
    --------
    >>> rounded(np.array([12345.678949, 0.0, np.nan, -0.00123456789])).tolist()
    [12345.679, 0.0, nan, -0.0012345679]
    """
    size = np.abs(values)
    counted = np.isfinite(size) & (size > 0)
    places = figures - 1 - np.floor(np.log10(size, where=counted, out=np.zeros_like(size)))
    return np.where(counted, np.round(values * 10.0**places) / 10.0**places, values)


def _starts(grid: Grid) -> Bools:
    unit = grid.cells // np.int32(grid.years)
    return np.concatenate([np.ones(min(1, len(unit)), dtype=np.bool_), unit[1:] != unit[:-1]])


def capital_distance(world: World, grid: Grid) -> pl.DataFrame:
    """Return the great-circle distance in kilometres between the seats of government; of several in a year the first."""
    spells = capitals(world, grid.system)
    places, held = seats(spells, grid.codes, (grid.first, grid.last))
    far = rounded(apart(places, held, grid, EQUATOR))
    kilometres = np.where(grid.within(spells.covers), far, np.nan)
    return pl.DataFrame({"capdist": pl.Series(kilometres, nan_to_null=True)})


def nearest_capital(world: World, grid: Grid) -> pl.DataFrame:
    """Return, for every state and year, how far the nearest other seat of government is, in kilometres.

    All states of the list count, those whose rows a panel has dropped too, but not two that were never in it on the same day.
    """
    everyone = build(world, (grid.first, grid.last), grid.system, False, False)
    places, held = seats(capitals(world, grid.system), everyone.codes, (grid.first, grid.last))
    distances = rounded(great_circle(places, EQUATOR))
    codes, years, nearest = [], [], []
    states, when, strangers = everyone.one, everyone.when, _never_together(world, everyone)
    for year in range(everyone.years):
        here = states[when == year]
        here = here[held[here, year] >= 0]
        if len(here) < 2:
            continue
        seat = held[here, year]
        far = distances[np.ix_(seat, seat)]
        np.fill_diagonal(far, np.inf)
        for one, two in strangers.get(year, ()):
            far[here == one, np.flatnonzero(here == two)] = np.inf
        codes.append(everyone.codes[here])
        years.append(np.full(len(here), year + grid.first))
        nearest.append(far.min(axis=1))
    code = "ccode" if grid.system == "cow" else "gwcode"
    made = {code: codes, "year": years, "mincapdist": nearest}
    joined = {name: np.concatenate(parts) if parts else np.empty(0) for name, parts in made.items()}
    return pl.DataFrame(joined).cast({code: pl.Int16, "year": pl.Int16})


def _never_together(world: World, grid: Grid) -> dict[int, list[tuple[int, int]]]:
    """Return, by place of the year, the places of two states that were in the system in the year and never on the same day."""
    found: dict[int, list[tuple[int, int]]] = {}
    listed = world.scan("false_dyads").filter(system=grid.system).select("code1", "code2", "year").collect()
    at = {code: place for place, code in enumerate(grid.codes.tolist())}
    for one, two, year in listed.iter_rows():
        if one in at and two in at:
            found.setdefault(year - grid.first, []).extend([(at[one], at[two]), (at[two], at[one])])
    return found
