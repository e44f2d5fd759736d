"""Pacts: the phases of alliances between two states, when they stand, and when they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.once import once
from westphalia.record.spells import PAIR, Spells, read

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.world import World

SMALL = 4
"""A pact of at most so many members is small; one of more is multilateral."""
PROMISES = ("defense", "offense", "neutral", "nonagg", "consul")


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
    import polars as pl

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
