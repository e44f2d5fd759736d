"""A figure as it was read: value, interval, unit, what it is compared with, and what it is from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import singledispatch
from math import exp, log, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from westphalia.claims.essay import Essay
    from westphalia.record.world import World

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a quantity came out as.

    Parameters
    ----------
    value : float or None
        None where it is not known, and then ``why`` says why.
    unit : str
        In plain words.
    interval : tuple of float, optional
        90 %.
    year : int
        Asked for; the last one of several.
    observed : int or None
        The year that the value is from.
    tables : tuple of str
        Tables of the edition that it is from.
    group : str
        What it is compared with, in words.
    why : str
        Why it is not known, or what must be known about it.
    impossible : bool
        Whether nothing in the edition could ever give it.
    """

    value: float | None
    unit: str = ""
    interval: Range | None = None
    year: int = 0
    observed: int | None = None
    tables: tuple[str, ...] = ()
    group: str = ""
    why: str = ""
    impossible: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the figure of the JSON contract."""
        document: dict[str, Any] = {
            "value": self.value, "unit": self.unit, "year": self.year, "observed": self.observed,
            "source": ", ".join(self.tables),
        }  # fmt: skip
        return {**document, "why": self.why} if self.value is None else document


@singledispatch
def read_kind(asked: object, world: World, essay: Essay | None) -> Reading:
    """Return the reading of one kind of figure: what is registered for its class does it.

    Parameters
    ----------
    asked : object
        What a claim file asks for: one of the kinds of :mod:`westphalia.claims.quantities`.
    world : World
        The record.
    essay : Essay or None
        Whose claim it is: no evidence of itself.
    """
    raise NotImplementedError(f"nothing reads {type(asked).__name__}")


def against(one: Reading, other: Reading, how: str) -> Reading:
    """Return one figure compared with another: the difference, or the ratio; intervals as of independent figures.

    Examples
    --------
    >>> against(Reading(3.0, interval=(2.0, 4.0)), Reading(1.0), "difference").interval
    (1.0, 3.0)
    >>> against(Reading(6.0), Reading(2.0), "ratio").value
    3.0
    """
    tables = tuple(dict.fromkeys((*one.tables, *other.tables)))
    for each in (one, other):
        if each.value is None:
            return replace(each, tables=tables)
    assert one.value is not None
    assert other.value is not None
    observed = min((each for each in (one.observed, other.observed) if each is not None), default=None)
    whole = replace(one, tables=tables, observed=observed)
    if how == "difference":
        ends = _spread(one, other, one.value, other.value, lambda x: x)
        return replace(whole, value=one.value - other.value, interval=ends)
    if other.value == 0:
        return replace(whole, value=None, interval=None, why="the figure that it is divided by is zero")
    positive = all(end > 0 for each in (one, other) for end in (each.value or 0, *(each.interval or ())))
    spread = _spread(one, other, one.value, other.value, log) if positive else None
    ends = (exp(spread[0]), exp(spread[1])) if spread else None
    return replace(whole, value=one.value / other.value, unit="times", interval=ends)


def _spread(one: Reading, other: Reading, a: float, b: float, scale: Any) -> Range | None:
    """Return the interval of the difference on a scale; None when neither has one."""
    if one.interval is None and other.interval is None:
        return None
    (low, high), (least, most) = one.interval or (a, a), other.interval or (b, b)
    middle = scale(a) - scale(b)
    down = sqrt((scale(a) - scale(low)) ** 2 + (scale(most) - scale(b)) ** 2)
    up = sqrt((scale(high) - scale(a)) ** 2 + (scale(b) - scale(least)) ** 2)
    return middle - down, middle + up
