"""How the tables of the edition become rows for a panel: a row per state or directed pair and year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from westphalia.panel.addition import Reader

if TYPE_CHECKING:
    import polars as pl

    from westphalia.panel.grid import Grid
    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")
Choice = Literal["any", "smallest", "closest", "first"]


def state_rows(
    table: str, columns: Mapping[str, str], *, gw: str = "", where: Mapping[str, Any] | None = None
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
    """

    def read(world: World, grid: Grid) -> pl.DataFrame:
        import polars as pl

        own = bool(gw) and grid.system == "gw"
        frame = _of_years(world.table(gw if own else table).filter(**(where or {})), grid)
        code = "gwcode" if own else "ccode"
        return frame.select(code, "year", *(pl.col(b).alias(a) for a, b in columns.items())).collect()

    return read


def state_spells(table: str, column: str, *, where: Mapping[str, Any]) -> Reader:
    """Return a reader of a list of spells of states: one in every year that a spell touches."""

    def read(world: World, grid: Grid) -> pl.DataFrame:
        frame = world.table(table).filter(**where)
        years = _spread(_ends(frame), grid).select("ccode", "year").unique(maintain_order=True)
        return _flag(years, column).collect()

    return read


def pair_rows(
    table: str,
    columns: Mapping[str, str],
    *,
    both: bool,
    largest: bool = False,
    either: bool = False,
    where: Mapping[str, Any] | None = None,
) -> Reader:
    """Return a reader of a table with a row per pair and year; ``both`` when it holds each pair once.

    With ``largest`` the table may hold a pair more than once in a year, and the largest values stand. With ``either`` a pair of a
    panel that is not directed has the larger of its two directions.
    """

    def read(world: World, grid: Grid) -> pl.DataFrame:
        import polars as pl

        frame = _of_years(world.table(table).filter(**(where or {})), grid)
        chosen = frame.select(*PAIR, "year", *(_number(b).alias(a) for a, b in columns.items()))
        if either and not grid.directed:
            chosen = pl.concat([chosen, mirrored(chosen)])
        if largest or (either and not grid.directed):
            chosen = chosen.group_by(*PAIR, "year", maintain_order=True).max()
        return pl.concat([chosen, mirrored(chosen)]).collect() if both else chosen.collect()

    return read


def pair_spells(
    table: str, value: str, column: str, *, choose: Choice, where: Mapping[str, Any] | None = None
) -> Reader:
    """Return a reader of a list of spells of pairs, one value for every year that spells touch.

    Parameters
    ----------
    table, value, column : str
        The table, its column and the name in the panel; without a value it is one where a spell is under way.
    choose : {"any", "smallest", "closest", "first"}
        Which of a year's values stands: the smallest; the smallest above zero; that of the spell that began first.
        A table with ``system`` is read for the panel's list of states.
    """

    def read(world: World, grid: Grid) -> pl.DataFrame:
        import polars as pl

        frame = world.table(table).filter(**(where or {}))
        if "system" in frame.collect_schema().names():
            frame = frame.filter(pl.col("system") == grid.system)
        if choose == "closest":
            frame = frame.filter(pl.col(value) > 0)
        what = {
            "any": pl.len().clip(0, 1).cast(pl.Int8),
            "first": pl.col(value or "first").sort_by("first").first(),
        }.get(choose, pl.col(value or "first").min())
        years = _spread(_ends(frame), grid)
        rows = years.group_by(*PAIR, "year").agg(what.alias(column)).sort(*PAIR, "year").collect()
        return pl.concat([rows, mirrored(rows.lazy()).collect()])

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
        import polars as pl

        frame = _of_years(world.table(table).filter(**(where or {})), grid)
        keys = [pl.col(side).alias(key) for side, key in zip(sides, PAIR, strict=True)]
        one = frame.group_by(*keys, "year").agg(pl.col(value).sum().alias(f"{name}1")).collect()
        two = one.rename({f"{name}1": f"{name}2", "ccode1": "ccode2", "ccode2": "ccode1"})
        rows = one.join(two, on=[*PAIR, "year"], how="full", coalesce=True).sort(*PAIR, "year")
        return rows.fill_null(0) if absent else rows

    return read


def mirrored(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rows seen from the other side: values of side 1 and side 2 change places."""
    import polars as pl

    names = frame.collect_schema().names()
    other = {name: name[:-1] + {"1": "2", "2": "1"}[name[-1]] for name in names if name[-1] in "12"}
    return frame.select(pl.col(other.get(name, name)).alias(name) for name in names)


def _number(name: str) -> pl.Expr:
    """Return a column; ``=1`` is one in every row."""
    import polars as pl

    return pl.lit(1, dtype=pl.Int8) if name == "=1" else pl.col(name)


def _of_years(frame: pl.LazyFrame, grid: Grid) -> pl.LazyFrame:
    import polars as pl

    return frame.filter(pl.col("year").is_between(grid.first, grid.last))


def _ends(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Return spells with their first and last year, however the table dates them."""
    import polars as pl

    if "first" in frame.collect_schema().names():
        return frame
    return frame.with_columns(
        pl.col("start").dt.year().cast(pl.Int16).alias("first"),
        pl.col("end").dt.year().cast(pl.Int16).alias("last"),
    )


def _spread(frame: pl.LazyFrame, grid: Grid) -> pl.LazyFrame:
    """Return a row per spell and year of the panel; a spell without an end lasts."""
    import polars as pl

    begin = pl.max_horizontal("first", pl.lit(grid.first, pl.Int16))
    end = pl.min_horizontal(pl.col("last").fill_null(grid.last), pl.lit(grid.last, pl.Int16))
    return (
        frame.filter(begin <= end)
        .with_columns(pl.int_ranges(begin, end + 1, dtype=pl.Int16).alias("year"))
        .explode("year")
    )


def _flag(frame: pl.LazyFrame, column: str) -> pl.LazyFrame:
    import polars as pl

    return frame.with_columns(pl.lit(1, dtype=pl.Int8).alias(column))
