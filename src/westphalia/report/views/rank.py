"""The ranking: which pairs are likeliest to make a new tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.models.outcomes import OUTCOMES
from westphalia.report.brief.partners import APART
from westphalia.report.numbers import chance
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import (
    about,
    aged,
    colophon,
    sources_of,
    speaker,
    stamp,
    tables_of,
    within,
)
from westphalia.report.views.question import (
    HORIZON,
    OUTCOME,
    Horizon,
    Name,
    Outcome,
    Positional,
    Question,
    Top,
    Year,
    top,
)

if TYPE_CHECKING:
    from westphalia.models.partnership.results import Ranking
    from westphalia.record.world import World

HEADS = ("rank", "ccode1", "name1", "ccode2", "name2", "probability", "percentile")


class RankQuestion(Question):
    """Rank the pairs of a year by their chance of a new tie, likeliest first.

    Percentiles and ranks are among all pairs of the system that year, also where only those with one state are printed. Pairs that nobody would call likely partners
    (at war, without relations, one forbids the other arms) are left out, unless every pair of every state is asked for.
    """

    year: Annotated[Year, Positional(option=True)] = Field(
        description="The forecaster stands at the end of this year."
    )
    with_: Name | None = Field(None, alias="with", description="Only pairs with this state.")
    as_of: Year | None = Field(
        None, alias="as-of", description="Fit the model to what was known by the end of this year."
    )
    outcome: Outcome = OUTCOME
    horizon: Horizon = HORIZON
    top: Top = top(20, "every pair")


def answer(world: World, asked: RankQuestion, say: Say) -> Answer:
    """Return the likeliest pairs of a year.

    Parameters
    ----------
    world, asked, say : World, RankQuestion, Say
        The record, the question, and who is told of progress.
    """
    seen, model, origin = speaker(world, asked.as_of, say, asked.year)
    found = model.rank(
        asked.year, with_=asked.with_, outcome=asked.outcome, horizon=asked.horizon, top=asked.top
    )
    base = model.year_forecasts(asked.year).base_rate(asked.outcome, asked.horizon)
    partner = None if asked.with_ is None else seen.state(asked.with_, asked.year)
    document = {
        "westphalia": stamp(seen, model),
        **found.to_dict(),
        "as_of": asked.as_of,
        "with": None if partner is None else partner.to_dict(),
        "base_rate": base,
        "model": about(model, origin),
    }
    rows = (
        (p.rank, p.a.ccode, p.a.name, p.b.ccode, p.b.name, round(p.probability, 6), round(p.percentile, 6))
        for p in found.pairs
    )
    left_out = (APART,) if partner is not None or asked.top else ()
    notes = (*left_out, *colophon(model, origin, asked.year), *aged(model, asked.year))
    named = "" if partner is None else partner.name
    return Answer(
        document, lambda: _page(seen, found, base, named, notes, document), table(HEADS, rows), found
    )


def _page(
    world: World, found: Ranking, base: float, partner: str, notes: tuple[str, ...], document: dict[str, Any]
) -> Page:
    of = f" of {partner}" if partner else ""
    title = f"Likeliest pairs{of} to make {OUTCOMES[found.outcome].words} within {within(found.horizon)} after {found.year}"
    grid = SmallTable(
        ("rank", "", "", "chance", "times the average", "percentile"),
        tuple(
            (
                f"{p.rank:,d}",
                p.a.name,
                p.b.name,
                chance(p.probability),
                f"{p.probability / base:.3g}",
                f"{p.percentile:.4f}",
            )
            for p in found.pairs
        ),
        "rllrrr",
        (),
    )
    first = found.pairs[0]
    lead = f"The model puts {first.a.name} and {first.b.name} first: {chance(first.probability)}."
    section = Section("pairs", "Pairs", lead, grids=(grid,), notes=notes)
    standfirst = f"On average {chance(base)} pairs of the system do."
    return Page(
        title, standfirst, (section,), document, sources_of(world, tables_of(found.outcome)), {}, found.year
    )


VIEW = View("rank", RankQuestion, answer, wide=True)
