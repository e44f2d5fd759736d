"""Workbooks for Excel: sheets of plain cells, none of which is a formula."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import IO, Any

from westphalia.errors import WestphaliaError, printable
from westphalia.files import harmless
from westphalia.lazy import optional

EXCEL = ("openpyxl", "Workbooks need")
"""What reads and writes workbooks, and who needs it."""
CELL = 32_767
"""Characters that a cell holds."""

Sheets = Mapping[str, tuple[Iterable[str], Iterable[Iterable[Any]]]]
"""Heads and rows by the name of a sheet."""


def write_sheets(path: Path | IO[bytes], sheets: Sheets) -> None:
    """Write a workbook.

    Parameters
    ----------
    path : Path or file
        Where to.
    sheets : mapping of str to tuple
        Heads and rows by the name of a sheet.

    Raises
    ------
    WestphaliaError
        Where openpyxl is not installed.
    """
    book = optional(*EXCEL).Workbook(write_only=True)
    for title, (heads, rows) in sheets.items():
        sheet = book.create_sheet(title)
        sheet.append([harmless(head) for head in heads])
        for row in rows:
            sheet.append([_cell(value) for value in row])
    if isinstance(path, Path):
        with path.open("wb") as file:
            book.save(file)
    else:
        book.save(path)


def _cell(value: Any) -> Any:
    """Return a value as a cell holds it; a text is never a formula."""
    if isinstance(value, str):
        if len(value) > CELL:
            raise WestphaliaError(
                f"A text is longer than the {CELL:,} characters of a cell.", "", "Write .csv."
            )
        return harmless(printable(value))
    return value if value is None or isinstance(value, bool | int | float | date) else str(value)
