"""Which events of the record an article speaks of, and which of its states and years it passes over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from math import log
from typing import TYPE_CHECKING, Any

from westphalia.claims.draft.article import Sentence, fold, words
from westphalia.claims.draft.found import Found, Paragraph, within
from westphalia.claims.draft.people import NUMERAL, of_events
from westphalia.claims.draft.times import Time
from westphalia.record.geography import capitals

if TYPE_CHECKING:
    from westphalia.record.world import World

WORD = re.compile(r"[A-Z]+-\d+|[^\W\d_]+")
LETTERS = 5
"""Letters in which words that share a stem are taken to agree."""
PLAIN, MEANT, PERHAPS = 2.2, 1.25, 1.1
"""Points from which an event is mentioned whatever points to it, from which it is where enough does, and from which it may be."""
OWN, PROPER, WHO, COMMON, MOST_COMMON = 1.0, 0.75, 0.5, 0.35, 1.05
"""Points for a word of its short name, a proper word, a surname and another word that the sentence shares with the event, each less the more events
have it; and the most for the last."""
CALLED = 1.5
"""Points for the name of a treaty or time that is the event."""
NAMED, DERIVED, DAYS = 1.0, 0.5, 1.2
"""Points for its year written, implied by a period, or its day within days that the sentence speaks of."""
PARTIES, NEAR, MANY = 0.6, 0.3, 0.3
"""Points for all its states in the sentence, in the paragraph only, and for three or more in the sentence."""
CLOSE = 0.4
"""Points by which an event may be less plain than another of its year and still be mentioned."""
PERIOD = 20
"""Years of the longest period that points to an event."""


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event of the record with the words that are its own."""

    id: str
    day: date
    precision: str
    kind: str
    title: str
    states: frozenset[int]
    own: frozenset[str]
    proper: frozenset[str]
    common: frozenset[str]
    people: frozenset[str]
    surnames: frozenset[str]

    def before(self, written: date | None) -> bool:
        """Tell whether it lies before an article; one known by its year only does in the year itself."""
        if written is None:
            return True
        if self.precision == "day":
            return self.day <= written
        return self.day.year <= written.year and (self.precision == "year" or self.day <= written)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An event that an article speaks of, where, how surely, and by what it was recognized."""

    event: KnownEvent
    paragraph: int
    sure: bool
    by: tuple[str, ...]
    points: float
    alone: bool
    """Whether a word or name that only this event has in its short name is among them."""
    days: bool
    """Whether it fell within days that the sentence speaks of."""


def events(world: World) -> list[KnownEvent]:
    """Return the events of the record by day.

    Parameters
    ----------
    world : World
        The record.
    """
    parties: dict[str, set[int]] = {}
    for event, ccode in world.scan("event_parties").select("event", "ccode").collect().iter_rows():
        parties.setdefault(event, set()).add(ccode)
    columns = ("event", "date", "precision", "kind", "title")
    rows = world.scan("events").select(*columns).sort("date", "event").collect().iter_rows()
    people, names = of_events(world), _StateWords(world)
    return [_event(row, frozenset(parties.get(row[0], ())), people.get(row[0], []), names) for row in rows]


def _event(
    row: tuple[str, date, str, str, str], states: frozenset[int], people: list[str], names: _StateWords
) -> KnownEvent:
    """Return an event: words of states and capitals are no words of its own, but another state's in its short name may be."""
    name, day, precision, kind, title = row
    full = {key for person in people for key in _stems(person)}
    known = names.every | names.seats | names.prefixes | full
    proper: set[str] = set()
    common: set[str] = set()
    for at, word in enumerate(WORD.findall(title)):
        if _stem(word) and _stem(word) not in known:
            if word[0].isupper() and at:
                proper.add(_whole(word))
            else:
                common.add(_stem(word))
    own = {
        _whole(w)
        for w in WORD.findall(name)
        if _stem(w) not in names.of(states) | names.seats | names.prefixes | common
    }
    surnames = (person.split()[-1] for person in people)
    who = {_whole(surname) for surname in surnames if not NUMERAL.fullmatch(surname)}
    return KnownEvent(
        name,
        day,
        precision,
        kind,
        title,
        states,
        own=frozenset(own - {""}),
        proper=frozenset(proper - own),
        common=frozenset(common),
        people=frozenset(who - own - {""}),
        surnames=frozenset(who),
    )


class _StateWords:
    """Stems of the names of states, their people and their capitals."""

    def __init__(self, world: World) -> None:
        adjectives: dict[Any, list[str]] = words("demonyms")
        codes = world.scan("states").select("ccode", "iso3").collect().iter_rows()
        self._by_state = {
            ccode: {
                key
                for text in (
                    *(n.text for n in world.gazetteer.of(ccode) if n.kind != "code"),
                    *adjectives.get(iso3 or ccode, []),
                )
                for key in _stems(text)
            }
            for ccode, iso3 in codes
        }
        usual = (name.text for name in world.gazetteer.names if name.kind == "usual")
        people = (each for row in adjectives.values() for each in row)
        self.every = frozenset(key for text in (*usual, *people) for key in _stems(text))
        towns = set(capitals(world).frame["capital"])
        self.seats = frozenset(key for capital in towns for key in _stems(capital))
        self.prefixes = frozenset(_stem(word) for word in words("places")["before_a_hyphen"])

    def of(self, states: frozenset[int]) -> set[str]:
        """Return the stems of the names of these states."""
        return {key for ccode in states for key in self._by_state.get(ccode, ())}


def _stems(text: str) -> set[str]:
    return {key for word in WORD.findall(text) if (key := _stem(word))}


@cache
def _stem(word: str) -> str:
    """Return the form in which words of articles and events are compared, empty for one that says nothing.

    Examples
    --------
    >>> _stem("invading") == _stem("invasion"), _stem("the"), _stem("S-300")
    (True, '', 's-300')
    """
    low = fold(word)
    if low in _empty() or len(low) < 3:
        return ""
    if low in _alike():
        return _alike()[low]
    return low if "-" in low else low.removesuffix("s")[:LETTERS]


def _whole(word: str) -> str:
    """Return the form in which names are compared: all letters, or that of a word that has others like it; empty for one that says nothing.

    Examples
    --------
    >>> _whole("Vladimir"), _whole("Raids"), _whole("The")
    ('vladimir', '=raid', '')
    """
    key = _stem(word)
    return key if not key or key[0] == "=" else fold(word)


@cache
def _empty() -> frozenset[str]:
    return frozenset(words("events")["empty"])


@cache
def _alike() -> dict[str, str]:
    return {word: f"={row[0]}" for row in words("events")["alike"] for word in row}


def mentioned(found: Found, every: list[KnownEvent], written: date | None) -> list[Mentioned]:
    """Return the events that an article speaks of, by day, each once, where it is plainest.

    Parameters
    ----------
    found : Found
        What was found in the article.
    every : list of KnownEvent
        All events of the record.
    written : date or None
        The day of the article; None where it is not known.
    """
    index = _Index([event for event in every if event.before(written)])
    weights = _Weights(every)
    best: dict[str, Mentioned] = {}
    capitals = frozenset(_capitals(found))
    for paragraph in found.paragraphs:
        inside = frozenset(paragraph.codes())
        for sentence in paragraph.sentences:
            spoken = _Spoken.of(paragraph, sentence, inside, capitals)
            for event in index.near(spoken):
                one = spoken.compare(event, weights)
                if one is not None and (event.id not in best or _plainer(one, best[event.id])):
                    best[event.id] = one
    return sorted(_one_a_year(list(best.values())), key=lambda each: (each.event.day, each.event.id))


def _capitals(found: Found) -> Iterator[str]:
    """Yield the words that have a capital where none is due, so that one at the head of a sentence may be a name too."""
    for paragraph in found.paragraphs:
        for sentence in paragraph.sentences:
            yield from (word for word in WORD.findall(sentence.text)[1:] if word[0].isupper())


class _Index:
    """Events by their words and years."""

    def __init__(self, every: list[KnownEvent]) -> None:
        self.every = every
        self.by_word: dict[str, set[int]] = {}
        self.by_year: dict[int, set[int]] = {}
        called: dict[str, str] = {event: name for name, event in words("events")["names"].items()}
        for at, event in enumerate(every):
            for key in event.own | event.proper | event.common | event.people | {called.get(event.id, "")}:
                self.by_word.setdefault(key, set()).add(at)
            self.by_year.setdefault(event.day.year, set()).add(at)

    def near(self, spoken: _Spoken) -> list[KnownEvent]:
        """Return the events that share a word or a written year with a sentence, and a state with its paragraph."""
        found: set[int] = set()
        for key in (*spoken.every, *spoken.proper, *spoken.named):
            found |= self.by_word.get(key, set())
        for time in spoken.times:
            for year in {time.first, time.last}:
                found |= self.by_year.get(year, set())
        return [self.every[at] for at in sorted(found) if self.every[at].states & spoken.inside]


def _one_a_year(spoken: list[Mentioned]) -> list[Mentioned]:
    """Leave of several events of a year in one paragraph only the plainest sure, those hardly less plain, and those with a word of their own."""
    most: dict[tuple[int, int], float] = {}
    for each in spoken:
        key = each.paragraph, each.event.day.year
        most[key] = max(most.get(key, 0.0), each.points)
    return [
        replace(
            each,
            sure=each.sure
            and (each.alone or each.days or each.points + CLOSE >= most[each.paragraph, each.event.day.year]),
        )
        for each in spoken
    ]


def _plainer(one: Mentioned, two: Mentioned) -> bool:
    return (one.sure, one.points) > (two.sure, two.points)


class _Weights:
    """From 1 for a word of one event down to 0 for one of all; and the words that the short name of one event alone has."""

    def __init__(self, every: list[KnownEvent]) -> None:
        counted = Counter(key for e in every for key in e.own | e.proper | e.common | e.people)
        self._rarity = {key: 1 - log(count) / log(max(len(every), 2)) for key, count in counted.items()}
        names = Counter(key for event in every for key in event.own)
        people = Counter(key for event in every for key in event.surnames)
        self.single = frozenset(key for key, count in names.items() if count == 1 and people[key] <= 1)

    def sum(self, points: float, keys: frozenset[str]) -> float:
        """Return the points for words, in an order that does not depend on the run."""
        return sum(points * self._rarity[key] for key in sorted(keys))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What points to an event: a word or name that is its alone, how many words and surnames, points of time, and its states."""

    alone: bool
    words: int
    people: int
    when: float
    states: int
    all_states: bool

    @property
    def enough(self) -> bool:
        """Whether it may be meant: two words, or its year written with a word or all its states."""
        found = self.words + self.people
        return found >= 2 or (self.when >= NAMED and (found >= 1 or self.all_states))

    @property
    def sure(self) -> bool:
        """Whether it is meant."""
        together = self.all_states or self.states >= 2
        return (
            self.alone
            or (self.when >= DAYS and self.words + self.people >= 2)
            or (NAMED <= self.when < DAYS and self.words >= 1 and together)
            or (self.when >= DERIVED and self.words >= 2 and together)
            or (self.states >= 3 and self.words >= 3)
        )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A sentence, ready to be compared with events."""

    paragraph: Paragraph
    sentence: Sentence
    proper: frozenset[str]
    every: frozenset[str]
    times: tuple[Time, ...]
    states: frozenset[int]
    inside: frozenset[int]
    named: tuple[str, ...]

    @classmethod
    def of(
        cls, paragraph: Paragraph, sentence: Sentence, inside: frozenset[int], capitals: frozenset[str]
    ) -> _Spoken:
        found = WORD.findall(sentence.text)
        return cls(
            paragraph,
            sentence,
            frozenset(key for word in found if word in capitals and (key := _whole(word))),
            frozenset(key for word in found if (key := _stem(word))),
            tuple(paragraph.years(sentence)),
            frozenset(paragraph.codes(sentence)),
            inside,
            tuple(name for start, name in paragraph.institutions if within(start, sentence))
            + tuple(each.words for each in paragraph.years(sentence)),
        )

    def compare(self, event: KnownEvent, weights: _Weights) -> Mentioned | None:
        """Return the event as spoken of here, None when too little points to it."""
        own, proper = event.own & self.proper, event.proper & self.proper
        common, who = event.common & self.every, event.people & self.proper
        when, time = self._when(event)
        called = tuple(name for name in self.named if words("events")["names"].get(name) == event.id)
        here, near = event.states & self.states, event.states & self.inside
        points = weights.sum(OWN, own) + weights.sum(PROPER, proper) + weights.sum(WHO, who) + when
        points += min(weights.sum(COMMON, common), MOST_COMMON) + CALLED * len(called)
        points += max(PARTIES * len(here), NEAR * len(near)) / len(event.states) + (
            MANY if len(here) >= 3 else 0
        )
        own_only = bool(called) or bool(own & weights.single)
        evidence = _Evidence(
            own_only, len(own | proper | common), len(who), when, len(here), here == event.states
        )
        if points < PERHAPS or not (own or called or evidence.enough):
            return None
        by = tuple(dict.fromkeys((*self._said(own | proper | common | who), *called, *time)))
        sure = points >= MEANT and (evidence.sure or points >= PLAIN)
        return Mentioned(event, self.paragraph.number, sure, by, round(points, 3), own_only, when >= DAYS)

    def _said(self, keys: frozenset[str]) -> list[str]:
        """Return the words of the sentence with these stems."""
        return [word for word in WORD.findall(self.sentence.text) if keys & {_stem(word), _whole(word)}]

    def _when(self, event: KnownEvent) -> tuple[float, tuple[str, ...]]:
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for each in self.times:
            if not each.first <= event.day.year <= each.last or each.last - each.first > PERIOD:
                continue
            points = NAMED if each.how == "named" else DERIVED
            if each.days is not None:
                points = (
                    DAYS if event.precision == "day" and each.days[0] <= event.day <= each.days[1] else 0.0
                )
            if points > best[0]:
                best = points, (each.words,)
        return best


def missed(
    found: Found, every: list[KnownEvent], spoken: list[Mentioned], about: list[int], written: date | None
) -> list[KnownEvent]:
    """Return the events between the states that an article is about, within the years it speaks of, that it does not mention.

    Parameters
    ----------
    found : Found
        What was found in the article.
    every : list of KnownEvent
        All events of the record.
    spoken : list of Mentioned
        Those that it mentions.
    about : list of int
        Codes of the states that it is about, the foremost first.
    written : date or None
        The day of the article; None where it is not known.
    """
    known = {each.event.id for each in spoken}
    years = [each.first for p in found.paragraphs for each in p.times] + [
        each.event.day.year for each in spoken if each.sure
    ]
    first = min(years, default=found.year)
    wanted = set(about[:2])
    return [
        event
        for event in every
        if event.id not in known
        and wanted <= event.states
        and first <= event.day.year <= found.year
        and event.before(written)
    ]
