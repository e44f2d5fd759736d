"""How sure a share is: Jeffreys' interval (Brown, Cai and DasGupta 2001, Interval Estimation for a Binomial Proportion)."""

from __future__ import annotations

from typing import Any

from westphalia.lazy import special

TAIL = 0.05
"""On either side of an interval of 90 %."""


def interval(hits: Any, of: Any) -> tuple[Any, Any]:
    """Return the 90 % interval of the posterior of a share, of numbers or arrays; they need not be whole.

    Examples
    --------
    >>> [round(float(each), 3) for each in interval(10.0, 50.0)]
    [0.121, 0.304]
    """
    low, high = (special.betaincinv(hits + 0.5, of - hits + 0.5, at) for at in (TAIL, 1 - TAIL))
    return low, high


def jeffreys(hits: float, of: float) -> tuple[float, float]:
    """Return the 90 % interval of a share; with none or all, it reaches to the end.

    Examples
    --------
    >>> [round(end, 3) for end in jeffreys(0, 10)], [round(end, 3) for end in jeffreys(5, 20)]
    ([0.0, 0.171], [0.122, 0.429])
    """
    low, high = interval(hits, of)
    return (0.0 if hits == 0 else float(low)), (1.0 if hits == of else float(high))
