"""Pairs of states with the exclusion of each: what is read of the record, ranks within the year, and the pairs of an era."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.mechanisms.design import EVERY, FIRST, HORIZON, SETTING, TIES, OriginRows
from westphalia.models.outcomes import OUTCOMES, PACT
from westphalia.models.partnership.features import FEATURES, Feature
from westphalia.models.partnership.inputs import inputs, measured, pairs_of
from westphalia.models.partnership.windows import outcome
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
SHUT = Feature("shut", "shut out by others", "exclusion", "exclusion_from_others", carry=0)
"""The exclusion of each state by all others than the other of the pair."""
ERAS: Mapping[str, tuple[int, int]] = {
    "1850-1913": (1850, 1913),
    "1919-1939": (1919, 1939),
    "1946-1990": (1946, 1990),
    "1991-": (1991, 9999),
}
"""By name, the years in which the window of a row begins."""
TOP = 0.8
"""From this rank within the year a state is shut out."""
CORNER = (0.9 - 0.5) ** 2
"""The product of centred ranks of two states at the 90th percentile."""


@dataclass(frozen=True, eq=False)
class EraPairs:
    """The pairs of one era, and whether they made one kind of tie.

    Parameters
    ----------
    one, two, year : ndarray (rows,)
        Codes and origin years.
    event : ndarray (rows,)
        0 or 1.
    ranks : ndarray (rows, 2)
        Of the exclusion of each in the year (:func:`ranked`).
    equal : ndarray (rows, k)
        What is held equal, with the years.
    """

    one: Ints
    two: Ints
    year: Ints
    event: Floats
    ranks: Floats
    equal: Floats

    @property
    def both(self) -> NDArray[np.bool_]:
        """Return which pairs are both shut out."""
        return (self.ranks[:, 0] >= TOP) & (self.ranks[:, 1] >= TOP)

    @property
    def product(self) -> Floats:
        """Return the interaction, 1 for two states at the 90th percentile."""
        made: Floats = (self.ranks - 0.5).prod(axis=1) / CORNER
        return made


def ranked(shut: Floats, year: Ints) -> Floats:
    """Return the rank of each value among all of its year, from 0 to 1 with a mean of one half, equal ones sharing theirs.

    Parameters
    ----------
    shut : ndarray (rows, 2)
        Exclusion of each state without the other.
    year : ndarray (rows,)
        Origin years.

    Examples
    --------
    >>> ranked(np.array([[0.0, 0.0], [0.0, 0.9]]), np.array([1900, 1900])).tolist()
    [[0.375, 0.375], [0.375, 0.875]]
    """
    made = np.zeros(shut.shape)
    for when in np.unique(year):
        rows = year == when
        _, at, count = np.unique(shut[rows], return_inverse=True, return_counts=True)
        made[rows] = ((np.cumsum(count) - count / 2) / count.sum())[at].reshape(-1, 2)
    return made


def margins(ranks: Floats) -> Floats:
    """Return what the exclusion of each state tells by itself: sums over the two of centred rank, its square, and being shut out."""
    s = ranks - 0.5
    made: Floats = np.stack([s.sum(axis=1), (s**2).sum(axis=1), (ranks >= TOP).sum(axis=1)], axis=1)
    return made


def excluded(
    world: World, outcomes: tuple[str, ...], first: int = FIRST, last: int = LAST_YEAR
) -> tuple[OriginRows, Floats, dict[str, Floats]]:
    """Return all pairs with what is held equal, the exclusion of each state without the other, and which ties followed.

    Parameters
    ----------
    world : World
        The record.
    outcomes : tuple of str
        Of :data:`westphalia.models.outcomes.OUTCOMES`. One that is composed of pacts and others comes about with any of its ties whose list sees the whole
        window; that of pacts must.
    first, last : int
        Origin years.

    Returns
    -------
    rows : OriginRows
        Pairs; their own ``event`` is nowhere known.
    shut : ndarray (rows, 2)
        NaN where unknown.
    events : dict
        By outcome (rows,); NaN where no list sees it.
    """
    wanted = {*SETTING, *TIES, "cinc_higher", "cinc_lower"}
    features = tuple(replace(feature, lag=0) for feature in FEATURES if feature.name in wanted)
    pairs = pairs_of(world, first, last)
    pairs = pairs.keep(pairs.year % EVERY == 0)
    shut, _ = measured(world, SHUT, (pairs.one, pairs.two), pairs.year)
    parts = {name: OUTCOMES[name].parts for name in outcomes}
    single = {
        part: outcome(world, part, HORIZON, pairs.triple).event for each in parts.values() for part in each
    }
    events = {name: either([single[part] for part in each]) for name, each in parts.items()}
    for name, each in parts.items():
        if PACT.name in each:
            events[name][np.isnan(single[PACT.name])] = np.nan
    values = inputs(world, pairs, features).values
    unknown = np.full(len(pairs.one), np.nan)
    return OriginRows(pairs, tuple(f.name for f in features), values, unknown), shut, events


def either(events: list[Floats]) -> Floats:
    """Return whether any of several ties followed, of those that are known; NaN where none is.

    Examples
    --------
    >>> either([np.array([0.0, 1.0, np.nan]), np.array([np.nan, 0.0, np.nan])])
    array([ 0.,  1., nan])
    """
    made = events[0].copy()
    for event in events[1:]:
        made = np.fmax(made, event)
    return made


def sample(of: OriginRows, ranks: Floats, event: Floats, era: str, held: str) -> EraPairs:
    """Return the pairs of an era of which the tie and the exclusion of both are known."""
    first, last = ERAS[era]
    begins = of.pairs.year + 1
    mask = (begins >= first) & (begins <= last) & np.isfinite(event)
    part = of.keep(mask)
    equal = part.controls(SETTING + (TIES if held != "setting" else ())) if mask.any() else np.zeros((0, 0))
    pairs = part.pairs
    return EraPairs(pairs.one, pairs.two, pairs.year, event[mask], ranks[mask], equal)
