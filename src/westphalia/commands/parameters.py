"""What the options of several commands mean: a year, a span of years."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from westphalia.record.years import span_of, year_of

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
