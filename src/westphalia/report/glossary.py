"""The glossary: terms found by name, and linked at their first use on a page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from westphalia.errors import NotUnderstood, shortened
from westphalia.lazy import difflib, markupsafe
from westphalia.report.terms import TERMS, GlossaryTerm

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKUP = re.compile(r"\*([^*]+)\*|`([^`]+)`")
"""Emphasis and names in code, in the texts of terms."""
TAGS = re.compile(r"(<a\b.*?</a>|<[^>]+>)", re.DOTALL)
"""What is no text of a paragraph, or is a link already."""


def terms() -> Iterator[tuple[str, GlossaryTerm]]:
    """Yield all terms with what they are about."""
    for heading, some in TERMS.items():
        for term in some:
            yield heading, term


def find(name: str) -> list[tuple[str, GlossaryTerm]]:
    """Return the terms whose names hold a text; a whole name alone where there is one.

    Parameters
    ----------
    name : str
        A term, or part of one.

    Raises
    ------
    NotUnderstood
        When there is none, with the nearest.

    Examples
    --------
    >>> [term.names[0] for _, term in find("cinc")]
    ['CINC']
    """
    wanted = name.strip().casefold()
    known = list(terms())
    whole = [
        each for each in known if wanted in (text.casefold() for text in (*each[1].names, *each[1].words))
    ]
    if whole:
        return whole
    part = [each for each in known if any(wanted in text.casefold() for text in each[1].names)]
    if part:
        return part
    names = [text for _, term in known for text in term.names]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    guess = f" Did you mean {' or '.join(near)}?" if near else ""
    raise NotUnderstood(
        f"There is no term '{shortened(name)}'.{guess}", "", "See all terms: westphalia glossary"
    )


def unmarked(text: str) -> str:
    """Return the text of a term without marks.

    Parameters
    ----------
    text : str
        In Markdown.

    Examples
    --------
    >>> unmarked("*defence* (help), here `ccode`")
    'defence (help), here ccode'
    """
    return MARKUP.sub(lambda found: found[1] or found[2], text)


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, GlossaryTerm]]:
    """Return what finds a term in a sentence, the longest first, and the term of each way of writing."""
    by_words = {word.casefold(): term for _, term in terms() for word in term.words}
    longest = sorted(by_words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE), by_words


def anchor(term: GlossaryTerm) -> str:
    """Return the identifier of a term on a page.

    Parameters
    ----------
    term : GlossaryTerm
        Any.

    Examples
    --------
    >>> anchor(GlossaryTerm(("Ideal point",), "A place."))
    'term-ideal-point'
    """
    return "term-" + re.sub(r"[^a-z0-9]+", "-", term.names[0].lower()).strip("-")


class Glossed:
    """Links the first use of each term of a page, and remembers which were used."""

    def __init__(self) -> None:
        self.used: dict[str, GlossaryTerm] = {}

    def __call__(self, text: object) -> markupsafe.Markup:
        """Return a paragraph as HTML, with links where a term stands for the first time.

        Parameters
        ----------
        text : object
            A text, or what brings its own HTML.
        """
        pattern, by_words = _patterns()

        def linked(found: re.Match[str]) -> str:
            term = by_words[found[0].casefold()]
            name = anchor(term)
            if name in self.used:
                return found[0]
            self.used[name] = term
            return f'<a class="term" href="#{name}">{found[0]}</a>'

        parts = TAGS.split(str(markupsafe.escape(text)))
        whole = "".join(part if part.startswith("<") else pattern.sub(linked, part) for part in parts)
        return markupsafe.Markup(whole)

    def entries(self) -> list[tuple[str, str, str]]:
        """Return the terms that were used, in order of their names: identifier, name, what it is."""
        found = [(name, ", ".join(term.names), unmarked(term.text)) for name, term in self.used.items()]
        return sorted(found, key=lambda each: each[1].casefold())
