"""What the options of several commands mean: a year, a span of years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from westphalia.record.years import span_of, year_of

if TYPE_CHECKING:
    OneYear = click.ParamType[int]
    Span = click.ParamType[tuple[int, int]]
else:
    OneYear = Span = click.ParamType


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


YEAR, YEARS = Year(), Years()
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
