"""A page as one HTML file: no network, no scripts, readable on a telephone, in the dark and on paper."""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from westphalia.files import harmless
from westphalia.lazy import jinja2, markupsafe
from westphalia.report import charts, draw
from westphalia.report.charts.style import HUES, JUDGED
from westphalia.report.page import Chart, Page

TEMPLATES = Path(__file__).parent / "templates"
PRINTED_ROWS = 60
FEW = 3
"""Sources that are named under a picture; of more, their number and where they are listed."""
HEADING = 170
"""Letters of the finding of a picture that stands over it; a longer one is its text alternative alone."""


@dataclass(frozen=True, slots=True)
class ChartRows:
    """The rows of a chart as a table, and as a link to a CSV file inside the page."""

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    @property
    def link(self) -> str:
        """The address of the CSV file, which holds all of it; made when it is asked for."""
        sheet = io.StringIO()
        writer = csv.writer(sheet, lineterminator="\n")
        writer.writerow([harmless(head) for head in self.heads])
        writer.writerows([harmless(value) for value in line] for line in self.lines)
        return "data:text/csv;charset=utf-8," + UNSAFE.sub(percent, sheet.getvalue())

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.lines)

    @property
    def shown(self) -> bool:
        """Whether the rows are few enough to print."""
        return len(self.lines) <= PRINTED_ROWS


@dataclass(frozen=True, slots=True)
class Slider:
    """A slider of years over a map: the script that moves it, what that reads, the address of a year (with YEAR in its place), and the years that there are."""

    script: str
    values: str
    address: str
    measure: str
    first: int
    last: int


class Served(Protocol):
    """Where a page stands that is served: what it links to in place of carrying it."""

    @property
    def style(self) -> str:
        """Address of the style sheet."""

    @property
    def asked(self) -> str:
        """What stands in the field of the search."""

    @property
    def related(self) -> Sequence[tuple[str, str]]:
        """Other pages: words and addresses."""

    @property
    def forms(self) -> Sequence[tuple[str, str]]:
        """What the page can be had as: endings and words."""

    @property
    def slider(self) -> Slider | None:
        """What the slider of years takes, on pages that have one."""

    def where(self, form: str = "", chart: str = "") -> str:
        """Return the address of the page, or of one of its charts, in a form."""

    def embed(self, chart: str) -> str:
        """Return the address of a chart for a page of somebody else."""


def render_html(page: Page, site: Served | None = None) -> str:
    """Return a page as one HTML document.

    Parameters
    ----------
    page : Page
        Each mapping of ``page.sources`` has ``id`` and ``citation``; ``title``, ``version``, ``terms``, ``coverage``, ``url`` and
        ``tables`` (names of the tables made from it) are used when they are there. Charts and grids name tables or
        sources; both lead to the entry in the list of sources.
    site : Served, optional
        Where it is served; a page without one carries all that it needs.
    """
    all_charts = [chart for section in page.sections for chart in section.charts]
    drawings = draw.draw(all_charts)
    sources = [_entry(source) for source in page.sources]
    cite = Citer(page.sources)
    again = command(page.document) or page.more.replace(FULL, AS_HTML)
    template = environment().get_template("page.html.j2")
    html = template.render(
        page=page,
        site=site,
        style=style(),
        drawings=drawings,
        data={chart.id: data(chart) for chart in all_charts},
        empty=charts.empty,
        reading=charts.reading,
        sources=sources,
        cite=cite,
        colophon=page.colophon or ["Westphalia"],
        command=again,
        fetch=again.replace("westphalia ", "westphalia chart ", 1).removesuffix(AS_HTML),
        heading=HEADING,
    )
    return draw.UNPRINTABLE.sub("", html)


def render_frame(page: Page, height: str = "80vh") -> str:
    """Return a page in a frame, for a notebook: its styles stay inside.

    Parameters
    ----------
    page : Page
        The page.
    height : str, optional
        In units of CSS.
    """
    return (
        f'<iframe title="{escape(page.title)}" srcdoc="{escape(render_html(page))}" '
        f'style="width: 100%; height: {escape(height)}; border: 0"></iframe>'
    )


@cache
def environment() -> jinja2.Environment:
    """Return the templates, everything escaped."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["sentence"] = _sentence
    return made


@cache
def style() -> markupsafe.Markup:
    """Return the style sheet with the colours of the drawings, and without the spaces that nobody reads."""
    text = (
        environment()
        .get_template("style.css.j2")
        .render(hues={k: v._asdict() for k, v in HUES.items()}, judged=JUDGED)
    )
    return markupsafe.Markup(re.sub(r"\n\s*", "\n", text).strip())


def _sentence(text: object) -> str:
    """End a text with one full stop."""
    words = str(text).strip()
    return words if not words or words[-1] in ".!?" else words + "."


def _anchor(name: object) -> str:
    """Return a name as an identifier in the page."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", str(name))


def _entry(source: Mapping[str, Any]) -> dict[str, str]:
    """Return a source as the list at the end of the page prints it; only web addresses become links."""
    out = {key: str(source.get(key) or "") for key in ("citation", "version", "coverage", "terms", "url")}
    if not out["url"].startswith(("https://", "http://")):
        out["url"] = ""
    out["citation"] = out["citation"] or str(source.get("title") or source["id"])
    return {**out, "anchor": _anchor(source["id"])}


class Citer:
    """Turns the name of a table or source into a link to the list of sources."""

    def __init__(self, sources: Sequence[Mapping[str, Any]]) -> None:
        self.by_name: dict[str, list[tuple[str, str]]] = {}
        for source in sources:
            link = (_anchor(source["id"]), str(source.get("title") or source["id"]))
            for name in dict.fromkeys((str(source["id"]), *map(str, source.get("tables") or ()))):
                self.by_name.setdefault(name, []).append(link)

    def __call__(self, names: Iterable[str]) -> markupsafe.Markup:
        """Return the links for names, each source once; a name that no source has stands as it is."""
        out: dict[markupsafe.Markup, None] = {}
        for name in names:
            for where, title in self.by_name.get(name, ()):
                out[markupsafe.Markup('<a href="#source-{}">{}</a>').format(where, title)] = None
            if name not in self.by_name:
                out[markupsafe.escape(name.replace("_", " "))] = None
        if len(out) > FEW:
            return markupsafe.Markup('<a href="#sources">{} lists, see Sources</a>').format(len(out))
        return markupsafe.Markup("; ").join(out)


def data(chart: Chart) -> ChartRows:
    """Return the rows of a chart as text, all columns in the order in which they come.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    heads = tuple(dict.fromkeys(str(key) for row in chart.rows for key in row))
    rows = [[row.get(head) for head in heads] for row in chart.rows]
    return ChartRows(heads, tuple(tuple(map(_cell, row)) for row in rows))


UNSAFE = re.compile(r"[^A-Za-z0-9!$()*,\-./:;=@_~]+")
"""What stands in an address by its number."""


def percent(found: re.Match[str]) -> str:
    """Return letters as they stand in an address.

    Parameters
    ----------
    found : match of a pattern
        Of one letter or more.
    """
    return _percent(found[0])


@lru_cache(maxsize=4096)
def _percent(letters: str) -> str:
    return quote(letters, safe="", errors="replace")


def _cell(value: object) -> str:
    """Return a value as it stands in a CSV file: nothing for unknown, figures without noise."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.7g}" if abs(value) < 1e7 else f"{value:.0f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


AS_HTML = " --format html"
FULL = " --full"


def command(document: Mapping[str, Any]) -> str:
    """Return the command that makes the page again, empty when the document is not of a pair.

    Parameters
    ----------
    document : mapping of str to object
        The JSON document of a page.
    """
    a, b, year = document.get("a"), document.get("b"), document.get("year")
    if not isinstance(a, Mapping) or not isinstance(b, Mapping):
        return ""
    words: Iterable[str] = (shlex.quote(str(state.get("name") or state.get("ccode"))) for state in (a, b))
    when = f" --year {year}" if year is not None else ""
    as_of = f" --as-of {document['as_of']}" if document.get("as_of") else ""
    return f"westphalia brief {' '.join(words)}{when}{as_of}{AS_HTML}"
