"""Panels for other programs: pandas, Parquet, CSV, Stata, R."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.files import check as writable
from westphalia.files import harmless_frame, together, unwritable
from westphalia.lazy import pl
from westphalia.panel import excel, rds, stata
from westphalia.panel.blocks import BLOCK, GROUP, blocks, large
from westphalia.panel.codebook import codebook, codes, descriptions
from westphalia.panel.fill import WIDTH
from westphalia.panel.own_tables import excel_or_error
from westphalia.record.frames import pandas_or_error, plain

if TYPE_CHECKING:
    from westphalia.panel.draws import Draws
    from westphalia.panel.panel import Panel

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
        pandas_or_error()
    if path.suffix == ".xlsx":
        excel_or_error()


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
        excel.write(panel, frame, path, draws)
    else:
        rds.write(
            plain(frame, "R"),
            path,
            descriptions(panel, frame.columns),
            codes(panel),
            about(panel, frame, draws),
        )
