"""The drawing of specifications: what is written here stands where the renderer would put it, and pictures stay small."""

from __future__ import annotations

import re
from html import unescape

import pytest
import vl_convert

from tests.report.pages import real_page
from westphalia.report import charts, draw
from westphalia.report.html import render_frame
from westphalia.report.page import Chart, Page

TEXT = re.compile(r"<text([^>]*)>([^<]*)</text>")


@pytest.fixture(scope="module")
def page(edition) -> Page:
    return real_page(edition)


def drawable(page: Page) -> list[Chart]:
    return [c for s in page.sections for c in s.charts if not charts.empty(c)]


def places(svg: str, left: float, top: float) -> set[tuple[str, str, float, float]]:
    """Return the words of a picture with their anchors and places in it."""
    found = set()
    for attributes, text in TEXT.findall(svg):
        anchor = re.search(r'text-anchor="(\w+)"', attributes)[1]
        x, y = (
            re.search(r"translate\(([-\d.]+),([-\d.]+)\)", attributes).groups()
            if "translate" in attributes
            else re.search(r' x="([-\d.]+)" y="([-\d.]+)"', attributes).groups()
        )
        found.add((unescape(text), anchor, round(float(x) + left, 1), round(float(y) + top, 1)))
    return found


def test_words_stand_where_the_renderer_would_put_them(page):
    for chart in drawable(page):
        spec = charts.spec(chart, 340)
        whole = vl_convert.vegalite_to_svg(spec, vl_version=draw.VEGA_LITE)
        assert places(draw.render(spec), 0, 0) == places(whole, 0, 0)
        assert 'font-family="system-ui"' in whole


def test_a_picture_is_small(page):
    for chart, drawing in ((c, draw.draw([c])[c.id]) for c in drawable(page)):
        assert len(drawing.wide) < 120_000, chart.id
        assert len(drawing.narrow) <= len(drawing.wide) * 1.1 + 500, chart.id


def test_pictures_do_not_depend_on_what_was_drawn_before(page):
    made = drawable(page)
    first = draw.draw(made)
    assert draw.draw(reversed(made)) == first


def test_the_renderer_can_be_started_early():
    assert draw.warm().result().startswith("<svg")


def test_a_chart_with_nothing_to_draw_is_left_out():
    assert draw.draw([Chart("c", "bars", (), "t", "a", "u", (), "")]) == {}


def test_a_frame_holds_the_page_as_one_attribute(page):
    frame = render_frame(page)
    assert frame.startswith("<iframe")
    assert frame.count("<") == 2
    assert "<h1>Russia and Iran in 2022</h1>" in unescape(frame)
