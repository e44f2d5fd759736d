"""The page in a real browser: nothing wider than the window, no words on each other, no errors, in light and in the dark."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.report.pages import real_page
from westphalia.report.html import render_html

BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium here; install it with: apt-get install chromium"
)

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--enable-logging=stderr",
    "--virtual-time-budget=4000",
]

# Runs in a copy of the page. Boxes are taken a little smaller than the line box of the words: letters, not leading.
PROBE = """
<script>
(() => {
  const shown = [...document.querySelectorAll("svg")].filter(s => s.getBoundingClientRect().width > 0);
  const overlaps = [], clipped = [], small = [];
  for (const svg of shown) {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("text")].map(t => {
      const b = t.getBoundingClientRect(), cut = b.height * 0.18;
      const size = parseFloat(getComputedStyle(t).fontSize) * frame.width / svg.viewBox.baseVal.width;
      if (size < 9.5) small.push([t.textContent, size]);
      return {t: t.textContent, l: b.left, r: b.right, u: b.top + cut, d: b.bottom - cut};
    }).filter(b => b.r > b.l);
    boxes.forEach((a, i) => {
      if (a.l < frame.left - 1 || a.r > frame.right + 1 || a.u < frame.top - 1 || a.d > frame.bottom + 1) clipped.push(a.t);
      boxes.slice(i + 1).forEach(b => {
        if (a.l < b.r - 1 && b.l < a.r - 1 && a.u < b.d && b.u < a.d) overlaps.push([svg.closest("figure").id, a.t, b.t]);
      });
    });
  }
  const wide = [...document.querySelectorAll("body *")].filter(e => !e.closest("svg") && !e.closest(".scroll") && !e.closest(".skip")
    && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + " " + e.textContent.slice(0, 40));
  const report = {width: innerWidth, scroll: document.documentElement.scrollWidth, shown: shown.length, overlaps, clipped, small, wide,
    paper: getComputedStyle(document.body).backgroundColor,
    marks: [...document.querySelectorAll("svg path, svg circle")].filter(p => p.closest("[fill='var(--a)'], [stroke='var(--a)']") && p.getBoundingClientRect().width > 0).length,
    colour: getComputedStyle(document.querySelector(".is-a")).color};
  parent.postMessage(JSON.stringify(report), "*");
})();
</script>
"""

# A window of the browser is at least 500 pixels wide; a frame can be as narrow as a telephone.
FRAME = """<!DOCTYPE html><meta name="color-scheme" content="light dark"><pre id="report"></pre>
<script>addEventListener("message", e => { document.getElementById("report").textContent = e.data; });</script>
<iframe src="%s" width="%d" height="1600" style="border: 0"></iframe>
"""


def probe(html: str, width: int, dark: bool, folder: Path) -> dict[str, Any]:
    """Open a copy of the page in the browser and return what the probe found."""
    (folder / "page.html").write_text(html.replace("</body>", PROBE + "</body>"), encoding="utf-8")
    page = folder / "frame.html"
    page.write_text(FRAME % ("page.html", width), encoding="utf-8")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        flags = [
            *FLAGS,
            f"--user-data-dir={profile}",
            "--window-size=1400,2000",
            scheme,
            "--dump-dom",
            page.as_uri(),
        ]
        done = subprocess.run(
            [str(BROWSER), *flags], capture_output=True, text=True, timeout=120, check=False
        )
    assert "CONSOLE" not in done.stderr, done.stderr
    found = re.search(r'<pre id="report">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    report: dict[str, Any] = json.loads(unescape(found[1]))
    return report


@pytest.fixture(scope="module")
def html(edition):
    return render_html(real_page(edition))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_page_reads_well(html, width, dark, tmp_path):
    report = probe(html, width, dark, tmp_path)
    assert report["width"] == width
    assert report["scroll"] <= width
    assert report["wide"] == []
    assert report["overlaps"] == []
    assert report["clipped"] == []
    assert report["small"] == []
    assert report["shown"] == html.count('<div class="wide"')
    assert report["marks"] > 20
    assert report["paper"] == ("rgb(20, 21, 23)" if dark else "rgb(255, 255, 255)")
    assert report["colour"] == ("rgb(102, 181, 236)" if dark else "rgb(0, 101, 158)")


def test_nothing_is_wider_than_the_smallest_telephone_with_every_fold_open(html, tmp_path):
    opened = html.replace("<details", "<details open")
    report = probe(opened, 320, False, tmp_path)
    assert report["scroll"] <= 320
    assert report["wide"] == []


def test_the_probe_sees_what_is_wrong(html, tmp_path):
    """Words doubled, words outside the picture and a line that is too wide are reported: the test above is not blind."""
    spoiled = html.replace(
        "</svg>",
        '<text x="100" y="100" font-size="14">once</text><text x="104" y="103" font-size="14">twice</text><text x="-40" y="50">out</text></svg>',
    )
    spoiled = spoiled.replace("</main>", '<p style="width: 2000px">wide</p></main>')
    report = probe(spoiled, 768, False, tmp_path)
    assert ["once", "twice"] in [pair[1:] for pair in report["overlaps"]]
    assert "out" in report["clipped"]
    assert report["scroll"] > 768
