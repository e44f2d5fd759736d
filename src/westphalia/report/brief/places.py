"""Places: where a value stands among all (rank, share below, median), and where the capitals of a year lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np
from westphalia.record.geography import great_circle, towns
from westphalia.record.once import once
from westphalia.report import numbers
from westphalia.report.brief import words

if TYPE_CHECKING:
    from westphalia.record.world import World


@dataclass(frozen=True, slots=True)
class Place:
    """Where one value stands among others.

    Parameters
    ----------
    value : float
        The value.
    rank : int
        1 for the largest; equal values share the better rank.
    among : int
        How many values are known, this one included.
    below, equal : int
        How many others are smaller, and how many others are the same.
    median : float
        The middle of all known values.

    Examples
    --------
    >>> spot = place({1: 0.5, 2: 0.25, 3: 0.25, 4: 0.0}, 2)
    >>> spot.rank, spot.among, spot.below, spot.equal, spot.percentile
    (2, 4, 1, 1, 0.5)
    >>> spot.words("states"), spot.words("states", "most sanctioned")
    ('second largest of 4 states', 'second most sanctioned of 4 states')
    """

    value: float
    rank: int
    among: int
    below: int
    equal: int
    median: float

    @property
    def percentile(self) -> float:
        """Share of the others that are smaller, half of the equal ones counted: 1 is the largest, 0 the smallest."""
        return (self.below + self.equal / 2) / (self.among - 1) if self.among > 1 else 1.0

    @property
    def above(self) -> int:
        """How many others are larger."""
        return self.rank - 1

    @property
    def rank_from_below(self) -> int:
        """1 for the smallest."""
        return self.below + 1

    def words(self, noun: str, most: str = "largest", least: str = "") -> str:
        """Return the rank in words; with ``least`` counted from the nearer end."""
        if least and self.rank_from_below < self.rank:
            return f"{words.superlative(self.rank_from_below, least)} of {self.among:,d} {noun}"
        return f"{words.superlative(self.rank, most)} of {self.among:,d} {noun}"

    def frequency(self, high: str, low: str, noun: str) -> str:
        """Return the place as a natural frequency: "farther than 72 of 100 pairs", counted from the nearer end.

        Examples
        --------
        >>> place({n: n for n in range(200)}, 150).frequency("farther", "nearer", "pairs")
        'farther than 75 of 100 pairs'
        """
        others = self.among - 1
        if others == 0:
            return f"the only one of the {noun}"
        if self.equal == others:
            return f"like all other {noun}"
        if self.percentile >= 0.5:
            return f"{high} than {numbers.in_hundred(self.below / others)} {noun}"
        return f"{low} than {numbers.in_hundred(self.above / others)} {noun}"

    def to_dict(self) -> dict[str, Any]:
        """Return the place for the JSON document: rank, of how many, percentile and median."""
        return {"rank": self.rank, "of": self.among, "percentile": self.percentile, "median": self.median}


def place(values: Mapping[Any, float], key: Any) -> Place | None:
    """Return the place of ``key`` among the values; None when it has none.

    Parameters
    ----------
    values : mapping of object to float
        Known values by key.
    key : object
        Of the value in question.
    """
    value = values.get(key)
    return None if value is None else among(values.values(), value)


def among(values: Iterable[float], value: float) -> Place:
    """Return the place of a value among values of which it is one.

    Parameters
    ----------
    values : iterable of float
        Known values.
    value : float
        One of them.
    """
    known = sorted(values)
    upto = bisect_right(known, value)
    above, equal = len(known) - upto, upto - bisect_left(known, value)
    middle = len(known) // 2
    median = known[middle] if len(known) % 2 else (known[middle - 1] + known[middle]) / 2
    return Place(value, above + 1, len(known), len(known) - above - equal, equal - 1, median)


def share(values: Mapping[Any, float], key: Any) -> float | None:
    """Return what part of the sum of all values falls to ``key``; None when it has none or the sum is zero.

    Parameters
    ----------
    values : mapping of object to float
        Known values by key.
    key : object
        Of the value in question.
    """
    total = sum(values.values())
    value = values.get(key)
    return value / total if value is not None and total else None


def top(values: Mapping[Any, float], n: int = 5) -> list[tuple[Any, float]]:
    """Return the ``n`` largest, largest first, ties in order of key.

    Parameters
    ----------
    values : mapping of object to float
        Known values by key.
    n : int, optional
        How many.
    """
    return sorted(values.items(), key=lambda item: (-item[1], item[0]))[:n]


# Capitals of a year and the distances between them.


@once(latest=16)
def capitals(world: World, year: int) -> dict[int, tuple[str, float, float]]:
    """Return the capital of each state in the system of a year with latitude and longitude in degrees: the one at its end.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year.
    """
    members = set(world.members(year))
    return {ccode: town for ccode, town in towns(world, year).items() if ccode in members}


@once(latest=16)
def distances(world: World, year: int) -> dict[tuple[int, int], float]:
    """Return the distance in km between the capitals of all pairs of a year, lower code first.

    It is ``capital_distance`` to the last bit, from the towns of this year alone: the measure lays out those of all years.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year.
    """
    places = sorted((ccode, north, east) for ccode, (_, north, east) in capitals(world, year).items())
    apart = great_circle(np.radians([place[1:] for place in places]).reshape(-1, 2))
    one, two = np.triu_indices(len(places), 1)
    codes = np.array([place[0] for place in places], dtype=np.int64)
    pairs = zip(codes[one].tolist(), codes[two].tolist(), strict=True)
    return dict(zip(pairs, apart[one, two].tolist(), strict=True))
