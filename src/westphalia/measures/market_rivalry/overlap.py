"""How far two states sell the same goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.market_rivalry.exports import GOODS, Exports
from westphalia.record.ties import by_year, known

if TYPE_CHECKING:
    import polars as pl

    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

Matrix = NDArray[np.float64]
WHOLE = GOODS["oil"]
"""Years of the index over all goods."""
PRICES = {
    "oil": (("imf_crude_average",), 365_000.0),
    "gas": (("imf_gas_europe", "imf_gas_us", "imf_lng_japan"), 35.3e6),
    "grain": (("imf_wheat",), 1000.0),
}
"""Series of prices (their mean is taken), and how many of the unit that they are for make one of exports: barrels in a thousand a day for a year, million Btu in 10^9 m3, tonnes in a thousand."""


def overlap(exports: Array, top: float) -> Matrix:
    """Return the smaller of two states' exports as a share of the largest exporter's (n, n); 0 where either is known to sell none.

    Parameters
    ----------
    exports : ndarray (n,)
        NaN where unknown.
    top : float
        Exports of the largest exporter.

    Examples
    --------
    >>> overlap(np.array([8.0, 4.0, 0.0, np.nan]), 8.0)
    array([[1. , 0.5, 0. , nan],
           [0.5, 0.5, 0. , nan],
           [0. , 0. , 0. , 0. ],
           [nan, nan, 0. , nan]])
    """
    size = exports / top if top > 0 else np.full(exports.shape, np.nan)
    none = size == 0
    return np.where(none[:, None] | none, 0.0, np.minimum(size[:, None], size))


def mean(parts: list[tuple[float, Matrix]]) -> Matrix:
    """Return the mean of matrices by weight over those that are known; unknown where the first is.

    Examples
    --------
    >>> mean([(0.75, np.array([0.4, np.nan])), (0.25, np.array([0.0, 1.0]))]).round(3)
    array([0.3, nan])
    """
    values = np.stack([part for _, part in parts])
    there = ~np.isnan(values)
    weight = np.tensordot(np.array([share for share, _ in parts]), there, axes=1)
    total = np.tensordot(np.array([share for share, _ in parts]), np.nan_to_num(values), axes=1)
    usable = there[0] & (weight > 0)
    return np.asarray(np.divide(total, weight, out=np.full(total.shape, np.nan), where=usable))


def worth(world: World, goods: dict[str, Exports], years: range) -> dict[int, dict[str, float]]:
    """Return what the exports of all states of each good were worth by year, as shares of all of which that is known."""
    import polars as pl

    rows = world.table("prices_annual").filter(pl.col("year").is_between(years.start, years.stop))
    prices = {(series, year): price for series, year, price in _rows(rows.collect())}
    found = {}
    for year in years:
        value = {
            good: _price(prices, good, year) * PRICES[good][1] * sold.total(year)
            for good, sold in goods.items()
        }
        total = sum(value.values())
        found[year] = {good: each / total for good, each in value.items() if each > 0}
    return found


def _price(prices: dict[tuple[str, int], float], good: str, year: int) -> float:
    """Return the mean price of a good in a year; 0 where one of its series is not known."""
    found = [prices.get((series, year), 0.0) for series in PRICES[good][0]]
    return sum(found) / len(found) if all(found) else 0.0


def _rows(frame: pl.DataFrame) -> list[tuple[str, int, float]]:
    return [row for row in frame.select("series", "year", "price").iter_rows() if row[2] is not None]


def of_part(world: World, grid: Grid, *, good: str) -> Array:
    """Return how far both states of each pair export a good."""
    sold = Exports(world, grid.codes, good)
    return by_year(grid, known(world, GOODS[good]), lambda year: overlap(sold.of(year), sold.top(year)))


def of_whole(world: World, grid: Grid) -> Array:
    """Return how far both states of each pair export the same goods, by what these are worth in the world's trade."""
    goods = {good: Exports(world, grid.codes, good) for good in GOODS}
    span = max(WHOLE[0], grid.first), min(WHOLE[1], grid.last)
    years = known(world, span)
    weights = worth(world, goods, years)

    def whole(year: int) -> Matrix:
        parts = [
            (weight, overlap(goods[good].of(year), goods[good].top(year)))
            for good, weight in weights[year].items()
        ]
        return mean(parts)

    return by_year(grid, years, whole)
