"""Editions checked and compared: every file against what the manifest says of it, and what changed from one edition to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from westphalia.errors import WestphaliaError
from westphalia.lazy import pl
from westphalia.record.manifest import Manifest, read_manifest, unknown
from westphalia.record.results import strays
from westphalia.record.schema import types_of
from westphalia.record.tables import declared

if TYPE_CHECKING:
    from westphalia.record.schema import Table
    from westphalia.record.world import World


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in one table, or one file of what was computed from them; no faults means that it is whole."""

    table: str
    faults: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as data."""
        return {"table": self.table, "whole": self.whole, "faults": list(self.faults)}


def names(world: World) -> list[str]:
    """Return what to check: tables of the manifest, those declared and missing there, what was computed from them, the user's own."""
    own, _ = world.user.entries()
    tables = sorted({*world.manifest.tables, *declared()})
    return [*tables, *world.manifest.results, *sorted(set(own) - set(world.manifest.tables))]


def verify(world: World, tables: Sequence[str] = ()) -> Iterator[Finding]:
    """Check files one by one: the hash, and for a table also columns and types, rows, bounds, key.

    That the manifest itself is the one that was written is checked whenever it is read.

    Parameters
    ----------
    world : World
        The record.
    tables : sequence of str
        Which, or which files of what was computed (``model/cases.json``); none for all, and then also files that the manifest does not name
        and damaged documents of the user's own tables are found.

    Yields
    ------
    Finding
        One a file.
    """
    for name in tables or names(world):
        result = name in world.manifest.results
        yield Finding(name, tuple(_damage(world, name) if result else _faults(world, name)))
    if not tables:
        for name in strays(world.manifest):
            yield Finding(name, ("the manifest does not name this file",))
        for error in world.user.entries()[1]:
            yield Finding("(your own tables)", (str(error),))


def _damage(world: World, name: str) -> Iterator[str]:
    try:
        world.manifest.result(name)
    except WestphaliaError as error:
        yield " ".join(part for part in (error.what, error.why) if part)


def _faults(world: World, name: str) -> Iterator[str]:
    if name not in world.manifest.tables and world.declaration(name) is not None and name not in _own(world):
        yield "declared by this version and not in the manifest"
        return
    entry = world.entry(name)
    try:
        frame = pl.read_parquet(world.path(name))
    except WestphaliaError as error:
        yield " ".join(part for part in (error.what, error.why) if part)
        return
    except (pl.exceptions.PolarsError, OSError) as error:
        yield f"the file cannot be read: {str(error).splitlines()[0]}"
        return
    yield from faults(frame, entry, world.declaration(name))


def faults(frame: pl.DataFrame, entry: Mapping[str, Any], table: Table | None) -> Iterator[str]:
    """Yield what is wrong with the rows of a table.

    Parameters
    ----------
    frame : polars.DataFrame
        Its rows.
    entry : mapping
        What the manifest, or the document of the user's own tables, says of it.
    table : Table, optional
        Its declaration; None where this version has none.
    """
    yield from _against_entry(frame, entry)
    yield from _against_declaration(frame, table)


def _own(world: World) -> dict[str, Any]:
    return world.user.entries()[0]


def _against_entry(frame: pl.DataFrame, entry: Mapping[str, Any]) -> Iterator[str]:
    if frame.height != entry["rows"]:
        yield f"{frame.height:,} rows where the manifest has {entry['rows']:,}"
    if frame.height < entry["minimum_rows"]:
        yield f"{frame.height:,} rows, at least {entry['minimum_rows']:,} expected"
    listed = [column["name"] for column in entry["columns"]]
    if frame.columns != listed:
        yield f"columns {', '.join(frame.columns)} where the manifest has {', '.join(listed)}"
    elif entry["key"] and frame.select(entry["key"]).is_duplicated().any():
        yield f"the key {', '.join(entry['key'])} repeats"


def _against_declaration(frame: pl.DataFrame, table: Table | None) -> Iterator[str]:
    if table is None:
        yield "not declared by this version of the program"
        return
    wanted = types_of(table)
    if list(wanted) != frame.columns:
        yield f"columns {', '.join(frame.columns)} where this version declares {', '.join(wanted)}"
        return
    for column in table.columns:
        values = frame[column.name]
        if values.dtype != wanted[column.name]:
            yield f"{column.name} is {values.dtype}, declared {wanted[column.name]}"
            continue
        if not column.null and values.has_nulls():
            yield f"{column.name} has unknown values and must not"
        below = column.minimum is not None and bool((values < column.minimum).any())
        above = column.maximum is not None and bool((values > column.maximum).any())
        if below or above:
            yield f"{column.name} has values outside its bounds"
        if column.values and not values.drop_nulls().is_in(list(column.values)).all():
            yield f"{column.name} has other values than {', '.join(column.values)}"


# Two editions beside each other: which tables, columns and rows came, went or changed, and of which states.


Status = Literal["same", "changed", "new", "gone"]
_SIDE = "__side__"


@dataclass(frozen=True, slots=True)
class TableChange:
    """What became of a table from one edition to another.

    Parameters
    ----------
    table : str
        Its name.
    status : {"same", "changed", "new", "gone"}
        Whether it is in both and the same, byte for byte.
    came, went, changed : int
        Rows whose key is in the newer edition alone, in the older alone, and in both with other values.
    columns_new, columns_gone : tuple of str
        Columns that are in one of the two alone.
    values : mapping
        By column, how many rows that are in both have another value there.
    states : mapping
        By code of a state, how many rows came, went or changed.
    """

    table: str
    status: Status
    came: int = 0
    went: int = 0
    changed: int = 0
    columns_new: tuple[str, ...] = ()
    columns_gone: tuple[str, ...] = ()
    values: dict[str, int] = field(default_factory=dict)
    states: dict[int, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return it as data."""
        return {
            "table": self.table,
            "status": self.status,
            "came": self.came,
            "went": self.went,
            "changed": self.changed,
            "columns_new": list(self.columns_new),
            "columns_gone": list(self.columns_gone),
            "values": self.values,
            "states": {str(code): count for code, count in self.states.items()},
        }


def differences(older: Path, newer: Path, tables: Sequence[str] = ()) -> Iterator[TableChange]:
    """Yield what became of each table from one edition to another, by name.

    Parameters
    ----------
    older, newer : Path
        Folders of editions, each with its ``MANIFEST.json``.
    tables : sequence of str
        Which tables; none for all.

    Raises
    ------
    BrokenEdition
        When a folder holds no edition, or a file of it is not the one that was written.
    NotUnderstood
        For a table that is in neither.
    """
    old, new = read_manifest(older), read_manifest(newer)
    known = sorted({*old.tables, *new.tables})
    for name in tables:
        if name not in known:
            raise unknown("table", name, known, "See all tables with: westphalia data list")
    for name in tables or known:
        if name not in new.tables or name not in old.tables:
            entry = (new if name in new.tables else old).tables[name]
            at: Status = "new" if name in new.tables else "gone"
            came, went = (entry["rows"], 0) if at == "new" else (0, entry["rows"])
            yield TableChange(name, at, came, went)
        elif old.tables[name]["sha256"] == new.tables[name]["sha256"]:
            yield TableChange(name, "same")
        else:
            yield _changed(name, old, new)


def _changed(name: str, old: Manifest, new: Manifest) -> TableChange:
    before, after = (pl.read_parquet(each.path(name)) for each in (old, new))
    key = [column for column in new.tables[name]["key"] if column in before.columns]
    both = [column for column in after.columns if column in before.columns and column not in key]
    came = after.join(before, on=key, how="anti", nulls_equal=True)
    went = before.join(after, on=key, how="anti", nulls_equal=True)
    met = after.join(before, on=key, how="inner", nulls_equal=True, suffix=_SIDE)
    other = [pl.col(column).ne_missing(pl.col(f"{column}{_SIDE}")).alias(column) for column in both]
    moved = met.select(*key, *other)
    rows = moved.filter(pl.any_horizontal(both)) if both else moved.clear()
    counts = {column: int(moved[column].sum()) for column in both if moved[column].any()}
    return TableChange(
        name,
        "changed",
        came.height,
        went.height,
        rows.height,
        tuple(column for column in after.columns if column not in before.columns),
        tuple(column for column in before.columns if column not in after.columns),
        counts,
        _by_state([came, went, met.filter(pl.any_horizontal(other)) if other else met.clear()]),
    )


def _by_state(frames: Sequence[pl.DataFrame]) -> dict[int, int]:
    """Return how many rows there are of each state, most first."""
    columns = [
        each for each in ("ccode", "ccode1", "ccode2") if all(each in frame.columns for frame in frames)
    ]
    if not columns:
        return {}
    codes = pl.concat([frame[column].cast(pl.Int64) for frame in frames for column in columns]).drop_nulls()
    counted = codes.value_counts().sort("count", codes.name, descending=[True, False])
    return dict(counted.iter_rows())
