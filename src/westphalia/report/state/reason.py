"""A reason to lead a page on one state: a sentence of the year with what it weighs, as :mod:`westphalia.report.brief.why.reason` has them of pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

KINDS = {
    "war": 10.0,
    "civil war": 5.6,
    "regime": 8.0,
    "founded": 7.5,
    "force": 9.0,
    "exclusion": 6.5,
    "treaty": 6.0,
    "abroad": 4.6,
    "rupture": 4.6,
    "power": 4.0,
    "pact": 3.4,
    "turned": 3.0,
    "adversary": 2.6,
    "partner": 2.2,
}
"""What the largest reason of each kind weighs."""
LEADS_STATE = 2.7
"""The lightest that may lead a page; where none weighs so much the page says that little stands out."""
COUNTS_STATE = 1.2
"""The lightest that is told after it."""
HEADS = 3
"""Sentences at the head of a page."""


@dataclass(frozen=True, slots=True)
class StateReason:
    """A sentence on a state with what it weighs.

    Parameters
    ----------
    kind : str
        A name of :data:`KINDS`.
    says : str
        One sentence of at most thirty words, with its year.
    size : float
        From 0 to 1: how large, rare, sure and new it is.
    section : str
        The section of the page that has the figures.
    """

    kind: str
    says: str
    size: float
    section: str

    @property
    def weight(self) -> float:
        """What it weighs."""
        return KINDS[self.kind] * max(0.0, min(1.0, self.size))

    def to_dict(self) -> dict[str, Any]:
        """Return the reason for the JSON document."""
        return {"kind": self.kind, "says": self.says, "weight": round(self.weight, 2), "section": self.section}  # fmt: skip


def chosen(reasons: list[StateReason]) -> list[StateReason]:
    """Return the reasons that stand at the head: the weightiest of each section and kind that counts; none where nothing may lead.

    Parameters
    ----------
    reasons : list of StateReason
        In any order.

    Examples
    --------
    >>> some = [StateReason("partner", "", 1.0, "relations"), StateReason("war", "", 1.0, "wars"), StateReason("force", "", 1.0, "wars")]
    >>> [each.kind for each in chosen(some)], chosen(some[:1])
    (['war', 'partner'], [])
    """
    ordered = sorted(reasons, key=lambda each: -each.weight)
    if not ordered or ordered[0].weight < LEADS_STATE:
        return []
    found: list[StateReason] = []
    for each in ordered:
        told = {name for other in found for name in (other.section, other.kind)}
        if each.weight >= COUNTS_STATE and not told & {each.section, each.kind}:
            found.append(each)
    return found[:HEADS]
