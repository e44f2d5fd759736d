"""A researcher's own table beside the rows of a panel: joined by key, nothing doubled, nothing dropped, all that does not meet reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from westphalia.errors import NotUnderstood
from westphalia.lazy import pl
from westphalia.panel.filters import as_frame, matched_types

if TYPE_CHECKING:
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
    """

    on: tuple[str, ...]
    panel: pl.DataFrame
    table: pl.DataFrame
    matched: int
    turned: int = 0

    def summary(self) -> str:
        """Return what met and what did not in one line."""
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
    gw : bool
        Whether states have Gleditsch-Ward codes in the panel.
    """

    world: World
    given: pl.LazyFrame
    on: Mapping[str, str]
    values: tuple[str, ...]
    gw: bool

    @cached_property
    def _table(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return the table as given, and its key in the panel's terms with the place of each row."""
        given = self.given.collect()
        keys = given.select(pl.col(theirs).alias(ours) for ours, theirs in self.on.items())
        keys = matched_types(self.world, keys, self.on, self.gw).with_row_index(_ROW)
        keys = keys.drop_nulls(list(self.on))
        twice = keys.filter(pl.struct(list(self.on)).is_duplicated()).sort(*self.on)
        if twice.height:
            raise NotUnderstood(
                f"{twice.select(list(self.on)).n_unique():,} keys stand more than once in the table, so rows of the panel would "
                f"be doubled: {_examples(given, self.on, twice)}.",
                f"The key is {', '.join(self.on.values())}.",
                "Name more key columns, or keep or sum up to one row for each key first.",
            )
        return given, keys

    def check(self) -> None:
        """Fail when the key of the table is not unique or cannot be read."""
        _ = self._table

    def columns(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the table's columns for the rows of a panel, in their order."""
        given, _ = self._table
        index = self._places(rows)[_ROW]
        return given.select(pl.col(list(self.values)).gather(index))

    def _places(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return the key of each row of the panel, and the row of the table that it meets (null for none)."""
        _, keys = self._table
        ours = rows.select(list(self.on)).cast({name: keys.schema[name] for name in self.on})
        found = ours.join(keys, on=list(self.on), how="left", maintain_order="left", validate="m:1")
        assert found.height == rows.height
        return found

    def unmatched(self, rows: pl.DataFrame) -> Unmatched:
        """Return the keys that did not meet, on both sides."""
        given, keys = self._table
        found = self._places(rows)
        none = found.filter(pl.col(_ROW).is_null())
        missing = none.group_by(list(self.on)).agg(pl.len().alias("rows")).sort(*self.on)
        met = found.select(pl.col(_ROW).drop_nulls().unique())
        index = given.select(list(self.on.values())).with_row_index(_ROW)
        spare = index.join(met, on=_ROW, how="anti", maintain_order="left")
        turned = _turned(keys.join(spare.select(_ROW), on=_ROW, how="semi"), missing, list(self.on))
        return Unmatched(tuple(self.on), missing, spare.drop(_ROW), found.height - none.height, turned)


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
    gw: bool,
) -> Merge:
    """Return a table ready to be merged, after checking that it can be.

    Parameters
    ----------
    world : World
        The record.
    frame : polars.DataFrame, polars.LazyFrame or pandas.DataFrame
        The table.
    on : str, sequence or mapping
        The key columns, or how the table names each.
    held : mapping
        Columns that the panel has, and which of its parts they are from.
    key : sequence of str
        Columns of the panel that may be a key.
    gw : bool
        Whether states have Gleditsch-Ward codes in the panel.

    Raises
    ------
    NotUnderstood
        For all that is wrong with the key or the columns, at once.
    """
    table, lazy = as_frame(frame)
    names = table.collect_schema().names()
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
    made = Merge(world, table, named, values, gw)
    if not lazy:
        made.check()
    return made


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
