"""Declarations of every table of the edition, one module a subject."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from westphalia.record.schema import Table


@cache
def declared() -> dict[str, Table]:
    """Return all declared tables by name.

    Examples
    --------
    >>> declared()["capabilities"].key
    ('ccode', 'year')
    """
    tables: dict[str, Table] = {}
    for module in sorted(info.name for info in iter_modules(__path__)):
        for table in import_module(f"{__name__}.{module}").TABLES:
            if table.name in tables:
                raise ValueError(f"table {table.name} is declared twice")
            tables[table.name] = table
    return dict(sorted(tables.items()))
