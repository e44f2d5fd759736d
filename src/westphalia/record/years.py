"""Years as people write them: one, or a span; what is neither is told in a sentence."""

from __future__ import annotations

import re

from westphalia.record.schema import FIRST_YEAR, LAST_YEAR


def year_of(text: str) -> int:
    """Return the year of the record that a text says.

    Raises
    ------
    ValueError
        For what is no year, or outside the record.

    Examples
    --------
    >>> year_of(" 1914 ")
    1914
    """
    bare = text.strip()
    if not re.fullmatch(r"[0-9]{1,4}", bare):
        raise ValueError(f"'{text}' is not a year.")
    return in_record(int(bare))


def in_record(year: int) -> int:
    """Return a year that lies in the record; for another, ``ValueError`` with the bounds."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{year} is outside the record, which is {FIRST_YEAR} to {LAST_YEAR}.")
    return year


def span_of(text: str) -> tuple[int, int]:
    """Return the first and last year of a text; one year stands for itself.

    Examples
    --------
    >>> span_of("1990:2022"), span_of("1990")
    ((1990, 2022), (1990, 1990))
    """
    found = re.fullmatch(r"([0-9]{4})(?:[:-]([0-9]{4}))?", text.strip())
    if found is None:
        raise ValueError(f"'{text}' is no span of years; write it like 1990:2022.")
    return ordered((int(found[1]), int(found[2] or found[1])))


def ordered(span: tuple[int, int]) -> tuple[int, int]:
    """Return a span that begins before it ends; for another, ``ValueError``."""
    first, last = span
    if first > last:
        raise ValueError(f"{first}:{last} ends before it begins; did you mean {last}:{first}?")
    return span


# The months by their English names, whatever the locale of the process.

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
