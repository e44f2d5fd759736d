"""Revisionism: how far a state stands from the leading coalition, in votes and in pacts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.measure import Measure
from westphalia.measures.portfolio import among, promises
from westphalia.measures.positions import STALE, VOTES, points
from westphalia.measures.similarity_votes import SIGNORINO
from westphalia.measures.vectorised import Array, of_sides
from westphalia.record.quantities.votes import BAILEY
from westphalia.record.ties import PACTS, known, place, present, universe

if TYPE_CHECKING:
    from westphalia.record.grid import Grid, Ints
    from westphalia.record.world import World

SPLICE = VOTES[0]


def from_core(values: Array, weight: Array) -> Array:
    """Return the weighted mean of the distances of each state to the members of a coalition other than itself (n,).

    Parameters
    ----------
    values : ndarray (n, n)
        Distances, NaN where unknown.
    weight : ndarray (n,)
        Weight of each state in the coalition, 0 outside.

    Returns
    -------
    ndarray (n,)
        0 for a state that is the whole coalition; NaN where no distance is known.

    Examples
    --------
    >>> from_core(np.array([[0, 1, 2], [1, 0, 4], [2, 4, 0.0]]), np.array([0.75, 0.25, 0]))
    array([1. , 1. , 2.5])
    """
    usable = np.where(np.isnan(values), 0.0, 1.0)
    np.fill_diagonal(usable, 0.0)
    total = np.where(usable > 0, values, 0.0) @ weight
    known_weight = usable @ weight
    found = np.divide(total, known_weight, out=np.full(len(weight), np.nan), where=known_weight > 1e-9)
    alone = weight >= weight.sum() - 1e-9
    return np.where(alone & (weight > 0), 0.0, found)


def ranked(values: Array) -> Array:
    """Return the share of the known values below each, ties counting half (n,).

    Examples
    --------
    >>> ranked(np.array([3.0, 1.0, np.nan, 1.0]))
    array([0.833..., 0.333...,        nan, 0.333...])
    """
    order = np.sort(values[~np.isnan(values)])
    below, upto = (np.searchsorted(order, values, side=side) for side in ("left", "right"))
    return np.where(np.isnan(values), np.nan, (below + upto) / 2 / max(len(order), 1))


def _by_year(
    world: World,
    codes: Ints,
    years: tuple[int, int],
    covers: tuple[int, int],
    of: Callable[[Ints, range], Array],
) -> Array:
    """Return values of states, computed over all states of the system for the covered years (n, years)."""
    found = np.full((len(codes), years[1] - years[0] + 1), np.nan)
    asked = known(world, (max(years[0], covers[0]), min(years[1], covers[1])))
    if not len(asked):
        return found
    whole = universe(world)
    values = np.where(present(world, whole, asked), of(whole, asked), np.nan)
    at = place(whole, codes)
    found[at >= 0, asked[0] - years[0] : asked[-1] - years[0] + 1] = values[at[at >= 0]]
    return found


def in_votes(world: World, whole: Ints, years: range) -> Array:
    """Return the distance of states from the core in ideal points (n, years)."""
    from westphalia.measures.core.leaving import lasting

    cast = np.where(present(world, whole, years), points(world, whole, years), np.nan)
    weights = (lasting(world, year, whole.astype(np.int64)) for year in years)
    return np.stack(
        [from_core(np.abs(z[:, None] - z), w) for z, w in zip(cast.T, weights, strict=True)], axis=1
    )


def in_pacts(world: World, whole: Ints, years: range) -> Array:
    """Return the distance of states from the core in alliance portfolios (n, years)."""
    from westphalia.measures.core.leaving import lasting

    of = promises(world, whole)
    return np.stack(
        [
            from_core((1 - among(world, whole, of, y)) / 2, lasting(world, y, whole.astype(np.int64)))
            for y in years
        ],
        axis=1,
    )


def of_votes(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return the distance from the core in ideal points."""
    return _by_year(world, codes, years, VOTES, lambda whole, asked: in_votes(world, whole, asked))


def of_pacts(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return the distance from the core in alliance portfolios."""
    return _by_year(world, codes, years, PACTS, lambda whole, asked: in_pacts(world, whole, asked))


def of_index(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return the rank of a state's distance from the core in its year: in votes from 1946, in pacts before and for those without votes."""

    def spliced(whole: Ints, asked: range) -> Array:
        span = (asked[0], asked[-1])
        pacts, votes = of_pacts(world, whole, span), of_votes(world, whole, span)
        columns = [
            np.where(np.isnan(ranked(v)), ranked(p), ranked(v)) for p, v in zip(pacts.T, votes.T, strict=True)
        ]
        return np.stack(columns, axis=1)

    return _by_year(world, codes, years, (PACTS[0], VOTES[1]), spliced)


def of_joint(world: World, grid: Grid) -> Array:
    """Return the revisionism of the less revisionist of two states."""
    return np.asarray(of_sides(world, grid, of_index).min(axis=1))


CORE = "the core is that of the five years before, weighted by strength, the state itself left out"
MEASURES = (
    Measure(
        "revisionism",
        "How far a state stands from the leading coalition, in its year",
        "state",
        "pacts",
        more="farther from the core",
        covers=(PACTS[0], VOTES[1]),
        unit="share of states",
        low=0,
        high=1,
        drawn=("unga_votes", "atop_5_1"),
        description=f"Share of the states of the year that stand nearer to the core, ties counting half. From {SPLICE} by revisionism_votes; before, and for states "
        "without votes, by revisionism_pacts, ranked among all states: the two are spliced as ranks and not as distances. After 2018 only states that vote",
        reference=BAILEY,
        driver="revisionism",
        equation=rf"F_t(d_{{i,t}}),\quad d = d^{{\text{{votes}}}} \text{{ if }} t \ge {SPLICE} \text{{ and known, else }} d^{{\text{{pacts}}}}",
        of_states=of_index,
    ),
    Measure(
        "revisionism_votes",
        "Distance from the leading coalition in votes",
        "state",
        "ideal_points_filtered",
        more="farther from the core",
        covers=VOTES,
        unit="standard deviations of the year's states",
        low=0,
        description=f"Mean difference of the filtered ideal points, all votes, of the state and the members of the core; {CORE}; {STALE}",
        reference=BAILEY,
        driver="revisionism",
        equation=r"\sum_{k \ne i} w_k |\theta_i - \theta_k| \Big/ \sigma_t \sum_{k \ne i} w_k",
        of_states=of_votes,
    ),
    Measure(
        "revisionism_pacts",
        "Distance from the leading coalition in pacts",
        "state",
        "pacts",
        more="farther from the core",
        covers=PACTS,
        unit="share of the greatest distance",
        low=0,
        high=1,
        drawn=("atop_5_1",),
        description=f"Mean of half of 1 less alliance_similarity with the members of the core; {CORE}",
        reference=SIGNORINO,
        driver="revisionism",
        equation=r"\sum_{k \ne i} w_k \tfrac{1}{2}(1 - S_{ik}) \Big/ \sum_{k \ne i} w_k",
        of_states=of_pacts,
    ),
    Measure(
        "joint_revisionism",
        "Revisionism of the less revisionist of two states",
        "dyad",
        "pacts",
        more="both farther from the core",
        covers=(PACTS[0], VOTES[1]),
        unit="share of states",
        low=0,
        high=1,
        drawn=("unga_votes", "atop_5_1"),
        description="The smaller of the two states' revisionism: high only where both stand far from the core",
        reference=BAILEY,
        driver="revisionism",
        equation=r"\min(\text{revisionism}_i, \text{revisionism}_j)",
        of_pairs=of_joint,
    ),
)
