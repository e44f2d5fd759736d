"""Numbers of an article with what they count, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from math import prod
from typing import TYPE_CHECKING

from westphalia.claims.draft.article import Phrases, fold, words
from westphalia.record.years import MONTHS

if TYPE_CHECKING:
    from westphalia.record.world import World

FIGURE = re.compile(
    r"(?<![\w.,-])([$€£])?(\d{1,3}(?:,\d{3})++|\d++)(\.\d++)?(?![\w,]\d)\s?(%|per ?cent\b|(?:hundred|thousand|million|billion|trillion)\b)?"
    r"(?!(?:st|nd|rd|th|s)\b)(?!-\w{1,2}\b)"
)
DIGITS = 24
"""Characters of the longest number."""
NEXT = re.compile(r"[\s-]+([a-z][a-z-]+)(?!')", re.I)


@dataclass(frozen=True, slots=True)
class Number:
    """A number: as written, its value, and what it counts; ``vague`` for words such as hundreds."""

    words: str
    value: float
    unit: str
    start: int
    end: int
    vague: bool = False


def numbers(text: str, taken: list[tuple[int, int]]) -> list[Number]:
    """Return the numbers of a paragraph outside the places that are taken by dates and names.

    Parameters
    ----------
    text : str
        The paragraph.
    taken : list of tuple of int
        First letter and end of each such place.

    Examples
    --------
    >>> [(n.value, n.unit) for n in numbers("It cost $2.5 billion and killed fifteen men, hundreds of cows.", [])]
    [(2500000000.0, '$'), (15, 'men'), (100, 'cows')]
    >>> [(n.value, n.unit) for n in numbers("They held 90 hostages and one hundred thousand men, 45% in the 1980s.", [])]
    [(90, 'hostages'), (100000, 'men'), (45, 'per cent')]
    """
    found = [
        each
        for each in (*_figures(text), *_spelled(text))
        if not any(start < each.end and each.start < end for start, end in taken)
    ]
    return sorted(found, key=lambda each: each.start)


def _figures(text: str) -> Iterator[Number]:
    scales = words("sentences")["scales"]
    for m in FIGURE.finditer(text):
        if len(m[2] + (m[3] or "")) > DIGITS:
            continue
        value: float = float(m[2].replace(",", "") + m[3]) if m[3] else int(m[2].replace(",", ""))
        unit, end = m[1] or "", m.start() + len(m[0].rstrip())
        tail = (m[4] or "").replace(" ", "")
        if tail in scales:
            value *= scales[tail]
        elif tail:
            unit = "per cent"
        yield Number(text[m.start() : end].strip(), value, unit or _unit(text, end), m.start(), end)


@cache
def _words() -> re.Pattern[str]:
    lists = words("sentences")
    ones, scales, vague = "|".join(lists["numbers"]), "|".join(lists["scales"]), "|".join(lists["vague"])
    return re.compile(
        rf"(?<![\w-])(?:({ones})(?:-({ones}))?((?: (?:{scales}))*)|(?:a |one )((?:{scales})(?: (?:{scales}))*)|({vague}))(?![\w-])",
        re.I,
    )


def _spelled(text: str) -> Iterator[Number]:
    lists = words("sentences")
    for m in _words().finditer(text):
        one, two, scale, alone, vague = (each.lower() if each else "" for each in m.groups())
        if vague:
            value = lists["vague"][vague]
            tail = re.compile(r" of(?: (?:the|these|those))?").match(text, m.end())
            unit = _unit(text, tail.end() if tail else m.end())
        else:
            value = lists["numbers"].get(one, 1) + lists["numbers"].get(two, 0)
            value *= prod(lists["scales"][each] for each in (scale or alone).split())
            unit = _unit(text, m.end())
        yield Number(m[0], value, unit, m.start(), m.end(), bool(vague))


def _unit(text: str, end: int) -> str:
    """Return what is counted: the first plural of the three words that follow, or the word that follows.

    Examples
    --------
    >>> _unit("two old foes met", 3), _unit("fifteen, which", 7), _unit("ten men", 3)
    ('foes', '', 'men')
    """
    run: list[str] = []
    place = end
    while len(run) < 3 and (found := NEXT.match(text, place)):
        if found[1].lower() in words("sentences")["not_units"]:
            break
        run.append(found[1])
        place = found.end()
    plural = [word for word in run if word.endswith("s") and not word.endswith("ss")]
    return next(iter(plural or run), "")


# Years that an article names, and years that follow from its words.


YEAR = re.compile(r"(?<![\w.,$€£-])(1[5-9]\d\d|20\d\d)(?:\s?[-–—]\s?(\d\d(?:\d\d)?))?(?![\w%]|[.,]\d|-\w)")
DECADE = re.compile(r"\b(?:(early|mid|late)[- ])?(1[5-9]\d|20\d)0s\b", re.I)
ORDINALS = {
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
    "18th": 18,
    "19th": 19,
    "20th": 20,
    "21st": 21,
}
CENTURY = re.compile(rf"\b(?:(early|mid|late)[- ])?({'|'.join(ORDINALS)})[- ]centur(?:y|ies)\b", re.I)
DECADE_PARTS = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (5, 9)}
CENTURY_PARTS = {"": (0, 99), "early": (0, 32), "mid": (33, 66), "late": (67, 99)}
MONTH = re.compile(
    rf"\b(last |this |next )?(?:([0-3]?\d) )?({'|'.join(MONTHS)})\b(?: ([0-3]?\d)(?:st|nd|rd|th)?\b)?"
)
NOT_UNIT = re.compile(r"\s*(people|troops|soldiers|men|tanks|aircraft|missiles|warheads|kilomet|miles|tons|tonnes|barrels|dollars|"
                      r"casualties|deaths|dead|ships|cases|states|members|euros|rubles|km|feet|metres|meters|square)", re.I)  # fmt: skip
RELATIVE = re.compile(r"\b(last week|last month|last year|this year|this week|this month|next year|yesterday|today|two years ago|"
                      r"a year ago|a decade ago)\b", re.I)  # fmt: skip
BACK = {
    "two years ago": -2,
    "a year ago": -1,
    "a decade ago": -10,
    "last year": -1,
    "this year": 0,
    "next year": 1,
}


@dataclass(frozen=True, slots=True)
class Time:
    """Years that words speak of.

    Parameters
    ----------
    words : str
        As written, or what the period is called.
    first, last : int
        Years.
    start, end : int
        Place in the paragraph.
    how : str
        ``named``, a year that is written; else what it is derived from: ``period``, ``date`` of the article, ``event`` of the record.
    days : pair of date, optional
        Narrower than years, where the words are.
    """

    words: str
    first: int
    last: int
    start: int
    end: int
    how: str
    days: tuple[date, date] | None = None


def times(text: str, written: date | None) -> list[Time]:
    """Return the years of a paragraph that are written or follow from words alone; those relative to the article need its date.

    Parameters
    ----------
    text : str
        The paragraph.
    written : date or None
        The day of the article; None where it is not known.

    Examples
    --------
    >>> [(t.words, t.first, t.last, t.how) for t in times("In 1907 and the late 1930s; 2,000 men.", None)]
    [('1907', 1907, 1907, 'named'), ('late 1930s', 1935, 1939, 'period')]
    >>> [(t.words, t.first) for t in times("He came last week and in January.", date(2022, 7, 25))]
    [('last week', 2022), ('January', 2022)]
    """
    found = [*_years(text), *_decades(text)]
    if written is not None:
        found += [*_relative(text, written), *_months(text, written)]
    return sorted(found, key=lambda each: (each.start, each.end))


def _years(text: str) -> Iterator[Time]:
    for m in YEAR.finditer(text):
        if m[2] is None and NOT_UNIT.match(text, m.end()):
            continue
        first = last = int(m[1])
        if m[2]:
            last = int(m[2]) if len(m[2]) == 4 else first // 100 * 100 + int(m[2])
        if last >= first:
            yield Time(m[0], first, last, m.start(), m.end(), "named")


def _decades(text: str) -> Iterator[Time]:
    for m in DECADE.finditer(text):
        first = int(m[2]) * 10
        one, two = DECADE_PARTS[(m[1] or "").lower()]
        yield Time(m[0], first + one, first + two, m.start(), m.end(), "period")
    for m in CENTURY.finditer(text):
        first = (ORDINALS[m[2].lower()] - 1) * 100 + 1
        one, two = CENTURY_PARTS[(m[1] or "").lower()]
        yield Time(m[0], first + one, first + two, m.start(), m.end(), "period")


def _relative(text: str, written: date) -> Iterator[Time]:
    for m in RELATIVE.finditer(text):
        said = m[0].lower()
        if said in BACK:
            year = written.year + BACK[said]
            yield Time(m[0], year, year, m.start(), m.end(), "date")
            continue
        days = {
            "last week": (14, 1),
            "last month": (62, 1),
            "yesterday": (1, 1),
            "today": (0, 0),
            "this week": (7, 0),
        }.get(said, (31, 0))
        one, two = written - timedelta(days[0]), written - timedelta(days[1])
        yield Time(m[0], two.year, two.year, m.start(), m.end(), "date", (one, two))


def _months(text: str, written: date) -> Iterator[Time]:
    """Yield months without a year: the nearest before the article, after a preposition or with a day."""
    for m in MONTH.finditer(text):
        before, after = text[max(0, m.start() - 12) : m.start()].lower(), text[m.end() : m.end() + 7]
        led = m[1] or m[2] or m[4] or re.search(r"\b(in|since|until|by|early|late|mid|of|from)[ -]$", before)
        if not led or re.match(r",? ?(of )?\d{4}", after):
            continue
        month = MONTHS.index(m[3]) + 1
        year = written.year - (month > written.month)
        if (m[1] or "").strip() == "next":
            year += 1
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        yield Time(m[0], year, year, m.start(), m.end(), "date", (date(year, month, 1), end))


# Leaders of the record, and people of its events, in an article.


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
        parts = person.name.split()
        if len(parts) > 1:
            made.add(person.name, person)
        if len(parts[-1]) >= SHORTEST and not NUMERAL.fullmatch(parts[-1]):
            made.add(parts[-1], replace(person, alone=True))


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
    states = {name.text for name in world.gazetteer.names}
    found = []
    for name in sorted({name for names in of_events(world).values() for name in names}):
        same = by_surname.get(fold(name.split()[-1]), [])
        if len(same) == 1:
            found.append(replace(same[0], name=name))
        elif PERSON.fullmatch(name) and name.split()[-1] not in states:
            found.append(Person(name, None, 0, OPEN))
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


def chosen(people: list[Person], year: int, states: set[int]) -> Person | None:
    """Return who of several that a name may mean is meant: one of a state of the article, in office in or nearest before the year.

    A surname alone means none of a state that the article does not name, nor one who came after.

    Parameters
    ----------
    people : list of Person
        Those of that name.
    year : int
        The year of the article.
    states : set of int
        Codes of the states that it names.
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
