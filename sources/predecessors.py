"""Codes of the states of then, for sources that write today's state into the past."""

from __future__ import annotations

from datetime import date

import polars as pl


def of_then(code: str, year: str) -> pl.Expr:
    """Return the state that was there in a year: before 1990 West Germany for Germany, North Yemen for Yemen.

    Parameters
    ----------
    code, year : str
        Columns with a state code and a year.
    """
    state, when = pl.col(code), pl.col(year)
    return (
        pl.when((state == 255) & when.is_between(1949, 1989))
        .then(260)
        .when((state == 679) & (when < 1990))
        .then(678)
        .otherwise(state)
        .cast(pl.Int64)
        .alias(code)
    )


ENDED = {260: (date(1990, 10, 3), 255), 678: (date(1990, 5, 22), 679)}
"""States that some sources keep past their end: the day from which another stands there."""


def of_successor(code: str, day: pl.Expr) -> pl.Expr:
    """Return the state that was there on a day, where a source goes on with the code of one that had ended.

    Parameters
    ----------
    code : str
        Column with a state code.
    day : polars.Expr
        The day of each row.

    Examples
    --------
    >>> frame = pl.DataFrame({"ccode": [260, 260, 678], "day": [date(1961, 8, 13), date(1999, 3, 24), date(1995, 12, 15)]})
    >>> frame.select(of_successor("ccode", pl.col("day")))["ccode"].to_list()
    [260, 255, 679]
    """
    state = pl.col(code).cast(pl.Int64)
    now = state
    for ended, (since, successor) in ENDED.items():
        now = pl.when((state == ended) & (day >= since)).then(successor).otherwise(now)
    return now.alias(code)
