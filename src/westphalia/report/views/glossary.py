"""The glossary: what the field's terms mean here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from westphalia.record.schema import LAST_YEAR
from westphalia.report.brief import words
from westphalia.report.glossary import find, terms, unmarked
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.question import Positional, Question

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.report.terms import GlossaryTerm

HEADS = ("term", "about", "meaning")


class GlossaryQuestion(Question):
    """Print what a TERM means here, or all terms of the field that are used."""

    term: Annotated[str | None, Positional()] = Field(
        None, description="A term, or part of one: CINC, exclusion, pact ..."
    )


def answer(world: World, asked: GlossaryQuestion, say: Say) -> Answer:
    """Return what terms mean.

    Parameters
    ----------
    world, asked, say : World, GlossaryQuestion, Say
        The record, the question, and who is told of progress.
    """
    found = list(terms()) if asked.term is None else find(asked.term)
    entries = [(", ".join(term.names), heading, unmarked(term.text)) for heading, term in found]
    document = {
        "westphalia": world.stamp(),
        "terms": [dict(zip(("term", "about", "meaning"), each, strict=True)) for each in entries],
    }
    return Answer(
        document, lambda: _page(found, document), table(HEADS, entries), [term for _, term in found]
    )


def _page(found: list[tuple[str, GlossaryTerm]], document: Mapping[str, object]) -> Page:
    sections = []
    for heading in dict.fromkeys(heading for heading, _ in found):
        some = [term for about, term in found if about == heading]
        grid = SmallTable(
            ("term", "meaning"),
            tuple((", ".join(term.names), unmarked(term.text)) for term in some),
            "ll",
            (),
        )
        sections.append(
            Section(heading.lower().replace(" ", "-"), heading, _lead(heading, len(some)), grids=(grid,))
        )
    title = "Glossary" if len(found) > 1 else ", ".join(found[0][1].names)
    return Page(title, "What the field's terms mean here.", tuple(sections), document, (), {}, LAST_YEAR)


def _lead(heading: str, count: int) -> str:
    """Return how many terms there are of what, in a sentence."""
    return f"{words.counted(count, 'term').capitalize()}: {heading.lower()}."


VIEW = View("glossary", GlossaryQuestion, answer)
