"""People: leaders of the record and people of its events, by the names that an article has for them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from westphalia.claims.draft.article import Phrases, fold, words

if TYPE_CHECKING:
    from westphalia.record.world import World

NUMERAL = re.compile(r"[IVX]+|Jr|Sr")
PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}")
"""What a name of a person looks like; a party or an office has words in small letters."""
INITIALS = re.compile(r"^(?:[A-Z]\.\s?)+\s*")
OFFICE = re.compile(r"/| of ")
SHORTEST = 4
"""Letters of the shortest surname that is taken for a person who is not named in full in the article."""
OPEN = 9999
FAMILY_FIRST = frozenset({710, 713, 730, 731, 732, 816, 817})
"""States where the name of the family stands first."""
NEARLY = 0.7
"""Share of the events of a person from which their state is taken to be his."""
NEAR = 3
"""Years before and after his time in office in which a surname alone means a leader whose state is not named."""


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
    """Add all leaders and the people of events to a book, by full name and by surname.

    Parameters
    ----------
    made : Phrases
        The book.
    world : World
        The record.
    """
    leaders = _leaders(world)
    for person in (*leaders, *_of_events(world, leaders)):
        if " " in person.name:
            made.add(person.name, person)
        surname = _surname(person)
        if not NUMERAL.fullmatch(surname) and len(surname) > 1:
            made.add(surname, replace(person, alone=True))


def _surname(person: Person) -> str:
    """Return the name by which a person is called after the first time: the first in East Asia, else the last."""
    parts = person.name.split()
    return parts[0] if person.ccode in FAMILY_FIRST else parts[-1]


def _leaders(world: World) -> list[Person]:
    """Return all leaders, spells of one joined under the longest spelling of the name."""
    columns = ("leader", "ccode", "start", "end")
    rows = list(world.scan("leaders").select(*columns).collect().iter_rows())
    spells = world.scan("leader_spells_archigos").select("leader", "ccode", "startdate", "enddate")
    rows += list(spells.collect().iter_rows())
    found: dict[tuple[str, int], tuple[int, int]] = {}
    for text, ccode, start, end in rows:
        name = _plain(text)
        if name and start is not None:
            first, last = found.get((name, ccode), (OPEN, 0))
            found[name, ccode] = min(first, start.year), max(last, OPEN if end is None else end.year)
    return [Person(name, ccode, *years) for (name, ccode), years in sorted(found.items())]


def _plain(name: str) -> str:
    """Return a name as an article has it, empty for an office that is no name.

    Examples
    --------
    >>> _plain("Guardia Jr., E."), _plain("Ayatollah Khomeini"), _plain("13th Dalai Lama"), _plain("Mutsuhito (Emperor)")
    ('Guardia', 'Khomeini', '', 'Mutsuhito')
    >>> _plain("King of Italy/Emperor of Ethiopia"), _plain("G.H.W. Bush")
    ('', 'Bush')
    """
    bare = name.split(",")[0].split("(")[0].removesuffix(" Jr.").removeprefix("Ayatollah ").strip()
    bare = INITIALS.sub("", bare)
    return bare if bare and bare[0].isupper() and not OFFICE.search(bare) else ""


def _of_events(world: World, leaders: list[Person]) -> list[Person]:
    """Return the people of the table of events; a leader known there by surname has state and years, another the state of nearly all his events."""
    by_surname: dict[str, list[Person]] = {}
    for each in leaders:
        by_surname.setdefault(fold(each.name), []).append(each)
    states = {name.text for name in world.gazetteer.names}
    owners = _owners(world)
    ruled = _first_words(leaders)
    found = []
    for name in sorted({name for names in of_events(world).values() for name in names}):
        same = by_surname.get(fold(name.split()[-1]), [])
        if len(same) == 1:
            found.append(replace(same[0], name=name))
        elif len(leads := ruled.get(fold(name.split()[0]), [])) == 1 and " " in name:
            found.append(replace(leads[0], name=name))
        elif PERSON.fullmatch(name) and name.split()[-1] not in states and not _body(name):
            found.append(Person(name, owners.get(name), 0, OPEN))
    return found


def _first_words(leaders: list[Person]) -> dict[str, list[Person]]:
    """Return leaders by the first of several words of their name, where that is no common first name: Mengistu."""
    given = {fold(each) for each in (*words("persons")["given"], *words("persons")["common"])}
    found: dict[str, list[Person]] = {}
    for each in leaders:
        first, *rest = each.name.split()
        if rest and len(first) > SHORTEST and fold(first) not in given and not NUMERAL.fullmatch(rest[0]):
            found.setdefault(fold(first), []).append(each)
    return found


def _body(name: str) -> bool:
    """Tell whether a name is that of a company, an army or a party."""
    return any(word in words("persons")["bodies"] or word.isupper() for word in name.split())


def _owners(world: World) -> dict[str, int]:
    """Return the state of each person of events who took part in several, nearly all of which are that state's and no other's."""
    parties: dict[str, set[int]] = {}
    for event, ccode in world.scan("event_parties").select("event", "ccode").collect().iter_rows():
        parties.setdefault(event, set()).add(ccode)
    counted: dict[str, Counter[int]] = {}
    events: Counter[str] = Counter()
    for event, names in of_events(world).items():
        for name in names:
            events[name] += 1
            counted.setdefault(name, Counter()).update(parties.get(event, ()))
    found = {}
    for name, states in counted.items():
        (first, most), second = [*states.most_common(2), (0, 0), (0, 0)][:2]
        if events[name] > 1 and most >= NEARLY * events[name] and most > second[1]:
            found[name] = first
    return found


def of_events(world: World) -> dict[str, list[str]]:
    """Return the people of each event; none where the edition has no such column.

    Parameters
    ----------
    world : World
        The record.
    """
    frame = world.scan("events")
    if "people" not in frame.collect_schema().names():
        return {}
    found: dict[str, list[str]] = {}
    for event, people in frame.select("event", "people").collect().iter_rows():
        names = people if isinstance(people, list) else str(people or "").split(";")
        found[event] = [name.strip() for name in names if name.strip()]
    return found


def common(surname: str) -> bool:
    """Tell whether a surname is also a common word or first name, so that it needs a name or an office before it.

    Parameters
    ----------
    surname : str
        As it is written.

    Examples
    --------
    >>> common("May"), common("Putin")
    (True, False)
    """
    return fold(surname) in {fold(each) for each in (*words("persons")["common"], *words("persons")["given"])}


def chosen(people: list[Person], year: int, now: int, states: set[int], named: set[str]) -> Person | None:
    """Return who of several that a name may mean is meant.

    A surname alone means one who is named in full in the article; or one of a state of the article, in office before the article or nearest to the
    year; or one who was in office about the year, whatever his state. A name with a number wants his state or his time too.

    Parameters
    ----------
    people : list of Person
        Those of that name.
    year, now : int
        The year that the sentence speaks of, and that of the article.
    states : set of int
        Codes of the states that it names.
    named : set of str
        People who are named in full in it.
    """
    able = [each for each in people if _able(each, year, now, states, named)]
    if not able:
        return None
    return min(
        able,
        key=lambda p: (
            p.name not in named,
            max(p.first - year, year - p.last, 0) > NEAR,
            p.ccode not in states,
            p.ccode is None,
            max(p.first - year, year - p.last, 0),
            -len(p.name),
            p.name,
            p.ccode or 0,
        ),
    )


def _able(person: Person, year: int, now: int, states: set[int], named: set[str]) -> bool:
    if not person.alone and not NUMERAL.fullmatch(person.name.split()[-1]):
        return True
    if person.alone and person.name in named:
        return True
    if person.alone and len(_surname(person)) < SHORTEST:
        return False
    if person.ccode is None:
        return person.alone and not common(_surname(person))
    about = person.first - NEAR <= year <= person.last + NEAR
    return about or (person.ccode in states and person.first <= now + 1)
