"""Verdicts on claims in words that everyone knows."""

from __future__ import annotations

from collections.abc import Mapping

from westphalia.report.brief import words

VERDICT: Mapping[str, str] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "mixed": "mixed",
    "insufficient_coverage": "not enough data",
    "not_testable": "cannot be tested",
}
"""Each verdict as it stands in a table."""
LOOK: Mapping[str, str] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "mixed": "mixed",
    "insufficient_coverage": "lacking",
    "not_testable": "untested",
}
"""How each verdict is marked: a colour and a shape of :mod:`westphalia.report.charts.style`."""
ONE: Mapping[str, str] = {
    "supported": "is supported",
    "contradicted": "is contradicted",
    "mixed": "is mixed",
    "insufficient_coverage": "lacks data",
    "not_testable": "cannot be tested",
}
MANY: Mapping[str, str] = {
    "supported": "are supported",
    "contradicted": "are contradicted",
    "mixed": "are mixed",
    "insufficient_coverage": "lack data",
    "not_testable": "cannot be tested",
}
SILENT = ("insufficient_coverage", "not_testable")
"""Verdicts that are no answer."""


def said(found: Mapping[str, int]) -> str:
    """Return counts of verdicts as the end of a sentence.

    Parameters
    ----------
    found : mapping of str to int
        How many claims have each verdict.

    Examples
    --------
    >>> said({"supported": 3, "contradicted": 1, "mixed": 2, "not_testable": 1})
    '3 are supported, 1 contradicted and 2 mixed; 1 cannot be tested'
    >>> said({"insufficient_coverage": 1})
    '1 lacks data'
    """
    known = [(verdict, n) for verdict, n in found.items() if verdict not in SILENT]
    first = words.listed(
        f"{n} {verb(verdict, n)}" if at == 0 else f"{n} {VERDICT[verdict]}"
        for at, (verdict, n) in enumerate(known)
    )
    silent = words.listed(f"{n} {verb(verdict, n)}" for verdict, n in found.items() if verdict in SILENT)
    return "; ".join(filter(None, (first, silent)))


def verb(verdict: str, n: int) -> str:
    """Return a verdict as the verb of so many claims.

    Parameters
    ----------
    verdict : str
        Of the claims.
    n : int
        How many.
    """
    return (ONE if n == 1 else MANY)[verdict]
