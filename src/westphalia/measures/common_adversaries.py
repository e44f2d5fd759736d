"""Common adversaries: third states that both have a quarrel with, weighed by what they can bring to bear."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.measure import Measure
from westphalia.measures.remoteness import scores

if TYPE_CHECKING:
    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Grid, Ints
    from westphalia.record.world import World

MEMORY = 10
"""Years over which a quarrel fades to nothing, in equal steps."""
LAG = 5
"""Years until a rivalry can be known as one."""
COVERS = (1816, 2014)
SANCTIONS = (1949, 2014)
Spells = tuple["Ints", "Ints", "Ints", "Ints"]


def quarrels(world: World) -> Spells:
    """Return pairs with first and last year of disputes and rivalries, rivalries from when they could be known."""
    import polars as pl

    from westphalia.measures.grievance.wrongs import dispute_pairs

    disputes = dispute_pairs(world).select("ccode1", "ccode2", "first", pl.col("seen").alias("last"))
    listed = world.table("rivalries").select(
        "ccode1", "ccode2", pl.col("first") + LAG, pl.col("last").fill_null(COVERS[1])
    )
    schema = dict.fromkeys(("ccode1", "ccode2", "first", "last"), pl.Int64)
    rows = pl.concat([disputes.cast(schema), listed.cast(schema)])  # type: ignore[arg-type]
    return _spells(rows)


def sanctions(world: World) -> Spells:
    """Return pairs and years of sanctions in force, either way."""
    import polars as pl

    year = pl.col("year")
    return _spells(
        world.table("sanctions").select(
            pl.col("sender").alias("ccode1"), pl.col("target").alias("ccode2"), first=year, last=year
        )
    )


def all_quarrels(world: World) -> Spells:
    """Return disputes, rivalries and sanctions."""
    one, two = quarrels(world), sanctions(world)
    return tuple(np.concatenate([a, b]) for a, b in zip(one, two, strict=True))  # type: ignore[return-value]


def _spells(frame: pl.LazyFrame) -> Spells:  # type: ignore[name-defined]  # noqa: F821
    rows = frame.collect()
    one, two, first, last = (
        rows[name].to_numpy().astype(np.int64) for name in ("ccode1", "ccode2", "first", "last")
    )
    kept = first <= last
    return one[kept], two[kept], first[kept], last[kept]


def hostility(codes: Ints, spells: Spells, year: int) -> Array:
    """Return (n, n) how alive the latest quarrel of each pair is at the end of a year: 1 under way, 0 after ten years."""
    one, two, first, last = spells
    size = len(codes)
    a, b = (np.searchsorted(codes, side).clip(0, size - 1) for side in (one, two))
    kept = (codes[a] == one) & (codes[b] == two) & (first <= year) & (last > year - MEMORY)
    alive = 1 - (year - np.minimum(last[kept], year)) / MEMORY
    found = np.zeros((size, size))
    np.maximum.at(found, (a[kept], b[kept]), alive)
    return np.maximum(found, found.T)


def common(quarrel: Array, capability: Array) -> Array:
    """Return (n, n) the sum over third states of their capability times how alive the quarrels of both with them are.

    The two themselves have no part in it, since no state quarrels with itself.

    Examples
    --------
    >>> quarrel = np.array([[0, 0, 1.0], [0, 0, 0.5], [1.0, 0.5, 0]])
    >>> float(common(quarrel, np.array([0.1, 0.2, 0.3]))[0, 1])
    0.15
    """
    return (quarrel * capability) @ quarrel.T


def _of_pairs(
    world: World, grid: Grid, *, listed: Callable[[World], Spells], covers: tuple[int, int]
) -> Array:
    found = np.full(len(grid.cells), np.nan)
    span = world.span("dispute_dyad_years", covers=covers)
    if span is None:
        return found
    spells = listed(world)
    capability = np.nan_to_num(
        scores(world, grid.codes, (grid.first, grid.last), column="cinc", table="capabilities")
    )
    order = np.argsort(grid.when, kind="stable")
    bounds = np.searchsorted(grid.when[order], np.arange(grid.years + 1))
    for year in range(max(grid.first, span[0]), min(grid.last, span[1]) + 1):
        place = year - grid.first
        rows = order[bounds[place] : bounds[place + 1]]
        if len(rows):
            shared = common(hostility(grid.codes, spells, year), capability[:, place])
            found[rows] = shared[grid.one[rows], grid.two[rows]]
    return found


def adversaries(world: World, grid: Grid) -> Array:
    """Return the capability of third states that both have disputes or rivalries with."""
    return _of_pairs(world, grid, listed=quarrels, covers=COVERS)


def adversaries_with_sanctions(world: World, grid: Grid) -> Array:
    """Return the same with sanctions."""
    return _of_pairs(world, grid, listed=all_quarrels, covers=SANCTIONS)


SUM = r"\sum_{k \ne i,j} c_k(t)\, h_{ik}(t)\, h_{jk}(t)"
SOURCES = ("gml_mid_2_2_1", "cow_mid_5", "tss_rivalries_2022", "thompson_dreyer_2012", "nmc_7")

MEASURES = (
    Measure(
        "common_adversaries",
        "Adversaries that two states have in common",
        "dyad",
        "dispute_dyad_years",
        sides=("ccode1", "ccode2"),
        more="more in common",
        covers=COVERS,
        unit="share of world capability",
        low=0,
        high=1,
        driver="common adversaries",
        drawn=SOURCES,
        of_pairs=adversaries,
        equation=SUM,
        description="Share of world capability of third states with which both have a dispute or rivalry, one that ended fading to nothing "
        f"over {MEMORY} years; a rivalry counts from {LAG} years after it began, when it could be known",
    ),
    Measure(
        "common_adversaries_sanctions",
        "Adversaries in common, sanctions included",
        "dyad",
        "dispute_dyad_years",
        sides=("ccode1", "ccode2"),
        more="more in common",
        covers=SANCTIONS,
        unit="share of world capability",
        low=0,
        high=1,
        drawn=(*SOURCES, "gsdb_4", "eu_members_by_hand"),
        of_pairs=adversaries_with_sanctions,
        equation=SUM,
        description="As common adversaries, with third states that sanction or are sanctioned by both; known from 1949",
    ),
)
