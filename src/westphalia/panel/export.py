"""Panels for other programs: pandas, Parquet, CSV, Stata, R, Excel."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.files import check as writable
from westphalia.files import harmless_frame, together, unwritable
from westphalia.lazy import optional, pl
from westphalia.panel import rds, stata
from westphalia.panel.blocks import BLOCK, GROUP, blocks, large
from westphalia.panel.codebook import codebook, codes, descriptions
from westphalia.panel.fill import WIDTH
from westphalia.record.frames import plain
from westphalia.record.workbook import CELL, EXCEL, write_sheets

if TYPE_CHECKING:
    from westphalia.panel.draws import Draws
    from westphalia.panel.panel import Panel

# Panels as workbooks of Excel: the rows, what each column means, and where it is from and under which terms.


ROWS = 1_048_575
"""Rows of a sheet under the names of its columns."""
ILLEGAL = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]"


def write_workbook(panel: Panel, frame: pl.DataFrame, path: Path, draws: Draws | None) -> None:
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
    columns, cited = codebook(panel, frame), (draws or panel).cite()
    references = ((each.id, each.version, each.to_text(), each.terms) for each in cited)
    sheets = {
        "panel": (frame.columns, frame.iter_rows()),
        "columns": (columns.columns, columns.iter_rows()),
        "sources": (["id", "version", "citation", "terms"], references),
    }
    write_sheets(path, sheets)


ENDINGS = {
    ".parquet": "",
    ".csv": "",
    ".dta": "Stata, with pandas",
    ".rds": "R",
    ".xlsx": "Excel, with openpyxl",
}
"""Kinds of file by the ending of their names, and whose they are where that does not say it."""
KINDS = tuple(ENDINGS)
STREAMED = KINDS[:2]
"""Kinds of file that can be written block by block."""


def sink(panel: Panel, path: Path, draws: Draws | None = None) -> tuple[int, int]:
    """Write a panel, or draws of it, to a file of the kind that its name says, moved to its place when it is whole; return its rows and columns.

    Beside a ``.csv``, which has no place for types and meanings, stands ``<name>.codebook.csv``. Large panels and draws are written to Parquet
    and CSV piece by piece.

    Raises
    ------
    NotUnderstood
        For a kind of file that is not written, and for names of columns that Stata does not accept.
    WestphaliaError
        When the file cannot be written or would not hold every value as it is, or Stata's is asked for without pandas.
    """
    check(path)
    streamed = path.suffix in STREAMED and (draws is not None or large(panel))
    query = (draws or blocks(panel)).lazy() if streamed else None
    frame = (draws or panel).collect() if query is None else query.collect_schema().to_frame()
    try:
        beside = [path.with_name(f"{path.stem}.codebook.csv")] if path.suffix == ".csv" else []
        with together(*beside, path) as (*books, temporary):
            for book in books:
                harmless_frame(codebook(panel, frame)).write_csv(book)
            if query is None:
                _write(panel, frame, temporary, draws)
            elif path.suffix == ".csv":
                harmless_frame(query).sink_csv(temporary)
            else:
                size = max(1, GROUP * BLOCK // (WIDTH * frame.width))
                query.sink_parquet(temporary, metadata=about(panel, frame, draws), row_group_size=size)
    except OSError as error:
        raise unwritable(path, error) from None
    return panel.rows.height * (draws.n if draws else 1), frame.width


def endings() -> str:
    """Return the kinds of file that there are, in words.

    Examples
    --------
    >>> endings()
    '.parquet, .csv, .dta (Stata, with pandas), .rds (R) or .xlsx (Excel, with openpyxl)'
    """
    *first, last = (f"{ending} ({whose})" if whose else ending for ending, whose in ENDINGS.items())
    return f"{', '.join(first)} or {last}"


def check(path: Path) -> None:
    """Fail early when a file cannot be what is asked for, or cannot be written."""
    writable(*([path.with_name(f"{path.stem}.codebook.csv")] if path.suffix == ".csv" else []), path)
    if path.is_dir():
        raise WestphaliaError(f"{path} is a folder.", "", f"Name a file in it: {path / 'panel.parquet'}")
    if path.suffix not in KINDS:
        raise NotUnderstood(
            f"'{path.name}' does not say which kind of file to write.",
            "",
            f"End its name in {', '.join(KINDS[:-1])} or {KINDS[-1]}.",
        )
    if path.suffix == ".dta":
        optional("pandas")
    if path.suffix == ".xlsx":
        optional(*EXCEL)


def about(panel: Panel, frame: pl.DataFrame, draws: Draws | None = None) -> dict[str, str]:
    """Return what a file should say of itself: edition, panel, sources and codebook, each as JSON."""
    cited = (draws or panel).cite()
    told = {
        **panel.world.stamp(),
        "as_of": panel.world.last_known,
        "system": panel.system,
        "years": list(panel.years),
        "rows": panel.kind.name,
        "directed": panel.directed if panel.dyads else None,
    }
    sources = [
        {"id": each.id, "version": each.version, "citation": each.to_text(), "terms": each.terms}
        for each in cited
    ]
    if draws is not None:
        told["draws"] = draws.to_dict()
    documents = {
        "westphalia": told,
        "westphalia.sources": sources,
        "westphalia.columns": codebook(panel, frame).to_dicts(),
    }
    return {key: json.dumps(text, ensure_ascii=False, allow_nan=False) for key, text in documents.items()}


def _write(panel: Panel, frame: pl.DataFrame, path: Path, draws: Draws | None) -> None:
    if path.suffix == ".parquet":
        frame.write_parquet(path, metadata=about(panel, frame, draws))
    elif path.suffix == ".csv":
        harmless_frame(frame).write_csv(path)
    elif path.suffix == ".dta":
        stata.write(panel, frame, path)
    elif path.suffix == ".xlsx":
        write_workbook(panel, frame, path, draws)
    else:
        rds.write(
            plain(frame, "R"),
            path,
            descriptions(panel, frame.columns),
            codes(panel),
            about(panel, frame, draws),
        )
