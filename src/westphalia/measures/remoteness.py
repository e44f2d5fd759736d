"""Remoteness: how far apart two states lie on the map, in how they are ruled, and in who rules."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.measures.measure import Measure
from westphalia.measures.vectorised import of_sides
from westphalia.record.contiguity import contiguity
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    import polars as pl

    from westphalia.measures.vectorised import Array, OfPairs
    from westphalia.record.grid import Bools, Grid, Ints
    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")
FARTHEST = float(np.log1p(20_016))
MINIMUM = (1886, 2019)
REIGN = (1950, 2020)
FAMILIES = {
    "democracy": ("presidential", "parliamentary"),
    "monarchy": ("monarchy",),
    "party": ("party-based", "party-personal", "party-military", "party-personal-military"),
    "personal": ("personal",),
    "military": ("military", "indirect military", "military personal", "provisional military"),
}
"""Families of regimes; a state that is occupied, provisional, or has no one in charge has none."""


def capital_distances(world: World, grid: Grid) -> Array:
    """Return the distance between the capitals of each row at the end of its year in kilometres, NaN where one is unknown.

    Examples
    --------
    >>> import westphalia as wp
    >>> from westphalia.record.grid import build
    >>> world = wp.load()
    >>> grid = build(world, (2010, 2010), "cow", dyads=True, directed=False)
    >>> row = (grid.codes[grid.one] == 365) & (grid.codes[grid.two] == 630)
    >>> capital_distances(world, grid)[row].round()
    array([2452.])
    """
    from westphalia.record.geography import apart, capitals, seats

    places, held = seats(capitals(world), grid.codes, (grid.first, grid.last))
    return apart(places, held, grid)


def log_capital_distance(world: World, grid: Grid) -> Array:
    """Return the logarithm of 1 + kilometres between capitals."""
    return np.where(
        _known(world, grid, "capitals", (1816, LAST_YEAR)), np.log1p(capital_distances(world, grid)), np.nan
    )


def log_minimum_distance(world: World, grid: Grid) -> Array:
    """Return the logarithm of 1 + kilometres between territories, 0 for neighbours."""
    import polars as pl

    found = np.full(len(grid.cells), np.nan)
    frame = world.table("minimum_distance").filter(pl.col("first") <= grid.last)
    for system in ("gw", "cow"):
        _spread(found, grid, frame.filter(pl.col("system") == system), pl.col("km"), MINIMUM[1])
    return np.where(_known(world, grid, "minimum_distance", MINIMUM), np.log1p(found), np.nan)


def not_contiguous(world: World, grid: Grid) -> Array:
    """Return 0 for neighbours by land, 0.25 to 0.75 across up to 150 miles of water, 0.9 across up to 400, else 1."""
    spells = contiguity(world)
    kind = spells.on(grid, "conttype")
    found = np.where(kind > 0, np.minimum((kind - 1) * 0.25, 0.9), 1.0)
    return np.where(grid.within(spells.covers), found, np.nan)


def _spread(found: Array, grid: Grid, frame: pl.LazyFrame, value: pl.Expr, until: int) -> None:
    """Write the values of spells of years into rows; a later spell overwrites an earlier one."""
    import polars as pl

    rows = frame.select(*PAIR, "first", pl.col("last").fill_null(until), value.alias("value")).collect()
    first = rows["first"].to_numpy().astype(np.int64).clip(grid.first)
    last = rows["last"].to_numpy().astype(np.int64).clip(None, grid.last)
    sides = [rows[side].to_numpy().astype(np.int64) for side in PAIR]
    at = [np.searchsorted(grid.codes, side).clip(0, len(grid.codes) - 1) for side in sides]
    listed = (grid.codes[at[0]] == sides[0]) & (grid.codes[at[1]] == sides[1]) & (first <= last)
    spells = np.flatnonzero(listed)
    lengths = last[spells] - first[spells] + 1
    each = np.repeat(spells, lengths)
    years = first[each] + np.arange(len(each)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    place = grid.rows_of(years, at[0][each], at[1][each])
    kept = place >= 0
    found[place[kept]] = rows["value"].to_numpy()[each[kept]]


def _known(world: World, grid: Grid, table: str, covers: tuple[int, int]) -> Bools:
    return grid.within(world.span(table, covers=covers))


def scores(
    world: World, codes: Ints, years: tuple[int, int], *, column: str, table: str = "regimes"
) -> Array:
    """Return a yearly figure of states (n, years), NaN where it is not known."""
    import polars as pl

    rows = world.table(table).filter(pl.col("year").is_between(*years)).select("ccode", "year", column)
    frame = rows.drop_nulls().collect()
    found = np.full((len(codes), years[1] - years[0] + 1), np.nan)
    at = np.searchsorted(codes, frame["ccode"].to_numpy()).clip(0, len(codes) - 1)
    kept = codes[at] == frame["ccode"].to_numpy()
    found[at[kept], frame["year"].to_numpy()[kept] - years[0]] = frame[column].to_numpy()[kept]
    return found


def regime_distance(world: World, grid: Grid) -> Array:
    """Return the difference of two indices of electoral democracy."""
    return _apart(of_sides(world, grid, lambda *of: scores(*of, column="v2x_polyarchy")))


def polity_distance(world: World, grid: Grid) -> Array:
    """Return the difference of two Polity scores as a share of the scale."""
    return (
        _apart(of_sides(world, grid, lambda *of: scores(*of, column="polity2", table="democracy_indices")))
        / 20
    )


def _apart(sides: Array) -> Array:
    return np.abs(sides[:, 0] - sides[:, 1])


def families(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return the family of each state's regime at the end of each year (n, years), by number; NaN where it has none."""
    import polars as pl

    number = {regime: place for place, kinds in enumerate(FAMILIES.values()) for regime in kinds}
    found = np.full((len(codes), years[1] - years[0] + 1), np.nan)
    span = world.span("regime_spells", covers=REIGN)
    if span is None:
        return found
    places = {int(code): place for place, code in enumerate(codes)}
    rows = world.table("regime_spells").sort("start").select("ccode", "start", "end", "regime", "known_to")
    first, last = max(span[0], years[0]), min(span[1], years[1])
    for ccode, start, end, regime, known_to in (
        rows.filter(pl.col("start") <= date(last, 12, 31)).collect().iter_rows()
    ):
        until = (known_to or date(span[1], 12, 31)) if end is None else end
        stop = min(until.year if until == date(until.year, 12, 31) else until.year - 1, last)
        begin = max(start.year, first)
        if ccode in places and begin <= stop:
            found[places[ccode], begin - years[0] : stop - years[0] + 1] = number.get(regime, np.nan)
    return found


def family_differs(world: World, grid: Grid) -> Array:
    """Return 1 where two regimes are of different families, 0 where they are of one."""
    sides = of_sides(world, grid, families)
    return np.where(np.isnan(sides).any(axis=1), np.nan, sides[:, 0] != sides[:, 1])


def _declare(name: str, title: str, table: str, compute: OfPairs, **more: Any) -> Measure:
    return Measure(
        name,
        title,
        "dyad",
        table,
        sides=PAIR,
        driver="distance",
        of_pairs=compute,
        low=0,
        **more,
    )


MEASURES = (
    _declare(
        "log_capital_distance",
        "Distance between the capitals, logarithm",
        "capitals",
        log_capital_distance,
        more="farther apart",
        covers=(1816, LAST_YEAR),
        high=FARTHEST,
        unit="logarithm of 1 + km",
        description="Natural logarithm of 1 + the great-circle distance between the seats of government at the end of the year",
        equation=r"\ln(1 + d_{ij}(t))",
    ),
    _declare(
        "log_minimum_distance",
        "Distance between the territories, logarithm",
        "minimum_distance",
        log_minimum_distance,
        more="farther apart",
        covers=MINIMUM,
        high=FARTHEST,
        unit="logarithm of 1 + km",
        description="Natural logarithm of 1 + the shortest distance between the territories, 0 for neighbours; known from 1886 only",
        equation=r"\ln(1 + m_{ij}(t))",
    ),
    _declare(
        "not_contiguous",
        "How far from being neighbours",
        "contiguity",
        not_contiguous,
        more="farther apart",
        high=1,
        unit="index 0 to 1",
        description="0 with a common border, 0.25 across up to 12 miles of water, 0.5 up to 24, 0.75 up to 150, 0.9 up to 400, else 1",
        equation=r"\min\{(c_{ij}(t) - 1)/4,\ 0.9\} \text{ where } c_{ij} > 0, \text{ else } 1",
    ),
    _declare(
        "regime_distance",
        "Difference in electoral democracy",
        "regimes",
        regime_distance,
        more="ruled less alike",
        covers=(1816, LAST_YEAR),
        high=1,
        unit="index 0 to 1",
        description="Absolute difference of the V-Dem indices of electoral democracy of two states",
        equation=r"\left|v_i(t) - v_j(t)\right|",
    ),
    _declare(
        "polity_distance",
        "Difference in Polity scores",
        "democracy_indices",
        polity_distance,
        more="ruled less alike",
        drawn=("polity_5",),
        covers=(1816, 2020),
        high=1,
        unit="share of the scale",
        description="Absolute difference of two Polity scores as a share of the twenty points of the scale",
        equation=r"\left|p_i(t) - p_j(t)\right| / 20",
    ),
    _declare(
        "regime_family_differs",
        "Whether the regimes are of different families",
        "regime_spells",
        family_differs,
        more="less alike",
        covers=REIGN,
        high=1,
        unit="0 or 1",
        description="1 where two regimes are of different families (democracy, monarchy, party, personal, military), as a stand-in for "
        "differences of belief, of which no source tells; unknown where one is occupied or provisional",
        equation=r"\mathbb{1}[f_i(t) \neq f_j(t)]",
    ),
)
