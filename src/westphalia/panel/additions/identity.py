"""Names of states and their codes in the other list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, fields
from westphalia.panel.readers import ends, spread
from westphalia.record.coverage import Coverage
from westphalia.record.schema import FIRST_YEAR

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World


def _years(world: World, grid: Grid, system: str) -> pl.LazyFrame:
    """Return a row per code of a list, Correlates of War code and year, with the days on which the two were the same state."""
    import polars as pl

    spells = world.table("memberships").filter(system=system)
    newyear, close = pl.date("year", 1, 1), pl.date("year", 12, 31)
    last = pl.min_horizontal(pl.col("end").fill_null(close), close)
    days = (last - pl.max_horizontal("start", newyear)).dt.total_days() + 1
    rows = spread(ends(spells), grid).with_columns(days.alias("days"))
    return rows.group_by("code", "ccode", "year").agg(pl.col("days").sum())


def _codes(world: World, grid: Grid) -> pl.DataFrame:
    """Read, for each state and year, its code in the other list; of several the one that it bore on most days."""
    import polars as pl

    code, other = ("ccode", "gw") if grid.system == "cow" else ("gwcode", "cow")
    own = _years(world, grid, grid.system).rename({"code": "own", "days": "here"})
    twins = own.join(_years(world, grid, other), on=["ccode", "year"])
    chosen = twins.sort("here", "days", "code", descending=[True, True, False])
    one = chosen.unique(["own", "year"], keep="first", maintain_order=True).sort("own", "year")
    return one.select(pl.col("own").alias(code), "year", pl.col("code").alias("othercode")).collect()


def _names(world: World, grid: Grid) -> pl.DataFrame:
    """Read the usual name of each state in each year, and its ISO code."""
    import polars as pl

    code = "ccode" if grid.system == "cow" else "gwcode"
    rows = _years(world, grid, grid.system).sort("days", descending=True)
    years = rows.unique(["code", "year"], keep="first").sort("code", "year").collect()
    iso3 = dict(world.table("states").select("ccode", "iso3").collect().iter_rows())
    usual = world.gazetteer.usual
    found = [
        (usual(ccode, year), iso3.get(ccode)) for ccode, year in years.select("ccode", "year").iter_rows()
    ]
    made = pl.DataFrame(found, schema={"statename": pl.String, "iso3": pl.String}, orient="row")
    return pl.concat([years.select(pl.col("code").alias(code), "year"), made], how="horizontal")


ADDITIONS = (
    Addition(
        "codes",
        "Codes in the other list of states",
        "state",
        fields(
            othercode="Code in the other list (Gleditsch-Ward in a Correlates of War panel, and the reverse); null outside it"
        ),
        ("memberships",),
        _codes,
        covers=Coverage((), FIRST_YEAR),
    ),
    Addition(
        "names",
        "Names of states",
        "state",
        fields(
            statename="Usual name of the state in that year",
            iso3="Its ISO 3166 code, where it has one",
        ),
        ("state_names", "states", "memberships"),
        _names,
        covers=Coverage((), FIRST_YEAR),
    ),
)
