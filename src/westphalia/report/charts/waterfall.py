"""From a starting chance to a final one, step by step: each bar takes the place where the one above it ended.

The axis is one of chances on which every step of the same strength has the same length, so that pushes and holds can be compared; or one of amounts.

Rows
----
label : str
    Name of the step: "Habit".
role : str
    ``start`` and ``end`` are the two ends and are drawn as marks over the whole height; every other row is a step in the colour of its role
    (``pair`` for pushes, ``warning`` for holds, ``other`` for what hardly moves).
step : float
    What the step adds (log-odds, or an amount).
value : float
    The chance or amount after the step; for ``start`` and ``end`` the chance itself.
text : str
    Words beside the bar: "2.4 times as likely".
lo, hi : float, optional
    Interval of the step, drawn as a thin line at its end.

Options
-------
ends : {"low": str, "high": str}
    Words under the axis at its two ends.
amounts : bool
    Whether values are amounts, and the axis is one of them.
apart : bool
    Whether every step begins at nothing, one under the other, as a tornado of what weighs most.
"""

from __future__ import annotations

from math import log, log10
from typing import Any, NamedTuple

from westphalia.report import numbers
from westphalia.report.charts.canvas import Sheet, Span, Spec, frame, nice_ticks
from westphalia.report.charts.style import (
    GRID,
    INK,
    SOFT,
    Sizes,
    colour,
    number,
    shade,
    shorten,
    sizes,
    text_width,
)
from westphalia.report.page import Chart

RARE = tuple(m * 10.0**-power for power in (5, 4, 3, 2) for m in (1, 2, 5))
TICKS = (*RARE, 0.1, 0.2, 0.5, 0.8, 0.9, *(1 - p for p in reversed(RARE) if p < 0.1))
"""Chances that may be written under the axis; those that are round come first where room is short."""
ENDS = ("start", "end")
LIKELY = " as likely"
"""Left out where there is no room for it."""


class WaterfallRow(NamedTuple):
    """One row of the chart, ``begin`` and ``end`` in log-odds."""

    label: str
    role: str
    begin: float
    end: float
    text: str
    low: float | None
    high: float | None


def _odds(p: float) -> float:
    """Return the log-odds of a chance, kept within what can be drawn."""
    p = min(max(p, 1e-7), 1 - 1e-7)
    return log(p / (1 - p))


def read(chart: Chart) -> list[WaterfallRow]:
    """Return the steps from the start to the end.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    steps: list[WaterfallRow] = []
    place = float if chart.options.get("amounts") else _odds
    at = 0.0
    for row in chart.rows:
        role, value = str(row.get("role", "other")), number(row.get("value"))
        if value is None:
            continue
        size, low, high = (number(row.get(key)) for key in ("step", "lo", "hi"))
        begin = place(value) if role in ENDS or size is None else at
        end = begin if role in ENDS or size is None else begin + size
        bounds = (None if low is None else begin + low, None if high is None else begin + high)
        steps.append(
            WaterfallRow(str(row.get("label", "")), role, begin, end, str(row.get("text", "")), *bounds)
        )
        at = 0.0 if chart.options.get("apart") else end
    return steps


def drawable(chart: Chart) -> bool:
    """Tell whether there is a step to draw.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    return any(step.role not in ENDS for step in read(chart))


def _tick_text(p: float) -> str:
    """Return a chance as so many of so many.

    Examples
    --------
    >>> _tick_text(0.002), _tick_text(0.1), _tick_text(0.99)
    ('2 of 1,000', '10 of 100', '99 of 100')
    """
    rare = min(p, 1 - p) * 1.000001
    base = next((base for base in (100, 1_000, 10_000) if rare * base >= 1), 100_000)
    return f"{p * base:.0f} of {base:,d}"


def _roundness(p: float) -> tuple[int, float]:
    """Return a key that sorts powers of ten and one half first, then twos and fives."""
    rare = min(p, 1 - p)
    power = rare > 0.49 or abs(log10(rare) - round(log10(rare))) < 1e-6
    return (0 if power else 1), p


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of a waterfall.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size = sizes(width)
    steps = read(chart)
    left = 0.0 if size.narrow else max(text_width(s.label, size.label, True) for s in steps) + 12
    right, side = (8.0 if size.narrow else 20.0), 8.0
    stop = width - left - right - side
    bounds = [x for s in steps for x in (s.begin, s.end, s.low, s.high) if x is not None]
    room = (max(bounds) - min(bounds)) * 0.06 or 0.5
    x = Span(min(bounds) - room, max(bounds) + room, 0, stop)
    tall = (size.line * 2 + 8) if size.narrow else 30.0
    under, over = Sheet(), Sheet()
    y = 4.0
    previous: WaterfallRow | None = None
    for step in steps:
        _one(step, previous, x, y, tall, left, under, over, size)
        previous, y = step, y + tall
    height = y + 2
    base = _axis(under, over, chart, x, height, size)
    layers = [*under.layers(), *over.layers()]
    return frame((stop, height), (left + side, 6, right, base), layers, chart.alt)


def _one(
    step: WaterfallRow,
    previous: WaterfallRow | None,
    x: Span,
    y: float,
    tall: float,
    left: float,
    under: Sheet,
    over: Sheet,
    size: Sizes,
) -> None:
    """Draw one step from ``y`` down."""
    strong = step.role in ENDS
    head = size.line if size.narrow else 0.0
    top, bottom = y + head + 5, y + tall - 5
    middle = (top + bottom) / 2
    hue = colour("leader") if step.role == "other" else colour("pair") if strong else colour(step.role)
    if size.narrow:
        over.text(0, y + size.line - 2, step.label, size.label, INK, "left", "bold" if strong else "normal")
    else:
        over.text(
            -12,
            middle + size.label * 0.35,
            step.label,
            size.label,
            INK,
            "right",
            "bold" if strong else "normal",
        )
    if previous is not None and not size.narrow:
        under.rule(
            x(step.begin if not strong else step.end),
            y - 5,
            x(step.begin if not strong else step.end),
            top,
            SOFT,
        )
    if strong:
        over.dot(
            x(step.end),
            middle,
            "diamond",
            hue if step.role == "end" else colour("leader"),
            110,
            label=step.label,
        )
        edges = (x(step.end) - 8, x(step.end) + 8)
    else:
        low, high = sorted((x(step.begin), x(step.end)))
        over.rect(
            low, top, max(high, low + 1.2), bottom, hue, 1.0, label=step.label, step=step.end - step.begin
        )
        if step.low is not None and step.high is not None:
            over.rule(x.clip(step.low), middle, x.clip(step.high), middle, SOFT, 1)
        marks = [low, high, *(x.clip(v) for v in (step.low, step.high) if v is not None)]
        edges = (min(marks), max(marks))
    _words(step, edges, x, y, middle, over, size)


def _words(
    step: WaterfallRow, edges: tuple[float, float], x: Span, y: float, middle: float, over: Sheet, size: Sizes
) -> None:
    """Write what a step did: beside its bar where there is room, else (on narrow screens) at the end of its heading."""
    fill = shade(step.role) if step.role in ("pair", "warning") else INK if step.role in ENDS else SOFT
    weight = "bold" if step.role in ENDS else "normal"
    if size.narrow:
        used = text_width(step.label, size.label, step.role in ENDS) + 10
        room, text = x.stop - used, step.text
        if text_width(text, size.tick, weight == "bold") > room:
            text = shorten(text.removesuffix(LIKELY), room, size.tick, weight == "bold")
        over.text(x.stop, y + size.line - 2, text, size.tick, fill, "right", weight)
        return
    wide = text_width(step.text, size.tick, weight == "bold")
    base = middle + size.tick * 0.35
    if edges[1] + 8 + wide <= x.stop + 16:
        over.text(edges[1] + 8, base, step.text, size.tick, fill, "left", weight)
    elif edges[0] - 8 - wide >= 0:
        over.text(edges[0] - 8, base, step.text, size.tick, fill, "right", weight)
    else:
        over.text(x.stop + 16, middle - 9, step.text, size.tick, fill, "right", weight)


def _ticks(chart: Chart, x: Span) -> list[tuple[float, str]]:
    """Return where values stand on the axis, and their words, those first that matter most."""
    if chart.options.get("amounts"):
        every = nice_ticks(x.first, x.last, 5)
        return [(x(value), numbers.number(value, 2)) for value in sorted(every, key=abs)]
    return [
        (x(_odds(p)), _tick_text(p)) for p in sorted((p for p in TICKS if x.holds(_odds(p))), key=_roundness)
    ]


def _axis(under: Sheet, over: Sheet, chart: Chart, x: Span, height: float, size: Sizes) -> float:
    """Draw the axis of chances, or of amounts; return the room that it needs."""
    taken: list[tuple[float, float]] = []
    for at, word in _ticks(chart, x):
        half = text_width(word, size.tick) / 2
        spot = min(max(at, half - 6), x.stop + 6 - half)
        if any(spot - half < high + 14 and spot + half > low - 14 for low, high in taken):
            continue
        taken.append((spot - half, spot + half))
        under.rule(at, 0, at, height, GRID)
        over.text(spot, height + size.tick + 2, word, size.tick, SOFT, "center")
    y = height + size.tick + 4
    words: Any = chart.options.get("ends", {})
    low, high = str(words.get("low", "")), str(words.get("high", ""))
    if low or high:
        y += size.line
        over.text(0, y, f"← {low}" if low else "", size.tick, INK)
        over.text(x.stop, y, f"{high} →" if high else "", size.tick, INK, "right")
    return y - height + 8
