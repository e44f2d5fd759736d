"""Reading an article: every phrase of the book, taken for what it means where it stands."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from westphalia.claims.draft import names
from westphalia.claims.draft.article import (
    Article,
    Hit,
    Phrases,
    Sentence,
    Token,
    fold,
    sentences,
    tokens,
    words,
)
from westphalia.claims.draft.book import Institution, Named, NamedPeriod, Nothing, book, codes, regional
from westphalia.claims.draft.coreference import resolve
from westphalia.claims.draft.found import Found, Mention, Paragraph, within
from westphalia.claims.draft.numbers import numbers
from westphalia.claims.draft.people import OPEN, Person, add, chosen, common
from westphalia.claims.draft.times import MONTH, Time, times
from westphalia.errors import WestphaliaError
from westphalia.record.geography import capitals
from westphalia.record.once import once
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.world import World


PAST = 10
"""Years before an article up to which all its times have to lie, for it to be about the past."""
BELGIUM = 211
"""Where it is named, Brussels is its capital and not the European Union."""
SOON = 3
"""Years before its beginning in which a state is spoken of as one that is to be made."""
STEM = 4
"""First letters in which an adjective and a name agree: Soviet, Soviet Union."""
KIN = {305: (300,), 255: (260,), 816: (815,), 679: (678,), 731: (730,), 732: (730,)}
"""Who bore the adjective when the state itself was not there."""


def find(world: World, article: Article, written: date | None = None) -> Found:
    """Return all that an article names.

    Parameters
    ----------
    world : World
        The record.
    article : Article
        The text.
    written : date, optional
        When it was written; without it words such as last week give no year.
    """
    texts = [(0, article.title)] if article.title else []
    texts += [(at + 1, text) for at, text in enumerate(article.paragraphs)]
    made = [
        Paragraph(number, text, sentences(text, number), times=times(text, written)) for number, text in texts
    ]
    year = _year(made, written)
    reader = _ArticleReader(world, year)
    rows = [tokens(paragraph.text) for paragraph in made]
    reader.near = {token.text for row in rows for token in row}
    past, base = _past(made, year), year
    for paragraph, row in zip(made, rows, strict=True):
        reader.states(paragraph, row, base)
        if past and paragraph.times:
            base = max(paragraph.times[-1].first, FIRST_YEAR)
    found = Found(article, made, year)
    reader.settle(found)
    reader.people(found, rows)
    for paragraph, row in zip(made, rows, strict=True):
        reader.others(paragraph, row)
    resolve(found)
    return found


@once
def _phrases(world: World) -> Phrases:
    """Return the book of states, institutions, periods and people, which every article of a world is read with."""
    made = book(world)
    add(made, world)
    return made


def _year(paragraphs: list[Paragraph], written: date | None) -> int:
    """Return the year of an article: that of its date, or the last that it names, or the last of the record."""
    if written is not None:
        return written.year
    named = [each.last for paragraph in paragraphs for each in paragraph.times if each.how == "named"]
    return min(max(named, default=LAST_YEAR), LAST_YEAR)


def _past(paragraphs: list[Paragraph], year: int) -> bool:
    """Tell whether an article is about the past only, so that a paragraph without a year is of the time of the one before."""
    return all(each.last <= year - PAST for paragraph in paragraphs for each in paragraph.times)


@dataclass
class _ArticleReader:
    world: World
    year: int

    def __post_init__(self) -> None:
        self.near: set[str] = set()
        self.here: set[str] = set()
        self.hits: dict[int, list[Hit]] = {}
        self.doubted: list[tuple[Paragraph, Mention]] = []
        self.weak: list[tuple[Paragraph, Mention]] = []
        self.base: dict[int, int] = {}

    @property
    def book(self) -> Phrases:
        return _phrases(self.world)

    @cached_property
    def seats(self) -> dict[str, list[tuple[int, int, int]]]:
        """Which state had its seat in each capital, with first and last year."""
        found: dict[str, list[tuple[int, int, int]]] = {}
        rows = capitals(self.world).frame.select("capital", "start", "first", "last", "ccode")
        for capital, _, first, last, ccode in sorted(rows.iter_rows(), key=lambda row: (*row[:2], row[4])):
            found.setdefault(capital, []).append((first, last, ccode))
        return found

    @cached_property
    def prefixes(self) -> dict[str, int]:
        iso3 = codes(self.world)
        return {word: iso3[key] for word, key in words("places")["before_a_hyphen"].items()}

    def states(self, paragraph: Paragraph, row: list[Token], year: int) -> None:
        """Find the states of a paragraph and the times that have a name."""
        text = paragraph.text
        self.base[paragraph.number] = year
        self.here = {token.text for token in row}
        hits = self.hits[paragraph.number] = list(self.book.find(text, row))
        for hit in hits:
            for what in hit.what:
                if isinstance(what, NamedPeriod):
                    paragraph.times.append(
                        Time(what.name, what.first, what.last, hit.start, hit.end, "period")
                    )
        paragraph.times.sort(key=lambda each: (each.start, each.end))
        for hit in hits:
            named = [what for what in hit.what if isinstance(what, Named)]
            if not named or any(isinstance(what, Nothing) for what in hit.what):
                continue
            for mention, sure in self._mentions(paragraph, row, hit, named, year):
                paragraph.states.append(mention)
                if not sure:
                    self.doubted.append((paragraph, mention))
                if all(what.weak for what in named):
                    self.weak.append((paragraph, mention))
        paragraph.states += list(self._prefixed(paragraph, row, hits, year))
        paragraph.states.sort(key=lambda each: (each.start, each.ccode))

    def _prefixed(
        self, paragraph: Paragraph, row: list[Token], hits: list[Hit], year: int
    ) -> Iterator[Mention]:
        """Yield the states of adjectives before a hyphen that are part of no longer phrase."""
        text = paragraph.text
        taken = {at for hit in hits if hit.last > hit.first for at in range(hit.first, hit.last + 1)}
        for at, token in enumerate(row):
            ccode = self.prefixes.get(token.text)
            rest = text[token.end : token.end + 2]
            if ccode is not None and at not in taken and rest[:1] in "-–‐" and rest[1:].isupper():
                then = self._then(paragraph, token.start, token.end, year)
                yield Mention(ccode, "people", token.text, token.start, then)

    def _mentions(
        self, paragraph: Paragraph, row: list[Token], hit: Hit, named: list[Named], year: int
    ) -> Iterator[tuple[Mention, bool]]:
        """Yield the states that a phrase means here, and whether that is sure."""
        text = paragraph.text
        name = text[hit.start : hit.end]
        how = {each.how for each in named}
        if (
            names.person(text, row, hit)
            or names.elsewhere(name, self.here, self.near)
            or names.language(text, hit)
        ):
            return
        if "place" not in how and "people" not in how and names.thing(text, row, hit):
            return
        then = self._then(paragraph, hit.start, hit.end, year)
        own = [each for each in named if each.how == "name"]
        seen: set[int] = set()
        for each in own[:1] or named:
            ccode = self._code(each, then)
            if (
                ccode is None
                or ccode in seen
                or (regional(self.world, ccode) and not self.world.gazetteer.lived(ccode, then))
                or then > each.last
                or self._unborn(paragraph, ccode, then)
            ):
                continue
            seen.add(ccode)
            sure = "capital" not in how or not names.place(text, row, hit, _sentence(paragraph, hit).text)
            yield Mention(ccode, each.how, name, hit.start, self._named(paragraph, hit, ccode, then)), sure

    def _unborn(self, paragraph: Paragraph, ccode: int, year: int) -> bool:
        """Tell whether a land was no state in the year, nor soon after, in a text or paragraph of that time."""
        lived = self.world.gazetteer.lived
        if any(lived(ccode, year + more) for more in range(SOON + 1)) or lived(ccode, year - 1):
            return False
        past = bool(paragraph.times) and _past([paragraph], self.year)
        return past or not lived(ccode, self.year)

    def _named(self, paragraph: Paragraph, hit: Hit, ccode: int, year: int) -> int:
        """Return the year in which a state is spoken of: that of its sentence.

        Where a sentence has none and a name of another time stands (the Soviets, Prussia), it is the nearest year of that name.
        """
        sentence = _sentence(paragraph, hit)
        if paragraph.years(sentence):
            return year
        usual = [name for name in self.world.gazetteer.of(ccode) if name.kind == "usual"]
        last = max(usual, key=lambda name: name.last, default=None)
        key = fold(paragraph.text[hit.start : hit.end])[:STEM]
        own = [name for name in usual if fold(name.text)[:STEM] == key]
        if not own or last in own or any(name.valid(year) for name in own):
            return year
        return min((min(max(year, name.first), name.last) for name in own), key=lambda each: abs(each - year))

    def _code(self, named: Named, year: int) -> int | None:
        """Return the state that a name means in a year; None where several bear it."""
        book = self.world.gazetteer
        if named.ccode is None:
            try:
                return book.find(named.text, year)
            except WestphaliaError:
                return None
        if named.how == "capital":
            then = (ccode for first, last, ccode in self.seats.get(named.text, ()) if first <= year <= last)
            return next(then, named.ccode)
        if named.how == "place" or book.lived(named.ccode, year):
            return named.ccode
        kin = KIN.get(named.ccode, ())
        return next((ccode for ccode in kin if book.lived(ccode, year)), named.ccode)

    def _then(self, paragraph: Paragraph, start: int, end: int, year: int) -> int:
        """Return the year in which a phrase is to be understood: the nearest of its sentence, of its paragraph, or that of the text up to there."""
        at = bisect(paragraph.times, start, key=lambda each: each.start)
        near = [paragraph.times[n] for n in (at - 1, at) if 0 <= n < len(paragraph.times)]
        if not near:
            return year
        n = bisect(paragraph.sentences, start, key=lambda each: each.start) - 1
        inside = [each for each in near if n >= 0 and within(each.start, paragraph.sentences[n])]
        if not inside and max(each.last for each in paragraph.times) > self.year - PAST:
            return year
        first = min(inside or near, key=lambda each: max(start - each.end, each.start - end)).first
        return max(first, FIRST_YEAR)

    def settle(self, found: Found) -> None:
        """Drop capitals where something merely happened, unless their state is spoken of otherwise in the sentence.

        One whose name is mostly something else is dropped unless its state is spoken of in the paragraph.
        """
        weak = {id(mention) for _, mention in self.weak}
        for paragraph, mention in self.weak:
            if mention.ccode not in {m.ccode for m in paragraph.states if id(m) not in weak}:
                paragraph.states = [m for m in paragraph.states if m is not mention]
        doubted = {id(mention) for _, mention in self.doubted}
        for paragraph, mention in self.doubted:
            sentence = _sentence(paragraph, mention)
            near = [m for m in paragraph.states if within(m.start, sentence) and id(m) not in doubted]
            if mention.ccode not in {m.ccode for m in near}:
                paragraph.states = [m for m in paragraph.states if m is not mention]

    def people(self, found: Found, rows: list[list[Token]]) -> None:
        """Find the people of an article, those named in full first, and the states that they stand for."""
        states = set(found.counts())
        pairs = list(zip(found.paragraphs, rows, strict=True))
        full = {
            what.name
            for paragraph in found.paragraphs
            for hit in self.hits[paragraph.number]
            for what in hit.what
            if isinstance(what, Person) and not what.alone
        }
        for paragraph, row in pairs:
            taken: list[tuple[int, int]] = []
            ends: dict[int, int] = {}
            for hit in self.hits[paragraph.number]:
                who = [what for what in hit.what if isinstance(what, Person)]
                person = self._person(paragraph, row, hit, who, states, full) if who else None
                if person is not None:
                    paragraph.people.append((hit.start, person))
                    ends[hit.start] = hit.end
                if person is not None or not who:
                    taken.append((hit.start, hit.end))
            known = list(ends.items())
            for start, name in names.strangers(paragraph.text, row, taken, known):
                paragraph.people.append((start, Person(name, None, 0, OPEN)))
                paragraph.states = [m for m in paragraph.states if not start <= m.start < start + len(name)]
            paragraph.people.sort(key=lambda each: (each[0], each[1].name))
            self._stand_for(paragraph, ends)

    def _person(
        self,
        paragraph: Paragraph,
        row: list[Token],
        hit: Hit,
        who: list[Person],
        states: set[int],
        full: set[str],
    ) -> Person | None:
        text, word = paragraph.text, paragraph.text[hit.start : hit.end]
        then = self._then(paragraph, hit.start, hit.end, self.base[paragraph.number])
        person = chosen(who, then, self.year, states, full)
        place = any(isinstance(what, Named) for what in hit.what)
        if person is None or not person.alone or not (common(word) or place) or person.name in full:
            return person
        acts = (
            not place
            and names.acts(text, hit)
            and person.first <= then <= person.last
            and person.ccode in states
        )
        return person if acts or names.vouched(text, row, hit) else None

    def _stand_for(self, paragraph: Paragraph, ends: dict[int, int]) -> None:
        """Add the states of the people of a paragraph."""
        base = self.base[paragraph.number]
        for start, person in paragraph.people:
            if person.ccode is None:
                continue
            then = self._then(paragraph, start, start, base)
            book = self.world.gazetteer
            kin = (person.ccode, *KIN.get(person.ccode, ()))
            ccode = next((each for each in kin if book.lived(each, then)), person.ccode)
            paragraph.states.append(
                Mention(ccode, "person", paragraph.text[start : ends[start]], start, then)
            )
        paragraph.states.sort(key=lambda each: (each.start, each.ccode))

    def others(self, paragraph: Paragraph, row: list[Token]) -> None:
        """Find institutions and numbers of a paragraph."""
        text = paragraph.text
        taken = [(each.start, each.end) for each in paragraph.times if each.how in ("named", "date")]
        taken += [found.span() for found in MONTH.finditer(text)]
        for hit in self.hits[paragraph.number]:
            taken.append((hit.start, hit.end))
            for what in hit.what:
                if isinstance(what, Institution) and not self._belgian(text, hit, paragraph):
                    paragraph.institutions.append((hit.start, what.name))
        paragraph.numbers = numbers(text, taken)

    def _belgian(self, text: str, hit: Hit, paragraph: Paragraph) -> bool:
        return text[hit.start : hit.end] == "Brussels" and BELGIUM in paragraph.codes()


def _sentence(paragraph: Paragraph, what: Hit | Mention) -> Sentence:
    """Return the sentence in which a phrase stands."""
    at = bisect(paragraph.sentences, what.start, key=lambda each: each.start) - 1
    return paragraph.sentences[max(at, 0)]
