"""Where capitals lie, and how far apart: one list of seats of government, one formula of the great circle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.lazy import np
from westphalia.record.once import once
from westphalia.record.spells import Spells, read

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.grid import Grid, Ints, System
    from westphalia.record.world import World

MEAN_RADIUS = 6371.0088
"""Mean radius of the Earth in kilometres: that of all distances but those of columns that equal the R package's."""
EQUATOR = 6378.137
"""Radius of the Earth at the equator in kilometres, which the R package takes for that of a sphere: distances are 0.11 per cent longer."""


@once
def capitals(world: World, system: System | None = None) -> Spells:
    """Return the spells of seats of government, with town, latitude and longitude in degrees.

    Parameters
    ----------
    world : World
        The record.
    system : {"cow", "gw"}, optional
        Those of one list of states, by its own codes (``code``), of a year the first: so the R package has them. By default those of both, by
        ``ccode``, the Correlates of War list before the other, of a year the last: the seat at its end, and of a state that ended within it
        its last.
    """
    columns = ("system", "capital", "latitude", "longitude")
    if system is None:
        spells = read(world, "capitals", sides=("ccode",), columns=columns)
        ordered = spells.frame.sort("system", "start", descending=[True, False], maintain_order=True)
    else:
        spells = read(world, "capitals", sides=("code",), columns=columns, where={"system": system})
        ordered = spells.frame.sort("start", descending=True, maintain_order=True)
    return Spells(ordered, spells.sides, spells.covers)


def towns(world: World, year: int) -> dict[int, tuple[str, float, float]]:
    """Return each state's seat of government at the end of a year, by code: town, latitude and longitude in degrees.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> towns(load(), 1900)[365]
    ('Saint Petersburg', 59.9606739, 30.1586551)
    """
    rows = capitals(world).in_year(year).select("ccode", "capital", "latitude", "longitude")
    return {ccode: (town, north, east) for ccode, town, north, east in rows.iter_rows()}


@once
def outline(world: World) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """Return the shapes of today's land for a map, and the place on it of each state that has one.

    Returns
    -------
    tuple
        Mappings of ``iso3`` and ``rings`` (longitude and latitude in turn, degrees), and places by code of the state.
    """
    found = world.scan("world_outline").select("iso3", "ccode", "coordinates").collect()
    shapes: list[dict[str, Any]] = []
    places: dict[int, str] = {}
    for iso3, ccode, ring in found.iter_rows():
        shapes.append({"iso3": iso3, "rings": [ring]})
        if ccode is not None:
            places.setdefault(ccode, iso3)
    return shapes, places


def great_circle(places: NDArray[np.float64], radius: float = MEAN_RADIUS) -> NDArray[np.float64]:
    """Return the distances between places on a sphere in kilometres.

    Parameters
    ----------
    places : ndarray (n, 2)
        Latitude and longitude in radians.
    radius : float
        Radius of the sphere in kilometres.

    Returns
    -------
    ndarray (n, n)

    Examples
    --------
    >>> import numpy as np
    >>> round(float(great_circle(np.radians([[55.75, 37.62], [35.69, 51.39]]))[0, 1]))  # Moscow and Tehran
    2463
    """
    latitude, longitude = places[:, 0], places[:, 1]
    north = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    east = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    chord = north + np.cos(latitude[:, None]) * np.cos(latitude[None, :]) * east
    distances: NDArray[np.float64] = 2 * radius * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return distances


def seats(
    spells: Spells, codes: Ints, years: tuple[int, int]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return all seats of government, and which of them each state had in each year.

    Returns
    -------
    places : ndarray (m, 2)
        Latitude and longitude in radians.
    held : ndarray (n, years)
        Place among them by state and year; -1 where a state had none.
    """
    rows = spells.frame.with_row_index("seat")
    years_of = Spells(rows, spells.sides, spells.covers).once(*years)
    held = np.full((len(codes), years[1] - years[0] + 1), -1, dtype=np.int64)
    code = years_of[spells.sides[0]].to_numpy()
    at = np.searchsorted(codes, code).clip(0, len(codes) - 1)
    known = codes[at] == code
    held[at[known], years_of["year"].to_numpy()[known] - years[0]] = years_of["seat"].to_numpy()[known]
    return np.radians(rows.select("latitude", "longitude").to_numpy().astype(np.float64)), held


def apart(
    places: NDArray[np.float64], held: NDArray[np.int64], grid: Grid, radius: float = MEAN_RADIUS
) -> NDArray[np.float64]:
    """Return the distance between the seats of each row of a grid in kilometres, NaN where one is unknown (rows,)."""
    one, two = held[grid.one, grid.when], held[grid.two, grid.when]
    if not len(places):
        return np.full(len(one), np.nan)
    distances = great_circle(places, radius)
    return np.where((one < 0) | (two < 0), np.nan, distances[one, two])
