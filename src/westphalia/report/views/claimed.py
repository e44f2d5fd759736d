"""Claims ask effects what a reader may ask them: a view, what it is given, and one figure of its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from westphalia.claims import evaluate  # noqa: F401 - its own reader is registered first, and gives way
from westphalia.claims.quantities import AnswerOf, ScenarioOf
from westphalia.claims.verdict import Range, Reading, read_kind
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.once import once
from westphalia.record.results import outdated
from westphalia.report import views
from westphalia.report.views.simulate_page import PAST
from westphalia.system.simulate import simulate

if TYPE_CHECKING:
    from westphalia.claims.essay import Essay
    from westphalia.record.world import World
    from westphalia.report.views.answer import Answer

ENDS = ("0.05", "0.95")
"""Quantiles of a distribution that are the ends of its interval."""


@read_kind.register(AnswerOf)
def _of_answer(asked: AnswerOf, world: World, essay: Essay | None) -> Reading:
    """Return a figure of what a view answers in this world; why there is none where it has no answer."""
    year = asked.given.get("year")
    told = Reading(None, asked.unit, year=year if isinstance(year, int) else 0)
    if world.last_known is not None and told.year > world.last_known:
        return Reading(
            None, asked.unit, year=told.year, why=f"{told.year} lies after the end of {world.last_known}"
        )
    try:
        answer = views.ask(asked.view, asked.given, world)
        value, interval = figure(answer.document, asked.take)
    except NoAnswer as error:
        return Reading(None, asked.unit, year=told.year, why=f"{error.what} {error.why}".strip())
    return Reading(value, asked.unit, interval, told.year, None, _tables(answer))


@read_kind.register(ScenarioOf)
def _of_scenario(asked: ScenarioOf, world: World, essay: Essay | None) -> Reading:
    """Return an outcome of a simulation, with how such bands did on the past; why there is none where the runs tell of no such outcome."""
    document = _simulated(world, asked.name, asked.runs)
    given = document["scenario"]
    year = asked.year or given["start"] + given["years"]
    rows = document["differences" if asked.of == "difference" else "outcomes"]
    found = [
        row
        for row in rows
        if (row["name"], row["region"], row["year"]) == (asked.outcome, asked.region, year)
        and asked.of in ("difference", row.get("arm"))
    ]
    if not found:
        there = ", ".join(sorted({f"{row['name']} of {row['region']}" for row in rows}))
        raise NotUnderstood(
            f"The scenario {asked.name} tells of no {asked.outcome} of {asked.region} in {year}.",
            f"It runs from {given['start'] + 1} to {given['start'] + given['years']}.",
            f"There is: {there}.",
        )
    row = found[0]
    past = _on_the_past(world, asked.outcome, year - given["start"]) if asked.region == "World" else ""
    if asked.of == "difference":
        low, high = row["mean_interval"]
        return Reading(row["mean"], row["unit"], (low, high), year, why=past)
    held = row["quantiles"]
    return Reading(held["0.5"], row["unit"], (held["0.05"], held["0.95"]), year, why=past)


@once(latest=4)
def _simulated(world: World, name: str, runs: int) -> Mapping[str, Any]:
    """Return the document of a simulation, made once."""
    return simulate(world, name, runs).to_dict()


def _on_the_past(world: World, outcome: str, years: int) -> str:
    """Return how bands of an outcome did on the past, so many years ahead."""
    stored = outdated(world.manifest, PAST)
    rows = [row for row in (stored or {}).get("statistics", ()) if row["name"] == outcome]
    if not rows:
        return "how such outcomes did on the past is not measured"
    row = min(rows, key=lambda each: abs(each["horizon"] - years))
    return f"bands of such outcomes, {row['horizon']} years ahead, held the truth in {round(10 * row['cover90'])} of 10 cases of the past"


def figure(document: Mapping[str, Any], path: str) -> tuple[float, Range | None]:
    """Return a figure of a document, with its interval where it is a distribution.

    Parameters
    ----------
    document : mapping
        Of an answer.
    path : str
        Keys with strokes between them; of a list, ``key=value`` names the entry that has it, ``key=value,key=value`` the one that has both.

    Returns
    -------
    value : float
        The number, or the median.
    interval : tuple of float, or None
        Between what nine runs of ten lie; None for a plain number.

    Raises
    ------
    NotUnderstood
        When there is no such figure, with what there is.

    Examples
    --------
    >>> figure({"change": [{"measure": "arms", "after": 0.05}]}, "change/measure=arms/after")
    (0.05, None)
    >>> rows = [{"name": "pacts", "year": 2030, "mean": 1.0}, {"name": "pacts", "year": 2031, "mean": 2.0}]
    >>> figure({"differences": rows}, "differences/name=pacts,year=2031/mean")
    (2.0, None)
    """
    held: Any = document
    for step in path.split("/"):
        held = _next(held, step, path)
    if isinstance(held, Mapping) and "quantiles" in held:
        low, high = (float(held["quantiles"][end]) for end in ENDS)
        return float(held["quantiles"]["0.5"]), (low, high)
    if isinstance(held, bool) or not isinstance(held, int | float):
        raise NotUnderstood(f"'{path}' is no figure of the answer.", "", f"There is: {_there(held)}.")
    return float(held), None


def _next(held: Any, step: str, path: str) -> Any:
    """Return what a step of a path leads to."""
    if isinstance(held, Mapping) and step in held:
        return held[step]
    if isinstance(held, list):
        wanted = [part.partition("=")[::2] for part in step.split(",")]
        for each in held:
            if isinstance(each, Mapping) and all(str(each.get(key)) == value for key, value in wanted):
                return each
    raise NotUnderstood(f"The answer has no '{step}' (of '{path}').", "", f"There is: {_there(held)}.")


def _there(held: Any) -> str:
    """Return what a place of a document has, in short."""
    if isinstance(held, Mapping):
        return ", ".join(map(str, held))
    if isinstance(held, list) and held and isinstance(held[0], Mapping):
        key = next(iter(held[0]))
        return ", ".join(f"{key}={each.get(key)}" for each in held[:12])
    return str(held)[:80]


def _tables(answer: Answer) -> tuple[str, ...]:
    """Return the tables that the pictures and tables of the page name."""
    sections = answer.page.sections
    named = [each.sources for section in sections for each in section.charts]
    named += [each.sources for section in sections for each in section.grids]
    return tuple(dict.fromkeys(name for each in named for name in each))
