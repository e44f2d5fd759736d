"""What a base quantity is: a number of a state or a pair in a year that the record holds, declared as data.

A source of the record's kind (:mod:`westphalia.record.source`) reads base quantities and nothing else; measures are computed from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from westphalia.record.codings import codings
from westphalia.record.tables import declared

if TYPE_CHECKING:
    from westphalia.record.coverage import Covering
    from westphalia.record.rows import KnownRows
    from westphalia.record.schema import Column
    from westphalia.record.world import World

Kind = Literal["state", "dyad", "directed"]
Codes = tuple[int, ...]
RowsOf = Callable[["World", "Quantity", Codes], "KnownRows"]
"""Takes a world, a quantity and the codes of the states wanted (none for all); returns its rows by year."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """The declaration of a number of a state, of a pair, or from one state to another.

    Unit, range and description are those of the column that it is read from, unless given; the reference is the citation of its
    sources, unless given.

    Parameters
    ----------
    name, title : str
        Identifier and what it is, in a few words.
    kind : {"state", "dyad", "directed"}
        Of one state, of a pair, or from a first state to a second.
    table, column : str
        Where it is from; an empty column counts rows.
    more : str
        What a larger value means.
    sides : tuple of str
        Columns of the table with the codes of the state or states, in the order in which they are asked for.
    how : {"only", "sum", "count", "most"}
        A table with one row a year, or the sum, the number or the largest of its rows.
    where : mapping
        Columns and the value each must have.
    zero : {"", "cow", "either"}
        Members of which list have zero where a covered year has no row (events); empty when that is unknown.
    covers : Covering, optional
        What tells the years it covers, where they are not those of its column or source.
    unit, description, reference : str
        Where they differ from those of the column and its sources.
    low, high : float, optional
        Bounds, where they differ from those of the column.
    drawn : tuple of str
        Identifiers of the sources, where they are not all those of the table.
    driver : str
        The driver that it belongs to (exclusion, grievance, ...), for what the models read.
    equation : str
        Its definition in LaTeX.
    rows : callable, optional
        Makes its rows, for what does not stand in a table by year (spells of borders, months of designations).
    """

    name: str
    title: str
    kind: Kind
    table: str
    column: str = ""
    more: str = ""
    sides: tuple[str, ...] = ("ccode",)
    how: Literal["only", "sum", "count", "most"] = "only"
    where: Mapping[str, Any] = field(default_factory=dict)
    zero: Literal["", "cow", "either"] = ""
    covers: Covering | None = None
    unit: str = ""
    description: str = ""
    reference: str = ""
    low: float | None = None
    high: float | None = None
    drawn: tuple[str, ...] = ()
    driver: str = ""
    equation: str = ""
    rows: RowsOf | None = None

    @property
    def states(self) -> int:
        """How many states it takes."""
        return 1 if self.kind == "state" else 2

    def declared(self) -> Column | None:
        """Return the declaration of the column that it reads; None when it counts rows."""
        return declared()[self.table].column(self.column) if self.column else None

    def whole(self) -> bool:
        """Return whether its values are whole numbers: counts, codes, yes or no."""
        column = self.declared()
        return self.how == "count" or column is None or column.type.startswith(("int", "bool"))

    def range(self) -> tuple[float | None, float | None]:
        """Return the smallest and largest value possible, None where there is no bound."""
        column = self.declared()
        if self.zero or column is None:
            return 0, self.high
        if self.rows is not None:
            return self.low, self.high
        low = column.minimum if self.low is None else self.low
        return low, column.maximum if self.high is None else self.high

    def in_unit(self) -> str:
        """Return the unit in plain words."""
        column = self.declared()
        return self.unit or (column.unit if column is not None else "")

    def describes(self) -> str:
        """Return what it means, in a sentence."""
        column = self.declared()
        return self.description or (column.description if column is not None else "")

    def sources(self, world: World) -> list[str]:
        """Return the identifiers of the sources that the values are from."""
        if self.drawn:
            return list(self.drawn)
        if "source" in self.where:
            return [str(self.where["source"])]
        origins = declared()[self.table].origins
        own = [source for source, columns in origins.items() if self.column in columns]
        return own or list(world.entry(self.table)["sources"])

    def cites(self, world: World) -> str:
        """Return where the concept is from: its own reference, else the citations of the sources."""
        sources = world.manifest.sources
        return self.reference or " ".join(sources[name]["citation"] for name in self.sources(world))

    def span(self, world: World) -> tuple[int, int] | None:
        """Return the first and last year covered in this world; None when nothing is."""
        source = str(self.where.get("source") or self.where.get("list") or "")
        return world.span(self.table, "" if source else self.column, source, self.covers)

    def to_dict(self, world: World) -> dict[str, Any]:
        """Return the declaration as the JSON contract has it."""
        span = self.span(world)
        return {
            "name": self.name,
            "title": self.title,
            "unit": self.in_unit(),
            "range": list(self.range()),
            "more": self.more,
            "kind": self.kind,
            "table": self.table,
            "column": self.column or None,
            "sources": self.sources(world),
            "first": span[0] if span else None,
            "last": span[1] if span else None,
            "description": self.describes(),
            "reference": self.cites(world),
            **({"codings": dict(codings(self.name))} if codings(self.name) else {}),
            **({"driver": self.driver} if self.driver else {}),
            **({"equation": self.equation} if self.equation else {}),
        }
