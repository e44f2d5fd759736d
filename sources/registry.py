"""Which function builds which table from which sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from sources.source import Built, Inputs, Source

Builder = Callable[[Inputs], Built]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one table is built."""

    table: str
    sources: tuple[Source, ...]
    build: Builder


_RECIPES: dict[str, Recipe] = {}


def builds(table: str, *sources: Source) -> Callable[[Builder], Builder]:
    """Register the decorated function as the builder of ``table`` from ``sources``."""

    def register(function: Builder) -> Builder:
        if table in _RECIPES and _RECIPES[table].build.__module__ != function.__module__:
            raise ValueError(f"two builders for {table}")
        _RECIPES[table] = Recipe(table, sources, function)
        return function

    return register


def recipes() -> dict[str, Recipe]:
    """Import every module of :mod:`sources.tables` and return all recipes by table name."""
    package = import_module("sources.tables")
    for module in sorted(info.name for info in iter_modules(package.__path__)):
        import_module(f"sources.tables.{module}")
    return dict(sorted(_RECIPES.items()))
