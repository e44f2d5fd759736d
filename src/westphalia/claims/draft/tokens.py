"""Words of a text with their places, and a book of phrases in which the longest one goes first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

WORD = re.compile(r"[^\W_]+")
INSIDE = re.compile(r"[ \u00a0\-\u2010\u2011\u2013'’.]{0,2}")
"""What may stand between two words of one phrase."""
ACRONYM = 5
"""Letters up to which a word in capitals is matched as it stands."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written, as compared, and its place in the paragraph."""

    text: str
    key: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word without case and accents.

    Examples
    --------
    >>> fold("Türkiye"), fold("Orbán")
    ('turkiye', 'orban')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return bare.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")


def tokens(text: str) -> list[Token]:
    """Return the words of a text; a hyphen, an apostrophe and a stop divide.

    Examples
    --------
    >>> [each.text for each in tokens("Iran's U.S.-linked foe")]
    ['Iran', 's', 'U', 'S', 'linked', 'foe']
    """
    return [Token(m[0], fold(m[0]), m.start(), m.end()) for m in WORD.finditer(text)]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: what it means, and its first and last word and place."""

    what: tuple[Any, ...]
    first: int
    last: int
    start: int
    end: int


@dataclass
class Phrases:
    """A book of phrases.

    Examples
    --------
    >>> book = Phrases()
    >>> book.add("Iran", "state"); book.add("Iranian Azerbaijan", "province"); book.add("US", "acronym")
    >>> text = "Iran held Iranian Azerbaijan; with us, US"
    >>> [hit.what for hit in book.find(text, tokens(text))]
    [('state',), ('province',), ('acronym',)]
    """

    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], list[Any]]]] = field(
        default_factory=dict
    )

    def add(self, phrase: str, what: Any) -> None:
        """Add a phrase; one that is there means both."""
        words = tuple(WORD.findall(phrase))
        keys = tuple(map(fold, words))
        rows = self.by_first.setdefault(keys[0], [])
        for known, _, meant in rows:
            if known == keys:
                if what not in meant:
                    meant.append(what)
                return
        rows.append((keys, words, [what]))
        rows.sort(key=lambda row: -len(row[0]))

    def find(self, text: str, words: list[Token]) -> Iterator[Hit]:
        """Yield the phrases of a text from left to right, none overlapping another, the longest at every place."""
        at = 0
        while at < len(words):
            found = self._at(text, words, at)
            if found is None:
                at += 1
                continue
            yield found
            at = found.last + 1

    def _at(self, text: str, words: list[Token], at: int) -> Hit | None:
        for keys, written, meant in self.by_first.get(words[at].key, ()):
            last = at + len(keys) - 1
            if last >= len(words) or any(words[at + n].key != key for n, key in enumerate(keys)):
                continue
            if same(words[at : last + 1], written) and joined(text, words[at : last + 1]):
                return Hit(tuple(meant), at, last, words[at].start, words[last].end)
        return None


def same(found: Iterable[Token], written: tuple[str, ...]) -> bool:
    """Tell whether words have the capitals that a phrase wants; small letters of a phrase may be either."""
    for token, word in zip(found, written, strict=True):
        if len(written) == 1 and word.isupper() and len(word) <= ACRONYM:
            if token.text != word:
                return False
        elif word[0].isupper() and not token.text[0].isupper():
            return False
    return True


def joined(text: str, words: list[Token]) -> bool:
    """Tell whether nothing but a space, hyphen, apostrophe or a stop of a short form stands between words."""
    for one, two in pairwise(words):
        gap = text[one.end : two.start]
        if not INSIDE.fullmatch(gap) or (gap == ". " and len(one.text) > 3):
            return False
    return True
