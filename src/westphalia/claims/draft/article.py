"""An article as plain text: read within bounds, cut into paragraphs and sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from westphalia.errors import NotUnderstood
from westphalia.files import text_of
from westphalia.lazy import yaml

LONGEST = 30_000
"""Characters of a paragraph."""
MOST = 10_000
"""Paragraphs of an article."""
WRAPPED = 120
"""Characters of a line up to which a text with blank lines may be one whose lines are broken to a width."""
SHORT = ("mr", "mrs", "ms", "dr", "st", "gen", "col", "sen", "rep", "gov", "lt", "sgt", "prof", "jr", "sr", "no", "vol", "art", "cf", "vs",
         "e.g", "i.e", "etc", "d.c", "u.s", "u.k", "u.n", "e.u", "u.s.a", "jan", "feb", "aug", "sept", "oct", "nov", "dec")  # fmt: skip
LINE = re.compile(r"\r\n|\r|\n")
END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its paragraph and number in it, both from 1, and where it begins and ends in the paragraph."""

    paragraph: int
    number: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article.

    Parameters
    ----------
    name : str
        Name of its file.
    title : str
        A heading on top, empty when there is none; it is no paragraph.
    paragraphs : tuple of str
        From the first on.
    """

    name: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences, in order."""
        return [each for at, text in enumerate(self.paragraphs) for each in sentences(text, at + 1)]


def read(path: Path) -> Article:
    """Return the article of a file.

    Parameters
    ----------
    path : Path
        A plain text.

    Raises
    ------
    NotUnderstood
        When it is not there, no plain text in UTF-8, empty, or too large.
    """
    return parse(text_of(path, "Give the path of a text in UTF-8, at most a megabyte."), path.name)


def parse(text: str, name: str) -> Article:
    r"""Return the article of a text.

    Where lines are broken to a width, paragraphs are what stands between blank lines; otherwise every line is one.

    Parameters
    ----------
    text : str
        All of it.
    name : str
        How it is called.

    Examples
    --------
    >>> parse("Of pacts\n\nThey met. They parted.\n\nNo more.", "a.txt")
    Article(name='a.txt', title='Of pacts', paragraphs=('They met. They parted.', 'No more.'))
    """
    lines = [line.strip() for line in LINE.split(text.strip())]
    filled = [line for line in lines if line]
    if not filled:
        raise NotUnderstood(
            f"{name} is empty.", "It has no words.", "Give a file with the text of an article."
        )
    if max(map(len, filled)) > LONGEST:
        raise NotUnderstood(
            f"{name} has a paragraph of more than {LONGEST:,} characters.",
            "That is no paragraph that a reference could point to.",
            "Break it into paragraphs, one a line.",
        )
    blocks = _joined(lines) if _wrapped(lines) else filled
    title = blocks[0] if len(blocks) > 1 and _heading(blocks[0]) else ""
    paragraphs = tuple(blocks[1:] if title else blocks)
    if len(paragraphs) > MOST or max(map(len, paragraphs)) > LONGEST:
        raise NotUnderstood(f"{name} has too many paragraphs, or one too long.", "", "Divide it.")
    return Article(name, title, paragraphs)


def _wrapped(lines: list[str]) -> bool:
    """Tell whether lines are broken to a width: short ones, most of which end within a sentence where another follows, and blank ones."""
    inner = [one for one, two in pairwise(lines) if one and two]
    ended = sum(one[-1] in ".!?\"'”’" for one in inner)
    widths = sorted(len(line) for line in lines if line)
    return "" in lines and widths[len(widths) // 2] <= WRAPPED and 2 * ended <= len(inner)


def _joined(lines: list[str]) -> list[str]:
    blocks: list[str] = []
    run: list[str] = []
    for line in [*lines, ""]:
        if line:
            run.append(line)
        elif run:
            blocks.append(" ".join(run))
            run = []
    return blocks


def _heading(text: str) -> bool:
    return len(text.split()) <= 16 and text[-1] not in ".!?”\"'’:;,"


def sentences(text: str, paragraph: int) -> list[Sentence]:
    """Return the sentences of a paragraph.

    Parameters
    ----------
    text : str
        Of the paragraph.
    paragraph : int
        Its number, from 1.

    Examples
    --------
    >>> [each.text for each in sentences("Mr. Fox met the U.S. envoy. He left! Why?", 1)]
    ['Mr. Fox met the U.S. envoy.', 'He left!', 'Why?']
    """
    cuts = [0, *(found.end() for found in END.finditer(text) if _ends(text, found))]
    if cuts[-1] < len(text):
        cuts.append(len(text))
    made: list[Sentence] = []
    for start, end in pairwise(cuts):
        part = text[start:end]
        lead = len(part) - len(part.lstrip())
        if part.strip():
            made.append(Sentence(paragraph, len(made) + 1, start + lead, end, part.strip()))
    return made


def _ends(text: str, found: re.Match[str]) -> bool:
    """Tell whether a stop ends a sentence: not after an initial or a short form, and a capital, digit or quotation follows."""
    after = text[found.end() : found.end() + 4].lstrip()
    if after and not (after[0].isupper() or after[0].isdigit() or after[0] in "\"'“‘(["):
        return False
    if not found[0].startswith(".") or len(found[0]) > 1:
        return True
    words = text[max(0, found.start() - 24) : found.start()].split()
    word = words[-1].lstrip("(“\"'‘").lower() if words else ""
    return not after or not (word in SHORT or (len(word) == 1 and word.isalpha() and word != "i"))


# Words of a text with their places, and a book of phrases in which the longest one goes first.


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

    Parameters
    ----------
    word : str
        One word.

    Examples
    --------
    >>> fold("Türkiye"), fold("Orbán")
    ('turkiye', 'orban')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return bare.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")


def tokens(text: str) -> list[Token]:
    """Return the words of a text; a hyphen, an apostrophe and a stop divide.

    Parameters
    ----------
    text : str
        Any text.

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
            if _same(words[at : last + 1], written) and joined(text, words[at : last + 1]):
                return Hit(tuple(meant), at, last, words[at].start, words[last].end)
        return None


def _same(found: Iterable[Token], written: tuple[str, ...]) -> bool:
    """Tell whether words have the capitals that a phrase wants; small letters of a phrase may be either."""
    for token, word in zip(found, written, strict=True):
        if len(written) == 1 and word.isupper() and len(word) <= ACRONYM:
            if token.text != word:
                return False
        elif word[0].isupper() and not token.text[0].isupper():
            return False
    return True


def joined(text: str, words: list[Token]) -> bool:
    """Tell whether nothing but a space, hyphen, apostrophe or a stop of a short form stands between words.

    Parameters
    ----------
    text : str
        The text.
    words : list of Token
        Words of it that follow each other.
    """
    for one, two in pairwise(words):
        gap = text[one.end : two.start]
        if not INSIDE.fullmatch(gap) or (gap == ". " and len(one.text) > 3):
            return False
    return True


# Word lists of the shelf: plain YAML files, read once.


FOLDER = Path(__file__).parents[2] / "shelf" / "words"


@cache
def words(name: str) -> dict[str, Any]:
    """Return a word list.

    Parameters
    ----------
    name : str
        Of the list.

    Examples
    --------
    >>> words("demonyms")["TUR"][:2]
    ['Turkish', 'Turk']
    """
    found: dict[str, Any] = _read(name)
    return found


@cache
def rows(name: str) -> list[dict[str, Any]]:
    """Return a word list that is a list of rows.

    Parameters
    ----------
    name : str
        Of the list.

    Examples
    --------
    >>> rows("tests")[0]["stems"][0]
    'sanction*'
    """
    found: list[dict[str, Any]] = _read(name)
    return found


def _read(name: str) -> Any:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)
