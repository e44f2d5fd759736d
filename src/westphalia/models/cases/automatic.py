"""The automatic list: every alignment between former enemies, and as many former enemies that made none.

The rule, fixed before any model was fitted: a pair in a year is a pair of *enemies* when within the 25 years before it they were on
opposite sides of a war, or strategic rivals of either list. Every new small pact (1881-2018) or defence agreement (1980-2010) of such a
pair that has had none in the ten years before is a case. Its match is a pair of enemies of the same year without a new tie from ten years
before to five years after, as like it as can be found in whether they share a land border and how many of the two are major powers, then
drawn by a number made of codes and year; none is used twice in a year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.models.outcomes import ALIGNMENT
from westphalia.models.partnership.windows import listed, next_year
from westphalia.record.coverage import Coverage
from westphalia.record.history import Snapshot
from westphalia.record.in_force import LAND
from westphalia.record.new_ties import number

if TYPE_CHECKING:
    from westphalia.record.world import World

FIRST = 1881
MEMORY, QUIET, AFTER = 25, 10, 5
LISTED = Coverage(("contiguity", "major_powers:cow"))
"""Years of the lists by which a match is like its pair."""
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A case of the automatic list: codes, year, and the match (None where there was none)."""

    one: int
    two: int
    year: int
    match: Pair | None


def enemies(world: World) -> dict[Pair, list[tuple[int, int]]]:
    """Return, by pair, the first and last years of wars against each other and of rivalries.

    Examples
    --------
    >>> import westphalia as wp
    >>> (1939, 1940) in enemies(wp.load())[365, 375]
    True
    """
    spans: dict[Pair, list[tuple[int, int]]] = {}
    wars = world.scan("war_dyad_years").filter(pl.col("ccode1") < pl.col("ccode2"))
    grouped = wars.group_by("ccode1", "ccode2", "warnum").agg(
        pl.col("year").min().alias("first"), pl.col("year").max().alias("last")
    )
    rivals = world.scan("rivalries").select("ccode1", "ccode2", "first", pl.col("last").fill_null(9999))
    for frame in (grouped.select("ccode1", "ccode2", "first", "last"), rivals):
        for one, two, first, last in frame.collect().sort("ccode1", "ccode2", "first").iter_rows():
            spans.setdefault((one, two), []).append((first, last))
    return spans


def were(spans: list[tuple[int, int]], year: int) -> bool:
    """Return whether one of the spans touches the 25 years before a year.

    Examples
    --------
    >>> were([(1939, 1940)], 1964), were([(1939, 1940)], 1966), were([(1939, 1940)], 1939)
    (True, False, False)
    """
    return any(first < year and last >= year - MEMORY for first, last in spans)


def automatic(world: World) -> list[Drawn]:
    """Return the automatic list, in order of year.

    Examples
    --------
    >>> import westphalia as wp
    >>> any((case.one, case.two, case.year) == (220, 365, 1891) for case in automatic(wp.load()))
    True
    """
    spans = enemies(world)
    every = listed(world)
    known, seen = every.events, every.seen
    events = sorted(
        {
            (int(year), int(one), int(two))
            for name in ALIGNMENT.parts
            for one, two, year in zip(known[name].one, known[name].two, known[name].year, strict=True)
            if max(FIRST, seen[name][0]) <= year <= seen[name][1]
        }
    )
    keys = np.sort(np.concatenate([known[name].keys for name in ALIGNMENT.parts]))
    made: list[Drawn] = []
    used: set[tuple[Pair, int]] = set()
    for year, one, two in events:
        pair = one, two
        if pair not in spans or not were(spans[pair], year) or _tied(keys, pair, year - QUIET, year - 1):
            continue
        match = _match(world, spans, keys, pair, year, used)
        if match is not None:
            used.add((match, year))
        made.append(Drawn(one, two, year, match))
    return made


def _tied(keys: np.ndarray, pair: Pair, first: int, last: int) -> bool:
    """Return whether a pair made a tie within some years."""
    one, two = np.array([pair[0]]), np.array([pair[1]])
    return bool(next_year(keys, one, two, np.array([first - 1]))[0] <= last)


def _match(
    world: World,
    spans: dict[Pair, list[tuple[int, int]]],
    keys: np.ndarray,
    pair: Pair,
    year: int,
    used: set[tuple[Pair, int]],
) -> Pair | None:
    members = set(world.members(year, "cow"))
    candidates = [
        other
        for other, between in spans.items()
        if other != pair and set(other) <= members and (other, year) not in used
        and were(between, year) and not _tied(keys, other, year - QUIET, year + AFTER)
    ]  # fmt: skip
    if not candidates:
        return None
    own = _likeness(world, pair, year)

    def unlike(other: Pair) -> tuple[int, int]:
        border, majors = _likeness(world, other, year)
        drawn = int(number(np.array([other[0]]), np.array([other[1]]), year)[0]) * 2654435761 % 2**32
        return abs(border - own[0]) + abs(majors - own[1]), drawn

    return min(candidates, key=unlike)


def _likeness(world: World, pair: Pair, year: int) -> tuple[int, int]:
    """Return whether a pair shares a land border in the year before, and how many of the two are major powers."""
    before = Snapshot(world, min(year - 1, LISTED.whole(world)[1]))
    one, two = np.searchsorted(before.codes, pair)
    return int(before["contiguity"][one, two] == LAND), int(np.nansum(before["major_power"][[one, two]]))


__all__ = ["Drawn", "automatic", "enemies", "were"]
