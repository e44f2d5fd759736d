"""The head of a page: which findings stand there, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from westphalia.report.page import Chart, Section

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

ORDER = ("relation", "timeline", "pacts", "forecast")
"""Sections whose findings stand at the head."""


def standfirst(sections: Sequence[Section], events: Sequence[dict[str, Any]], year: int) -> str:
    """Return the findings that head a page: a war of the year first, else a pact of the year, and none that says only what is not known.

    In a year of war between the two the chance of a new pact is no headline and stands in its section.

    Parameters
    ----------
    sections : sequence of Section
        All of the page.
    events : sequence of dict
        What happened between the two, as the JSON document has it.
    year : int
        The year of the page.
    """
    by_id = {section.id: section for section in sections if section.heads}
    order = [name for name in ORDER if name in by_id]
    if at_war(events, year):
        order = ["timeline", *(name for name in order if name not in ("timeline", "forecast"))]
    elif made(events, year) and "pacts" in order:
        order = ["pacts", *(name for name in order if name != "pacts")]
    return " ".join(by_id[name].finding for name in order)


def at_war(events: Sequence[dict[str, Any]], year: int) -> bool:
    """Tell whether the two fought each other in a war in a year.

    Parameters
    ----------
    events : sequence of dict
        What happened between the two.
    year : int
        The year.
    """
    return any(
        event["kind"] == "war" and event["opposed"] and (event["end"] or "9999")[:4] >= str(year)
        for event in events
    )


def made(events: Sequence[dict[str, Any]], year: int) -> bool:
    """Tell whether the two made a pact of their own in a year.

    Parameters
    ----------
    events : sequence of dict
        What happened between the two.
    year : int
        The year.
    """
    return any(
        event["kind"] == "pact" and event.get("bilateral") and event["date"][:4] == str(year)
        for event in events
    )


def named(world: World, dyad: Dyad, chart: Chart) -> Chart:
    """Return a chart of lines with the names that the two have where their lines end, whatever they were called in the year of the page.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    chart : Chart
        Any.
    """
    if chart.kind != "lines":
        return chart
    labels = dict(chart.options.get("labels", {}))
    for state in (dyad.a, dyad.b):
        years = [
            row["year"]
            for row in chart.rows
            if row.get("series") == state.name and row.get("value") is not None
        ]
        name = world.gazetteer.usual(state.ccode, int(max(years))) if years else state.name
        if name != state.name and labels.get(state.name, state.name) == state.name:
            labels[state.name] = name
    return replace(chart, options={**chart.options, "labels": labels})
