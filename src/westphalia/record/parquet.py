"""The types of a table's columns as they stand in its Parquet file."""

from __future__ import annotations

from typing import Any

import polars as pl

from westphalia.record.schema import Table

POLARS: dict[str, Any] = {
    "int8": pl.Int8,
    "int16": pl.Int16,
    "int32": pl.Int32,
    "int64": pl.Int64,
    "float32": pl.Float32,
    "float64": pl.Float64,
    "str": pl.String,
    "bool": pl.Boolean,
    "date": pl.Date,
    "list[float32]": pl.List(pl.Float32),
}


def types_of(table: Table) -> dict[str, Any]:
    """Return the columns of a table with their types, in file order.

    Examples
    --------
    >>> from westphalia.record.tables import declared
    >>> types_of(declared()["warheads"])
    {'ccode': Int16, 'year': Int16, 'warheads': Int32}
    """
    return {column.name: POLARS[column.type] for column in table.columns}
