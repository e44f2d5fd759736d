"""The chart of verdicts: every count drawn and written, columns that do not touch, on both widths."""

from __future__ import annotations

from typing import Any

import pytest

from tests.report.boxes import clipped, data, overlaps, written
from tests.report.pages import HARM
from westphalia.report import charts, draw
from westphalia.report.charts.style import HATCH, PAPER
from westphalia.report.essay.summary import KIND, LOOKS
from westphalia.report.page import Chart
from westphalia.report.sketch import sketch
from westphalia.report.verdicts import VERDICT

LOOK = {VERDICT[verdict]: look for verdict, look in LOOKS.items()}


def make(counts: dict[str, Any]) -> Chart:
    rows = [
        {"group": group, "part": part, "value": value}
        for group, values in counts.items()
        for part, value in zip(VERDICT.values(), values, strict=True)
    ]
    return Chart("t", "tally", tuple(rows), "Title", "Finding.", "claims", (), "all", {"looks": LOOK})


SMALL = {"facts": [41, 0, 3, 1, 3], "trends": [3, 1, 1, 0, None]}
LARGE = {kind: [480, 90, 120, 70, 60] for kind in KIND.values()}
NONE = {"facts": [0, 0, 0, 0, 0]}


@pytest.mark.parametrize("width", [960, 340])
@pytest.mark.parametrize("counts", [SMALL, LARGE])
def test_every_count_has_its_bar_and_its_number(counts: dict[str, Any], width: int) -> None:
    spec = charts.spec(make(counts), width)
    drawn = sorted(bar["value"] for bar in data(spec, "rect"))
    assert drawn == sorted(v for values in counts.values() for v in values if v)
    texts = [row["text"] for row in data(spec, "text")]
    for values in counts.values():
        assert all(f"{v:,d}" in texts for v in values if v)
    assert {bar["fill"] for bar in data(spec, "rect")} >= {HATCH, PAPER}


@pytest.mark.parametrize("width", [960, 340])
@pytest.mark.parametrize("counts", [SMALL, LARGE])
def test_no_words_touch_or_leave_the_picture(counts: dict[str, Any], width: int) -> None:
    spec = charts.spec(make(counts), width)
    assert overlaps(spec) == []
    assert clipped(spec) == []
    assert not [word for word in written(spec) if "…" in word]


def test_bars_of_all_columns_share_one_scale() -> None:
    bars = data(charts.spec(make(SMALL), 960), "rect")
    units = {round((bar["x2"] - bar["x"]) / bar["value"], 0) for bar in bars}
    assert len(units) == 1


def test_nothing_counted_is_said_and_not_drawn() -> None:
    assert charts.empty(make(NONE)).startswith("No data")
    assert sketch(make(NONE)) == []


def test_the_terminal_has_a_row_a_group() -> None:
    assert sketch(make(SMALL))[1] == ("other", "trends", "3 supported, 1 contradicted, 1 mixed")


@pytest.mark.parametrize("harm", HARM)
def test_it_is_drawn_whatever_the_words(harm: str) -> None:
    chart = Chart("t", "tally", ({"group": harm, "part": harm, "value": 2},), "T", harm, "claims", (), "", {})
    svg = draw.draw([chart])["t"].wide
    assert "<script" not in svg
    assert "<img" not in svg
