"""A page for the terminal: the same findings, figures and notes as text; plain where colour is not wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from textwrap import wrap as fill
from typing import TYPE_CHECKING, Any

from westphalia.report.charts import empty
from westphalia.report.sketch import sketch
from westphalia.report.view import Chart, Grid, Page, Section

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {
    "a": "blue",
    "b": "dark_orange",
    "pair": "green",
    "leader": "bright_black",
    "warning": "magenta",
    "other": "",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MEASURE = 100
_CODES = {"bold": "1", "dim": "2", "underline": "4"}


def render_text(page: Page, width: int = 100, color: bool = False) -> str:
    """Return a page as text.

    Parameters
    ----------
    page : Page
        What is printed.
    width : int
        Columns of the terminal, at least 40.
    color : bool
        Whether to use colour and bold type (ANSI codes).
    """
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=max(width, 40),
        force_terminal=color,
        no_color=not color,
        color_system="256" if color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    write(console, page.title, "bold")
    write(console, page.standfirst)
    for section in page.sections:
        print_section(console, section)
    print_sources(console, page.sources)
    about: Mapping[str, Any] = page.document.get("westphalia") or {}
    parts = [
        f"{word} {about[key]}"
        for word, key in (("Westphalia", "version"), ("edition", "edition"), ("model", "model"))
        if about.get(key)
    ]
    write(console, " · ".join(parts), "dim")
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).strip("\n") + "\n"


NARROW = (range(0x1100), range(0x2010, 0x2027), range(0x2190, 0x2300), range(0x2500, 0x25A0))
"""Letters, marks, arrows and blocks that take one column."""


def words(text: object, style: str = "") -> Text:
    """Return a text without characters that could drive a terminal; nothing in it is markup."""
    from rich.text import Text

    return Text(_CONTROL.sub("", str(text)), style=style)


def write(console: Console, text: str, style: str = "", indent: int = 0, gap: bool = True) -> None:
    """Print a paragraph, wrapped, followed by an empty line."""
    if not text:
        return
    on, off = (f"\x1b[{_CODES[style]}m", "\x1b[0m") if style and not console.no_color else ("", "")
    margin, width = " " * indent, min(console.width, _MEASURE) - indent
    for line in fill(_CONTROL.sub("", str(text)), width, break_on_hyphens=False) or [""]:
        console.file.write(f"{margin}{on}{line}{off}\n")
    if gap:
        console.file.write("\n")


def print_section(console: Console, section: Section) -> None:
    """Print one section: label, finding, sentences, pictures, tables, notes."""
    console.file.write("\n")
    write(console, section.topic.upper(), "dim", gap=False)
    write(console, section.finding, "bold")
    for paragraph in section.prose:
        write(console, paragraph)
    for chart in section.charts:
        print_chart(console, chart)
    for grid in section.grids:
        print_grid(console, grid)
    for note in section.notes:
        write(console, f"Note: {note}", "dim")


def print_chart(console: Console, chart: Chart) -> None:
    """Print a chart as rows, with unit, source and coverage under it."""
    write(console, chart.title, "underline", gap=False)
    rows = sketch(chart, 40 if console.width >= 95 else max(console.width // 4, 12))
    if rows:
        print_rows(console, rows)
    else:
        write(console, empty(chart), indent=2, gap=False)
    unit = f"Unit: {chart.unit}. " if chart.unit else ""
    coverage = f"Coverage: {chart.coverage.rstrip('.')}." if chart.coverage else ""
    write(console, f"{unit}{source_line(chart.sources)} {coverage}".strip(), "dim", 2)


def source_line(names: Sequence[str]) -> str:
    """Return the names of tables as they are asked for with ``westphalia data show``."""
    return f"Source: {', '.join(names)}." if names else ""


def print_rows(console: Console, rows: Sequence[tuple[str, str, str]]) -> None:
    """Print names and what is said of them in two columns."""
    if _fits(console, rows):
        first = max(len(name) for _, name, _ in rows)
        for _, name, text in rows:
            console.file.write(f"    {name:{first}}  {text}\n")
        return
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=2)
    table.add_column(max_width=max(console.width // 3, 12), overflow="fold")
    table.add_column(overflow="fold")
    for role, name, text in rows:
        style = STYLES.get(role, "")
        table.add_row("", words(name, style), words(text, style if text[:1] in " ▁▂▃▄▅▆▇█" else ""))
    console.print(table, width=min(console.width, _MEASURE + 20))


def _fits(console: Console, rows: Sequence[tuple[str, str, str]]) -> bool:
    """Return whether rows need no colour and no folding, so that a table would do no more than put them in line."""
    width = min(console.width, _MEASURE + 20)
    first = max(len(name) for _, name, _ in rows)
    longest = max(len(text) for _, _, text in rows)
    letters = set("".join(part for _, *parts in rows for part in parts))
    plain = all(letter.isprintable() and any(ord(letter) in span for span in NARROW) for letter in letters)
    return (
        console.no_color and plain and first <= max(console.width // 3, 12) and 6 + first + longest <= width
    )


def print_grid(console: Console, grid: Grid) -> None:
    """Print a small table."""
    if not grid.rows:
        return
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    for i, head in enumerate(grid.heads):
        table.add_column(
            words(head), justify="right" if grid.align[i : i + 1] == "r" else "left", overflow="fold"
        )
    for row in grid.rows:
        table.add_row(*(words(cell) for cell in row))
    write(console, grid.caption, "underline", gap=False)
    console.print(table)
    write(console, source_line(grid.sources), "dim", 2)
    if not grid.sources:
        console.file.write("\n")


def print_sources(console: Console, sources: Sequence[Mapping[str, Any]]) -> None:
    """Print the sources, one a paragraph."""
    if not sources:
        return
    console.file.write("\n")
    write(console, "SOURCES", "dim", gap=False)
    for source in sources:
        version = f" Version {source['version']}." if source.get("version") else ""
        write(
            console,
            f"{source['id']}: {source.get('citation') or source.get('title') or ''}{version}",
            indent=2,
            gap=False,
        )
    console.file.write("\n")
