"""The page in a terminal."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import examples
from tests.report.pages import hostile_page, real_page
from westphalia.report.columns import columns, named
from westphalia.report.page import Chart, SmallTable
from westphalia.report.sketch import place, sketch, spark
from westphalia.report.text import Terminal, _named, _table, render_text


@pytest.fixture(scope="module")
def page(edition):
    return real_page(edition)


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_lines_fit_the_terminal(page, width):
    text = render_text(page, width)
    assert max(len(line) for line in text.splitlines()) <= width


def test_everything_that_is_said_is_there(page):
    text = " ".join(render_text(page, 400).split())
    for section in page.sections:
        assert section.finding in text
        assert section.topic.upper() in text
        assert all(p in text for p in (*section.prose, *section.notes))
        assert all(chart.title in text and chart.coverage in text for chart in section.charts)
        assert all(cell in text for grid in section.grids for row in grid.rows for cell in row)
    assert "edition 0123456789ab" in text


def test_plain_text_has_no_codes_and_colour_has(page):
    assert "\x1b" not in render_text(page, 100)
    coloured = render_text(page, 100, color=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == render_text(page, 100).split()


def test_nothing_in_the_data_drives_the_terminal():
    text = render_text(hostile_page(), 100)
    assert "\x1b" not in text
    assert "[red]not markup[/red]" in text


def test_an_empty_chart_is_a_sentence(page):
    assert "No wheat trade between the two is recorded in 1990-2020." in render_text(page, 100)


def test_spark_leaves_gaps():
    assert spark({2000: 0.0, 2001: 5.0, 2003: 10.0}, 2000, 2003, 0.0, 10.0, 4) == "▁▅ █"


def test_place_counts_the_others():
    rows = [{"value": float(v)} for v in range(10)]
    assert place(rows[3], rows, "number") == "3, above 3 of 9 others"
    assert place(rows[9], rows, "number") == "9, above all 9 others"
    assert place(rows[0], rows, "number") == "0, not above any of 9 others"
    assert place({"value": None}, rows, "number") == "not known"
    bins = [{"value": 0.0, "upto": 1.0, "count": 40}, {"value": 1.0, "upto": 2.0, "count": 60}]
    assert place({"value": 1.5}, bins, "number") == "1.5, above 100 of 100 others" or "100 others" in place(
        {"value": 1.5}, bins, "number"
    )


def test_carried_values_say_so():
    rows = (
        {"series": "x", "role": "a", "year": 2000, "value": 1.0},
        {"series": "x", "role": "a", "year": 2001, "value": 1.0, "status": "carried"},
    )
    chart = Chart("c", "lines", rows, "t", "a", "", (), "", {"year": 2001})
    assert sketch(chart)[0][2].endswith("1 in 2000, 1 in 2001 (carried)")


def test_a_timeline_lists_what_matters_and_counts_the_rest():
    rows = tuple(
        {"lane": "Arms", "start": y, "end": y, "text": f"delivery {y}", "role": "a"}
        for y in range(1970, 1990)
    )
    found = sketch(Chart("c", "lanes", rows, "t", "a", "", (), "", {"lanes": ["Arms", "Land"]}))
    assert found[0][1:] == ("Arms", "1970       delivery 1970")
    assert found[-2][2].split() == ["and", "12", "more,", "1978–1989"]
    assert found[-1][1:] == ("Land", "none on record")


@examples(150)
@given(st.data(), st.integers(1, 5), st.integers(0, 4), st.integers(30, 120))
def test_tables_look_as_the_library_lays_them_out(data, wide, high, width):
    cell = st.text("abé ,-9", max_size=60) | st.sampled_from(
        ["distance of territories and capitals", "", "1,234"]
    )
    heads = tuple(data.draw(cell.filter(str.strip)) for _ in range(wide))
    rows = tuple(tuple(data.draw(cell) for _ in range(wide)) for _ in range(high))
    align = "".join(data.draw(st.sampled_from("lr")) for _ in range(wide))
    lines = columns(heads, rows, align, width)
    if lines is None:
        return
    out = StringIO()
    Terminal(out, width).print(_table(SmallTable(heads, rows, align, (), "")))
    assert lines == [line.rstrip() for line in out.getvalue().split("\n")[:-1]]


@examples(150)
@given(st.data(), st.integers(1, 4), st.integers(40, 130))
def test_names_look_as_the_library_lays_them_out(data, high, width):
    text = st.text("abé ▁█,-9", min_size=1, max_size=150).filter(str.strip)
    rows = [("", data.draw(text), data.draw(text)) for _ in range(high)]
    most = max(width // 3, 12)
    lines = named([row[1:] for row in rows], most, width)
    assert lines is not None
    out = StringIO()
    Terminal(out, width).print(_named(rows, most), width=width)
    assert lines == [line.rstrip() for line in out.getvalue().split("\n")[:-1]]


def test_letters_of_two_columns_are_left_to_the_library():
    assert columns(("Name",), [("中国",)], "l", 80) is None
    assert columns(("Name",), [("two\nlines",)], "l", 80) is None
