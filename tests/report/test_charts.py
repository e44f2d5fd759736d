"""What holds for drawings of every kind."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import examples
from tests.report.boxes import clipped, overlaps, texts
from tests.report.pages import hostile_page, real_page
from westphalia.report import charts, draw
from westphalia.report.charts import style
from westphalia.report.charts.canvas import nice_ticks, spread
from westphalia.report.numbers import show
from westphalia.report.page import Chart

WIDTHS = (960, 340)
NAMES = st.sampled_from(
    [
        "Russia",
        "Iran",
        "United States",
        "Saint Vincent and the Grenadines",
        "Democratic Republic of the Congo",
        "Ö",
    ]
)
ROLES = st.sampled_from(["a", "b", "pair", "leader", "other", "warning", "strange"])
YEARS = st.integers(1816, 2024)
VALUES = (
    st.none()
    | st.floats(-1e9, 1e9).map(lambda v: v if abs(v) > 1e-6 else 0.0)
    | st.integers(0, 100)
    | st.just(float("nan"))
)
STATUS = st.sampled_from(["known", "carried", "estimated"])
ROWS = {
    "lines": st.fixed_dictionaries(
        {
            "series": NAMES,
            "role": ROLES,
            "year": YEARS,
            "value": VALUES,
            "lo": VALUES,
            "hi": VALUES,
            "status": STATUS,
        }
    ),
    "lanes": st.fixed_dictionaries(
        {
            "lane": NAMES,
            "start": YEARS | st.just("1941-08-25") | st.none(),
            "end": YEARS | st.none() | st.just("2001-03-12"),
            "text": NAMES,
            "role": ROLES,
            "label": st.booleans(),
            "mark": st.sampled_from(["spell", "point"]),
            "status": STATUS,
        }
    ),
    "strip": st.fixed_dictionaries(
        {
            "label": NAMES,
            "role": ROLES,
            "value": VALUES,
            "panel": st.sampled_from(["2012", "2022"]),
            "named": st.booleans(),
        }
    ),
    "bars": st.fixed_dictionaries(
        {"panel": NAMES, "role": ROLES, "year": YEARS, "value": VALUES, "status": STATUS}
    ),
    "kinds": st.fixed_dictionaries(
        {"panel": NAMES, "role": ROLES, "kind": NAMES, "year": YEARS, "value": st.none() | st.integers(0, 60)}
    ),
    "map": st.fixed_dictionaries(
        {"iso3": st.sampled_from(["AAA", "BBB"]), "group": NAMES, "label": NAMES, "role": ROLES}
    ),
}
SQUARE = [
    {"iso3": "AAA", "rings": [[0, 0, 0, 20, 20, 20, 20, 0, 0, 0]]},
    {"iso3": "BBB", "rings": [[[170, 60], [170, 70], [-170, 70], [-170, 60], [170, 60]]]},
]
OPTIONS: dict[str, Any] = {
    "lines": {
        "year": 2022,
        "missing": [[1816, 1854], [2000, 2001]],
        "events": [{"year": 1917, "text": "revolution"}, {"year": 1918, "text": "peace"}],
        "ends": {"above": "up", "below": "down"},
    },
    "lanes": {
        "year": 2022,
        "missing": {"Russia": [[1816, 1949]], "*": [[2023, 2024]]},
        "lanes": ["Russia", "Troops"],
    },
    "strip": {
        "marks": [{"value": 3, "text": "half of all"}, {"value": 4, "text": "a second mark"}],
        "ends": {"low": "alike", "high": "far apart"},
    },
    "bars": {
        "year": 2022,
        "missing": {"*": [[1816, 1949]]},
        "panels": ["Russia"],
        "events": [{"year": 2016, "text": "S-300", "panel": "Russia"}],
    },
    "kinds": {
        "year": 2022,
        "missing": {"*": [[1816, 1949]]},
        "kinds": ["arms", "trade"],
        "panels": ["Russia"],
    },
    "map": {"shapes": SQUARE, "groups": {"Russia": {"role": "a", "text": "sanctions Russia"}}},
}


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "log": st.booleans(),
        "zero": st.booleans(),
        "free": st.booleans(),
        "domain_x": st.sampled_from([[1816, 2024], [1990, 2024], [2022, 2022], None]),
        "format": st.sampled_from(["percent", "money", "count", "number", ".2f"]),
    },
)


def make(kind: Any, rows: list[dict[str, Any]], **options: Any) -> Chart:
    return Chart(
        "c",
        kind,
        tuple(rows),
        "Title",
        "Finding.",
        "unit",
        ("capabilities",),
        "1816-2022",
        {**OPTIONS[kind], **options},
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ROWS)
@examples(40)
@given(data=st.data())
def test_any_rows_give_a_picture_without_overlapping_words(
    kind: str, width: int, data: st.DataObject
) -> None:
    chart = make(kind, data.draw(st.lists(ROWS[kind], max_size=25)), **data.draw(CHOICES))
    if charts.empty(chart):
        return
    spec = charts.spec(chart, width)
    json.dumps(spec, allow_nan=False)
    assert overlaps(spec) == []
    assert clipped(spec) == []
    assert spec["width"] + spec["padding"]["left"] + spec["padding"]["right"] == pytest.approx(width, abs=1.5)
    svg = draw.svg(spec, "n", chart.alt)
    ElementTree.fromstring(svg)
    assert not re.search(r'(?:nan|inf|None)[^<>"]*"', svg)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_real_page_has_no_overlapping_or_clipped_words(edition, width):
    for section in real_page(edition).sections:
        for chart in section.charts:
            if not charts.empty(chart):
                spec = charts.spec(chart, width)
                assert (chart.id, overlaps(spec), clipped(spec)) == (chart.id, [], [])
                assert spec["description"] == chart.alt


def test_words_in_data_never_reach_an_expression():
    for chart in hostile_page().sections[0].charts:
        spec = charts.spec(chart, 960)
        expressions = [text for text in strings(spec, False) if "datum" in text]
        assert all("alert" not in text and "7 * 7" not in text for text in expressions)


def strings(node: Any, inside: bool) -> list[str]:
    """Return the texts of a specification that are not data."""
    if isinstance(node, dict):
        return [
            t
            for key, value in node.items()
            if key not in ("values", "description")
            for t in strings(value, inside)
        ]
    if isinstance(node, list):
        return [t for value in node for t in strings(value, inside)]
    return [node] if isinstance(node, str) else []


@pytest.mark.parametrize("kind", ROWS)
def test_a_chart_without_rows_says_so_in_words(kind):
    assert "1816-2022" in charts.empty(make(kind, []))
    assert charts.empty(make(kind, [], empty="No arms before 1950.")) == "No arms before 1950."


def test_the_year_of_the_page_is_written_on_the_axis():
    rows = [{"series": "x", "role": "a", "year": y, "value": 1.0 + y} for y in range(1990, 2025)]
    spec = charts.spec(make("lines", rows, year=2007), 960)
    assert [t["weight"] for t in texts(spec) if t["text"] == "2007"] == ["bold"]


def test_reading_explains_hatching_and_dashes():
    rows = [{"series": "x", "role": "a", "year": 2000, "value": 1.0, "status": "carried"}]
    assert (
        charts.reading(make("lines", rows))
        == "Hatched: no source covers these years. Dashed: carried forward from the last year known."
    )
    assert charts.reading(make("bars", [], missing={})) == ""


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        (0.0381, "percent", "3.8 %"),
        (0.5, "percent", "50 %"),
        (-2.5, "number", "−2.5"),
        (1234567, "number", "1,234,567"),
        (0.03456, "number", "0.0346"),
        (3.2e9, "money", "$3.2bn"),
        (-4e6, "money", "−$4m"),
        (999.9, "money", "$1k"),
        (8.04, "times", "8.04 times"),
        (0.1, "times", "1/10"),
        (1, "times", "equal"),
        (1234.4, "count", "1,234"),
        (1.23456, ".2f", "1.23"),
    ],
)
def test_show(value, form, words):
    assert show(value, form) == words


def test_when_reads_years_and_dates():
    assert style.when("1941-08-25") == pytest.approx(1941.645, abs=0.01)
    assert style.when(1816) == 1816
    assert style.when("no date") is None
    assert style.ends(1979) == 1980


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_spread_keeps_labels_apart(wanted):
    placed = spread(wanted, 20, 5, 295)
    ordered = sorted(placed)
    assert all(b - a >= 19.9 for a, b in pairwise(ordered))


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 8))
def test_ticks_are_round_and_within(low, span, count):
    ticks = nice_ticks(low, low + span, count)
    assert len(ticks) <= count + 1
    assert all(low - 1e-6 * span <= t <= low + span * (1 + 1e-6) for t in ticks)
