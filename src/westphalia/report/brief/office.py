"""Who was in office in a state in a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from westphalia.record.world import World


TERM = re.compile(r"\((?:f|\d\w\w)\b[^)]*\)?")
"""What a list of leaders adds to a name: how often, or that she is a woman."""
TURNED = re.compile(r"(?P<surname>.+?)(?:, (?P<given>.+)|(?<=\w) (?P<initial>[A-Z]\.))")
"""A surname before the given name: with a comma, or before a lone initial."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one office; ``end`` is None while in office as far as is known, ``known_to`` the last day of that knowledge."""

    leader: str
    role: str
    office: str | None
    start: date
    end: date | None
    known_to: date | None
    effective: bool
    source: str

    @property
    def name(self) -> str:
        """The name in the order in which it is said."""
        return said(self.leader)

    @property
    def title(self) -> str:
        """The office as far as it is known."""
        return self.office or ("" if self.role == "leader" else self.role)

    def to_dict(self) -> dict[str, Any]:
        """Return the holder for the JSON document."""
        return {
            "leader": self.leader,
            "role": self.role,
            "office": self.office,
            "effective": self.effective,
            "from": self.start.isoformat(),
            "to": self.end.isoformat() if self.end else None,
            "known_to": self.known_to.isoformat() if self.known_to else None,
            "source": self.source,
        }


def said(listed: str) -> str:
    """Return a name as it is said: a list of leaders has some with the surname first, and some with the number of a term.

    Parameters
    ----------
    listed : str
        As a list has it.

    Examples
    --------
    >>> said("Gandhi, I."), said("Al-Assad H."), said("Guardia Jr., E."), said("Renzo Renzi (1st time)"), said("Fan S. Noli")
    ('I. Gandhi', 'H. Al-Assad', 'E. Guardia Jr.', 'Renzo Renzi', 'Fan S. Noli')
    """
    plain = " ".join(TERM.sub("", listed).split())
    turned = TURNED.fullmatch(plain)
    return f"{turned['given'] or turned['initial']} {turned['surname']}" if turned else plain


def principal(held: Sequence[Holder], year: int) -> Holder | None:
    """Return the effective leader who held office on most days of the year, the later of two equals.

    Parameters
    ----------
    held : sequence of Holder
        Those who held office in the year.
    year : int
        The year.
    """

    def days(each: Holder) -> int:
        last = min(each.end or date(year, 12, 31), date(year, 12, 31))
        return (last - max(each.start, date(year, 1, 1))).days

    return max(
        (each for each in held if each.effective), key=lambda each: (days(each), each.start), default=None
    )


def holders(world: World, ccode: int, year: int) -> tuple[tuple[Holder, ...], Holder | None]:
    """Return who held office on a day of the year, in order of start, and the last effective leader known where nobody is.

    A spell still open is taken to reach its ``known_to`` and no further; ``known_to`` of the last one is the last day for which it is known.

    Parameters
    ----------
    world, ccode, year : World, int, int
        The record, the code of the state, and the year.
    """
    columns = ("leader", "role", "office", "start", "end", "known_to", "effective", "source")
    frame = world.scan("leaders").filter(ccode=ccode).select(*columns).sort("start", "role", "leader")
    every = [Holder(*row) for row in frame.collect().iter_rows()]
    first, last = date(year, 1, 1), date(year, 12, 31)
    limit = date(world.last_known, 12, 31) if world.last_known is not None else last

    def until(each: Holder) -> date:
        return each.end or each.known_to or limit

    inside = [each for each in every if each.start <= last and until(each) >= first]
    found = tuple(sorted(inside, key=lambda each: (not each.effective, each.start, each.leader)))
    if any(each.effective for each in found):
        return found, None
    before = [each for each in every if each.effective and each.start <= last]
    lost = max(before, key=lambda each: (until(each), each.start), default=None)
    return found, None if lost is None else replace(lost, known_to=until(lost))
