"""What a person has still to finish in a draft, before its claims can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from westphalia.errors import NotUnderstood

if TYPE_CHECKING:
    from westphalia.claims.essay import Claim, Essay

BY_PERSON = "To be finished by a person"
"""Before what a draft cannot say of itself."""
TO_FILL = "To be filled in"
"""In place of what a text does not tell."""
DRAFTED = re.compile(r"Paragraph \d+, sentence \d+: ")
"""What a statement begins with that nobody has put in words of his own."""
MOST = 40
"""Things told at once."""


def unfinished(essay: Essay) -> list[str]:
    """Return what is still to be finished, each with its place in the file.

    Parameters
    ----------
    essay : Essay
        Of a claim file.

    Examples
    --------
    >>> from westphalia.claims.essay import Essay
    >>> claim = {"id": "p1-s1", "statement": "Paragraph 1, sentence 1: Iran met ...", "paragraph": 1, "kind": "fact"}
    >>> claim["untestable"] = {"why": "To be finished by a person: no verb.", "needs": "A measure of it."}
    >>> head = {"id": "ab", "title": "abc", "author": "To be filled in", "published": "2000", "where": "A place"}
    >>> for each in unfinished(Essay.model_validate({**head, "about": {"states": ["Iran"], "year": 2000}, "claims": [claim]})):
    ...     print(each)
    author: who wrote it
    p1-s1: the statement in your own words; why it cannot be tested, or a test
    """
    heads = [("author", essay.author, "who wrote it"), ("where", essay.where, "where it can be read")]
    found = [f"{name}: {what}" for name, text, what in heads if text.startswith(TO_FILL)]
    for claim in essay.claims:
        parts = list(_parts(claim))
        if parts:
            found.append(f"{claim.id}: {'; '.join(parts)}")
    return found


def _parts(claim: Claim) -> Iterator[str]:
    if DRAFTED.match(claim.statement):
        yield "the statement in your own words"
    if claim.untestable is not None and claim.untestable.why.startswith(BY_PERSON):
        yield "why it cannot be tested, or a test"
    if claim.resolution is not None and claim.resolution.rule.startswith(BY_PERSON):
        yield "what shows that it came true, and by when"


def refuse(essay: Essay) -> None:
    """Refuse a draft that nobody has finished.

    Parameters
    ----------
    essay : Essay
        Of a claim file.

    Raises
    ------
    NotUnderstood
        With everything that is still to be finished.
    """
    left = unfinished(essay)
    if left:
        more = [f"and {len(left) - MOST} more"] if len(left) > MOST else []
        raise NotUnderstood(
            f"{essay.id} is a draft that is not finished.",
            "\n".join(["To be finished:", *left[:MOST], *more]),
            "Finish them and try again. See: docs/claims-new.md",
        )
