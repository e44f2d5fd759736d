"""Capitals of a year and the distances between them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from westphalia.record.once import once

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.world import World

EARTH = 6371.0088
"""Mean radius of the earth in km."""


@once(latest=16)
def capitals(world: World, year: int) -> dict[int, tuple[str, float, float]]:
    """Return the capital of each state of a year with latitude and longitude: the last of the year, the Correlates of War list first."""
    frame = (
        _during(world.table("capitals"), year)
        .sort("ccode", "system", "start", descending=[False, False, True])
        .unique("ccode", keep="first", maintain_order=True)
        .select("ccode", "capital", "latitude", "longitude")
        .collect()
    )
    members = set(world.members(year))
    return {ccode: (town, lat, lon) for ccode, town, lat, lon in frame.iter_rows() if ccode in members}


def _during(frame: pl.LazyFrame, year: int) -> pl.LazyFrame:
    """Return the rows whose spell has at least one day of a year."""
    import polars as pl

    first, last = pl.lit(date(year, 1, 1)), pl.lit(date(year, 12, 31))
    return frame.filter((pl.col("start") <= last) & (pl.col("end").is_null() | (pl.col("end") >= first)))


@once(latest=16)
def distances(world: World, year: int) -> dict[tuple[int, int], float]:
    """Return the great-circle distance in km between the capitals of all pairs of a year, lower code first."""
    import polars as pl

    towns = capitals(world, year)
    frame = pl.LazyFrame(
        {
            "ccode": list(towns),
            "lat": [town[1] for town in towns.values()],
            "lon": [town[2] for town in towns.values()],
        },
        schema={"ccode": pl.Int16, "lat": pl.Float64, "lon": pl.Float64},
    )
    lat, lat2 = pl.col("lat").radians(), pl.col("lat_right").radians()
    half = ((lat2 - lat) / 2).sin() ** 2 + lat.cos() * lat2.cos() * (
        ((pl.col("lon_right") - pl.col("lon")).radians() / 2).sin() ** 2
    )
    pairs = (
        frame.join(frame, how="cross")
        .filter(pl.col("ccode") < pl.col("ccode_right"))
        .select("ccode", "ccode_right", km=2 * EARTH * half.clip(0, 1).sqrt().arcsin())
    )
    one, two, km = (column.to_list() for column in pairs.collect())
    return dict(zip(zip(one, two, strict=True), km, strict=True))
