"""Prices as the record has them: of a year, and how much they ordinarily move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl

if TYPE_CHECKING:
    from westphalia.record.world import World


def priced_at(world: World, series: str, year: int) -> float:
    """Return the price of a series in a year, or in the last year known up to it; NaN before the first.

    Parameters
    ----------
    world : World
        The record.
    series : str
        Of the table of annual prices.
    year : int
        The year.
    """
    known = _known(world, series, year)
    return float(known["price"][-1]) if not known.is_empty() else float("nan")


def ordinary(world: World, series: str, year: int) -> float:
    """Return the standard deviation of the change of the logarithm of a price from one year to the next, up to a year; NaN of fewer than ten years.

    Parameters
    ----------
    world : World
        The record.
    series : str
        Of the table of annual prices.
    year : int
        The last year that counts.
    """
    price = _known(world, series, year)["price"].to_numpy()
    return float(np.diff(np.log(price)).std()) if price.size > 10 else float("nan")


def _known(world: World, series: str, year: int) -> pl.DataFrame:
    rows = world.scan("prices_annual").filter(pl.col("series") == series, pl.col("year") <= year)
    return rows.drop_nulls("price").sort("year").collect()
