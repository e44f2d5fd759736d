"""Two editions beside each other: which tables, columns and rows came, went or changed, and of which states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from westphalia.lazy import pl
from westphalia.record.manifest import Manifest, read_manifest, unknown

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
