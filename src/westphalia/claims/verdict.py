"""From figures to verdicts: pure rules, the same for every claim."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from typing import Literal

from westphalia.claims.reading import Reading

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

    Examples
    --------
    >>> meets(3, ">= 3"), meets(2.5, "> 3"), meets(0.1 + 0.2, "= 0.3")
    (True, False, True)
    """
    found = re.fullmatch(r"(>=|<=|>|<|=|!=) ?(-?\d+(?:\.\d+)?)", condition)
    assert found is not None
    return OPERATORS[found[1]](value, float(found[2]))


def judge(reading: Reading, supports: str, contradicts: str) -> Verdict:
    """Return the verdict on a figure.

    The whole interval must meet a condition; where there is none, the value. What meets neither is mixed, what is not known has
    no answer.

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
