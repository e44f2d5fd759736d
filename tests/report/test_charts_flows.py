"""Flows: bands as wide as what goes, all of it; what goes nowhere is hollow and last; words fit at every width."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from westphalia.report import draw
from westphalia.report.charts import empty, spec
from westphalia.report.charts.flows import BAR, TALL
from westphalia.report.charts.style import PAPER, text_width
from westphalia.report.page import Chart
from westphalia.report.sketch import sketch

ROWS = (
    {"source": "Russia", "target": "China", "value": 30, "role": "a"},
    {"source": "Russia", "target": "shut in", "value": 50, "role": "a"},
    {"source": "Iran", "target": "China", "value": 5, "role": "b"},
    {"source": "Iran", "target": "South and Central America", "value": 15, "role": "b"},
    {"source": "Iran", "target": "India", "value": 0, "role": "b"},
)


def chart(rows: tuple[dict[str, Any], ...] = ROWS) -> Chart:
    return Chart(
        "f", "flows", rows, "Title", "Half finds no buyer.", "barrels", (), "all", {"nowhere": "shut in"}
    )


def layers(width: int, kind: str) -> list[dict[str, Any]]:
    made = spec(chart(), width)["layer"]
    return [row for each in made if each["mark"]["type"] == kind for row in each["data"]["values"]]


@pytest.mark.parametrize("width", [340, 960])
def test_a_band_is_as_wide_as_what_goes_and_none_is_lost(width):
    points = layers(width, "area")
    bands = [list(rows) for _, rows in groupby(points, key=lambda row: row["part"])]
    wide = [round(rows[0]["y2"] - rows[0]["y"], 1) for rows in bands]
    assert sorted(wide) == [pytest.approx(TALL * value / 100, abs=0.2) for value in (5, 15, 30, 50)]
    for rows in bands:
        assert {round(row["y2"] - row["y"], 1) for row in rows} <= {wide[0], *wide}
        assert [row["x"] for row in rows] == sorted(row["x"] for row in rows)
    assert min(row["x"] for row in points) == BAR


@pytest.mark.parametrize("width", [340, 960])
def test_words_stand_within_the_picture(width):
    made = spec(chart(), width)
    for row in layers(width, "text"):
        assert (
            row["x"] + text_width(row["text"], row["size"]) <= made["width"] + made["padding"]["right"] + 1
        ), row


def test_what_goes_nowhere_is_hollow_and_last():
    bars = [row for row in layers(960, "rect") if row["x"] > BAR]
    last = max(bars, key=lambda row: row["y"])
    assert last["fill"] == PAPER
    assert last["value"] == 50
    assert sum(row["fill"] == PAPER for row in bars) == 1


def test_it_is_drawn_and_told_in_a_terminal():
    assert "<path" in draw.svg(spec(chart(), 960), "f", "words")
    told = "\n".join(str(each) for each in sketch(chart(), 100))
    assert "China" in told
    assert "30 Russia, 5 Iran" in told


def test_nothing_to_draw_is_said():
    assert empty(chart(())) == "No data to draw. all"
    assert not empty(chart())
