"""A picture to take away: one chart of a page with its finding, unit, sources and the project's name inside, as a file."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from io import StringIO
from pathlib import Path
from textwrap import wrap

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.files import harmless, whole
from westphalia.lazy import optional
from westphalia.report import charts, draw
from westphalia.report.charts.style import HUES
from westphalia.report.html import data
from westphalia.report.page import Chart, Page

SIZES: Mapping[str, int] = {"web": 960, "print": 680, "slide": 1280}
"""Widths of the drawing in pixels, by what it is for."""
ENDINGS = ("svg", "html", "png", "csv", "json")
"""How a file may end: a picture, one to paste into a page, its rows, or its specification (Vega-Lite)."""
MARGIN, TITLE, LINE, SMALL = 24, 20, 17, 12
"""Pixels: around the picture; letters of the finding, of what is shown, of the source."""
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
NARROWEST = 0.58
"""Width of a letter over its height, on the safe side, for lines that are broken."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One chart of a page.

    Parameters
    ----------
    page : Page
        Where it stands, for names of sources and what made it.
    chart : Chart
        Which.
    """

    page: Page
    chart: Chart

    def __repr__(self) -> str:
        """Return what it shows."""
        return f"<{self.chart.id}: {self.chart.title}>"

    def to_svg(self, size: str = "web") -> str:
        """Return the picture as one SVG file: finding, what is shown, drawing, sources, project.

        Parameters
        ----------
        size : {"web", "print", "slide"}
            What it is for, which is how wide it is.

        Raises
        ------
        NoAnswer
            When there is nothing to draw, with why.
        """
        if why := charts.empty(self.chart):
            raise NoAnswer(
                f"There is nothing to draw in {self.chart.id}.", why, "Ask for another year or pair."
            )
        if size not in SIZES:
            raise NotUnderstood(f"There is no size '{size}'.", "", f"Sizes: {', '.join(SIZES)}.")
        width = SIZES[size]
        inner = draw.svg(charts.spec(self.chart, width), self.chart.id, self.chart.alt)
        return _framed(self, _in_light(inner), width)

    def to_html(self, size: str = "web") -> str:
        """Return a fragment to paste into a page: the picture as wide as its column at most, without script or style sheet.

        Parameters
        ----------
        size : {"web", "print", "slide"}
            What it is for.
        """
        svg = self.to_svg(size).replace("<svg ", '<svg style="width:100%;height:auto" ', 1)
        found = re.search(r' width="([\d.]+)"', svg)
        assert found is not None
        return f'<figure style="margin:0;max-width:{found[1]}px">{svg.strip()}</figure>\n'

    def to_png(self, size: str = "web") -> bytes:
        """Return the picture as PNG at twice the size of its pixels; needs the extra ``images``.

        Parameters
        ----------
        size : {"web", "print", "slide"}
            What it is for.
        """
        vl_convert = optional("vl_convert", "PNG needs", "pip install 'westphalia[images]', or take .svg")
        made: bytes = vl_convert.svg_to_png(self.to_svg(size), scale=2)
        return made

    def to_csv(self) -> str:
        """Return the rows that are drawn as comma-separated values."""
        rows, sheet = data(self.chart), StringIO()
        writer = csv.writer(sheet, lineterminator="\n")
        writer.writerows([harmless(cell) for cell in line] for line in (rows.heads, *rows.lines))
        return sheet.getvalue().rstrip("\n")

    def to_json(self, size: str = "web") -> str:
        """Return the specification of the drawing, which is Vega-Lite.

        Parameters
        ----------
        size : {"web", "print", "slide"}
            What it is for.
        """
        return json.dumps(charts.spec(self.chart, SIZES[size]), ensure_ascii=False, indent=2, default=str)

    def save(self, path: str | Path, size: str = "web") -> Path:
        """Write the picture to a file, whole or not at all, in the form that its name ends in: .svg, .html, .png, .csv or .json.

        Parameters
        ----------
        path : str or Path
            The file.
        size : {"web", "print", "slide"}
            What it is for.

        Raises
        ------
        NotUnderstood
            For another ending.
        """
        file = Path(path)
        form = file.suffix.lower().lstrip(".")
        if form not in ENDINGS:
            raise NotUnderstood(f"A picture is not written as .{form}.", "", f"Name the file with one of: {', '.join(f'.{each}' for each in ENDINGS)}.")  # fmt: skip
        made = self.to_csv() + "\n" if form == "csv" else getattr(self, f"to_{form}")(size)
        with whole(file) as temporary:
            temporary.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))
        return file

    def _repr_svg_(self) -> str:
        """Show itself in a notebook."""
        return self.to_svg()


class Pictures(Mapping[str, Picture]):
    """The pictures of a page by their identifier.

    Parameters
    ----------
    page : Page
        The page.

    Examples
    --------
    >>> import westphalia as wp
    >>> wp.brief("Russia", "Iran", 2022, quick=True).charts["votes-distance"]
    <votes-distance: Distance in the votes of the General Assembly (difference of ideal points)>
    """

    def __init__(self, page: Page) -> None:
        self._found = {
            chart.id: Picture(page, chart) for section in page.sections for chart in section.charts
        }

    def __getitem__(self, name: str) -> Picture:
        """Return a picture.

        Raises
        ------
        NotUnderstood
            When there is none of that name, with those that there are.
        """
        if name not in self._found:
            raise NotUnderstood(f"The page has no picture called '{name}'.", "", f"It has: {', '.join(self._found) or 'none'}.")  # fmt: skip
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the identifiers in the order of the page."""
        return iter(self._found)

    def __len__(self) -> int:
        """Return how many."""
        return len(self._found)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is one of that name."""
        return name in self._found


def _in_light(svg: str) -> str:
    """Return a drawing with the colours of the light style sheet in place of its variables."""
    return re.sub(r"var\(--([a-z-]+)\)", lambda found: HUES[found[1]].light, svg)


def _framed(of: Picture, inner: str, width: int) -> str:
    """Return a drawing with its words around it."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', inner)
    assert found is not None
    wide, high = float(found[1]), float(found[2])
    lines = [
        (text, TITLE, 600, HUES["ink"].light)
        for text in _broken(of.chart.alt or of.chart.title, TITLE, width)
    ]
    shown = of.chart.title + (
        f" ({of.chart.unit})" if of.chart.unit and of.chart.unit not in of.chart.title else ""
    )
    lines += [(text, LINE - 2, 400, HUES["soft"].light) for text in _broken(shown, LINE - 2, width)]
    under = [
        (text, SMALL, 400, HUES["soft"].light) for line in _under(of) for text in _broken(line, SMALL, width)
    ]
    body, y = [], float(MARGIN)
    for text, size, weight, colour in lines:
        y += size * 1.3
        body.append(_text(text, y, size, weight, colour))
    y += 14
    body.append(inner.replace("<svg ", f'<svg x="{MARGIN}" y="{y:g}" width="{wide:g}" height="{high:g}" ', 1))
    y += high + 6
    for text, size, weight, colour in under:
        y += size * 1.4
        body.append(_text(text, y, size, weight, colour))
    full, tall = wide + 2 * MARGIN, y + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(of.chart.alt)}" viewBox="0 0 {full:g} {tall:g}" width="{full:g}" height="{tall:g}" '
        f'font-family="{FONT}"><rect width="100%" height="100%" fill="{HUES["paper"].light}"/>{"".join(body)}</svg>\n'
    )


def _text(text: str, y: float, size: int, weight: int, colour: str) -> str:
    return f'<text x="{MARGIN}" y="{y:g}" font-size="{size}" font-weight="{weight}" fill="{colour}">{escape(text)}</text>'


def _broken(text: str, size: int, width: int) -> list[str]:
    return wrap(text, max(20, int(width / (size * NARROWEST))))


def _under(of: Picture) -> Iterator[str]:
    """Yield the lines under a picture: the page it is of, sources, coverage and what made it."""
    by_table: dict[str, list[str]] = {}
    for source in of.page.sources:
        for name in (source["id"], *(source.get("tables") or ())):
            by_table.setdefault(str(name), []).append(str(source.get("title") or source["id"]))
    names = list(dict.fromkeys(title for table in of.chart.sources for title in by_table.get(table, [table])))
    told = "; ".join(names) if len(names) <= 4 else f"{len(names)} lists, named on the page"
    coverage = f" Coverage: {of.chart.coverage.rstrip('.')}." if of.chart.coverage else ""
    yield f"{of.page.title}. Source: {told}.{coverage} {charts.reading(of.chart)}".strip()
    yield " · ".join(of.page.colophon)
