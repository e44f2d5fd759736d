"""A page as Markdown: the same findings, figures and notes, for documents that others write."""

from __future__ import annotations

import re
from collections.abc import Sequence

from westphalia.errors import printable
from westphalia.report.charts import empty
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.sketch import sketch
from westphalia.report.text import heading

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#])")


def render_markdown(page: Page) -> str:
    """Return a page as Markdown: a heading a section, its finding, sentences, tables and notes; sources at the end.

    Parameters
    ----------
    page : Page
        The page.
    """
    parts = [f"# {words(page.title)}", words(page.standfirst)]
    for section in page.sections:
        parts += _section(section)
    if page.sources:
        parts += ["## Sources", "\n".join(f"- {_source(source)}" for source in page.sources)]
    parts.append(" · ".join(page.colophon))
    return "\n\n".join(part for part in parts if part)


def words(text: object) -> str:
    r"""Return a text of which nothing is read as a mark.

    Parameters
    ----------
    text : object
        Anything that can be written.

    Examples
    --------
    >>> words("a*b | [c]")
    'a\\*b \\| \\[c\\]'
    """
    plain = printable(str(text)).replace("\n", " ")
    return _MARKS.sub(r"\\\1", plain)


def _rows_of(heads: Sequence[str], rows: Sequence[Sequence[str]], align: str) -> str:
    """Return a table.

    Examples
    --------
    >>> print(_rows_of(("year", "n"), [("1990", "2")], "lr"))
    | year | n |
    | :--- | ---: |
    | 1990 | 2 |
    """
    rule = ["---:" if align[place : place + 1] == "r" else ":---" for place in range(len(heads))]
    lines = [[words(head) for head in heads], rule, *([words(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _section(section: Section) -> list[str]:
    parts = [f"## {words(heading(section))}", f"**{words(section.finding)}**", *map(words, section.prose)]
    for chart in section.charts:
        parts += _chart(chart)
    for grid in section.grids:
        parts += _grid(grid)
    return [*parts, *(f"Note: {words(note)}" for note in section.notes)]


def _chart(chart: Chart) -> list[str]:
    rows = [(name, text) for _, name, text in sketch(chart, 40)]
    body = _rows_of(("", chart.title), rows, "ll") if rows else words(empty(chart))
    unit = f"Unit: {words(chart.unit)}. " if chart.unit else ""
    return [body, f"{unit}{_from(chart.sources)}"]


def _grid(grid: SmallTable) -> list[str]:
    if not grid.rows:
        return []
    return [words(grid.caption), _rows_of(grid.heads, grid.rows, grid.align), _from(grid.sources)]


def _from(names: Sequence[str]) -> str:
    return f"Source: {words(', '.join(names))}." if names else ""


def _source(source: object) -> str:
    assert hasattr(source, "get")
    version = f" Version {source.get('version')}." if source.get("version") else ""
    return words(f"{source.get('citation') or source.get('title') or source.get('id')}{version}")
