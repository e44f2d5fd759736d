"""Kinds of claims, and how many of them fared how, in words that everyone knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from westphalia.claims.check import Judged
from westphalia.claims.verdict import VERDICTS
from westphalia.report.brief import words
from westphalia.report.verdicts import said, verb

KIND: Mapping[str, str] = {
    "fact": "facts",
    "comparison": "comparisons",
    "trend": "trends",
    "mechanism": "mechanisms",
    "counterfactual": "what-ifs",
    "forecast": "forecasts",
}
"""Each kind of claim, many of them."""


def tally(claims: Iterable[Judged]) -> dict[str, int]:
    """Return how many claims have each verdict that occurs, in the order of the verdicts."""
    found = Counter(str(each.verdict) for each in claims)
    return {verdict: found[verdict] for verdict in VERDICTS if found[verdict]}


def fare(found: Mapping[str, int], whose: str) -> str:
    """Return how claims fare, the first verdict that occurs leading.

    Examples
    --------
    >>> fare({"supported": 3, "mixed": 2}, "of paragraph 7")
    '3 of 5 claims of paragraph 7 are supported; 2 are mixed'
    >>> fare({"mixed": 2}, "of paragraph 7"), fare({"mixed": 1}, "of paragraph 7")
    ('Both claims of paragraph 7 are mixed', 'The one claim of paragraph 7 is mixed')
    """
    total = sum(found.values())
    (verdict, n), *rest = found.items()
    if rest:
        return f"{n} of {total} claims {whose} {verb(verdict, n)}; {said(dict(rest))}"
    every = {1: "The one claim", 2: "Both claims"}.get(total, f"All {words.count(total)} claims")
    return f"{every} {whose} {verb(verdict, n)}"
