"""Dates as exactly as they are known: a day, a month, a year, about, or from one to another (EDTF, ISO 8601-2, level 0 and `~`)."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

ONE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")
PRECISIONS = {1: "year", 2: "month", 3: "day"}


class When(NamedTuple):
    """A date with its precision.

    Parameters
    ----------
    first : date
        First day that it can be.
    last : date or None
        Last day of what lasted longer than a day; None for a moment.
    precision : {"day", "month", "year"}
        How exactly the beginning is known.
    """

    first: date
    last: date | None
    precision: str


def when(text: str) -> When:
    """Return a date written in EDTF.

    Raises
    ------
    ValueError
        When it is not written so, or ends before it begins.

    Examples
    --------
    >>> when("1829-02-11")
    When(first=datetime.date(1829, 2, 11), last=None, precision='day')
    >>> when("1907-08").first, when("1941-08-25/1941-09").last, when("1926~").precision
    (datetime.date(1907, 8, 1), datetime.date(1941, 9, 30), 'year')
    """
    start, _, stop = text.partition("/")
    first, _, precision = _one(start)
    if not stop:
        return When(first, None, precision)
    last = _one(stop)[1]
    if last < first:
        raise ValueError(f"{text} ends before it begins")
    return When(first, last, precision)


def _one(text: str) -> tuple[date, date, str]:
    """Return first and last possible day of one date, and its precision."""
    found = ONE.fullmatch(text)
    if found is None:
        raise ValueError(
            f"{text} is not a date such as 1829-02-11, 1907-08, 1946, 1926~ or 1941-08-25/1941-09"
        )
    year, month, day = (int(part) if part else None for part in found.groups()[:3])
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), "year"
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
    return date(year, month, day), date(year, month, day), "day"
