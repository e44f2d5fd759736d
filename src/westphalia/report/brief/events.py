"""What happened between two states, in one shape: the material of the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "war", "conflict", "dispute", "land", "pact", "agreement", "sanction", "arms", "visit", "rivalry", "event"
]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened between the two.

    Parameters
    ----------
    date : str
        First day in ISO form, as exactly as it is known: "1939-08-23", "1908-04" or "1828".
    end : str or None
        Last day in the same form; the date itself for a moment, None while it lasts or where the end is not known.
    kind : str
        War, armed conflict, dispute, land, pact, agreement, sanction, arms, visit, rivalry, or an event coded by hand.
    text : str
        What happened, one clause with a capital, without the date.
    source : str
        Table of the edition.
    role : str
        ``a``: done by A, ``b``, ``pair``: by both, ``warning``: one against the other.
    short : str
        Words beside the mark on the chart; empty for none.
    rank : int
        Importance on the chart, 1 first.
    more : mapping items
        Further keys of the JSON entry, for example ``bilateral``.
    """

    date: str
    end: str | None
    kind: Kind
    text: str
    source: str
    role: str
    short: str = ""
    rank: int = 9
    more: tuple[tuple[str, Any], ...] = ()

    @property
    def year(self) -> int:
        """Year of the first day."""
        return int(self.date[:4])

    def until(self, year: int) -> Event | None:
        """Return the event as it could be told at the end of a year: None when it came later, open when it lasted longer."""
        if self.year > year:
            return None
        if self.end is None or int(self.end[:4]) <= year:
            return self
        return Event(
            self.date, None, self.kind, self.text, self.source, self.role, self.short, self.rank, self.more
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the event for the JSON document."""
        return {
            "date": self.date,
            "kind": self.kind,
            "text": self.text,
            "source": self.source,
            "end": self.end,
            **dict(self.more),
        }


def spells(years: Iterable[int], gap: int = 1) -> Iterator[tuple[int, int]]:
    """Return years joined into spells; years up to ``gap`` apart belong together.

    Examples
    --------
    >>> list(spells([1990, 1991, 1993, 2000])), list(spells([1990, 1991, 1993], gap=2))
    ([(1990, 1991), (1993, 1993), (2000, 2000)], [(1990, 1993)])
    """
    first = last = None
    for year in sorted(set(years)):
        if first is None or last is None:
            first = last = year
        elif year - last <= gap:
            last = year
        else:
            yield first, last
            first = last = year
    if first is not None and last is not None:
        yield first, last
