"""Panels for other programs: pandas, Parquet, CSV, Stata, R."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.files import check as writable
from westphalia.files import harmless_frame, together, unwritable
from westphalia.panel.blocks import BLOCK, GROUP, blocks, large
from westphalia.panel.codebook import codebook, codes, descriptions
from westphalia.panel.memory import WIDTH

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from westphalia.panel.draws import Draws
    from westphalia.panel.panel import Panel

KINDS = (".parquet", ".csv", ".dta", ".rds")
STREAMED = KINDS[:2]
"""Kinds of file that can be written block by block."""
EXACT = 2**53 - 1
"""Up to this number a double-precision number holds every whole one."""


def to_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """Return a frame of pandas; whole numbers and truth values with nulls have its nullable types.

    Raises
    ------
    WestphaliaError
        When pandas is not installed.
    """
    pandas = _pandas()
    made = {name: _column(pandas, series) for name, series in zip(frame.columns, frame, strict=True)}
    result: pd.DataFrame = pandas.DataFrame(made)
    return result


def _column(pandas: Any, series: pl.Series) -> Any:
    import polars as pl

    if series.null_count() and series.dtype.is_integer():
        masked = pandas.arrays.IntegerArray(
            series.fill_null(0).to_numpy().copy(), series.is_null().to_numpy()
        )
        return pandas.Series(masked)
    if series.null_count() and series.dtype == pl.Boolean:
        masked = pandas.arrays.BooleanArray(
            series.fill_null(False).to_numpy().copy(), series.is_null().to_numpy()
        )
        return pandas.Series(masked)
    return series.to_numpy()


def _pandas() -> Any:
    try:
        return import_module("pandas")
    except ImportError:
        raise WestphaliaError(
            "This needs pandas, which is not installed.", "", "Run: pip install pandas"
        ) from None


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
        _pandas()


def plain(frame: pl.DataFrame, program: str) -> pl.DataFrame:
    """Return a frame of numbers, truth values, texts and days only, for a program that has no other types; categories become texts.

    Raises
    ------
    WestphaliaError
        For a column of another type, and for a whole number so large that a program without 64-bit ones would round it.
    """
    import polars as pl

    frame = frame.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))
    held = (pl.Boolean, pl.String, pl.Date)
    strange = [name for name, kind in frame.schema.items() if not (kind.is_numeric() or kind in held)]
    if strange:
        told = ", ".join(f"{name} ({frame.schema[name]})" for name in strange)
        raise WestphaliaError(f"{program} has no type for {told}.", "", "Cast it, or write .parquet.")
    whole_numbers = (series for series in frame if series.dtype.is_integer())
    large = [series.name for series in whole_numbers if max(map(abs, reach(series))) > EXACT]
    if large:
        raise WestphaliaError(
            f"{', '.join(large)} has whole numbers of 2 to the power of 53 and more, which {program} would round.",
            "",
            "Write .parquet or .csv, or cast the column to text.",
        )
    return frame


def reach(series: pl.Series) -> tuple[int, int]:
    """Return the smallest and largest of whole numbers, zeros when none is known."""
    low, high = series.min(), series.max()
    return (0, 0) if low is None else (int(low), int(high))  # type: ignore[arg-type]


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
        from westphalia.panel import stata

        stata.write(panel, frame, path)
    else:
        from westphalia.panel import rds

        rds.write(
            plain(frame, "R"),
            path,
            descriptions(panel, frame.columns),
            codes(panel),
            about(panel, frame, draws),
        )
