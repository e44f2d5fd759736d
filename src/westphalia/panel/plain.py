"""Frames as other programs hold them: pandas with its nullable types, and plain columns for Stata and R."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from westphalia.errors import WestphaliaError
from westphalia.lazy import pl

if TYPE_CHECKING:
    import pandas as pd
EXACT = 2**53 - 1
"""Up to this number a double-precision number holds every whole one."""


def to_pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """Return a frame of pandas; whole numbers and truth values with nulls have its nullable types.

    Raises
    ------
    WestphaliaError
        When pandas is not installed.
    """
    pandas = pandas_or_error()
    made = {name: _column(pandas, series) for name, series in zip(frame.columns, frame, strict=True)}
    result: pd.DataFrame = pandas.DataFrame(made)
    return result


def _column(pandas: Any, series: pl.Series) -> Any:
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


def pandas_or_error() -> Any:
    """Return pandas; without it an error says how to get it."""
    try:
        return import_module("pandas")
    except ImportError:
        raise WestphaliaError(
            "This needs pandas, which is not installed.", "", "Run: pip install pandas"
        ) from None


def plain(frame: pl.DataFrame, program: str) -> pl.DataFrame:
    """Return a frame of numbers, truth values, texts and days only, for a program that has no other types; categories become texts.

    Raises
    ------
    WestphaliaError
        For a column of another type, and for a whole number so large that a program without 64-bit ones would round it.
    """
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
