"""Consumer prices on the price of oil in all states: a panel with effects of states, errors by year, stored as it was known at the end of each year.

Usage: ``python -m sources.pass_through [-o FOLDER] [--force]``; what is made from nothing that has changed is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from sources.made import asked, written
from westphalia.effects.pass_through import CRUDE, FEWEST, FILE, HIGHEST, NAMES
from westphalia.models.definitions import declared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.definitions import Definitions
    from westphalia.record.world import World

Row = dict[str, Any]
SPECIFICATIONS: dict[str, Row] = {
    "as shown": {},
    "with all rises of prices": {"highest": np.inf},
    "with rises to 20 per cent": {"highest": 0.2},
    "since 2000": {"first": 2000},
    "World Bank's prices since 1962": {"prices": "inflation_wdi", "oil": "monthly"},
}
"""What was tried beside what is shown."""


def within(values: NDArray[np.float64], group: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return columns less the mean of their group (rows, columns).

    Parameters
    ----------
    values : ndarray (rows, columns)
        What is taken less its mean.
    group : ndarray (rows,)
        Of each row.
    """
    _, place, many = np.unique(group, return_inverse=True, return_counts=True)
    means = np.column_stack([np.bincount(place, column) / many for column in values.T])
    return values - means[place]


def fit(
    y: NDArray[np.float64], x: NDArray[np.float64], group: NDArray[np.int64], cluster: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return least squares coefficients with effects of groups, and their covariance with errors that hang together within clusters.

    Parameters
    ----------
    y : ndarray (rows,)
        What is explained.
    x : ndarray (rows, terms)
        The terms.
    group, cluster : ndarray (rows,)
        Of each row.

    References
    ----------
    Cameron and Miller (2015), A Practitioner's Guide to Cluster-Robust Inference, Journal of Human Resources 50(2): 317-372.
    """
    left, right = within(y[:, None], group)[:, 0], within(x, group)
    bread = np.linalg.inv(right.T @ right)
    slope = bread @ (right.T @ left)
    _, place = np.unique(cluster, return_inverse=True)
    scores = np.zeros((place.max() + 1, x.shape[1]))
    np.add.at(scores, place, right * (left - right @ slope)[:, None])
    clusters = len(scores)
    return slope, clusters / (clusters - 1) * (bread @ (scores.T @ scores) @ bread)


def crude(world: World, source: str) -> dict[int, float]:
    """Return the logarithm of the price of crude oil by year: the Fund's, or the mean of the World Bank's months.

    Parameters
    ----------
    world, source : World, str
        The record; ``monthly`` for the World Bank's.
    """
    if source == "monthly":
        frame = (
            world.scan("prices").filter(series="crude_average").group_by("year").agg(pl.col("price").mean())
        )
    else:
        frame = world.scan("prices_annual").filter(series=source).select("year", "price")
    return {year: float(np.log(price)) for year, price in frame.collect().rows()}


def panel(
    world: World, prices: str = "inflation_imf", oil: str = CRUDE, highest: float = HIGHEST, first: int = 0
) -> NDArray[np.float64]:
    """Return state, year, rise of consumer prices, of the price of oil, of oil the year before, and of consumer prices the year before (rows, 6).

    Parameters
    ----------
    world : World
        The record.
    prices, oil : str
        Which series.
    highest : float
        Rises of consumer prices above it are left out, with the year after.
    first : int
        First year.
    """
    rows = world.scan("macro").select("ccode", "year", prices, "inflation_imf_forecast").drop_nulls(prices)
    if prices == "inflation_imf":
        rows = rows.filter(~pl.col("inflation_imf_forecast").fill_null(False))
    rise = {(c, y): np.log1p(v / 100) for c, y, v in rows.select("ccode", "year", prices).collect().rows()}
    price, limit = crude(world, oil), np.log1p(highest)
    found = [
        (c, y, now, price[y] - price[y - 1], price[y - 1] - price[y - 2], rise[c, y - 1])
        for (c, y), now in rise.items()
        if y >= first and {y, y - 1, y - 2} <= price.keys() and (c, y - 1) in rise and max(now, rise[c, y - 1]) <= limit
    ]  # fmt: skip
    return np.array(found)


def estimate(rows: NDArray[np.float64]) -> Row:
    """Return the estimate of a panel as it is stored.

    Parameters
    ----------
    rows : ndarray (rows, 6)
        Of :func:`panel`.
    """
    code, year = rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64)
    slope, covariance = fit(rows[:, 2], rows[:, 3:], code, year)
    return {
        "names": list(NAMES), "coefficient": slope.tolist(), "covariance": covariance.tolist(), "rows": len(rows), "states": len(np.unique(code)),
        "first": int(year.min()), "last": int(year.max()),
    }  # fmt: skip


def document(world: World) -> Row:
    """Return the estimate as known at the end of each year, and what else was tried.

    Parameters
    ----------
    world : World
        The record.
    """
    rows = panel(world)
    first, last = int(rows[:, 1].min()), int(rows[:, 1].max())
    by_year = {str(year): estimate(rows[rows[:, 1] <= year]) for year in range(first + FEWEST - 1, last + 1)}
    tried = {name: estimate(panel(world, **given)) for name, given in SPECIFICATIONS.items()}
    return {"by_last_year": by_year, "tried": tried}


def definitions() -> Definitions:
    """Return what the result hangs on besides its tables."""
    return declared((), roots=("effects.pass_through",))


if __name__ == "__main__":
    folder, force = asked("Estimate and store how far oil reaches consumer prices.")
    written(folder, FILE, definitions(), document, force=force)
