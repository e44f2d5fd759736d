"""A network: who is tied to whom by a relation, year by year; without a relation, the list of all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from westphalia.errors import NotUnderstood
from westphalia.lazy import np
from westphalia.record.schema import LAST_YEAR
from westphalia.report.numbers import exact
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import seen_from, sources_of
from westphalia.report.views.question import AS_OF, Positional, Question, Year, Years

if TYPE_CHECKING:
    from westphalia.networks import Network as Made
    from westphalia.record.world import World

LISTED = ("name", "directed", "valued", "first", "last", "title", "meaning")
EDGES = ("year", "code1", "name1", "code2", "name2", "value")
MOST = 12
"""States, and ties, that a page names."""


class NetworkQuestion(Question):
    """Tell a relation between all states as a network: how many ties there are, who has most, which are largest.

    Without RELATION all relations are listed. A pair whose value is not known is never zero.
    """

    relation: Annotated[str | None, Positional()] = Field(
        None, description="A relation, or any quantity or measure of pairs."
    )
    years: Years | None = Field(None, description="First and last year: 1950:1990.")
    year: Year | None = Field(None, description="One year.")
    every: int = Field(1, ge=1, description="Take only every so many years.")
    directed: bool | None = Field(
        None, description="Tell the two directions of a pair apart or not; by default as the relation is."
    )
    system: Literal["cow", "gw"] = Field(
        "cow", description="Whose list of states: Correlates of War or Gleditsch-Ward."
    )
    types: list[int] | None = Field(
        None, description="Kinds of contiguity that are ties: 1 by land, 2 to 5 by water."
    )
    carry: Literal["last"] | None = Field(None, description="Past the years covered use the last.")
    as_of: Year | None = AS_OF


def answer(world: World, asked: NetworkQuestion, say: Say) -> Answer:
    """Return a network, or the list of relations.

    Parameters
    ----------
    world, asked, say : World, NetworkQuestion, Say
        The record, the question, and who is told of progress.
    """
    seen = seen_from(world, asked.as_of)
    if asked.relation is None:
        return _list(seen)
    made = make(seen, asked)
    names = {node.code: node.name for node in made.nodes}
    edges = [
        (year, one, names[one], two, names[two], float(value))
        for one, two, year, value in made.edges().iter_rows()
    ]
    document = {
        **made.about(),
        "nodes": len(names),
        "by_year": _by_year(made, edges),
    }
    return Answer(document, lambda: _page(seen, made, document, edges), table(EDGES, edges), made)


def make(world: World, asked: NetworkQuestion) -> Made:
    """Return the network that is asked for.

    Parameters
    ----------
    world : World
        The record.
    asked : NetworkQuestion
        The question; it names a relation.
    """
    from westphalia.networks import network

    span = (asked.year, asked.year) if asked.year is not None else asked.years
    if span is None or (asked.year is not None and asked.years is not None):
        raise NotUnderstood(
            "The years of the network are not clear.", "", "Say which: --years 1950:1990 or --year 1950."
        )
    assert asked.relation is not None
    return network(
        world,
        asked.relation,
        span,
        directed=asked.directed,
        system=asked.system,
        every=asked.every,
        types=asked.types,
        carry=asked.carry,
    )


def _by_year(made: Made, edges: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Return the states, ties and density of each year; null where the relation does not cover it."""
    ties, unknown = Counter(edge[0] for edge in edges), made.unknown().tolist()
    found = []
    for wave, (year, seen) in enumerate(zip(made.years, made.observed, strict=True)):
        pairs = int((~np.isnan(made.array[wave])).sum()) // (1 if made.directed else 2)
        found.append(
            {
                "year": year,
                "observed": seen,
                "states": int(made.present[wave].sum()),
                "ties": None if seen is None else ties[year],
                "density": None if seen is None or not pairs else ties[year] / pairs,
                "unknown_pairs": unknown[wave],
            }
        )
    return found


def _page(world: World, made: Made, document: dict[str, Any], edges: list[tuple[Any, ...]]) -> Page:
    known = [each for each in document["by_year"] if each["ties"] is not None]
    tables = tuple(made.relation.addition.tables)
    rows = tuple(
        (
            str(each["year"]),
            f"{each['states']:,}",
            "not known" if each["ties"] is None else f"{each['ties']:,}",
            "" if each["density"] is None else f"{100 * each['density']:.3g} %",
            f"{each['unknown_pairs']:,}",
            "" if each["observed"] in (each["year"], None) else str(each["observed"]),
        )
        for each in document["by_year"]
    )
    heads = ("year", "states", "ties", "density", "pairs not known", "from")
    span = f"{made.years[0]}" if len(made.years) == 1 else f"{made.years[0]} to {made.years[-1]}"
    lead = f"Nothing is known of {span}."
    if known:
        last = known[-1]
        lead = f"In {last['year']} there are {last['ties']:,} ties between {last['states']:,} states."
    grids = [SmallTable(heads, rows, "lrrrrr", tables), *_most(made, edges, known)]
    section = Section("network", made.relation.name, lead, (made.relation.meaning,), (), tuple(grids))
    kind = "directed" if made.directed else "without directions"
    title = f"{made.relation.title}, {span}"
    standfirst = f"A network of all states, {'values' if made.valued else 'ties'}, {kind}."
    return Page(title, standfirst, (section,), document, sources_of(world, tables), {}, made.years[-1])


def _most(made: Made, edges: list[tuple[Any, ...]], known: list[dict[str, Any]]) -> list[SmallTable]:
    """Return the states with most ties in the last year known, and of values the largest."""
    if not known:
        return []
    year = known[-1]["year"]
    wave = made.years.index(year)
    ties = np.nan_to_num(made.array[wave]) != 0
    degrees = ties.sum(axis=1) if not made.directed else (ties | ties.T).sum(axis=1)
    order = [place for place in np.argsort(-degrees, kind="stable")[:MOST].tolist() if degrees[place]]
    rows = tuple((made.nodes[place].name, f"{degrees[place]:,}") for place in order)
    found = [SmallTable(("state", "tied to"), rows, "lr", (), f"States with most ties, {year}")]
    if made.valued:
        largest = sorted((edge for edge in edges if edge[0] == year), key=lambda edge: -abs(edge[5]))[:MOST]
        cells = tuple((edge[2], edge[4], exact(edge[5])) for edge in largest)
        found.append(
            SmallTable(
                ("from" if made.directed else "", "to" if made.directed else "", "value"),
                cells,
                "llr",
                (),
                f"Largest values, {year}",
            )
        )
    return found


def _list(world: World) -> Answer:
    from westphalia.networks import RELATIONS

    found: list[dict[str, Any]] = []
    for each in RELATIONS.values():
        first, last = each.span(world) or (None, None)
        words = {name: getattr(each, name) for name in ("name", "title", "directed", "valued", "meaning")}
        found.append({**words, "first": first, "last": last})
    document = {"westphalia": world.stamp(), "relations": found}
    cells = [tuple(_cell(each[head]) for head in LISTED) for each in found]

    def page() -> Page:
        rows = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in cells)
        lead = f"{len(rows)} relations; every other quantity and measure of pairs is one too."
        section = Section("relations", "Relations", lead, grids=(SmallTable(LISTED, rows, "lllrrll", ()),))
        return Page("Relations between states", "", (section,), document, (), {}, LAST_YEAR)

    return Answer(document, page, table(LISTED, cells), found)


def _cell(value: Any) -> Any:
    return ("yes" if value else "no") if isinstance(value, bool) else value


VIEW = View("network", NetworkQuestion, answer, wide=True)
