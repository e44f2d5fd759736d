"""Pairs that nobody would call likely partners, though no barrier of the model stands between all of them.

- a barrier stands between them (:mod:`westphalia.record.barriers`);
- one forbids arms to the other, or restricts both trade and finance with it, of its own will or as a member of the European Union;
- one keeps relations with a rival government of the other and has none with it (:mod:`westphalia.record.rivals`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.record.barriers import standing
from westphalia.record.once import once
from westphalia.record.quantities.sanctions import on_states
from westphalia.record.rivals import sided

if TYPE_CHECKING:
    from westphalia.record.world import World


@once(latest=32)
def estranged(world: World, year: int) -> frozenset[tuple[int, int]]:
    """Return the pairs that nobody would call likely partners in a year, the lower code first.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year; after the list of sanctions those of its last year are taken to last.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> (365, 380) in estranged(load(), 2022), (365, 370) in estranged(load(), 2022)
    (True, False)
    """
    return standing(world, year) | sided(world, year) | _refused(world, year)


def _refused(world: World, year: int) -> frozenset[tuple[int, int]]:
    """Return pairs of which one forbids arms to the other, or restricts both trade and finance."""
    known = min(year, (world.span("sanctions") or (0, year))[1])
    own = on_states(world).filter(pl.col("year") == known, pl.col("route") != "un")
    arms, dealings = (
        pl.col("arms") + pl.col("military") > 0,
        (pl.col("trade") > 0) & (pl.col("financial") > 0),
    )
    pairs = own.filter(arms | dealings).select("sender", "target").iter_rows()
    return frozenset((min(pair), max(pair)) for pair in pairs)
