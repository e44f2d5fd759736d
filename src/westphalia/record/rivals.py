"""States that keep relations with one of two rival governments, and have none with the other.

Two governments are rivals where one claims the whole of the other (``coded_recognition``). Some such claims make every third state choose, others few mind. Which do,
the counts of diplomatic missions tell (``missions``, to 2000): where fewer than one in ten of the states with a mission at or of either have one with both, a state that has one
with the first and none with the second has no relations with the second. Between two counts it is said only where both say so, so that up to four years after a change
nothing is. After the last count ``coded_rival_relations`` has who keeps relations with whom and is complete: those states have none with the rival, all others have none with the
government that it is about.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.record.once import once
from westphalia.record.spells import LASTING

if TYPE_CHECKING:
    from westphalia.record.world import World

    Pairs = frozenset[tuple[int, int]]


@once(latest=32)
def sided(world: World, year: int) -> Pairs:
    """Return pairs of a state and the rival of the government that it keeps relations with, the lower code first.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year, at its end.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> (365, 713) in sided(load(), 2022), (90, 713) in sided(load(), 2022), (90, 710) in sided(load(), 2022)
    (True, False, True)
    """
    counts = world.listed("missions")["year"].unique().sort().to_list()
    before, after = [at for at in counts if at <= year], [at for at in counts if at >= year]
    if not after:
        return _by_hand(world, year)
    if not before:
        return frozenset()
    return _chosen(world, before[-1]) & _chosen(world, after[0])


def _claimed(world: World, year: int) -> list[tuple[int, int]]:
    """Return pairs of which one claims the whole of the other in a year: who claims, and whose land."""
    of = world.scan("coded_parties").filter(pl.col("record") == "coded_recognition")
    by, whose = (of.filter(pl.col("part") == part).select("id", **{part: "ccode"}) for part in ("by", "of"))
    first, last = pl.col("start").dt.year(), pl.col("end").dt.year().fill_null(LASTING)
    rows = world.scan("coded_recognition").filter(
        pl.col("kind") == "claims_whole", first <= year, last >= year
    )
    found = rows.join(by, on="id").join(whose, on="id").select("by", "of").unique().sort("by", "of")
    return list(found.collect().iter_rows())


@once
def _chosen(world: World, count: int, share: float = 0.1) -> Pairs:
    """Return who had chosen between two rivals when missions were counted; ``share``: of states that have both, below which all had to choose."""
    rows = world.listed("missions").filter(year=count)
    found: set[tuple[int, int]] = set()
    for rivals in _claimed(world, count):
        one, two = (
            {*rows.filter(host=each)["sender"].to_list(), *rows.filter(sender=each)["host"].to_list()}
            for each in rivals
        )
        if one and two and len(one & two) < share * len(one | two):
            found |= {_pair(state, rivals[1]) for state in one - two}
            found |= {_pair(state, rivals[0]) for state in two - one}
    return frozenset(found)


def _by_hand(world: World, year: int) -> Pairs:
    """Return pairs without relations by the list that goes on where the counts end."""
    day = date(year, 12, 31)
    lasting = pl.col("end").is_null() | (pl.col("end") > day)
    rows = world.scan("coded_rival_relations").select("ccode", "of", "start", "end").collect()
    kept = set(rows.filter(pl.col("start") <= day, lasting).select("of", "ccode").iter_rows())
    found: set[tuple[int, int]] = set()
    for government in set(rows["of"].to_list()):
        rivals = [by for by, of in _claimed(world, year) if of == government]
        for state in set(world.members(year, "cow")) - {government, *rivals}:
            apart = rivals if (government, state) in kept else [government]
            found |= {_pair(state, each) for each in apart}
    return frozenset(found)


def _pair(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b)
