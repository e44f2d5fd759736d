"""Panels for other programs: pandas, Parquet, CSV, Stata."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.files import unwritable, whole

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from westphalia.panel.panel import Panel

KINDS = (".parquet", ".csv", ".dta")
LABEL = 80
"""Stata's longest label of a variable."""


def to_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """Return a frame of pandas; whole numbers with nulls have its nullable types.

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
    if series.null_count() and series.dtype.is_integer():
        masked = pandas.arrays.IntegerArray(
            series.fill_null(0).to_numpy().copy(), series.is_null().to_numpy()
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


def sink(panel: Panel, path: Path) -> tuple[int, int]:
    """Write a panel to a file of the kind that its name says, moved to its place when it is whole; return its rows and columns.

    Raises
    ------
    NotUnderstood
        For a kind of file that is not written.
    WestphaliaError
        When the file cannot be written, or Stata's is asked for without pandas.
    """
    check(path)
    frame = panel.collect()
    try:
        with whole(path) as temporary:
            _write(panel, frame, temporary)
    except OSError as error:
        raise unwritable(path, error) from None
    return frame.shape


def check(path: Path) -> None:
    """Fail early when a file cannot be what is asked for."""
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


def _write(panel: Panel, frame: pl.DataFrame, path: Path) -> None:
    if path.suffix == ".parquet":
        frame.write_parquet(path)
    elif path.suffix == ".csv":
        frame.write_csv(path)
    else:
        _stata(panel, frame, path)


def _stata(panel: Panel, frame: pl.DataFrame, path: Path) -> None:
    described = panel.describe().select("column", "description").iter_rows()
    labels = {name: text[:LABEL] for name, text in described}
    to_pandas(frame).to_stata(path, write_index=False, variable_labels=labels, version=118)
