"""The place among all: every state or pair of a year as a thin grey tick on one scale, the chosen ones marked and named.

Rows
----
label : str
    Name of the state or pair; written only for roles other than ``other`` (or with ``named`` true).
role : str
    ``other`` for the grey ones; ``a``, ``b``, ``pair``, ``leader``, ``warning`` are marked and labelled.
value : float or None
    None is not drawn, and is named under the strip: "not known: Iran".
panel : str, optional
    Several strips under each other on the same scale, for example "2012" and "2022". Default: one strip.
named : bool, optional
    A grey one that is written too (the highest, the lowest, a familiar case).
upto, count : float and int, optional
    For more than about a thousand marks (all pairs of a year) give bins instead: ``count`` pairs from ``value`` up to ``upto``,
    role ``other``, label "". They are drawn as a histogram.

Options
-------
marks : [{"value": float, "text": str, "panel": str (optional)}]
    Reference marks: the median.
ends : {"low": str, "high": str}
    Words at the two ends of the axis: "alike", "far apart".
log : bool
    Logarithmic axis (values above zero only; zeros are put at the left end, in a column "none").
domain : [float, float]
zero : bool
panels : [str]
    Order of the panels. Default: as they come.
format : str
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log10
from typing import Any

from westphalia.report.charts.canvas import Sheet, Span, Spec, frame, nice_ticks
from westphalia.report.charts.style import (
    GRID,
    INK,
    MARKED,
    SHAPES,
    SOFT,
    Sizes,
    colour,
    number,
    shade,
    shorten,
    sizes,
    text_width,
    wrap,
)
from westphalia.report.numbers import show
from westphalia.report.page import Chart

MANY = 1200


@dataclass(frozen=True, slots=True)
class Axis:
    """Scale of the values, linear or logarithmic."""

    low: float
    high: float
    width: float
    log: bool

    def __call__(self, value: float) -> float:
        """Return the pixel of a value; on a logarithmic axis zero and less stand at the left end."""
        if self.log:
            value = log10(max(value, self.low))
            span = Span(log10(self.low), log10(self.high), 0, self.width)
        else:
            span = Span(self.low, self.high, 0, self.width)
        return span.clip(value)


@dataclass(slots=True)
class StripPanel:
    """One strip."""

    name: str
    grey: list[tuple[float, float | None, float]] = field(default_factory=list)
    marked: list[tuple[float, str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    refs: list[tuple[float, str]] = field(default_factory=list)


def _read(chart: Chart) -> list[StripPanel]:
    """Return the strips of a chart."""
    names = [*map(str, chart.options.get("panels", ())), *(str(row.get("panel", "")) for row in chart.rows)]
    panels = {n: StripPanel(n) for n in dict.fromkeys(names)}
    for row in chart.rows:
        panel, value, role = (
            panels[str(row.get("panel", ""))],
            number(row.get("value")),
            str(row.get("role", "other")),
        )
        if value is None:
            if role in MARKED:
                panel.unknown.append(str(row.get("label", "")))
            continue
        if role in MARKED or row.get("named"):
            panel.marked.append((value, str(row.get("label", "")), role))
        if role not in MARKED:
            panel.grey.append((value, number(row.get("upto")), number(row.get("count")) or 1))
    for panel in panels.values():
        for ref in chart.options.get("marks", ()):
            if (at := number(ref.get("value"))) is not None and str(
                ref.get("panel", panel.name)
            ) == panel.name:
                panel.refs.append((at, str(ref.get("text", ""))))
    return list(panels.values())


def drawable(chart: Chart) -> bool:
    """Tell whether there is a value to draw.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    return any(number(row.get("value")) is not None for row in chart.rows)


def _limits(panels: list[StripPanel], options: Mapping[str, Any]) -> tuple[float, float]:
    """Return the limits of the values."""
    if options.get("domain"):
        return float(options["domain"][0]), float(options["domain"][1])
    values = [v for p in panels for g in p.grey for v in g[:2] if v is not None]
    values += [m[0] for p in panels for m in p.marked] + [r[0] for p in panels for r in p.refs]
    if options.get("log"):
        positive = [v for v in values if v > 0] or [1.0]
        return min(positive) / 1.3, max(positive) * 1.1
    low, high = min(values), max(values)
    if options.get("zero"):
        low, high = min(low, 0), max(high, 0)
    return (low, high) if high > low else (low - 1, high + 1)


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of a strip.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size, options = sizes(width), chart.options
    panels = _read(chart)
    low, high = _limits(panels, options)
    side = 14.0
    plot_width = width - 2 * side
    axis = Axis(low, high, plot_width, bool(options.get("log")))
    under, over = Sheet(), Sheet()
    marks: list[Spec] = []
    y = 0.0
    for panel in panels:
        y = _one(panel, axis, y, marks, under, over, size) + 12
    height = y - 12 + 4
    ticks = _log_ticks(low, high) if axis.log else nice_ticks(low, high, 3 if size.narrow else 6)
    base = _captions(over, chart, axis, height, size)
    form = str(options.get("format", "number"))
    shown = _tick_words(ticks, axis, form, size)
    for at, word in shown:
        over.rule(axis(at), height - 4, axis(at), height, SOFT)
        over.text(axis(at), height + size.tick + 2, word, size.tick, SOFT, "center")
    layers = [*under.layers(), *_strip_layers(marks, axis), *over.layers()]
    return frame((plot_width, height), (side, 8, side, base), layers, chart.alt)


def _tick_words(ticks: list[float], axis: Axis, form: str, size: Sizes) -> list[tuple[float, str]]:
    """Return the ticks whose words fit beside each other and within the picture."""
    out: list[tuple[float, str]] = []
    edge = -14.0
    for tick in ticks:
        word = show(tick, form)
        half = text_width(word, size.tick) / 2
        if axis(tick) - half >= edge and axis(tick) + half <= axis.width + 14:
            out.append((tick, word))
            edge = axis(tick) + half + 8
    return out


def _log_ticks(low: float, high: float) -> list[float]:
    """Return powers of ten, and their double and fivefold when there are few."""
    powers = range(int(log10(low)) - 1, int(log10(high)) + 2)
    steps = (1, 2, 5) if log10(high / low) < 2.5 else (1,)
    return [m * 10.0**p for p in powers for m in steps if low <= m * 10.0**p <= high]


def _strip_layers(rows: list[Spec], axis: Axis) -> list[Spec]:
    """Return the layers of the grey marks, bins and ticks, with the scale of the values."""
    scale = {
        "domain": [axis.low, axis.high],
        "nice": False,
        "zero": False,
        "type": "log" if axis.log else "linear",
    }
    channels: Spec = {
        "x": {"field": "value", "type": "quantitative", "scale": scale, "axis": None},
        "y": {"field": "y", "type": "quantitative", "scale": None},
        "y2": {"field": "y2"},
    }
    grey = colour("other")
    tick = {"type": "rule", "stroke": grey, "strokeWidth": 1.4, "opacity": 0.75}
    bins = [row for row in rows if "upto" in row]
    ticks = [row for row in rows if "upto" not in row]
    layers = [
        (bins, {"type": "rect", "fill": grey}, {**channels, "x2": {"field": "upto"}}),
        (ticks, tick, channels),
    ]
    return [
        {"data": {"values": some}, "mark": mark, "encoding": encoding}
        for some, mark, encoding in layers
        if some
    ]


def _one(
    panel: StripPanel, axis: Axis, y: float, marks: list[Spec], under: Sheet, over: Sheet, size: Sizes
) -> float:
    """Draw one strip from ``y`` down and return where it ends."""
    if panel.name:
        over.text(-10, y + size.label, panel.name, size.label, INK, "left", "bold")
        y += size.line + 2
    labels = _place(panel, axis, size)
    rows = max((row for _, _, _, row, _ in labels), default=-1) + 1
    top = y + rows * size.line + 6
    binned = any(g[1] is not None for g in panel.grey)
    tall = (54 if binned else 30) - (4 if size.narrow else 0)
    bottom = top + tall
    _grey(panel, axis, top, bottom, marks)
    under.rule(-10, bottom, axis.width + 10, bottom, GRID)
    for value, role, text, row, left in labels:
        base = top - 5 - row * size.line
        over.text(left, base, text, size.label, shade(role), "left", "bold" if role in MARKED else "normal")
        over.rule(
            axis(value),
            base + 3,
            axis(value),
            bottom,
            colour(role) if role in MARKED else SOFT,
            2 if role in MARKED else 1,
        )
        if role in SHAPES:
            over.dot(axis(value), bottom - tall / 2, SHAPES[role], colour(role), 70)
    return _below(panel, axis, top, bottom, over, size)


def _grey(panel: StripPanel, axis: Axis, top: float, bottom: float, marks: list[Spec]) -> None:
    """Add the grey marks: ticks, or a histogram when bins were given; a value on its own is in one of the bins."""
    bins = [(value, upto, count) for value, upto, count in panel.grey if upto is not None]
    most = max((count for _, _, count in bins), default=1)
    for value, upto, count in bins:
        y = round(bottom - (bottom - top) * count / most, 1)
        start, end = (max(v, axis.low) if axis.log else v for v in (value, upto))
        mark = {"panel": panel.name, "value": start, "upto": end, "count": count, "y": y, "y2": bottom}
        marks.append(mark)
    for value, _, _ in () if bins else panel.grey:
        marks.append({"panel": panel.name, "value": max(value, axis.low), "y": top + 3, "y2": bottom})


def _place(panel: StripPanel, axis: Axis, size: Sizes) -> list[tuple[float, str, str, int, float]]:
    """Give every named mark a row for its words: (value, role, text, row, left)."""
    rows: list[list[tuple[float, float]]] = [[] for _ in range(len(panel.marked) + 1)]
    rules: list[tuple[float, int]] = []
    out = []
    marked = sorted(panel.marked, key=lambda m: (m[2] not in MARKED, axis(m[0])))
    for i, (value, text, role) in enumerate(marked):
        bold = role in MARKED
        text = shorten(text, axis.width, size.label, bold)
        wide, x = text_width(text, size.label, bold), axis(value)
        around = [axis(other[0]) for k, other in enumerate(marked) if k != i]
        spots = [(row, left) for row in range(len(rows)) for left in _sides(x, wide, around, axis.width)]
        clear = (s for s in spots if _free(rows, rules, s[0], s[1], s[1] + wide, x))
        apart = (s for s in spots if _alone(rows[s[0]], s[1], s[1] + wide))
        row, left = next(clear, None) or next(apart)
        rows[row].append((left, left + wide))
        rules.append((x, row))
        out.append((value, role, text, row, left))
    return out


def _sides(x: float, wide: float, around: list[float], width: float) -> list[float]:
    """Return where words may begin: over their mark, or to the side where no other mark is near."""
    lefts = [x - wide / 2, x - wide + 5, x - 5]
    near = [other - x for other in around if abs(other - x) < wide]
    if near:
        lefts = (
            [x - wide + 5, x - 5, x - wide / 2]
            if sum(d > 0 or d == 0 for d in near) >= len(near) / 2
            else [x - 5, x - wide + 5, x - wide / 2]
        )
    return [min(max(left, -10), max(width + 10 - wide, -10)) for left in lefts]


def _alone(row: list[tuple[float, float]], low: float, high: float) -> bool:
    """Tell whether words touch no other words of their row."""
    return all(low >= b + 8 or high <= a - 8 for a, b in row)


def _free(
    rows: list[list[tuple[float, float]]],
    rules: list[tuple[float, int]],
    row: int,
    low: float,
    high: float,
    x: float,
) -> bool:
    """Tell whether words fit a row without touching other words or the rules that lead down from words above."""
    if not _alone(rows[row], low, high):
        return False
    if any(r > row and low - 3 < at < high + 3 for at, r in rules):
        return False
    return not any(a - 3 < x < b + 3 for lower in rows[:row] for a, b in lower)


def _below(panel: StripPanel, axis: Axis, top: float, bottom: float, over: Sheet, size: Sizes) -> float:
    """Draw the reference marks and name what is not known, under the strip; return where the words end."""
    y, edge = bottom, -10.0
    for value, text in sorted(panel.refs):
        over.rule(axis(value), top, axis(value), bottom + 6, INK, 1, (2, 2))
        wide = text_width(text, size.tick)
        left = min(max(axis(value) - wide / 2, -10), axis.width + 10 - wide)
        if left >= edge:
            over.text(left, bottom + 6 + size.tick, text, size.tick, SOFT)
            edge, y = left + wide + 8, bottom + 8 + size.tick
    if panel.unknown:
        words = wrap("Not known: " + ", ".join(panel.unknown), axis.width + 10, size.tick, 3)
        for line in words:
            y += size.tick + 3
            over.text(-10, y, line, size.tick, SOFT)
        y += 3
    return y + 4


def _captions(sheet: Sheet, chart: Chart, axis: Axis, height: float, size: Sizes) -> float:
    """Write the words at the ends and the unit under the axis, and return the room they need."""
    words = chart.options.get("ends", {})
    low, high = (str(words.get(k, "")) for k in ("low", "high"))
    y = height + size.tick + 2
    if low or high:
        y += size.line
        room = axis.width / 2
        sheet.text(-10, y, shorten("← " + low, room, size.tick) if low else "", size.tick, INK)
        sheet.text(
            axis.width + 10, y, shorten(high + " →", room, size.tick) if high else "", size.tick, INK, "right"
        )
    for line in wrap(chart.unit, axis.width + 10, size.tick, 2):
        y += size.line
        sheet.text(-10, y, line, size.tick, SOFT)
    return y - height + 8
