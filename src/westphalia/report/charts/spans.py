"""Figures with their ranges on one scale, beside what would support and what would contradict a claim.

Rows
----
label : str
    What the figure is; where there is one row the title of the chart says it, and it is not written.
role : str
    A verdict, whose colour and shape the mark has.
value : float or None
    None is not drawn, and the row says "not known".
lo, hi : float, optional
    The range, drawn as a bar through the mark.
text : str, optional
    The figure in words, written at the end of its row.

Options
-------
zones : [{"from": float or None, "to": float or None, "role": str, "text": str}]
    Where a figure would mean what; None is open to that end. Where both ends are one number it is a line.
ticks : [{"value": float, "text": str}]
    What is written under the scale.
domain : [float, float]
    Limits. Default: all that is drawn.
rule : float
    A thin upright line, for example where there is no difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from westphalia.report.charts.canvas import Sheet, Span, Spec, frame, nice_ticks
from westphalia.report.charts.style import (
    GRID,
    HOLLOW,
    INK,
    JUDGED_SHAPES,
    PAPER,
    SOFT,
    Sizes,
    colour,
    number,
    shade,
    sizes,
    text_width,
    wrap,
)
from westphalia.report.numbers import show
from westphalia.report.page import Chart

LABELS = 0.4
"""Share of a wide drawing that names of figures take at most."""
EDGE_ROOM = 0.06
"""Share of the values that is left free at either end."""
FAINT = 0.13
"""How dense a zone is."""
STEP = 10.0
"""Pixels between two rows."""
TALL = 20.0
"""Least pixels of a row."""


def drawable(chart: Chart) -> bool:
    """Tell whether there is a value to draw.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    return any(number(row.get("value")) is not None for row in chart.rows)


def limits(chart: Chart) -> tuple[float, float]:
    """Return the limits of the values: given, or so that all that is drawn has room.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    given = chart.options.get("domain")
    if given:
        return float(given[0]), float(given[1])
    ends = [number(row.get(key)) for row in chart.rows for key in ("value", "lo", "hi")]
    ends += [number(zone.get(key)) for zone in chart.options.get("zones", ()) for key in ("from", "to")]
    known = [each for each in ends if each is not None]
    low, high = min(known), max(known)
    room = EDGE_ROOM * (high - low) or 1.0
    return (0.0 if low == 0 else low - room), high + room


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of figures on one scale.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size = sizes(width)
    tails = [text_width(str(row.get("text", "")), size.tick) for row in chart.rows]
    one = len(chart.rows) == 1
    left = 10.0 if size.narrow or one else min(_longest(chart, size), LABELS * width) + 18
    right = 12.0 if size.narrow else min(max(tails, default=0.0), 0.26 * width) + 22
    room = width - left - right
    across = Span(*limits(chart), 0, room)
    under, over = Sheet(), Sheet()
    top = _zones(under, over, chart, across, size)
    y = top
    for row in chart.rows:
        y = _row(over, {**row, "label": ""} if one else row, across, y, (left, right), size)
    _shade(under, chart, across, top - 4, y)
    _axis(over, chart, across, y, size)
    foot = y + size.tick + 8
    for line in wrap(chart.unit, room + right, size.tick, 2):
        foot += size.line
        over.text(0, foot - 6, line, size.tick, SOFT)
    return frame((room, foot), (left, 2, right, 4), [*under.layers(), *over.layers()], chart.alt)


def _longest(chart: Chart, size: Sizes) -> float:
    return max((text_width(str(row.get("label", "")), size.label) for row in chart.rows), default=0.0)


def _zones(under: Sheet, over: Sheet, chart: Chart, across: Span, size: Sizes) -> float:
    """Write the words of the zones, each in a row of its own where they would touch; return where the figures begin."""
    y, taken = 0.0, -1e9
    for zone in sorted(chart.options.get("zones", ()), key=lambda each: _middle(each, across)):
        words = str(zone.get("text", ""))
        wide, middle = text_width(words, size.tick), _middle(zone, across)
        start = min(max(middle - wide / 2, 0.0), max(across.stop - wide, 0.0))
        if start < taken + 10:
            y += size.line
        taken = start + wide
        over.text(start, y + size.tick, words, size.tick, shade(zone.get("role")))
    return y + size.line + 8


def _ends(zone: Mapping[str, Any], across: Span) -> tuple[float, float]:
    """Return where a zone begins and ends, in pixels."""
    low, high = number(zone.get("from")), number(zone.get("to"))
    return (
        across.start if low is None else across.clip(low),
        across.stop if high is None else across.clip(high),
    )


def _middle(zone: Mapping[str, Any], across: Span) -> float:
    low, high = _ends(zone, across)
    return (low + high) / 2


def _shade(under: Sheet, chart: Chart, across: Span, top: float, bottom: float) -> None:
    """Draw the zones behind the figures, and the upright line."""
    for zone in chart.options.get("zones", ()):
        low, high = _ends(zone, across)
        fill = colour(zone.get("role"))
        if high - low > 1:
            under.rect(low, top, high, bottom, fill, FAINT)
        edges = {at for at, key in ((low, "from"), (high, "to")) if zone.get(key) is not None}
        for at in sorted(edges):
            under.rule(at, top, at, bottom, fill, 1.5)
    rule = number(chart.options.get("rule"))
    if rule is not None and across.holds(rule):
        under.rule(across(rule), top, across(rule), bottom, SOFT, 1, (2, 3))


def _row(
    over: Sheet, row: Mapping[str, Any], across: Span, y: float, sides: tuple[float, float], size: Sizes
) -> float:
    """Draw one figure with its name and words; return where the next begins."""
    left, right = sides
    label, words = str(row.get("label", "")), str(row.get("text", ""))
    room = across.stop + left + right - 14 if size.narrow else left - 18
    lines = wrap(label, room, size.label, 3)
    if size.narrow:
        y = _above(over, [*lines, *wrap(words, room, size.tick, 2)], len(lines), left, y, size)
        tall, middle = TALL, y + TALL / 2
    else:
        tall = max(TALL, max(len(lines), len(wrap(words, right - 16, size.tick, 2))) * size.line)
        middle = y + tall / 2
        first = middle - (len(lines) - 1) * size.line / 2 + size.label * 0.35
        for at, line in enumerate(lines):
            over.text(-left, first + at * size.line, line, size.label, INK)
    value = number(row.get("value"))
    if value is None:
        over.text(0, middle + size.tick * 0.35, words or "not known", size.tick, SOFT)
        return y + tall + STEP
    _mark(over, row, value, across, middle)
    if not size.narrow:
        for at, line in enumerate(wrap(words, right - 16, size.tick, 2)):
            over.text(across.stop + 14, middle + size.tick * 0.35 + at * size.line, line, size.tick, INK)
    return y + tall + STEP


def _above(over: Sheet, lines: Sequence[str], names: int, left: float, y: float, size: Sizes) -> float:
    """Write name and words over a row, on narrow screens."""
    for at, line in enumerate(lines):
        y += size.line
        over.text(
            -left + 2, y - 3, line, size.label if at < names else size.tick, INK if at < names else SOFT
        )
    return y


def _mark(over: Sheet, row: Mapping[str, Any], value: float, across: Span, y: float) -> None:
    role = str(row.get("role", "other"))
    low, high = number(row.get("lo")), number(row.get("hi"))
    if low is not None and high is not None:
        over.rule(across.clip(low), y, across.clip(high), y, colour(role), 3)
    fill = PAPER if role in HOLLOW else colour(role)
    over.dot(across.clip(value), y, JUDGED_SHAPES.get(role, "circle"), fill, 110, colour(role), value=value)


def _axis(over: Sheet, chart: Chart, across: Span, y: float, size: Sizes) -> None:
    """Write the scale under the figures, leaving out what would touch."""
    over.rule(across.start, y, across.stop, y, GRID)
    given = chart.options.get("ticks")
    if given is None:
        form = str(chart.options.get("format", "number"))
        found = nice_ticks(across.first, across.last, 3 if size.narrow else 6)
        given = [{"value": each, "text": show(each, form)} for each in found]
    edge = -1e9
    for tick in given:
        at, words = across(float(tick["value"])), str(tick["text"])
        start = min(
            max(at - text_width(words, size.tick) / 2, -8.0), across.stop + 10 - text_width(words, size.tick)
        )
        if start < edge + 8 or not across.holds(float(tick["value"])):
            continue
        edge = start + text_width(words, size.tick)
        over.rule(at, y, at, y + 4, SOFT)
        over.text(start, y + size.tick + 4, words, size.tick, SOFT)
