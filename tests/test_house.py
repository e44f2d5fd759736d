"""The house itself: sizes of modules, and files that must not speak of one machine."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@cache
def parsed(path: Path) -> ast.Module:
    """Return the tree of a file; each is read by several tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


MODULES = sorted(path for top in ("src", "sources") for path in (ROOT / top).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_is_short_and_says_what_it_is(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 500
    assert not text.strip() or text.startswith('"""')


def test_median_module_is_neither_a_fragment_nor_long():
    """Between those of the model code bases that the design names (58 to 198 lines): fewer and fuller modules, none long."""
    sizes = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES)
    assert 60 <= sizes[len(sizes) // 2] <= 198


def test_no_tracked_file_is_large():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    sizes = {
        name: (ROOT / name).stat().st_size
        for name in tracked.stdout.split("\0")
        if name and (ROOT / name).exists()
    }
    assert {name: size for name, size in sizes.items() if size > 6_000_000} == {}


FACTS = {
    "record/schema.py": {2025},  # the edition's last year, declared here
    "claims/forecasts/score.py": {2000},  # draws
    "claims/ledger/topics.py": {
        2010,
        2015,
        2018,
        2021,
        2023,
        2024,
    },  # years from whose ends the ledger forecasts
    "claims/quantities.py": {2000},  # a claim on events calls states as they were called then
    "effects/market/oil.py": {2018},  # Iran's oil sails under other flags
    "effects/market/wheat.py": {2022},  # Russia stopped reporting its wheat
    "effects/unrest/deal.py": {2005, 2009},  # years whose use of wheat per head is taken
    "effects/unrest/stored.py": {2000},  # ten years of counts are the least
    "measures/grievance/half_life.py": {2001},  # points of a fine grid
    "measures/market_rivalry/overlap.py": {2022},  # Russia stopped reporting its wheat
    "measures/relation/estimate.py": {2000},  # last year of simulated pairs
    "report/brief/energy.py": {2018},  # sanctions on Iran's oil
    "report/brief/grain.py": {2022},  # Russia stopped reporting its wheat
    "report/brief/votes.py": {2022, 2024},  # emergency sessions, and a year with its first roll calls only
    "report/charts/lines.py": {2000},  # a limit of a ladder of ticks
    "report/views/market.py": {2021},  # the year that is asked for by default
}
"""Years, and numbers like years, that are no end of a list."""


def years_in(path):
    """Return the whole numbers from 2000 to 2030 in the code of a file: not those in texts and comments."""
    found = (node.value for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant))
    return {value for value in found if type(value) is int and 2000 <= value <= 2030}


def test_last_years_of_lists_come_from_the_edition():
    """A list that ends later touches its adapter in the workshop, which declares what it covers, and nothing else."""
    source = ROOT / "src" / "westphalia"
    found = {str(path.relative_to(source)): years_in(path) for path in sorted(source.rglob("*.py"))}
    found = {name: years for name, years in found.items() if years and not name.startswith("record/tables/")}
    assert found == FACTS


def test_what_a_year_is_is_not_overlooked(tmp_path):
    (tmp_path / "one.py").write_text('"""To 2018."""\nENDS = {"a": (1816, 2018)}  # 2014\nSHARE = 2018.0\n')
    assert years_in(tmp_path / "one.py") == {2018}


def test_no_measure_opens_a_table():
    """Measures, and what is estimated from the record, read quantities and lists; all roll calls are read whole, for ideal points."""
    opened = {
        path.relative_to(ROOT / "src" / "westphalia" / "measures").as_posix()
        for path in MODULES
        if (ROOT / "src" / "westphalia" / "measures") in path.parents
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("table", "scan")
    }
    assert opened == {"ideal_points/data.py"}


def classes() -> dict[str, list[str]]:
    """Return the modules in which each name of a class stands."""
    found: dict[str, list[str]] = {}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(path.relative_to(ROOT / "src").as_posix())
    return found


def test_a_name_of_a_class_stands_in_one_module():
    """A definition is one search away, and two things of one name are never taken for each other."""
    assert {name: places for name, places in classes().items() if len(places) > 1} == {}


def imported(path: Path, modules: dict[str, Path]) -> set[str]:
    """Return the modules of the package that one imports, in functions too, but not for types alone."""
    found: set[str] = set()
    todo: list[ast.AST] = [parsed(path)]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        todo += ast.iter_child_nodes(node)
        if isinstance(node, ast.ImportFrom) and node.module:
            named = (f"{node.module}.{each.name}" for each in node.names)
            found |= {name if name in modules else node.module for name in named}
    return found & modules.keys()


def circles(modules: dict[str, Path]) -> list[str]:
    """Return the modules from which one comes back to them by imports."""
    graph = {name: imported(path, modules) - {name} for name, path in modules.items()}
    left = dict(graph)
    while leaves := [name for name, reads in left.items() if not reads & left.keys()]:
        for name in leaves:
            del left[name]
    return sorted(name for name in left if any(name in left[each] for each in left))


def test_no_module_imports_one_that_imports_it(tmp_path: Path):
    """Functions included: whoever reads a module can read what it rests on first."""
    base = ROOT / "src"
    named = {
        path.relative_to(base).with_suffix("").as_posix().replace("/", "."): path
        for path in base.rglob("*.py")
    }
    modules = {name.removesuffix(".__init__"): path for name, path in named.items()}
    assert circles({name: path for name, path in modules.items() if name != "westphalia"}) == []
    for name, other in (("westphalia.a", "b"), ("westphalia.b", "a")):
        tmp_path.joinpath(f"{name}.py").write_text(
            f"def f():\n    from westphalia.{other} import x\n", encoding="utf-8"
        )
    assert circles({name: tmp_path / f"{name}.py" for name in ("westphalia.a", "westphalia.b")}) == [
        "westphalia.a",
        "westphalia.b",
    ]


NUMPY_TYPE = re.compile(r"^[\w, ]+ : (.+)$", re.MULTILINE)
FOREIGN = {"DataFrame", "LazyFrame", "Series", "ISO", "State", "None", "True", "False"}
"""Words in the types of docstrings that are no class of their module: of other libraries, and of the record."""


@pytest.mark.parametrize(
    "room", sorted(path.name for path in (ROOT / "src" / "westphalia").iterdir() if path.is_dir())
)
def test_types_in_docstrings_are_classes_that_the_module_knows(room: str):
    """A class that is renamed is renamed in what is said of it."""
    left = []
    for path in (ROOT / "src" / "westphalia" / room).rglob("*.py"):
        tree = parsed(path)
        known = set(FOREIGN)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                known.add(node.name)
            if isinstance(node, ast.Import | ast.ImportFrom):
                known |= {(each.asname or each.name).partition(".")[0] for each in node.names}
            if isinstance(node, ast.Assign):
                known |= {
                    part.id for each in node.targets for part in ast.walk(each) if isinstance(part, ast.Name)
                }
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                types = NUMPY_TYPE.findall(ast.get_docstring(node) or "")
                left += [
                    (path.name, node.name, word)
                    for each in types
                    for word in re.findall(r"\b[A-Z][A-Za-z]+", each)
                    if word not in known
                ]
    assert left == []


LISTED = re.compile(r"^(\*{0,2}\w+(?:, \*{0,2}\w+)*) : ", re.MULTILINE)


def undocumented(tree: ast.Module) -> dict[str, set[str]]:
    """Return by public function of a module the parameters that the section of its docstring leaves out."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            takes = {each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)}
            section = (ast.get_docstring(node) or "").partition("Parameters\n----------\n")[2]
            section = re.split(r"\n\n\w+\n-+\n", section)[0]
            says = {name.lstrip("*") for names in LISTED.findall(section) for name in names.split(", ")}
            found[node.name] = takes ^ says
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("room", ["app", "claims", "report"])
def test_public_functions_say_what_each_parameter_is(room: str):
    """Each parameter has its line, and no line is of one that is gone."""
    base = ROOT / "src" / "westphalia" / room
    left = {
        path.relative_to(base).as_posix(): undocumented(parsed(path)) for path in sorted(base.rglob("*.py"))
    }
    assert {name: wrong for name, wrong in left.items() if wrong} == {}


def test_a_parameter_that_is_left_out_or_gone_is_not_overlooked():
    section = '"""Do.\n\n    Parameters\n    ----------\n    a, *more : int\n        Some.\n    """'
    for takes, wrong in (
        ("a, *more", set()),
        ("a, *more, b=1", {"b"}),
        ("a", {"more"}),
        ("*, a, **more", set()),
    ):
        module = ast.parse(f"def f({takes}):\n    {section}\ndef _g(a):\n    pass\n")
        assert undocumented(module).get("f", set()) == wrong
    assert undocumented(ast.parse("def f(a):\n    pass\ndef g():\n    pass\n")) == {"f": {"a"}}
