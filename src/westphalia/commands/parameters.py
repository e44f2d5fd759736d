"""What the options of several commands mean: a year, a span of years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from westphalia.record.schema import LAST_YEAR
from westphalia.record.world import FIRST_YEAR

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
        text = str(value).strip()
        if not re.fullmatch(r"[0-9]{1,4}", text):
            self.fail(f"'{value}' is not a year.", param, ctx)
        if not FIRST_YEAR <= int(text) <= LAST_YEAR:
            self.fail(f"{text} is outside the record, which is {FIRST_YEAR} to {LAST_YEAR}.", param, ctx)
        return int(text)


class Years(Span):
    """A span of years, ``1990:2022``; either end may be left out where a default is known, one year stands for itself."""

    name = "first:last"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return the first and last year."""
        if isinstance(value, tuple):
            return value
        found = re.fullmatch(r"([0-9]{4})(?:[:-]([0-9]{4}))?", str(value).strip())
        if found is None:
            self.fail(f"'{value}' is no span of years; write it like 1990:2022.", param, ctx)
        first, last = int(found[1]), int(found[2] or found[1])
        if first > last:
            self.fail(f"{first}:{last} ends before it begins; did you mean {last}:{first}?", param, ctx)
        return first, last


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
