"""Sums of a group that are the same to the last bit, however many threads work on it and in whatever order they meet its rows."""

from __future__ import annotations

from westphalia.lazy import pl


def total(column: pl.Expr) -> pl.Expr:
    """Return the sum of a column of reals in a group, in order of size; 0 where none is known.

    Notes
    -----
    A sum of reals depends on the order of its terms. A query divides rows among threads, adds what each has found, and takes an order before a
    sum (``sort``, ``maintain_order``) for one that nobody sees: so the group is put in order as a list, and the list is added up.

    Examples
    --------
    >>> import polars as pl
    >>> frame = pl.LazyFrame({"state": [2, 2, 2, 20], "flow": [0.1, 0.7, None, None]})
    >>> frame.group_by("state", maintain_order=True).agg(total(pl.col("flow"))).collect().rows()
    [(2, 0.7999999999999999), (20, 0.0)]
    """
    return column.sort().implode().list.sum()


def mean(column: pl.Expr) -> pl.Expr:
    """Return the mean of a column of reals in a group, added up in order of size; null where none is known.

    Examples
    --------
    >>> import polars as pl
    >>> pl.DataFrame({"share": [0.5, None, 1.0]}).select(mean(pl.col("share"))).item()
    0.75
    """
    return column.sort().implode().list.mean()
