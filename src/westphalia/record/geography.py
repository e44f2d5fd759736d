"""Where capitals lie, and how far apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from westphalia.record.world import World

RADIUS = 6371.0088
"""Mean radius of the Earth in kilometres."""


def capital_points(world: World, year: int) -> dict[int, tuple[float, float]]:
    """Return latitude and longitude of each state's seat of government at the end of a year, by code.

    The Correlates of War list goes before the Gleditsch-Ward list; a state that ended within the year has its last capital.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> [round(degrees) for degrees in capital_points(load(), 1900)[365]]  # Saint Petersburg
    [60, 30]
    """
    import polars as pl

    lasting = pl.col("end").is_null() | (pl.col("end") >= date(year, 1, 1))
    frame = world.table("capitals").filter(pl.col("start") <= date(year, 12, 31), lasting)
    rows = frame.sort("system", "start", descending=[True, False]).select("ccode", "latitude", "longitude")
    return {ccode: (latitude, longitude) for ccode, latitude, longitude in rows.collect().iter_rows()}


def great_circle(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the distances between places on a sphere in kilometres.

    Parameters
    ----------
    places : ndarray (n, 2)
        Latitude and longitude in radians.

    Returns
    -------
    ndarray (n, n)

    Examples
    --------
    >>> round(float(great_circle(np.radians([[55.75, 37.62], [35.69, 51.39]]))[0, 1]))  # Moscow and Tehran
    2463
    """
    latitude, longitude = places[:, 0], places[:, 1]
    north = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    east = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    chord = north + np.cos(latitude[:, None]) * np.cos(latitude[None, :]) * east
    distances: NDArray[np.float64] = 2 * RADIUS * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return distances
