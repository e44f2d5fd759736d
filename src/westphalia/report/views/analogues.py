"""Analogues: who in history stood where a pair stands, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.models import analogues as room
from westphalia.models.analogues import drivers
from westphalia.models.outcomes import AFTERWARDS, LONG, OUTCOMES
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views import View, stood
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import sources_of, stamp, tables_of
from westphalia.report.views.question import Name, Positional, Question, Top, Year, top

if TYPE_CHECKING:
    from westphalia.models.analogues import Analogues as Found
    from westphalia.models.partnership.model import Partnership
    from westphalia.record.world import World

ALL = 1_000_000
HEADS = ("ccode1", "name1", "ccode2", "name2", "year", "distance", *(f"in_{h}" for h in AFTERWARDS))
TIE = "alignment"
PER_DECADE = 2


class AnaloguesQuestion(Question):
    """Print the pairs in history that stood nearest to where A and B stand, and what became of them.

    Only what was on record by the end of the year is used. In the space of the drivers nearness is over ranks within each year, and what became
    of a pair are new ties, disputes and wars; in that of the model it is over all that the partnership model reads, and new ties are told.
    """

    a: Annotated[Name, Positional()] = Field(description="A state: code, ISO3 or a name of the year.")
    b: Annotated[Name, Positional()] = Field(description="The other state.")
    year: Annotated[Year, Positional(option=True)] = Field(
        description="Where the two stand at the end of this year."
    )
    top: Top = top(10, "every pair that was compared")
    space: Literal["drivers", "model"] = Field(
        "drivers",
        description="In what they are near: the drivers, as ranks within their years, or everything that the model reads.",
    )
    per_decade: Top | None = Field(
        None,
        alias="per-decade",
        description=f"How many of one decade at most, {PER_DECADE} unless said; 0 for no limit. In the space of the drivers alone.",
    )
    like: str | None = Field(
        None,
        description='A pair, as "Germany-Soviet Union" or "Germany-Soviet Union 1939": how near it ever came, instead of the nearest.',
    )


def answer(world: World, asked: AnaloguesQuestion, say: Say) -> Answer:
    """Return the pairs that stood nearest, or how near one pair ever came.

    Parameters
    ----------
    world, asked, say : World, AnaloguesQuestion, Say
        The record, the question, and who is told of progress.
    """
    if asked.space == "model":
        return _model(world, asked)
    if not drivers.stored(world):
        say.warn("Where all pairs stood in the drivers is not stored; working it out takes a minute.")
    dyad = world.dyad(asked.a, asked.b, asked.year)
    if asked.like is not None:
        if asked.per_decade is not None:
            raise NotUnderstood(
                "One pair is compared, and decades do not count.", "", "Leave out --per-decade."
            )
        pair, years = room.pair_of(world, asked.like)
        return stood.answer(world, room.like(world, dyad.a, dyad.b, asked.year, pair, years))
    most = PER_DECADE if asked.per_decade is None else asked.per_decade
    return stood.answer(world, room.stood(world, dyad.a, dyad.b, asked.year, asked.top, most))


def _model(world: World, asked: AnaloguesQuestion) -> Answer:
    """Return the pairs that stood nearest in everything that the model reads."""
    if asked.like is not None or asked.per_decade is not None:
        raise NotUnderstood(
            "A pair that is named, and a limit by decade, belong to the space of the drivers.",
            "",
            "Leave out --space model, or --like and --per-decade.",
        )
    model = _loaded(world)
    dyad = world.dyad(asked.a, asked.b, asked.year)
    found = room.analogues(world, dyad.a, dyad.b, asked.year, top=asked.top or ALL, model=model)
    head = world.stamp() if model is None else stamp(world, model)
    document = {"westphalia": head, "space": "model", **found.to_dict()}
    return Answer(
        document,
        lambda: _page(world, found, document),
        table(HEADS, map(stood.cells, found.analogues)),
        found,
    )


def _loaded(world: World) -> Partnership | None:
    from westphalia.models import load

    try:
        return load(world)
    except NoAnswer:
        return None


def _page(world: World, found: Found, document: dict[str, Any]) -> Page:
    rows = tuple(
        (
            f"{each.a.name} and {each.b.name}",
            str(each.year),
            f"{each.distance:.2f}",
            stood.CAME[each.outcome[LONG]],
            stood.CAME[each.outcome[AFTERWARDS[-1]]],
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
