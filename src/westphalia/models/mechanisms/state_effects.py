"""Logit of pairs with an effect of each state, by Newton's method: the effects are never written out as columns, so that hundreds cost little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.partnership.logit import STEPS, TOLERANCE, chance

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
LOOSE = 1e-3
"""Penalty on columns: next to none, and enough that columns which say the same do no harm."""


@dataclass(frozen=True, eq=False)
class PairDesign:
    """Columns, and for each row the numbers of the two effects that it has.

    Parameters
    ----------
    columns : ndarray (rows, k)
        The first is the intercept.
    who : ndarray (rows, 2)
        Numbers of effects; of width 0 for none.
    size : int
        How many effects there are.
    prior : float
        Standard deviation of the normal prior of an effect.
    """

    columns: Floats
    who: Ints
    size: int
    prior: float

    @property
    def penalty(self) -> Floats:
        """Return the penalty on each coefficient: columns first, then effects."""
        k = self.columns.shape[1]
        return np.concatenate([[1e-9], np.full(k - 1, LOOSE), np.full(self.size, self.prior**-2)])

    def times(self, b: Floats) -> Floats:
        """Return the design times coefficients, (rows,)."""
        k = self.columns.shape[1]
        made: Floats = self.columns @ b[:k] + b[k:][self.who].sum(axis=1)
        return made

    def down(self, v: Floats) -> Floats:
        """Return the transposed design times values of rows, (k + size,)."""
        return np.concatenate([self.columns.T @ v, self._summed(v)])

    def information(self, w: Floats) -> Floats:
        """Return the weighted cross product with the penalty, (k + size, k + size).

        Examples
        --------
        >>> of = PairDesign(np.ones((1, 1)), np.array([[0, 1]]), 2, 1.0)
        >>> of.information(np.array([0.5])).round(2).tolist()
        [[0.5, 0.5, 0.5], [0.5, 1.5, 0.5], [0.5, 0.5, 1.5]]
        """
        k, size = self.columns.shape[1], self.size
        weighted = self.columns * w[:, None]
        made = np.zeros((k + size, k + size))
        made[:k, :k] = self.columns.T @ weighted
        if size:
            made[k:, :k] = np.stack([self._summed(column) for column in weighted.T], axis=1)
            made[:k, k:] = made[k:, :k].T
            one, two = self.who.T
            square = np.bincount(one * size + two, w, size**2).reshape(size, size)
            made[k:, k:] = square + square.T + np.diag(self._summed(w))
        made[np.diag_indices(k + size)] += self.penalty
        return made

    def _summed(self, v: Floats) -> Floats:
        if not self.size:
            return np.zeros(0)
        one, two = self.who.T
        return (np.bincount(one, v, self.size) + np.bincount(two, v, self.size)).astype(np.float64)


def solved(of: PairDesign, event: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the coefficients of the greatest penalised likelihood, the chance of each row, and the inverse of the information.

    Parameters
    ----------
    of : PairDesign
        The design.
    event : ndarray (rows,)
        0 or 1.

    Examples
    --------
    >>> of = PairDesign(np.ones((4, 1)), np.zeros((4, 0), dtype=np.int64), 0, 1.0)
    >>> solved(of, np.array([0.0, 0.0, 0.0, 1.0]))[1].round(3).tolist()
    [0.25, 0.25, 0.25, 0.25]
    """
    penalty = of.penalty
    b = np.zeros(len(penalty))
    share = float(event.mean().clip(1e-9, 1 - 1e-9))
    b[0] = np.log(share / (1 - share))

    def lost(eta: Floats, b: Floats) -> float:
        return float((np.logaddexp(0.0, eta) - event * eta).sum() + 0.5 * penalty @ b**2)

    eta = of.times(b)
    loss = lost(eta, b)
    for _ in range(STEPS):
        p = chance(eta)
        information, gradient = of.information(p * (1 - p)), of.down(event - p) - penalty * b
        move = np.linalg.solve(information, gradient).astype(np.float64)
        step, size = of.times(move), 1.0
        while size > 1e-6 and lost(eta + size * step, b + size * move) > loss:
            size /= 2
        new = lost(eta + size * step, b + size * move)
        done = loss - new <= TOLERANCE * (1 + abs(loss))
        if new <= loss:
            b, eta, loss = b + size * move, eta + size * step, new
        if done:
            break
    p = chance(eta)
    return b, p, np.linalg.inv(of.information(p * (1 - p))).astype(np.float64)
