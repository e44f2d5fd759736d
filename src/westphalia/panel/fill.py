"""From rows of a table to columns of a panel: a row where there is one, zero where absence means it, else null."""

from __future__ import annotations

import ctypes
import gc
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from westphalia.errors import WestphaliaError
from westphalia.lazy import np, pl
from westphalia.measures.values import values
from westphalia.panel.addition import Addition, Span
from westphalia.record.grid import Bools, Grid, Ints, build

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World


def columns(world: World, grid: Grid, addition: Addition, carry: bool = False) -> pl.DataFrame:
    """Return the columns of an addition for the rows of a grid, in their order.

    Past the years the addition covers they are null. With ``carry`` the last year covered stands for later ones, and a column
    ``<addition>_observed`` (``<column>_observed`` where columns cover different years) has the year that the values are from.
    """
    return pl.concat([part.of(grid) for part in parts(world, grid, addition, carry)], how="horizontal")


class ColumnPart(Protocol):
    """Some columns of an addition for a grid, of which any run of rows can be had."""

    def of(self, grid: Grid, start: int = 0) -> pl.DataFrame:
        """Return the columns for the grid, or for a piece of it that begins at row ``start``."""


def parts(world: World, grid: Grid, addition: Addition, carry: bool = False) -> list[ColumnPart]:
    """Return the columns of an addition for a grid, as parts that are ready to be laid out; see :func:`columns`."""
    if addition.compute is not None:
        return [Made(addition.compute(world, grid))]
    if addition.measure:
        return _of_measure(world, grid, addition, carry)
    if addition.base is not None and addition.made is not None:
        return [Derived(tuple(parts(world, grid, addition.base)), tuple(addition.made()))]
    spans = {addition.span(world, field.name) for field in addition.fields}
    if carry and len(spans) > 1:
        return [part for alone in addition.alone() for part in parts(world, grid, alone, carry)]
    span = spans.pop() if carry else addition.span(world)
    assert addition.read is not None
    rows = addition.read(world, _reaching(world, grid, span) if carry else grid)
    rows = rows.clear() if span is None else rows.filter(pl.col("year").is_between(*span))
    if carry and span is not None:
        rows = pl.concat([rows, *_carried(rows, grid, span)])
    reach = (span[0], grid.last) if carry and span is not None and span[1] < grid.last else span
    made = _of_rows(grid, addition, rows, reach)
    return [*made, Observed(addition, span)] if carry else made


def _of_rows(grid: Grid, addition: Addition, rows: pl.DataFrame, span: Span | None) -> list[ColumnPart]:
    """Return the columns of rows of a table."""
    if addition.kind == "dyad":
        places, index = _pairs(grid, rows)
        return [OfPairs(Filling(addition, span, _padded(rows, addition, index)), places)]
    states, sides = _states(grid, rows), ("one", "two") if grid.dyads else ("",)
    values = _padded(rows, addition)
    return [OfStates(Filling(addition, span, _named(values, side)), side, states) for side in sides]


def _of_measure(world: World, grid: Grid, addition: Addition, carry: bool) -> list[ColumnPart]:
    """Return the columns of a quantity or measure."""
    found = values(world, addition.measure, grid, "last" if carry else None).value.reshape(
        len(grid.cells), -1
    )
    names = addition.columns(grid.dyads)
    made = {name: pl.Series(found[:, k], nan_to_null=True) for k, name in enumerate(names)}
    whole = Made(pl.DataFrame(made))
    return [whole, Observed(addition, addition.span(world))] if carry else [whole]


def _reaching(world: World, grid: Grid, span: Span | None) -> Grid:
    """Return the grid, or one of its list whose years reach back to the last one covered."""
    if span is None or span[1] >= grid.first:
        return grid
    return build(world, (span[1], grid.last), grid.system, grid.dyads, grid.directed)


def _carried(rows: pl.DataFrame, grid: Grid, span: Span) -> list[pl.DataFrame]:
    last = rows.filter(pl.col("year") == span[1])
    later = range(max(span[1] + 1, grid.first), grid.last + 1)
    return [last.with_columns(pl.lit(year, dtype=rows.schema["year"]).alias("year")) for year in later]


@dataclass(frozen=True, slots=True)
class Made:
    """Columns that were made for all rows."""

    frame: pl.DataFrame

    def of(self, grid: Grid, start: int = 0) -> pl.DataFrame:
        """Return the rows."""
        return self.frame.slice(start, len(grid.cells))


@dataclass(frozen=True, slots=True)
class Derived:
    """Columns that are made from those of another addition, row by row."""

    base: tuple[ColumnPart, ...]
    made: tuple[pl.Expr, ...]

    def of(self, grid: Grid, start: int = 0) -> pl.DataFrame:
        """Return the columns."""
        return pl.concat([part.of(grid, start) for part in self.base], how="horizontal").select(self.made)


@dataclass(frozen=True, slots=True)
class Observed:
    """The year that the values of an addition are from, the last one covered for later years."""

    addition: Addition
    span: Span | None

    def of(self, grid: Grid, start: int = 0) -> pl.DataFrame:
        """Return the years."""
        name = f"{self.addition.name.replace('-', '_')}_observed"
        year = pl.Series(name, grid.when + grid.first, dtype=pl.Int16)
        if self.span is None:
            return year.clear(len(year)).to_frame()
        first, last = self.span
        return year.to_frame().select(pl.when(year >= first).then(year.clip(upper_bound=last)))


@dataclass(frozen=True, slots=True)
class Filling:
    """What rows of a panel are filled with.

    Parameters
    ----------
    addition : Addition
        The addition.
    span : pair of int, optional
        The years in which an absent row stands for zero.
    values : polars.DataFrame
        The rows of the table, then one for unknown and one for absent.
    """

    addition: Addition
    span: Span | None
    values: pl.DataFrame

    def empty(self, grid: Grid, side: str = "") -> NDArray[np.int32]:
        """Return which row of the values each row of a grid has before any is found (rows,)."""
        absent = self.values.height - 1
        found = np.full(len(grid.cells), absent - 1, dtype=np.int32)
        if any(field.absent for field in self.addition.fields):
            found[_covered(grid, self.addition, self.span, side)] = absent
        return found

    def filled(self, found: NDArray[np.int32]) -> pl.DataFrame:
        """Return the columns of rows that have these rows of the values."""
        return self.values[pl.Series(found.view(np.uint32))]


@dataclass(frozen=True, slots=True)
class OfStates:
    """Columns of one state of each row: ``states`` (n, years) says which row of the values each has, -1 for none."""

    filling: Filling
    side: str
    states: NDArray[np.int32]

    def of(self, grid: Grid, start: int = 0) -> pl.DataFrame:
        """Return the columns."""
        found = self.filling.empty(grid, self.side)
        mine = self.states[grid.two if self.side == "two" else grid.one, grid.when]
        np.copyto(found, mine, where=mine >= 0)
        return self.filling.filled(found)


@dataclass(frozen=True, slots=True)
class OfPairs:
    """Columns of pairs: ``rows``, ascending, are those of the whole grid that the table has, in the order of its values."""

    filling: Filling
    rows: NDArray[np.int32]

    def of(self, grid: Grid, start: int = 0) -> pl.DataFrame:
        """Return the columns."""
        found = self.filling.empty(grid)
        first, last = np.searchsorted(self.rows, [start, start + len(found)])
        found[self.rows[first:last] - start] = np.arange(first, last, dtype=np.int32)
        return self.filling.filled(found)


def _padded(rows: pl.DataFrame, addition: Addition, index: NDArray[np.int32] | None = None) -> pl.DataFrame:
    """Return the columns of an addition in the rows of its table (or some of them), and a row for unknown and one for absent."""
    values = rows.select([field.name for field in addition.fields]).cast({pl.Boolean: pl.Int8})
    padding = {field.name: [None, 0 if field.absent else None] for field in addition.fields}
    padded = pl.concat([values, pl.DataFrame(padding, schema=values.schema)], rechunk=index is None)
    return padded if index is None else padded[np.append(index, [rows.height, rows.height + 1])]


def _named(values: pl.DataFrame, side: str) -> pl.DataFrame:
    """Return columns as those of one side of a pair are named."""
    suffix = {"one": "1", "two": "2"}.get(side, "")
    return values.rename({name: f"{name}{suffix}" for name in values.columns})


def _covered(grid: Grid, addition: Addition, span: Span | None, side: str) -> Bools:
    inside = grid.within(span)
    if grid.system == "cow" or addition.zero == "either":
        return inside
    if side:
        members: Bools = grid.listed[getattr(grid, side), grid.when]
        return inside & members
    return inside & grid.in_cow()


def _place(grid: Grid, rows: pl.DataFrame, code: str) -> list[NDArray[np.int64]]:
    """Return where the states of a code column stand in the grid; one array for each state a code may mean."""
    codes = rows[code].to_numpy().astype(np.int64)
    when = rows["year"].to_numpy().astype(np.int64) - grid.first
    outside = (when < 0) | (when >= grid.years)
    when = when.clip(0, grid.years - 1)
    if code.startswith("gw"):
        at = np.searchsorted(grid.codes, codes).clip(0, len(grid.codes) - 1)
        found = [np.where(grid.codes[at] == codes, at, -1)]
    else:
        found = [place[codes, when].astype(np.int64) for place in grid.places]
    return [np.where(outside, -1, at) for at in found]


def _states(grid: Grid, rows: pl.DataFrame) -> NDArray[np.int32]:
    """Return which row of the table is that of each state and year (n, years), -1 for none."""
    table = np.full((len(grid.codes), grid.years), -1, dtype=np.int32)
    when = rows["year"].to_numpy().astype(np.int64) - grid.first
    for at in _place(grid, rows, "gwcode" if "gwcode" in rows.columns else "ccode"):
        inside = at >= 0
        _once(at[inside] * grid.years + when[inside])
        table[at[inside], when[inside]] = np.flatnonzero(inside)
    return table


def _pairs(grid: Grid, rows: pl.DataFrame) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the rows of the grid that the table has, ascending, and which row of the table each is."""
    when = rows["year"].to_numpy().astype(np.int64) - grid.first
    seconds = _place(grid, rows, "ccode2")
    found, index = [], []
    for one in _place(grid, rows, "ccode1"):
        for two in seconds:
            inside = (one >= 0) & (two >= 0)
            cells = (one[inside] * len(grid.codes) + two[inside]) * grid.years + when[inside]
            at = grid.row[cells]
            held = at >= 0
            found.append(at[held])
            index.append(np.flatnonzero(inside)[held].astype(np.int32))
    places, rows_of = np.concatenate(found), np.concatenate(index)
    if not (places[1:] > places[:-1]).all():
        order = np.argsort(places)
        places, rows_of = places[order], rows_of[order]
    _once(places)
    return places, rows_of


def _once(keys: Ints) -> None:
    """Fail when a table holds a key twice: a join would have to choose or to double the row."""
    if len(keys) and np.bincount(keys).max() > 1:
        raise AssertionError("a table holds a state or pair twice in a year")


# Whether a panel fits into memory, said before it is built; and memory that is no longer needed, given back.


WIDTH = 8
"""Bytes of a value, at most, in most columns."""
ROOM = 2
"""A panel is held twice while its columns are put together."""


def available() -> int | None:
    """Return the bytes of memory that a program may take; None where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):
        return None


def needed(rows: int, columns: int) -> int:
    """Return about how many bytes a panel needs.

    Examples
    --------
    >>> needed(1_000_000, 10)
    160000000
    """
    return rows * columns * WIDTH * ROOM


def check(rows: int, columns: int) -> None:
    """Fail when a panel would need more memory than there is.

    Raises
    ------
    WestphaliaError
        With the size of both.
    """
    free, asked = available(), needed(rows, columns)
    if free is not None and asked > free:
        raise WestphaliaError(
            f"The panel is too large: {rows:,} rows of {columns} columns need about {_size(asked)}.",
            f"There are {_size(free)} of memory free.",
            "Ask for fewer years or columns at a time and write each part with .sink().",
        )


def give_back() -> None:
    """Return to the system what has been freed, where its C library can (glibc keeps many small pieces for later)."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _size(number: int) -> str:
    return f"{number / 1e9:.1f} GB" if number >= 1e8 else f"{number / 1e6:.1f} MB"
