"""How the tables of the edition become rows for a panel: a row per state or directed pair and year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from westphalia.lazy import np, pl
from westphalia.panel.addition import Field, Reader, Span
from westphalia.record.grid import Bools, Grid, Ints, System, build
from westphalia.record.rows import summed
from westphalia.record.schema import type_of
from westphalia.record.source import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.quantity import Quantity
    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")
Choice = Literal["any", "smallest"]
ListOf = Callable[["World", "Quantity"], "pl.LazyFrame"]
"""Makes the rows of a list that a quantity sums up."""


def state_rows(
    table: str,
    columns: Mapping[str, str],
    *,
    gw: str = "",
    where: Mapping[str, Any] | None = None,
    state: str = "ccode",
) -> Reader:
    """Return a reader of a table with a row per state and year.

    Parameters
    ----------
    table : str
        The table.
    columns : mapping
        Name in the panel: name in the table.
    gw : str
        The table of the same by Gleditsch-Ward code, if there is one.
    where : mapping, optional
        Columns and the value each must have.
    state : str
        Its column of states.
    """

    def read(world: World, grid: Grid) -> pl.DataFrame:
        own = bool(gw) and grid.system == "gw"
        frame = of_years(world.scan(gw if own else table).filter(**(where or {})), grid)
        code = pl.col("gwcode") if own else pl.col(state).alias("ccode")
        return frame.select(code, "year", *(pl.col(b).alias(a) for a, b in columns.items())).collect()

    return read


def by_own_code(frame: pl.DataFrame, grid: Grid) -> pl.DataFrame:
    """Return rows of states by ``ccode`` as rows by the codes of the panel's list (``gwcode``), of states in it."""
    ccode, when = frame["ccode"].to_numpy(), frame["year"].to_numpy() - grid.first
    found = []
    for place in grid.places:
        at = place[ccode, when]
        code = pl.Series("gwcode", grid.codes[at[at >= 0]], dtype=pl.Int16)
        found.append(frame.filter(pl.Series(at >= 0)).drop("ccode").insert_column(0, code))
    return pl.concat(found)


def standing(order: Sequence[tuple[str, bool]], frame: pl.LazyFrame, by: Sequence[str]) -> pl.LazyFrame:
    """Return one row of each group: the first by the columns named, each with whether large values come first; unknown ones last."""
    columns, large = [name for name, _ in order], [down for _, down in order]
    ordered = frame.sort(columns, descending=large, nulls_last=True, maintain_order=True)
    return ordered.unique(list(by), keep="first", maintain_order=True)


def pair_rows(
    table: str,
    columns: Mapping[str, str],
    *,
    both: bool,
    largest: bool = False,
    either: bool = False,
    where: Mapping[str, Any] | None = None,
    sides: tuple[str, str] = PAIR,
) -> Reader:
    """Return a reader of a table with a row per pair and year; ``both`` when it holds each pair once.

    With ``largest`` the table may hold a pair more than once in a year, and the largest values stand. With ``either`` a pair of a
    panel that is not directed has the larger of its two directions.
    """

    def read(world: World, grid: Grid) -> pl.DataFrame:
        frame = of_years(world.scan(table).filter(**(where or {})), grid)
        keys = (pl.col(side).alias(key) for side, key in zip(sides, PAIR, strict=True))
        chosen = frame.select(*keys, "year", *(_number(b).alias(a) for a, b in columns.items()))
        if either and not grid.directed:
            chosen = pl.concat([chosen, mirrored(chosen)])
        if largest or (either and not grid.directed):
            chosen = chosen.group_by(*PAIR, "year", maintain_order=True).max()
        return (either_side(chosen, grid) if both else chosen).collect()

    return read


def pair_spells(
    table: str, value: str, column: str, *, choose: Choice, where: Mapping[str, Any] | None = None
) -> Reader:
    """Return a reader of a list of spells of pairs, one value for every year that spells touch.

    Parameters
    ----------
    table, value, column : str
        The table, its column and the name in the panel; without a value it is one where a spell is under way.
    choose : {"any", "smallest"}
        Which of a year's values stands: any; the smallest. A table with ``system`` is read for the panel's list of states.
    """

    def read(world: World, grid: Grid) -> pl.DataFrame:
        frame = world.scan(table).filter(**(where or {}))
        if "system" in frame.collect_schema().names():
            frame = frame.filter(pl.col("system") == grid.system)
        what = pl.len().clip(0, 1).cast(pl.Int8) if choose == "any" else pl.col(value).min()
        years = spread(ends(frame), grid)
        rows = years.group_by(*PAIR, "year").agg(what.alias(column)).sort(*PAIR, "year").collect()
        return either_side(rows.lazy(), grid).collect()

    return read


def flows(
    table: str,
    sides: tuple[str, str],
    value: str,
    name: str,
    *,
    absent: bool = False,
    where: Mapping[str, Any] | None = None,
) -> Reader:
    """Return a reader of a directed flow: ``name1`` is that of the first side (as its actor), ``name2`` that of the second.

    With ``absent`` a direction that the table does not hold is zero.
    """

    def read(world: World, grid: Grid) -> pl.DataFrame:
        frame = of_years(world.scan(table).filter(**(where or {})), grid)
        keys = [pl.col(side).alias(key) for side, key in zip(sides, PAIR, strict=True)]
        flow = pl.col(value).alias(f"{name}1")
        declared = world.declaration(table)
        if declared is not None and set(declared.key) <= {*sides, "year", *(where or {})}:
            one = frame.select(*keys, "year", flow).collect()
        else:  # in order, so that sums are the same to the last bit
            one = frame.group_by(*keys, "year", maintain_order=True).agg(flow.sum()).collect()
        return two_ways(one, name, grid, absent)

    return read


def two_ways(one: pl.DataFrame, name: str, grid: Grid, absent: bool) -> pl.DataFrame:
    """Return rows from a first state to a second with, beside ``name1``, the value back as ``name2``; with ``absent`` zero where there is none."""
    if grid.directed or grid.system != "cow":
        there = back = one
    else:
        there, back = (
            one.filter(pl.col(PAIR[0]) < pl.col(PAIR[1])),
            one.filter(pl.col(PAIR[0]) > pl.col(PAIR[1])),
        )
    two = back.rename({f"{name}1": f"{name}2", "ccode1": "ccode2", "ccode2": "ccode1"})
    rows = there.join(two, on=[*PAIR, "year"], how="full", coalesce=True)
    return rows.fill_null(0) if absent else rows


def given(quantity: Quantity, columns: Sequence[str]) -> Reader:
    """Return a reader of a quantity that makes its own rows (of spells, or of the last month of a year).

    Parameters
    ----------
    quantity : Quantity
        The quantity.
    columns : sequence of str
        Its column; of a directed quantity perhaps both directions, ``name1`` and ``name2``.
    """

    def read(world: World, grid: Grid) -> pl.DataFrame:
        rows = rows_of(world, quantity.name).years((grid.first, grid.last))
        keys = {"ccode": rows.one} if quantity.kind == "state" else {PAIR[0]: rows.one, PAIR[1]: rows.two}
        frame = pl.DataFrame({**keys, "year": rows.year}).cast(pl.Int16)
        found = frame.with_columns(pl.Series(columns[0], rows.value).cast(_type(quantity)))
        if len(columns) == 2:
            return two_ways(found, columns[0][:-1], grid, bool(quantity.zero))
        return either_side(found.lazy(), grid).collect() if quantity.kind == "dyad" else found

    return read


def counted(of: Mapping[str, Quantity], rows: ListOf | None = None) -> Reader:
    """Return a reader of quantities, by column, of which a state or pair may have several rows a year.

    Parameters
    ----------
    of : mapping
        Column of the panel: quantity; all of the same rows.
    rows : callable, optional
        Makes the rows, where they are not those of the table: a :class:`~westphalia.record.quantities.events.Listed`'s ``of``.
    """
    one = next(iter(of.values()))
    made = rows or _of_table

    def read(world: World, grid: Grid) -> pl.DataFrame:
        keys = PAIR if one.states == 2 else ("ccode",)
        frame = of_years(made(world, one), grid).drop_nulls([*one.sides, "year"])
        sides = (pl.col(side).alias(key) for side, key in zip(one.sides, keys, strict=True))
        grouped = frame.group_by(*sides, pl.col("year").cast(pl.Int16))
        found = grouped.agg(summed(each).cast(_type(each)).alias(name) for name, each in of.items())
        known = found.sort(*keys, "year")
        return (either_side(known, grid) if one.kind == "dyad" else known).collect()

    return read


def _of_table(world: World, quantity: Quantity) -> pl.LazyFrame:
    return world.scan(quantity.table).filter(**quantity.where)


def _type(quantity: Quantity) -> Any:
    """Return the type of a quantity that makes its own rows: that of its column, else one of whole numbers."""
    column = quantity.declared()
    if quantity.how == "sum" and column is not None and not column.type.startswith("float"):
        return pl.Int32
    if column is not None:
        return pl.Int8 if column.type == "bool" else type_of(column.type)
    return pl.Int8 if (quantity.high or 1000) < 100 else pl.Int16


def among_partners(rows: pl.DataFrame, grid: Grid) -> pl.DataFrame:
    """Return the rows of pairs whose second state stands for one of the panel's list in that year.

    Where a state of the list bore two codes in a year (Germany in 1990) only one of them does, so that it is counted once.
    """
    if grid.system == "cow":
        return rows
    at = grid.stands(rows[PAIR[1]].to_numpy(), rows["year"].to_numpy())
    return rows.filter(pl.Series(np.any([place >= 0 for place in at], axis=0)))


def mirrored(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rows seen from the other side: values of side 1 and side 2 change places."""
    names = frame.collect_schema().names()
    other = {name: name[:-1] + {"1": "2", "2": "1"}[name[-1]] for name in names if name[-1] in "12"}
    return frame.select(pl.col(other.get(name, name)).alias(name) for name in names)


def either_side(frame: pl.LazyFrame, grid: Grid) -> pl.LazyFrame:
    """Return the rows and, seen from the other side, the same again; of a panel that has each pair once, those alone that it asks for."""
    sides = pl.concat([frame, mirrored(frame)])
    low, high = PAIR
    return sides if grid.directed or grid.system != "cow" else sides.filter(pl.col(low) < pl.col(high))


def _number(name: str) -> pl.Expr:
    """Return a column; ``=1`` is one in every row."""
    return pl.lit(1, dtype=pl.Int8) if name == "=1" else pl.col(name)


def of_years(frame: pl.LazyFrame, grid: Grid) -> pl.LazyFrame:
    """Return the rows of a panel's years."""
    return frame.filter(pl.col("year").is_between(grid.first, grid.last))


def ends(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return spells with their first and last year, however the table dates them."""
    if "first" in frame.collect_schema().names():
        return frame
    return frame.with_columns(
        pl.col("start").dt.year().cast(pl.Int16).alias("first"),
        pl.col("end").dt.year().cast(pl.Int16).alias("last"),
    )


def spread(frame: pl.LazyFrame, grid: Grid) -> pl.LazyFrame:
    """Return a row per spell and year of the panel; a spell without an end lasts."""
    begin = pl.max_horizontal("first", pl.lit(grid.first, pl.Int16))
    end = pl.min_horizontal(pl.col("last").fill_null(grid.last), pl.lit(grid.last, pl.Int16))
    return (
        frame.filter(begin <= end)
        .with_columns(pl.int_ranges(begin, end + 1, dtype=pl.Int16).alias("year"))
        .explode("year")
    )


# The rows of a panel, whatever its kind: each stands on a state (or pair) and year of a grid, and may have columns of its own.


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
        if self.at is None:
            return frame
        index = pl.Series(self.at)
        return frame.select(pl.all().gather(index.set(index < 0, None) if (self.at < 0).any() else index))

    def keep(self, mask: Bools) -> Rows:
        """Return some of the rows. Where rows have columns of their own the grid stays whole, so that spells count all years."""
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
