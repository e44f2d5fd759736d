"""Sociality: how readily a state forms ties, whoever the other is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.measure import Measure
from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR
from westphalia.record.ties import (
    DELIVERIES,
    PACTS,
    WINDOW,
    Ties,
    agreements,
    deliveries,
    pacts,
)

if TYPE_CHECKING:
    from westphalia.record.grid import Ints
    from westphalia.record.history import History
    from westphalia.record.source import Source

Array = NDArray[np.float64]

FIRST, LAST = 1815, LAST_YEAR
HALF_LIFE = 10.0
"""Years after which a new tie counts half in `sociality`."""
RELATIONS = DELIVERIES.later(WINDOW)
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


@once
def new_pacts(source: Source) -> Array:
    """Return the small pacts that each state joined, an alliance counted once, in each year."""
    ties = pacts(source, "small")
    found = np.zeros((ties.states, LAST - FIRST + 1))
    state = np.concatenate([ties.one, ties.two])
    label, first = np.tile(ties.label, 2), np.tile(ties.first, 2)
    order = np.lexsort((first, label, state))
    state, label, first = state[order], label[order], first[order]
    fresh = np.ones(len(state), dtype=np.bool_)
    fresh[1:] = (state[1:] != state[:-1]) | (label[1:] != label[:-1])
    np.add.at(found, (state[fresh], first[fresh] - FIRST), 1)
    return found


@once
def new_agreements(source: Source) -> Array:
    """Return the defence cooperation agreements that each state signed in each year."""
    ties = agreements(source)
    return counted(ties, np.arange(len(ties.first)), ties.first)


@once
def new_suppliers(source: Source) -> Array:
    """Return the supplier relations of each state, as either side, that began in each year after five without a delivery."""
    ties = deliveries(source)
    same = (ties.one[1:] == ties.one[:-1]) & (ties.two[1:] == ties.two[:-1])
    new = np.ones(len(ties.first), dtype=np.bool_)
    new[1:] = ~same | (ties.first[1:] - ties.first[:-1] > WINDOW)
    return counted(ties, np.flatnonzero(new & (ties.first >= RELATIONS.first)), ties.first)


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


@once
def _faded(source: Source) -> Array:
    """Return the ties that each state made, of all kinds, fading, in each year from 1815 (n, years)."""
    return faded(new_pacts(source) + new_agreements(source) + new_suppliers(source))


def of_sociality(history: History) -> Array:
    """Return how many ties, of all kinds, a state made, against the mean of the states of the year, on a log scale (n,)."""
    sums, listed = _faded(history.source)[:, history.year - FIRST], history.present
    mean = (sums * listed).sum() / max(listed.sum(), 1)
    found: Array = np.log((1 + sums) / (1 + mean))
    return found


def of_joint(history: History) -> Array:
    """Return the sum of the sociality of both (n, n)."""
    own = of_sociality(history)
    return own[:, None] + own[None, :]


SOCIALITY = (
    "Natural logarithm of 1 and the ties that the state made (pacts of at most four members; defence cooperation agreements, signed "
    "from 1980; supplier relations, new from 1955 on), each counting half after ten years, less that of the mean of all states of the year"
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
        driver="habit",
        equation=r"\log\frac{1 + x_{i,t}}{1 + \frac{1}{N_t}\sum_k x_{k,t}},\quad x_{i,t} = \sum_{s \le t} 2^{-(t-s)/10}\, n_{i,s}",
        reads=("pacts", "agreements", "deliveries"),
        window=0,
        compute=of_sociality,
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
        driver="habit",
        equation=r"\text{sociality}_{i,t} + \text{sociality}_{j,t}",
        reads=("sociality",),
        window=0,
        compute=of_joint,
    ),
)
