"""Relations that no column of panels holds: visits, and Scott's pi with the weights that the measure of that name has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, Field
from westphalia.panel.readers import mirrored
from westphalia.record.coverage import since
from westphalia.record.schema import FIRST_YEAR

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

KEYS = ("ccode1", "ccode2", "year")
TRAVELS = since(1909, "visits")
"""Years in which the travels of presidents and of secretaries of state are both listed."""


def _visits(world: World, grid: Grid) -> pl.DataFrame:
    """Return visits from the visitors that the table follows to every state, none included."""
    import polars as pl

    table = world.table("visits").with_columns(pl.col("date").dt.year().cast(pl.Int16).alias("year"))
    counted = (
        table.group_by(pl.col("visitor").alias("ccode1"), pl.col("host").alias("ccode2"), "year")
        .agg(pl.len().cast(pl.Int16).alias("visits"))
        .collect()
    )
    first, last = TRAVELS.whole(world)
    years = range(max(grid.first, first), min(grid.last, last) + 1)
    visitors = table.select("visitor").unique().collect().to_series().to_list()
    pairs = [
        (visitor, host, year)
        for year in years
        for visitor in visitors
        for host in world.members(year)
        if host != visitor
    ]
    every = pl.DataFrame(pairs, schema=dict.fromkeys(KEYS, pl.Int16), orient="row")
    return every.join(counted, on=KEYS, how="left").with_columns(pl.col("visits").fill_null(0))


def _votes(world: World, grid: Grid) -> pl.DataFrame:
    from westphalia.measures.similarity_votes import similarity

    return _alike(similarity(world, (grid.first, grid.last)), "pi_w", "votes_pi")


def _portfolios(world: World, grid: Grid) -> pl.DataFrame:
    from westphalia.measures.similarity_alliances import similarity

    return _alike(similarity(world, (grid.first, grid.last)), "pallyv_valueweights", "alliances_pi")


def _alike(frame: pl.DataFrame, measure: str, name: str) -> pl.DataFrame:
    """Return a measure under the name of its column, both ways; no rows where there was nothing to compare."""
    import polars as pl

    if measure not in frame.columns:
        return pl.DataFrame(schema={**dict.fromkeys(KEYS, pl.Int16), name: pl.Float64})
    rows = frame.select(*KEYS, pl.col(measure).alias(name)).lazy()
    return pl.concat([rows, mirrored(rows)]).collect()


VISITS = Addition(
    "visits",
    "Visits abroad of the president and the secretary of state of the United States",
    "dyad",
    (Field("visits", "Visits of the first state's leaders to the second that began in the year"),),
    ("visits",),
    _visits,
    covers=TRAVELS,
)
PI_VOTES = Addition(
    "pi-votes",
    "Similarity of votes in the General Assembly: Scott's pi",
    "dyad",
    (Field("votes_pi", "Scott's pi of votes, squared distances, -1 to 1"),),
    ("votes",),
    _votes,
)
PI_ALLIANCES = Addition(
    "pi-alliances",
    "Similarity of alliance portfolios: Scott's pi",
    "dyad",
    (Field("alliances_pi", "Scott's pi of alliance portfolios, squared distances, -1 to 1"),),
    ("pact_dyad_years",),
    _portfolios,
    covers=since(FIRST_YEAR, "pact_dyad_years"),
)
