"""From rows of a table to columns of a panel: a row where there is one, zero where absence means it, else null."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.panel.addition import Addition, Span
from westphalia.record.grid import Bools, Grid, Ints

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.world import World


def columns(world: World, grid: Grid, addition: Addition, carry: bool = False) -> pl.DataFrame:
    """Return the columns of an addition for the rows of a grid, in their order.

    Past the years the addition covers they are null. With ``carry`` the last year covered stands for later ones, and a column
    ``<addition>_observed`` (``<column>_observed`` where columns cover different years) has the year that the values are from.
    """
    import polars as pl

    if addition.compute is not None:
        return addition.compute(world, grid)
    if addition.measure:
        return _of_measure(world, grid, addition, carry)
    spans = {addition.span(world, field.name) for field in addition.fields}
    if carry and len(spans) > 1:
        each = [columns(world, grid, alone, carry) for alone in addition.alone()]
        return pl.concat(each, how="horizontal")
    span = spans.pop() if carry else addition.span(world)
    assert addition.read is not None
    rows = addition.read(world, _reaching(grid, span) if carry else grid)
    rows = rows.clear() if span is None else rows.filter(pl.col("year").is_between(*span))
    if carry and span is not None:
        rows = pl.concat([rows, *_carried(rows, grid, span)])
    reach = (span[0], grid.last) if carry and span is not None and span[1] < grid.last else span
    sides = ("one", "two") if grid.dyads and addition.kind == "state" else ("",)
    made = [_side(grid, addition, rows, reach, side) for side in sides]
    if carry:
        made.append(_observed(grid, addition, span))
    return pl.concat(made, how="horizontal")


def _of_measure(world: World, grid: Grid, addition: Addition, carry: bool) -> pl.DataFrame:
    """Return the columns of a quantity or measure."""
    import polars as pl

    from westphalia.measures.values import values

    found = values(world, addition.measure, grid, "last" if carry else None).value.reshape(
        len(grid.cells), -1
    )
    names = addition.columns(grid.dyads)
    made = {name: pl.Series(found[:, k], nan_to_null=True) for k, name in enumerate(names)}
    if carry:
        made |= {each.name: each for each in _observed(grid, addition, addition.span(world)).get_columns()}
    return pl.DataFrame(made)


def _reaching(grid: Grid, span: Span | None) -> Grid:
    """Return the grid with years that reach back to the last one covered."""
    from dataclasses import replace

    return grid if span is None else replace(grid, first=min(grid.first, span[1]))


def _carried(rows: pl.DataFrame, grid: Grid, span: Span) -> list[pl.DataFrame]:
    import polars as pl

    last = rows.filter(pl.col("year") == span[1])
    later = range(max(span[1] + 1, grid.first), grid.last + 1)
    return [last.with_columns(pl.lit(year, dtype=rows.schema["year"]).alias("year")) for year in later]


def _observed(grid: Grid, addition: Addition, span: Span | None) -> pl.DataFrame:
    import polars as pl

    year = pl.Series(f"{addition.name.replace('-', '_')}_observed", grid.when + grid.first, dtype=pl.Int16)
    if span is None:
        return year.clear(len(year)).to_frame()
    return year.to_frame().select(pl.when(year >= span[0]).then(year.clip(upper_bound=span[1])))


def _side(grid: Grid, addition: Addition, rows: pl.DataFrame, span: Span | None, side: str) -> pl.DataFrame:
    """Return the columns of one side of the pair, or of the row itself."""
    import polars as pl

    suffix = {"one": "1", "two": "2"}.get(side, "")
    names = [field.name for field in addition.fields]
    missing, absent = rows.height, rows.height + 1
    found = np.full(len(grid.cells), missing, dtype=np.int32)
    if any(field.absent for field in addition.fields):
        found[_covered(grid, addition, span, side)] = absent
    if addition.kind == "dyad":
        _pairs(grid, rows, found)
    else:
        _states(grid, rows, found, side)
    values = rows.select(names).cast({pl.Boolean: pl.Int8})
    padding = pl.DataFrame(
        {f.name: [None, 0 if f.absent else None] for f in addition.fields}, schema=values.schema
    )
    padded = pl.concat([values, padding], rechunk=True)
    index = pl.Series(found, dtype=pl.UInt32)
    return padded.select(pl.all().gather(index)).rename({name: f"{name}{suffix}" for name in names})


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


def _states(grid: Grid, rows: pl.DataFrame, found: NDArray[np.int32], side: str) -> None:
    """Write, for each row of the grid, which row of the table is its state's."""
    table = np.full((len(grid.codes), grid.years), -1, dtype=np.int32)
    when = rows["year"].to_numpy().astype(np.int64) - grid.first
    for at in _place(grid, rows, "gwcode" if "gwcode" in rows.columns else "ccode"):
        inside = at >= 0
        _once(at[inside] * grid.years + when[inside])
        table[at[inside], when[inside]] = np.flatnonzero(inside)
    mine = table[grid.two if side == "two" else grid.one, grid.when]
    np.copyto(found, mine, where=mine >= 0)


def _pairs(grid: Grid, rows: pl.DataFrame, found: NDArray[np.int32]) -> None:
    """Write, for each row of the grid, which row of the table is its pair's."""
    when = rows["year"].to_numpy().astype(np.int64) - grid.first
    seconds = _place(grid, rows, "ccode2")
    for one in _place(grid, rows, "ccode1"):
        for two in seconds:
            inside = (one >= 0) & (two >= 0)
            cells = (one[inside] * len(grid.codes) + two[inside]) * grid.years + when[inside]
            at = grid.row[cells]
            held = at >= 0
            _once(at[held])
            found[at[held]] = np.flatnonzero(inside)[held]


def _once(keys: Ints) -> None:
    """Fail when a table holds a key twice: a join would have to choose or to double the row."""
    if len(keys) and np.bincount(keys).max() > 1:
        raise AssertionError("a table holds a state or pair twice in a year")
