"""Under which terms each table and column is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.schema import Table
from westphalia.record.tables import declared

if TYPE_CHECKING:
    from westphalia.record.manifest import Manifest
    from westphalia.record.world import World

DERIVED = "derived from limited"
"""What is made from a source that may not be passed on itself: counts, sums and estimates by state or pair and year."""
OWN = "your own copy"
LICENCES = (
    "public domain",
    "public facts",
    "CC0 1.0",
    "MIT",
    "CC BY 4.0",
    "Etalab 2.0",
    "attribution",
    "academic",
    "CC BY-SA 4.0",
)
"""Licences of open sources, the freest first; *academic*: no licence, but the field and its packages redistribute it with citation."""


def strictest(terms: set[str]) -> str:
    """Return terms in one text, the strictest first; those that ask for nothing are named only where there are no others.

    Examples
    --------
    >>> strictest({"MIT", "academic", "public domain"}), strictest({"CC BY 4.0", "derived from limited"}), strictest({"MIT"})
    ('academic', 'derived from limited; CC BY 4.0', 'MIT')
    """
    order = [*LICENCES, DERIVED]
    asking = [each for each in sorted(terms, key=order.index, reverse=True) if each not in LICENCES[:4]]
    return "; ".join(asking) or max(terms, key=order.index, default="")


def columns_ship(world: World, name: str) -> dict[str, str]:
    """Return under which terms each column of a table is passed on: those of the sources that it is from.

    Parameters
    ----------
    world : World
        The record.
    name : str
        A table of the edition, or one of the user's own.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> terms = columns_ship(load(), "democracy_indices")
    >>> terms["polyarchy"], terms["polity2"]
    ('CC BY-SA 4.0', 'academic')
    """
    entry = world.entry(name)
    if "origin" in entry:
        return {column["name"]: OWN for column in entry["columns"]}
    return of_columns(world.manifest, name)


def of_columns(manifest: Manifest, name: str) -> dict[str, str]:
    """Return under which terms each column of a table of the edition is passed on."""
    entry, table = manifest.tables[name], declared().get(name)
    terms = {source: str(manifest.sources[source]["ships"]) for source in entry["sources"]}
    return {
        column["name"]: strictest({terms[source] for source in _sources(table, column["name"], terms)})
        for column in entry["columns"]
    }


def _sources(table: Table | None, column: str, of_table: dict[str, str]) -> set[str]:
    """Return the sources of a column: those that are said to fill it, else all of the table that are not said to fill others alone."""
    origins = table.origins if table is not None else {}
    filling = {source for source, columns in origins.items() if column in columns and source in of_table}
    return filling or (set(of_table) - set(origins)) or set(of_table)
