"""The site in a real browser: no message, nothing wider than the screen, no violation that axe knows, the slider, and the same words without scripts.

Needs what is in no lock: ``pip install playwright axe-playwright-python``, and Debian's Chromium.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.app.test_server import serving
from westphalia.app.addresses import ADDRESSES

pytestmark = pytest.mark.long
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
OWN = ("/", "/search?q=korea", "/sql?q=select+1+as+one", "/methods", "/methods/cinc", "/state/rusia/2022", "/embed/pair/365-russia/630-iran/2022/chart/votes-distance")  # fmt: skip
PAGES = (*OWN, *(each.example for each in ADDRESSES), "/pair/950-fiji/338-malta/2000")
WIDTHS = (320, 360, 768, 1280, 1920)
OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    with serving() as (_, port):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="pip install playwright axe-playwright-python"
    )
    if CHROMIUM is None:
        pytest.skip("no Chromium here; install it with: apt-get install chromium")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-quic"])  # fmt: skip
        yield running
        running.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(served, browser, scheme):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python"
    )
    page = browser.new_context(color_scheme=scheme, bypass_csp=True).new_page()
    found = []
    for address in PAGES:
        page.goto(served + address)
        page.evaluate(OPEN)
        violations = axe.Axe().run(page).response["violations"]
        found += [(address, each["id"], each["nodes"][0]["html"][:120]) for each in violations]
    assert found == []


def test_no_message_and_nothing_wider_than_the_screen(served, browser):
    page, told = browser.new_page(), []
    page.on("console", lambda message: told.append((page.url, message.text)))
    page.on("pageerror", lambda error: told.append((page.url, str(error))))
    wider = []
    for address in PAGES:
        page.goto(served + address)
        page.evaluate(OPEN)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wider.append((address, width))
    assert wider == []
    assert [each for each in told if "404" not in each[1]] == []


def test_the_slider_moves_the_circles_and_leads_to_the_page_of_its_year(served, browser):
    page = browser.new_page()
    page.goto(f"{served}/world/1914/cinc")
    slider = page.locator("#slider input")
    slider.evaluate("it => { it.value = 1950; it.dispatchEvent(new Event('input')) }")
    page.wait_for_selector(".moving circle", state="attached")
    assert page.inner_text("#slider output").startswith("1950: United States, Soviet Union")
    slider.evaluate("it => it.dispatchEvent(new Event('change'))")
    page.wait_for_url("**/world/1950/cinc")
    assert "the states of 1950" in page.inner_text("h1")
    page.focus("#slider input")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/world/1951/cinc")


def test_the_keyboard_opens_every_fold_and_the_back_button_goes_back(served, browser):
    page = browser.new_page()
    page.goto(f"{served}/pair/950-fiji/338-malta/2000")
    for fold in page.locator("main > details > summary").all():
        fold.focus()
        page.keyboard.press("Enter")
    assert page.evaluate("[...document.querySelectorAll('main > details')].every(each => each.open)")
    page.goto(f"{served}/")
    page.fill("input[name=q]", "Russia Iran 2022")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Russia+Iran+2022")
    page.click("text=Russia and Iran, 2022")
    page.wait_for_url("**/pair/365-russia/630-iran/2022")
    page.go_back()
    page.wait_for_url("**/search?q=Russia+Iran+2022")


def test_without_scripts_the_words_are_the_same(served, browser):
    words = []
    for scripts in (True, False):
        page = browser.new_context(java_script_enabled=scripts).new_page()
        page.goto(f"{served}/world/1914/cinc")
        words.append(re.sub(r"\s+", " ", page.inner_text("main")))
    assert words[0] == words[1]
