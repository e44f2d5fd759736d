"""Coreference: which states "it", "he", "the two", "both", "the North" or "the kingdom" mean, by what stands before in the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from westphalia.claims.draft.article import Sentence, words
from westphalia.claims.draft.found import Found, Mention, Paragraph, within
from westphalia.claims.draft.runs import groups
from westphalia.claims.draft.runs import joined as grouped

HALVES = {"North": (731, 816, 678), "South": (732, 817, 680)}
"""The states of a divided land, in the same order."""
PRONOUN = re.compile(
    r"\b(?:(?P<one>it|its)|(?P<him>him)|(?P<he>he|his|she|her)"
    r"|(?P<them>them|they)|(?P<half>the (?-i:(?P<side>North|South)(?! [A-Z]))(?!ern))"
    r"|(?P<many>(?:the|all|these|those) (?P<count>two|three)|both|neither|either|each other|one another)"
    r"|(?P<form>the (?P<kind>kingdom|island|emirate|sultanate|country)))\b",
    re.I,
)
VERBS = frozenset(
    {
        "has",
        "was",
        "is",
        "does",
        "as",
        "always",
        "perhaps",
        "this",
        "its",
        "wants",
        "needs",
        "says",
        "likes",
        "hopes",
    }
)
"""Words in s that may follow "neither" and "the two" and are no plural."""
NEXT = re.compile(r"\s+(?:of (?:the|these|them)\s+)?([a-z]+)")
LEADS = re.compile(
    r"\b(?:of|in|to|with|from|by|against|for|on|at|into|than|as|between|under|without|over|near|toward|towards|via)\s+(?:the\s+)?$",
    re.I,
)
COPULA = re.compile(
    r"\s+(?:(?:is|was|are|were|be|been|seems|remains|has been|will be|would be|must be|may be)\b)(?P<rest>.{0,40})",
    re.I,
)
STATELY = re.compile(
    r"\s+(?:now |then |still |also |not |no longer |a |an |the )*(?:\w+ )?(?:member|power|state|country|ally|partner|exporter|importer|buyer|supplier|democracy|republic|monarchy|rival|"
    r"neighbou?r|neutral|weak|weaker|poor|poorer|rich|richer|strong|stronger|isolated|alone|larger|smaller|party)\b"
)
OF_THINGS = re.compile(
    r"\s+(?:has |had |also |was |is )?(?:began|begins|promised|promises|lapsed|provided|provides|contained|contains|expired|covered|covers|ended|ends|"
    r"started|lasted|lasts|came|followed|meant|means|took place|cost|showed|shows|happened|broke out|entered into force)\b"
)
THING = re.compile(
    r"\b(?:treaty|pact|agreement|war|deal|accord|conference|summit|visit|attack|resolution|alliance|reply|plan|offer|truce|embargo|crisis|revolt|speech|note|letter|trade|trial)\b",
    re.I,
)


@dataclass
class _Remembered:
    """A sentence that was read: the states of its subject, whether there are several, all its states, people by their states, and a pair that it names."""

    subject: tuple[int, ...] = ()
    states: tuple[int, ...] = ()
    people: tuple[int | None, ...] = ()
    group: tuple[int, ...] = ()
    text: str = ""


@dataclass
class _Resolver:
    """Reads a paragraph from its beginning and remembers what was spoken of."""

    paragraph: Paragraph
    earlier: tuple[Mention, ...]
    past: list[_Remembered] = field(default_factory=list)

    def read(self, sentence: Sentence) -> None:
        """Add the states that words of a sentence refer back to."""
        own = [m for m in self.paragraph.states if within(m.start, sentence)]
        text = self.paragraph.text
        for found in PRONOUN.finditer(text, sentence.start, sentence.end):
            before = [m for m in own if m.start < found.start()]
            if any(m.start <= found.start() < m.end for m in before):
                continue
            year = _year(own, found.start(), self.paragraph, sentence)
            meant = dict.fromkeys(self._meant(sentence, found, before, own))
            own += [Mention(ccode, "reference", found[0], found.start(), year or 0) for ccode in meant]
            own.sort(key=lambda m: (m.start, m.ccode))
        added = [m for m in own if m.how == "reference"]
        self.paragraph.states += added
        self.past.append(self._spoken(sentence, own))

    def _meant(
        self, sentence: Sentence, found: re.Match[str], before: list[Mention], own: list[Mention]
    ) -> tuple[int, ...]:
        """Return the states that a word refers to, none where that is not plain."""
        if found["half"]:
            return self._half(found["side"])
        if found["form"]:
            return self._form(found["kind"].lower())
        if found["many"]:
            wanted = 3 if (found["count"] or "").lower() == "three" else 2
            return self._several(found, before, own, wanted)
        if found["them"]:
            return self._them(sentence, found, before)
        if found["he"] or found["him"]:
            return self._him(sentence, found)
        return self._it(sentence, found, before)

    def _half(self, side: str) -> tuple[int, ...]:
        """Return the half of the divided land that the paragraph, or else the text before it, speaks of."""
        side = side.capitalize()
        for row in (self.paragraph.states, self.earlier):
            known = [m.ccode for m in row]
            for at, pair in enumerate(zip(*HALVES.values(), strict=True)):
                if set(pair) & set(known):
                    return (HALVES[side][at],)
        return ()

    def _form(self, kind: str) -> tuple[int, ...]:
        """Return the last state before that is a kingdom, an island: by a list of them; the country is the last subject."""
        if kind == "country":
            return self.past[-1].subject if self.past and len(self.past[-1].subject) == 1 else ()
        wanted = _forms()[kind]
        for spoken in reversed(self.past):
            for ccode in reversed(spoken.states):
                if ccode in wanted:
                    return (ccode,)
        return next(((m.ccode,) for m in reversed(self.earlier) if m.ccode in wanted), ())

    def _several(
        self, found: re.Match[str], before: list[Mention], own: list[Mention], wanted: int
    ) -> tuple[int, ...]:
        """Return the two, or three, that the sentence names before, or the nearest one before it."""
        follows = NEXT.match(self.paragraph.text, found.end())
        noun = follows[1] if follows else ""
        if noun.endswith("s") and not (
            noun.endswith("ss") or noun in words("references")["actors"] or noun in VERBS
        ):
            return ()
        if any(0 <= m.start - found.end() <= 2 or m.start == found.start() for m in own):
            return ()
        here = tuple(dict.fromkeys(m.ccode for m in before))
        if len(here) >= wanted:
            return here if len(here) == wanted else self._joined(before, wanted)
        other = {m.ccode for m in own if m.start > found.end()}
        gathered: list[int] = []
        for spoken in reversed(self.past):
            states = tuple(each for each in spoken.states if each not in other)
            if len(states) == wanted:
                return states
            if len(spoken.group) == wanted and not other & set(spoken.group):
                return spoken.group
            gathered += [each for each in states if each not in gathered]
            if len(gathered) == wanted:
                return tuple(gathered)
            if len(gathered) > wanted:
                return ()
        both = tuple(dict.fromkeys((*gathered, *here)))
        return both if len(both) == wanted else ()

    def _joined(self, row: list[Mention], wanted: int) -> tuple[int, ...]:
        return next((g for g in groups(self.paragraph.text, row) if len(g) == wanted), ())

    def _them(self, sentence: Sentence, found: re.Match[str], before: list[Mention]) -> tuple[int, ...]:
        """Return the pair that the sentence before has as its subject or names, where no other plural stands between."""
        if len({m.ccode for m in before}) >= 2 or not self.past:
            return ()
        lead = self.paragraph.text[sentence.start : found.start()]
        if found["them"].lower() == "them" and not lead.rstrip().endswith("between"):
            return ()
        if re.search(r"\b[a-z]{3,}[^s\W]s\b", lead):
            return ()
        last = self.past[-1]
        if len(last.subject) > 1:
            return last.subject
        if lead.rstrip().endswith("between") and len(last.states) == 2:
            return last.states
        return last.group if len(last.group) == 2 else ()

    def _him(self, sentence: Sentence, found: re.Match[str]) -> tuple[int, ...]:
        """Return the state of the person who was spoken of: the last before the word in the sentence, or the first of the nearest sentence before."""
        here = [
            (start, person.ccode)
            for start, person in self.paragraph.people
            if sentence.start <= start < found.start()
        ]
        if here and not found["him"]:
            return () if here[-1][1] is None else (here[-1][1],)
        for spoken in reversed(self.past):
            if spoken.people:
                return () if spoken.people[0] is None else (spoken.people[0],)
        return ()

    def _it(self, sentence: Sentence, found: re.Match[str], before: list[Mention]) -> tuple[int, ...]:
        """Return the one state that was the subject of the sentence before, where the word stands for a subject and no thing is meant."""
        text = self.paragraph.text
        by_person = bool(before) and all(m.how in ("person", "reference") for m in before)
        own = found["one"].lower() == "its"
        if not self.past or len(self.past[-1].subject) != 1 or (before and not (own and by_person)):
            return ()
        lead = text[sentence.start : found.start()]
        if not _opens(lead) and not (own and by_person):
            return ()
        if not own:
            copula = COPULA.match(text, found.end())
            if copula and not STATELY.match(copula["rest"]):
                return ()
            if OF_THINGS.match(text, found.end()) and THING.search(self.past[-1].text):
                return ()
        return self.past[-1].subject

    def _spoken(self, sentence: Sentence, own: list[Mention]) -> _Remembered:
        text = self.paragraph.text
        people = tuple(p.ccode for start, p in self.paragraph.people if within(start, sentence))
        joined = groups(text, own)
        referred = [m for m in own if m.how == "reference"]
        pair = tuple(dict.fromkeys(m.ccode for m in referred)) if len(referred) == 2 else ()
        return _Remembered(
            _subject(text, sentence, own, joined),
            tuple(dict.fromkeys(m.ccode for m in own)),
            people,
            pair or next((g for g in joined if len(g) >= 2), ()),
            sentence.text,
        )


def _opens(lead: str) -> bool:
    """Tell whether what stands before a word is nothing, a conjunction, or words of time up to a comma."""
    bare = lead.strip()
    if len(bare.split()) <= 1:
        return True
    first = bare.split()[0].lower()
    return first in words("references")["openings"] and (bare.endswith(",") or len(bare.split()) <= 4)


def _subject(
    text: str, sentence: Sentence, own: list[Mention], joined: list[tuple[int, ...]]
) -> tuple[int, ...]:
    """Return the states that are the subject of a sentence: the first that no preposition stands before, as itself or as its army or government."""
    for run, codes in zip(grouped(text, own), joined, strict=True):
        first, last = run[0], run[-1]
        if LEADS.search(text[sentence.start : first.start]):
            continue
        rest = text[last.end : sentence.end]
        if last.how in ("people", "place") or rest.startswith(("'s", "’s", "' ")):
            noun = re.match(r"(?:['’]s?)?\s+(?:[a-z]+ )?([a-z]+)", rest)
            if noun is None or noun[1] not in words("references")["bodies"]:
                return ()
        return codes
    return ()


def _year(own: list[Mention], place: int, paragraph: Paragraph, sentence: Sentence) -> int | None:
    """Return the year of the sentence nearest to a place, or of the nearest state of the sentence; None where neither is there."""
    times = paragraph.years(sentence)
    if times:
        return min(times, key=lambda each: abs(each.start - place)).first
    return min(own, key=lambda m: abs(m.start - place)).year if own else None


@cache
def _forms() -> dict[str, frozenset[int]]:
    return {kind: frozenset(codes) for kind, codes in words("references")["forms"].items()}


def resolve(found: Found) -> None:
    """Add to every paragraph of an article the states that its words refer back to.

    Parameters
    ----------
    found : Found
        The article with what it names; its paragraphs are completed.
    """
    earlier: list[Mention] = []
    for paragraph in found.paragraphs:
        reader = _Resolver(paragraph, tuple(earlier))
        for sentence in paragraph.sentences:
            reader.read(sentence)
        paragraph.states = list(_dated(paragraph, found.year, earlier))
        earlier += [m for m in paragraph.states if m.how != "reference"]


def _dated(paragraph: Paragraph, now: int, earlier: list[Mention]) -> Iterator[Mention]:
    """Yield the states of a paragraph in order; one that is referred to without a year has that of its nearest mention before."""
    known: dict[int, int] = {m.ccode: m.year for m in earlier}
    for m in sorted(paragraph.states, key=lambda each: (each.start, each.ccode)):
        year = m.year or known.get(m.ccode, now)
        known[m.ccode] = year
        yield m if m.year else Mention(m.ccode, m.how, m.words, m.start, year)
