"""Rivalry: rivals now or once, and states that fought on opposite sides in a third state.

Competing on the same side of a conflict is in no source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.grievance import HALF_LIFE
from westphalia.measures.measure import Measure

if TYPE_CHECKING:
    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Grid, Ints
    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")
COVERS = (1816, 2020)
SIDES_COVER = (1816, 2024)
RIVALRY_ENDS = {"tss": 2020, "thompson_dreyer": 2010}
"""Last year of each list; a rivalry that lasted then has no end in it."""


def _last_years(grid: Grid, one: Ints, two: Ints, first: Ints, last: Ints) -> Array:
    """Return the last year up to each row's own in which a spell of its pair ran, NaN where there was none before."""
    n, found = len(grid.codes), np.full(len(grid.cells), np.nan)
    low, high = np.minimum(one, two), np.maximum(one, two)
    at = [np.searchsorted(grid.codes, side).clip(0, n - 1) for side in (low, high)]
    kept = (grid.codes[at[0]] == low) & (grid.codes[at[1]] == high)
    pairs, begin, end = (at[0] * n + at[1])[kept], first[kept], last[kept]
    concerned = np.flatnonzero(np.isin(grid.one * n + grid.two, pairs))
    year = grid.when[concerned].astype(np.int64) + grid.first
    key = grid.one[concerned].astype(np.int64) * n + grid.two[concerned]
    order = np.argsort(key, kind="stable")
    starts = {int(pair): slice(*np.searchsorted(key[order], [pair, pair + 1])) for pair in np.unique(pairs)}
    for pair, start, stop in zip(pairs.tolist(), begin.tolist(), end.tolist(), strict=True):
        rows = order[starts[pair]]
        rows = rows[year[rows] >= start]
        found[concerned[rows]] = np.fmax(found[concerned[rows]], np.minimum(year[rows], stop))
    return found


def _since_rivalry(world: World, grid: Grid) -> Array:
    """Return years since two states were last rivals by either list, 0 while they are, NaN where they never were."""
    import polars as pl

    until = pl.col("list").replace_strict(RIVALRY_ENDS, return_dtype=pl.Int16)
    rows = world.table("rivalries").select(*PAIR, "first", pl.col("last").fill_null(until)).collect()
    one, two, first, last = (rows[name].to_numpy().astype(np.int64) for name in (*PAIR, "first", "last"))
    # a list that ended before the world is seen says nothing of later years: such a rivalry lasts as far as the longer list
    return grid.when + grid.first - _last_years(grid, one, two, first, last)


def _known(world: World, grid: Grid, found: Array) -> Array:
    return np.where(grid.within(world.span("rivalries", covers=COVERS)), found, np.nan)


def in_force(world: World, grid: Grid) -> Array:
    """Return 1 where either list has the two as rivals in the year."""
    return _known(world, grid, (_since_rivalry(world, grid) == 0).astype(np.float64))


def years_since(world: World, grid: Grid) -> Array:
    """Return years since two states were last rivals."""
    return _known(world, grid, _since_rivalry(world, grid))


def memory(world: World, grid: Grid) -> Array:
    """Return 1 while two are rivals, fading after the end, 0 where they never were."""
    return _known(world, grid, np.nan_to_num(0.5 ** (_since_rivalry(world, grid) / HALF_LIFE)))


def opposed(world: World) -> tuple[Ints, Ints, Ints]:
    """Return pairs and years of states on opposite sides in a third state, neither being a party of its own.

    From wars within states (Correlates of War) those that intervened, from armed conflicts (UCDP/PRIO, 1946 on) those that helped
    with troops.
    """
    import polars as pl

    helpers = world.table("armed_conflict_parties").filter(pl.col("role") == "secondary")
    recent = (
        helpers.filter(pl.col("side") == "A")
        .join(helpers.filter(pl.col("side") == "B"), on=["conflict_id", "year"], suffix="_b")
        .select("ccode", "ccode_b", "year")
    )
    wars = world.table("civil_wars").filter(~pl.col("primary_state"))
    side_a = wars.filter(pl.col("ccode_a").is_not_null()).select(
        "warnum", "year", pl.col("ccode_a").alias("ccode")
    )
    side_b = wars.filter(pl.col("ccode_b").is_not_null()).select("warnum", "year", "ccode_b")
    within = side_a.join(side_b, on=["warnum", "year"]).select("ccode", "ccode_b", "year")
    rows = (
        pl.concat([recent, within.cast(recent.collect_schema())])
        .unique()
        .filter(pl.col("ccode") != pl.col("ccode_b"))
    )
    frame = rows.sort("year", "ccode", "ccode_b").collect()
    one, two, year = (frame[name].to_numpy().astype(np.int64) for name in ("ccode", "ccode_b", "year"))
    return one, two, year


def opposite_sides(world: World, grid: Grid) -> Array:
    """Return 1 while two help opposite sides in a third state, fading after."""
    one, two, year = opposed(world)
    since = grid.when + grid.first - _last_years(grid, one, two, year, year)
    found = np.nan_to_num(0.5 ** (since / HALF_LIFE))
    return np.where(grid.within(world.span("armed_conflict_parties", covers=SIDES_COVER)), found, np.nan)


FADES = f"fading by half in {HALF_LIFE:g} years, as grievance does"
FADE = r"2^{-(t - t_{ij})/H},\ t_{ij} \le t"

MEASURES = (
    Measure(
        "rivalry_in_force",
        "Whether two states are strategic rivals",
        "dyad",
        "rivalries",
        sides=PAIR,
        more="more hostile",
        covers=COVERS,
        unit="0 or 1",
        low=0,
        high=1,
        driver="rivalry",
        description="1 where either list of strategic rivalries has the pair in the year; from 2011 one list only. Coded in retrospect",
        equation=r"\mathbb{1}[\exists\, r:\ a_r \le t \le b_r]",
        of_pairs=in_force,
    ),
    Measure(
        "years_since_rivalry",
        "Years since two states were strategic rivals",
        "dyad",
        "rivalries",
        sides=PAIR,
        more="longer ago",
        covers=COVERS,
        unit="years",
        low=0,
        description="0 while either list of strategic rivalries has the pair; unknown where it never did",
        equation=r"t - t_{ij}",
        of_pairs=years_since,
    ),
    Measure(
        "rivalry_memory",
        "Strategic rivalry, now or remembered",
        "dyad",
        "rivalries",
        sides=PAIR,
        more="more hostile",
        covers=COVERS,
        unit="index 0 to 1",
        low=0,
        high=1,
        driver="rivalry",
        description=f"1 while two are strategic rivals by either list, {FADES}; 0 where they never were",
        equation=FADE,
        of_pairs=memory,
    ),
    Measure(
        "opposite_sides",
        "Opposite sides in a third state's conflict",
        "dyad",
        "armed_conflict_parties",
        sides=PAIR,
        more="more hostile",
        covers=SIDES_COVER,
        unit="index 0 to 1",
        low=0,
        high=1,
        driver="rivalry",
        description="1 while both fight in a war within, or help with troops in a conflict of, a third state on opposite sides, "
        f"{FADES}. Help without troops, and competing on the same side, are in no source",
        drawn=("ucdp_acd_25_1", "cow_intra_state_wars_4_1"),
        equation=FADE,
        of_pairs=opposite_sides,
    ),
)
