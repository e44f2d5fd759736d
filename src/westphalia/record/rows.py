"""Rows of a base quantity: year, state or pair, and value, sorted by year so that one year is a slice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from westphalia.lazy import np, pl
from westphalia.record import sums
from westphalia.record.spread import deviation

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from westphalia.record.grid import Grid
    from westphalia.record.quantity import Codes, Quantity
    from westphalia.record.source import Source
    from westphalia.record.spells import Spells
    from westphalia.record.world import World

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
RowsFunction: TypeAlias = "Callable[[World, Quantity, Codes], KnownRows]"


@dataclass(frozen=True, eq=False)
class KnownRows:
    """Known values, one row each.

    Parameters
    ----------
    year : ndarray (m,)
        Ascending.
    one, two : ndarray (m,)
        Codes of the first and second state; the same twice for a value of one state.
    value : ndarray (m,)
        The values.
    """

    year: Ints
    one: Ints
    two: Ints
    value: Floats

    def of_year(self, year: int) -> slice:
        """Return where the rows of a year stand."""
        start, end = np.searchsorted(self.year, [year, year + 1])
        return slice(int(start), int(end))

    def years(self, span: tuple[int, int] | None) -> KnownRows:
        """Return the rows of a span of years."""
        if span is None:
            return self.cut(slice(0, 0))
        start, end = np.searchsorted(self.year, [span[0], span[1] + 1])
        return self.cut(slice(int(start), int(end)))

    def cut(self, part: slice) -> KnownRows:
        """Return some of the rows."""
        return KnownRows(self.year[part], self.one[part], self.two[part], self.value[part])

    def state(self, year: int, codes: Ints, into: Floats) -> Floats:
        """Write the values of a year into those of states (n,), by ascending codes."""
        part = self.of_year(year)
        at, known = located(codes, self.one[part])
        into[at[known]] = self.value[part][known]
        return into

    def pair(self, year: int, codes: Ints, into: Floats, both: bool) -> Floats:
        """Write the values of a year into those of pairs (n, n); ``both``: a row of a pair stands for both directions."""
        part = self.of_year(year)
        (one, known), (two, there) = located(codes, self.one[part]), located(codes, self.two[part])
        kept = known & there
        one, two, value = one[kept], two[kept], self.value[part][kept]
        into[one, two] = value
        if both:
            into[two, one] = value
        return into


Made = TypeVar("Made", bound="Callable[..., Any]")


def beside(*tables: str) -> Callable[[Made], Made]:
    """Mark a function that makes the rows of a quantity or list with the tables that it reads beside its own.

    Parameters
    ----------
    *tables : str
        Their names; what is made from the rows is made from them.

    Examples
    --------
    >>> beside("corrections")(lambda world, quantity, codes: None).tables
    ('corrections',)
    """

    def marked(function: Made) -> Made:
        function.tables = tables  # type: ignore[attr-defined]
        return function

    return marked


def located(codes: Ints, wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Return where codes stand among ascending ones, and whether they are there.

    Examples
    --------
    >>> at, known = located(np.array([2, 200, 365]), np.array([365, 220]))
    >>> at[known].tolist(), known.tolist()
    ([2], [True, False])
    """
    at = np.minimum(np.searchsorted(codes, wanted).astype(np.int64, copy=False), max(len(codes) - 1, 0))
    return at, (codes[at] == wanted) if len(codes) else np.zeros(len(wanted), dtype=np.bool_)


def load(world: World, quantity: Quantity, codes: Codes = ()) -> KnownRows:
    """Return the rows of a quantity in a world, of all states or of those with the given codes only.

    Examples
    --------
    >>> from westphalia.record.quantities import get
    >>> from westphalia.record.world import load as world
    >>> found = load(world(), get("cinc"), (365,))
    >>> int(found.one[0]), int(found.year[0])
    (365, 1816)
    """
    return (quantity.rows or of_table)(world, quantity, codes)


def of_table(world: World, quantity: Quantity, codes: Codes = (), read: pl.Expr | None = None) -> KnownRows:
    """Return the rows of a quantity that stands in its table by year; with ``read`` those of something else that the same rows hold."""
    frame = world.scan(quantity.table).filter(**quantity.where)
    for side in quantity.sides if codes else ():
        frame = frame.filter(pl.col(side).is_in(codes))
    keys = [pl.col("year"), *(pl.col(side).alias(f"state{n}") for n, side in enumerate(quantity.sides))]
    names = ["year", *(f"state{n}" for n in range(len(quantity.sides)))]
    if read is None:
        read = pl.col(quantity.column) if quantity.column else pl.lit(1.0)
    found = frame.select(*keys, read.alias("value"))
    if not _one_row_a_year(world, quantity):
        value = summed(quantity, "value").cast(pl.Float64)
        found = found.group_by(names, maintain_order=True).agg(value=value)
    return of_frame(found.drop_nulls("value").collect())


def summed(quantity: Quantity, column: str = "") -> pl.Expr:
    """Return the number, sum or largest of a group of rows, or what its only row has; of what is not known of any of them null.

    Examples
    --------
    >>> import polars as pl
    >>> from westphalia.record.quantities import get
    >>> deliveries = pl.DataFrame({"year": [1990, 1990, 1991], "tiv": [0.5, 0.25, 3.0]})
    >>> deliveries.group_by("year", maintain_order=True).agg(summed(get("arms"))).rows()
    [(1990, 0.75), (1991, 3.0)]
    """
    if quantity.how == "count":
        return pl.len()
    if not (column or quantity.column):
        return pl.lit(1)
    each = pl.col(column or quantity.column)
    if quantity.how in ("most", "only"):
        return each.max() if quantity.how == "most" else each.first()
    total = each.cast(pl.Int64).sum() if quantity.whole() else sums.total(each).round(6)
    return pl.when(each.is_not_null().any()).then(total)


def spreads(world: World, quantity: Quantity, codes: Codes = ()) -> KnownRows | None:
    """Return the standard deviations of a quantity in its rows; None where its source has none.

    Examples
    --------
    >>> from westphalia.record.quantities import get
    >>> from westphalia.record.world import load as world
    >>> found = spreads(world(), get("gdp_per_capita"), (2,))
    >>> len(found.value), spreads(world(), get("cinc")) is None
    (204, True)
    """
    column = quantity.declared() if quantity.how == "only" and quantity.rows is None else None
    if column is None or not column.spread:
        return None
    found = of_table(world, quantity, codes, deviation(column))
    return found if len(found.value) else None


def _one_row_a_year(world: World, quantity: Quantity) -> bool:
    """Return whether the key of the table lets a state or pair have one row a year only."""
    table = world.declaration(quantity.table)
    own = {"year", *quantity.sides, *quantity.where}
    return quantity.how == "only" and table is not None and set(table.key) <= own


def of_frame(frame: pl.DataFrame) -> KnownRows:
    """Return rows of a frame whose columns are year, one or two codes, and value."""
    sorted_ = frame.sort(frame.columns[0], maintain_order=True)
    year, *sides, value = (column.to_numpy() for column in sorted_.get_columns())
    one, two = (sides[0], sides[-1])
    return KnownRows(
        year.astype(np.int64), one.astype(np.int64), two.astype(np.int64), value.astype(np.float64)
    )


def of_spells(
    one: Ints, two: Ints, first: Ints, last: Ints, value: Floats, span: tuple[int, int] | None
) -> KnownRows:
    """Return a row for each year in which a spell stands, within a span of years; of two spells of a pair the later one in the list wins.

    Examples
    --------
    >>> ones = np.array([2, 2])
    >>> rows = of_spells(ones, ones, np.array([1999, 2000]), np.array([2000, 2001]), np.array([1.0, 2.0]), (1999, 2000))
    >>> rows.year.tolist(), rows.value.tolist()
    ([1999, 2000, 2000], [1.0, 1.0, 2.0])
    """
    if span is None:
        return _nothing()
    first, last = np.maximum(first, span[0]), np.minimum(last, span[1])
    kept = np.flatnonzero(first <= last)
    lengths = last[kept] - first[kept] + 1
    each = np.repeat(kept, lengths)
    year = first[each] + np.arange(len(each)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    order = np.argsort(year, kind="stable")
    each = each[order]
    return KnownRows(year[order], one[each], two[each], value[each])


def _nothing() -> KnownRows:
    none = np.zeros(0, dtype=np.int64)
    return KnownRows(none, none, none, np.zeros(0))


def of_years(spells: Spells, span: tuple[int, int] | None, codes: Codes = (), value: str = "") -> KnownRows:
    """Return a row for each year in which a spell stands, the one that counts of several; its value is 1 or that of a column."""
    if span is None:
        return _nothing()
    kept = spells.keep(*(pl.col(side).is_in(codes) for side in spells.sides)) if codes else spells
    worth = pl.col(value).cast(pl.Float64) if value else pl.lit(1.0)
    return of_frame(kept.once(*span).select("year", *spells.sides, value=worth))


def counted(rows: KnownRows) -> KnownRows:
    """Return one row a pair and year with the number of its rows."""
    keys = (rows.year * 1000 + rows.one) * 1000 + rows.two
    unique, count = np.unique(keys, return_counts=True)
    return KnownRows(unique // 1_000_000, unique // 1000 % 1000, unique % 1000, count.astype(np.float64))


def onto(grid: Grid, rows: KnownRows, kind: str) -> Floats:
    """Return values for the rows of a grid, NaN where there is none.

    Returns
    -------
    ndarray
        (rows,) for a value of a state on a grid of states and of a pair on one of pairs; (rows, 2) for both sides of a pair, and for both
        directions: first to second, and back.
    """
    if kind == "state":
        return _states(grid, rows)
    if kind == "dyad":
        found = np.full(len(grid.cells), np.nan)
        _scatter(grid, rows.year, rows.one, rows.two, rows.value, found)
        _scatter(grid, rows.year, rows.two, rows.one, rows.value, found)
        return found
    ways = np.full((2, len(grid.cells)), np.nan)
    _scatter(grid, rows.year, rows.one, rows.two, rows.value, ways[0])
    _scatter(grid, rows.year, rows.two, rows.one, rows.value, ways[1])
    return ways.T.copy()


def _states(grid: Grid, rows: KnownRows) -> Floats:
    cube = np.full((len(grid.codes), grid.years), np.nan)
    for at in grid.stands(rows.one, rows.year):
        inside = at >= 0
        cube[at[inside], rows.year[inside] - grid.first] = rows.value[inside]
    if not grid.dyads:
        return cube[grid.one, grid.when]
    return np.stack([cube[grid.one, grid.when], cube[grid.two, grid.when]], axis=1)


def _scatter(grid: Grid, year: Ints, one: Ints, two: Ints, value: Floats, found: Floats) -> None:
    seconds = grid.stands(two, year)
    for first in grid.stands(one, year):
        for second in seconds:
            inside = (first >= 0) & (second >= 0)
            at = grid.rows_of(year[inside], first[inside], second[inside])
            held = at >= 0
            found[at[held]] = value[inside][held]


# Base quantities of many years as rows, for what is computed from all years at once.


def framed(
    source: Source, name: str, sides: tuple[str, ...] = ("ccode",), value: str = "value",
    years: tuple[int, int] | None = None,
) -> pl.DataFrame:  # fmt: skip
    """Return the known values of a base quantity, a row each.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    name : str
        Name of the quantity.
    sides : tuple of str
        What the columns with the codes are to be called: one for a quantity of states, two for one of pairs, of which a row stands for each direction.
    value : str
        What the column of values is to be called.
    years : pair of int, optional
        First and last year; by default, and at most, all that are covered.

    Returns
    -------
    polars.DataFrame
        The codes, ``year`` and the value, by year.

    Examples
    --------
    >>> import westphalia as wp
    >>> framed(wp.load(), "cinc", years=(2022, 2022)).filter(ccode=365)["value"].round(3).to_list()
    [0.038]
    """
    span = source.covers(name)
    first, last = span or (0, -1)
    if years is not None:
        first, last = max(first, years[0]), min(last, years[1])
    codes = source.universe().astype(np.int16)
    rows: list[list[NDArray[np.generic]]] = []
    for year in range(first, last + 1):
        array = source.of_year(name, year)
        known = np.nonzero(~np.isnan(array))
        rows.append(
            [*(codes[at] for at in known), np.full(known[0].size, year, dtype=np.int16), array[known]]
        )
    types = {**dict.fromkeys((*sides, "year"), pl.Int16), value: pl.Float64}
    if not rows:
        return pl.DataFrame(schema=types)
    columns = [np.concatenate(parts) for parts in zip(*rows, strict=True)]
    return pl.DataFrame(dict(zip(types, columns, strict=True)), schema=types)
