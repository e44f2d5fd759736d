"""A reason: one sentence on a pair in a year, with its number, and how much it weighs beside others.

A page has room for few. What leads it is what is gravest, rarest, surest and newest: each kind of reason has a weight, declared here, and each
reason a size between 0 and 1, computed where it is found from how large or rare it is among all pairs and from how long ago it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from westphalia.report.brief import words

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

Part = Literal["binds", "limits", "others"]
LONGEST = 30
"""Words of a sentence at the head of a page."""
WEIGHTS = {
    "war": 10.0,
    "treaty": 8.0,
    "occupation": 8.0,
    "rupture": 7.5,
    "force": 7.0,
    "sanctions": 6.0,
    "fight": 5.5,
    "rivalry": 5.0,
    "exclusion": 4.9,
    "outcasts": 4.9,
    "pact": 4.5,
    "arms": 4.5,
    "trade": 3.4,
    "votes": 3.2,
    "grievance": 3.2,
    "adversary": 2.6,
    "apart": 1.8,
    "market": 2.2,
    "asymmetry": 2.2,
    "promise": 2.0,
    "agreement": 3.0,
    "disputes": 3.0,
    "quarrel": 2.4,
    "organisations": 1.8,
    "regime": 1.2,
    "distance": 1.0,
    "senders": 4.0,
    "foe": 3.0,
    "moved": 2.5,
    "oil": 3.0,
    "grain": 2.0,
    "strength": 2.0,
}
"""What the largest reason of each kind weighs."""
COUNTS = 0.8
"""The lightest reason that is told."""
LEADS = 1.5
"""The lightest that may lead a page; where none weighs so much the page says that little passed."""
GRAVE = ("war", "occupation", "rupture", "force", "sanctions", "rivalry", "disputes")
"""Kinds of limits that may lead a page; others limit what binds, and stand after it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence on the two with what it weighs.

    Parameters
    ----------
    kind : str
        A name of :data:`WEIGHTS`.
    part : {"binds", "limits", "others"}
        Which of the three questions it answers.
    says : str
        One sentence of at most thirty words, with its year.
    size : float
        From 0 to 1: how large, rare, sure and new it is.
    section : str
        The section of the page that has the figures.
    """

    kind: str
    part: Part
    says: str
    size: float
    section: str

    @property
    def weight(self) -> float:
        """What it weighs."""
        return WEIGHTS[self.kind] * max(0.0, min(1.0, self.size))

    def to_dict(self) -> dict[str, Any]:
        """Return the reason for the JSON document."""
        return {"kind": self.kind, "part": self.part, "says": self.says, "weight": round(self.weight, 2), "section": self.section}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Material:
    """What reasons are found in.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    facts : mapping
        The facts of all topics of the page, as the JSON document has them.
    """

    world: World
    dyad: Dyad
    year: int
    facts: Mapping[str, Any]

    @property
    def a(self) -> str:
        """The first state as it stands in a sentence."""
        return words.the(self.dyad.a.name)

    @property
    def b(self) -> str:
        """The second state as it stands in a sentence."""
        return words.the(self.dyad.b.name)

    @property
    def pair(self) -> str:
        """Both."""
        return f"{self.a} and {self.b}"

    @property
    def events(self) -> Sequence[Mapping[str, Any]]:
        """What happened between the two to the end of the year, in order of date."""
        return self.facts.get("timeline") or ()

    @property
    def band(self) -> str:
        """The word for their relation; empty where none may be said."""
        return (self.facts.get("relation") or {}).get("band") or ""

    @property
    def hostile(self) -> bool:
        """Whether they are at odds."""
        return self.band in ("cool", "hostile", "at war")

    @property
    def at_war(self) -> bool:
        """Whether they are at war."""
        return self.band == "at war"


def told(reasons: Iterable[Reason], part: Part) -> list[Reason]:
    """Return the reasons of a part that count, the weightiest first, one of each kind.

    Parameters
    ----------
    reasons : iterable of Reason
        In any order.
    part : {"binds", "limits", "others"}
        Which.

    Examples
    --------
    >>> some = [Reason("votes", "binds", "", 0.9, ""), Reason("pact", "binds", "", 1, ""), Reason("pact", "binds", "", 0.5, ""), Reason("regime", "binds", "", 0.1, "")]
    >>> [each.kind for each in told(some, "binds")]
    ['pact', 'votes']
    """
    found: dict[str, Reason] = {}
    for each in sorted(reasons, key=lambda one: -one.weight):
        if each.part == part and each.weight >= COUNTS:
            found.setdefault(each.kind, each)
    return list(found.values())


def number_in(facts: Mapping[str, Any] | None, *path: str) -> float | None:
    """Return a number of a nested document; None where it or what holds it is not known.

    Parameters
    ----------
    facts : mapping or None
        The document.
    *path : str
        Keys, from the outside in.

    Examples
    --------
    >>> number_in({"a": {"share": 0.2}}, "a", "share"), number_in({"a": None}, "a", "share")
    (0.2, None)
    """
    found: Any = facts
    for key in path:
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None
