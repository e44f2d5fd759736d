"""The two states at the ends of the scale, which set its direction."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from westphalia.errors import NotUnderstood
from westphalia.measures.ideal_points.data import RollCalls
from westphalia.measures.ideal_points.model import ABSENT


def ends(data: RollCalls, poles: tuple[Hashable, Hashable] | None) -> tuple[int, int]:
    """Return the positions of the poles; without any, of the two states that agree least among those that vote most.

    Raises
    ------
    NotUnderstood
        For a pole that has no vote, or twice the same.
    """
    if poles is None:
        return _apart(data)
    unknown = [pole for pole in poles if pole not in data.states]
    if unknown or poles[0] == poles[1]:
        what = (
            f"The pole {unknown[0]!r} has no vote that is used."
            if unknown
            else "Both poles are the same state."
        )
        raise NotUnderstood(
            what,
            "Two states set the direction of the scale.",
            f"Pass poles=(a, b) with two of {', '.join(map(repr, data.states[:5]))} ...",
        )
    return data.states.index(poles[0]), data.states.index(poles[1])


def _apart(data: RollCalls) -> tuple[int, int]:
    n = len(data.states)
    gap, shared = np.zeros((n, n)), np.zeros((n, n))
    for period in data.periods:
        voted = (period.codes != ABSENT).astype(float)
        square = np.ix_(period.states, period.states)
        shared[square] += voted @ voted.T
        marks = np.where(period.codes == ABSENT, 0, period.codes).astype(float)
        gap[square] += (marks**2) @ voted.T + voted @ (marks**2).T - 2 * marks @ marks.T
    often = shared >= np.median(np.diag(shared)) / 2
    distance = np.where(often, gap / np.maximum(shared, 1), -1.0)
    one, two = np.unravel_index(int(np.argmax(distance)), distance.shape)
    return int(min(one, two)), int(max(one, two))
