"""How often states vote the same: shares of roll calls, worked out from the votes themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np, pl
from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.record.quantities import get
from westphalia.record.source import Floats, rows_of
from westphalia.report.brief import words
from westphalia.report.brief.figures import YearValues, gap, of_all, taken, year_read
from westphalia.report.page import Figure

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

UNIT = "share of roll calls in which both voted"
VOTES = 3
"""Votes: 1 yes, 2 abstention, 3 no."""
FEWEST = 10
"""Fewest roll calls of a year with votes of both states for which a share is given its place among all pairs."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two states did in the roll calls of a year in which both voted or abstained."""

    year: int
    together: int
    same: int

    @property
    def share(self) -> float:
        """Part of the roll calls in which both voted the same."""
        return self.same / self.together


def by_year(world: World, a: int, b: int) -> dict[int, Agreement]:
    """Return the agreement of two states in every year in which both took part in a roll call.

    Parameters
    ----------
    world : World
        The record.
    a, b : int
        Codes of the states.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> years = by_year(load(), 2, 200)
    >>> min(years), years[2023].same <= years[2023].together
    (1946, True)
    """
    votes = world.scan("votes")
    one, other = (votes.filter(pl.col("ccode") == code).select("rcid", "year", "vote") for code in (a, b))
    frame = (
        one.join(other, on="rcid", suffix="_other")
        .group_by("year")
        .agg(pl.len(), (pl.col("vote") == pl.col("vote_other")).sum().alias("same"))
        .sort("year")
        .collect()
    )
    return {year: Agreement(year, together, same) for year, together, same in frame.iter_rows()}


@once(latest=32)
def shares(world: World, year: int) -> tuple[float, ...]:
    """Return the agreement of all pairs with at least :data:`FEWEST` roll calls in common in a year, ascending.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year of the roll calls.
    """
    votes = world.scan("votes").filter(year=year).select("ccode", "rcid", "vote").collect()
    (states, state), (calls, call) = (
        np.unique(votes[key].to_numpy(), return_inverse=True) for key in ("ccode", "rcid")
    )
    cast = np.zeros((len(states), VOTES, len(calls)), dtype=np.float32)
    cast[state, votes["vote"].to_numpy() - 1, call] = 1.0
    each, voted = cast.reshape(len(states), -1), cast.sum(axis=1)
    same, together = (matrix.astype(np.float64) for matrix in (each @ each.T, voted @ voted.T))
    counted = np.triu(together >= FEWEST, 1)
    return tuple(np.sort(same[counted] / together[counted]).tolist())


def latest(world: World, agreed: Mapping[int, Agreement], year: int) -> Agreement | None:
    """Return the agreement of a year; past the last year with votes that of the last.

    Parameters
    ----------
    world : World
        The record.
    agreed : mapping of int to Agreement
        The agreement by year, as :func:`by_year` has it.
    year : int
        The year of the page.
    """
    read = year_read(world, "votes", year, carry=True)
    return None if read is None else agreed.get(read)


def place(world: World, both: Agreement | None) -> float | None:
    """Return the share of the other pairs that agreed less often; None where too few roll calls are shared.

    Parameters
    ----------
    world : World
        The record.
    both : Agreement or None
        The agreement of the pair; None where there is none.
    """
    if both is None or both.together < FEWEST:
        return None
    everyone = shares(world, both.year)
    return bisect_left(everyone, both.share) / (len(everyone) - 1) if len(everyone) > 1 else None


def fact(world: World, both: Agreement | None, year: int) -> dict[str, Any]:
    """Return the agreement for the JSON document, with the number of roll calls.

    Parameters
    ----------
    world : World
        The record.
    both : Agreement or None
        The agreement of the pair; None where there is none.
    year : int
        The year of the page.
    """
    if both is None:
        why = gap(world, "votes", year) or f"no roll call of {year} with votes of both"
        return Figure(None, UNIT, year, None, "votes", why).to_dict()
    figure = Figure(both.share, UNIT, year, both.year, "votes").to_dict()
    return {**figure, "roll_calls": both.together, "same": both.same}


# How far apart states vote: the distances of all pairs between published ideal points.


SERIES = "final_passage"
DISTANCE = "ideal point"
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
    """Return the ideal points of all states of every year with votes, ascending (states,).

    Parameters
    ----------
    world : World
        The record.
    """
    rows = rows_of(world, "ideal_point").years(world.covers("ideal_point"))
    years = sorted(set(rows.year.tolist()))
    return {year: np.sort(rows.value[rows.of_year(year)]) for year in years}


def _apart(points: Floats) -> Floats:
    """Return the distances of all pairs of ascending ideal points, ascending (pairs,)."""
    return np.sort((points - points[:, None])[~np.tri(len(points), dtype=np.bool_)])


@once(latest=32)
def spread(world: World, year: int) -> Spread:
    """Return the distances of all pairs of states with an ideal point in ``year``.

    Parameters
    ----------
    world : World
        The record.
    year : int
        A year with ideal points.
    """
    return Spread(tuple(_apart(ranked(world)[year]).tolist()))


@once
def spreads(world: World) -> tuple[tuple[int, float, float, float], ...]:
    """Return for every year the distance that 5, 50 and 95 of 100 pairs do not exceed.

    Parameters
    ----------
    world : World
        The record.
    """
    found = []
    for year, points in ranked(world).items():
        apart = _apart(points)
        low, middle, high = (nearest(apart, share) for share in (0.05, 0.5, 0.95))
        found.append((year, low, middle, high))
    return tuple(found)


def nearest(ascending: Floats, share: float) -> float:
    """Return the value that ``share`` of ascending ones do not exceed, the nearer of two.

    Parameters
    ----------
    ascending : ndarray (n,)
        Known values in ascending order, on the scale of ideal points; never NaN.
    share : float
        From 0 to 1.
    """
    return float(ascending[int(share * (len(ascending) - 1) + 0.5)])


@dataclass(frozen=True, slots=True)
class VoteReading:
    """What is known of a pair's votes in one year.

    Parameters
    ----------
    year : int
        Year asked for.
    points : YearValues
        Ideal points of all states.
    a, b, distance : Figure
        Ideal point of each of the two and the difference.
    spread : Spread or None
        Distances of all pairs; None when the pair's is not known.
    """

    year: int
    points: YearValues
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


def read(world: World, dyad: Dyad, year: int, *, carry: bool = False) -> VoteReading:
    """Return ideal points, distance and all pairs' distances of a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    carry : bool, optional
        Whether the last year with votes stands for later ones.
    """
    points = of_all(world, "ideal_point", year, carry=carry)
    a, b = (_point(world, points, state, year) for state in (dyad.a, dyad.b))
    if a.value is None or b.value is None:
        why = "; ".join(dict.fromkeys(each.why for each in (a, b) if each.value is None))
        return VoteReading(year, points, a, b, Figure(None, DISTANCE, year, None, "ideal_points", why), None)
    apart = Figure(abs(float(a.value) - float(b.value)), DISTANCE, year, points.observed, "ideal_points")
    return VoteReading(year, points, a, b, apart, spread(world, points.observed or year))


def _point(world: World, points: YearValues, state: State, year: int) -> Figure:
    """Return a state's ideal point; where it has none, why."""
    found = taken(points, state.ccode, year)
    if found.value is not None or points.observed is None:
        return found
    if points.observed == SILENT:
        return Figure(None, DISTANCE, year, None, "ideal_points", f"no recorded vote in {SILENT}")
    name = words.the(state.name)
    why = f"no vote of {name} in {points.observed}"
    if not member(world, state, points.observed):
        why = f"{name} was not a member of the United Nations in {points.observed}"
    return Figure(None, DISTANCE, year, None, "ideal_points", why)


def member(world: World, state: State, year: int) -> bool:
    """Return whether a state was a member of the United Nations on at least one day of a year.

    Parameters
    ----------
    world, state, year : World, State, int
        The record, the state, and the year.
    """
    spells = world.scan("institution_members").filter(pl.col("ccode") == state.ccode, institution="un")
    begun = pl.col("start").dt.year() <= year
    lasting = pl.col("end").is_null() | (pl.col("end").dt.year() >= year)
    return not spells.filter(begun & lasting).select("ccode").collect().is_empty()


# The pair's ideal points as estimated here, beside the published ones.


SMOOTHED, FILTERED = "ideal_point_estimated", "ideal_point_filtered"


def _name_of(world: World) -> str:
    """Return the quantity to read: where smoothed estimates are withheld, those that have seen nothing later."""
    return FILTERED if world.withheld(get(SMOOTHED).table) else SMOOTHED


def table_of(world: World) -> str:
    """Return the table that it is from.

    Parameters
    ----------
    world : World
        The record.
    """
    return get(_name_of(world)).table


def own_facts(world: World, dyad: Dyad, year: int) -> dict[str, Any]:
    """Return ideal points and their distance as the document has them.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    points = of_all(world, _name_of(world), year, carry=True)
    a, b = (taken(points, state.ccode, year) for state in (dyad.a, dyad.b))
    if a.value is None or b.value is None:
        why = "; ".join(dict.fromkeys(each.why for each in (a, b) if each.value is None))
        apart = Figure(None, DISTANCE, year, None, table_of(world), why)
    else:
        apart = Figure(abs(float(a.value) - float(b.value)), DISTANCE, year, points.observed, table_of(world))
    return {"a": a.to_dict(), "b": b.to_dict(), "distance": apart.to_dict(), "series": SERIES}


# How the pair voted on the two resolutions of the General Assembly on Ukraine.


NAMES = {1: "yes", 2: "abstained", 3: "no"}
SAID = {
    "yes": "voted yes",
    "no": "voted no",
    "abstained": "abstained",
    "absent": "did not vote",
    "not a member": "was not a member",
}


def ukraine_facts(world: World, dyad: Dyad, year: int) -> list[dict[str, Any]]:
    """Return the votes of both by the end of the year, oldest first; empty where neither is a member.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    if year < Coverage(("ukraine_votes",)).whole(world)[0]:
        return []
    rows = world.scan("ukraine_votes").filter(pl.col("date") <= pl.lit(date(year, 12, 31)))
    cast: dict[tuple[date, str], dict[int, str]] = {}
    for resolution, ccode, when, vote in rows.sort("date", "ccode").collect().iter_rows():
        cast.setdefault((when, resolution), {})[ccode] = NAMES[vote]
    absent = {
        state.ccode: "absent" if member(world, state, year) else "not a member" for state in (dyad.a, dyad.b)
    }
    if not cast or set(absent.values()) == {"not a member"}:
        return []
    return [
        {
            "resolution": resolution,
            "date": when.isoformat(),
            "a": votes.get(dyad.a.ccode, absent[dyad.a.ccode]),
            "b": votes.get(dyad.b.ccode, absent[dyad.b.ccode]),
        }
        for (when, resolution), votes in cast.items()
    ]


def sentence(dyad: Dyad, votes: list[dict[str, Any]]) -> str:
    """Return the votes in words.

    Parameters
    ----------
    dyad : Dyad
        The pair.
    votes : list of dict of str to object
        As :func:`ukraine_facts` has them, at least one.
    """
    told = [
        f"on {each['resolution']} of {words.day(date.fromisoformat(each['date']))} {_how(dyad, each)}"
        for each in votes
    ]
    return f"On Ukraine: {'; '.join(told)}."


def _how(dyad: Dyad, vote: Mapping[str, Any]) -> str:
    if vote["a"] == vote["b"]:
        return f"both {SAID[vote['a']]}"
    return f"{words.the(dyad.a.name)} {SAID[vote['a']]}, {words.the(dyad.b.name)} {SAID[vote['b']]}"
