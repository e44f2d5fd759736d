"""What was known on the last day of a year: rows dated later and outcomes of open cases are hidden."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from westphalia.record.schema import Table

if TYPE_CHECKING:
    import polars as pl


def known_by(frame: pl.LazyFrame, table: Table, year: int) -> pl.LazyFrame:
    """Return the rows of a table that a contemporary could know at the end of ``year``.

    A row is kept when it started by then (``lag`` years earlier where a list is coded in retrospect); an end, a date or an outcome
    that lay in the future is null. A series smoothed with later data is withheld whole.

    Parameters
    ----------
    frame : polars.LazyFrame
        The table.
    table : Table
        Its declaration.
    year : int
        The last year known.
    """
    import polars as pl

    timing = table.timing
    if timing is None:
        return frame
    if timing.smoothed:
        return frame.filter(pl.lit(False))
    types = {column.name: column.type for column in table.columns}

    def future(name: str, lag: int = 0) -> pl.Expr:
        if types[name] == "date":
            return pl.col(name) > pl.lit(date(year - lag, 12, 31))
        return pl.col(name) > year - lag

    open_case = pl.lit(False)
    if timing.end is not None:
        open_case = future(timing.end) | pl.col(timing.end).is_null()
    hidden = [
        pl.when(open_case).then(None).otherwise(pl.col(column.name)).alias(column.name)
        for column in table.columns
        if column.outcome and column.name != timing.end
    ]
    outcomes = {column.name for column in table.columns if column.outcome}
    later = [
        pl.when(future(name)).then(None).otherwise(pl.col(name)).alias(name)
        for name, kind in types.items()
        if name not in outcomes and name != timing.start and (kind == "date" or name == timing.end)
    ]
    return frame.filter(~future(timing.start, timing.lag)).with_columns(*hidden, *later)
