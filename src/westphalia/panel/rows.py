"""The rows of a panel, whatever its kind: each stands on a state (or pair) and year of a grid, and may have columns of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.panel.addition import Field, Span
from westphalia.record.grid import Bools, Grid, Ints, System, build

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.world import World


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a panel.

    Parameters
    ----------
    grid : Grid
        States, or pairs of states, by year.
    own : polars.DataFrame, optional
        The key and the row's own columns, where a row is more than a state or pair in a year (a leader, a dispute, a day).
    at : ndarray (rows,), optional
        The row of the grid that each row stands on, -1 for none: its state was not in the system. Goes with ``own``.
    dropped : mapping
        How many rows of the source are left out, by reason.
    """

    grid: Grid
    own: pl.DataFrame | None = None
    at: NDArray[np.int32] | None = None
    dropped: Mapping[str, int] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """How many rows."""
        return len(self.grid.cells) if self.at is None else len(self.at)

    def frame(self) -> pl.DataFrame:
        """Return the key and the rows' own columns."""
        return self.grid.frame() if self.own is None else self.own

    def spread(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return columns of the grid's rows as columns of these rows."""
        import polars as pl

        if self.at is None:
            return frame
        index = pl.Series(self.at)
        return frame.select(pl.all().gather(index.set(index < 0, None) if (self.at < 0).any() else index))

    def keep(self, mask: Bools) -> Rows:
        """Return some of the rows. Where rows have columns of their own the grid stays whole, so that spells count all years."""
        import polars as pl

        if self.own is None or self.at is None:
            return replace(self, grid=self.grid.keep(mask))
        return replace(self, own=self.own.filter(pl.Series(mask)), at=self.at[mask])


@dataclass(frozen=True)
class Kind:
    """A kind of panel: what a row is.

    Parameters
    ----------
    name : str
        What its rows are called, in the plural.
    make : callable
        Makes the rows from the world, the years and the list of states.
    dyads, directed : bool
        Whether a row belongs to a pair of states, and whether each pair stands both ways.
    key : tuple of str
        The columns that, with state (or states) and year, make a row unique.
    fields : tuple of Field
        The rows' own columns, those of the key among them.
    tables, sources : tuple of str
        Where the rows come from, besides the lists of states.
    leaders : bool
        Whether rows belong to leaders, named by ``obsid``.
    covers : callable, optional
        Returns the years the rows' source covers; without it rows exist in all years.
    """

    name: str
    make: Callable[[World, Span, System], Rows]
    dyads: bool = False
    directed: bool = True
    key: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    tables: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    leaders: bool = False
    covers: Callable[[World], Span | None] | None = None

    def keys(self, system: System) -> tuple[str, ...]:
        """Return the names of the key columns, in the order in which rows are sorted."""
        code = "ccode" if system == "cow" else "gwcode"
        return (*((f"{code}1", f"{code}2") if self.dyads else (code,)), "year", *self.key)

    def columns(self, system: System) -> tuple[str, ...]:
        """Return the names of the columns that rows have before anything is added."""
        keys = self.keys(system)
        return (*keys, *(each.name for each in self.fields if each.name not in keys))


def _states(world: World, years: Span, system: System) -> Rows:
    return Rows(build(world, years, system, False, True))


def _pairs(directed: bool) -> Callable[[World, Span, System], Rows]:
    return lambda world, years, system: Rows(build(world, years, system, True, directed))


STATE_YEARS = Kind("state-years", _states)
DYAD_YEARS = {way: Kind("dyad-years", _pairs(way), dyads=True, directed=way) for way in (True, False)}


def on_states(grid: Grid, codes: Ints, years: Ints) -> NDArray[np.int32]:
    """Return the row of the grid of each state (by its code in the grid's list) and year, -1 where there is none."""
    return grid.rows_of(years, _at(grid, codes))


def on_pairs(grid: Grid, ones: Ints, twos: Ints, years: Ints) -> NDArray[np.int32]:
    """Return the row of the grid of each pair of states and year, -1 where there is none."""
    return grid.rows_of(years, _at(grid, ones), _at(grid, twos))


def _at(grid: Grid, codes: Ints) -> Ints:
    at = np.searchsorted(grid.codes, codes).clip(0, len(grid.codes) - 1)
    return np.where(grid.codes[at] == codes, at, -1)
