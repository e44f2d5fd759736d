"""The movers: where forecasts, or a measure, changed most between two years."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pydantic import Field

from westphalia.errors import NotUnderstood
from westphalia.measures.reading import changed
from westphalia.measures.registry import get
from westphalia.models.outcomes import OUTCOMES
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import about, colophon, seen_from, sources_of, speaker, stamp, within
from westphalia.report.views.question import (
    AS_OF,
    HORIZON,
    OUTCOME,
    Horizon,
    Outcome,
    Question,
    Top,
    Year,
    top,
)

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

    Row = tuple[State, State | None, float, float, float]

HEADS = ("ccode1", "name1", "ccode2", "name2", "before", "after", "change")


class MoversQuestion(Question):
    """Print the pairs whose chance of a new tie changed most between two years, or the states or pairs whose measure did.

    Only those that were in the system in both years are compared, and for a measure those for which it is known in both.
    """

    from_: Year = Field(alias="from", description="The earlier year.")
    to: Year = Field(description="The later year.")
    measure: str | None = Field(
        None, description="A measure instead of the forecast; `westphalia measure` lists them."
    )
    as_of: Year | None = AS_OF
    outcome: Outcome = OUTCOME
    horizon: Horizon = HORIZON
    top: Top = top(20, "all")


def answer(world: World, asked: MoversQuestion, say: Say) -> Answer:
    """Return what changed most between two years.

    Parameters
    ----------
    world, asked, say : World, MoversQuestion, Say
        The record, the question, and who is told of progress.
    """
    first, last = asked.from_, asked.to
    if first >= last:
        raise NotUnderstood(
            f"{first} is not before {last}.", "", f"Type: westphalia movers --from {last} --to {first}"
        )
    return _forecasts(world, asked, say) if asked.measure is None else _measure(world, asked, asked.measure)


def _forecasts(world: World, asked: MoversQuestion, say: Say) -> Answer:
    seen, model, origin = speaker(world, asked.as_of, say, asked.from_, asked.to)
    found = model.movers(asked.from_, asked.to, outcome=asked.outcome, horizon=asked.horizon, top=asked.top)
    rows: list[Row] = [(m.a, m.b, m.before, m.after, m.after - m.before) for m in found]
    head = {
        "westphalia": stamp(seen, model),
        "from": asked.from_,
        "to": asked.to,
        "as_of": asked.as_of,
        "measure": None,
        "outcome": asked.outcome,
        "horizon": asked.horizon,
        "model": about(model, origin),
    }
    what = f"Chance of {OUTCOMES[asked.outcome].words} within {within(asked.horizon)}"
    notes = colophon(model, origin, asked.from_)
    return _answer(seen, asked, head, rows, what, notes, (), "percent")


def _measure(world: World, asked: MoversQuestion, name: str) -> Answer:
    seen = seen_from(world, asked.as_of)
    measure = get(name)
    found = changed(seen, measure, asked.from_, asked.to)[: asked.top or None]
    named: dict[int, State] = {}

    def state(code: int) -> State:
        return named.setdefault(code, seen.state(code, asked.to))

    rows: list[Row] = [
        (state(codes[0]), state(codes[1]) if len(codes) > 1 else None, before, after, after - before)
        for codes, before, after in found
    ]
    head = {
        "westphalia": seen.stamp(),
        "from": asked.from_,
        "to": asked.to,
        "as_of": asked.as_of,
        "measure": measure.to_dict(seen),
    }
    unit = f" ({measure.in_unit()})" if measure.in_unit() else ""
    return _answer(seen, asked, head, rows, f"{measure.title}{unit}", (), (measure.table,), "number")


def _answer(
    world: World,
    asked: MoversQuestion,
    head: dict[str, Any],
    rows: list[Row],
    what: str,
    notes: tuple[str, ...],
    tables: tuple[str, ...],
    how: str,
) -> Answer:
    moved = [
        {"a": a.to_dict(), "b": b and b.to_dict(), "before": before, "after": after, "change": change}
        for a, b, before, after, change in rows
    ]
    document = {**head, "movers": moved}
    cells = (
        (a.ccode, a.name, b and b.ccode, b and b.name, *(float(f"{x:.6g}") for x in values))
        for a, b, *values in rows
    )

    def page() -> Page:
        return _page(world, asked, document, rows, what, notes, tables, how)

    return Answer(document, page, table(HEADS, cells), rows)


def _page(
    world: World,
    asked: MoversQuestion,
    document: dict[str, Any],
    rows: list[Row],
    what: str,
    notes: tuple[str, ...],
    tables: tuple[str, ...],
    how: str,
) -> Page:
    body = tuple(
        (
            a.name,
            b.name if b is not None else "",
            _amount(before, how),
            _amount(after, how),
            _signed(change, how),
        )
        for a, b, before, after, change in rows
    )
    grid = SmallTable(("", "", str(asked.from_), str(asked.to), "change"), body, "llrrr", tables)
    lead = "Nothing that is known in both years changed."
    if rows and rows[0][4]:
        a, b, before, after, _ = rows[0]
        who = a.name if b is None else f"{a.name} and {b.name}"
        lead = f"{who} changed most: from {_amount(before, how)} to {_amount(after, how)}."
    section = Section("movers", "Movers", lead, grids=(grid,), notes=notes)
    title = f"{what}, {asked.from_} and {asked.to}"
    only = "Only those that were in the system in both years are compared."
    return Page(title, only, (section,), document, sources_of(world, tables), {}, asked.to)


def _amount(value: float, how: str) -> str:
    if how == "percent":
        return f"{100 * value:.2f} %" if value < 0.01 else f"{100 * value:.1f} %"
    return f"{value:,.4g}" if math.isfinite(value) and abs(value) < 1e4 else f"{value:,.0f}"


def _signed(value: float, how: str) -> str:
    """Return a change with its sign; of chances in percentage points."""
    sign = "+" if value > 0 else "-" if value < 0 else ""
    size = f"{100 * abs(value):.1f} points" if how == "percent" else _amount(abs(value), how)
    return sign + size


VIEW = View("movers", MoversQuestion, answer, wide=True)
