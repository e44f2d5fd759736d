"""Several tests at once: what stands when every answer of a family is counted, and when the placebo tells as much."""

from __future__ import annotations

from math import erfc, inf, sqrt
from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.models.mechanisms.effects import NORMAL

if TYPE_CHECKING:
    from collections.abc import Sequence

LEVEL = 0.10
"""Largest adjusted p, and largest share of the placebo, with which a finding stands."""


def two_sided(value: float, interval: tuple[float, float], null: float = 0.0) -> float:
    """Return the p of an estimate whose 90 % interval is that of a normal distribution.

    Examples
    --------
    >>> round(two_sided(1.6448536, (0.0, 3.2897072)), 4)
    0.1
    """
    error = (interval[1] - interval[0]) / (2 * NORMAL)
    away = abs(value - null)
    return erfc((away / error if error > 0 else inf if away else 0.0) / sqrt(2))


def holm(p: Sequence[float]) -> list[float]:
    """Return p adjusted for the family, in the order given (Holm 1979, *Scandinavian Journal of Statistics* 6).

    The chance that any of those at or below a level is an accident is at most that level, whatever their dependence.

    Examples
    --------
    >>> [round(each, 3) for each in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(p, kind="stable")
    made, least = [0.0] * len(p), 0.0
    for rank, at in enumerate(order.tolist()):
        least = max(least, min(1.0, (len(p) - rank) * p[at]))
        made[at] = least
    return made


def doubt(adjusted: float, placebo: float | None, family: int) -> str:
    """Return why a finding does not stand though its interval lies on one side; empty where it does.

    Examples
    --------
    >>> doubt(0.02, 0.05, 12)
    ''
    >>> doubt(0.21, 0.05, 12)
    'not when all 12 answers are counted (adjusted p 0.21)'
    >>> doubt(0.02, 0.13, 12)
    'a placebo tells as much in 13 of 100 shufflings'
    """
    if adjusted > LEVEL:
        return f"not when all {family} answers are counted (adjusted p {adjusted:.2f})"
    if placebo is not None and placebo > LEVEL:
        return f"a placebo tells as much in {100 * placebo:.0f} of 100 shufflings"
    return ""
