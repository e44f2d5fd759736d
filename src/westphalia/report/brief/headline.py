"""Names of states where lines end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from westphalia.report.page import Chart

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


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
