"""The world with a circle at each capital, by area the value of its state: land without borders, since none were those of another year. Equal Earth projection.

Rows
----
name : str
    The state.
longitude, latitude : float
    Of its capital, in degrees.
value : float or None
    What the circle tells; unknown is a small ring.
group : str
    Which group, which gives the colour.
label : str, optional
    Written where it touches no other. Give it to few, the first first.

Options
-------
shapes : as for ``map``
groups : {group: {"role": str, "text": str}}
    Colour and words of the key, in order.
unknown : str
    Words of the key for states without a value; left out where there are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

from westphalia.report.charts import map as outline
from westphalia.report.charts.canvas import Sheet, Spec, frame
from westphalia.report.charts.style import INK, PAPER, SOFT, Sizes, colour, sizes, text_width
from westphalia.report.page import Chart

LARGEST = 0.032
"""Radius of the largest circle, as a share of the width of the map."""
SMALLEST, RING = 1.4, 2.4
"""Radius of the smallest circle, and of the ring of a state without a value, in pixels."""
EDGED = 3.5
"""From which radius on a circle has an edge of the colour of paper, which parts those that overlap."""


def drawable(chart: Chart) -> bool:
    """Tell whether there is an outline and a state to place.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    return bool(chart.options.get("shapes")) and any(row.get("value") is not None for row in chart.rows)


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of a map of circles.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size, over = sizes(width), Sheet()
    groups: Mapping[str, Mapping[str, Any]] = chart.options["groups"]
    looks = {name: colour(each["role"]) for name, each in groups.items()}
    top = _key(over, chart, looks, width, size)
    largest = max((abs(row["value"]) for row in chart.rows if row.get("value") is not None), default=0.0)
    for row in sorted(chart.rows, key=lambda each: -abs(each.get("value") or 0.0)):
        _circle(over, row, looks, largest, width, top)
    spots = (
        (row["label"], *outline.spot(row["longitude"], row["latitude"], width))
        for row in chart.rows
        if row.get("label")
    )
    outline.names(over, ((text, x, y + top, INK) for text, x, y in spots), width, size)
    layer = outline.land(chart.options["shapes"], width, top)
    return frame((width, outline.height(width) + top), (0, 0, 0, 0), [layer, *over.layers()], chart.alt)


def _circle(
    sheet: Sheet, row: Mapping[str, Any], looks: Mapping[str, str], largest: float, width: int, top: float
) -> None:
    """Draw the circle of a state, its area by its value; a ring where nothing is known."""
    x, y = outline.spot(row["longitude"], row["latitude"], width)
    value = row.get("value")
    if value is None:
        sheet.dot(x, y + top, "circle", PAPER, (2 * RING) ** 2, SOFT, text=row["name"])
        return
    radius = max(SMALLEST, LARGEST * width * sqrt(abs(value) / largest)) if largest else SMALLEST
    look = looks[str(row["group"])]
    edge = PAPER if radius >= EDGED else look
    sheet.dot(x, y + top, "circle", look, (2 * radius) ** 2, edge, text=row["name"], value=value)


def _key(sheet: Sheet, chart: Chart, looks: Mapping[str, str], width: int, size: Sizes) -> float:
    """Write what the colours stand for, over the map; return the room it took."""
    entries = [(looks[name], str(each["text"])) for name, each in chart.options["groups"].items()]
    if chart.options.get("unknown"):
        entries.append((PAPER, str(chart.options["unknown"])))
    x, y = 7.0, 4.0
    for look, text in entries:
        wide = 20 + text_width(text, size.tick) + 16
        if x > 7 and x + wide > width:
            x, y = 7.0, y + size.line + 2
        sheet.dot(x, y + 7, "circle", look, 80, SOFT if look == PAPER else look)
        sheet.text(x + 12, y + 11, text, size.tick, INK)
        x += wide
    return y + size.line + 8 if entries else 0.0
