"""Which noted event tells in words what a list of wars, pacts, agreements, land or visits has as well."""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.report.brief.events import Event

SAME = {
    "war": ("war", "attack", "intervention"),
    "pact": ("treaty", "agreement"),
    "agreement": ("agreement", "treaty", "cooperation"),
    "land": ("land", "treaty"),
    "visit": ("visit", "talks"),
}
"""Kinds of noted events that a listed one may be, the likeliest first."""


def repeats(told: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Return each listed event with the noted one that is the same: of such a kind, and of the same date as exactly as both know it.

    A noted event is the same as one listed event at most, and the other way round. A date known by its year alone is too little.
    """
    months: dict[str, list[Event]] = {}
    for event in told:
        if event.kind == "event":
            months.setdefault(event.date[:7], []).append(event)
    found: list[tuple[Event, Event]] = []
    for event in told:
        if event.kind not in SAME or (event.kind == "war" and not dict(event.more)["opposed"]):
            continue
        kinds, near = SAME[event.kind], months.get(event.date[:7], [])
        fit = [one for one in near if dict(one.more)["what"] in kinds and same_date(event.date, one.date)]
        if fit:
            best = min(fit, key=lambda one: kinds.index(dict(one.more)["what"]))
            near.remove(best)
            found.append((event, best))
    return found


def same_date(one: str, two: str) -> bool:
    """Tell whether two dates are the same as exactly as both are known.

    Examples
    --------
    >>> same_date("1828-02", "1828-02-22"), same_date("1828", "1828-02-22"), same_date("1828-02-21", "1828-02-22")
    (True, False, False)
    """
    known = min(len(one), len(two))
    return known >= len("1828-02") and one[:known] == two[:known]
