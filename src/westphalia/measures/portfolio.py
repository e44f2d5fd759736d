"""Alliance similarity over third states: how alike two states' pacts are, their pacts with each other left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.measure import Measure
from westphalia.measures.similarity_votes import SIGNORINO
from westphalia.measures.vectorised import Array
from westphalia.record import pacts as record
from westphalia.record.ties import PACTS, by_year, known, place

if TYPE_CHECKING:
    from westphalia.record.grid import Grid, Ints
    from westphalia.record.world import World

LEVELS = 3
"""The highest obligation: 3 defence or offence, 2 neutrality or consultation, 1 non-aggression alone, 0 none."""


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises of one state to another: places among codes, years at whose end they stand, and level (m,) each."""

    one: Ints
    two: Ints
    first: Ints
    last: Ints
    level: Ints
    states: int

    def matrix(self, year: int) -> NDArray[np.int64]:
        """Return the highest promise of each state to each other at the end of a year (n, n)."""
        found = np.zeros((self.states, self.states), dtype=np.int64)
        stand = (self.first <= year) & (year <= self.last)
        np.maximum.at(found, (self.one[stand], self.two[stand]), self.level[stand])
        return found


def promises(world: World, codes: Ints) -> Promises:
    """Return all promises between states."""
    import polars as pl

    help_ = pl.col("defense") | pl.col("offense")
    level = pl.when(help_).then(3).when(pl.col("neutral") | pl.col("consul")).then(2)
    promised = level.when(pl.col("nonagg")).then(1).otherwise(0).alias("level")
    found = record.promises(world).select("ccode1", "ccode2", "first", "last", promised)
    one, two = (place(codes, found[name].to_numpy()) for name in ("ccode1", "ccode2"))
    within = (one >= 0) & (two >= 0)
    first, until, levels = (
        found[name].to_numpy().astype(np.int64)[within] for name in ("first", "last", "level")
    )
    return Promises(one[within], two[within], first, until, levels, len(codes))


def alike(promised: NDArray[np.int64]) -> Array:
    """Return S of the portfolios of all pairs over third states (n, n); NaN where there is no third state.

    Parameters
    ----------
    promised : ndarray (n, n)
        Level of the promise of each state (row) to each other (column), 0 to 3.

    Examples
    --------
    >>> alike(np.array([[0, 0, 3, 0], [0, 0, 3, 2], [3, 3, 0, 0], [0, 2, 0, 0]]))[0, 1].round(3)
    np.float64(0.333)
    """
    apart = np.zeros(promised.shape)
    for level in range(1, LEVELS + 1):
        held = (promised >= level).astype(np.float64)
        count = held.sum(axis=1)
        apart += count[:, None] + count[None, :] - 2 * held @ held.T
    own = promised.diagonal()
    mine = np.abs(promised - own[None, :])  # the position towards the second of the pair against its own
    apart -= mine + mine.T
    others = len(promised) - 2
    return 1 - 2 * apart / (LEVELS * others) if others > 0 else np.full(promised.shape, np.nan)


def among(world: World, codes: Ints, of: Promises, year: int) -> Array:
    """Return S over third states of all pairs of members of a year, NaN for others (n, n)."""
    listed = np.flatnonzero(np.isin(codes, np.array(world.members(year, "cow"), dtype=np.int64)))
    found = np.full((len(codes), len(codes)), np.nan)
    found[np.ix_(listed, listed)] = alike(of.matrix(year)[np.ix_(listed, listed)])
    return found


def of_similarity(world: World, grid: Grid) -> Array:
    """Return S of alliance portfolios over third states."""
    of = promises(world, grid.codes)
    return by_year(grid, known(world, PACTS), lambda year: among(world, grid.codes, of, year))


MEASURES = (
    Measure(
        "alliance_similarity",
        "S of alliance portfolios towards third states",
        "dyad",
        "pacts",
        more="more alike",
        covers=PACTS,
        unit="-1 to 1",
        low=-1,
        high=1,
        drawn=("atop_5_1",),
        description="1 less twice the mean distance, as a share of the greatest possible, of what the two promise each third state in pacts in force on 31 "
        "December: 3 defence or offence, 2 neutrality or consultation, 1 non-aggression alone, 0 nothing. What they promise each other is left out. As most states "
        "promise most others nothing, values lie near 1",
        reference=SIGNORINO,
        driver="revisionism",
        equation=r"1 - \frac{2}{3(n-2)} \sum_{k \ne i,j} |p_{ik} - p_{jk}|",
        of_pairs=of_similarity,
    ),
)
