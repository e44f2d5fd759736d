"""The rule by which the core of a year is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.core.ties import Array, Bools, Ties, ties
from westphalia.record.once import once
from westphalia.record.world import FIRST_YEAR

if TYPE_CHECKING:
    from westphalia.record.source import Source

WINDOW = 5
"""Years over which strength and ties are averaged: the year itself and the four before."""
DENSER = 1.25
"""A member is tied to the coalition this many times as closely as two states of the system are on average."""
LEAST = 0.02
"""Share of the strength of the system below which a state is no member."""
SEEDS = 6
"""From how many of the strongest states a coalition is grown."""


@dataclass(frozen=True, eq=False)
class Core:
    """The core of a year.

    Parameters
    ----------
    year : int
        The year.
    codes : ndarray (n,)
        Codes of all states in the system, ascending.
    strength : ndarray (n,)
        Share of each in the strength of the system, mean of the window.
    member : ndarray (n,) of bool
        Whether it belongs to the core.
    closeness : ndarray (n,)
        How closely it is tied to the members other than itself, by their strength: 0 to 1; NaN when it is the only member.
    ordinary : float
        How closely two states of the system are tied on average, by the product of their strengths.
    observed : mapping
        From which year each input is, where its source ended before this year.
    """

    year: int
    codes: NDArray[np.int64]
    strength: Array
    member: Bools
    closeness: Array
    ordinary: float
    observed: Mapping[str, int]

    @cached_property
    def weight(self) -> Array:
        """Share of each state in the strength of the core: 0 outside, sums to 1, (n,)."""
        inside = np.where(self.member, self.strength, 0.0)
        total = inside.sum()
        return inside / total if total > 0 else inside

    @property
    def members(self) -> tuple[int, ...]:
        """Codes of the members, the strongest first."""
        order = np.argsort(-self.weight, kind="stable")
        return tuple(int(self.codes[at]) for at in order if self.member[at])

    def on(self, codes: NDArray[np.int64]) -> Array:
        """Return the weights of states of another year, summing to 1 over those that are there; 0 for the others, (len(codes),)."""
        at = np.searchsorted(self.codes, codes).clip(0, self.codes.size - 1)
        found = np.where(self.codes[at] == codes, self.weight[at], 0.0)
        total = found.sum()
        return found / total if total > 0 else found


@once
def core(source: Source, year: int) -> Core:
    """Return the core of the system in a year.

    Strength is the geometric mean of a state's share of capability and of its reach. From each of the six strongest states a coalition is grown:
    the state that is strongest and closest to it joins, as long as it is tied to it 1.25 times as closely as two states are on
    average, has 2 per cent of the system's strength and is at war with no member. The strongest coalition is the core.

    Parameters
    ----------
    source : Source
        The record, or a simulated system; inputs whose source ended before the year are carried, which ``observed`` says.
    year : int
        From 1816.

    Examples
    --------
    >>> import westphalia as wp
    >>> world = wp.load()
    >>> core(world, 1960).members  # United States, United Kingdom, France, West Germany, Canada, Japan, Italy
    (2, 200, 220, 260, 20, 740, 325)
    >>> core(world, 2020).observed["pact"]
    2018
    """
    now = ties(source, year)
    window = [ties(source, at) for at in range(max(FIRST_YEAR, year - WINDOW + 1), year + 1)]
    strength, close = averaged(now.codes, window)
    tied = np.where(now.allied & ~now.war, 1.0, np.where(now.fought, 0.0, close))
    member, ordinary = draw(strength, close, tied, now.war)
    inside = np.where(member, strength, 0.0)
    others = inside.sum() - inside
    near = tied @ inside
    closeness = np.minimum(1.0, np.divide(near, others, out=np.full(near.size, np.nan), where=others > 0))
    return Core(year, now.codes, strength, member, closeness, ordinary, now.observed)


def averaged(codes: NDArray[np.int64], window: list[Ties]) -> tuple[Array, Array]:
    """Return strength (n,) and closeness (n, n) of the states, each the mean of the years in which they were there."""
    strength, years = np.zeros(codes.size), np.zeros(codes.size)
    close, both = np.zeros((codes.size, codes.size)), np.zeros((codes.size, codes.size))
    for of in window:
        at = np.searchsorted(of.codes, codes).clip(0, of.codes.size - 1)
        there = np.flatnonzero(of.codes[at] == codes)
        strength[there] += of.strength[at[there]]
        years[there] += 1
        block = np.ix_(there, there)
        close[block] += of.close[np.ix_(at[there], at[there])]
        both[block] += 1
    mean = strength / np.maximum(years, 1)
    return mean / mean.sum(), close / np.maximum(both, 1)


def draw(strength: Array, close: Array, tied: Array, war: Bools) -> tuple[Bools, float]:
    """Return the members of the strongest dense coalition, and how closely two states are tied on average.

    Parameters
    ----------
    strength : ndarray (n,)
        Shares of the system.
    close, tied : ndarray (n, n)
        How closely each two are tied; the second is 0 for those who fought lately.
    war : ndarray (n, n) of bool
        Who is at war with whom.

    Examples
    --------
    Two strong friends, a strong stranger and a small friend:

    >>> close = np.array([[0, 1, 0.1, 1], [1, 0, 0.1, 1], [0.1, 0.1, 0, 0], [1, 1, 0, 0]])
    >>> member, ordinary = draw(np.array([0.4, 0.3, 0.29, 0.01]), close, close, np.zeros((4, 4), dtype=bool))
    >>> member.tolist(), round(ordinary, 2)
    ([True, True, False, False], 0.44)
    """
    pairs = np.outer(strength, strength)
    np.fill_diagonal(pairs, 0.0)
    ordinary = float((close * pairs).sum() / pairs.sum()) if pairs.sum() > 0 else 0.0
    able = strength >= LEAST
    seeds = [int(at) for at in np.argsort(-strength, kind="stable")[:SEEDS] if able[at]]
    coalitions = [_grown(seed, strength, tied, war, able, DENSER * ordinary) for seed in seeds]
    member = np.zeros(strength.size, dtype=np.bool_)
    if coalitions:
        member[max(coalitions, key=lambda inside: float(strength[inside].sum()))] = True
    return member, ordinary


def _grown(seed: int, strength: Array, tied: Array, war: Bools, able: Bools, least: float) -> list[int]:
    inside = [seed]
    while True:
        near = tied[:, inside] @ strength[inside] / strength[inside].sum()
        free = able & (near >= least) & ~war[:, inside].any(axis=1)
        free[inside] = False
        if not free.any():
            return inside
        inside.append(int(np.argmax(np.where(free, strength * near, -1.0))))
