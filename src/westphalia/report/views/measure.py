"""A measure, year by year; without a name, the list of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from westphalia.errors import NotUnderstood
from westphalia.measures.reading import Series, YearValue, series
from westphalia.measures.registry import get, registered
from westphalia.record.schema import LAST_YEAR
from westphalia.report.numbers import exact
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import seen_from, sources_of, state_of
from westphalia.report.views.question import AS_OF, Name, Positional, Question, Year, Years

if TYPE_CHECKING:
    from westphalia.record.quantity import Quantity
    from westphalia.record.world import World

LISTED = ("name", "kind", "unit", "first", "last", "title")


class MeasureQuestion(Question):
    """Print the measure NAME of the state A, or from A to B, year by year.

    Without NAME, or with --list, list all measures with unit and range. A year that is not known is null, never zero.
    """

    name: Annotated[str | None, Positional()] = Field(None, description="Name of the measure.")
    a: Annotated[Name | None, Positional()] = Field(None, description="A state: code, ISO3 or name.")
    b: Annotated[Name | None, Positional()] = Field(
        None, description="The other state, of a measure of pairs."
    )
    years: Years | None = Field(
        None, description="First and last year, for example 1990:2022; by default all that are known."
    )
    carry: Literal["last"] | None = Field(
        None,
        description="Where a year is not known, use the last value known before it; observed says from when.",
    )
    coding: str = Field(
        "", description="As which source codes it, where several do, for example cow for disputes."
    )
    as_of: Year | None = AS_OF
    list: bool = Field(False, description="List all measures.")


def answer(world: World, asked: MeasureQuestion, say: Say) -> Answer:
    """Return a measure year by year, or the list of measures.

    Parameters
    ----------
    world, asked, say : World, MeasureQuestion, Say
        The record, the question, and who is told of progress.
    """
    seen = seen_from(world, asked.as_of)
    if asked.list or asked.name is None:
        return _list(seen)
    measure = get(asked.name, asked.coding)
    if asked.a is None:
        places = "A" if measure.states == 1 else "A B"
        raise NotUnderstood(
            f"{measure.name} needs {measure.states} state{'s' if measure.states > 1 else ''}.",
            f"{measure.title}.",
            f"Type: westphalia measure {measure.name} {places}",
        )
    when = asked.years[1] if asked.years else None
    given = [state_of(seen, each, when) for each in (asked.a, asked.b) if each is not None]
    if len(given) > 1 and measure.states > 1:
        seen.dyad(given[0], given[1])
    found = series(seen, measure, given, asked.years, asked.carry)
    document = {
        "westphalia": seen.stamp(),
        "measure": measure.to_dict(seen),
        "states": [each.to_dict() for each in found.states],
        "rows": [row.to_dict() for row in found.rows],
    }
    rows = table(("year", "value", "observed"), ((r.year, r.shown, r.observed) for r in found.rows))
    lacking = None if found.known else found.why_unknown()
    return Answer(document, lambda: _page(seen, found, document), rows, found, lacking)


def _page(world: World, found: Series, document: dict[str, Any]) -> Page:
    measure = found.measure
    names = ", ".join(f"{each.name} ({each.ccode})" for each in found.states)
    rows = tuple(
        (
            str(row.year),
            "unknown" if row.shown is None else exact(row.shown),
            str(row.observed) if row.observed not in (row.year, None) else "",
            row.why,
        )
        for row in found.rows
    )
    section = Section(
        "series",
        measure.name,
        _lead(found),
        tuple(f"{text}." for text in (f"Unit: {_unit(measure)}", measure.describes().rstrip(".")) if text),
        _chart(found),
        (SmallTable(("year", measure.name, "from", ""), rows, "rrrl", (measure.table,)),),
        (f"Reference: {measure.reference}",) if measure.reference else (),
    )
    year = found.rows[-1].year if found.rows else LAST_YEAR
    sources = sources_of(world, (measure.table,))
    return Page(f"{measure.title}: {names}", "", (section,), document, sources, {}, year)


def _lead(found: Series) -> str:
    """Return the first and last known value in a sentence."""
    known = [(row, row.shown) for row in found.rows if row.shown is not None]
    if not known:
        return "Nothing is known."
    (first, before), (last, after) = known[0], known[-1]
    if first is last:
        return f"It is {_said(first, before)}."
    if before == after:
        return f"It is {_said(first, before)} as in {last.year}."
    return f"It {'rose' if after > before else 'fell'} from {_said(first, before)} to {_said(last, after)}."


def _said(row: YearValue, value: float) -> str:
    late = f" (of {row.observed})" if row.observed != row.year else ""
    return f"{exact(value)} in {row.year}{late}"


def _unit(measure: Quantity) -> str:
    """Return the unit with the bounds that there are."""
    low, high = measure.range()
    bounds = f", {low:g} to {high:g}" if low is not None and high is not None else ""
    return f"{measure.in_unit() or 'code'}{bounds}"


def _chart(found: Series) -> tuple[Chart, ...]:
    """Return the series as a line where it is long enough to be one."""
    measure = found.measure
    known = [row for row in found.rows if row.shown is not None]
    if len(known) < 3 or measure.whole():
        return ()
    rows = tuple(
        {
            "series": measure.name,
            "role": "pair" if len(found.states) > 1 else "a",
            "year": row.year,
            "value": row.shown,
            "status": "known" if row.observed in (row.year, None) else "carried",
        }
        for row in found.rows
    )
    names = " and ".join(each.name for each in found.states)
    alt = f"{measure.title} of {names}: {_lead(found)}"
    covered = f"{known[0].year}-{known[-1].year}"
    return (
        Chart("series", "lines", rows, measure.title, alt, measure.in_unit(), (measure.table,), covered, {"labels": {measure.name: names}}),
    )  # fmt: skip


def _list(world: World) -> Answer:
    known = [each.to_dict(world) for each in registered().values()]
    document = {"westphalia": world.stamp(), "measures": known}
    cells = [tuple(measure[head] for head in LISTED) for measure in known]

    def page() -> Page:
        rows = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in cells)
        grid = SmallTable(("name", "of", *LISTED[2:]), rows, "lllrrl", ())
        lead = f"{len(rows)} measures of states and of pairs of states."
        return Page(
            "Measures",
            "",
            (Section("measures", "Measures", lead, grids=(grid,)),),
            document,
            (),
            {},
            LAST_YEAR,
        )

    return Answer(document, page, table(("name", "of", *LISTED[2:]), cells), known)


VIEW = View("measure", MeasureQuestion, answer, wide=True)
