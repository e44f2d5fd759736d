"""R data files as polars frames: whole numbers as integers, NA as null."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import polars as pl
import pyreadr


def read_r(path: Path) -> pl.DataFrame:
    """Read the single data frame of an ``.rda`` or ``.rds`` file.

    R integers arrive as floats and NA as NaN; every float column whose known values are all whole numbers becomes an integer column,
    NaN becomes null, R dates become dates.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    polars.DataFrame
    """
    frames = pyreadr.read_r(str(path))
    if len(frames) != 1:
        raise ValueError(f"{path.name} holds {len(frames)} objects, not one")
    frame = next(iter(frames.values()))
    return pl.DataFrame([_series(str(name), frame[name]) for name in frame.columns])


def _series(name: str, column: pd.Series) -> pl.Series:
    if pd.api.types.is_numeric_dtype(column):
        return _whole(pl.Series(name, column.to_numpy(dtype=float)))
    return pl.Series(name, [None if pd.isna(value) else value for value in column], strict=False)


def _whole(column: pl.Series) -> pl.Series:
    column = column.fill_nan(None)
    known = column.drop_nulls()
    whole = (
        bool(known.is_finite().all())
        and bool((known == known.round()).all())
        and bool((known.abs() < 2**53).all())
    )
    return column.cast(pl.Int64) if whole else column
