"""The core of the system: the leading coalition of each year, drawn by one rule from capability, reach and dense ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.measures.core.ties import Array, Bools, CoreTies, ties
from westphalia.measures.measure import Measure
from westphalia.measures.members import of_members
from westphalia.record.coverage import since
from westphalia.record.once import once
from westphalia.record.schema import FIRST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.history import Floats, History
    from westphalia.record.source import Source


# The rule by which the core of a year is drawn.


TIES_WINDOW = 5
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
    window = [ties(source, at) for at in range(max(FIRST_YEAR, year - TIES_WINDOW + 1), year + 1)]
    strength, close = averaged(now.codes, window)
    tied = np.where(now.allied & ~now.war, 1.0, np.where(now.fought, 0.0, close))
    member, ordinary = draw(strength, close, tied, now.war)
    inside = np.where(member, strength, 0.0)
    others = inside.sum() - inside
    near = tied @ inside
    closeness = np.minimum(1.0, np.divide(near, others, out=np.full(near.size, np.nan), where=others > 0))
    return Core(year, now.codes, strength, member, closeness, ordinary, now.observed)


def averaged(codes: NDArray[np.int64], window: list[CoreTies]) -> tuple[Array, Array]:
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


# What states have with the core, with the state itself and one other left out of it, for all pairs at the price of one.


Places: TypeAlias = "NDArray[np.int64]"


@dataclass(frozen=True, eq=False)
class Toward:
    """What each state has with the core.

    Parameters
    ----------
    values : ndarray (n, n)
        What each two states have with each other, the same both ways; NaN where unknown. The diagonal is not read.
    weight : ndarray (n,)
        Weight of each state in the core, 0 outside.
    """

    values: Array
    weight: Array

    @cached_property
    def known(self) -> Array:
        """1 where the value of two different states is known, else 0, (n, n)."""
        known = (~np.isnan(self.values)).astype(np.float64)
        np.fill_diagonal(known, 0.0)
        return known

    @cached_property
    def filled(self) -> Array:
        """The values, 0 where unknown or of a state with itself, (n, n)."""
        return np.where(self.known > 0, self.values, 0.0)

    @cached_property
    def sums(self) -> tuple[Array, Array]:
        """Weighted sum of the values of each state with the core, and the weight of the members of which it is known, (n,) each."""
        return self.filled @ self.weight, self.known @ self.weight

    def of_states(self) -> Array:
        """Return the mean over the members other than the state; NaN where no member is left, (n,)."""
        return _quotient(*self.sums)

    def of_pairs(self, one: Places, two: Places) -> Array:
        """Return the mean of the first and of the second of each pair over the members other than both, (rows, 2)."""
        total, known = self.sums
        sides = []
        for own, other in ((one, two), (two, one)):
            weight = self.weight[other]
            sides.append(
                _quotient(
                    total[own] - weight * self.filled[own, other],
                    known[own] - weight * self.known[own, other],
                )
            )
        return np.stack(sides, axis=1)

    def among(self, one: Places, two: Places | None = None) -> Array:
        """Return the mean of the members with each other, without the first state and, if given, the second; NaN where fewer than two are left, (rows,)."""
        parts = []
        for each, of in zip((self.filled, self.known), self.sums, strict=True):
            left = self.weight @ of - 2 * self.weight[one] * of[one]
            if two is not None:
                left = (
                    left
                    - 2 * self.weight[two] * of[two]
                    + 2 * self.weight[one] * self.weight[two] * each[one, two]
                )
            parts.append(left)
        return _quotient(parts[0], parts[1])


def _quotient(over: Array, under: Array) -> Array:
    mean: Array = np.divide(
        np.maximum(over, 0.0), under, out=np.full(under.shape, np.nan), where=under > 1e-9
    )
    return mean


def lasting(source: Source, year: int, codes: NDArray[np.int64], lag: int = 1) -> Array:
    """Return the weight of states in the core over the five years that ended ``lag`` years before, 0 outside; sums to 1, (len(codes),).

    Years before 1816 are left out; at their beginning the core of 1816 stands for them. In this way nothing that happens within the year makes the core
    to which the year is compared, and a state that joins or leaves it does so by fifths.

    Examples
    --------
    >>> import westphalia as wp
    >>> weight = lasting(wp.load(), 1990, np.array([2, 365, 630]))
    >>> weight.round(2).tolist()
    [1.0, 0.0, 0.0]
    """
    end = max(FIRST_YEAR, year - lag)
    years = range(max(FIRST_YEAR, end - TIES_WINDOW + 1), end + 1)
    found = np.mean([core(source, at).on(codes) for at in years], axis=0)
    total = found.sum()
    share: Array = found / total if total > 0 else found
    return share


def without(weight: Array, one: Places, two: Places) -> Array:
    """Return the weight that is left when the two states of each pair are taken out of the core, (rows,).

    Examples
    --------
    >>> without(np.array([0.5, 0.3, 0.2]), np.array([0, 0]), np.array([1, 2])).round(1).tolist()
    [0.2, 0.3]
    """
    left: Array = np.maximum(0.0, weight.sum() - weight[one] - weight[two])
    return left


READS = (
    "cinc", "gdp", "gdp_per_capita", "defence", "offence", "neutrality", "consultation", "shared_institutions", "institutions",
    "trade", "total_imports", "total_exports", "promises", "major_power", "hostility_cow", "wars",
)  # fmt: skip
"""What the ties between states are made of."""
WINDOW = 9
"""Five years of ties, each of which remembers who fought in the four years before."""
OBSERVED = since(1816, "shared_institutions")
"""Years in which everything that the core is drawn from is on record; later cores run on carried inputs and are not given as measures."""
SOURCES = (
    "nmc_7",
    "isard_gdppop",
    "atop_5_1_dyad_years",
    "cow_igo_3",
    "cow_trade_4",
    "cow_majors_2016",
    "cow_mid_5",
)
BECKLEY = (
    "Beckley, Michael (2018). The Power of Nations: Measuring What Matters. International Security 43(2): 7-44. "
    "https://doi.org/10.1162/isec_a_00328"
)
TIES = (
    "Strength is the geometric mean of capability (mean of the shares of the system in the composite index and in output times output a head) and reach (mean of the "
    "shares in pacts, shared institutions, trade and standing as a major power)"
)


def figure(history: History, *, of: Callable[[Core], Floats]) -> Floats:
    """Return a figure of the core for all states (n,); NaN where a state was not in the system."""
    return of_members(history, of(core(history.source, history.year)))


def _measure(
    name: str, title: str, of: Callable[[Core], Floats], unit: str, more: str, description: str, equation: str
) -> Measure:
    return Measure(
        name, title, "state", "capabilities", "", more, covers=OBSERVED, unit=unit, low=0, high=1, drawn=SOURCES,
        description=description, equation=equation, reference=BECKLEY, driver="exclusion", reads=READS, window=WINDOW,
        compute=partial(figure, of=of),
    )  # fmt: skip


MEASURES = (
    _measure(
        "core_strength", "Strength in the system", lambda core: core.strength, "share of the system", "stronger",
        f"{TIES}; mean of five years",
        r"s_i = \frac{1}{5}\sum_{u=t-4}^{t} \sqrt{c_{iu}\, r_{iu}} \Big/ \sum_k \sqrt{c_{ku}\, r_{ku}}",
    ),
    _measure(
        "core_member", "Membership of the core", lambda core: core.member.astype(float), "member (1) or not (0)", "belongs to the core",
        "From each of the six strongest states a coalition is grown: states join that are tied to it at least 1.25 times as closely as two states are on average, "
        "have 2 per cent of the strength of the system and are at war with no member; the strongest coalition is the core",
        r"j \text{ joins } S \text{ if } \sum_{k \in S} s_k a_{jk} \Big/ \sum_{k \in S} s_k \ge 1.25\, \bar a \text{ and } s_j \ge 0.02",
    ),
    _measure(
        "core_weight", "Weight in the core", lambda core: core.weight, "share of the core", "weighs more in the core",
        "Share of the state in the strength of the members of the core; 0 outside it",
        r"w_i = s_i \mathbf{1}[i \in S] \Big/ \sum_{k \in S} s_k",
    ),
    _measure(
        "core_closeness", "Closeness to the core", lambda core: core.closeness, "0 to 1", "closer to the core",
        "How closely a state is tied to the members of the core other than itself, by their strength: mean of pacts, institutions shared and trade against what sizes would have; "
        "0 to members it fought in the last five years, 1 to those beside whom it is at war",
        r"\sum_{k \in S \setminus i} s_k a_{ik} \Big/ \sum_{k \in S \setminus i} s_k",
    ),
)  # fmt: skip
