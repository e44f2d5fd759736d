"""What can be added to a panel, declared as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from westphalia.lazy import pl

if TYPE_CHECKING:
    from westphalia.record.coverage import Covering
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

Reader = Callable[["World", "Grid"], "pl.DataFrame"]
"""Returns the rows that a table holds for a panel's years: codes, year and values."""
LeaderReader = Callable[["World"], "pl.DataFrame"]
"""Returns rows by leader: ``obsid`` and values, or ``obsid1``, ``obsid2``, ``year`` and values."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an addition.

    Parameters
    ----------
    name : str
        Its name in a panel; a value of one state gets the suffix 1 and 2 in dyad-years.
    description : str
        What it means, with its unit.
    absent : bool
        Whether a row that the table does not hold, in a year it covers, stands for zero: so for events, never for measurements.
    column : str
        The column of the table that its years are those of, where it has another name there.
    table : str
        The table that it is of, where that is not the addition's first.
    exact : bool
        Whether no draws can be made of it although the table says of its column how uncertain it is: it does not of these rows.
    """

    name: str
    description: str
    absent: bool = False
    column: str = ""
    exact: bool = False
    table: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """Whose coding of one thing an addition holds, and which additions hold the same columns, in the same order, as others code it.

    Parameters
    ----------
    of : str
        What is coded; additions of one thing are chosen together.
    name : str
        Whose coding this is.
    others : tuple of str
        The additions that hold the others.
    """

    of: str
    name: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """Columns that can be added to a panel.

    Parameters
    ----------
    name, title : str
        How it is asked for, and what it is.
    kind : {"state", "dyad"}
        Whether a value belongs to a state or to a pair. A state's values are added to both sides of a dyad-year.
    fields : tuple of Field
        Its columns.
    tables : tuple of str
        The tables it is read from, the one with its years first.
    read : callable, optional
        Reads the rows; their codes are ``ccode`` (``ccode1`` and ``ccode2``, a symmetric relation both ways), or ``gwcode``.
    sources : tuple of str
        Sources to cite, where the tables hold more.
    covers : Covering, optional
        What tells the years it covers, where they are not those of its first table.
    listed : str
        The list or source in the table that it is of, where there are several.
    zero : {"cow", "either"}
        Between the members of which list an absent row stands for zero.
    compute : callable, optional
        Makes the columns from the panel's rows themselves, where they are not rows of a table.
    measure : str
        The quantity or measure that fills its columns, in place of a reader (see :func:`westphalia.measures.values.values`).
    base : Addition, optional
        The addition whose columns they are made from, row by row, by ``made``.
    made : callable, optional
        Makes the expressions of its columns (polars is not imported before).
    coding : Coding, optional
        Whose coding it is, where others code the same.
    leaders : callable, optional
        Reads the same by leader, for panels of leaders.
    for_states : str
        The addition that stands for this one of pairs in a panel of state-years.
    later : str
        Why a world as of a year in the past does not have it: it was estimated with what came after. Empty if it has.
    numbers : mapping
        The quantity that each column is, where that is what declares it (see :mod:`westphalia.panel.additions.numbers`).
    """

    name: str
    title: str
    kind: Literal["state", "dyad"]
    fields: tuple[Field, ...]
    tables: tuple[str, ...]
    read: Reader | None = None
    sources: tuple[str, ...] = ()
    covers: Covering | None = field(default=None, compare=False)
    listed: str = ""
    zero: Literal["cow", "either"] = "cow"
    compute: Reader | None = None
    measure: str = ""
    base: Addition | None = None
    made: Callable[[], Sequence[pl.Expr]] | None = None
    coding: Coding | None = None
    leaders: LeaderReader | None = None
    for_states: str = ""
    later: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict, compare=False)

    def span(self, world: World, column: str = "") -> Span | None:
        """Return the first and last year it, or one of its columns, covers in a world; None for none, or when it is withheld."""
        if self.later and world.last_known is not None:
            return None
        measured, table = "", self.tables[0]
        if self.kind == "state" and column:
            field = next((each for each in self.fields if each.name == column), None)
            measured = (field.column if field else "") or column
            table = (field.table if field else "") or table
        if self.covers is not None:
            return self.covers.span(world)
        return world.span(table, measured, self.listed)

    def alone(self) -> tuple[Addition, ...]:
        """Return an addition for each of its columns, which may cover years of their own."""
        return tuple(replace(self, name=field.name, fields=(field,)) for field in self.fields)

    def by_leader_only(self) -> bool:
        """Return whether only leaders have it."""
        return self.read is None and self.compute is None and self.base is None and not self.measure

    def columns(self, dyads: bool) -> dict[str, Field]:
        """Return its columns as they are named in a panel."""
        suffixes = ("1", "2") if dyads and self.kind == "state" else ("",)
        return {f"{field.name}{suffix}": field for suffix in suffixes for field in self.fields}


def fields(absent: bool = False, /, **described: str) -> tuple[Field, ...]:
    """Return fields by name and description.

    Examples
    --------
    >>> fields(True, wars="Wars under way")[0].absent
    True
    """
    return tuple(Field(name, text, absent) for name, text in described.items())


def names(of: tuple[Field, ...]) -> dict[str, str]:
    """Return, for fields that are called in the table as in the panel, name by name."""
    return {field.name: field.name for field in of}
