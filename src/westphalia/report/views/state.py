"""One state in a year: who it is, how it stands, with whom and against whom, and what changed."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.errors import NoAnswer
from westphalia.record.schema import LAST_YEAR
from westphalia.report.brief import words
from westphalia.report.brief.existence import check_year, kin
from westphalia.report.state import page
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, AnswerTable, Say, only, table
from westphalia.report.views.named import seen_from, state_of
from westphalia.report.views.question import AS_OF, Name, Positional, Question, Year

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World
    from westphalia.report.page import Page

HEADS = ("ccode", "name", "relation", "word", "relation_ten_years_before", "ally", "sanctions_it", "sanctioned_by_it")  # fmt: skip


class StateQuestion(Question):
    """Print what is known of one state in a year.

    What leads its year, who it is and how it stands, partners and adversaries, exclusion and sanctions, allies, wars and disputes, likely partners, and
    what changed in ten years.
    """

    state: Annotated[Name, Positional()] = Field(description="A state: code, ISO3 or a name of the year.")
    year: Annotated[Year | None, Positional(option=True)] = Field(
        None, description="The year; by default the last in which it was in the system."
    )
    as_of: Year | None = AS_OF
    full: bool = Field(False, description="In text, print the details and sources too.")
    section: str | None = Field(
        None, description="Print one section alone, by its name: wars, outside, relations, pacts, ..."
    )


def answer(world: World, asked: StateQuestion, say: Say) -> Answer:
    """Return the page on a state.

    Parameters
    ----------
    world, asked, say : World, StateQuestion, Say
        The record, the question, and who is told of progress.
    """
    check_year(asked.year, asked.as_of)
    seen = seen_from(world, asked.as_of)
    last = LAST_YEAR if seen.last_known is None else seen.last_known
    year = _last_in_system(seen, asked.state, last) if asked.year is None else asked.year
    state = seen.state(state_of(seen, asked.state, year).ccode, year)
    check(seen, state, year)
    made = page(seen, state, year)
    shown = only(made, asked.section) if asked.section else made if asked.full else replace(made, more=_command(asked, state, year))  # fmt: skip
    return Answer(made.document, lambda: shown, _rows(made))


def check(world: World, state: State, year: int) -> None:
    """Raise where a state was not in the system in a year, with the years in which it was and who came before or after.

    Parameters
    ----------
    world, state, year : World, State, int
        The record, the state, and the year asked for.

    Raises
    ------
    NoAnswer
        When it was in neither list.
    """
    spells = world.spells(state.ccode)
    if any(first <= year <= last for first, last in spells):
        return
    name = words.the(state.name, start=True)
    there = f"It was in {words.spans(spells)}." if spells else f"{name} is in no list of states."  # fmt: skip
    near = [code for code in kin(world, state.ccode) if code != state.ccode and code in world.members(year)]
    edge = min((edge for spell in spells for edge in spell), key=lambda each: abs(each - year), default=None)
    ask = [_asked(world.state(code, year), year) for code in near[:1]]
    if edge is not None:
        ask.append(_asked(world.state(state.ccode, edge), edge))
    raise NoAnswer(f"{name} was not in the system of states in {year}.", there, f"Ask for: {' or '.join(ask)}" if ask else "See who was a state when with: westphalia states")  # fmt: skip


def _asked(state: State, year: int) -> str:
    return f"westphalia state {shlex.quote(state.name)} --year {year}"


def _command(asked: StateQuestion, state: State, year: int) -> str:
    """Return the command that prints the details."""
    as_of = f" --as-of {asked.as_of}" if asked.as_of is not None else ""
    return f"{_asked(state, year)}{as_of} --full"


def _last_in_system(world: World, name: int | str, last: int) -> int:
    """Return the last year, to ``last``, in which a state was in the system; ``last`` when it never was.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> _last_in_system(load(), "East Germany", 2025), _last_in_system(load(), "Iran", 2025)
    (1990, 2025)
    """
    spells = world.spells(state_of(world, name, last).ccode)
    return max((min(end, last) for first, end in spells if first <= last), default=last)


def _rows(made: Page) -> AnswerTable:
    """Return a row for each state with which a relation has a word, or that is an ally, or sanctions it, or is sanctioned by it."""
    facts: Any = made.document
    by: dict[int, dict[str, Any]] = {}
    for key in ("partners", "adversaries"):
        for each in facts["relations"][key]:
            by[each["ccode"]] = {**each}
    for mark, some in (("ally", facts["pacts"]["allies"]), ("sanctions_it", facts["sanctions"]["on"]), ("sanctioned_by_it", facts["sanctions"]["by"])):  # fmt: skip
        for each in some:
            by.setdefault(each["ccode"], {"name": each["name"]})[mark] = True
    cells = (
        (code, row["name"], row.get("score"), row.get("word"), row.get("ten_years_before"), *(bool(row.get(mark)) for mark in HEADS[-3:]))
        for code, row in sorted(by.items())
    )  # fmt: skip
    return table(HEADS, cells)


VIEW = View("state", StateQuestion, answer)
