"""The directory: who was in the system, under which names and codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.record.identity import FOREVER, Entry, Spells, directory
from westphalia.record.schema import LAST_YEAR
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import sources_of
from westphalia.report.views.question import Positional, Question, Year

if TYPE_CHECKING:
    from westphalia.record.world import World

HEADS = ("ccode", "gwcode", "iso3", "name", "cow", "gw")
TABLES = ("states", "state_names", "memberships")


class StatesQuestion(Question):
    """List states whose names or codes hold QUERY, or all of them.

    Codes are those of Correlates of War (cow) and of Gleditsch and Ward (gw); years of membership are those of either list.
    """

    query: Annotated[str, Positional()] = Field(
        "", description="Part of a name, or a code.", coerce_numbers_to_str=True
    )
    year: Year | None = Field(None, description="Only states in the system in this year.")


def answer(world: World, asked: StatesQuestion, say: Say) -> Answer:
    """Return the states that a query names.

    Parameters
    ----------
    world, asked, say : World, StatesQuestion, Say
        The record, the question, and who is told of progress.
    """
    entries = directory(world, asked.query, asked.year)
    document: dict[str, Any] = {"westphalia": world.stamp(), "states": [entry.to_dict() for entry in entries]}
    rows = table(HEADS, map(_cells, entries))
    return Answer(document, lambda: _page(world, asked, entries, document), rows, entries)


def _page(world: World, asked: StatesQuestion, entries: Sequence[Entry], document: dict[str, Any]) -> Page:
    heads = ("cow", "gw", "iso3", "name", "in cow", "in gw", "also called")
    rows = tuple(
        (*("" if cell is None else str(cell) for cell in _cells(entry)), _names(entry)) for entry in entries
    )
    when = f" in {asked.year}" if asked.year is not None else ""
    of = f" named by '{asked.query}'" if asked.query else ""
    number = f"{len(entries)} state{'s' if len(entries) != 1 else ''}"
    grid = SmallTable(heads, rows, "rrlllll", TABLES[:1])
    section = Section("states", "States", f"{number}{of}{when or ' since 1816'}.", grids=(grid,))
    standfirst = (
        "Codes and years of membership by the Correlates of War (cow) and by Gleditsch and Ward (gw)."
    )
    title = f"States of the system{when}"
    return Page(
        title, standfirst, (section,), document, sources_of(world, TABLES), {}, asked.year or LAST_YEAR
    )


def _cells(entry: Entry) -> tuple[object, ...]:
    state = entry.state
    code = state.ccode if state.cow else None
    return code, state.gwcode, state.iso3, state.name, _years(entry.cow), _years(entry.gw)


def _years(spells: Spells) -> str:
    return ", ".join(f"{first}-{last if last is not None else ''}" for first, last in spells)


def _names(entry: Entry) -> str:
    """Return the usual names of other times with their years, then official ones."""
    shown = [
        name for name in entry.names if name.kind in ("usual", "official") and name.text != entry.state.name
    ]
    return "; ".join(
        f"{name.text} ({name.first}-{'' if name.last == FOREVER else name.last})" for name in shown
    )


VIEW = View("states", StatesQuestion, answer, wide=True)
