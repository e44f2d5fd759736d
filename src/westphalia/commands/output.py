"""Where answers go: standard output or a file, whole or not at all; as text, CSV or JSON."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from westphalia.errors import NotUnderstood, WestphaliaError, printable
from westphalia.files import check, unwritable, whole
from westphalia.lazy import optional, rich
from westphalia.record.years import span_of, year_of
from westphalia.report.columns import columns
from westphalia.report.views.answer import table

F = TypeVar("F", bound=Callable[..., Any])
WIDE = 160
WIDEST_PAGE = 100


def formats(*names: str) -> Callable[[F], F]:
    """Return the option ``--format`` with these choices, the first being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print the answer.",
    )


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return comma-separated values; unknown is empty."""
    return table(heads, rows).to_csv()


def grid(heads: Sequence[str], rows: Iterable[Sequence[Any]], right: str = "") -> str:
    """Return a table in text as wide as the terminal; ``right`` has an ``r`` for each column of numbers."""
    names = [printable(head) for head in heads]
    cells = [["" if value is None else printable(str(value)) for value in row] for row in rows]
    lines = columns(names, cells, right, terminal_width()) if names else []
    lines = _by_library(names, cells, right) if lines is None else lines
    return "\n".join(line.rstrip() for line in lines).rstrip()


def _by_library(heads: Sequence[str], rows: Iterable[Sequence[str]], right: str) -> list[str]:
    """Return the lines of a table that has characters of other widths."""
    table = rich.table.Table(box=rich.box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, head in enumerate(heads):
        table.add_column(
            head, justify="right" if right[number : number + 1] == "r" else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*row)
    out = StringIO()
    console = rich.console.Console(
        file=out, width=terminal_width(), color_system=None, markup=False, emoji=False, highlight=False
    )
    console.print(table)
    return out.getvalue().rstrip().splitlines()


def terminal_width() -> int:
    """Return how wide text may be: the terminal, or a wide page where there is none."""
    return shutil.get_terminal_size((WIDE, 40)).columns if sys.stdout.isatty() else WIDE


def page_width() -> int:
    """Return how wide a page of prose may be."""
    return min(terminal_width(), WIDEST_PAGE)


def write(text: str, path: Path | None = None) -> None:
    """Write an answer to a file, or to standard output without one.

    A regular file is written beside its place and moved there when it is whole; a device or pipe is written to directly. A terminal gets no
    characters that would drive it.

    Raises
    ------
    WestphaliaError
        When the file cannot be written; what stood there before is left as it was.
    """
    if path is None or str(path) == "-":
        click.echo(printable(text) if sys.stdout.isatty() else text)
        return
    reach(path)
    try:
        if path.exists() and not path.is_file():
            path.write_text(f"{text}\n", encoding="utf-8")
        else:
            with whole(path) as temporary:
                temporary.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise unwritable(path, error) from None


def reach(path: Path | None) -> None:
    """Fail early when a file cannot be written.

    Raises
    ------
    WestphaliaError
        As the writing would.
    """
    if path is None or str(path) == "-":
        return
    check(path)
    if path.is_dir():
        raise WestphaliaError(f"{path} is a folder.", "", f"Name a file in it: -o {path / 'brief.html'}")


def needed(names: Iterable[str], needs: str, how: str) -> None:
    """Refuse a command whose packages are not installed, saying how to get them.

    Raises
    ------
    NotUnderstood
        For the first of them that is missing.
    """
    for name in names:
        try:
            optional(name, needs, how)
        except WestphaliaError as error:
            raise NotUnderstood(error.what, error.why, error.do) from None


def warn(text: str) -> None:
    """Print a warning on standard error."""
    click.echo(printable(text), err=True)


# What the options of several commands mean: a year, a span of years.


if TYPE_CHECKING:
    OneYear = click.ParamType[int]
    Span = click.ParamType[tuple[int, int]]
    OnePath = click.Path[Path]
else:
    OneYear = Span = click.ParamType
    OnePath = click.Path


class Year(OneYear):
    """A year of the record."""

    name = "year"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the year; one outside the record is told with its bounds."""
        try:
            return year_of(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Years(Span):
    """A span of years, ``1990:2022``; either end may be left out where a default is known, one year stands for itself."""

    name = "first:last"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return the first and last year."""
        if isinstance(value, tuple):
            return value
        try:
            return span_of(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class FileName(OnePath):
    """The name of a file, as a path; one that no file can have is not understood."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        try:
            return super().convert(value, param, ctx)
        except ValueError:
            self.fail(f"{str(value)!r} is the name of no file.", param, ctx)


YEAR, YEARS, FILE = Year(), Years(), FileName()
SYSTEM = click.option(
    "--system",
    type=click.Choice(["cow", "gw"]),
    default="cow",
    show_default=True,
    help="Whose list of states: Correlates of War or Gleditsch-Ward.",
)


def listed(texts: tuple[str, ...]) -> list[str]:
    """Return the names in texts that have them separated by commas.

    Examples
    --------
    >>> listed(("alliances, disputes", "trade"))
    ['alliances', 'disputes', 'trade']
    """
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]
