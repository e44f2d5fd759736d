"""Pages for those who are new here say what is so: the reference names what there is, the page for users of the R package names additions that exist, completion completes."""

from __future__ import annotations

import csv
import os
import re
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

import westphalia as wp
from westphalia.cli import cli

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REFERENCE = Path(os.environ.get("REFERENCE", ROOT.parent / "shared" / "reference"))


def text(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def documented() -> list[tuple[str, str]]:
    """Return the module or class and the name of everything on the page of reference."""
    found, module = [], ""
    for kind, name in re.findall(r"^\.\. (\w+):: ([\w.]+)$", text("reference.md"), re.MULTILINE):
        if kind == "currentmodule":
            module = name
        else:
            home, _, last = name.rpartition(".")
            found.append((home or module, last))
    return found


@pytest.mark.parametrize(("home", "name"), documented())
def test_everything_in_the_reference_is_there_and_has_a_docstring(home, name):
    assert (getattr(import_module(home), name).__doc__ or "").strip()


def test_every_public_function_is_in_the_reference():
    named = {name for _, name in documented()}
    for room in (wp, wp.panel, wp.networks):
        public = {name for name in room.__all__ if callable(getattr(room, name))}
        assert public <= named, room


def test_the_page_for_users_of_the_r_package_names_additions_and_functions_that_exist():
    page = text("from-peacesciencer.md")
    table = page.partition("## What is added")[2].partition("`wp.panel.ADDITIONS`")[0]
    named = set(re.findall(r'`"([a-z-]+)"`', table)) - {"as-listed"}
    assert len(named) > 35
    assert named <= set(wp.panel.ADDITIONS)
    for room, name in re.findall(r"`wp\.(panel)\.([a-z_]+)", page):
        assert hasattr(getattr(wp, room), name)
    for name in re.findall(r"`panel\.([a-z_]+)", page):
        assert hasattr(wp.panel.Panel, name)


def test_the_page_for_users_of_the_r_package_has_all_of_its_functions():
    exported = REFERENCE / "peacesciencer_functions.csv"
    if not exported.is_file():
        pytest.skip(f"the list of the R package's functions is not here ({exported})")
    with exported.open(encoding="utf-8") as file:
        functions = [row["function"] for row in csv.DictReader(file)]
    page = text("from-peacesciencer.md")
    assert len(functions) > 50
    assert [name for name in functions if f"`{name}()`" not in page] == []


def test_every_page_is_in_the_index():
    index = text("index.md")
    listed = set(re.search(r"```\{toctree\}\n:maxdepth: 2\n\n(.*?)```", index, re.DOTALL)[1].split())
    pages = {path.stem for path in DOCS.glob("*.md")} - {"index"}
    assert pages <= listed


@pytest.mark.parametrize(
    ("given", "begun", "wanted"),
    [
        ([], "ra", {"rank"}),
        (["rank"], "--out", {"--outcome", "--output"}),
        (["rank", "--outcome"], "a", {"alignment", "arms", "any"}),
        (["data"], "ci", {"cite"}),
    ],
)
def test_the_shell_completes(given, begun, wanted):
    assert "_WESTPHALIA_COMPLETE=bash_source westphalia" in text("commands.md")
    assert isinstance(cli, click.Group)
    found = ShellComplete(cli, {}, "westphalia", "_WESTPHALIA_COMPLETE").get_completions(given, begun)
    assert {each.value for each in found} == wanted


def test_the_glossary_is_of_sentences():
    terms = re.findall(r"^\*\*(.+?)\.\*\* (.+)$", text("glossary.md"), re.MULTILINE)
    assert len(terms) >= 40
    assert all(meaning.endswith(".") for _, meaning in terms)
