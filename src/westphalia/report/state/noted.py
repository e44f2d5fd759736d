"""Events of the year that are noted by hand and in which the state had a part: a choice, never all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.report.brief import words
from westphalia.report.brief.ties import MANY, RANKS
from westphalia.report.brief.why.happened import said
from westphalia.report.page import Section, SmallTable, Topic
from westphalia.report.state.reason import StateReason

if TYPE_CHECKING:
    from westphalia.report.state.subject import Subject

NAMED = 6
"""Events that the page names."""
PARTS = ("actor", "party", "target")
"""Parts that make an event one of the state."""
BONDS = ("treaty",)
"""Kinds of events that lead as a treaty."""


def noted(of: Subject) -> list[dict[str, Any]]:
    """Return the events of the year in which a state had a part, the weightiest kinds first.

    Parameters
    ----------
    of : Subject
        The state and year.
    """
    parties = of.world.scan("event_parties")
    mine = parties.filter(pl.col("ccode") == of.code, pl.col("part").is_in(PARTS)).select("event").unique()
    size = parties.group_by("event").agg(
        states=pl.col("ccode").n_unique(), codes=pl.col("ccode").unique().sort()
    )
    rows = of.world.scan("events").filter(pl.col("date").dt.year() == of.year).join(mine, on="event").join(size, on="event")  # fmt: skip
    found = [
        {"date": words.known_day(row["edtf"]), "kind": row["kind"], "text": str(row["title"]).rstrip("."), "states": row["states"], "with": [code for code in row["codes"] if code != of.code], "verified": row["verified"], "source": "events"}
        for row in rows.sort("date", "event").collect().to_dicts()
    ]  # fmt: skip
    return sorted(found, key=lambda row: (RANKS[row["kind"]] + 2 * (row["states"] > MANY), row["date"]))


def reasons(of: Subject, events: list[dict[str, Any]]) -> Iterator[StateReason]:
    """Yield the treaty of the year: of several, that with the strongest other.

    Parameters
    ----------
    of : Subject
        The state and year.
    events : list of dict
        As :func:`noted` has them.
    """
    bonds = [row for row in events if row["kind"] in BONDS and row["verified"] and row["with"] and row["states"] <= MANY and said(row)]  # fmt: skip
    if bonds:
        order = of.strongest(code for row in bonds for code in row["with"])
        chief = min(bonds, key=lambda row: min(order.index(code) for code in row["with"]))
        yield StateReason("treaty", said(chief), 0.95, "noted")


def topic(of: Subject, events: list[dict[str, Any]]) -> Topic:
    """Return what is noted of the year.

    Parameters
    ----------
    of : Subject
        The state and year.
    events : list of dict
        As :func:`noted` has them.
    """
    shown = sorted(events[:NAMED], key=lambda row: row["date"])
    facts = {"noted": events}
    if not shown:
        return Topic(facts, None)
    grid = SmallTable(("When", "What happened"), tuple((words.moment(row["date"]), row["text"]) for row in shown), "ll", ("events",), "Noted by hand, a choice")  # fmt: skip
    finding = f"{words.sentence(words.counted(len(events), 'event'))} of {of.year} with {of.name} {'is' if len(events) == 1 else 'are'} noted by hand."
    return Topic(facts, Section("noted", "Events of the year", finding, (), (), (grid,)), (), ("events", "event_parties"))  # fmt: skip
