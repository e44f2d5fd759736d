"""The drawing of specifications: all that charts use, in the colours of the page, small, and nothing left out unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import westphalia as wp
from tests.report.pages import hostile_page, real_page
from westphalia.errors import NotUnderstood
from westphalia.report import charts, draw
from westphalia.report.charts.style import HUES, ROLES
from westphalia.report.html import render_frame, style
from westphalia.report.page import Chart, Page
from westphalia.report.text import STYLES

REPORT = Path(draw.__file__).parent


@pytest.fixture(scope="module")
def page(edition) -> Page:
    return real_page(edition)


def drawable(page: Page) -> list[Chart]:
    return [c for s in page.sections for c in s.charts if not charts.empty(c)]


def specs(*pages: Page) -> Iterator[dict[str, Any]]:
    for chart in (chart for page in pages for chart in drawable(page)):
        yield from (charts.spec(chart, width) for width in (960, 340))


def one(page: Page, kind: str) -> dict[str, Any]:
    return deepcopy(charts.spec(next(c for c in drawable(page) if c.kind == kind), 340))


def settings(layer: dict[str, Any]) -> set[str]:
    """Return what a layer asks for: settings of its mark, and channels with their scale."""
    found = {key for key in layer["mark"] if key != "type"}
    for channel, encoded in layer["encoding"].items():
        given = encoded.get("scale")
        found.add(f"{channel} {given.get('type', 'linear')}" if given else channel)
    return found


USED = {
    "rect": {"x", "y", "x2", "y2", "fill", "opacity", "stroke", "strokeDash", "x linear", "x log"},
    "rule": {"x", "y", "x2", "y2", "stroke", "strokeWidth", "strokeDash", "opacity", "x linear", "x log"},
    "point": {"x", "y", "shape", "fill", "stroke", "size", "opacity"},
    "text": {"x", "y", "fill", "size", "text", "align", "fontWeight", "baseline"},
    "line": {"x linear", "y linear", "y log", "detail", "stroke", "strokeDash", "strokeWidth", "strokeJoin"},
    "area": {"x linear", "y linear", "y2", "detail", "fill", "opacity"},
    "geoshape": {"fill", "stroke", "strokeWidth"},
}
"""What charts ask for, by mark."""


def test_what_charts_ask_for_is_listed(page):
    found: dict[str, set[str]] = {}
    for spec in specs(page, hostile_page(), wp.check("russia-iran-2022").page, wp.brief(365, 630, 2022).page):
        for layer in spec["layer"]:
            found.setdefault(layer["mark"]["type"], set()).update(settings(layer))
    assert found == USED
    assert set(draw.PENS) == set(USED)
    for mark, pen in draw.PENS.items():
        assert {name.split()[0] for name in USED[mark]} - {"baseline"} <= {*pen.places, *pen.looks}


@pytest.mark.parametrize(
    ("kind", "change", "what"),
    [
        ("lines", lambda spec: spec["layer"][-1]["mark"].update(type="arc"), "mark 'arc'"),
        ("lines", lambda spec: spec["layer"][-1]["mark"].update(angle=90), "keys 'angle'"),
        ("lines", lambda spec: spec["layer"][-1]["mark"].update(baseline="top"), "'baseline': 'top'"),
        ("lines", lambda spec: spec["layer"][-1]["encoding"].update(href={"field": "x"}), "keys 'href'"),
        ("lines", lambda spec: spec["layer"][-1]["encoding"].pop("x"), "no channel 'x'"),
        ("lines", lambda spec: spec["layer"][-1]["encoding"]["x"].update(bin=True), "keys 'bin'"),
        ("lines", lambda spec: spec["layer"][-1]["data"]["values"][0].pop("text"), "no field 'text'"),
        ("lines", lambda spec: spec["layer"][-1]["data"]["values"][0].update(fill="red"), "colour 'red'"),
        ("lines", lambda spec: spec["layer"][-1].update(transform=[]), "keys 'transform'"),
        ("lines", lambda spec: spec.update(title="t"), "keys 'title'"),
        ("lines", lambda spec: spec.update(autosize="fit"), "'autosize': 'fit'"),
        ("lines", lambda spec: line(spec)["encoding"]["y"]["scale"].update(type="sqrt"), "'type': 'sqrt'"),
        ("lines", lambda spec: line(spec)["encoding"]["y"]["scale"].update(nice=True), "'nice': True"),
        ("lines", lambda spec: line(spec)["encoding"]["y"]["scale"].update(clamp=True), "keys 'clamp'"),
        ("lines", lambda spec: line(spec)["encoding"]["y"]["axis"].update(grid=False), "keys 'grid'"),
        ("lines", lambda spec: line(spec)["encoding"]["x"]["axis"].update(orient="top"), "'orient': 'top'"),
        ("lines", lambda spec: line(spec)["encoding"]["x"].pop("axis"), "'axis': 'not said'"),
        ("lines", lambda spec: line(spec)["encoding"]["x"]["axis"].pop("grid"), "settings"),
        ("lines", lambda spec: spec["layer"][-1]["encoding"]["x"].pop("scale"), "settings {}"),
        ("lines", lambda spec: line(spec)["mark"].update(interpolate="step"), "keys 'interpolate'"),
        ("lines", lambda spec: line(spec)["encoding"]["stroke"].update(scale={}), "scale"),
        ("lanes", lambda spec: rows(spec, "point")[0].update(shape="star"), "shape 'star'"),
        ("map", lambda spec: spec["layer"][0]["projection"].update(type="mercator"), "'mercator'"),
        ("map", lambda spec: rows(spec, "geoshape")[0]["geometry"].update(type="Point"), "geometry 'Point'"),
    ],
)  # fmt: skip
def test_what_is_not_drawn_is_refused(page, kind, change, what):
    spec = one(page, kind)
    draw.svg(spec, "n", "")
    change(spec)
    with pytest.raises(NotUnderstood, match=re.escape(what)):
        draw.svg(spec, "n", "")


def line(spec: dict[str, Any]) -> dict[str, Any]:
    return next(layer for layer in spec["layer"] if layer["mark"]["type"] == "line")


def rows(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return next(layer["data"]["values"] for layer in spec["layer"] if layer["mark"]["type"] == mark)


def test_scales_of_two_layers_are_one(page):
    spec = next(
        spec for spec in specs(page) if {"line", "area"} <= {each["mark"]["type"] for each in spec["layer"]}
    )
    draw.svg(spec, "n", "")
    encoding = line(spec)["encoding"]
    encoding["y"] = {**encoding["y"], "scale": {**encoding["y"]["scale"], "domain": [0, 1000]}}
    with pytest.raises(NotUnderstood, match="scale and axis"):
        draw.svg(spec, "n", "")


def test_a_specification_is_plain_json(page):
    for spec in specs(page, hostile_page()):
        assert draw.svg(json.loads(json.dumps(spec)), "n", "") == draw.svg(spec, "n", "")


def test_identifiers_colours_and_words_are_those_of_the_page(page):
    chart = next(c for c in drawable(page) if c.kind == "lanes")
    svg = draw.svg(charts.spec(chart, 960), "time <line>", 'says "so"')
    tree = ElementTree.fromstring(svg)
    assert tree.get("aria-label") == 'says "so"'
    assert 'id="time--line--hatch"' in svg
    assert 'fill="url(#time--line--hatch)"' in svg
    assert set(re.findall(r"var\(--([a-z-]+)\)", svg)) <= set(HUES)
    words = [node for node in tree.iter() if node.tag.endswith("}text")]
    assert len(words) == len(rows(charts.spec(chart, 960), "text"))


def test_words_in_the_colour_of_a_role_can_be_read(page):
    spec = one(page, "lines")
    rows(spec, "text")[0]["fill"] = ROLES["b"]
    assert 'fill="var(--b-text)"' in draw.svg(spec, "n", "")


def test_characters_that_xml_does_not_hold_are_left_out(page):
    spec = one(page, "lines")
    rows(spec, "text")[0]["text"] = "a\x00b\ud800<c>&"
    assert ">ab&lt;c&gt;&amp;</text>" in draw.svg(spec, "n", "x\x01y")


def test_a_picture_is_small(page):
    for chart, drawing in ((c, draw.draw([c])[c.id]) for c in drawable(page)):
        assert len(drawing.wide) < 120_000, chart.id
        assert len(drawing.narrow) <= len(drawing.wide) * 1.1 + 500, chart.id


def test_pictures_do_not_depend_on_what_was_drawn_before(page):
    made = drawable(page)
    first = draw.draw(made)
    assert draw.draw(reversed(made)) == first


def test_a_chart_with_nothing_to_draw_is_left_out():
    assert draw.draw([Chart("c", "bars", (), "t", "a", "u", (), "")]) == {}


def test_a_frame_holds_the_page_as_one_attribute(page):
    frame = render_frame(page)
    assert frame.startswith("<iframe")
    assert frame.count("<") == 2
    assert "<h1>Russia and Iran in 2022</h1>" in unescape(frame)


def test_colours_are_declared_in_one_place():
    """The style sheet, the drawings and the terminal read them from charts/style.py, and none has one of its own."""
    own = {
        str(path.relative_to(REPORT)): found
        for path in sorted(REPORT.rglob("*.*"))
        if path.suffix in (".py", ".j2") and (found := re.findall(r"#[0-9A-Fa-f]{3,8}\b", path.read_text()))
    }
    assert list(own) == ["charts/style.py"]
    blocks = re.findall(r":root \{(.*?)\}", style(), re.DOTALL)
    assert [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in blocks] == [
        {name: getattr(hue, theme) for name, hue in HUES.items()} for theme in ("light", "dark", "printed")
    ]
    assert set(re.findall(r"var\(--([a-z-]+)\)", style())) <= set(HUES)
    assert {role: HUES[role].terminal for role in ROLES} == STYLES


def test_a_colour_of_the_drawings_stands_for_one_variable():
    placeholders = [HUES[name].light for name in HUES if not name.endswith("-text") and name != "link"]
    assert len(set(placeholders)) == len(placeholders)
