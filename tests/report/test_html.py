"""The page as HTML: complete, small, harmless, and readable in any light."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from tests.report.pages import HARM, hostile_page, real_page
from westphalia.files import harmless
from westphalia.report.html import PRINTED_ROWS, command, data, render_html, style
from westphalia.report.page import Chart


class Tags(HTMLParser):
    """All tags of a page with their attributes, and whether they nest."""

    VOID = frozenset({"meta", "br", "img", "link", "input", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.broken: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)

    def handle_data(self, text):
        self.words.append(text)


@pytest.fixture(scope="module")
def page(edition):
    return real_page(edition)


@pytest.fixture(scope="module")
def html(page):
    return render_html(page)


@pytest.fixture(scope="module")
def tags(html):
    return Tags(html)


def test_the_page_is_one_small_file_without_network_or_scripts(html, tags):
    assert len(html.encode()) < 1_500_000
    assert not [tag for tag, _ in tags.tags if tag in ("script", "link", "iframe", "img", "object", "base")]
    assert not re.findall(r"url\((?!#)|@import|@font-face", html)
    assert not [
        value
        for _, attrs in tags.tags
        for key, value in attrs.items()
        if key in ("src", "srcset", "xlink:href")
    ]
    links = [a["href"] for tag, a in tags.tags if tag == "a"]
    assert all(link.startswith(("#", "data:text/csv", "https://")) for link in links)


def test_the_page_nests_and_says_what_it_is(html, tags, page):
    assert (tags.open, tags.broken) == ([], [])
    names = [tag for tag, _ in tags.tags]
    assert names.count("h1") == 1
    assert names.count("h2") == len(page.sections) + 1
    assert next(a for tag, a in tags.tags if tag == "html")["lang"] == "en"
    metas = {a.get("name"): a.get("content") for tag, a in tags.tags if tag == "meta"}
    assert metas["viewport"]
    assert metas["description"] == page.standfirst
    for tag in ("main", "nav", "header", "footer", "title", "figcaption"):
        assert tag in names


def test_identifiers_are_unique_and_links_lead_somewhere(tags):
    ids = [a["id"] for _, a in tags.tags if "id" in a]
    assert len(ids) == len(set(ids))
    inner = {a["href"][1:] for tag, a in tags.tags if tag == "a" and a["href"].startswith("#")}
    assert inner <= set(ids)
    assert {f"source-{name}" for name in ("nmc", "gsdb", "sipri_arms", "ideal")} <= inner


def test_every_picture_has_its_finding_as_text_alternative(tags, page):
    pictures = [a for tag, a in tags.tags if tag == "svg"]
    drawn = [c for s in page.sections for c in s.charts if c.rows]
    assert len(pictures) == 2 * len(drawn)
    assert {a["aria-label"] for a in pictures} == {c.alt for c in drawn}
    assert all(a["role"] == "img" for a in pictures)


def test_every_picture_has_unit_source_coverage_and_data(html, page):
    for chart in (c for s in page.sections for c in s.charts if c.rows):
        figure = re.search(rf'<figure id="chart-{chart.id}">.*?</figure>', html, re.DOTALL)[0]
        assert chart.title in figure
        assert f"Coverage: {chart.coverage}" in figure
        assert f"Unit: {chart.unit}" in figure or not chart.unit
        link = re.search(r'href="(data:text/csv[^"]+)"', figure)
        if len(chart.rows) > PRINTED_ROWS:
            assert link is None
            assert f"westphalia chart brief Russia Iran --year 2022 {chart.id} -o {chart.id}.csv" in figure
            continue
        lines = unquote(link[1].split(",", 1)[1]).splitlines()
        assert len(lines) == len(chart.rows) + 1


def test_a_chart_without_data_is_a_sentence(html):
    assert "No wheat trade between the two is recorded in 1990-2020." in html


def test_pictures_are_well_formed_and_take_their_colours_from_the_style_sheet(html):
    for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        ElementTree.fromstring(svg)
        assert not re.findall(r'(?:fill|stroke)="#', svg)
        assert "font-family" not in svg
        assert not re.findall(r'[" ,]-?\d+\.\d{3,}', re.sub(r">[^<]*<|aria-label=\"[^\"]*\"", "><", svg))
        for name in re.findall(r"url\(#([^)]+)\)", svg):
            assert f'id="{name}"' in svg


def test_tables_have_scopes(html):
    grid = re.search(r'<table class="grid">.*?</table>', html, re.DOTALL)[0]
    assert grid.count('scope="col"') == 4
    assert grid.count('<td class="l"></td>') == 1
    assert grid.count('scope="row"') == 2
    assert grid.count('<td class="r s">') == 8


def test_the_foot_says_edition_version_and_command(html):
    foot = re.search(r"<footer>.*</footer>", html, re.DOTALL)[0]
    assert "0123456789ab" in foot
    assert "westphalia brief Russia Iran --year 2022 --format html" in foot


def test_drawing_is_deterministic(page, html):
    assert render_html(page) == html


def test_nothing_in_the_data_becomes_markup():
    html = render_html(hostile_page())
    tags = Tags(html)
    assert (tags.open, tags.broken) == ([], [])
    assert not [tag for tag, _ in tags.tags if tag in ("script", "img")]
    assert not [key for _, attrs in tags.tags for key in attrs if key.startswith("on")]
    assert not [a for tag, a in tags.tags if tag == "a" and a["href"].startswith("javascript")]
    words = "".join(tags.words)
    assert words.count(HARM[0]) >= 5
    assert "{{ 7 * 7 }}" in words
    assert "'$(reboot)'" in words
    for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        ElementTree.fromstring(svg)


def test_a_spreadsheet_reads_no_formula():
    assert harmless("=1+1") == "'=1+1"
    assert harmless("Russia") == "Russia"
    made = data(Chart("c", "bars", ({"panel": "=cmd()", "value": -1.5, "n": None},), "", "", "", (), ""))
    assert unquote(made.link.split(",", 1)[1]) == "panel,value,n\n'=cmd(),-1.5,\n"


def test_the_command_is_quoted():
    states = {"a": {"name": "Viet Nam; rm"}, "b": {"ccode": 365, "name": None}}
    assert (
        command({**states, "year": 2022}) == "westphalia brief 'Viet Nam; rm' 365 --year 2022 --format html"
    )
    assert command({}) == ""


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def themes() -> dict[str, dict[str, str]]:
    blocks = re.findall(r":root \{(.*?)\}", style(), re.DOTALL)
    found = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in blocks]
    return dict(zip(("light", "dark", "paper"), found, strict=True))


@pytest.mark.parametrize("theme", ["light", "dark", "paper"])
def test_contrast_is_enough(theme):
    """WCAG 2.2, AA: 4.5 for words, 3 for marks that carry meaning."""
    colours = themes()[theme]
    paper = luminance(colours["paper"])

    def contrast(name: str) -> float:
        a, b = sorted((luminance(colours[name]), paper))
        return (b + 0.05) / (a + 0.05)

    words = [
        "ink",
        "soft",
        "link",
        "a-text",
        "b-text",
        "pair-text",
        "leader-text",
        "other-text",
        "warning-text",
    ]
    assert {name: contrast(name) for name in words if contrast(name) < 4.5} == {}
    marks = ["a", "b", "pair", "leader", "edge"] + (["warning"] if theme == "dark" else [])
    assert {name: contrast(name) for name in marks if contrast(name) < 3} == {}


def test_text_and_view_do_not_pay_for_drawing():
    code = "import sys; import westphalia.report.text, westphalia.report.charts, westphalia.report.html; print([m for m in ('vl_convert', 'jinja2', 'polars', 'rich') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_a_page_is_drawn_in_reasonable_time(page):
    start = time.perf_counter()
    render_html(page)
    assert time.perf_counter() - start < 6


def test_headings_of_tables_have_words_and_landmarks_names_of_their_own(html, tags):
    """What automatic checks of accessibility (axe) find most: empty heads of columns, and regions that cannot be told apart."""
    assert not re.search(r"<th\b[^>]*>\s*</th>", html)
    named = [each.get("aria-label") or each["aria-labelledby"] for tag, each in tags.tags if (tag == "section" and "aria-labelledby" in each) or tag == "nav" or each.get("role") == "region"]  # fmt: skip
    assert len(named) == len(set(named)) > 1
    scrolled = [each for _, each in tags.tags if each.get("class") == "scroll"]
    assert all(
        each["tabindex"] == "0" and each["role"] == "group" and each["aria-label"] for each in scrolled
    )
