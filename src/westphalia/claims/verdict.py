"""Readings of quantities, and from figures to verdicts: pure rules, the same for every claim."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from math import exp, log, sqrt
from typing import TYPE_CHECKING, Any, Literal

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
    placebo : float or None
        Of an effect over all states: the share of relabellings that tell as much.
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
    placebo: float | None = None

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

    Parameters
    ----------
    one, other : Reading
        The figures.
    how : str
        ``difference`` or ``ratio``.

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


# From figures to verdicts: pure rules, the same for every claim.


Verdict = Literal["supported", "contradicted", "mixed", "insufficient_coverage", "not_testable"]
VERDICTS: tuple[Verdict, ...] = (
    "supported", "contradicted", "mixed", "insufficient_coverage", "not_testable",
)  # fmt: skip
NEAR = 1e-9
"""Numbers so near are equal."""
OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le,
    "=": lambda a, b: abs(a - b) <= NEAR, "!=": lambda a, b: abs(a - b) > NEAR,
}  # fmt: skip


def meets(value: float, condition: str) -> bool:
    """Tell whether a number meets a condition.

    Parameters
    ----------
    value : float
        The number.
    condition : str
        A comparison with a number.

    Examples
    --------
    >>> meets(3, ">= 3"), meets(2.5, "> 3"), meets(0.1 + 0.2, "= 0.3")
    (True, False, True)
    """
    sign, number = limit(condition)
    return OPERATORS[sign](value, number)


def limit(condition: str) -> tuple[str, float]:
    """Return the operator and the number of a condition.

    Parameters
    ----------
    condition : str
        A comparison with a number.

    Examples
    --------
    >>> limit(">= 0.5")
    ('>=', 0.5)
    """
    found = re.fullmatch(r"(>=|<=|>|<|=|!=) ?(-?\d+(?:\.\d+)?)", condition)
    assert found is not None
    return found[1], float(found[2])


def judge(reading: Reading, supports: str, contradicts: str) -> Verdict:
    """Return the verdict on a figure.

    The whole interval must meet a condition; where there is none, the value. What meets neither is mixed, what is not known has
    no answer.

    Parameters
    ----------
    reading : Reading
        The figure.
    supports, contradicts : str
        Conditions, as :func:`meets` takes them.

    Examples
    --------
    >>> judge(Reading(0.4, interval=(0.1, 0.7)), "> 0", "< 0")
    'supported'
    >>> judge(Reading(0.4, interval=(-0.1, 0.9)), "> 0", "< 0")
    'mixed'
    >>> judge(Reading(None, why="not covered"), "> 0", "< 0")
    'insufficient_coverage'
    """
    if reading.value is None:
        return "not_testable" if reading.impossible else "insufficient_coverage"
    ends = (reading.value, *(reading.interval or ()))
    if all(meets(each, supports) for each in ends):
        return "supported"
    return "contradicted" if all(meets(each, contradicts) for each in ends) else "mixed"


def combine(verdicts: Sequence[Verdict], together: Literal["all", "any"]) -> Verdict:
    """Return the verdict on a claim of several parts.

    ``all``: every part must hold; one that is contradicted while another is supported makes it mixed, one without an answer leaves
    the claim without one unless another part already speaks against it. ``any``: one part that holds is enough.

    Parameters
    ----------
    verdicts : sequence of str
        Of the parts, at least one.
    together : str
        How they make one.

    Examples
    --------
    >>> combine(["supported", "contradicted"], "all"), combine(["supported", "contradicted"], "any")
    ('mixed', 'supported')
    >>> combine(["supported", "insufficient_coverage"], "all")
    'insufficient_coverage'
    """
    found = set(verdicts)
    if len(found) == 1:
        return verdicts[0]
    if together == "any" and "supported" in found:
        return "supported"
    known = found - {"insufficient_coverage", "not_testable"}
    if known == found:
        return "mixed"
    if together == "all" and known == {"contradicted"}:
        return "contradicted"
    if together == "all" and "contradicted" in known:
        return "mixed"
    return "insufficient_coverage" if "insufficient_coverage" in found else "not_testable"
