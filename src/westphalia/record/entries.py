"""What a manifest says of a table, from its declaration and its rows: what it covers by column, by source and by state; and the bytes that it is stored in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from westphalia.lazy import pl
from westphalia.record.schema import LAST_YEAR, Table, types_of

Span: TypeAlias = tuple[int, int]


class Listing(Protocol):
    """What is asked of the source of a table (:class:`sources.source.Source` has it, and more)."""

    @property
    def id(self) -> str:
        """Its identifier."""

    @property
    def covers(self) -> Mapping[str, Span]:
        """First and last year that its list covers, by table."""

    @property
    def lists(self) -> tuple[str, ...]:
        """What its rows have in the column ``list``."""

    @property
    def extended(self) -> bool:
        """Whether rows without an end last to the edition's last year."""


def declared(table: Table, sources: Iterable[Listing]) -> dict[str, Span]:
    """Return the first and last year of those sources of a table that declare them."""
    return {source.id: source.covers[table.name] for source in sources if table.name in source.covers}


def lists_of(table: Table, sources: Iterable[Listing]) -> dict[str, str]:
    """Return, by value of the column ``list``, the source that fills it; empty for a table of one list."""
    if all(column.name != "list" for column in table.columns):
        return {}
    return {name: source.id for source in sources for name in source.lists}


def _years(table: Table, frame: pl.DataFrame, sources: Sequence[Listing]) -> tuple[pl.Expr, pl.Expr] | None:
    """Return the first and last year of each row; what has no end lasts as long as its list."""
    if table.timing is None or frame.schema[table.timing.start] == pl.String:
        return None

    def as_year(name: str) -> pl.Expr:
        return (
            pl.col(name).dt.year().cast(pl.Int16)
            if frame.schema[name] == pl.Date
            else pl.col(name).cast(pl.Int16)
        )

    start = as_year(table.timing.start)
    if table.timing.end is None:
        return start, start
    return start, as_year(table.timing.end).fill_null(_until(table, sources))


def _until(table: Table, sources: Sequence[Listing]) -> pl.Expr:
    """Return the last year of the list of each row: the edition's, where none is declared or it is extended."""
    extended = {source.id for source in sources if source.extended}
    ends = {
        name: LAST_YEAR if name in extended else last for name, (_, last) in declared(table, sources).items()
    }
    lists = lists_of(table, sources)
    by = "list" if lists else "source"
    if any(column.name == by for column in table.columns):
        until = {name: ends[lists.get(name, name)] for name in lists or ends}
        return pl.col(by).replace_strict(until, default=LAST_YEAR, return_dtype=pl.Int16)
    return pl.lit(max(ends.values(), default=LAST_YEAR), dtype=pl.Int16)


def covered(table: Table, sources: Sequence[Listing]) -> dict[str, Any]:
    """Return what the manifest says of a table's lists: from when to when those that declare it go, and which source has which list."""
    spans, lists = declared(table, sources), lists_of(table, sources)
    if not spans:
        return {}
    return {
        "sources": {name: list(span) for name, span in spans.items()},
        **({"lists": lists} if lists else {}),
    }


def described(table: Table, frame: pl.DataFrame, sources: Sequence[Listing]) -> dict[str, Any]:
    """Return what the manifest says of a table by its declarations and rows: what it is, where it is from, which years its rows are of."""
    return {
        "title": table.title,
        "description": table.description,
        "key": list(table.key),
        "columns": column_spans(frame, table, sources),
        "sources": [source.id for source in sources],
        "coverage": source_spans(frame, table, sources),
    }


def column_spans(frame: pl.DataFrame, table: Table, sources: Sequence[Listing]) -> list[dict[str, Any]]:
    """Return each column's description with the first and last year of a row in which it is known."""
    years = _years(table, frame, sources)
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


def source_spans(frame: pl.DataFrame, table: Table, sources: Sequence[Listing]) -> dict[str, list[int]]:
    """Return the first and last year of the rows of each source: by the ``source`` column where there is one."""
    years = _years(table, frame, sources)
    if years is None:
        return {}
    names = [source.id for source in sources]
    spans = years[0].min().alias("first"), years[1].max().alias("last")
    if "source" in frame.columns and set(frame["source"].unique()) <= set(names):
        return {
            str(name): [first, last]
            for name, first, last in frame.group_by("source").agg(*spans).sort("source").iter_rows()
        }
    if table.origins:
        return {name: _known(frame, columns, years) for name, columns in sorted(table.origins.items())}
    first, last = frame.select(*spans).row(0)
    return {name: [first, last] for name in names}


def _known(frame: pl.DataFrame, columns: Sequence[str], years: tuple[pl.Expr, pl.Expr]) -> list[int]:
    some = frame.filter(pl.any_horizontal(pl.col(list(columns)).is_not_null()))
    return list(some.select(years[0].min().alias("first"), years[1].max().alias("last")).row(0))


def state_spans(frame: pl.DataFrame, table: Table, sources: Sequence[Listing]) -> pl.DataFrame:
    """Return first year, last year and rows of each state in the table."""
    shape: dict[Any, Any] = {
        "table": pl.String,
        "ccode": pl.Int16,
        "first": pl.Int16,
        "last": pl.Int16,
        "rows": pl.Int32,
    }
    years = _years(table, frame, sources)
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
    )


def in_order(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the declared columns of a table in the types that they are declared with, sorted by its key; what is no number is null.

    Raises
    ------
    polars.exceptions.PolarsError
        When a column is not there, or a value does not fit its type.
    """
    frame = frame.select(pl.col(name).cast(kind, strict=True) for name, kind in types_of(table).items())
    floats = [column.name for column in table.columns if column.type.startswith("float")]
    frame = frame.with_columns(pl.col(name).fill_nan(None) for name in floats)
    return frame.sort(*table.key, nulls_last=True, maintain_order=True)


def write_table(frame: pl.DataFrame, path: Path) -> None:
    """Write a table as Parquet, the same bytes for the same rows."""
    frame.write_parquet(
        path, compression="zstd", compression_level=15, row_group_size=50_000, statistics=True
    )


def entered(
    table: Table,
    frame: pl.DataFrame,
    sources: Sequence[Listing],
    path: Path,
    account: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the entry of a table for the manifest.

    Parameters
    ----------
    table : Table
        Its declaration.
    frame : polars.DataFrame
        Its rows, as written.
    sources : sequence of Listing
        Where it is from.
    path : Path
        The file that it was written to.
    account : mapping
        ``read``, ``dropped``, ``notes`` and, of a table that is kept for as long as that stays the same, ``made_from``.
    """
    return {
        **described(table, frame, sources),
        "rows": frame.height,
        "minimum_rows": table.minimum_rows,
        "read": account["read"],
        "dropped": dict(sorted(account["dropped"].items())),
        "notes": list(account["notes"]),
        **({"made_from": account["made_from"]} if account.get("made_from") else {}),
        "bytes": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


def of_states(frame: pl.DataFrame, table: Table) -> dict[str, Any]:
    """Return the entry of the table of what every table has of each state, without what is said of its file."""
    return {
        "title": table.title, "description": table.description, "key": list(table.key), "columns": column_spans(frame, table, ()),
        "sources": [], "coverage": {}, "rows": frame.height, "minimum_rows": table.minimum_rows, "read": frame.height,
        "dropped": {}, "notes": [],
    }  # fmt: skip
