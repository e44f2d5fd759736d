"""The brief: what is known of two states in a year."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from westphalia.models.outcomes import STORED
from westphalia.record.schema import LAST_YEAR
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, only
from westphalia.report.views.named import seen_from, state_of
from westphalia.report.views.question import AS_OF, Name, Positional, Question, Year

if TYPE_CHECKING:
    from westphalia.record.world import World


class BriefQuestion(Question):
    """Print what is known of two states, A and B, in a year.

    Who they are, two hundred years of the pair, pacts, votes, sanctions, arms, trade, capability, energy and grain, distance,
    how likely new ties are and why, and what is not known.
    """

    a: Annotated[Name, Positional()] = Field(description="A state: code, ISO3 or a name of the year.")
    b: Annotated[Name, Positional()] = Field(description="The other state.")
    year: Annotated[Year | None, Positional(option=True)] = Field(
        None, description="The year; by default the last in which both were in the system."
    )
    as_of: Year | None = AS_OF
    quick: bool = Field(
        False,
        description=f"Leave out what is not stored and takes some seconds: forecasts before {STORED}, some analogues.",
    )
    full: bool = Field(False, description="In text, print the details and sources too.")
    section: str | None = Field(
        None, description="Print one section alone, by its name: binds, limits, votes, ..."
    )


def answer(world: World, asked: BriefQuestion, say: Say) -> Answer:
    """Return the brief on two states.

    Parameters
    ----------
    world, asked, say : World, BriefQuestion, Say
        The record, the question, and who is told of progress.
    """
    from westphalia.report.brief import existence, page

    existence.check_year(asked.year, asked.as_of)
    seen = seen_from(world, asked.as_of)
    last = LAST_YEAR if seen.last_known is None else seen.last_known
    year = asked.year
    if year is None:
        one, two = (state_of(seen, each, last).ccode for each in (asked.a, asked.b))
        year = last_shared(seen, one, two, last)
    dyad = seen.dyad(asked.a, asked.b, year)
    existence.check(seen, dyad, year)
    made = page(seen, dyad, year, None if asked.quick else say.warn)
    shown = only(made, asked.section) if asked.section else made if asked.full else replace(made, more=_command(asked, year))  # fmt: skip
    return Answer(made.document, lambda: shown)


def _command(asked: BriefQuestion, year: int) -> str:
    """Return the command that prints the details."""
    as_of = f" --as-of {asked.as_of}" if asked.as_of is not None else ""
    return f"westphalia brief {shlex.quote(str(asked.a))} {shlex.quote(str(asked.b))} --year {year}{as_of} --full"


def last_shared(world: World, a: int, b: int, last: int) -> int:
    """Return the last year in which two states were both in the system.

    Parameters
    ----------
    world : World
        The record.
    a, b : int
        Codes of the two.
    last : int
        Up to this year, which is returned where there is none.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> last_shared(load(), 265, 365, 2025)
    1990
    """
    shared = [
        min(x[1], y[1], last)
        for x in world.spells(a)
        for y in world.spells(b)
        if max(x[0], y[0]) <= min(x[1], y[1], last)
    ]
    return max(shared, default=last)


VIEW = View("brief", BriefQuestion, answer, ("text", "html", "json", "markdown"))
