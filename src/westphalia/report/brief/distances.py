"""How far apart states vote: the distances of all pairs between published ideal points."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from westphalia.record.once import once
from westphalia.record.source import Floats, rows_of
from westphalia.report.brief import words
from westphalia.report.brief.figures import Values, of_all, taken
from westphalia.report.page import Figure

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

SERIES = "final_passage"
UNIT = "ideal point"
SILENT = 1964
"""Year between the first and the last without a recorded vote."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The distances of all pairs of one year, ascending.

    Examples
    --------
    >>> spread = Spread((0.1, 0.2, 0.2, 0.9))
    >>> spread.farther_than(0.2), spread.closer_than(0.2), spread.at(0.5)
    (0.3333333333333333, 0.3333333333333333, 0.2)
    """

    distances: tuple[float, ...]

    def closer_than(self, distance: float) -> float:
        """Return the share of the other pairs that lie farther apart than ``distance``, which is one of them."""
        others = len(self.distances) - 1
        return (others + 1 - bisect_right(self.distances, distance)) / others if others else 0.0

    def farther_than(self, distance: float) -> float:
        """Return the share of the other pairs that lie closer together than ``distance``, which is one of them."""
        others = len(self.distances) - 1
        return bisect_left(self.distances, distance) / others if others else 0.0

    def at(self, share: float) -> float:
        """Return the distance that ``share`` of the pairs do not exceed."""
        return self.distances[round(share * (len(self.distances) - 1))]

    def bins(self, width: float) -> list[tuple[float, float, int]]:
        """Return how many pairs lie in each interval of ``width``: from, up to, count."""
        found, start, done = [], 0, 0
        while done < len(self.distances):
            end = bisect_left(self.distances, (start + 1) * width)
            found.append((round(start * width, 6), round((start + 1) * width, 6), end - done))
            start, done = start + 1, end
        return found


@once
def ranked(world: World) -> dict[int, Floats]:
    """Return the ideal points of all states of every year with votes, ascending (states,)."""
    rows = rows_of(world, "ideal_point").years(world.covers("ideal_point"))
    years = sorted(set(rows.year.tolist()))
    return {year: np.sort(rows.value[rows.of_year(year)]) for year in years}


def _apart(points: Floats) -> Floats:
    """Return the distances of all pairs of ascending ideal points, ascending (pairs,)."""
    return np.sort((points - points[:, None])[~np.tri(len(points), dtype=np.bool_)])


@once(latest=32)
def spread(world: World, year: int) -> Spread:
    """Return the distances of all pairs of states with an ideal point in ``year``."""
    return Spread(tuple(_apart(ranked(world)[year]).tolist()))


@once
def spreads(world: World) -> tuple[tuple[int, float, float, float], ...]:
    """Return for every year the distance that 5, 50 and 95 of 100 pairs do not exceed."""
    found = []
    for year, points in ranked(world).items():
        apart = _apart(points)
        low, middle, high = (nearest(apart, share) for share in (0.05, 0.5, 0.95))
        found.append((year, low, middle, high))
    return tuple(found)


def nearest(ascending: Floats, share: float) -> float:
    """Return the value that ``share`` of ascending ones do not exceed, the nearer of two."""
    return float(ascending[int(share * (len(ascending) - 1) + 0.5)])


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of a pair's votes in one year.

    Parameters
    ----------
    year : int
        Year asked for.
    points : Values
        Ideal points of all states.
    a, b, distance : Figure
        Ideal point of each of the two and the difference.
    spread : Spread or None
        Distances of all pairs; None when the pair's is not known.
    """

    year: int
    points: Values
    a: Figure
    b: Figure
    distance: Figure
    spread: Spread | None

    @property
    def apart(self) -> float:
        """The distance; only for a reading with a spread."""
        return float(self.distance.value or 0.0)

    @property
    def closer(self) -> float | None:
        """Share of the other pairs that were farther apart; None when the distance is not known."""
        return None if self.spread is None else self.spread.closer_than(self.apart)


def read(world: World, dyad: Dyad, year: int, *, carry: bool = False) -> Reading:
    """Return ideal points, distance and all pairs' distances of a year."""
    points = of_all(world, "ideal_point", year, carry=carry)
    a, b = (point(world, points, state, year) for state in (dyad.a, dyad.b))
    if a.value is None or b.value is None:
        why = "; ".join(dict.fromkeys(each.why for each in (a, b) if each.value is None))
        return Reading(year, points, a, b, Figure(None, UNIT, year, None, "ideal_points", why), None)
    apart = Figure(abs(float(a.value) - float(b.value)), UNIT, year, points.observed, "ideal_points")
    return Reading(year, points, a, b, apart, spread(world, points.observed or year))


def point(world: World, points: Values, state: State, year: int) -> Figure:
    """Return a state's ideal point; where it has none, why."""
    found = taken(points, state.ccode, year)
    if found.value is not None or points.observed is None:
        return found
    if points.observed == SILENT:
        return Figure(None, UNIT, year, None, "ideal_points", f"no recorded vote in {SILENT}")
    name = words.the(state.name)
    why = f"no vote of {name} in {points.observed}"
    if not member(world, state, points.observed):
        why = f"{name} was not a member of the United Nations in {points.observed}"
    return Figure(None, UNIT, year, None, "ideal_points", why)


def member(world: World, state: State, year: int) -> bool:
    """Return whether a state was a member of the United Nations on at least one day of a year."""
    import polars as pl

    spells = world.table("institution_members").filter(pl.col("ccode") == state.ccode, institution="un")
    begun = pl.col("start").dt.year() <= year
    lasting = pl.col("end").is_null() | (pl.col("end").dt.year() >= year)
    return not spells.filter(begun & lasting).select("ccode").collect().is_empty()
