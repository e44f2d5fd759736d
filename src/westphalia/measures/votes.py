"""Votes in the United Nations: how near two states stand to each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.measure import Measure
from westphalia.measures.similarity import agreement
from westphalia.measures.similarity_votes import of_pairs
from westphalia.record.quantities.institutions import BAILEY

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History


def distance(history: History) -> Floats:
    """Return the difference of two states' published ideal points (n, n)."""
    point = history.now["ideal_point"]
    found: Floats = np.abs(point[:, None] - point[None, :])
    return found


MEASURES = (
    Measure(
        "ideal_point_distance",
        "Difference of the ideal points of two states",
        "dyad",
        "ideal_points",
        "mean",
        "farther apart",
        low=0,
        description="Absolute difference of the published ideal points (final passage)",
        reference=BAILEY,
        reads=("ideal_point",),
        compute=distance,
    ),
    Measure(
        "agreement",
        "Share of roll calls on which both voted the same",
        "dyad",
        "votes",
        "vote",
        "closer",
        unit="share of roll calls",
        low=0,
        high=1,
        description="Roll calls on which both voted yes, both no or both abstained, over those in which both took part",
        reference="Lijphart, Arend (1963). The Analysis of Bloc Voting in the General Assembly: A Critique and a Proposal. "
        "American Political Science Review 57(4): 902-917.",
        reads=("votes",),
        compute=partial(of_pairs, measure=agreement),
    ),
)
