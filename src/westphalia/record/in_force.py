"""What is in force in a year, by the rule of spells: contiguity, major powers, pacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from westphalia.lazy import pl
from westphalia.record.once import once
from westphalia.record.spells import PAIR, Spells, read

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


# Major powers: which states the lists call so, from when to when.


@once
def major_powers(world: World, listed: Literal["cow", "maoz_global", "maoz_regional"] = "cow") -> Spells:
    """Return the spells of major powers; one is a power in every year in which it was one on any day, as in panels of the field.

    Parameters
    ----------
    world : World
        The record.
    listed : {"cow", "maoz_global", "maoz_regional"}
        Whose list: the Correlates of War, or the global or regional powers of Maoz.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> powers = major_powers(load())
    >>> sorted(powers.in_year(1940)["ccode"]), powers.observed(2022)
    ([2, 200, 220, 255, 325, 365, 740], 2016)
    """
    return read(world, "major_powers", sides=("ccode",), listed=listed)


# Pacts: the phases of alliances between two states, when they stand, and when they were made.


SMALL = 4
"""A pact of at most so many members is small; one of more is multilateral."""
PROMISES = ("defense", "offense", "neutral", "nonagg", "consul")


def sized(small: bool, of: str = "members") -> str:
    """Return how many members a small pact, or one that is not, has in words.

    Examples
    --------
    >>> sized(True), sized(False, "states")
    ('at most four members', 'more than four states')
    """
    return f"{'at most' if small else 'more than'} {('one', 'two', 'three', 'four', 'five', 'six')[SMALL - 1]} {of}"


@once
def pacts(world: World) -> Spells:
    """Return the phases of alliances between two states, with what either promises; they stand in a year at whose end they do.

    ``bare`` is true of a phase in which nothing is promised but not to attack.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> pact = pacts(load()).of(255, 365)
    >>> [year for year in range(1936, 1946) if not pact.in_year(year).is_empty()]
    [1939, 1940]
    """
    both = promises(world)
    low, high = (
        pick(*PAIR).alias(side)
        for pick, side in zip((pl.min_horizontal, pl.max_horizontal), PAIR, strict=True)
    )
    keys = (*PAIR, "start", "atopid", "phase")
    rows = (
        both.with_columns(low, high)
        .group_by(keys)
        .agg(
            pl.col("end", "first", "last").last(),
            pl.col("members").max(),
            *(pl.col(name).any() for name in PROMISES),
        )
    )
    more = pl.any_horizontal(*(name for name in PROMISES if name != "nonagg"))
    return Spells(rows.with_columns(bare=pl.col("nonagg") & ~more).sort(keys), PAIR, world.span("pacts"))


@once
def promises(world: World) -> pl.DataFrame:
    """Return the same as each of two states promises the other: a row each way."""
    return read(world, "pacts", columns=("atopid", "phase", "members", *PROMISES), rule="at its end").frame


def made(phases: pl.DataFrame) -> pl.DataFrame:
    """Return the alliances between two states as they began: the first phase of each, earliest first."""
    rows = phases.sort("start", *PAIR, "atopid", "phase")
    return rows.unique([*PAIR, "atopid"], keep="first", maintain_order=True)
