"""What a table covers: by column, by source and by state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from westphalia.record.schema import Table


def _years(table: Table, frame: pl.DataFrame) -> tuple[pl.Expr, pl.Expr] | None:
    if table.timing is None or frame.schema[table.timing.start] == pl.String:
        return None

    def as_year(name: str) -> pl.Expr:
        return (
            pl.col(name).dt.year().cast(pl.Int16)
            if frame.schema[name] == pl.Date
            else pl.col(name).cast(pl.Int16)
        )

    start = as_year(table.timing.start)
    end = as_year(table.timing.end).fill_null(_until(table, frame)) if table.timing.end else start
    return start, end


def _until(table: Table, frame: pl.DataFrame) -> pl.Expr:
    assert table.timing is not None
    until = table.timing.until
    if isinstance(until, int):
        return pl.lit(until, dtype=pl.Int16)
    by = "list" if "list" in frame.columns else "source"
    return pl.col(by).replace_strict(dict(until), return_dtype=pl.Int16)


def column_spans(frame: pl.DataFrame, table: Table) -> list[dict[str, Any]]:
    """Return each column's description with the first and last year in which it is known."""
    years = _years(table, frame)
    described = []
    for column in table.columns:
        entry: dict[str, Any] = {
            "name": column.name,
            "type": column.type,
            "unit": column.unit,
            "description": column.description,
        }
        if column.null:
            entry["null"] = True
        if years is not None and column.name not in table.key:
            known = frame.filter(pl.col(column.name).is_not_null()).select(
                years[0].min().alias("first"), years[1].max().alias("last")
            )
            entry["first"], entry["last"] = known.row(0)
        described.append(entry)
    return described


def source_spans(frame: pl.DataFrame, table: Table, sources: list[str]) -> dict[str, list[int]]:
    """Return the first and last year of each source: by the ``source`` column where there is one."""
    years = _years(table, frame)
    if years is None:
        return {}
    spans = years[0].min().alias("first"), years[1].max().alias("last")
    if "source" in frame.columns and set(frame["source"].unique()) <= set(sources):
        return {
            str(name): [first, last]
            for name, first, last in frame.group_by("source").agg(*spans).sort("source").iter_rows()
        }
    if table.origins:
        return {name: _known(frame, columns, years) for name, columns in sorted(table.origins.items())}
    first, last = frame.select(*spans).row(0)
    return {name: [first, last] for name in sources}


def _known(frame: pl.DataFrame, columns: Sequence[str], years: tuple[pl.Expr, pl.Expr]) -> list[int]:
    some = frame.filter(pl.any_horizontal(pl.col(list(columns)).is_not_null()))
    return list(some.select(years[0].min().alias("first"), years[1].max().alias("last")).row(0))


def state_spans(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return first year, last year and rows of each state in the table."""
    shape = {"table": pl.String, "ccode": pl.Int16, "first": pl.Int16, "last": pl.Int16, "rows": pl.Int32}
    years = _years(table, frame)
    if years is None or not table.state:
        return pl.DataFrame(schema=shape)
    long = pl.concat(
        frame.select(pl.col(name).alias("ccode"), years[0].alias("first"), years[1].alias("last"))
        for name in table.state
    )
    spans = (
        long.drop_nulls("ccode")
        .group_by("ccode")
        .agg(pl.col("first").min(), pl.col("last").max(), pl.len().alias("rows"))
    )
    return spans.select(pl.lit(table.name).alias("table"), *(pl.col(name) for name in list(shape)[1:])).cast(
        shape
    )  # type: ignore[arg-type]
