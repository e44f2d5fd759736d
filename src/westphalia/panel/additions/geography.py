"""Geography: who borders whom, how far apart they lie, terrain, land changing hands, and threats to territory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, Reader, fields
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.computed import capital_distance, nearest_capital
from westphalia.panel.readers import (
    PAIR,
    among_partners,
    either_side,
    pair_spells,
    spread,
)
from westphalia.record.contiguity import as_listed, contiguity
from westphalia.record.coverage import Coverage
from westphalia.record.schema import FIRST_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.spells import Spells
    from westphalia.record.world import World


def _touching(spells: Callable[[World], Spells], column: str) -> Reader:
    """Return a reader of how two states touch."""

    def read(world: World, grid: Grid) -> pl.DataFrame:
        import polars as pl

        years = spells(world).once(grid.first, grid.last)
        rows = years.select(*PAIR, "year", pl.col("conttype").alias(column))
        return either_side(rows.lazy(), grid).collect()

    return read


def _neighbours(spells: Callable[[World], Spells], suffix: str = "") -> Reader:
    """Return a reader of how many states one borders, by land and across the water."""
    pairs = _touching(spells, "conttype")

    def read(world: World, grid: Grid) -> pl.DataFrame:
        import polars as pl

        rows = (
            among_partners(pairs(world, grid), grid).lazy().group_by(pl.col("ccode1").alias("ccode"), "year")
        )
        land, sea = pl.col("conttype") == 1, pl.col("conttype") > 1
        found = rows.agg(
            land.sum().cast(pl.Int8).alias(f"land{suffix}"), sea.sum().cast(pl.Int8).alias(f"sea{suffix}")
        )
        return found.sort("ccode", "year").collect()

    return read


def _nearest(world: World, grid: Grid) -> pl.DataFrame:
    import polars as pl

    frame = world.table("minimum_distance").filter(system=grid.system)
    sides = [frame.select(pl.col(side).alias("ccode"), "first", "last", "km") for side in PAIR]
    nearest = pl.col("km").min().alias("minmindist")
    spells = pl.concat(sides).group_by("ccode", "first", "last").agg(nearest)
    years = spread(spells, grid).group_by("ccode", "year").agg(pl.col("minmindist").min())
    return years.sort("ccode", "year").collect()


IN_GW = {255: 260, 679: 678}
"""Germany and Yemen bear one Gleditsch-Ward code throughout."""


def _terrain(world: World, grid: Grid) -> pl.DataFrame:
    import polars as pl

    years = pl.LazyFrame({"year": pl.int_range(grid.first, grid.last + 1, dtype=pl.Int16, eager=True)})
    rows = world.table("terrain").join(years, how="cross").collect()
    if grid.system == "cow":
        return rows
    return rows.with_columns(pl.col("ccode").replace(IN_GW).alias("gwcode")).drop("ccode")


ADDITIONS = (
    numbers(
        "contiguity",
        "Direct contiguity (Correlates of War)",
        {"conttype": ("contiguity", "1 by land, 2 to 5 by water at up to 12, 24, 150, 400 miles, 0 none")},
        for_states="neighbours",
    ),
    numbers(
        "contiguity-as-listed",
        "Direct contiguity, the spell listed first in a year",
        {
            "conttype_listed": (
                "contiguity_as_listed",
                "As conttype, from the first spell of the year even when it says 0",
            )
        },
        for_states="neighbours-as-listed",
    ),
    Addition(
        "neighbours",
        "States that a state borders (Correlates of War)",
        "state",
        fields(
            True,
            land="States contiguous by land",
            sea="States contiguous across at most 400 miles of water and not by land",
        ),
        ("contiguity",),
        _neighbours(contiguity),
    ),
    Addition(
        "neighbours-as-listed",
        "States that a state borders, by the spells listed first in a year",
        "state",
        fields(
            True,
            land_listed="As land, from the first spell of each pair in the year even when it says 0",
            sea_listed="As sea, from the first spell of each pair in the year even when it says 0",
        ),
        ("contiguity",),
        _neighbours(as_listed, "_listed"),
    ),
    Addition(
        "minimum-distance",
        "Shortest distance between territories",
        "dyad",
        fields(mindist="Shortest distance between the two, km"),
        ("minimum_distance",),
        pair_spells("minimum_distance", "km", "mindist", choose="smallest"),
        for_states="nearest-state",
    ),
    Addition(
        "nearest-state",
        "Distance to the nearest state",
        "state",
        fields(minmindist="Shortest distance to the territory of another state, km; 0 with a neighbour"),
        ("minimum_distance",),
        _nearest,
    ),
    Addition(
        "capital-distance",
        "Distance between capitals",
        "dyad",
        fields(
            capdist="Great-circle distance between the seats of government (the first of the year where one moved), km"
        ),
        ("capitals",),
        compute=capital_distance,
        for_states="nearest-capital",
    ),
    Addition(
        "nearest-capital",
        "Distance to the nearest capital of another state",
        "state",
        fields(mincapdist="Great-circle distance to the nearest seat of government of another state, km"),
        ("capitals",),
        nearest_capital,
    ),
    Addition(
        "terrain",
        "Terrain; the same in every year",
        "state",
        fields(
            rugged="Terrain Ruggedness Index (Nunn and Puga), hundreds of metres",
            newlmtnest="Log of the share of mountainous land, per cent (Gibler and Miller)",
        ),
        ("terrain",),
        _terrain,
        covers=Coverage((), FIRST_YEAR),
    ),
    numbers(
        "territorial-threat",
        "Latent territorial threat (Miller)",
        {
            "lterrthreat": "territorial_threat",
            "m_lterrthreat": (
                "territorial_threat_distance",
                "The same with disputes weighted by distance, standard deviations",
            ),
        },
    ),
    numbers(
        "territorial-changes",
        "Territory that passed between two states (Correlates of War)",
        {"landgained": "land_gained", "landgained_fought": "land_gained_by_force"},
    ),
)
