"""Leaders of the record, and people of its events, in an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from westphalia.claims.draft.tokens import Phrases, fold
from westphalia.claims.draft.words import words

if TYPE_CHECKING:
    from westphalia.record.world import World

NUMERAL = re.compile(r"[IVX]+|Jr|Sr")
PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}")
"""What a name of a person looks like; a party or an office has words in small letters."""
SHORTEST = 4
"""Letters of the shortest surname that is looked for alone."""
OPEN = 9999


@dataclass(frozen=True, slots=True)
class Person:
    """A leader: name as the record has it, state, first and last year in office; ``alone`` where only the surname was matched.

    A person of an event has neither state nor years.
    """

    name: str
    ccode: int | None
    first: int
    last: int
    alone: bool = False


def add(made: Phrases, world: World) -> None:
    """Add all leaders and the people of events to a book, by full name and by surname."""
    leaders = _leaders(world)
    for person in (*leaders, *_of_events(world, leaders)):
        parts = person.name.split()
        if len(parts) > 1:
            made.add(person.name, person)
        if len(parts[-1]) >= SHORTEST and not NUMERAL.fullmatch(parts[-1]):
            made.add(parts[-1], replace(person, alone=True))


def _leaders(world: World) -> list[Person]:
    """Return all leaders, spells of one joined under the longest spelling of the name."""
    columns = ("leader", "ccode", "start", "end")
    rows = list(world.table("leaders").select(*columns).collect().iter_rows())
    spells = world.table("leader_spells_archigos").select("leader", "ccode", "startdate", "enddate")
    rows += list(spells.collect().iter_rows())
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for text, ccode, start, end in rows:
        name = _plain(text)
        if name and start is not None:
            first, last = found.get((name, ccode), (OPEN, 0))
            found[name, ccode] = min(first, start.year), max(last, OPEN if end is None else end.year)
    return [Person(name, ccode, *years) for (name, ccode), years in sorted(found.items())]


def _plain(name: str) -> str:
    """Return a name as an article has it.

    Examples
    --------
    >>> _plain("Guardia Jr., E."), _plain("Ayatollah Khomeini"), _plain("13th Dalai Lama")
    ('Guardia', 'Khomeini', '')
    """
    bare = name.split(",")[0].removesuffix(" Jr.").removeprefix("Ayatollah ").strip()
    return bare if bare and bare[0].isupper() else ""


def _of_events(world: World, leaders: list[Person]) -> list[Person]:
    """Return the people of the table of events, where the edition has them; a leader known there by surname has state and years."""
    by_surname: dict[str, list[Person]] = {}
    for each in leaders:
        by_surname.setdefault(fold(each.name), []).append(each)
    found = []
    for name in sorted({name for names in of_events(world).values() for name in names}):
        same = by_surname.get(fold(name.split()[-1]), [])
        if len(same) == 1:
            found.append(replace(same[0], name=name))
        elif PERSON.fullmatch(name) and name.split()[-1] not in _states(world):
            found.append(Person(name, None, 0, OPEN))
    return found


def _states(world: World) -> set[str]:
    return {name.text for name in world.gazetteer.names}


def of_events(world: World) -> dict[str, list[str]]:
    """Return the people of each event; none where the edition has no such column."""
    frame = world.table("events")
    if "people" not in frame.collect_schema().names():
        return {}
    found: dict[str, list[str]] = {}
    for event, people in frame.select("event", "people").collect().iter_rows():
        names = people if isinstance(people, list) else str(people or "").split(";")
        found[event] = [name.strip() for name in names if name.strip()]
    return found


def common(surname: str) -> bool:
    """Tell whether a surname is also a common word or first name, so that it needs a name or an office before it.

    Examples
    --------
    >>> common("May"), common("Putin")
    (True, False)
    """
    return fold(surname) in {fold(each) for each in (*words("persons")["common"], *words("persons")["given"])}


def chosen(people: list[Person], year: int, states: set[int]) -> Person | None:
    """Return who of several that a name may mean is meant: one of a state of the article, in office in or nearest before the year.

    A surname alone means none of a state that the article does not name, nor one who came after.
    """
    free = [each for each in people if not each.alone and not NUMERAL.fullmatch(each.name.split()[-1])]
    able = free or [p for p in people if (p.ccode is None or p.ccode in states) and p.first <= year + 1]
    if not able:
        return None
    return min(
        able,
        key=lambda p: (
            p.ccode not in states,
            max(p.first - year, year - p.last, 0),
            -len(p.name),
            p.name,
            p.ccode or 0,
        ),
    )
