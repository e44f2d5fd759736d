"""Panels as workbooks of Excel: the rows, what each column means, and where it is from and under which terms."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import WestphaliaError
from westphalia.files import harmless
from westphalia.lazy import pl
from westphalia.panel.codebook import codebook
from westphalia.panel.own_tables import excel_or_error
from westphalia.record.frames import plain

if TYPE_CHECKING:
    from westphalia.panel.draws import Draws
    from westphalia.panel.panel import Panel

ROWS = 1_048_575
"""Rows of a sheet under the names of its columns."""
ILLEGAL = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]"
CELL = 32_767
"""Characters of a cell."""


def write(panel: Panel, frame: pl.DataFrame, path: Path, draws: Draws | None) -> None:
    """Write a panel with three sheets: ``panel``, ``columns`` and ``sources``.

    Raises
    ------
    WestphaliaError
        For more rows or longer texts than a sheet holds, types that Excel has not, and where openpyxl is not installed.
    """
    if frame.height > ROWS:
        raise WestphaliaError(
            f"A sheet of Excel holds {ROWS:,} rows, and the panel has {frame.height:,}.",
            "",
            "Write .parquet, or ask for fewer years.",
        )
    frame = plain(frame, "Excel")
    texts = [series for series in frame if series.dtype == pl.String]
    long = [series.name for series in texts if (series.str.len_chars() > CELL).any()]
    strange = [series.name for series in texts if series.str.contains(ILLEGAL).any()]
    if strange:
        raise WestphaliaError(
            f"{', '.join(strange)} has texts with control characters, which no cell of Excel holds.",
            "",
            "Take them out, or write .parquet or .csv.",
        )
    if long:
        raise WestphaliaError(
            f"{', '.join(long)} has texts longer than the {CELL:,} characters of a cell.",
            "",
            "Write .parquet or .csv.",
        )
    book = excel_or_error().Workbook(write_only=True)
    _sheet(book, "panel", frame.columns, frame.iter_rows())
    columns = codebook(panel, frame)
    _sheet(book, "columns", columns.columns, columns.iter_rows())
    cited = (draws or panel).cite()
    _sheet(
        book,
        "sources",
        ["id", "version", "citation", "terms"],
        ((each.id, each.version, each.to_text(), each.terms) for each in cited),
    )
    with path.open("wb") as file:
        book.save(file)


def _sheet(book: Any, title: str, heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Write a sheet; no text in it is a formula."""
    sheet = book.create_sheet(title)
    sheet.append([harmless(head) for head in heads])
    for row in rows:
        sheet.append([harmless(value) if isinstance(value, str) else value for value in row])
