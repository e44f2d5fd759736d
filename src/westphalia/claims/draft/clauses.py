"""Who acts on whom in a sentence: the clause of a verb, and the states on either side of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from westphalia.claims.draft.runs import Run

BREAK = re.compile(
    r"[;:()]|\s[-–—]\s|,? \b(?:but|while|whereas|because|although|though|unless)\b|, (?:and|or|so|for|yet|which|who|whose|where|when|whereupon|as)\b"
    r"|\b(?:that(?! of)|when|if|where|until|which|who|after which)\b(?! (?:year|day|month))",
    re.I,
)
"""Where a clause ends and another begins."""
PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be)(?: [a-z]+)?(?: and [a-z]+ly)? $", re.I)
PARTICIPLE = re.compile(r"(?:ed|en|nt|wn|ne|ld|lt|ought|ung|un|up|off|read|met)$")
"""How a verb in the passive may end."""
BARE = re.compile(
    r"\s*(?:$|[.,;]|(?:on|in|at|again|without|two|early|late|with|for|before|after|between|and)\b)"
)
NONE = re.compile(r"\s+(?:no|nothing|none|neither|nobody)\b", re.I)
"""What denies a verb after it: sold no weapons."""
AND = re.compile(r"\band\b|,")
OWN = re.compile(r" of (?:the )?")
CLOSE = re.compile(r"(?:['’]s?)? (?:[a-z]+ )?")
AGENT = re.compile(r"[^.,;]{0,40}?\bby ")
NOT = re.compile(
    r"\b(?:not|never|no|neither|nor|hardly|refused|refuses|denied|declined|failed|cannot|none)\b|n't\b", re.I
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The states on either side of a verb, in their order, and whether it is denied."""

    subject: tuple[int, ...]
    object: tuple[int, ...]
    denied: bool
    bare: bool
    """Whether no thing follows the verb directly, so that what it acts on is left to the context."""
    near: bool = False
    """Whether the subject stands directly before, as in "Russia's invasion of"."""


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause that has a phrase begins and ends.

    Parameters
    ----------
    text : str
        The sentence.
    start, end : int
        The phrase.

    Examples
    --------
    >>> text = "Iran refused, but Iraq signed a pact"
    >>> text[slice(*clause(text, 23, 29))].strip()
    'Iraq signed a pact'
    """
    breaks = list(BREAK.finditer(text))
    first = max((each.end() for each in breaks if each.end() <= start), default=0)
    last = min((each.start() for each in breaks if each.start() >= end), default=len(text))
    return first, last


def roles(
    text: str, row: Sequence[Run], start: int, end: int, led: frozenset[str], of: bool = False
) -> Roles:
    """Return who stands before a verb as its subject and who after it as its object, the other way round in the passive.

    Parameters
    ----------
    text : str
        The sentence.
    row : sequence of Run
        Its states.
    start, end : int
        The verb.
    led : frozenset of str
        Prepositions of which one has to stand before the object; empty where none has to.
    of : bool
        Whether the subject may follow as "of" it: the economy of China.
    """
    first, last = clause(text, start, end)
    before = [run for run in row if run.start < start and not run.start < end < run.end]
    after = [run for run in row if end <= run.start < last]
    inside = [run for run in before if run.start >= first]
    own = next((run for run in after if of and OWN.fullmatch(text[end : run.start])), None)
    subject = own or _subject(text, [run for run in inside if not run.led], before, start)
    after = [run for run in after if run is not own]
    denied = NOT.search(text[first:start]) is not None or NONE.match(text, end) is not None
    passive = PARTICIPLE.search(text[start:end]) and PASSIVE.search(text[first:start])
    agent = AGENT.match(text, end)
    if passive and agent is not None:
        actor = next((run for run in after if run.start >= agent.end()), None)
        return Roles(_states(actor), _states(subject), denied, bare=False)
    fit = [run for run in after if not led or run.led in led]
    other = [run for run in inside if run is not subject and (run.led in led if led else run.led)]
    target = next(iter((*fit, *reversed(other))), None)
    bare = BARE.match(text, end) is not None
    if passive:
        return Roles((), _states(subject), denied, bare)
    near = subject is not None and CLOSE.fullmatch(text[subject.end : start]) is not None
    return Roles(_states(subject), _states(target), denied, bare, near)


def _subject(text: str, inside: list[Run], before: list[Run], start: int) -> Run | None:
    """Return the run that a verb has for its subject: the last before it in its clause, or the first where "and" or a comma is between.

    A clause without one has that of the clause before.
    """
    if not inside:
        return next((run for run in reversed(before) if not run.led), None)
    return inside[0] if AND.search(text[inside[-1].end : start]) else inside[-1]


def _states(run: Run | None) -> tuple[int, ...]:
    return () if run is None else run.states


@cache
def pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of words: one with a star has any ending, another is itself, its plural or its past.

    Parameters
    ----------
    stems : tuple of str
        As the list of words has them.

    Examples
    --------
    >>> [bool(pattern(("invad*", "fight")).search(text)) for text in ("it invaded", "fights", "fighter")]
    [True, True, False]
    """
    return re.compile("|".join(map(_word, stems)), re.I)


def _word(stem: str) -> str:
    whole = re.escape(stem.removesuffix("*"))
    return rf"\b{whole}\w*" if stem.endswith("*") else rf"\b{whole}(?:s|es|ed|d)?\b"
