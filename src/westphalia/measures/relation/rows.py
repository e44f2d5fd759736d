"""Rows: pairs and years of a table on the rows of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np, pl
from westphalia.record.source import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.grid import Grid
    from westphalia.record.world import World


Array: TypeAlias = "NDArray[np.float64]"
Floats: TypeAlias = "NDArray[np.float32]"
Rows: TypeAlias = "NDArray[np.int32]"
Found = tuple[Rows, Floats, Floats]
SAME = {260: 255, 678: 679}
"""States that go on under another code: the Federal Republic of Germany and Germany, North Yemen and Yemen."""


def places(grid: Grid, one: NDArray[Any], two: NDArray[Any], years: NDArray[Any]) -> Rows:
    """Return the rows of pairs by Correlates of War code, in either order; -1 where there is none."""
    low = grid.stands(np.minimum(one, two).astype(np.int64), years.astype(np.int64))[0]
    high = grid.stands(np.maximum(one, two).astype(np.int64), years.astype(np.int64))[0]
    return np.asarray(grid.rows_of(years.astype(np.int64), np.where(high < 0, -1, low), high))


def of_frame(grid: Grid, frame: pl.DataFrame, sides: tuple[str, str] = ("ccode1", "ccode2")) -> Rows:
    """Return the rows of a frame with two codes and a year."""
    return places(grid, *(frame[name].to_numpy() for name in (*sides, "year")))


def of_quantity(world: World, grid: Grid, name: str) -> Rows:
    """Return the rows in which a quantity of pairs is more than nothing, whichever way."""
    held = rows_of(world, name)
    some = held.value > 0
    return places(grid, held.one[some], held.two[some], held.year[some])


def yes_or_no(grid: Grid, hit: Rows) -> Found:
    """Return an indicator seen on all rows: 1 where it was, 0 elsewhere."""
    value = np.zeros(len(grid.cells), dtype=np.float32)
    value[hit[hit >= 0]] = 1
    return np.arange(len(value), dtype=np.int32), value, np.ones_like(value)


def spells(frame: pl.DataFrame, start: str, end: str, last: int) -> pl.DataFrame:
    """Return a row for each year of spells given by dates or years; one without an end lasts to ``last``."""

    def year(name: str) -> pl.Expr:
        return pl.col(name) if frame.schema[name].is_integer() else pl.col(name).dt.year()

    years = pl.int_ranges(
        year(start).cast(pl.Int64).clip(1816), year(end).cast(pl.Int64).fill_null(last).clip(None, last) + 1
    )
    return frame.with_columns(years.alias("year")).explode("year", empty_as_null=False, keep_nulls=False)


def chains(grid: Grid) -> Rows:
    """Return the number of the pair of each row."""
    codes = np.array([SAME.get(int(code), int(code)) for code in grid.codes])
    one, two = codes[grid.one], codes[grid.two]
    key = np.minimum(one, two).astype(np.int64) * 1000 + np.maximum(one, two)
    return np.unique(key, return_inverse=True)[1].astype(np.int32)


def last_year(chain: Rows, year: NDArray[Any], hit: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return by row the last year to it in which something was seen of its pair; 0 where nothing was.

    Parameters
    ----------
    chain, year : ndarray (rows,)
        Number of the pair and year of each row, in any order.
    hit : ndarray (rows,)
        Rows in which it was seen.

    Examples
    --------
    >>> last_year(np.array([0, 0, 1, 0]), np.array([1902, 1900, 1902, 1901]), np.array([False, True, False, False])).tolist()
    [1900, 1900, 0, 1900]
    """
    order = np.lexsort((year, chain))
    key = chain[order].astype(np.int64) * 10000
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.maximum.accumulate(np.where(hit[order], key + year[order], key)) - key
    return found


def first_year(chain: Rows, year: NDArray[Any]) -> NDArray[np.int64]:
    """Return by row the first year of its pair.

    Examples
    --------
    >>> first_year(np.array([0, 0, 1]), np.array([1902, 1900, 1905])).tolist()
    [1900, 1900, 1905]
    """
    first = np.full(int(chain.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, chain, year)
    return first[chain]
