"""Positions: filtered ideal points on one scale, and how far apart two states are on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.measure import Measure
from westphalia.measures.vectorised import Array
from westphalia.record.quantities.votes import BAILEY
from westphalia.record.ties import known, place

if TYPE_CHECKING:
    from westphalia.record.grid import Grid, Ints
    from westphalia.record.world import World

VOTES = (1946, 2024)
CARRIED = 2
"""Years for which a state's last ideal point stands when it, or the Assembly (1964), did not vote."""
STALE = f"the last ideal point stands for up to {CARRIED} years without votes"


def points(world: World, codes: Ints, years: range) -> Array:
    """Return filtered ideal points in standard deviations of their year, NaN where not known (n, years)."""
    import polars as pl

    first = years[0] - CARRIED
    frame = world.table("ideal_points_filtered").filter(
        pl.col("series") == "all", pl.col("year").is_between(first, years[-1])
    )
    mean, spread = pl.col("mean").mean().over("year"), pl.col("mean").std().over("year")
    found = frame.select("ccode", "year", z=(pl.col("mean") - mean) / spread).collect()
    cast = np.full((len(codes), len(years) + CARRIED), np.nan)
    at = place(codes, found["ccode"].to_numpy())
    when = found["year"].to_numpy().astype(np.int64) - first
    cast[at[at >= 0], when[at >= 0]] = found["z"].to_numpy()[at >= 0]
    held = cast[:, CARRIED:].copy()
    for back in range(1, CARRIED + 1):
        earlier = cast[:, CARRIED - back : cast.shape[1] - back]
        held = np.where(np.isnan(held), earlier, held)
    return held


def of_gap(world: World, grid: Grid) -> Array:
    """Return the difference of the ideal points of two states, in standard deviations of the year."""
    found = np.full((len(grid.codes), grid.years), np.nan)
    asked = known(world, (max(grid.first, VOTES[0]), min(grid.last, VOTES[1])))
    if len(asked):
        found[:, asked[0] - grid.first : asked[-1] - grid.first + 1] = points(world, grid.codes, asked)
    return np.asarray(np.abs(found[grid.one, grid.when] - found[grid.two, grid.when]))


MEASURES = (
    Measure(
        "ideal_point_gap",
        "Difference of two states' filtered ideal points",
        "dyad",
        "ideal_points_filtered",
        more="farther apart",
        covers=VOTES,
        unit="standard deviations of the year's states",
        low=0,
        description=f"Absolute difference of the ideal points estimated from votes up to the year, all votes; {STALE}",
        reference=BAILEY,
        driver="revisionism",
        equation=r"|\theta_{i,t} - \theta_{j,t}| / \sigma_t",
        of_pairs=of_gap,
    ),
)
