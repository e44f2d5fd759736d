"""A page for the terminal: the same findings, figures and notes as text; plain where colour is not wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from textwrap import wrap as fill
from typing import Any

from westphalia.errors import printable
from westphalia.lazy import rich
from westphalia.report.charts import empty
from westphalia.report.charts.style import HUES, ROLES
from westphalia.report.columns import columns, named
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.sketch import sketch

STYLES = {role: HUES[role].terminal for role in ROLES}
_MEASURE = 100
SKETCH = 40
"""Columns of a small chart on a short page."""
ROWS = 3
"""Rows of one."""
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
    out = StringIO()
    console = Terminal(out, max(width, 40), color)
    _write(console, page.title, "bold")
    _write(console, page.standfirst)
    if page.more:
        _print_short(console, page)
    else:
        for section in page.sections:
            _print_section(console, section)
        _print_sources(console, page.sources)
    _write(console, " · ".join(page.colophon), "dim")
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).strip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where a page is printed.

    Parameters
    ----------
    file : StringIO
        What is printed so far.
    width : int
        Columns.
    color : bool
        Whether colour and bold type are wanted.
    """

    file: StringIO
    width: int
    color: bool = False

    def print(self, table: rich.table.Table, width: int | None = None) -> None:
        """Print a table of the library for terminals."""
        console = rich.console.Console(
            file=self.file,
            width=self.width,
            force_terminal=self.color,
            no_color=not self.color,
            color_system="256" if self.color else None,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )
        console.print(table, width=width)


def _words(text: object, style: str = "") -> rich.text.Text:
    """Return a text without characters that could drive a terminal; nothing in it is markup."""
    return rich.text.Text(printable(str(text)), style=style)


def _write(console: Terminal, text: str, style: str = "", indent: int = 0, gap: bool = True) -> None:
    """Print a paragraph, wrapped, followed by an empty line."""
    if not text:
        return
    on, off = (f"\x1b[{_CODES[style]}m", "\x1b[0m") if style and console.color else ("", "")
    margin, width = " " * indent, min(console.width, _MEASURE) - indent
    for line in fill(printable(str(text)), width, break_on_hyphens=False) or [""]:
        console.file.write(f"{margin}{on}{line}{off}\n")
    if gap:
        console.file.write("\n")


def _print_section(console: Terminal, section: Section) -> None:
    """Print one section: label, finding, sentences, pictures, tables, notes."""
    console.file.write("\n")
    _write(console, heading(section).upper(), "dim", gap=False)
    _write(console, section.finding, "bold")
    for paragraph in section.prose:
        _write(console, paragraph)
    for chart in section.charts:
        _print_chart(console, chart)
    for grid in section.grids:
        _print_grid(console, grid)
    for note in section.notes:
        _write(console, f"Note: {note}", "dim")


def heading(section: Section) -> str:
    """Return what stands over a section: its topic; of a claim its verdict and where it stands.

    Parameters
    ----------
    section : Section
        Of a page.
    """
    return f"{section.topic}, {section.aside}" if section.aside else section.topic


def _print_short(console: Terminal, page: Page) -> None:
    """Print what is open: findings and sentences, small charts of lines; then what is left out, and how to ask for it."""
    lines = _one_line(page)
    for section in page.sections:
        if section.fold:
            continue
        if section.mark:
            _write(console, f"{heading(section)}: {ended(section.finding)} {' '.join(section.prose)}")
            continue
        if section.id in lines:
            _write(console, f"{section.topic}: {ended(section.finding)}", gap=False)
            continue
        if not console.file.getvalue().endswith("\n\n"):
            console.file.write("\n")
        _write(console, section.topic.upper(), "dim", gap=False)
        _write(
            console, " ".join((ended(section.finding) if section.prose else section.finding, *section.prose))
        )
        for chart in section.charts[:1]:
            if chart.kind == "lines" and (rows := sketch(chart, SKETCH)):
                _write(console, chart.title, "underline", gap=False)
                _print_rows(console, rows[:ROWS])
                console.file.write("\n")
    names = ", ".join(section.id for section in page.sections if section.fold and not section.mark)
    if any(section.fold and section.mark for section in page.sections):
        names += ", and each claim by its id (claim-...)"
    _write(console, f"Details: {names}. All of it, with sources: {page.more}", "dim")


def ended(text: str) -> str:
    """Return a text as a sentence with its stop.

    Parameters
    ----------
    text : str
        That may have one.

    Examples
    --------
    >>> ended("Both hold"), ended("Both hold.")
    ('Both hold.', 'Both hold.')
    """
    return text if not text or text[-1] in ".!?”" else f"{text}."


def _one_line(page: Page) -> set[str]:
    """Return the sections that are one line each: headings of claims that a reader opens, and what is but a finding just before them."""
    found: set[str] = set()
    for section, after in zip(reversed(page.sections[:-1]), reversed(page.sections[1:]), strict=True):
        opened = not section.fold and after.fold and bool(after.mark)
        if opened or (after.id in found and not section.fold and not section.mark and not section.prose):
            found.add(section.id)
    return found


def _print_chart(console: Terminal, chart: Chart) -> None:
    """Print a chart as rows, with unit, source and coverage under it."""
    _write(console, chart.title, "underline", gap=False)
    rows = sketch(chart, 40 if console.width >= 95 else max(console.width // 4, 12))
    if rows:
        _print_rows(console, rows)
    else:
        _write(console, empty(chart), indent=2, gap=False)
    unit = f"Unit: {chart.unit}. " if chart.unit else ""
    coverage = f"Coverage: {chart.coverage.rstrip('.')}." if chart.coverage else ""
    _write(console, f"{unit}{_source_line(chart.sources)} {coverage}".strip(), "dim", 2)


def _source_line(names: Sequence[str]) -> str:
    """Return the names of tables as they are asked for with ``westphalia data show``."""
    return f"Source: {', '.join(names)}." if names else ""


def _print_rows(console: Terminal, rows: Sequence[tuple[str, str, str]]) -> None:
    """Print names and what is said of them in two columns."""
    most, width = max(console.width // 3, 12), min(console.width, _MEASURE + 20)
    lines = None if console.color else named([(name, text) for _, name, text in rows], most, width)
    if lines is None:
        console.print(_named(rows, most), width=width)
    else:
        console.file.write("\n".join((*lines, "")))


def _named(rows: Sequence[tuple[str, str, str]], most: int) -> rich.table.Table:
    table = rich.table.Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=2)
    table.add_column(max_width=most, overflow="fold")
    table.add_column(overflow="fold")
    for role, name, text in rows:
        style = STYLES.get(role, "")
        table.add_row("", _words(name, style), _words(text, style if text[:1] in " ▁▂▃▄▅▆▇█" else ""))
    return table


def _print_grid(console: Terminal, grid: SmallTable) -> None:
    """Print a small table."""
    if not grid.rows:
        return
    _write(console, grid.caption, "underline", gap=False)
    lines = None if console.color else columns(grid.heads, grid.rows, grid.align, console.width)
    if lines is None:
        console.print(_table(grid))
    else:
        console.file.write("\n".join((*lines, "")))
    _write(console, _source_line(grid.sources), "dim", 2)
    if not grid.sources:
        console.file.write("\n")


def _table(grid: SmallTable) -> rich.table.Table:
    table = rich.table.Table(box=rich.box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    for i, head in enumerate(grid.heads):
        table.add_column(
            _words(head), justify="right" if grid.align[i : i + 1] == "r" else "left", overflow="fold"
        )
    for row in grid.rows:
        table.add_row(*(_words(cell) for cell in row))
    return table


def _print_sources(console: Terminal, sources: Sequence[Mapping[str, Any]]) -> None:
    """Print the sources, one a paragraph."""
    if not sources:
        return
    console.file.write("\n")
    _write(console, "SOURCES", "dim", gap=False)
    for source in sources:
        version = f" Version {source['version']}." if source.get("version") else ""
        _write(
            console,
            f"{source['id']}: {source.get('citation') or source.get('title') or ''}{version}",
            indent=2,
            gap=False,
        )
    console.file.write("\n")
