"""Who wrote an essay, in words."""

from __future__ import annotations


def author(name: str) -> str:
    """Return an author within a sentence.

    Examples
    --------
    >>> author("An essayist of July 2022"), author("Ann Lee"), author("The Editors")
    ('an essayist of July 2022', 'Ann Lee', 'the Editors')
    """
    head = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if head in ("A", "An", "The") else name
