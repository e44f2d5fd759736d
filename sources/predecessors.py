"""Codes of the states of then, for sources that write today's state into the past."""

from __future__ import annotations

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
