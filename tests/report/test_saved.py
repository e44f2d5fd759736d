"""Answers as files: each ending its form, a workbook of rows without formulas, sources for managers of references."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

import westphalia as wp
from westphalia.cli import cli
from westphalia.errors import NotUnderstood
from westphalia.report.views.answer import ENDINGS, FILES, Answer, table


@pytest.fixture(scope="module")
def answer() -> Answer:
    return wp.world("cinc", 1914)


@pytest.mark.parametrize("ending", [*ENDINGS, "bib", "ris"])
def test_every_ending_has_its_form(answer, tmp_path, ending):
    file = answer.save(tmp_path / f"saved.{ending}")
    form = getattr(answer, f"to_{ending}") if ending in FILES else lambda: answer.as_form(ENDINGS[ending])
    assert file.read_text(encoding="utf-8") == form().rstrip("\n") + "\n"


def test_a_workbook_holds_rows_sources_and_what_made_it(answer, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(answer.save(tmp_path / "saved.xlsx"))
    rows = [tuple(cell.value for cell in row) for row in book["rows"]]
    assert (rows[0], rows[1:]) == (answer.table.heads, list(answer.table.rows))
    assert {cell.value for cell in book["sources"]["A"][1:]} == {each["id"] for each in answer.page.sources}
    assert ("edition", wp.load().manifest.hash) in [
        tuple(cell.value for cell in row) for row in book["about"]
    ]


def test_no_text_of_a_workbook_is_a_formula(answer, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    harmful = Answer(answer.document, answer.draw, table(("=a",), [("=1+1",), ("@x",), ("\x07bell",)]))
    book = openpyxl.load_workbook(harmful.save(tmp_path / "saved.xlsx"))
    assert [cell.value for cell in book["rows"]["A"]] == ["'=a", "'=1+1", "'@x", "bell"]
    assert all(cell.data_type == "s" for cell in book["rows"]["A"])


def test_sources_are_those_of_the_page(answer):
    names = {each["id"] for each in answer.page.sources}
    assert set(re.findall(r"^@misc{(\w+),$", answer.to_bib(), re.MULTILINE)) == names
    assert set(re.findall(r"^ID  - (\w+)$", answer.to_ris(), re.MULTILINE)) == names
    assert answer.to_ris().count("TY  - ") == answer.to_ris().count("ER  -") == len(names)


def test_another_ending_and_a_page_without_rows_are_refused(answer, tmp_path):
    with pytest.raises(NotUnderstood, match=r"An answer is not written as \.docx"):
        answer.save(tmp_path / "saved.docx")
    with pytest.raises(NotUnderstood, match="has no workbook"):
        wp.brief("Norway", "Sweden", 1960, quick=True).save(tmp_path / "saved.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["xlsx", "bib"])
def test_at_the_prompt_the_file_says_what_it_is(tmp_path, ending):
    pytest.importorskip("openpyxl")
    file = tmp_path / f"told.{ending}"
    assert CliRunner().invoke(cli, ["glossary", "pact", "-o", str(file)]).exit_code == 0
    assert file.stat().st_size > 0 if ending == "xlsx" else file.read_text() == "\n"


def test_where_nothing_is_known_no_file_of_another_kind_is_written(tmp_path):
    file = tmp_path / "told.bib"
    told = CliRunner().invoke(cli, ["measure", "cinc", "Russia", "--years", "2024:2025", "-o", str(file)])
    assert told.exit_code == 1
    assert not file.exists()
