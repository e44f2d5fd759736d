"""The table of CONTRIBUTING that says where new code goes is true: paths exist, none of the changes touches more than three files, and the code has no second place for them."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from westphalia.claims import evaluate, quantities, verdict
from westphalia.models.outcomes import HORIZONS, OUTCOMES
from westphalia.panel.export import ENDINGS
from westphalia.report import charts, page, sketch
from westphalia.report.brief import TOPICS
from westphalia.report.brief.shape import BriefDocument
from westphalia.report.views import VIEWS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "westphalia"
MOST = 3


def rows() -> dict[str, tuple[list[str], list[str]]]:
    """Return the changes of the table, with the files to touch and to copy."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Where new code goes")[2]
    paths = re.compile(r"`([\w<>/.-]+\.(?:py|md|yaml))`|one file of `(sources/events/)`")
    lines = [line.split("|")[1:4] for line in text.splitlines() if line.startswith("| ")][1:]
    return {
        change.strip(): (
            [one or f"{two}<file>.yaml" for one, two in paths.findall(files)],
            [one for one, _ in paths.findall(copied)],
        )
        for change, files, copied in lines
    }


def places(path: str) -> list[Path]:
    """Return the files that a path of the table stands for."""
    base = ROOT if path.startswith(("sources/", "docs/")) else SOURCE
    return list(base.glob(re.sub("<[^>]+>", "*", path)))


@cache
def texts() -> dict[str, frozenset[object]]:
    """Return the constants in the code of each module: texts and whole tuples of numbers."""
    found = {}
    for file in SOURCE.rglob("*.py"):
        held: set[object] = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                held.add(node.value)
            if isinstance(node, ast.Tuple | ast.List):
                held.add(tuple(each.value for each in node.elts if isinstance(each, ast.Constant)))
        found[file.relative_to(SOURCE).as_posix()] = frozenset(held)
    return found


def holding(wanted: object) -> set[str]:
    return {name for name, held in texts().items() if wanted in held}


def saying(pattern: str) -> set[str]:
    return {
        name
        for name, held in texts().items()
        if any(isinstance(text, str) and re.search(pattern, text) for text in held)
    }


def test_the_table_has_all_changes():
    assert len(rows()) == 21


@pytest.mark.parametrize("change", rows())
def test_a_change_touches_at_most_three_files_that_exist(change):
    files, copied = rows()[change]
    assert 1 <= len(set(files)) <= MOST
    for path in files + copied:
        assert places(path), path


def test_paths_of_the_map_exist():
    text = (
        (ROOT / "CONTRIBUTING.md")
        .read_text(encoding="utf-8")
        .partition("## A map")[2]
        .partition("## Set up")[0]
    )
    for path in re.findall(r"`((?:src|sources|tests|docs|benchmarks|examples)[\w/]*/)`", text):
        assert (ROOT / path).is_dir(), path


def test_an_outcome_is_declared_and_read_in_two_modules():
    assert holding("multilateral") == {"models/outcomes.py", "record/new_ties.py"}
    model = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in model for name in OUTCOMES)


def test_horizons_are_declared_once():
    assert holding(HORIZONS) == {"models/outcomes.py"}


def test_how_small_a_small_pact_is_stands_in_two_modules():
    assert saying("four (members|states)") == {"models/outcomes.py", "record/in_force.py"}


def test_colours_are_declared_once():
    assert saying("^#[0-9a-f]{6}$") == {"report/charts/style.py"}


def test_every_kind_of_claim_test_is_a_field_is_read_and_has_words():
    import westphalia.report.views.claimed  # noqa: F401 - the room of pages reads what effects answer

    page = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    named = {quantities.ClaimQuantity.model_fields[field].annotation for field in quantities.FIELDS}
    kinds = {each for one in named for each in get_args(one) if each is not type(None)}
    assert kinds == set(quantities.FigureKind.__subclasses__())
    for kind in kinds:
        assert verdict.read_kind.dispatch(kind) is not verdict.read_kind.dispatch(object), kind
    assert all(f"| `{field}` |" in page for field in quantities.FIELDS)
    assert evaluate.quantity.__module__ == "westphalia.claims.evaluate"


def test_every_section_of_the_brief_is_a_module_and_every_part_is_described():
    assert all(places(f"report/brief/{name}.py") for name in TOPICS)
    assert {"who", "relation", "capability"} <= set(BriefDocument.__annotations__)


def test_every_kind_of_chart_is_a_module_and_a_sketch():
    assert get_args(page.Kind) == charts.KINDS
    assert all(places(f"report/charts/{kind}.py") for kind in charts.KINDS)
    assert set(sketch._SKETCHES) == set(charts.KINDS)


def test_every_panel_format_has_words():
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8").casefold()
    assert all(ending.removeprefix(".") in text for ending in ENDINGS)


def test_every_view_is_a_module():
    assert all(places(f"report/views/{name}.py") for name in VIEWS)


def test_numbers_are_put_into_words_in_one_module():
    """No other module of pages has a function that writes numbers of its own."""
    written = re.compile(
        r"^def _?(number|percent|plain|show|chance|frequency|exact|in_hundred)\(", re.MULTILINE
    )
    found = {
        name: written.findall(SOURCE.joinpath(name).read_text(encoding="utf-8"))
        for name in texts()
        if name.startswith("report/") and name != "report/numbers.py"
    }
    found = {name: names for name, names in found.items() if names}
    assert found == {
        "report/brief/drivers.py": ["plain"],  # the words of a driver
        "report/charts/style.py": ["number"],  # a value as a number, unknown ones as None
        "report/brief/promises.py": ["plain"],  # the names of promises
        "report/brief/figures.py": ["plain"],  # whole values as whole numbers
        "report/columns.py": ["plain"],  # whether a column is text
        "report/html.py": ["percent", "percent"],  # letters as they stand in an address
        "report/views/question.py": ["plain"],  # the end of a sentence on an error
    }
