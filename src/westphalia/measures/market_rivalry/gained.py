"""What a state's share of a market gained while sanctions on trade held another back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.market_rivalry.exports import BALANCES, GOODS, Exports, exports
from westphalia.record import sums
from westphalia.record.once import once

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.history import History
    from westphalia.record.source import Source

Array = NDArray[np.float64]
Matrix = NDArray[np.float64]
HEAVY = 0.1
"""Part of world output that those who restrict a state's trade must have for it to count as held back."""
SELLER = 0.005
"""A state held back counts as a seller if its share was at least this before."""
BEFORE, BASE, LEAST = 10, 5, 3
"""The share before is the mean of the latest five known of ten years, at least three."""


def spells(rows: pl.DataFrame) -> pl.DataFrame:
    """Return cases with ``start``, the first of the unbroken run of years in which the sender restricts the target's trade.

    Examples
    --------
    >>> import polars as pl
    >>> rows = pl.DataFrame({"sender": [220] * 4, "target": [630] * 4, "year": [2015, 2016, 2022, 2023]})
    >>> spells(rows)["start"].to_list()
    [2015, 2015, 2022, 2022]
    """
    import polars as pl

    pair, ordered = ["sender", "target"], rows.sort("sender", "target", "year")
    step = pl.col("year") - pl.col("year").shift(1).over(pair)
    first = pl.when(step.is_null() | (step > 1)).then(pl.col("year"))
    return ordered.with_columns(start=first.forward_fill().over(pair))


@once
def held_back(source: Source) -> pl.DataFrame:
    """Return by ``target``, ``year`` and ``start`` the part of world output of those who began to restrict its trade in that year."""
    import polars as pl

    from westphalia.measures.sanction_severity.bases import weighed

    rows = weighed(source).filter(pl.col("trade")).select("sender", "target", "year", "output")
    known_of = spells(rows).filter(pl.col("output") > 0)
    summed = (
        known_of.group_by("target", "year", "start")
        .agg(weight=sums.total(pl.col("output")))
        .sort("year", "target", "start")
    )
    heavy = pl.col("weight").sum().over("target", "year") >= HEAVY
    return summed.filter(heavy)


def before(sold: Exports, start: int, first: int) -> Array:
    """Return the mean share (n,) before a year: of the latest five known of ten, no year before ``first`` among them; NaN where unknown."""
    span = range(max(first, start - BEFORE), start)
    if len(span) < LEAST:
        return np.full(len(sold.codes), np.nan)
    values = np.stack([sold.share(each) for each in reversed(span)])
    there = ~np.isnan(values)
    latest = there & (np.cumsum(there, axis=0) <= BASE)
    count = latest.sum(axis=0)
    total = np.where(latest, values, 0.0).sum(axis=0)
    return np.asarray(np.divide(total, count, out=np.full(total.shape, np.nan), where=count >= LEAST))


def gains(now: Array, spells_of: list[tuple[int, float, Array, float]], size: int) -> Matrix:
    """Return the change of each state's share (row) while each other (column) was held back (n, n), 0 where it was not.

    Parameters
    ----------
    now : ndarray (n,)
        Shares of the year.
    spells_of : list of (place, weight, share before, own share before)
        For each state held back and each year in which some began: its place, their part of world output, the shares (n,) before, and that of the state held back.
    size : int
        How many states.

    Notes
    -----
    Unknown where the shares before are known only for those with less than half of the weight; 0 where the state held back
    was no seller before, unknown where that is.

    Examples
    --------
    >>> start = np.array([0.25, 0.5])
    >>> gains(np.array([0.5, 0.25]), [(1, 0.3, start, 0.5)], 2)
    array([[ 0.  ,  0.25],
           [ 0.  , -0.25]])
    """
    top, weight, whole = (np.zeros((size, size)) for _ in range(3))
    seller, unsure = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    for at, heavy, start, own in spells_of:
        change = now - start
        there = ~np.isnan(change)
        top[:, at] += np.where(there, heavy * np.nan_to_num(change), 0.0)
        weight[:, at] += np.where(there, heavy, 0.0)
        whole[:, at] += heavy
        seller[at] |= own >= SELLER
        unsure[at] |= bool(np.isnan(own))
    usable = (weight > 0) & (weight >= whole / 2)
    found = np.divide(top, weight, out=np.full(top.shape, np.nan), where=usable)
    return np.where(seller, found, np.where(unsure, np.nan, 0.0)) + 0.0


@once
def shares_before(source: Source, good: str, start: int, first: int) -> Array:
    """Return the mean share of each state before a year; see :func:`before`."""
    return before(exports(source, good), start, first)


def of_pairs(history: History, *, good: str) -> Matrix:
    """Return what the state in the row gained while that in the column was held back (n, n)."""
    source, year, codes = history.source, history.year, history.codes
    first, whole = comparable(source, good, year), GOODS[good].first
    held = held_back(source).filter(year=year)
    spells_of = [
        (
            at,
            weight,
            shares_before(source, good, start, first),
            float(shares_before(source, good, start, whole)[at]),
        )
        for at, start, weight in zip(
            np.searchsorted(codes, held["target"].to_numpy()).tolist(),
            held["start"].to_list(),
            held["weight"].to_list(),
            strict=True,
        )
    ]
    return gains(exports(source, good).share(year), spells_of, len(codes))


def comparable(source: Source, good: str, year: int) -> int:
    """Return the first year whose shares may be compared with those of a year: grain after the balances is from another source than before."""
    ends = BALANCES.whole(source)[1]
    return ends + 1 if good == "grain" and year > ends else GOODS[good].first
