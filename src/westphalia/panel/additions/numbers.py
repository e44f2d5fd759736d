"""Additions that are numbers of a state or a pair in a year: all but their names is taken from the declarations of the quantities."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.panel.addition import Addition, Coding, Field, Reader
from westphalia.panel.readers import by_own_code, counted, flows, given, pair_rows, state_rows
from westphalia.record.quantities import get
from westphalia.record.quantities.events import Listed
from westphalia.record.schema import type_of
from westphalia.record.tables import declared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from westphalia.record.grid import Grid
    from westphalia.record.quantity import Quantity
    from westphalia.record.world import World

Columns = Mapping[str, "str | tuple[str, str]"]
"""Column of a panel: name of its quantity; or that and what the column is said to be, where the quantity does not say just that."""
Of = Mapping[str, "Quantity"]


def numbers(
    name: str,
    title: str,
    columns: Columns,
    *,
    for_states: str = "",
    coding: Coding | None = None,
    later: str = "",
    either: bool = False,
    exact: bool = False,
    sources: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
    kept: str = "",
) -> Addition:
    """Return an addition whose columns are quantities: kind, tables, sources, years, zero and how it is read are theirs.

    Parameters
    ----------
    name, title : str
        How it is asked for, and what it is.
    columns : mapping
        Column: quantity. Two columns of one directed quantity, ``name1`` and ``name2``, are its two directions; one column is that from
        the first state to the second.
    for_states, coding, later
        As :class:`~westphalia.panel.addition.Addition` has them.
    either : bool
        Whether a pair of a panel that is not directed has the larger of its two directions.
    exact : bool
        Whether no draws can be made of its columns, although the table says how uncertain they are.
    sources, beside : tuple of str
        Sources to cite, where the quantity does not say of which they are; further tables that it is read from.
    kept : str
        The type of the columns, where it is not that of the table's.

    Examples
    --------
    >>> numbers("troops", "Troops of the United States", {"ustroops": "us_troops"}).tables
    ('us_troops',)
    """
    told = {column: (of, "") if isinstance(of, str) else of for column, of in columns.items()}
    quantities = {column: get(of) for column, (of, _) in told.items()}
    one = next(iter(quantities.values()))
    fields = tuple(
        _field(column, quantities[column], text, exact, one.table) for column, (_, text) in told.items()
    )
    read = _reader(quantities, either)
    return Addition(
        name,
        title,
        "state" if one.kind == "state" else "dyad",
        fields,
        (*_tables(one), *beside),
        _typed(read, tuple(quantities), kept) if kept else read,
        sources or named_sources(one),
        one.covers,
        "" if one.covers else _listed(one),
        one.zero or "cow",
        coding=coding,
        for_states=for_states,
        later=later,
        numbers={column: each.name for column, each in quantities.items()},
    )


def _field(column: str, quantity: Quantity, text: str, exact: bool, first: str) -> Field:
    of = "" if quantity.column == column or quantity.kind != "state" else quantity.column
    table = "" if quantity.table == first else quantity.table
    return Field(column, text or said(quantity), bool(quantity.zero), of, exact, table)


def said(quantity: Quantity) -> str:
    """Return what a quantity is, with its unit where it measures and does not count.

    Examples
    --------
    >>> said(get("us_troops")), said(get("territorial_threat"))
    ('Active duty personnel', 'Latent external territorial threat, standard deviations')
    """
    text, unit = quantity.describes(), quantity.in_unit()
    return text if quantity.whole() or unit in text else f"{text}, {unit}"


def _tables(quantity: Quantity) -> tuple[str, ...]:
    """Return the table of a quantity, and that of the same by Gleditsch-Ward code, if there is one."""
    return tuple(table for table in (quantity.table, f"{quantity.table}_gw") if table in declared())


def _listed(quantity: Quantity) -> str:
    return str(quantity.where.get("source") or quantity.where.get("list") or "")


def named_sources(quantity: Quantity) -> tuple[str, ...]:
    """Return the sources that a quantity names itself; none where they are all those of its table."""
    return quantity.drawn or ((str(quantity.where["source"]),) if "source" in quantity.where else ())


def _reader(quantities: Of, either: bool) -> Reader:
    """Return a reader of quantities; those of the same rows of a table are read in one pass."""
    passes: dict[object, dict[str, Quantity]] = {}
    for column, quantity in quantities.items():
        where = tuple(sorted(quantity.where.items()))
        made = quantity.rows if isinstance(quantity.rows, Listed) else quantity.rows and quantity.name
        own = (quantity.table, quantity.sides, where, made)
        passes.setdefault(own, {})[column] = quantity
    readers = [_one_pass(of, either) for of in passes.values()]
    return readers[0] if len(readers) == 1 else _together(readers, quantities)


def _one_pass(of: dict[str, Quantity], either: bool) -> Reader:
    """Return a reader of quantities that the same rows of a table hold."""
    one, columns = next(iter(of.values())), list(of)
    if isinstance(one.rows, Listed):
        return counted(of, one.rows.of)
    if one.rows is not None:
        return given(one, columns)
    if one.kind == "state":
        return _of_states(of)
    sides, where = (one.sides[0], one.sides[1]), one.where
    if one.kind == "directed" and len({each.name for each in of.values()}) < len(of):
        return flows(one.table, sides, one.column, columns[0][:-1], absent=bool(one.zero), where=where)
    table = declared()[one.table]
    held = {column: quantity.column or "=1" for column, quantity in of.items()}
    several = not set(table.key) <= {*sides, *where, "year"}
    return pair_rows(
        one.table, held, both=table.symmetric, largest=several, either=either, where=where, sides=sides
    )


def _of_states(of: dict[str, Quantity]) -> Reader:
    """Return a reader of quantities of states: rows of a table as they are, or what sums them up."""
    one = next(iter(of.values()))
    (side,) = one.sides
    if one.how != "only":
        return counted(of)
    held = {column: quantity.column for column, quantity in of.items()}
    return state_rows(one.table, held, gw="".join(_tables(one)[1:]), where=one.where, state=side)


def _together(readers: Sequence[Reader], quantities: Of) -> Reader:
    """Return a reader of several passes, side by side; where one has no row, what is zero when absent is zero."""

    def read(world: World, grid: Grid) -> pl.DataFrame:
        frames = [each(world, grid) for each in readers]
        if any("gwcode" in frame.columns for frame in frames):
            frames = [frame if "gwcode" in frame.columns else by_own_code(frame, grid) for frame in frames]
        keys = [name for name in frames[0].columns if name not in quantities]
        both = reduce(lambda one, two: one.join(two, on=keys, how="full", coalesce=True), frames)
        return both.with_columns(pl.col(name).fill_null(0) for name, each in quantities.items() if each.zero)

    return read


def _typed(read: Reader, columns: Sequence[str], kept: str) -> Reader:
    """Return a reader whose columns are of another type."""

    def typed(world: World, grid: Grid) -> pl.DataFrame:
        return read(world, grid).cast(dict.fromkeys(columns, type_of(kept)))

    return typed
