"""Errors that are part of the interface: what went wrong, why, and what to do next."""

from __future__ import annotations

import re

CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Characters that could drive a terminal, turn the direction of a text, or are none."""


class WestphaliaError(Exception):
    """An error meant to be read by a person.

    Parameters
    ----------
    what : str
        What was not possible, one sentence.
    why : str
        The likely cause, one sentence; may be empty.
    do : str
        What to do now, if possible the command to run next; may be empty.

    Attributes
    ----------
    status : int
        Exit status of the command line: 1, the question has no answer in the data.

    Examples
    --------
    >>> print(WestphaliaError("No edition found.", "The wheel was built without data.", "Run: make edition"))
    No edition found. The wheel was built without data. Run: make edition
    """

    status = 1

    def __init__(self, what: str, why: str = "", do: str = "") -> None:
        super().__init__(what, why, do)
        self.what, self.why, self.do = what, why, do

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.why, self.do) if part)


class NoAnswer(WestphaliaError):  # noqa: N818 - it is an answer, not a fault
    """The question was understood and the data hold no answer to it (exit status 1)."""


class NotUnderstood(WestphaliaError):  # noqa: N818 - it is an answer, not a fault
    """The question was not understood: unknown state, year, measure or key (exit status 2)."""

    status = 2


class Ambiguous(NotUnderstood):
    """A name that may be any of several states; the choices are in the first sentence."""


class BrokenEdition(WestphaliaError):  # noqa: N818
    """A file of the edition is missing or is not what the manifest says it is (exit status 1)."""


def printable(text: str) -> str:
    r"""Return a text without characters that could drive a terminal.

    Examples
    --------
    >>> printable("\x1b]0;title\x07 and \u202e text")
    ']0;title and  text'
    """
    return CONTROL.sub("", text)


def shortened(text: str, most: int = 40) -> str:
    """Return a text for an error, cut where it is longer than anyone reads.

    Examples
    --------
    >>> shortened("a" * 50, 10)
    'aaaaaaaaaa ...'
    """
    return text if len(text) <= most else f"{text[:most]} ..."
