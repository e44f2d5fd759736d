"""How complete a list is that two searches made: capture and recapture.

Two searches find things independently of each other. The share of what the second found that the first found too says how much the first
misses, and so how many there are in all. Chapman's estimator is nearly unbiased where the two together find most; if what one search finds
the other finds more easily as well, as with whatever everybody wrote about, it is too low and the recall too high.

Chapman, D. G. (1951). Some properties of the hypergeometric distribution with applications to zoological sample censuses. University of
California Publications in Statistics 1: 131-160. Variance: Seber, G. A. F. (1970). The effects of trap response on tag recapture estimates.
Biometrics 26(1): 13-22.
"""

from __future__ import annotations

from math import sqrt
from typing import Any, NamedTuple, TypeVar

from numpy.typing import NDArray

Number = TypeVar("Number", float, NDArray[Any])


class Recapture(NamedTuple):
    """What two searches say of a list.

    Parameters
    ----------
    found : int
        How many things either search found.
    total : float
        How many there are, estimated.
    error : float
        Standard error of that.
    recall : float
        Share of the estimated total that was found, at most 1.
    least : float
        The same share if there are two standard errors more than estimated.
    """

    found: int
    total: float
    error: float
    recall: float
    least: float


def chapman(first: int, second: int, both: int) -> Recapture:
    """Return how many things there are by two independent searches, and which share they found.

    Parameters
    ----------
    first, second : int
        How many each search found.
    both : int
        How many of them both found.

    Returns
    -------
    Recapture
        The estimate of Chapman (1951) with the standard error of Seber (1970).

    Examples
    --------
    >>> found, total, error, recall, least = chapman(9, 7, 4)
    >>> found, total, round(error, 3), recall
    (12, 15.0, 2.828, 0.8)
    """
    if not 0 <= both <= min(first, second):
        raise ValueError(f"{both} cannot be in both of {first} and {second}")
    found = first + second - both
    total = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    error = sqrt(variance)
    return Recapture(found, total, error, min(1.0, found / total), min(1.0, found / (total + 2 * error)))


def unseen(first: Number, second: Number, both: Number) -> Number:
    """Return how many things neither of two independent searches found: Chapman's estimate less what either found.

    Parameters
    ----------
    first, second : number or array
        How many each search found.
    both : number or array
        How many of them both found.

    Examples
    --------
    >>> unseen(9, 7, 4), unseen(9, 4, 4), unseen(0, 0, 0)
    (3.0, 0.0, 0.0)
    """
    return (first - both) * (second - both) / (both + 1)


def told(what: str, count: Recapture) -> str:
    """Return the estimate in a sentence.

    Examples
    --------
    >>> told("Disputes", chapman(9, 7, 4))
    'Disputes: 12 found by either search, 15.0 in all by Chapman (standard error 2.8): recall 80% (58% with two standard errors more).'
    """
    return (
        f"{what}: {count.found} found by either search, {count.total:.1f} in all by Chapman (standard error {count.error:.1f}): "
        f"recall {count.recall:.0%} ({count.least:.0%} with two standard errors more)."
    )
