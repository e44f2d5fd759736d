"""Sociality: how readily a state forms ties, whoever the other is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.measure import Measure
from westphalia.measures.vectorised import Array, of_sides, series
from westphalia.record.ties import (
    DELIVERIES,
    PACTS,
    WINDOW,
    Ties,
    agreements,
    deliveries,
    known,
    pacts,
    present,
)

if TYPE_CHECKING:
    from westphalia.record.grid import Grid, Ints
    from westphalia.record.world import World

FIRST, LAST = 1815, 2025
HALF_LIFE = 10.0
"""Years after which a new tie counts half in `sociality`."""
RELATIONS = (DELIVERIES[0] + WINDOW, DELIVERIES[1])
"""Years in which a supplier relation can be told to be new."""
HOFF = (
    "Hoff, Peter D. (2005). Bilinear Mixed-Effects Models for Dyadic Data. Journal of the American Statistical Association "
    "100(469): 286-295."
)


def counted(ties: Ties, new: Ints, years: Ints) -> Array:
    """Return how many of some ties each state made in each year from 1815 to 2025 (n, years)."""
    found = np.zeros((ties.states, LAST - FIRST + 1))
    for side in (ties.one, ties.two):
        np.add.at(found, (side[new], years[new] - FIRST), 1)
    return found


def new_pacts(world: World, codes: Ints) -> Array:
    """Return the small pacts that each state joined, an alliance counted once, in each year."""
    ties = pacts(world, codes, small=True)
    found = np.zeros((ties.states, LAST - FIRST + 1))
    state = np.concatenate([ties.one, ties.two])
    label, first = np.tile(ties.label, 2), np.tile(ties.first, 2)
    order = np.lexsort((first, label, state))
    state, label, first = state[order], label[order], first[order]
    fresh = np.ones(len(state), dtype=np.bool_)
    fresh[1:] = (state[1:] != state[:-1]) | (label[1:] != label[:-1])
    np.add.at(found, (state[fresh], first[fresh] - FIRST), 1)
    return found


def new_agreements(world: World, codes: Ints) -> Array:
    """Return the defence cooperation agreements that each state signed in each year."""
    ties = agreements(world, codes)
    return counted(ties, np.arange(len(ties.first)), ties.first)


def new_suppliers(world: World, codes: Ints) -> Array:
    """Return the supplier relations of each state, as either side, that began in each year after five without a delivery."""
    ties = deliveries(world, codes)
    same = (ties.one[1:] == ties.one[:-1]) & (ties.two[1:] == ties.two[:-1])
    new = np.ones(len(ties.first), dtype=np.bool_)
    new[1:] = ~same | (ties.first[1:] - ties.first[:-1] > WINDOW)
    return counted(ties, np.flatnonzero(new & (ties.first >= RELATIONS[0])), ties.first)


def within(made: Array, years: int) -> Array:
    """Return sums over the year and those before it, ``years`` in all.

    Examples
    --------
    >>> within(np.array([[1.0, 0.0, 2.0, 0.0]]), 2)
    array([[1., 1., 2., 2.]])
    """
    total = np.cumsum(made, axis=1)
    total[:, years:] -= total[:, :-years].copy()
    return total


def faded(made: Array, half_life: float = HALF_LIFE) -> Array:
    """Return sums over the year and all before it, each fading with a half-life in years.

    Examples
    --------
    >>> faded(np.array([[1.0, 0.0, 2.0]]), 1)
    array([[1.  , 0.5 , 2.25]])
    """
    found, keep = made.copy(), 0.5 ** (1 / half_life)
    for when in range(1, made.shape[1]):
        found[:, when] += keep * found[:, when - 1]
    return found


def cut(values: Array, world: World, codes: Ints, years: tuple[int, int], covers: tuple[int, int]) -> Array:
    """Return the asked years of values from 1815 on, NaN outside coverage and where a state was not in the system."""
    asked = range(years[0], years[1] + 1)
    found = np.full((len(codes), len(asked)), np.nan)
    usable, listed = known(world, covers), present(world, codes, asked)
    for when, year in enumerate(asked):
        if year in usable:
            found[:, when] = np.where(listed[:, when], values[:, year - FIRST], np.nan)
    return found


def of_sociality(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return how many ties, of all kinds, a state made, against the mean of the states of the year, on a log scale."""
    whole = whole_of(world, codes)
    made = new_pacts(world, whole) + new_agreements(world, whole) + new_suppliers(world, whole)
    listed = present(world, whole, range(FIRST, LAST + 1))
    sums = faded(made)
    mean = (sums * listed).sum(axis=0) / np.maximum(listed.sum(axis=0), 1)
    values = np.log((1 + sums) / (1 + mean))
    return cut(rows_of(values, whole, codes), world, codes, years, PACTS)


def of_joint(world: World, grid: Grid) -> Array:
    """Return the sum of the sociality of both."""
    return np.asarray(of_sides(world, grid, of_sociality).sum(axis=1))


def whole_of(world: World, codes: Ints) -> Ints:
    """Return all states, and those asked for."""
    from westphalia.record.ties import universe

    return np.union1d(universe(world), codes).astype(np.int64)


def rows_of(values: Array, whole: Ints, codes: Ints) -> Array:
    """Return the rows of some codes out of those of all."""
    return values[np.searchsorted(whole, codes)]


SOCIALITY = (
    "Natural logarithm of 1 and the ties that the state made (pacts of at most four members; defence cooperation agreements, signed "
    "1980-2010; supplier relations, new from 1955 on), each counting half after ten years, less that of the mean of all states of the year"
)
MEASURES = (
    Measure(
        "sociality",
        "How readily a state forms ties",
        "state",
        "pacts",
        more="forms ties more readily",
        covers=PACTS,
        unit="log ratio to the mean of the year's states",
        drawn=("atop_5_1", "dcad_1", "sipri_arms_2024"),
        description=SOCIALITY,
        reference=HOFF,
        read=series,
        driver="habit",
        equation=r"\log\frac{1 + x_{i,t}}{1 + \frac{1}{N_t}\sum_k x_{k,t}},\quad x_{i,t} = \sum_{s \le t} 2^{-(t-s)/10}\, n_{i,s}",
        of_states=of_sociality,
    ),
    Measure(
        "joint_sociality",
        "How readily two states form ties, added up",
        "dyad",
        "pacts",
        more="both form ties more readily",
        covers=PACTS,
        unit="sum of log ratios",
        drawn=("atop_5_1", "dcad_1", "sipri_arms_2024"),
        description="The sum of the two states' sociality",
        reference=HOFF,
        read=series,
        driver="habit",
        equation=r"\text{sociality}_{i,t} + \text{sociality}_{j,t}",
        of_pairs=of_joint,
    ),
)
