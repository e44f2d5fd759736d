"""From the members of the system in a year to all states of a history, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.history import History

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"


def of_members(history: History, values: Floats) -> Floats:
    """Return values of the members of the system in the last year, or of pairs of them, over all states; NaN for others.

    Parameters
    ----------
    history : History
        Its last year has m members among n states.
    values : ndarray (m,) or (m, m)
        By ascending codes.

    Returns
    -------
    ndarray (n,) or (n, n)
    """
    present = history.present
    found = np.full((len(present),) * values.ndim, np.nan)
    found[np.ix_(*(present,) * values.ndim)] = values
    return found


def each_pair(members: int) -> tuple[Ints, Ints]:
    """Return the places of both states of every ordered pair of different members, (m * (m - 1),) each.

    Examples
    --------
    >>> [side.tolist() for side in each_pair(2)]
    [[0, 1], [1, 0]]
    """
    one, two = np.nonzero(~np.eye(members, dtype=np.bool_))
    return one, two


def square(members: int, values: Floats) -> Floats:
    """Return values of every ordered pair of different members (m * (m - 1),) as a matrix (m, m), NaN on the diagonal.

    Examples
    --------
    >>> square(2, np.array([1.0, 2.0])).tolist()
    [[nan, 1.0], [2.0, nan]]
    """
    found = np.full((members, members), np.nan)
    found[each_pair(members)] = values
    return found
