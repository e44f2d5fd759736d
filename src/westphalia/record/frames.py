"""Frames as they leave the house: numbers wide enough, for pandas, and in plain columns for Stata and R."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from westphalia.errors import WestphaliaError
from westphalia.lazy import optional, pl

if TYPE_CHECKING:
    import pandas as pd
EXACT = 2**53 - 1
"""Up to this number a double-precision number holds every whole one."""


Frame = TypeVar("Frame", "pl.DataFrame", "pl.LazyFrame")


def widened(frame: Frame) -> Frame:
    """Return a frame whose whole numbers have 64 bits, so that arithmetic on keys, years and counts never wraps round.

    Tables store what fits; who computes with a column should not have to know how wide it was stored.

    Examples
    --------
    >>> import polars as pl
    >>> codes = pl.DataFrame({"ccode1": [900], "ccode2": [920]}, schema={"ccode1": pl.Int16, "ccode2": pl.Int16})
    >>> widened(codes).select(1000 * pl.col("ccode1") + pl.col("ccode2")).item()
    900920
    """
    return frame.cast(dict.fromkeys((pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16, pl.UInt32), pl.Int64))


def to_pandas(frame: pl.DataFrame, nullable: bool = False) -> pd.DataFrame:
    """Return a frame of pandas.

    Parameters
    ----------
    frame : polars.DataFrame
        The columns.
    nullable : bool
        Give whole numbers and truth values with nulls the nullable types of pandas (``Int64``, ``boolean``). Otherwise they are what formulas
        take: float64 with NaN, like fractions; truth values without nulls stay such, and texts and days have None and NaT.

    Raises
    ------
    WestphaliaError
        When pandas is not installed.

    Notes
    -----
    A column with nulls and with whole numbers of 2 to the power of 53 and more, which float64 would round, is nullable in any case.
    """
    pandas = optional("pandas")
    frame = widened(frame)
    made = {
        name: _column(pandas, series, nullable) for name, series in zip(frame.columns, frame, strict=True)
    }
    result: pd.DataFrame = pandas.DataFrame(made)
    return result


def _column(pandas: Any, series: pl.Series, nullable: bool) -> Any:
    """Return a column as pandas takes it."""
    whole, truth = series.dtype.is_integer(), series.dtype == pl.Boolean
    if series.dtype == pl.Float32 or series.dtype.is_decimal():
        return series.cast(pl.Float64).to_numpy()
    if not series.null_count() or not (whole or truth):
        return series.to_numpy()
    if not nullable and (truth or max(map(abs, reach(series))) <= EXACT):
        return series.cast(pl.Float64).to_numpy()
    kind = pandas.arrays.BooleanArray if truth else pandas.arrays.IntegerArray
    return pandas.Series(
        kind(series.fill_null(False if truth else 0).to_numpy().copy(), series.is_null().to_numpy())
    )


def plain(frame: pl.DataFrame, program: str) -> pl.DataFrame:
    """Return a frame of numbers, truth values, texts and days only, for a program that has no other types; categories become texts.

    Raises
    ------
    WestphaliaError
        For a column of another type, and for a whole number so large that a program without 64-bit ones would round it.
    """
    frame = frame.with_columns(
        pl.col(pl.Categorical, pl.Enum).cast(pl.String), pl.col(pl.Decimal).cast(pl.Float64)
    )
    held = (pl.Boolean, pl.String, pl.Date)
    strange = [name for name, kind in frame.schema.items() if not (kind.is_numeric() or kind in held)]
    if strange:
        told = ", ".join(f"{name} ({frame.schema[name]})" for name in strange)
        raise WestphaliaError(f"{program} has no type for {told}.", "", "Cast it, or write .parquet.")
    whole_numbers = (series for series in frame if series.dtype.is_integer())
    cut = [
        series.name
        for series in frame
        if series.dtype == pl.String and series.str.contains("\0", literal=True).any()
    ]
    if cut:
        raise WestphaliaError(
            f"{', '.join(cut)} has texts with the character NUL, at which {program} would cut them off.",
            "",
            "Take it out (pl.col(...).str.replace_all('\\0', '')), or write .parquet.",
        )
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
