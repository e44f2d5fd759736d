"""Paths: the mean and variance of the relation of many pairs at once, given what is seen of them.

A path falls back towards 0 by a share of itself each year and moves by steps that are mostly small and now and then large
(Student's t, as a normal whose precision is itself uncertain), so that a war or a reversal is followed at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.relation.data import Array, Data

KEEP = 0.97
"""Share of a relation that is left after a year in which nothing is seen: half after 23 years."""
STEP = float(np.sqrt(1 - KEEP**2))
"""Scale of a step: a path of normal steps of this size has a variance of 1 in the long run."""
FREEDOM = 3.0
"""Degrees of freedom of the steps."""
LOOSEST = 0.02
"""A step is held by no less than this share of a usual one's precision: jumps of several units at most."""
WIDER, FARTHER = 1.1, 0.15
"""Intervals from normal steps are too narrow, the more so far out: set so that they hold the truth of simulated pairs as often as they say."""
NEAR, LONG = 12, 40
"""Paths that begin within so many years of each other, and end within so many, share a block."""


@dataclass(frozen=True)
class Block:
    """Paths of similar years: cells ``start`` to ``start + years * paths``, year by year."""

    start: int
    years: int
    paths: int

    def cut(self, cells: Array) -> Array:
        """Return the cells of the block, (years, paths)."""
        return cells[self.start : self.start + self.years * self.paths].reshape(self.years, self.paths)


@dataclass(frozen=True)
class Layout:
    """Where rows lie among the cells of the blocks.

    Attributes
    ----------
    blocks : tuple of Block
    cell : (rows,) int
    cells : int
    """

    blocks: tuple[Block, ...]
    cell: NDArray[np.int64]
    cells: int

    def spread(self, values: Array) -> Array:
        """Return sums of values of rows by cell."""
        return np.asarray(np.bincount(self.cell, values, self.cells), dtype=np.float64)


def layout(data: Data) -> Layout:
    """Return a layout for the pairs of the data."""
    first = np.full(data.chains, 9999, dtype=np.int64)
    last = np.zeros(data.chains, dtype=np.int64)
    np.minimum.at(first, data.chain, data.year)
    np.maximum.at(last, data.chain, data.year)
    group = _groups(first, last)
    start = np.zeros(data.chains, dtype=np.int64)
    place, width, base = start.copy(), start.copy(), start.copy()
    blocks, cells = [], 0
    for one in range(int(group.max()) + 1):
        held = np.flatnonzero(group == one)
        years = int(last[held].max() - first[held].min()) + 1
        blocks.append(Block(cells, years, len(held)))
        start[held], place[held], width[held], base[held] = (
            cells,
            np.arange(len(held)),
            len(held),
            first[held].min(),
        )
        cells += years * len(held)
    of = data.chain
    return Layout(tuple(blocks), start[of] + (data.year - base[of]) * width[of] + place[of], cells)


def _groups(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a group for each path: those whose years are alike."""
    begins = np.unique(first)
    edge, edges = -9999, []
    for year in begins:
        if year - edge > NEAR:
            edge = int(year)
            edges.append(edge)
    key = np.searchsorted(np.array(edges), first, side="right") * 100 + last // LONG
    group: NDArray[np.int64] = np.unique(key, return_inverse=True)[1].astype(np.int64)
    return group


def links(square: Array) -> Array:
    """Return the precision of each step from its expected square: large steps are held less."""
    found = np.maximum((FREEDOM + 1) / (FREEDOM + square / STEP**2), LOOSEST) / STEP**2
    found[0] = 1.0
    return found


def spread(mean: Array, variance: Array) -> Array:
    """Return the standard deviation of a relation from its mean and its variance with normal steps.

    Examples
    --------
    >>> spread(np.array([0.0, 4.0]), np.array([1.0, 1.0])).round(2)
    array([1.1 , 1.25])
    """
    return np.asarray(np.sqrt(WIDER**2 * variance + (FARTHER * mean) ** 2), dtype=np.float64)
