"""What states have with the core, with the state itself and one other left out of it, for all pairs at the price of one.

A weighted mean over the members is a quotient of two sums; leaving a member out takes its own term from both. Nothing is computed again for a pair, so a
year of 18,000 pairs costs no more than the sums of its 190 states.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.core.rule import WINDOW, core
from westphalia.record.world import FIRST_YEAR

if TYPE_CHECKING:
    from westphalia.measures.core.ties import Array
    from westphalia.record.source import Source

Places = NDArray[np.int64]


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
    years = range(max(FIRST_YEAR, end - WINDOW + 1), end + 1)
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
