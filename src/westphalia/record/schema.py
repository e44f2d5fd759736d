"""What a table of the edition is: columns with type, unit and meaning, a key, and how its rows are dated.

Tables are declared once, in :mod:`westphalia.record.tables`; the build, the validators, the manifest and the
documentation are generated from these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from westphalia.lazy import pl

FIRST_YEAR = 1816
"""First year of the record: lists of states begin with it."""
LAST_YEAR = 2025
"""Last year of the edition: lists of states are extended to it, nothing is later."""

Type = Literal[
    "int8", "int16", "int32", "int64", "float32", "float64", "str", "bool", "date", "list[float32]"
]


@dataclass(frozen=True, slots=True)
class Interval:
    """The interval that a table gives for an estimate.

    Parameters
    ----------
    low, high : str
        The columns with its ends.
    holds : float
        The share of the posterior between the two.
    """

    low: str
    high: str
    holds: float


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : str
        Name as the field uses it.
    type : str
        One of :data:`Type`.
    description : str
        What the value means, one sentence.
    unit : str
        Unit of the value; empty for codes, names and dates.
    null : bool
        Whether a value may be unknown (null).
    minimum, maximum : float or None
        Inclusive bounds that every known value respects.
    values : tuple of str
        The permitted values of a categorical text column; empty for no restriction.
    outcome : bool
        True when the value is only known once the spell of the row has ended, or in a table without ends once the source does, as a total of
        all that followed is (``as_of`` hides it before).
    lag : int
        Years after the start of the row before the value was known, where that is later than the row itself.
    spread : str or Interval
        Where the table says how uncertain an estimate is: the column with its standard deviation, or those with the ends of an interval;
        empty where it does not.
    """

    name: str
    type: Type
    description: str
    unit: str = ""
    null: bool = False
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()
    outcome: bool = False
    lag: int = 0
    spread: str | Interval = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """How the rows of a table are dated, so that ``as_of`` can hide the future.

    Parameters
    ----------
    start : str
        Column with the year (integer) or day (date) from which the row is true, or an identifier that holds the year (``USA-1869``).
    end : str or None
        Column with the last year or day of the spell; null while it lasts. None for point-in-time rows.
    lag : int
        Years after ``start`` before a contemporary could have known the row (lists coded in retrospect).
    smoothed : str
        Reason why a published value uses later information and is withheld in an ``as_of`` world; empty if it does not.
    """

    start: str
    end: str | None = None
    lag: int = 0
    smoothed: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the edition.

    Parameters
    ----------
    name, title, description : str
        Identifier, short title, and what one row is.
    columns : tuple of Column
        In file order.
    key : tuple of str
        Columns that identify a row; the file is sorted by them.
    timing : Timing or None
        How rows are dated; None for tables without time (terrain, outlines).
    minimum_rows : int
        The build fails with fewer rows (a source that shrank).
    state : tuple of str
        Columns that hold a state code.
    origins : mapping
        Where the columns of a table come from different sources: source to its columns.
    symmetric : bool
        True when a dyadic relation holds in both directions and each pair is stored once, lower code first.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    timing: Timing | None
    minimum_rows: int
    state: tuple[str, ...] = ()
    symmetric: bool = False
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def column(self, name: str) -> Column:
        """Return the column called ``name``; ``KeyError`` if there is none."""
        return {column.name: column for column in self.columns}[name]

    def uncertain(self) -> tuple[Column, ...]:
        """Return the columns of which the table says how uncertain they are."""
        return tuple(column for column in self.columns if column.spread)


def ccode(name: str = "ccode", of: str = "the state") -> Column:
    """Return the standard column for a state's code."""
    return Column(
        name,
        "int16",
        f"Correlates of War code of {of} (Gleditsch-Ward code for a state only in that list)",
        minimum=2,
        maximum=999,
    )


def year(description: str = "Calendar year") -> Column:
    """Return the standard column for a calendar year."""
    return Column("year", "int16", description, minimum=1700, maximum=LAST_YEAR + 5)


def reference() -> tuple[Column, ...]:
    """Return the standard columns for what tells a row that was coded by hand, and how it was verified."""
    return (
        Column("citation", "str", "The work that tells it"),
        Column("url", "str", "Address of the work, where it has one", null=True),
        Column("verified", "bool", "A text that states it and its date was read"),
        Column("coded_on", "date", "Day on which the row was written"),
        Column("checked_on", "date", "Day on which the text was read", null=True),
        Column("checked_how", "str", "What kind of text was read", null=True),
    )


def type_of(name: str) -> Any:
    """Return the type of polars that one of :data:`Type` is in a Parquet file.

    Examples
    --------
    >>> type_of("int8"), type_of("str"), type_of("list[float32]")
    (Int8, String, List(Float32))
    """
    if name == "list[float32]":
        return pl.List(pl.Float32)
    return getattr(pl, {"str": "String", "bool": "Boolean"}.get(name, name.capitalize()))


def types_of(table: Table) -> dict[str, Any]:
    """Return the columns of a table with their types of polars, in file order.

    Examples
    --------
    >>> from westphalia.record.tables import declared
    >>> types_of(declared()["warheads"])
    {'ccode': Int16, 'year': Int16, 'warheads': Int32}
    """
    return {column.name: type_of(column.type) for column in table.columns}
