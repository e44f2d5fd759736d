"""Values of the edition's tables as figures: with the year they are from and, where unknown, why.

All readers filter by the key before they collect, so that a page costs milliseconds. Tables keyed by state and year go through
:func:`of_all` (all states of one year, for the place of a value), :func:`figure` (one state) and :func:`series` (its years);
tables keyed by pair and year through :func:`of_pairs`. A value is carried only with ``carry=True``: then, and only when the year
lies past the column's coverage, the values of the last year covered are used and ``observed`` says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.record.once import once
from westphalia.record.tables import declared
from westphalia.report.brief import words
from westphalia.report.view import Figure

if TYPE_CHECKING:
    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")


@dataclass(frozen=True, slots=True)
class Values:
    """The known values of one column in one year.

    Parameters
    ----------
    values : mapping
        State code (or pair of codes) to value; only known ones.
    observed : int or None
        The year they are from; None when the column covers no such year.
    why : str
        Reason why nothing is known, when nothing is.
    """

    values: Mapping[Any, Any]
    observed: int | None
    why: str = ""


def covered(world: World, table: str, column: str = "") -> tuple[int, int] | None:
    """Return the first and last year that a column (a table without one) covers in this world; None when it covers none.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> covered(load(), "capabilities", "cinc"), covered(load().as_of(1990), "capabilities", "cinc")
    ((1816, 2022), (1816, 1990))
    """
    if world.withheld(table):
        return None
    entry = world.manifest.table(table)
    first, last = None, None
    for each in entry["columns"]:
        if each["name"] == column:
            first, last = each.get("first"), each.get("last")
    if (first is None or last is None) and entry["coverage"]:
        first = min(each[0] for each in entry["coverage"].values())
        last = max(each[1] for each in entry["coverage"].values())
    if first is None or last is None:
        return None
    timing = declared()[table].timing if table in declared() else None
    if world.last_known is not None:
        last = min(last, world.last_known - (timing.lag if timing else 0))
    return (first, last) if first <= last else None


def unit(world: World, table: str, column: str) -> str:
    """Return the unit of a column in plain words."""
    units = {each["name"]: each.get("unit") or "" for each in world.manifest.table(table)["columns"]}
    return str(units.get(column, ""))


def gap(world: World, table: str, column: str, year: int) -> str:
    """Return why a column has nothing for a year: withheld, not begun, ended; empty text when the year is covered."""
    reason = world.withheld(table)
    if reason:
        return f"withheld in a world as of {world.last_known}: {reason}"
    span = covered(world, table, column)
    if span is None:
        return "not known in this world"
    if year > span[1]:
        return words.not_after(span[1])
    return f"not known before {span[0]}" if year < span[0] else ""


def year_read(world: World, table: str, column: str, year: int, *, carry: bool = False) -> int | None:
    """Return the year whose values are read for ``year``: itself, the last one covered when carried, or None."""
    span = covered(world, table, column)
    if span is None or year < span[0]:
        return None
    return year if year <= span[1] else span[1] if carry else None


def of_all(
    world: World,
    table: str,
    column: str,
    year: int,
    *,
    carry: bool = False,
    state: str = "ccode",
    **where: Any,
) -> Values:
    """Return a column's known values of all states in a year.

    Parameters
    ----------
    world : World
        The record.
    table, column : str
        What to read; the table is keyed by state and year (and the columns in ``where``).
    year : int
        Year asked for.
    carry : bool
        Past the coverage, read the last year covered.
    state : str
        Column with the state's code.
    **where
        Further columns and the value each must have, for example ``system="cow"``.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> found = of_all(load(), "capabilities", "cinc", 2025, carry=True)
    >>> found.observed, len(found.values)
    (2022, 195)
    """
    observed = year_read(world, table, column, year, carry=carry)
    if observed is None:
        return Values({}, None, gap(world, table, column, year))
    return Values(
        dict(_year(world, table, (state,), column, observed, tuple(sorted(where.items())))), observed
    )


def of_pairs(
    world: World,
    table: str,
    column: str,
    year: int,
    *,
    carry: bool = False,
    pair: tuple[str, str] = PAIR,
    **where: Any,
) -> Values:
    """Return a column's known values of all pairs in a year, keyed by the two codes in the order of ``pair``."""
    observed = year_read(world, table, column, year, carry=carry)
    if observed is None:
        return Values({}, None, gap(world, table, column, year))
    return Values(dict(_year(world, table, pair, column, observed, tuple(sorted(where.items())))), observed)


@once(latest=128)
def _year(
    world: World,
    table: str,
    keys: tuple[str, ...],
    column: str,
    year: int,
    where: tuple[tuple[str, Any], ...],
) -> tuple[tuple[Any, Any], ...]:
    frame = world.table(table).filter(year=year, **dict(where)).select(*keys, column).drop_nulls().collect()
    if len(keys) == 1:
        return tuple(frame.iter_rows())
    *pair, values = (frame[name].to_list() for name in frame.columns)
    return tuple(zip(zip(*pair, strict=True), values, strict=True))


def figure(
    world: World,
    table: str,
    column: str,
    ccode: int,
    year: int,
    *,
    carry: bool = False,
    state: str = "ccode",
    **where: Any,
) -> Figure:
    """Return one state's value in a year as a figure; parameters as in :func:`of_all`.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> figure(load(), "capabilities", "cinc", 630, 2025).why
    'not known after 2022'
    """
    found = of_all(world, table, column, year, carry=carry, state=state, **where)
    return taken(world, found, ccode, table, column, year)


def taken(world: World, found: Values, key: Any, table: str, column: str, year: int) -> Figure:
    """Return the value of a state or pair among values already read as a figure."""
    value = found.values.get(key)
    if value is None:
        why = found.why or f"no value in {table} for {found.observed}"
        return Figure(None, unit(world, table, column), year, None, table, why)
    return Figure(value, unit(world, table, column), year, found.observed, table)


def series(
    world: World,
    table: str,
    column: str,
    ccode: int,
    last: int | None = None,
    *,
    first: int | None = None,
    state: str = "ccode",
    **where: Any,
) -> list[tuple[int, Any]]:
    """Return a state's known values by year, ascending, from ``first`` to ``last`` where given."""
    import polars as pl

    frame = world.table(table).filter(pl.col(state) == ccode, **where)
    if first is not None:
        frame = frame.filter(pl.col("year") >= first)
    if last is not None:
        frame = frame.filter(pl.col("year") <= last)
    return sorted(frame.select("year", column).drop_nulls().collect().iter_rows())
