"""What a model rests on: the measures that it reads, the modules that compute them with their constants, and the tables behind them.

Nothing is listed by hand. Measures say what they read; which modules compute a thing is what these import, one from another, inside functions too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.measures.registry import homes, registered
from westphalia.models.partnership.features import MODELLED, Feature
from westphalia.record.definitions import HERE, PACKAGE, Definitions, digest, digests, plain
from westphalia.record.lists import LISTS
from westphalia.record.new_ties import READS
from westphalia.record.results import made_from

if TYPE_CHECKING:
    from westphalia.record.manifest import Manifest

ROOTS = ("models.partnership.fitting", "models.partnership.year_forecasts", "models.partnership.inputs")
"""What fits the partnership model, and what forecasts with it."""
PAIRS = ("memberships", "false_dyads")
"""Tables that tell which pairs of states there are."""
DOORS = (
    "errors", "files", "lazy", "version", "measures.registry", "models.partnership.results", "models.definitions", "record.asof", "record.citations", "record.codings", "record.definitions", "record.draws", "record.family", "record.manifest",
    "record.once", "record.query", "record.results", "record.sealed", "record.state", "record.tables", "record.userdata", "record.usertables",
    "record.world",
)  # fmt: skip
"""Modules and rooms that fetch, keep and check what others define: how they do it changes no number."""


@cache
def reached(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return measures and all that they read, to the base quantities and lists.

    Examples
    --------
    >>> reached(("asymmetry",))
    ('asymmetry', 'cinc', 'gdp', 'gdp_per_capita')
    """
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += getattr(registered().get(name), "reads", ())
    return tuple(sorted(found))


@cache
def modules(roots: tuple[str, ...]) -> tuple[str, ...]:
    """Return the modules of the package that some rest on: themselves and what they import, without the doors.

    Examples
    --------
    >>> modules(("models.outcomes",))
    ('models.outcomes', 'record.schema')
    """
    found: set[str] = set()
    todo = list(roots)
    while todo:
        module = todo.pop()
        if module in found or any(module == door or module.startswith(f"{door}.") for door in DOORS):
            continue
        found.add(module)
        todo += _imported(module)
    return tuple(sorted(found))


def declared(
    features: tuple[Feature, ...] = MODELLED, roots: Iterable[str] = ROOTS, names: Iterable[str] = ()
) -> Definitions:
    """Return the digests of the constants of all modules behind features, and what these read.

    Parameters
    ----------
    features : tuple of Feature
        Of the model.
    roots : iterable of str
        Modules that compute with them.
    names : iterable of str
        Measures, quantities and lists that are read besides.

    Examples
    --------
    >>> found = declared()
    >>> "measures.grievance.memory" in found.constants, "cinc" in found.reads, "protests" in found.reads
    (True, True, False)
    """
    reads = reached((*(feature.source for feature in features), *READS, *names))
    rooms = (_place(homes()[name]) for name in reads if name in homes())
    own = {"(features)": digest([plain(feature) for feature in features])}
    found: dict[str, dict[str, str]] = {} if features is MODELLED else {"(features)": own}
    for module in modules(tuple(sorted({*roots, *rooms}))):
        import_module(f"{PACKAGE}.{module}")
        held = digests(module, reads)
        if held:
            found[module] = held
    return Definitions(found, reads)


def tables(reads: Iterable[str]) -> tuple[str, ...]:
    """Return the tables behind measures, quantities and lists of pairs of states, and those whose coverage they go by.

    Examples
    --------
    >>> tables(reached(("asymmetry",)))
    ('capabilities', 'economy', 'false_dyads', 'memberships')
    """
    known = {name: each for named in (LISTS, registered()) for name, each in named.items()}
    of = [known[name] for name in reads if name in known]
    listed = [each for one in of for each in getattr(getattr(one, "covers", None), "lists", ())]
    covering = {each.partition(".")[0].partition(":")[0] for each in listed}
    further = {table for one in of for table in getattr(getattr(one, "rows", None), "tables", ())}
    return tuple(sorted({*PAIRS, *(one.table for one in of if one.table), *covering, *further}))


def made_of(manifest: Manifest, held: Definitions, results: Iterable[str] = ()) -> dict[str, Any]:
    """Return what something with some definitions is made from, in an edition: the tables behind what it reads, and other results.

    Examples
    --------
    >>> from westphalia.record.manifest import read_manifest
    >>> sorted(made_of(read_manifest(), Definitions({}, reached(("asymmetry",))))["tables"])
    ['capabilities', 'economy', 'false_dyads', 'memberships']
    """
    return made_from(manifest, tables(held.reads), held, results)


def _imported(module: str) -> Iterator[str]:
    """Yield the modules of the package that one imports, at its top or in a function; not those imported for types alone."""
    todo: list[ast.AST] = [ast.parse(_file(module).read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        todo += ast.iter_child_nodes(node)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == PACKAGE:
            home = _place(node.module or "")
            for name in node.names:
                inner = f"{home}.{name.name}".strip(".")
                if _file(inner).exists():
                    yield inner
                elif home:
                    yield home


def _place(module: str) -> str:
    """Return the name of a module within the package."""
    return module.removeprefix(PACKAGE).removeprefix(".")


def _file(module: str) -> Path:
    """Return the file of a module of the package."""
    path = HERE.joinpath(*module.split("."))
    return path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
