"""Runs of states: those that stand together in a sentence and do the same, with the preposition before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from westphalia.claims.draft.article import words
from westphalia.claims.draft.found import Mention

LEADS = re.compile(
    r"\b(of|in|to|with|from|by|against|for|on|at|into|than|as|between|under|without|over|near|toward|towards|via|like|alongside|upon|before|after|around|among|beside|through|"
    r"across|behind)\s+(?:(?:the|those of|that of|its|their|all|both|a|an|some|many|most)\s+)*(?:the\s+)?$",
    re.I,
)
"""A preposition directly before a state."""
JOINS = re.compile(r",? (?:and|or|nor) (?:the |by |with )?|, (?:the )?")


@dataclass(frozen=True, slots=True)
class Run:
    """States that stand together and do the same: Russia, Germany and France; or those of one word, the two."""

    states: tuple[int, ...]
    start: int
    end: int
    led: str
    """The preposition before them, empty without one."""


def joined(text: str, row: Sequence[Mention]) -> list[list[Mention]]:
    """Return mentions that commas and "and" join, or that one word refers to; one that stands alone is a run of one.

    Parameters
    ----------
    text : str
        The paragraph.
    row : sequence of Mention
        In order.
    """
    found: list[list[Mention]] = []
    for mention in row:
        last = found[-1][-1] if found else None
        if last is not None and (
            mention.start == last.start or JOINS.fullmatch(text[last.end : mention.start])
        ):
            found[-1].append(mention)
        else:
            found.append([mention])
    return found


def groups(text: str, row: Sequence[Mention]) -> list[tuple[int, ...]]:
    """Return the states of each run of mentions.

    Parameters
    ----------
    text : str
        The paragraph.
    row : sequence of Mention
        In order.
    """
    return [tuple(dict.fromkeys(m.ccode for m in run)) for run in joined(text, row)]


def runs(text: str, row: Sequence[Mention]) -> list[Run]:
    """Return the runs of states of a sentence with the prepositions before them.

    Parameters
    ----------
    text : str
        The sentence.
    row : sequence of Mention
        In order, with places in the sentence.
    """
    return list(_runs(text, row))


def _runs(text: str, row: Sequence[Mention]) -> Iterator[Run]:
    for run in joined(text, row):
        states = tuple(dict.fromkeys(m.ccode for m in run))
        lead = LEADS.search(text[: run[0].start])
        led = lead[1].lower() if lead else ""
        if lead is not None and led == "of" and _body(text[: lead.start()]):
            led = ""
        yield Run(states, run[0].start, run[-1].end, led)


def _body(lead: str) -> bool:
    """Tell whether an army or a government stands before "of", which acts for its state.

    Examples
    --------
    >>> _body("The army "), _body("The north ")
    (True, False)
    """
    last = lead.split()[-1:]
    return bool(last) and last[0].lower() in words("references")["bodies"]
