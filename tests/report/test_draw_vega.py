"""Our pictures against those that Vega makes of the same specification: alike to a thousandth of their pixels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import westphalia as wp
from tests.report.pages import hostile_page, real_page
from westphalia.report import charts
from westphalia.report.page import Chart, Page

pytest.importorskip("vl_convert", reason="Vega is in the extra images: pip install 'westphalia[images]'")

from tests.report.pixels import decoded, differs, ours, pixels, vegas, words

MOST = 0.001
"""Share of the pixels of a picture that may differ by more than 32 of 255: edges that fall a hundredth of a pixel aside."""
FEW = (("Brazil", "Nigeria", 1985),)
MANY = (
    *FEW, ("Russia", "Iran", 2022), ("United States", "China", 1971), ("France", "Russia", 1890), ("Japan", "Philippines", 2024), ("Prussia", "Austria-Hungary", 1866),
    ("Chad", "Libya", 1987), ("India", "Pakistan", 1999), ("Ukraine", "Poland", 2023), ("Egypt", "Israel", 1979), ("Cuba", "Angola", 1980),
    ("Germany", "Poland", 1938), ("Saint Lucia", "Tuvalu", 2015), ("South Korea", "North Korea", 2010), ("Turkey", "Greece", 1955),
    ("Ethiopia", "Eritrea", 2000), ("Mexico", "United States", 1848), ("Kazakhstan", "China", 2019), ("Saudi Arabia", "Iran", 2016),
    ("Argentina", "Chile", 2005),
)  # fmt: skip


def pictures(page: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    for chart in (c for s in page.sections for c in s.charts if not charts.empty(c)):
        for width in (960, 340):
            yield f"{chart.id} {width}", charts.spec(chart, width)


def astray(page: Page) -> dict[str, float]:
    found = {name: differs(spec) for name, spec in pictures(page)}
    assert found
    return {name: share for name, share in found.items() if share > MOST}


@pytest.fixture(scope="module")
def kinds(edition) -> list[Chart]:
    """Return two charts of each kind, of real data where there are such."""
    chosen: dict[str, list[Chart]] = {kind: [] for kind in charts.KINDS}
    market = wp.market("oil", "Russia,Iran", 2021, secondary=True, runs=20).page
    for page in (
        real_page(edition),
        wp.check("russia-iran-2022").page,
        market,
        wp.world("cinc", 1914).page,
        hostile_page(),
    ):
        for chart in (c for s in page.sections for c in s.charts if not charts.empty(c)):
            chosen[chart.kind].append(chart)
    return [chart for some in chosen.values() for chart in some[:2]]


@pytest.mark.parametrize("width", [960, 340])
def test_every_kind_is_drawn_as_vega_draws_it(kinds, width):
    specs = {f"{chart.kind} {chart.id}": charts.spec(chart, width) for chart in kinds}
    assert {name.split()[0] for name in specs} == set(charts.KINDS)
    assert {name: share for name, spec in specs.items() if (share := differs(spec)) > MOST} == {}


@pytest.mark.parametrize("pair", FEW, ids=str)
def test_pages_are_drawn_as_vega_draws_them(pair):
    assert astray(wp.brief(*pair, quick=True).page) == {}


@pytest.mark.long
@pytest.mark.parametrize("pair", MANY, ids=str)
def test_many_pages_are_drawn_as_vega_draws_them(pair):
    assert astray(wp.brief(*pair, quick=True).page) == {}


def test_words_stand_where_vega_puts_them(kinds):
    for chart in kinds:
        spec = charts.spec(chart, 340)
        assert words(ours(spec)) == words(vegas(spec)), chart.id


def test_the_comparison_sees_a_line_out_of_place(kinds):
    """A rule moved by two pixels and a box of another colour are seen: the tests above are not blind."""
    for mark, changed in (("rule", {"y": 2, "y2": 2}), ("rect", {"y": 3})):
        chart = next(c for c in kinds if c.kind == "bars")
        spec = charts.spec(chart, 340)
        before = pixels(ours(spec))
        for layer in (layer for layer in spec["layer"] if layer["mark"]["type"] == mark):
            for row in layer["data"]["values"]:
                row.update({key: row[key] + by for key, by in changed.items()})
        assert ((abs(pixels(ours(spec)) - before).max(axis=2) > 32).mean()) > MOST


def test_pixels_are_those_of_the_file():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><path d="M1,0H3V1H1Z" fill="#ff8000"/></svg>'
    assert pixels(svg).tolist() == [[[255] * 3, [255, 128, 0], [255, 128, 0]], [[255] * 3] * 3]
    with pytest.raises(AssertionError):
        decoded(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0dIHDR" + b"\0\0\0\1\0\0\0\1\x10\6\0\0\0" + b"\0\0\0\0")
