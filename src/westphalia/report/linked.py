"""Texts that say more where a page is HTML, with addresses as links, and stay plain text elsewhere."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https?://[^\s;<>\"']+")


class Linked(str):
    """A text whose addresses become links; everything in it is escaped.

    Examples
    --------
    >>> Linked("told at https://a.org/x_(1881), p. 3").__html__()
    'told at <a href="https://a.org/x_(1881)">https://a.org/x_(1881)</a>, p. 3'
    >>> Linked("<b>https://a.org</b>").__html__()
    '&lt;b&gt;<a href="https://a.org">https://a.org</a>&lt;/b&gt;'
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text as HTML, which templates ask for."""
        out: list[str] = []
        at = 0
        for found in ADDRESS.finditer(self):
            address = _trimmed(found[0])
            out += (escape(self[at : found.start()]), self.link(address))
            at = found.start() + len(address)
        return "".join((*out, escape(self[at:])))

    def link(self, address: str) -> str:
        """Return an address as a link."""
        safe = escape(address)
        return f'<a href="{safe}">{safe}</a>'


class Cited(Linked):
    """A text whose addresses become links that show the name of the site alone, and the whole address on paper.

    Examples
    --------
    >>> str(Cited("Told. https://www.a.org/x"))
    'Told. https://www.a.org/x'
    >>> Cited("Told. https://www.a.org/x").__html__()
    'Told. <a class="site" href="https://www.a.org/x">a.org</a>'
    """

    __slots__ = ()

    def link(self, address: str) -> str:
        """Return an address as a link with the name of the site."""
        return f'<a class="site" href="{escape(address)}">{escape(_site(address))}</a>'


class Wide(str):
    """The heading of a column of sentences: where a page is HTML, the column keeps a width that can be read.

    Examples
    --------
    >>> Wide("A & B").__html__()
    '<span class="column">A &amp; B</span>'
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text as HTML, which templates ask for."""
        return f'<span class="column">{escape(self)}</span>'


def _site(address: str) -> str:
    """Return the name of the site of an address.

    Examples
    --------
    >>> _site("https://www.iranicaonline.org/articles/x"), _site("http://the-wiki.com:20082/x")
    ('iranicaonline.org', 'the-wiki.com')
    """
    return urlsplit(address).netloc.partition(":")[0].removeprefix("www.") or address


def _trimmed(address: str) -> str:
    """Return an address without the punctuation of the sentence that it stands in.

    Examples
    --------
    >>> _trimmed("https://a.org/x)."), _trimmed("https://a.org/x_(1881)")
    ('https://a.org/x', 'https://a.org/x_(1881)')
    """
    while address[-1] in ".,:)" and (address[-1] != ")" or address.count(")") > address.count("(")):
        address = address[:-1]
    return address


# Who wrote an essay, in words.


def author(name: str) -> str:
    """Return an author within a sentence.

    Parameters
    ----------
    name : str
        As an essay gives it.

    Examples
    --------
    >>> author("An essayist of July 2022"), author("Ann Lee"), author("The Editors")
    ('an essayist of July 2022', 'Ann Lee', 'the Editors')
    """
    head = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if head in ("A", "An", "The") else name
