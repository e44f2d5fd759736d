"""How uncertain the estimates of a table are, in one form whatever its source gives."""

from __future__ import annotations

from math import floor, log10

from westphalia.lazy import pl, statistics
from westphalia.record.schema import Column, Interval


def deviation(column: Column) -> pl.Expr:
    """Return the standard deviation of a column of which its table says how uncertain it is.

    The half of an interval counts as as many deviations as that of a normal distribution with the same share.
    """
    if isinstance(column.spread, Interval):
        return (pl.col(column.spread.high) - pl.col(column.spread.low)) / (2 * reach(column.spread))
    return pl.col(column.spread)


def reach(interval: Interval) -> float:
    """Return how many standard deviations of a normal distribution an interval reaches to each side.

    Examples
    --------
    >>> round(reach(Interval("q5", "q95", 0.9)), 3)
    1.645
    """
    return statistics.NormalDist().inv_cdf((1 + interval.holds) / 2)


def rounded(value: float, spread: float | None) -> float:
    """Return a value without the digits that its standard deviation says nothing of: two significant digits of that are kept.

    Examples
    --------
    >>> rounded(1.234567, 0.0321), rounded(18234.5, 1234.5), rounded(1.234567, None)
    (1.235, 18200.0, 1.234567)
    """
    if not spread:
        return value
    return round(value, 1 - floor(log10(spread)))
