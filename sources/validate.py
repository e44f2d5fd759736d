"""A built frame against its declaration: types, bounds, key."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl

from sources.members import listed
from westphalia.record.entries import in_order
from westphalia.record.schema import Column, Table

_COLUMNS: dict[str, Any] = {
    "int8": dy.Int8, "int16": dy.Int16, "int32": dy.Int32, "int64": dy.Int64, "float32": dy.Float32, "float64": dy.Float64,
    "str": dy.String, "bool": dy.Bool, "date": dy.Date,
}  # fmt: skip


def shaped(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the frame with exactly the declared columns and types, sorted by the key.

    Raises
    ------
    ValueError
        When columns are missing or extra, a value does not fit its type or bounds, a key repeats, or rows are too few.
    """
    wanted = [column.name for column in table.columns]
    if set(frame.columns) != set(wanted):
        raise ValueError(
            f"{table.name}: missing {sorted(set(wanted) - set(frame.columns))}, extra {sorted(set(frame.columns) - set(wanted))}"
        )
    frame = in_order(frame, table)
    if frame.height < table.minimum_rows:
        raise ValueError(
            f"{table.name}: {frame.height} rows, at least {table.minimum_rows} expected: did a source shrink?"
        )
    if frame.select(table.key).is_duplicated().any():
        twice = frame.filter(frame.select(table.key).is_duplicated()).head(4)
        raise ValueError(f"{table.name}: the key {table.key} repeats, for example\n{twice}")
    for name in table.state:
        strangers = sorted(set(frame[name].drop_nulls().unique()) - listed())
        if strangers:
            raise ValueError(f"{table.name}.{name}: codes of no state of either list {strangers}")
    _check(frame, table)
    return frame


def _check(frame: pl.DataFrame, table: Table) -> None:
    schema = type(
        table.name.title(), (dy.Schema,), {c.name: _column(c) for c in table.columns if c.type in _COLUMNS}
    )
    _, failures = schema.filter(frame.select(c.name for c in table.columns if c.type in _COLUMNS))
    if len(failures):
        raise ValueError(
            f"{table.name}: values outside their declaration {failures.counts()}\n{failures.invalid().head(5)}"
        )


def _column(column: Column) -> Any:
    options: dict[str, Any] = {"nullable": column.null}
    if column.minimum is not None:
        options["min"] = _bound(column, column.minimum)
    if column.maximum is not None:
        options["max"] = _bound(column, column.maximum)
    if column.values:
        return dy.String(
            nullable=column.null, check=lambda value, allowed=list(column.values): value.is_in(allowed)
        )
    return _COLUMNS[column.type](**options)


def _bound(column: Column, value: float) -> float | int:
    return int(value) if column.type.startswith("int") else float(value)
