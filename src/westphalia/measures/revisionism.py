"""Revisionism: how far a state stands from the leading coalition, in votes and in pacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.core import READS, lasting
from westphalia.measures.core import WINDOW as CORE_WINDOW
from westphalia.measures.measure import Measure
from westphalia.measures.portfolio import similarity
from westphalia.measures.positions import READS as POINTS
from westphalia.measures.positions import STALE, VOTES, points
from westphalia.measures.similarity_votes import SIGNORINO
from westphalia.record.coverage import since
from westphalia.record.history import NEAR, Floats, History
from westphalia.record.once import once
from westphalia.record.quantities.institutions import BAILEY
from westphalia.record.ties import PACTS

if TYPE_CHECKING:
    from westphalia.record.source import Source

SPLICE = VOTES.first
SPLICED = since(PACTS.first, *VOTES.lists)
WINDOW = 5 + CORE_WINDOW
"""The cores of the five years before, each with its own window."""


def from_core(values: Floats, weight: Floats) -> Floats:
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


def ranked(values: Floats) -> Floats:
    """Return the share of the known values below each, ties counting half (n,).

    Examples
    --------
    >>> ranked(np.array([3.0, 1.0, np.nan, 1.0]))
    array([0.833..., 0.333...,        nan, 0.333...])
    """
    order = np.sort(values[~np.isnan(values)])
    below, upto = (np.searchsorted(order, values, side=side) for side in ("left", "right"))
    return np.where(np.isnan(values), np.nan, (below + upto) / 2 / max(len(order), 1))


def of_votes(history: History) -> Floats:
    """Return the distance of states from the core in ideal points (n,)."""
    cast = np.where(history.present, points(history), np.nan)
    return from_core(np.abs(cast[:, None] - cast), lasting(history.source, history.year, history.codes))


def of_pacts(history: History) -> Floats:
    """Return the distance of states from the core in alliance portfolios (n,)."""
    alike = similarity(history.source, history.year)
    return from_core((1 - alike) / 2, lasting(history.source, history.year, history.codes))


def of_index(history: History) -> Floats:
    """Return the rank of a state's distance from the core in its year: in votes from 1946, in pacts before and for those without votes (n,)."""
    return _index(history.source, history.year)


@once(latest=NEAR)
def _index(source: Source, year: int) -> Floats:
    history = History(source, year)
    found = np.full(len(history.codes), np.nan)
    for distance, list_, covers in ((of_votes, POINTS, VOTES), (of_pacts, "pacts", PACTS)):
        if covers.first <= year <= min(covers.whole(history.source)[1], history.last(list_)):
            known = np.where(history.present, distance(history), np.nan)
            found = np.where(np.isnan(found), ranked(known), found)
    return found


def of_joint(history: History) -> Floats:
    """Return the revisionism of the less revisionist of two states (n, n)."""
    index = of_index(history)
    less: Floats = np.minimum(index[:, None], index)
    return less


CORE = "the core is that of the five years before, weighted by strength, the state itself left out"
MEASURES = (
    Measure(
        "revisionism",
        "How far a state stands from the leading coalition, in its year",
        "state",
        "pacts",
        more="farther from the core",
        covers=SPLICED,
        unit="share of states",
        low=0,
        high=1,
        drawn=("unga_votes", "atop_5_1"),
        description=f"Share of the states of the year that stand nearer to the core, ties counting half. From {SPLICE} by revisionism_votes; before, and for states "
        "without votes, by revisionism_pacts, ranked among all states: the two are spliced as ranks and not as distances. After the list of pacts only states that vote",
        reference=BAILEY,
        driver="revisionism",
        equation=rf"F_t(d_{{i,t}}),\quad d = d^{{\text{{votes}}}} \text{{ if }} t \ge {SPLICE} \text{{ and known, else }} d^{{\text{{pacts}}}}",
        reads=(POINTS, "promises", "pacts", *READS),
        window=WINDOW,
        compute=of_index,
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
        reads=(POINTS, *READS),
        window=WINDOW,
        compute=of_votes,
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
        reads=("promises", *READS),
        window=WINDOW,
        compute=of_pacts,
    ),
    Measure(
        "joint_revisionism",
        "Revisionism of the less revisionist of two states",
        "dyad",
        "pacts",
        more="both farther from the core",
        covers=SPLICED,
        unit="share of states",
        low=0,
        high=1,
        drawn=("unga_votes", "atop_5_1"),
        description="The smaller of the two states' revisionism: high only where both stand far from the core",
        reference=BAILEY,
        driver="revisionism",
        equation=r"\min(\text{revisionism}_i, \text{revisionism}_j)",
        reads=("revisionism",),
        window=WINDOW,
        compute=of_joint,
    ),
)
