"""Pages of whole claim files, those of the shelf and one of a reader's own: their pictures, their length, and what opens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import westphalia as wp
from tests.report.boxes import clipped, data, overlaps, written
from westphalia.report import charts, draw
from westphalia.report.charts.style import HUES, JUDGED, JUDGED_SHAPES, ROLES
from westphalia.report.html import render_html
from westphalia.report.page import Chart, Page
from westphalia.report.text import render_text
from westphalia.report.verdicts import LOOK, VERDICT
from westphalia.report.views.answer import Answer

OWN = """
id: own
title: "What I read on Iran"
author: "A reader"
published: "2024"
where: "https://example.org/iran"
about: {states: [Iran, Iraq], year: 2015}
claims:
- id: more-people
  statement: "Iran has more people than Iraq."
  paragraph: 1
  kind: comparison
  test:
    measure: {name: population, of: [Iran], years: 2015}
    against: {measure: {name: population, of: [Iraq], years: 2015}}
    compare: ratio
    supports: "> 1.5"
    contradicts: "< 1"
    means: "people of Iran over those of Iraq, 2015"
- id: shut-out
  statement: "Iran is shut out as few states are."
  paragraph: 2
  kind: fact
  test:
    standing: {name: cinc, of: [Iran], year: 2015}
    supports: "> 0.9"
    contradicts: "< 0.5"
    means: "share of states with less capability than Iran, 2015"
- id: akhal
  statement: "Iran gave up land to Russia by treaties of the nineteenth century."
  paragraph: 3
  kind: fact
  test:
    events: {actor: Russia, target: Iran, kinds: [land], years: [1800, 1900]}
    supports: ">= 1"
    contradicts: "= 0"
    means: "cessions of Iran to Russia on record, 1800 to 1900"
- id: will-it
  statement: "Iraq will stay the weaker of the two."
  paragraph: 4
  kind: forecast
  probability: 0.7
  resolution: {due: 2016-12-31, rule: "Its capability at the end of 2016 is the smaller one."}
  test:
    sql: {query: "select 0.4 as value, 0.2 as low, 0.6 as high", unit: times}
    supports: "< 1"
    contradicts: "> 1"
    means: "capability of Iraq over that of Iran, 2016"
- id: proud
  statement: "Iranians are proud of their past."
  paragraph: 5
  kind: fact
  untestable: {why: "No series says how proud people are.", needs: "surveys that ask the same in many states."}
"""


SHELF = ("franco-russian-1890", "russia-iran-2022")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Page:
    path: Path = tmp_path_factory.mktemp("claims") / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return wp.check(path).page


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    return {name: wp.check(name) for name in SHELF}


@pytest.fixture(scope="module")
def shelf(answers: dict[str, Answer]) -> dict[str, Page]:
    return {name: answer.page for name, answer in answers.items()}


def pictures(page: Page) -> dict[str, Chart]:
    return {chart.id: chart for part in page.sections for chart in part.charts}


def test_a_file_of_ones_own_gets_such_a_page(own: Page) -> None:
    drawn = pictures(own)
    kinds = {name: chart.kind for name, chart in drawn.items() if not name.startswith("lead-")}
    assert kinds == {
        "verdicts-by-kind": "tally", "more-people": "lines", "shut-out": "strip", "akhal": "lanes", "will-it": "spans",
        "forecasts-and-outcomes": "spans",
    }  # fmt: skip
    assert own.sections[-1].id == "untested"
    assert [row["role"] for row in drawn["shut-out"].rows if row["role"] != "other"] == ["a"]
    assert {row["series"]: row["role"] for row in drawn["more-people"].rows} == {"Iran": "a", "Iraq": "b"}
    [forecast] = drawn["forecasts-and-outcomes"].rows
    assert (forecast["value"], forecast["lo"], forecast["role"]) == (0.7, None, "supported")
    assert forecast["text"] == "came true, due 31 December 2016"


def test_no_page_of_the_shelf_is_longer_than_sixty_lines_at_the_prompt(
    shelf: dict[str, Page], own: Page
) -> None:
    for page in (*shelf.values(), own):
        text = render_text(page, 100)
        assert text.count("\n") <= 60, page.title
        assert page.more in " ".join(text.split())
        led = [part for part in page.sections if part.mark and not part.fold]
        assert 1 <= len(led) <= 5
        assert all(
            f"{part.topic}, {part.aside}: {part.finding}"[:60] in " ".join(text.split()) for part in led
        )


def test_text_is_that_of_the_whole_page_though_made_without_folded_pictures(
    answers: dict[str, Answer], shelf: dict[str, Page]
) -> None:
    for name in SHELF:
        assert answers[name].to_text(100) == render_text(shelf[name], 100)


def test_every_claim_with_a_figure_of_states_has_a_picture_with_its_finding_in_words(
    shelf: dict[str, Page],
) -> None:
    for page in shelf.values():
        for part in page.sections:
            for chart in part.charts:
                assert charts.empty(chart) == "", chart.id
                assert len(chart.alt) > 5, chart.id
                assert chart.title, chart.id
                assert chart.unit, chart.id
        bare = [
            part.id
            for part in page.sections
            if part.fold and part.mark not in ("", "untested", "lacking") and not part.charts
        ]
        assert len(bare) <= 2, bare


def test_a_claim_never_reads_as_a_finding(shelf: dict[str, Page]) -> None:
    for page in shelf.values():
        html, verdicts = render_html(page), {*LOOK.values()}
        for part in page.sections:
            if part.mark:
                assert part.mark in verdicts
                word = next(
                    VERDICT[verdict] for verdict, look in LOOK.items() if look == part.mark
                ).capitalize()
                assert (
                    f'<span class="verdict is-{part.mark}">{word}'
                    in html.split(f'id="{part.id}"', 1)[1][:400]
                )


def test_verdicts_have_colours_and_shapes_of_their_own() -> None:
    states = {ROLES[role] for role in ("a", "b", "pair", "leader", "other", "warning")}
    own_colours = [ROLES[verdict] for verdict in JUDGED]
    assert set(JUDGED) == set(LOOK.values()) == set(JUDGED_SHAPES)
    assert set(LOOK) == set(VERDICT)
    assert len({*own_colours, *states}) == len(own_colours) + len(states)
    assert [HUES[verdict].light for verdict in ("supported", "contradicted", "mixed")] == [
        "#117733",
        "#882255",
        "#999933",
    ]
    assert len({JUDGED_SHAPES[verdict] for verdict in ("supported", "contradicted", "mixed")}) == 3


ROWS: tuple[Mapping[str, object], ...] = (
    {"label": "The first figure of two, with a long name that goes on", "role": "mixed", "value": 0.4, "lo": -0.3, "hi": 1.4, "text": "+0.4 (−0.3 to +1.4)"},
    {"label": "The second figure", "role": "supported", "value": 2.0, "lo": 1.2, "hi": 2.6, "text": "+2 (+1.2 to +2.6)"},
    {"label": "The third", "role": "lacking", "value": None, "text": ""},
)  # fmt: skip
ZONES = [
    {"from": 1.0, "to": None, "role": "supported", "text": "supports: over 1"},
    {"from": None, "to": 0.0, "role": "contradicted", "text": "contradicts: below zero"},
]


def spans(rows: tuple[Mapping[str, object], ...] = ROWS) -> Chart:
    return Chart("t", "spans", rows, "Title", "Finding.", "so many", (), "all", {"zones": ZONES})


@pytest.mark.parametrize("width", [960, 340])
def test_figures_and_ranges_lie_where_they_are_beside_the_limits(width: int) -> None:
    spec = charts.spec(spans(), width)
    dots = data(spec, "point")
    assert [dot["value"] for dot in dots] == [0.4, 2.0]
    scale = (dots[1]["x"] - dots[0]["x"]) / 1.6
    bars = [rule for rule in data(spec, "rule") if rule["width"] == 3]
    assert [round((bar["x2"] - bar["x"]) / scale, 1) for bar in bars] == [1.7, 1.4]
    zones = sorted(data(spec, "rect"), key=lambda rect: rect["x"])
    assert zones[0]["x2"] == pytest.approx(dots[0]["x"] - 0.4 * scale, abs=0.2)
    assert zones[1]["x"] == pytest.approx(dots[0]["x"] + 0.6 * scale, abs=0.2)
    assert "not known" in written(spec)


@pytest.mark.parametrize("width", [960, 340])
def test_no_words_of_figures_and_limits_touch_or_leave_the_picture(width: int) -> None:
    spec = charts.spec(spans(), width)
    assert overlaps(spec) == []
    assert clipped(spec) == []


def test_one_figure_is_named_by_the_title_alone() -> None:
    assert not any("second" in word for word in written(charts.spec(spans(ROWS[1:2]), 960)))
    assert charts.empty(spans(ROWS[2:])).startswith("No data")
    assert "<svg" in draw.draw([spans()])["t"].narrow
