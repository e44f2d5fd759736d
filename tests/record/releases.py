"""Publishers' files as they would be distributed, written from the rows of the edition or of the inputs."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tests.conftest import EDITION

COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop", "cinc")


def table(name: str) -> pl.DataFrame:
    """Return a table of the edition that ships."""
    return pl.read_parquet(EDITION / f"{name}.parquet")


def nmc(path: Path, *more: pl.DataFrame) -> Path:
    """Write the abridged file of National Material Capabilities, with rows more."""
    rows = pl.concat([table("capabilities"), *more])
    rows = rows.with_columns(pl.col(COMPONENTS).fill_null(-9)).select(
        pl.lit("XXX").alias("stateabb"), "ccode", "year", *COMPONENTS, pl.lit(2025).alias("version")
    )
    rows.write_csv(path)
    return path


def a_year_more(name: str, last: int) -> pl.DataFrame:
    """Return the rows of the last year of a table, as those of the next."""
    rows = table(name)
    return rows.filter(year=last).with_columns(pl.lit(last + 1, rows.schema["year"]).alias("year"))
