"""Reading an article: every phrase of the book, taken for what it means where it stands."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from westphalia.claims.draft import suggest
from westphalia.claims.draft.article import Article, Hit, Phrases, Token, sentences, tokens, words
from westphalia.claims.draft.book import Institution, Named, NamedPeriod, Nothing, book, codes, regional
from westphalia.claims.draft.numbers import MONTH, Person, Time, add, chosen, common, numbers, times
from westphalia.claims.draft.suggest import Found, Mention, Paragraph, within
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
    reader = _ArticleReader(world, written)
    texts = [(0, article.title)] if article.title else []
    texts += [(at + 1, text) for at, text in enumerate(article.paragraphs)]
    made = [
        Paragraph(number, text, sentences(text, number), times=times(text, written)) for number, text in texts
    ]
    year = _year(made, written)
    rows = [tokens(paragraph.text) for paragraph in made]
    reader.near = {token.text for row in rows for token in row}
    past, base = _past(made, year), year
    for paragraph, row in zip(made, rows, strict=True):
        reader.states(paragraph, row, base)
        if past and paragraph.times:
            base = max(paragraph.times[-1].first, FIRST_YEAR)
    found = Found(article, made, year)
    reader.settle(found)
    states = set(found.counts())
    for paragraph, row in zip(made, rows, strict=True):
        reader.others(paragraph, row, states, year)
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
    written: date | None

    def __post_init__(self) -> None:
        self.near: set[str] = set()
        self.here: set[str] = set()
        self.hits: dict[int, list[Hit]] = {}
        self.doubted: list[tuple[Paragraph, Mention]] = []

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
        paragraph.states += list(self._prefixed(text, row, hits))
        paragraph.states.sort(key=lambda each: (each.start, each.ccode))

    def _prefixed(self, text: str, row: list[Token], hits: list[Hit]) -> Iterator[Mention]:
        """Yield the states of adjectives before a hyphen that are part of no longer phrase."""
        taken = {at for hit in hits if hit.last > hit.first for at in range(hit.first, hit.last + 1)}
        for at, token in enumerate(row):
            ccode = self.prefixes.get(token.text)
            rest = text[token.end : token.end + 2]
            if ccode is not None and at not in taken and rest[:1] in "-–‐" and rest[1:].isupper():
                yield Mention(ccode, "people", token.text, token.start)

    def _mentions(
        self, paragraph: Paragraph, row: list[Token], hit: Hit, named: list[Named], year: int
    ) -> Iterator[tuple[Mention, bool]]:
        """Yield the states that a phrase means here, and whether that is sure."""
        text = paragraph.text
        name = text[hit.start : hit.end]
        how = {each.how for each in named}
        if (
            suggest.person(text, row, hit)
            or suggest.elsewhere(name, self.here, self.near)
            or suggest.language(text, hit)
        ):
            return
        if "place" not in how and "people" not in how and suggest.thing(text, row, hit):
            return
        then = self._then(paragraph, hit, year)
        own = [each for each in named if each.how == "name"]
        seen: set[int] = set()
        for each in own[:1] or named:
            ccode = self._code(each, then)
            if (
                ccode is None
                or ccode in seen
                or (regional(self.world, ccode) and not self.world.gazetteer.lived(ccode, then))
            ):
                continue
            seen.add(ccode)
            sure = each.how != "capital" or not suggest.place(text, row, hit)
            yield Mention(ccode, each.how, name, hit.start), sure

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

    def _then(self, paragraph: Paragraph, hit: Hit, year: int) -> int:
        """Return the year in which a phrase is to be understood: the nearest of its sentence, of its paragraph, or that of the text up to there."""
        at = bisect(paragraph.times, hit.start, key=lambda each: each.start)
        near = [paragraph.times[n] for n in (at - 1, at) if 0 <= n < len(paragraph.times)]
        if not near:
            return year
        n = bisect(paragraph.sentences, hit.start, key=lambda each: each.start) - 1
        inside = [each for each in near if n >= 0 and within(each.start, paragraph.sentences[n])]
        first = min(inside or near, key=lambda each: max(hit.start - each.end, each.start - hit.end)).first
        return max(first, FIRST_YEAR)

    def settle(self, found: Found) -> None:
        """Drop capitals where something merely happened, unless their state is named otherwise."""
        doubted = {id(mention) for _, mention in self.doubted}
        sure = {m.ccode for p in found.paragraphs for m in p.states if id(m) not in doubted}
        for paragraph, mention in self.doubted:
            if mention.ccode not in sure:
                paragraph.states.remove(mention)

    def others(self, paragraph: Paragraph, row: list[Token], states: set[int], year: int) -> None:
        """Find people, institutions and numbers of a paragraph."""
        text = paragraph.text
        taken = [(each.start, each.end) for each in paragraph.times if each.how in ("named", "date")]
        taken += [found.span() for found in MONTH.finditer(text)]
        for hit in self.hits[paragraph.number]:
            taken.append((hit.start, hit.end))
            who = [what for what in hit.what if isinstance(what, Person)]
            alone = bool(who) and all(each.alone for each in who)
            if who and not (
                alone and common(text[hit.start : hit.end]) and not suggest.vouched(text, row, hit)
            ):
                person = chosen(who, year, states)
                if person is not None:
                    paragraph.people.append((hit.start, person))
            for what in hit.what:
                if isinstance(what, Institution) and not self._belgian(text, hit, paragraph):
                    paragraph.institutions.append((hit.start, what.name))
        paragraph.numbers = numbers(text, taken)

    def _belgian(self, text: str, hit: Hit, paragraph: Paragraph) -> bool:
        return text[hit.start : hit.end] == "Brussels" and BELGIUM in paragraph.codes()
