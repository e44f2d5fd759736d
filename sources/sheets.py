"""Old Excel workbooks as frames of text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import xlrd


def read_xls(path: Path) -> pl.DataFrame:
    """Read the first sheet of an ``.xls`` file as text: dates as in ISO 8601, empty cells as null.

    A column without a name is called by its number, from 1.
    """
    book = xlrd.open_workbook(str(path))
    sheet = book.sheet_by_index(0)
    names = [str(name).strip() or str(number) for number, name in enumerate(sheet.row_values(0), 1)]
    cells = {
        name: [_text(cell, book.datemode) for cell in sheet.col(place, 1)] for place, name in enumerate(names)
    }
    return pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String))


def _text(cell: Any, datemode: int) -> str | None:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return str(xlrd.xldate_as_datetime(cell.value, datemode).date())
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return str(int(cell.value)) if cell.value == int(cell.value) else str(cell.value)
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    return str(cell.value).strip() or None
