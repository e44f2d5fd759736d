"""Names and codes, geography, and what is made from others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.panel.addition import Addition, Reader, fields
from westphalia.panel.additions.economy import ECONOMY
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.additions.politics import POLITICS
from westphalia.panel.additions.power import ARMS
from westphalia.panel.computed import capital_distance, nearest_capital
from westphalia.panel.readers import PAIR, among_partners, either_side, ends, pair_spells, spread
from westphalia.record.coverage import Coverage
from westphalia.record.in_force import as_listed, contiguity
from westphalia.record.schema import FIRST_YEAR

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.spells import Spells
    from westphalia.record.world import World


def _years(world: World, grid: Grid, system: str) -> pl.LazyFrame:
    """Return a row per code of a list, Correlates of War code and year, with the days on which the two were the same state."""
    spells = world.scan("memberships").filter(system=system)
    newyear, close = pl.date("year", 1, 1), pl.date("year", 12, 31)
    last = pl.min_horizontal(pl.col("end").fill_null(close), close)
    days = (last - pl.max_horizontal("start", newyear)).dt.total_days() + 1
    rows = spread(ends(spells), grid).with_columns(days.alias("days"))
    return rows.group_by("code", "ccode", "year").agg(pl.col("days").sum())


def _codes(world: World, grid: Grid) -> pl.DataFrame:
    """Read, for each state and year, its code in the other list; of several the one that it bore on most days."""
    code, other = ("ccode", "gw") if grid.system == "cow" else ("gwcode", "cow")
    own = _years(world, grid, grid.system).rename({"code": "own", "days": "here"})
    twins = own.join(_years(world, grid, other), on=["ccode", "year"])
    chosen = twins.sort("here", "days", "code", descending=[True, True, False])
    one = chosen.unique(["own", "year"], keep="first", maintain_order=True).sort("own", "year")
    return one.select(pl.col("own").alias(code), "year", pl.col("code").alias("othercode")).collect()


FORMERLY = {
    (345, "Yugoslavia"): "YUG",
    (345, "Serbia and Montenegro"): "SCG",
    (365, "Soviet Union"): "SUN",
    (434, "Dahomey"): "DHY",
    (439, "Upper Volta"): "HVO",
    (490, "Zaire"): "ZAR",
    (552, "Rhodesia"): "RHO",
    (775, "Burma"): "BUR",
    (816, "North Vietnam"): "VDR",
}
"""Codes of ISO 3166-3 of states that have another code under the name of today, by state and usual name."""


def _names(world: World, grid: Grid) -> pl.DataFrame:
    """Read the usual name of each state in each year, and the code that ISO 3166 has, or had, for the state under that name."""
    code = "ccode" if grid.system == "cow" else "gwcode"
    rows = _years(world, grid, grid.system).sort("days", descending=True)
    years = rows.unique(["code", "year"], keep="first").sort("code", "year").collect()
    iso3 = dict(world.scan("states").select("ccode", "iso3").collect().iter_rows())
    usual = world.gazetteer.usual
    found = []
    for ccode, year in years.select("ccode", "year").iter_rows():
        name = usual(ccode, year)
        found.append((name, FORMERLY.get((ccode, name), iso3.get(ccode))))
    made = pl.DataFrame(found, schema={"statename": pl.String, "iso3": pl.String}, orient="row")
    return pl.concat([years.select(pl.col("code").alias(code), "year"), made], how="horizontal")


IDENTITY = (
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
            iso3="The code of ISO 3166 for the state under the name of that year, former codes too (SUN, YUG, SCG, DDR, CSK, YMD, "
            "ZAR, BUR); null where there never was one",
        ),
        ("state_names", "states", "memberships"),
        _names,
        covers=Coverage((), FIRST_YEAR),
    ),
)


# Geography: who borders whom, how far apart they lie, terrain, land changing hands, and threats to territory.


def _touching(spells: Callable[[World], Spells], column: str) -> Reader:
    """Return a reader of how two states touch."""

    def read(world: World, grid: Grid) -> pl.DataFrame:
        years = spells(world).once(grid.first, grid.last)
        rows = years.select(*PAIR, "year", pl.col("conttype").alias(column))
        return either_side(rows.lazy(), grid).collect()

    return read


def _neighbours(spells: Callable[[World], Spells], suffix: str = "") -> Reader:
    """Return a reader of how many states one borders, by land and across the water."""
    pairs = _touching(spells, "conttype")

    def read(world: World, grid: Grid) -> pl.DataFrame:
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
    frame = world.scan("minimum_distance").filter(system=grid.system)
    sides = [frame.select(pl.col(side).alias("ccode"), "first", "last", "km") for side in PAIR]
    nearest = pl.col("km").min().alias("minmindist")
    spells = pl.concat(sides).group_by("ccode", "first", "last").agg(nearest)
    years = spread(spells, grid).group_by("ccode", "year").agg(pl.col("minmindist").min())
    return years.sort("ccode", "year").collect()


IN_GW = {255: 260, 679: 678}
"""Germany and Yemen bear one Gleditsch-Ward code throughout."""


def _terrain(world: World, grid: Grid) -> pl.DataFrame:
    years = pl.LazyFrame({"year": pl.int_range(grid.first, grid.last + 1, dtype=pl.Int16, eager=True)})
    rows = world.scan("terrain").join(years, how="cross").collect()
    if grid.system == "cow":
        return rows
    return rows.with_columns(pl.col("ccode").replace(IN_GW).alias("gwcode")).drop("ccode")


GEOGRAPHY = (
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


# Columns of dyadic models of conflict, made from others: the weaker's share, the less democratic, the poorer, the less armed.


_NAMED = {each.name: each for each in (*ARMS, *ECONOMY, *GEOGRAPHY, *POLITICS)}


def _power() -> dict[str, pl.Expr]:
    low, high = pl.min_horizontal("cinc1", "cinc2"), pl.max_horizontal("cinc1", "cinc2")
    known = pl.col("cinc1").is_not_null() & pl.col("cinc2").is_not_null()
    arms = [pl.col(f"milper{n}") / pl.col(f"tpop{n}") for n in "12"]
    both = arms[0].is_not_null() & arms[1].is_not_null()
    return {
        "cincprop": pl.when(known & (high > 0)).then(low / high),
        "milit1": arms[0],
        "milit2": arms[1],
        "minmilit": pl.when(both).then(pl.min_horizontal(*arms)),
    }


def _least(column: str, name: str) -> Callable[[], dict[str, pl.Expr]]:
    def make() -> dict[str, pl.Expr]:
        known = pl.col(f"{column}1").is_not_null() & pl.col(f"{column}2").is_not_null()
        return {name: pl.when(known).then(pl.min_horizontal(f"{column}1", f"{column}2"))}

    return make


def _land() -> dict[str, pl.Expr]:
    return {"landcontig": (pl.col("conttype") == 1).cast(pl.Int8)}


def _major() -> dict[str, pl.Expr]:
    return {"cowmajdyad": pl.max_horizontal("cowmaj1", "cowmaj2").cast(pl.Int8)}


def _made(
    name: str,
    title: str,
    of: str,
    make: Callable[[], dict[str, pl.Expr]],
    **described: str,
) -> Addition:
    tables, sources = _NAMED[of].tables, _NAMED[of].sources
    return Addition(
        name,
        title,
        "dyad",
        fields(False, **described),
        tables,
        sources=sources,
        covers=_NAMED[of].covers,
        listed=_NAMED[of].listed,
        base=_NAMED[of],
        made=lambda: [value.alias(name) for name, value in make().items()],
    )


DYADS = (
    _made(
        "power-ratio",
        "How unequal two states are in power, and how militarized",
        "capabilities",
        _power,
        cincprop="Capability (CINC) of the weaker over that of the stronger, 0 to 1",
        milit1="Military personnel of the first state over its population, 0 to 1",
        milit2="Military personnel of the second state over its population, 0 to 1",
        minmilit="The smaller of the two",
    ),
    _made(
        "weak-link-democracy",
        "Democracy of the less democratic of two states",
        "democracy",
        _least("aeuds", "mindemest"),
        mindemest="The lower aeuds of the two",
    ),
    _made(
        "weak-link-income",
        "Income of the poorer of two states",
        "gdp",
        _least("mrgdppc", "minmgdppc"),
        minmgdppc="The lower mrgdppc of the two, 2011 US$",
    ),
    _made(
        "weak-link-income-as-listed",
        "Income of the poorer of two states, as the R package has it",
        "gdp-as-listed",
        _least("mrgdppc_listed", "minmgdppc_listed"),
        minmgdppc_listed="The lower mrgdppc_listed of the two, 2011 US$",
    ),
    _made(
        "land-contiguity",
        "Whether two states border by land",
        "contiguity",
        _land,
        landcontig="1 when they do",
    ),
    _made(
        "major-power-dyad",
        "Whether a major power is in the pair",
        "majors",
        _major,
        cowmajdyad="1 when at least one is",
    ),
)
