"""Contiguity: which states border each other, by land or across the water (Correlates of War)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.once import once
from westphalia.record.spells import Spells, read

if TYPE_CHECKING:
    from westphalia.record.world import World

LAND, MILES_12, MILES_24, MILES_150, MILES_400 = 1, 2, 3, 4, 5
"""Kinds of contiguity: by land or river, or across at most so many miles of water; each the nearer, the smaller."""


@once
def contiguity(world: World, most: int = MILES_400) -> Spells:
    """Return the spells of contiguity, their kind in ``conttype``; two touch in every year in which they did on any day, as the nearest kind.

    Parameters
    ----------
    world : World
        The record.
    most : int
        The farthest kind that counts: ``LAND`` for land borders alone.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> touching = contiguity(load()).of(365, 630)
    >>> touching.in_year(1991)["conttype"].to_list(), touching.in_year(1992)["conttype"].to_list()
    ([1], [])
    """
    import polars as pl

    spells = as_listed(world)
    nearest_last = spells.frame.filter(pl.col("conttype") > 0, pl.col("conttype") <= most)
    return Spells(nearest_last.sort("conttype", descending=True), spells.sides, spells.covers)


@once
def as_listed(world: World) -> Spells:
    """Return all spells of the list, those that say "not contiguous" (0) too; of a year the spell counts that is listed first.

    So the R package has it; in long overlaps of the list this is the spell that says 0.
    """
    spells = read(world, "contiguity", columns=("conttype",))
    return Spells(spells.frame.reverse(), spells.sides, spells.covers)
