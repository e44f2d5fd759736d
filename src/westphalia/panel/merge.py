"""A researcher's own table beside the rows of a panel: joined by key, nothing doubled, nothing dropped, all that does not meet reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from westphalia.errors import NotUnderstood
from westphalia.lazy import pl
from westphalia.panel.filters import STATES
from westphalia.panel.own_tables import OwnTable, as_table
from westphalia.record.schemes import TITLES, chosen, read_states

if TYPE_CHECKING:
    from westphalia.record.grid import System
    from westphalia.record.world import World

EXAMPLES = 5
_ROW = "__row__"


@dataclass(frozen=True, eq=False)
class Unmatched:
    """The keys of a merge that did not meet.

    Parameters
    ----------
    on : tuple of str
        The key, as the panel names it.
    panel : polars.DataFrame
        Keys of the panel that the table does not have, each once, with the number of ``rows``.
    table : polars.DataFrame
        Keys of the table that the panel does not have, as the table writes them.
    matched : int
        Rows of the panel that met one of the table.
    turned : int
        Keys of the table that would meet the panel with the two states turned round.
    notes : tuple of str
        By which scheme states were read, which values may be several states, and what was taken for missing, in sentences.
    """

    on: tuple[str, ...]
    panel: pl.DataFrame
    table: pl.DataFrame
    matched: int
    turned: int = 0
    notes: tuple[str, ...] = ()

    def summary(self) -> str:
        """Return what met and what did not, and how the table was read, in one line."""
        return " ".join((self._counted(), *self.notes))

    def _counted(self) -> str:
        without = int(self.panel["rows"].sum())
        text = (
            f"Merged by {', '.join(self.on)}: {self.matched:,} rows of the panel matched, {without:,} without a match "
            f"({self.panel.height:,} keys); {self.table.height:,} keys of the table are not in the panel"
        )
        return (
            f"{text}, {self.turned:,} of them only because the two states stand the other way round."
            if self.turned
            else f"{text}."
        )


@dataclass(frozen=True, eq=False)
class Merge:
    """A table to be merged.

    Parameters
    ----------
    world : World
        The record, which knows the names of states.
    given : polars.LazyFrame
        The table.
    on : mapping
        The key: name in the panel: name in the table.
    values : tuple of str
        The columns that are added.
    system : {"cow", "gw"}
        The panel's list of states.
    codes : str
        The scheme by which the table names states; found from its columns where empty.
    """

    world: World
    given: OwnTable
    on: Mapping[str, str]
    values: tuple[str, ...]
    system: System
    codes: str = ""

    @cached_property
    def _table(self) -> tuple[pl.DataFrame, pl.DataFrame, tuple[str, ...]]:
        """Return the table as given, its key in the panel's terms with the place of each row, and what is to be said of the key."""
        given = self.given.frame.collect()
        keys = given.select(pl.col(theirs).alias(ours) for ours, theirs in self.on.items())
        keys, notes = matched_types(self.world, keys, self.on, self.system, self.codes)
        keys = keys.with_row_index(_ROW).drop_nulls(list(self.on))
        twice = keys.filter(pl.struct(list(self.on)).is_duplicated()).sort(*self.on)
        if twice.height:
            raise NotUnderstood(
                f"{twice.select(list(self.on)).n_unique():,} keys stand more than once in the table, so rows of the panel would "
                f"be doubled: {_examples(given, self.on, twice)}.",
                f"The key is {', '.join(self.on.values())}.",
                "Name more key columns, or keep or sum up to one row for each key first.",
            )
        return given, keys, (*self.given.notes, *notes)

    def check(self) -> None:
        """Fail when the key of the table is not unique or cannot be read."""
        _ = self._table

    def columns(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the table's columns for the rows of a panel, in their order."""
        given = self._table[0]
        index = self._places(rows)[_ROW]
        return given.select(pl.col(list(self.values)).gather(index))

    def _places(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the key of each row of the panel, and the row of the table that it meets (null for none)."""
        keys = self._table[1]
        ours = rows.select(list(self.on)).cast({name: keys.schema[name] for name in self.on})
        found = ours.join(keys, on=list(self.on), how="left", maintain_order="left", validate="m:1")
        assert found.height == rows.height
        return found

    def unmatched(self, rows: pl.DataFrame) -> Unmatched:
        """Return the keys that did not meet, on both sides."""
        given, keys, notes = self._table
        found = self._places(rows)
        none = found.filter(pl.col(_ROW).is_null())
        missing = none.group_by(list(self.on)).agg(pl.len().alias("rows")).sort(*self.on)
        met = found.select(pl.col(_ROW).drop_nulls().unique())
        index = given.select(list(self.on.values())).with_row_index(_ROW)
        spare = index.join(met, on=_ROW, how="anti", maintain_order="left")
        turned = _turned(keys.join(spare.select(_ROW), on=_ROW, how="semi"), missing, list(self.on))
        return Unmatched(tuple(self.on), missing, spare.drop(_ROW), found.height - none.height, turned, notes)


def _turned(spare: pl.DataFrame, missing: pl.DataFrame, on: list[str]) -> int:
    """Return how many keys of pairs would be found with the two states turned round."""
    pairs = [name for name in on if name.endswith(("code1", "code2"))]
    if len(pairs) != 2:
        return 0
    other = dict(zip(pairs, reversed(pairs), strict=True))
    return spare.rename(other).join(missing, on=on, how="semi").height


def merge(
    world: World,
    frame: Any,
    on: str | Sequence[str] | Mapping[str, str],
    held: Mapping[str, str],
    key: Sequence[str],
    system: System,
    codes: str = "",
) -> Merge:
    """Return a table ready to be merged, after checking that it can be.

    Parameters
    ----------
    world : World
        The record.
    frame : OwnTable, polars.DataFrame, polars.LazyFrame, pandas.DataFrame or pyarrow table
        The table.
    on : str, sequence or mapping
        The key columns, or how the table names each.
    held : mapping
        Columns that the panel has, and which of its parts they are from.
    key : sequence of str
        Columns of the panel that may be a key.
    system : {"cow", "gw"}
        The panel's list of states.
    codes : str
        The scheme by which the table names states.

    Raises
    ------
    NotUnderstood
        For all that is wrong with the key or the columns, at once.
    """
    table = frame if isinstance(frame, OwnTable) else as_table(frame)
    names = table.frame.collect_schema().names()
    named = (
        {on: on} if isinstance(on, str) else dict(on if isinstance(on, Mapping) else zip(on, on, strict=True))
    )
    values = tuple(name for name in names if name not in named.values())
    if problems := _problems(named, names, values, held, key):
        raise NotUnderstood(
            "The table cannot be merged: " + "; ".join(problems) + ".",
            "",
            'Name the key, on=["ccode", "year"] or on={"ccode": "country"}, and rename columns that stand twice.',
        )
    made = Merge(world, table, named, values, system, chosen(codes) if codes else "")
    if not table.lazy:
        made.check()
    return made


def matched_types(
    world: World, keys: pl.DataFrame, on: Mapping[str, str], system: System, codes: str
) -> tuple[pl.DataFrame, list[str]]:
    """Return key columns, named as in the panel, in types that can be compared with the panel's, and how states were read.

    Raises
    ------
    NotUnderstood
        For columns that cannot be what the panel holds, all at once.
    """
    problems: list[str] = []
    notes: list[str] = []
    years = _whole(keys["year"]) if "year" in keys.columns else None
    made = []
    for name in keys.columns:
        column = _plain(keys[name])
        if name in STATES and (column.dtype == pl.String or _whole(column) is not None):
            found = read_states(world, column.alias(on[name]), years, system, codes)
            notes += _said(on[name], found.scheme, system, found.ambiguous)
            made.append(found.codes.alias(name))
            continue
        fitting = _fitting(name, column)
        if fitting is None:
            problems.append(f"'{on[name]}' is {column.dtype} where the panel has {_held(name)}")
        else:
            made.append(fitting.alias(name))
    if problems:
        raise NotUnderstood(
            "The table cannot be merged: " + "; ".join(problems) + ".",
            "",
            "Change the type of the column first.",
        )
    return pl.DataFrame(made), notes


def _said(column: str, scheme: str, system: System, ambiguous: Mapping[str, str]) -> list[str]:
    """Return by which scheme a column was read, and which of its values may be several states."""
    read = [] if scheme == system else [f"States in '{column}' were read as {TITLES[scheme]}."]
    return [*read, *ambiguous.values()]


def _held(name: str) -> str:
    """Return what a column of a panel's key holds, in words."""
    if name in STATES:
        return "whole numbers, names or codes of states"
    return "text" if name.startswith("obsid") else "a date" if name == "date" else "whole numbers"


def _plain(column: pl.Series) -> pl.Series:
    return column.cast(pl.String) if isinstance(column.dtype, (pl.Categorical, pl.Enum)) else column


def _fitting(name: str, column: pl.Series) -> pl.Series | None:
    """Return a column as whole numbers, days or text, what the panel holds under the name; None when it is something else."""
    if name == "date":
        if isinstance(column.dtype, pl.Datetime):
            days = column.cast(pl.Date)
            return days if (days.cast(column.dtype) == column).fill_null(True).all() else None
        if column.dtype == pl.String:
            days = column.str.to_date("%Y-%m-%d", strict=False)
            return days if days.null_count() == column.null_count() else None
        return column if column.dtype == pl.Date else None
    if name.startswith("obsid"):
        return column if column.dtype == pl.String else None
    return _whole(column)


def _whole(column: pl.Series) -> pl.Series | None:
    """Return a column as whole numbers, also of text that has nothing else; None when it has something else."""
    if column.dtype == pl.String:
        number = column.str.strip_chars().cast(pl.Float64, strict=False)
        column = number if number.null_count() == column.null_count() else column
    if column.dtype.is_decimal():
        column = column.cast(pl.Float64)
    if column.dtype.is_float():
        column = column.fill_nan(None)
        known = column.drop_nulls()
        return column.cast(pl.Int64) if (known == known.round()).all() and known.is_finite().all() else None
    return column.cast(pl.Int64) if column.dtype.is_integer() or column.dtype == pl.Null else None


def _problems(
    named: Mapping[str, str],
    names: Sequence[str],
    values: Sequence[str],
    held: Mapping[str, str],
    key: Sequence[str],
) -> list[str]:
    """Return all that is wrong with a table's key and columns."""
    problems = [
        f"'{each}' is not a key of the panel (it has {', '.join(key)})" for each in named if each not in key
    ]
    problems += [
        f"the table has no column '{each}' (it has {', '.join(names)})"
        for each in named.values()
        if each not in names
    ]
    problems += [f"'{each}' is in the panel already, from {held[each]}" for each in values if each in held]
    if not named:
        problems.append("no key is given")
    if not values:
        problems.append("the table has no columns besides the key")
    return problems


def _examples(given: pl.DataFrame, on: Mapping[str, str], twice: pl.DataFrame) -> str:
    shown = given.select(list(on.values()))[twice[_ROW].to_list()].unique(maintain_order=True).head(EXAMPLES)
    return "; ".join(", ".join(str(value) for value in row) for row in shown.iter_rows())
