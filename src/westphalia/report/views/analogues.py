"""Analogues: who in history stood where a pair stands, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.errors import NoAnswer
from westphalia.models import analogues as room
from westphalia.models.outcomes import AFTERWARDS, LONG, OUTCOMES
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import sources_of, stamp, tables_of
from westphalia.report.views.question import Name, Positional, Question, Top, Year, top

if TYPE_CHECKING:
    from westphalia.models.analogues import Analogue
    from westphalia.models.analogues import Analogues as Found
    from westphalia.record.world import World

ALL = 1_000_000
CAME = {True: "yes", False: "no", None: "not known"}
HEADS = ("ccode1", "name1", "ccode2", "name2", "year", "distance", *(f"in_{h}" for h in AFTERWARDS))
TIE = "alignment"


class AnaloguesQuestion(Question):
    """Print the pairs in history that stood nearest to where A and B stand, and what became of them.

    Only what was on record by the end of the year is used. Outcomes are whether a pair made a new pact or defence agreement
    within 1, 3, 5 and 10 years.
    """

    a: Annotated[Name, Positional()] = Field(description="A state: code, ISO3 or a name of the year.")
    b: Annotated[Name, Positional()] = Field(description="The other state.")
    year: Annotated[Year, Positional(option=True)] = Field(
        description="Where the two stand at the end of this year."
    )
    top: Top = top(10, "every pair that was compared")


def answer(world: World, asked: AnaloguesQuestion, say: Say) -> Answer:
    """Return the pairs that stood nearest.

    Parameters
    ----------
    world, asked, say : World, AnaloguesQuestion, Say
        The record, the question, and who is told of progress.
    """
    from westphalia.models import load

    try:
        model = load(world)
    except NoAnswer:
        model = None
    dyad = world.dyad(asked.a, asked.b, asked.year)
    found = room.analogues(world, dyad.a, dyad.b, asked.year, top=asked.top or ALL, model=model)
    head = world.stamp() if model is None else stamp(world, model)
    document = {"westphalia": head, **found.to_dict()}
    return Answer(
        document, lambda: _page(world, found, document), table(HEADS, map(_cells, found.analogues)), found
    )


def _cells(each: Analogue) -> tuple[Any, ...]:
    came = (None if each.outcome[h] is None else int(bool(each.outcome[h])) for h in AFTERWARDS)
    return (each.a.ccode, each.a.name, each.b.ccode, each.b.name, each.year, round(each.distance, 4), *came)


def _page(world: World, found: Found, document: dict[str, Any]) -> Page:
    rows = tuple(
        (
            f"{each.a.name} and {each.b.name}",
            str(each.year),
            f"{each.distance:.2f}",
            CAME[each.outcome[LONG]],
            CAME[each.outcome[AFTERWARDS[-1]]],
            ", ".join(trait.title for trait in each.shared[:2]),
            ", ".join(trait.title for trait in each.different[:2]),
        )
        for each in found.analogues
    )
    heads = ("pair", "year", "distance", f"tie in {LONG} years", f"in {AFTERWARDS[-1]}", "both", "unlike in")
    rate = found.base_rate
    low, high = rate.interval
    lead = (
        f"Of the {rate.pairs} nearest, {100 * rate.rate:.0f} of 100 made {OUTCOMES[TIE].words} within {rate.horizon} years "
        f"(90 % interval {100 * low:.0f} to {100 * high:.0f}); of all pairs compared, {100 * rate.average:.1f}."
    )
    prose = () if rate.model is None else (f"The partnership model says {100 * rate.model:.0f} of 100.",)
    note = "Distance is in standard deviations, weighted by how well each measure told pairs that made a tie from others."
    section = Section(
        "analogues", "Analogues", lead, prose, (), (SmallTable(heads, rows, "lrrllll", ()),), (note,)
    )
    title = f"Pairs that stood where {found.a.name} and {found.b.name} stood in {found.year}"
    standfirst = f"Only what was on record by the end of {found.as_of} is used."
    return Page(title, standfirst, (section,), document, sources_of(world, tables_of(TIE)), {}, found.year)


VIEW = View("analogues", AnaloguesQuestion, answer, wide=True)
