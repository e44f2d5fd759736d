"""Events that matter: which of many a page tells, by a rule that a reader can check.

Each event has a weight by its kind: 1 for a war and for land that changes hands, 2 for an occupation and for a pact of the two, 3 for force and
for a promise or treaty broken, and so on. It weighs less where many states or the act of another are in it. The two centuries are cut into five eras,
each of which has a place for so many, the weightiest first and the earlier first of equals: age alone neither helps nor hurts.
"""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.report.brief.coded import KINDS
from westphalia.report.brief.ties import RANKS, Event

ERAS = (1871, 1914, 1946, 1991)
"""First years of the later eras: the European concert, the empires, the world wars, the cold war, the time since."""
PLACES = 7
"""Events of an era that are told first."""
MORE = 6
"""Noted events of an era that are told with where each is told, before what is left of all places is filled by weight."""
NOTED = 30
"""Noted events in all that are told so."""
NEWS = 2
"""Ranks that an event gains in the year in which it happened and in the next."""
WEIGHTS = {
    "war": 1,
    "land": 1,
    "occupation": 2,
    "intervention": 3,
    "attack": 3,
    "incident": 3,
    "broken promise": 3,
    "treaty": 4,
    "breach": 3,
    "recognition": 4,
    "sanction": 4,
    "threat": 4,
    "agreement": 4,
    "ceasefire": 5,
    "withdrawal": 5,
    "delivery": 4,
    "relief": 5,
    "aid": 6,
    "cooperation": 6,
    "exercise": 6,
    "visit": 6,
    "mediation": 6,
    "talks": 6,
    "statement": 7,
}
"""Weight of each kind of noted event."""
CODED = {what: rank for what, rank, _, _ in KINDS.values()}
"""Weight of each kind of what is coded by hand."""
LISTED = {"war": 1, "land": 1, "pact": 2, "conflict": 4, "sanction": 5}
"""Weight of what is on a list; what has no name there (a dispute, a delivery) is left to the lanes."""
LIMIT = 5
"""The lightest that is told first."""


def weight(event: Event) -> float:
    """Return what an event weighs, 1 the weightiest.

    Parameters
    ----------
    event : Event
        Of the timeline.

    Examples
    --------
    >>> def noted(kind: str, rank: int, against: bool = False) -> Event:
    ...     return Event("1907", "1907", "event", "", "events", "a", "", rank, (("what", kind), ("against", against)))
    >>> weight(noted("occupation", 3)), weight(noted("agreement", 5)), weight(noted("agreement", 5, True)), weight(noted("attack", 6))
    (2, 4, 3, 5)
    """
    more = dict(event.more)
    if event.kind != "event":
        heavy = event.kind != "pact" or more.get("bilateral", False)
        return LISTED.get(event.kind, 9) + (0 if heavy else 4)
    what = more["what"]
    if what not in RANKS:
        return CODED.get(what, 5)
    aside = max(0, event.rank - RANKS[what])
    behind = what in ("agreement", "treaty") and more["against"]
    return WEIGHTS[what] + aside - behind


def era(year: int) -> int:
    """Return the number of the era of a year, from 0.

    Parameters
    ----------
    year : int
        Any year.

    Examples
    --------
    >>> [era(year) for year in (1804, 1870, 1871, 1913, 1945, 2022)]
    [0, 0, 1, 1, 2, 4]
    """
    return sum(year >= first for first in ERAS)


def best(events: Sequence[Event], places: int, year: int, *, limit: float = 9, total: int = 0) -> list[Event]:
    """Return the weightiest events of each era, in order of time.

    Parameters
    ----------
    events : sequence of Event
        In any order.
    places : int
        How many of an era.
    year : int
        The year of the page: what happened in it or in the one before weighs more.
    limit : float, optional
        The lightest that counts.
    total : int, optional
        Places in all, filled by weight alone where eras leave some.

    Examples
    --------
    >>> def war(year: int) -> Event:
    ...     return Event(str(year), None, "war", "", "wars", "warning", more=(("name", str(year)),))
    >>> wars = [war(year) for year in (1900, 1810, 1950, 1960, 1970)]
    >>> [event.year for event in best(wars, 2, 2000)], [event.year for event in best(wars, 1, 2000, total=4)]
    ([1810, 1900, 1950, 1960], [1810, 1900, 1950, 1960])
    """

    def place(event: Event) -> tuple[float, str]:
        return weight(event) - (NEWS if event.year >= year - 1 else 0), event.date

    ordered = [event for event in sorted(events, key=place) if weight(event) <= limit]
    taken: dict[int, int] = {}
    found: list[Event] = []
    left: list[Event] = []
    for event in ordered:
        at = era(event.year)
        taken[at] = taken.get(at, 0) + 1
        (found if taken[at] <= places else left).append(event)
    found += left[: max(0, total - len(found))]
    return sorted(found, key=lambda each: each.date)
