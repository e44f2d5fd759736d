"""What a text lends a sentence that does not say it: the time of which it has told so far, and the second of the two states that it is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from westphalia.claims.draft.found import Found, Paragraph, within
from westphalia.claims.draft.times import Time

PAST = 10
"""Years before an article up to which all times of a paragraph have to lie, for its sentences to be about the past."""
PRESENT = re.compile(r"\b(?:is|are|has|have|remains?|does|do)\b(?! to\b)")
BEFORE = re.compile(r"\b(?:was|were|had|did|\w+ed)\b")
"""Verbs of the past; with one of them a sentence is not about the day of the article alone."""


def told(found: Found) -> dict[tuple[int, int], Time]:
    """Return the time that each sentence without one is told at: the last before it, else the next of its paragraph.

    Only sentences that do not speak of the present have one; a year that says which treaty is meant (the treaty of 1974) is no time at which
    something is told. A text that is about the past as a whole lends from one paragraph to the next. A paragraph on the years of the article lends
    the time from its last recent one to the article, to what follows only.

    Parameters
    ----------
    found : Found
        An article with what it names.

    Returns
    -------
    dict
        By numbers of paragraph and sentence.
    """
    whole = all(_past(paragraph, found.year) for paragraph in found.paragraphs)
    lent: dict[tuple[int, int], Time] = {}
    carried: Time | None = None
    for paragraph in found.paragraphs:
        times = [
            each for each in paragraph.times if each.how != "event" and not each.of_thing(paragraph.text)
        ]
        recent = not _past(paragraph, found.year)
        if recent:
            times = [
                replace(each, last=max(each.last, found.year))
                for each in times
                if found.year - PAST < each.last <= found.year
            ]
        last = carried if whole else None
        for sentence in paragraph.sentences:
            own = [each for each in times if within(each.start, sentence)]
            after = next((each for each in times if each.start >= sentence.end and not recent), None)
            time = last or after
            if not own and time is not None and not _now(sentence.text):
                lent[paragraph.number, sentence.number] = time
            last = own[-1] if own else last
        carried = last
    return lent


def _past(paragraph: Paragraph, year: int) -> bool:
    """Tell whether no time of a paragraph is of the years of the article."""
    return max((each.last for each in paragraph.times), default=0) <= year - PAST


def _now(text: str) -> bool:
    """Tell whether a sentence speaks of the day of the article.

    Examples
    --------
    >>> _now("It is larger now."), _now("It has ended what was begun."), _now("They met.")
    (True, False, False)
    """
    return PRESENT.search(text) is not None and BEFORE.search(text) is None


def lendable(found: Found) -> tuple[int, ...]:
    """Return the two states that an article is about; none where a third is spoken of as often.

    Parameters
    ----------
    found : Found
        An article with what it names.
    """
    counted = Counter(mention.ccode for paragraph in found.paragraphs for mention in paragraph.states)
    (first, _), (second, often), (_, less) = [*counted.most_common(3), (0, 0), (0, 0), (0, 0)][:3]
    return (first, second) if often > less else ()
