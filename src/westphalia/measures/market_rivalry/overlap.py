"""How far two states sell the same goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.market_rivalry.exports import GOODS, exports

if TYPE_CHECKING:
    from westphalia.record.history import History
    from westphalia.record.source import Source

Array = NDArray[np.float64]
Matrix = NDArray[np.float64]
WHOLE = GOODS["oil"]
"""Years of the index over all goods."""
PRICES = {
    "oil": (("imf_crude_average",), 365_000.0),
    "gas": (("imf_gas_europe", "imf_gas_us", "imf_lng_japan"), 35.3e6),
    "grain": (("imf_wheat",), 1000.0),
}
"""Series of prices (their mean is taken), and how many of the unit that they are for make one of exports: barrels in a thousand a day for a year, million Btu in 10^9 m3, tonnes in a thousand."""


def overlap(sold: Array, top: float) -> Matrix:
    """Return the smaller of two states' exports as a share of the largest exporter's (n, n); 0 where either is known to sell none.

    Parameters
    ----------
    sold : ndarray (n,)
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
    size = sold / top if top > 0 else np.full(sold.shape, np.nan)
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


def worth(source: Source, year: int) -> dict[str, float]:
    """Return what the exports of all states of each good were worth in a year, as shares of all of which that is known."""
    prices = dict(
        source.listed("prices").filter(year=year).select("series", "price").drop_nulls().iter_rows()
    )
    value = {
        good: _price(prices, good) * PRICES[good][1] * exports(source, good).total(year) for good in GOODS
    }
    total = sum(value.values())
    return {good: each / total for good, each in value.items() if each > 0}


def _price(prices: dict[str, float], good: str) -> float:
    """Return the mean price of a good; 0 where one of its series is not known."""
    found = [prices.get(series, 0.0) for series in PRICES[good][0]]
    return sum(found) / len(found) if all(found) else 0.0


def of_part(history: History, *, good: str) -> Matrix:
    """Return how far both states of each pair export a good (n, n)."""
    sold = exports(history.source, good)
    return overlap(sold.of(history.year), sold.top(history.year))


def of_whole(history: History) -> Matrix:
    """Return how far both states of each pair export the same goods, by what these are worth in the world's trade (n, n)."""
    weights = worth(history.source, history.year)
    return mean([(weight, of_part(history, good=good)) for good, weight in weights.items()])
