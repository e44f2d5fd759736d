"""Everything that an article names, with its paragraph, sentence and place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from westphalia.claims.draft.article import Article, Sentence
from westphalia.claims.draft.numbers import Number
from westphalia.claims.draft.people import Person
from westphalia.claims.draft.times import Time

How = Literal["name", "people", "capital", "place", "person", "reference"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A state spoken of in a paragraph: its code, how, the words, where they begin, and the year in which it is spoken of."""

    ccode: int
    how: How
    words: str
    start: int
    year: int

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.start + len(self.words)


@dataclass
class Paragraph:
    """A paragraph and what it names.

    Parameters
    ----------
    number : int
        From 1; the title is 0.
    text : str
        As written.
    sentences : list of Sentence
        In order.
    states, people, institutions, times, numbers : list
        In order of the text; people and institutions with where they begin.
    """

    number: int
    text: str
    sentences: list[Sentence]
    states: list[Mention] = field(default_factory=list)
    people: list[tuple[int, Person]] = field(default_factory=list)
    institutions: list[tuple[int, str]] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)

    def codes(self, sentence: Sentence | None = None) -> list[int]:
        """Return the states of a sentence, or of all, each once, in order."""
        return list(dict.fromkeys(m.ccode for m in self.states if within(m.start, sentence)))

    def dated(self, sentence: Sentence) -> dict[int, int]:
        """Return the states of a sentence in order, with the year in which it speaks of each first."""
        found: dict[int, int] = {}
        for mention in self.states:
            if within(mention.start, sentence):
                found.setdefault(mention.ccode, mention.year)
        return found

    def years(self, sentence: Sentence | None = None) -> list[Time]:
        """Return the times of a sentence, or of all."""
        return [each for each in self.times if within(each.start, sentence)]


def within(place: int, sentence: Sentence | None) -> bool:
    """Tell whether a place of a paragraph lies in a sentence; every place does without one.

    Parameters
    ----------
    place : int
        By letters, from 0.
    sentence : Sentence or None
        None for the whole paragraph.
    """
    return sentence is None or sentence.start <= place < sentence.end


@dataclass
class Found:
    """An article and all that it names."""

    article: Article
    paragraphs: list[Paragraph]
    year: int
    """The year in which it was written, as given or taken from the text."""

    def counts(self) -> dict[int, int]:
        """Return how often each state is named, most often first; words that only refer back do not count."""
        counted: dict[int, int] = {}
        for paragraph in self.paragraphs:
            for mention in paragraph.states:
                if mention.how == "reference":
                    continue
                counted[mention.ccode] = counted.get(mention.ccode, 0) + 1
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    def where(self) -> dict[int, list[int]]:
        """Return the paragraphs in which each state is named."""
        places: dict[int, list[int]] = {}
        for paragraph in self.paragraphs:
            for ccode in dict.fromkeys(m.ccode for m in paragraph.states if m.how != "reference"):
                places.setdefault(ccode, []).append(paragraph.number)
        return places
