"""Balance: shares of the strength of some states by several measures, as it is and as far as it reaches, before and after a delivery of arms.

Measures disagree by a factor of ten, so all are given and none is the answer. The loss of strength with distance is an assumption: no list says where
strength was brought to bear.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import e
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
MILE = 1.609344
"""Kilometres."""
NEAREST = 10.0 - e
"""What is added to days of march under the logarithm, in Bueno de Mesquita's formula."""
QUANTILES = (0.05, 0.95)


@dataclass(frozen=True, eq=False)
class Strength:
    """What one measure says of all states.

    Parameters
    ----------
    name, title, unit, source : str
        Of the measure; the table it is from.
    value : ndarray (n,)
        Of every state of the world; NaN where unknown.
    ages : ndarray (n, years) or None
        Of arms: what was delivered 0, 1, 2 ... years ago, from which the value comes; None for others.
    observed : int
        The year that it is from.
    """

    name: str
    title: str
    unit: str
    source: str
    value: Floats
    ages: Floats | None
    observed: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """A package of arms.

    Parameters
    ----------
    supplier, recipient : int
        Places of the states.
    measure : str
        Name of the category's measure.
    volume : float
        Million trend-indicator values.
    """

    supplier: int
    recipient: int
    measure: str
    volume: float


ALL_ARMS = "arms-stock"
"""Measure of arms of all categories together."""


@dataclass(frozen=True, eq=False)
class StrengthShares:
    """Shares of some states by one measure.

    Parameters
    ----------
    measure : Strength
        By which.
    raw : ndarray (k,)
        Its values; NaN where unknown.
    share : ndarray (k,)
        Of what is known of the states together.
    reached : ndarray (k,)
        What is left of a state's share of the world's strength when it reaches the others, as a share of the world's; the mean over them.
    reached_share : ndarray (k,)
        Of the sum of what reaches.
    drawn : ndarray (runs, k)
        The last, in each run.
    """

    measure: Strength
    raw: Floats
    share: Floats
    reached: Floats
    reached_share: Floats
    drawn: Floats

    @property
    def interval(self) -> Floats:
        """Bounds of 90 % of the runs (2, k)."""
        found: Floats = np.quantile(self.drawn, QUANTILES, axis=0)
        return found


def stock(ages: Floats, decay: float, life: float) -> Floats:
    """Return what is left of deliveries (n,).

    Parameters
    ----------
    ages : ndarray (n, years)
        What was delivered 0, 1, 2 ... years ago.
    decay : float
        Share that is lost a year.
    life : float
        Years after which a delivery is not counted.

    Examples
    --------
    >>> stock(np.array([[100.0, 100.0, 100.0]]), 0.5, 2).tolist()
    [150.0]
    """
    age = np.arange(ages.shape[1])
    left: Floats = ages @ np.where(age < life, (1.0 - decay) ** age, 0.0)
    return left


def exponent(km: Floats, miles_per_day: float) -> Floats:
    """Return the power to which a share of the world's strength is raised at a distance (as shaped).

    Parameters
    ----------
    km : ndarray
        Distances.
    miles_per_day : float
        Slope: how far forces move in a day.

    Examples
    --------
    The United States, 12 % of the world's capability, 11,000 km away:

    >>> [round(float(0.121 ** exponent(np.array(11_000.0), miles)), 2) for miles in (375, 500)]
    [0.05, 0.06]
    """
    found: Floats = np.log10(km / MILE / miles_per_day + NEAREST)
    return found


def reach(share: Floats, km: Floats, miles_per_day: float) -> Floats:
    """Return what is left of each state's share of the world's strength at the place of each other (k, m).

    Parameters
    ----------
    share : ndarray (k,)
        Of the world's strength.
    km : ndarray (k, m)
        Distances.
    miles_per_day : float
        Slope.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        left: Floats = np.where(share[:, None] > 0, share[:, None] ** exponent(km, miles_per_day), 0.0)
    return np.where(np.isnan(share)[:, None], np.nan, left)


def shares(
    measure: Strength,
    members: Sequence[int],
    km: Floats,
    miles_per_day: Floats,
    decay: Floats,
    life: float,
) -> StrengthShares:
    """Return the shares of some states by one measure.

    Parameters
    ----------
    measure : Strength
        By which.
    members : sequence of int (k,)
        Places of the states; at least two.
    km : ndarray (n, n)
        Distances between all states.
    miles_per_day, decay : ndarray (1 + runs,)
        Slope and loss of arms: the reference values first, then of each run.
    life : float
        Years after which a delivery is not counted.
    """
    at = np.asarray(members)
    between = km[np.ix_(at, at)]
    drawn = []
    for slope, loss in zip(miles_per_day, decay, strict=True):
        value = measure.value if measure.ages is None else stock(measure.ages, float(loss), life)
        total = np.nansum(value)
        own = value[at] / total if total > 0 else np.full(len(at), np.nan)
        drawn.append((value[at], _mean_reach(own, between, float(slope))))
    raw, reached = drawn[0]
    parts = np.stack([_part(each[1]) for each in drawn])
    return StrengthShares(measure, raw, _part(raw), reached, parts[0], parts[1:] if len(parts) > 1 else parts)


def _mean_reach(own: Floats, km: Floats, miles_per_day: float) -> Floats:
    """Return what reaches the other states, on average over those to which the distance is known (k,)."""
    left = reach(own, np.nan_to_num(km, nan=0.0), miles_per_day)
    other = np.isfinite(km) & ~np.eye(len(own), dtype=bool)
    count = other.sum(axis=1)
    total = np.where(other, left, 0.0).sum(axis=1)
    return np.where((count > 0) & np.isfinite(own), total / np.maximum(count, 1), np.nan)


def _part(value: Floats) -> Floats:
    total = np.nansum(value)
    return value / total if total > 0 else np.full_like(value, np.nan)


def delivered(measures: Mapping[str, Strength], package: Sequence[Delivery]) -> dict[str, Strength]:
    """Return measures after a package has been delivered: as new arms, beside what there was.

    Parameters
    ----------
    measures : mapping of Strength
        By name.
    package : sequence of Delivery
        What is delivered.
    """
    found = dict(measures)
    for each in package:
        for name in (each.measure, ALL_ARMS):
            before = found[name]
            assert before.ages is not None
            ages = before.ages.copy()
            ages[each.recipient, 0] += each.volume
            found[name] = replace(before, ages=ages)
    return found


# Conquest: against how many neighbours a state has the superiority that an attacker is said to need.


@dataclass(frozen=True, eq=False)
class Superiority:
    """Against which neighbours a state's strength, where they are, is so many times theirs at home.

    Parameters
    ----------
    measure : str
        By which.
    neighbours : ndarray (m,)
        Places of the neighbours whose strength is known.
    ratio : ndarray (m,)
        Of strength that reaches them to their own.
    passes : ndarray (m,)
        Whether it is enough.
    """

    measure: str
    neighbours: NDArray[np.int64]
    ratio: Floats
    passes: Bools


def superiority(
    measure: Strength, state: int, neighbours: Bools, km: Floats, slope: float, decay: float, life: float, enough: float
) -> Superiority:  # fmt: skip
    """Return against which neighbours a state has enough.

    Parameters
    ----------
    measure : Strength
        By which.
    state : int
        Place of the state.
    neighbours : ndarray (n,)
        Which states border it.
    km : ndarray (n, n)
        Distances between all states.
    slope, decay, life : float
        Miles a day; loss of arms a year, and years that they count.
    enough : float
        The ratio that is enough.
    """
    value = measure.value if measure.ages is None else stock(measure.ages, decay, life)
    total = np.nansum(value)
    own = value / total if total > 0 else np.full_like(value, np.nan)
    at = np.flatnonzero(neighbours & np.isfinite(own) & np.isfinite(km[state]))
    if not np.isfinite(own[state]):
        at = at[:0]
    there = reach(own[[state]], km[state, at][None], slope)[0]
    home = np.diag(reach(own[at], np.zeros((len(at), len(at))), slope))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(home > 0, there / home, np.inf)
    return Superiority(measure.name, at, ratio, ratio >= enough)
