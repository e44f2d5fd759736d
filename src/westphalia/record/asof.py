"""What was known on the last day of a year: rows dated later and outcomes of open cases are hidden."""

from __future__ import annotations

from datetime import date

from westphalia.lazy import pl
from westphalia.record.schema import LAST_YEAR, Column, Table, Timing

YEAR = r"-(\d{4})"
"""Where an identifier holds its year: ``USA-1869``."""


def known_by(frame: pl.LazyFrame, table: Table, year: int) -> pl.LazyFrame:
    """Return the rows of a table that a contemporary could know at the end of ``year``.

    A row is kept when it started by then (``lag`` years earlier where a list is coded in retrospect); an end, a date or an outcome
    that lay in the future is null; so is an outcome in a table without ends until the last year that its source covers, and a value that
    takes some years to be known until they are over. A series smoothed with later data is withheld whole.

    Parameters
    ----------
    frame : polars.LazyFrame
        The table.
    table : Table
        Its declaration.
    year : int
        The last year known.
    """
    timing = table.timing
    if timing is None:
        return frame
    if timing.smoothed:
        return frame.filter(pl.lit(False))
    hidden = [
        pl.when(pl.any_horizontal(unknown)).then(None).otherwise(pl.col(column.name)).alias(column.name)
        for column in table.columns
        if (unknown := _unknown(column, table, timing, year))
    ]
    start = table.column(timing.start)
    return frame.filter(~_future(start, year - timing.lag)).with_columns(*hidden)


def _unknown(column: Column, table: Table, timing: Timing, year: int) -> list[pl.Expr]:
    """Return the conditions under which the value of a column was not known yet; none for one that the row itself tells."""
    found: list[pl.Expr] = []
    if column.outcome and column.name != timing.end:
        if timing.end is None:
            found.append(pl.lit(year < LAST_YEAR))
        else:
            found += [_future(table.column(timing.end), year), pl.col(timing.end).is_null()]
    elif column.name == timing.end or (column.type == "date" and column.name != timing.start):
        found.append(_future(column, year))
    if column.lag:
        found.append(_future(table.column(timing.start), year - timing.lag - column.lag))
    return found


def _future(column: Column, year: int) -> pl.Expr:
    """Return whether what a column dates lies after a year."""
    when = pl.col(column.name)
    if column.type == "date":
        return when > pl.lit(date(year, 12, 31))
    return (when.str.extract(YEAR).cast(pl.Int16) if column.type == "str" else when) > year
