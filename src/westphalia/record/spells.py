"""Spells: what lasts from one day to another, and the years in which it stands.

A list of spells says in days, or in years, from when to when something was so. What stands in a year is decided once for each concept, by one of two
rules: what stood on *any day* of it (membership, major powers, contiguity, rivalries), or what stood *at its end* (pacts, seats of government).
What stands in the last year that a list covers is taken to last: of a later year the list says what it said then, and :meth:`Spells.observed`
which year that was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

from westphalia.lazy import np, pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.grid import Bools, Grid, Ints
    from westphalia.record.world import World

Rule = Literal["any day", "at its end"]
LASTING = 9999
"""Last year of a spell that lasts."""
PAIR = ("ccode1", "ccode2")


@dataclass(frozen=True, eq=False, slots=True)
class Spells:
    """Spells of states, or of pairs of states whose order does not matter.

    Parameters
    ----------
    frame : polars.DataFrame
        A row a spell: codes, ``first`` and ``last`` year in which it stands (``LASTING`` while it lasts; before ``first`` where it ended in the
        year in which it began and counts at the end of years), and what else is said of it. Where two rows say something of one year,
        the later row counts.
    sides : tuple of str
        Columns with the codes: one of a state, or two of a pair.
    covers : pair of int or None
        First and last year that the list tells of in this world; None for none.
    """

    frame: pl.DataFrame
    sides: tuple[str, ...]
    covers: tuple[int, int] | None

    def observed(self, year: int) -> int | None:
        """Return the year that what is said of a year is from: itself, or past the end of the list its last; None before its first."""
        if self.covers is None or year < self.covers[0]:
            return None
        return min(year, self.covers[1])

    def keep(self, *where: Any, **equal: Any) -> Spells:
        """Return some of the spells; takes what ``polars.DataFrame.filter`` takes."""
        return replace(self, frame=self.frame.filter(*where, **equal))

    def of(self, *codes: int) -> Spells:
        """Return the spells of a state, or of a pair in either order."""
        return self.keep(**dict(zip(self.sides, sorted(codes), strict=True)))

    def later(self, years: int) -> Spells:
        """Return the spells as they stand so many years later: what is asked of a year is then told of one before."""
        moved = self.frame.with_columns(pl.col("first", "last") + years)
        covers = None if self.covers is None else (self.covers[0] + years, self.covers[1] + years)
        return replace(self, frame=moved, covers=covers)

    def in_year(self, year: int) -> pl.DataFrame:
        """Return the rows that stand in a year."""
        return self.frame.filter((pl.col("first") <= year) & (pl.col("last") >= year))

    def by_year(self, first: int, last: int) -> pl.DataFrame:
        """Return a row for each spell and each year, of those asked for, in which it stands."""
        begin, end = pl.col("first").clip(first), pl.col("last").clip(None, last)
        years = pl.int_ranges(begin, end + 1, dtype=pl.Int16).alias("year")
        return self.frame.filter(begin <= end).with_columns(years).explode("year")

    def once(self, first: int, last: int) -> pl.DataFrame:
        """Return a row for each state or pair and each year in which a spell of it stands, the one that counts."""
        keys = [*self.sides, "year"]
        return self.by_year(first, last).unique(keys, keep="last", maintain_order=True).sort(keys)

    def states(self, codes: Ints, years: tuple[int, int]) -> Bools:
        """Return which states have a spell that stands in which years (n, years)."""
        rows = self.by_year(*years)
        found = np.zeros((len(codes), years[1] - years[0] + 1), dtype=np.bool_)
        at, known = _place(codes, rows[self.sides[0]].to_numpy())
        found[at[known], rows["year"].to_numpy()[known] - years[0]] = True
        return found

    def matrix(self, codes: Ints, year: int, value: str = "") -> NDArray[np.float64]:
        """Return what stands between states in a year (n, n), symmetric: 1 or the value of a column, else 0.

        Parameters
        ----------
        codes : ndarray (n,)
            Codes of the states, ascending.
        year : int
            The year.
        value : str
            The column; without one, 1.
        """
        rows = self.in_year(year)
        found = np.zeros((len(codes), len(codes)))
        (one, first), (two, second) = (_place(codes, rows[side].to_numpy()) for side in self.sides)
        known = first & second
        values = _values(rows, value)[known]
        found[one[known], two[known]] = values
        found[two[known], one[known]] = values
        return found

    def on(self, grid: Grid, value: str = "") -> NDArray[np.float64]:
        """Return what stands in the rows of a grid: 1 or the value of a column, else 0.

        Returns
        -------
        ndarray (rows,), or (rows, 2) for spells of states on a grid of pairs
        """
        rows = self.by_year(grid.first, grid.last)
        years, values = rows["year"].to_numpy().astype(np.int64), _values(rows, value)
        places = [grid.stands(rows[side].to_numpy(), years) for side in self.sides]
        if len(places) == 1:
            return _of_states(grid, places[0], years, values)
        found = np.zeros(len(grid.cells))
        for one, two in product(*places):
            for pair in ((one, two), (two, one)):
                at = grid.rows_of(years, *pair)
                found[at[at >= 0]] = values[at >= 0]
        return found


def read(
    world: World,
    table: str,
    *,
    columns: Sequence[str] = (),
    sides: tuple[str, ...] = PAIR,
    rule: Rule = "any day",
    listed: str = "",
    where: Mapping[str, Any] | None = None,
) -> Spells:
    """Return the spells of a table.

    Parameters
    ----------
    world : World
        The record.
    table : str
        A table with ``start`` and ``end`` in days.
    columns : sequence of str
        Further columns to keep.
    sides : tuple of str
        Columns with the codes.
    rule : {"any day", "at its end"}
        In which years a spell stands.
    listed : str
        One of several lists in the table: the value of its column ``list``.
    where : mapping, optional
        Columns and the value each must have.
    """
    covers = world.span(table, source=listed)
    chosen = {**({"list": listed} if listed else {}), **(where or {})}
    last = last_year(rule)
    if covers is not None:
        last = pl.when(last < covers[1]).then(last).otherwise(LASTING)
    frame = world.scan(table).filter(**chosen) if chosen else world.scan(table)
    kept = list(dict.fromkeys((*sides, "start", "end", *columns)))
    years = {
        "first": pl.col("start").dt.year().cast(pl.Int16),
        "last": last.fill_null(LASTING).cast(pl.Int16),
    }
    return Spells(frame.with_columns(**years).select(*kept, *years).collect(), sides, covers)


def last_year(rule: Rule, end: str = "end") -> pl.Expr:
    """Return the last year in which a spell stands, given its last day; null while it lasts.

    Examples
    --------
    >>> import polars as pl
    >>> from datetime import date
    >>> frame = pl.DataFrame({"end": [date(1940, 6, 22), date(1940, 12, 31), None]})
    >>> frame.select(last_year("any day")).to_series().to_list()
    [1940, 1940, None]
    >>> frame.select(last_year("at its end")).to_series().to_list()
    [1939, 1940, None]
    """
    day = pl.col(end)
    whole = (day.dt.month() == 12) & (day.dt.day() == 31)
    return day.dt.year() if rule == "any day" else day.dt.year() - (~whole).cast(pl.Int32)


def _place(codes: Ints, of: Ints) -> tuple[NDArray[np.int64], Bools]:
    """Return where codes stand among ascending ones, and whether they do."""
    at = np.searchsorted(codes, of).clip(0, max(len(codes) - 1, 0)).astype(np.int64)
    return at, codes[at] == of if len(codes) else np.zeros(len(of), dtype=np.bool_)


def _of_states(
    grid: Grid, places: Sequence[NDArray[np.int64]], years: NDArray[np.int64], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return values of states in years on the rows of a grid: of both sides where a row is a pair."""
    held = np.zeros((len(grid.codes), grid.years))
    for at in places:
        held[at[at >= 0], years[at >= 0] - grid.first] = values[at >= 0]
    one = held[grid.one, grid.when]
    return np.stack([one, held[grid.two, grid.when]], axis=1) if grid.dyads else one


def _values(rows: pl.DataFrame, value: str) -> NDArray[np.float64]:
    return rows[value].to_numpy().astype(np.float64) if value else np.ones(rows.height)
