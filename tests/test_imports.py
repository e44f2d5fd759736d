"""Where imports stand: at the top, but for what costs time to start with and is not always needed."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from westphalia.lazy import COST

ROOT = Path(__file__).parent.parent
PACKAGE = "westphalia"
MANY = 5
"""So many modules of our own, about a millisecond each, are no reason to import in a function; more are."""
BASES = {"pydantic"}
"""Packages that classes are made of, so that they cannot come later: 60 ms."""
OPTIONAL = {"pandas", "sklearn"}
"""Packages that one can do without (extras)."""

LOOP = f"{PACKAGE}.system.kernel"
"""The simulator's loop, which is imported where it is run and nowhere else; it is compiled when imported, so that it must have its packages."""

Import = ast.Import | ast.ImportFrom
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Tree:
    """The modules of a folder, and what each loads at its top."""

    def __init__(self, base: Path) -> None:
        places = {p.relative_to(base).with_suffix(""): p for p in sorted(base.rglob("*.py"))}
        self.modules = {
            place.as_posix().replace("/", ".").removesuffix(".__init__"): ast.parse(path.read_text("utf-8"))
            for place, path in places.items()
        }
        self.doors = {(name, given): home for name in self.modules for given, home in self._given(name)}
        """Modules behind the names that a package gives by its ``__getattr__``."""
        self.loaded = cache(self._loaded)

    def _given(self, package: str) -> Iterator[tuple[str, str]]:
        body = self.modules[package].body
        if any(isinstance(each, Function) and each.name == "__getattr__" for each in body):
            for block in filter(for_types, body):
                for each in ast.walk(block):
                    if isinstance(each, ast.ImportFrom):
                        yield from ((name.name, each.module or "") for name in each.names)

    def read(self, node: Import) -> set[str]:
        """Return the modules that a statement names, and the packages that they are in."""
        if isinstance(node, ast.Import):
            named = {each.name for each in node.names}
        else:
            inner = {f"{node.module}.{each.name}" for each in node.names} & self.modules.keys()
            behind = {self.doors.get((node.module or "", each.name), "") for each in node.names} - {""}
            named = {node.module or "", *inner, *behind}
        return {".".join(name.split(".")[:end]) for name in named for end in range(1, name.count(".") + 2)}

    def _loaded(self, module: str) -> frozenset[str]:
        """Return all that importing a module loads: modules of ours, and packages."""
        found: set[str] = set()
        todo = {".".join(module.split(".")[:end]) for end in range(1, module.count(".") + 2)}
        while todo:
            name = todo.pop()
            if name in found:
                continue
            found.add(name)
            for node in self.modules[name].body if name in self.modules else ():
                if not for_types(node):
                    for each in at_once(node):
                        todo |= self.read(each)
        return frozenset(found)

    def brings(self, module: str, node: Import) -> frozenset[str]:
        """Return what an import in a function of a module loads that the module itself has not."""
        return frozenset().union(*map(self.loaded, self.read(node))) - self.loaded(module)


def for_types(node: ast.AST) -> bool:
    """Tell whether a block is there for type checkers alone."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def at_once(node: ast.AST) -> Iterator[Import]:
    """Yield the imports in a statement that run when it does."""
    if isinstance(node, Import):
        yield node
    if not isinstance(node, Function | ast.Lambda):
        for each in ast.iter_child_nodes(node):
            yield from at_once(each)


def later(tree: ast.AST) -> Iterator[tuple[Import, str, bool]]:
    """Yield the imports in functions, with the function, and whether they are its first statements."""
    for function in ast.walk(tree):
        if isinstance(function, Function):
            body = function.body[ast.get_docstring(function) is not None :]
            first = next((at for at, each in enumerate(body) if not isinstance(each, Import)), len(body))
            for at, statement in enumerate(body):
                yield from ((each, function.name, at < first) for each in at_once(statement))


def why(tree: Tree, module: str, node: Import) -> str:
    """Return the reason for which an import may stand in a function; empty without one."""
    brought = tree.brings(module, node)
    if brought & OPTIONAL:
        return "optional"
    if brought & BASES:
        return "classes of a package"
    return "many modules" if len(brought & tree.modules.keys()) > MANY else ""


def wrong(tree: Tree) -> dict[str, str]:
    """Return the imports in functions that have no reason or come in the middle."""
    found = {}
    for module, code in tree.modules.items():
        for node, function, first in later(code):
            if not (first and why(tree, module, node)):
                found[f"{module}.{function}"] = ast.unparse(node)
    return found


@cache
def house() -> Tree:
    """Return the modules of the library, read once."""
    return Tree(ROOT / "src")


def test_imports_in_functions_bring_in_much_that_their_module_has_not_and_come_first():
    assert wrong(house()) == {}


def test_what_is_no_reason_is_found(tmp_path: Path):
    files: Mapping[str, str] = {
        "__init__": "",
        "few": "",
        "many": "\n".join(f"import westphalia.m{number}" for number in range(MANY)),
        **{f"m{number}": "" for number in range(MANY)},
        "a": "def f():\n    from westphalia.many import x\n",
        "b": "def f():\n    from westphalia.few import x\n",
        "c": "def f():\n    f()\n    from westphalia.many import x\n",
        "d": "import westphalia.many\ndef f():\n    from westphalia.many import x\n",
        "e": "def f():\n    import json\n",
        "g": "def f():\n    'Say.'\n    import pydantic\n",
        "h": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from westphalia.many import x\ndef __getattr__(name):\n    return 1\n",
        "i": "def f():\n    from westphalia.h import x\n",
        "j": "def f():\n    from westphalia.h import y\n",
    }
    (tmp_path / PACKAGE).mkdir()
    for name, text in files.items():
        (tmp_path / PACKAGE / f"{name}.py").write_text(text, encoding="utf-8")
    assert [name.split(".")[1] for name in wrong(Tree(tmp_path))] == ["b", "c", "d", "e", "j"]


def test_packages_that_cost_time_are_taken_from_one_place():
    """For types too, so that a name is the same for whoever runs a module and whoever checks it; but for parts of them that are types alone."""
    tree = house()
    found = {
        (module, name)
        for module, code in tree.modules.items()
        for node in ast.walk(code)
        if isinstance(node, Import) and module != f"{PACKAGE}.lazy" and not module.startswith(LOOP)
        for name in tree.read(node)
    }
    assert {each for each in found if each[1] in COST} <= {
        each for each in found if (each[0], "numpy.typing") in found
    }


def test_importing_every_module_imports_no_package_that_costs_time():
    code = (
        "import importlib, pkgutil, sys, westphalia\n"
        "for each in pkgutil.walk_packages(westphalia.__path__, 'westphalia.'):\n"
        f"    each.name.endswith('__main__') or each.name.startswith(('{LOOP}.', 'westphalia.app.')) or importlib.import_module(each.name)\n"
        f"print(sorted({sorted(COST)} & sys.modules.keys()), len(sys.modules) > 300)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[] True\n"


def test_what_is_named_here_is_a_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {each.partition(">")[0] for each in project["dependencies"]}
    extra = {each.partition(">")[0] for named in project["optional-dependencies"].values() for each in named}
    assert {{"yaml": "pyyaml"}.get(name, name) for name in {*COST, *BASES}} - {
        "markupsafe"
    } <= needed | sys.stdlib_module_names
    assert {{"sklearn": "scikit-learn"}.get(name, name) for name in OPTIONAL} <= extra - needed
