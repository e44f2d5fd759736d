"""A placebo: states exchange their histories, and what a measure of pairs tells is told again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"


def exchanges(x: Floats, one: Ints, two: Ints, year: Ints, draws: int, seed: int) -> list[Floats]:
    """Return values of pairs after the states have exchanged what they are, each taking over another's whole history.

    In a year in which the other was not there, the next in the chain of exchanges that was takes its place; a pair that has no value then counts as 0.

    Parameters
    ----------
    x : ndarray (rows,)
        Values of pairs.
    one, two, year : ndarray (rows,)
        Codes and years.
    draws, seed : int
        How many times, and where random numbers begin.

    Examples
    --------
    >>> sorted(exchanges(np.array([1.0, 2.0, 3.0]), np.array([1, 1, 2]), np.array([2, 3, 3]), np.full(3, 1900), 1, seed=1)[0].tolist())
    [1.0, 2.0, 3.0]
    """
    rng = np.random.default_rng(seed)
    codes, at = np.unique(np.stack([one, two], axis=1), return_inverse=True)
    one, two = at.reshape(-1, 2).T
    size, made = len(codes), [np.zeros(len(x)) for _ in range(draws)]
    orders = [rng.permutation(size) for _ in range(draws)]
    for when in np.unique(year):
        rows = np.flatnonzero(year == when)
        square, here = np.zeros((size, size)), np.zeros(size, np.bool_)
        square[one[rows], two[rows]] = square[two[rows], one[rows]] = x[rows]
        here[one[rows]] = here[two[rows]] = True
        for found, order in zip(made, orders, strict=True):
            to = exchanged(order, here)
            found[rows] = square[to[one[rows]], to[two[rows]]]
    return made


def exchanged(order: NDArray[np.intp], here: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return with whom each state that is there exchanges, by a permutation of all.

    Examples
    --------
    >>> exchanged(np.array([1, 2, 0]), np.array([True, False, True]))[[0, 2]].tolist()
    [2, 0]
    """
    to = order.copy()
    while not here[to[here]].all():
        to = np.where(here[to], to, order[to])
    return to
