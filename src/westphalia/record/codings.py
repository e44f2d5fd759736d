"""Codings: what several sources code, each by its own rules, so that any of them can be asked for by the name of the thing."""

from __future__ import annotations

from collections.abc import Mapping

CODINGS: Mapping[str, Mapping[str, str]] = {
    "disputes": {"gml": "disputes", "cow": "disputes_cow"},
    "sanctions": {"gsdb": "sanctions", "ties": "sanctions_ties"},
}
"""By thing, the quantity of each coding; the first is what the thing's own name stands for."""


def codings(name: str) -> Mapping[str, str]:
    """Return the quantities that code the same as one, by coding, its own among them; none for what only one source codes.

    Examples
    --------
    >>> codings("disputes_cow"), codings("cinc")
    ({'gml': 'disputes', 'cow': 'disputes_cow'}, {})
    """
    return next((held for held in CODINGS.values() if name in held.values()), {})
