"""Values over years as lines, labelled at their ends.

Rows
----
series : str
    Name of the line; rows of one series make one line, in order of year.
role : str
    ``a``, ``b``, ``pair``, ``leader``, ``other`` or ``warning``: the colour (and dash) of the series.
year : int or float
value : float or None
    None breaks the line. A series may also simply begin late and end early.
lo, hi : float, optional
    Interval, drawn as a band behind the line. A row with ``lo`` and ``hi`` and value None gives a band without a line.
status : str, optional
    ``known`` (solid), ``carried`` or ``estimated`` (dashed up to this year).

Options
-------
year : int
    Thin vertical rule.
log : bool
    Ratio axis centred on 1: ticks read "10 times", "2 times", "equal", "1/2", "1/10".
ends : {"above": str, "below": str}
    Words at the upper and lower end of the axis, for example "Russia stronger", "Iran stronger".
zero : bool
    Axis starts at zero (default: True when all values are positive and the lowest is under half of the highest).
domain : [float, float]
    Limits of the values. Default: the data.
domain_x : [int, int]
    Limits of the years. Default: the data, the year and the missing spells.
labels : {series or role: str}
    Text at the line's end, when it is not the name of the series. "" leaves the line unlabelled. ``labels["other"]`` names the band only.
events : [{"year": int, "text": str}]
    Annotations at the top, few and short; those that do not fit are left out, first come first placed.
missing : [[from, to], ...] or [[from, to, words], ...]
    Years that no source covers, hatched, with the words ("no data before 1946" is made when no words are given).
band : bool
    True: rows of role ``other`` with ``lo`` and ``hi`` are the context of all states, a grey band behind everything,
    labelled with ``labels["other"]`` or the name of the series.
rules : [{"value": float, "text": str}]
    Horizontal reference lines (a median, a threshold).
format : str
    See :mod:`westphalia.report.charts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log10
from typing import Any

from westphalia.report.charts.canvas import (
    Sheet,
    Span,
    Spec,
    events_row,
    frame,
    missing_spells,
    nice_ticks,
    years_axis,
    years_domain,
)
from westphalia.report.charts.line_words import (
    Line,
    Point,
    Rise,
    corners,
    gaps,
    labels,
    margin,
    markers,
    reference,
)
from westphalia.report.charts.style import (
    BAND,
    MARKED,
    SOFT,
    colour,
    number,
    sizes,
    text_width,
    when,
)
from westphalia.report.numbers import show
from westphalia.report.page import Chart

DASHES = {"b": [11, 2]}
UNSURE = [3, 3]


def read(chart: Chart) -> list[Line]:
    """Return the series of a chart; on a ratio axis what is not above zero is not drawn.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    log, labels = bool(chart.options.get("log")), chart.options.get("labels", {})
    series: dict[str, Line] = {}
    for row in chart.rows:
        year = when(row.get("year"))
        if year is None:
            continue
        name, role = str(row.get("series", "")), str(row.get("role", "other"))
        value, low, high = (
            _known(row.get("value"), log),
            _known(row.get("lo"), log),
            _known(row.get("hi"), log),
        )
        line = series.get(name)
        if line is None:
            text = labels.get(name, labels.get(role, name) if role != "other" or low is not None else name)
            line = series[name] = Line(name, role, str(text), [])
        line.points.append(Point(year, value, low, high, str(row.get("status") or "known")))
    for line in series.values():
        line.points.sort(key=lambda p: p.year)
    return list(series.values())


def _known(given: Any, log: bool) -> float | None:
    """Return a value that can be drawn, else None."""
    value = number(given)
    return None if value is not None and log and value <= 0 else value


def drawable(chart: Chart) -> bool:
    """Tell whether there is a value to draw within the years of the chart.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    first, last = chart.options.get("domain_x") or (float("-inf"), float("inf"))
    log = bool(chart.options.get("log"))
    return any(
        first <= year <= last
        for row in chart.rows
        if _known(row.get("value"), log) is not None and (year := when(row.get("year"))) is not None
    )


def _limits(lines: Iterable[Line], options: Mapping[str, Any]) -> tuple[float, float]:
    """Return the limits of the values."""
    if options.get("domain"):
        low, high = (float(v) for v in options["domain"])
        if low < high:
            return low, high
    values = [v for line in lines for p in line.points for v in p[1:4] if v is not None]
    values += [float(rule["value"]) for rule in options.get("rules", ())]
    low, high = min(values), max(values)
    if options.get("log"):
        reach = min(max(abs(log10(low)), abs(log10(high)), log10(2)) * 1.08, 12.0)
        return 10**-reach, 10**reach
    zero = options.get("zero", low >= 0 and low < high / 2)
    low, high = (min(low, 0), max(high, 0)) if zero else (low, high)
    if low == high:
        return (low, low + 1) if low == 0 else (low - abs(low) * 0.1, high + abs(high) * 0.1)
    room = (high - low) * 0.04
    return (low if zero and low == 0 else low - room), (high if zero and high == 0 else high + room)


def ratio_ticks(low: float, high: float) -> list[float]:
    """Return ratios to write on an axis centred on 1, the same up and down.

    Parameters
    ----------
    low, high : float
        The limits, both above zero.
    """
    ladders = {
        4.4: (2,),
        9: (2, 4),
        25: (2, 5, 10),
        130: (2, 10, 50),
        2000: (10, 100, 1000),
        1e6: (10, 1e3, 1e5),
    }
    steps = next((steps for limit, steps in ladders.items() if high < limit), (1e3, 1e6, 1e9))
    up = [float(s) for s in steps if s <= high * 1.001]
    return [1 / t for t in reversed(up) if 1 / t >= low * 0.999] + [1.0] + up


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of a line chart.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size, options = sizes(width), chart.options
    lines = [line for line in read(chart) if line.points]
    found = (p.year for line in lines for p in line.points)
    domain = years_domain(found, options, (y for s in missing_spells(options) for y in s[:2]))
    lines = [
        line._replace(points=[p for p in line.points if domain[0] <= p.year <= domain[1]]) for line in lines
    ]
    low, high = _limits(lines, options)
    log = bool(options.get("log"))
    ticks = ratio_ticks(low, high) if log else nice_ticks(low, high, 4 if size.narrow else 5)
    form = str(options.get("format", "times" if log else "number"))
    words = {t: show(t, form) for t in ticks}
    left, right = max(text_width(w, size.tick) for w in words.values()) + 10, margin(lines, size)
    rows = 2 if options.get("events") else 0
    plot = (width - left - right, 210 if size.narrow else 300)
    x, y = Span(*domain, 0, plot[0]), Rise(low, high, plot[1], log)
    under, over = Sheet(), Sheet()
    over.text(-left, -10 - rows * size.line, chart.unit, size.tick, SOFT)
    for tick, word in words.items():
        over.text(-6, y(tick) + size.tick * 0.35, word, size.tick, SOFT, "right")
    gaps(over, chart, x, y, size, under)
    events_row(over, options.get("events", ()), x, size, -8, plot[1], rows)
    axis = years_axis(over, x, plot[1], size, when(options.get("year")))
    reference(over, chart, y, plot, size)
    corners(over, chart, lines, x, y, size)
    labels(over, lines, x, y, right, plot, size)
    markers(over, lines, x, y, when(options.get("year")))
    heads = _scales(x, y, axis, ticks)
    data = [layer for layer in (_band_layer(lines, heads), *_line_layers(lines, heads)) if layer]
    pad = (left, size.line + 10 + rows * size.line, right, size.tick + 14)
    return frame(plot, pad, [*under.layers(), *data, *over.layers()], chart.alt)


def _scales(x: Span, y: Rise, axis: Spec, ticks: list[float]) -> Spec:
    """Return the encodings of year and value, with their scales and grid."""
    across = {"domain": [x.first, x.last], "nice": False, "zero": False}
    values = {"domain": [y.low, y.high], "nice": False, "zero": False, "type": "log" if y.log else "linear"}
    return {
        "x": {"field": "year", "type": "quantitative", "scale": across, "axis": {**axis, "grid": False}},
        "y": {"field": "value", "type": "quantitative", "scale": values, "axis": {"values": ticks}},
    }


def _band_layer(lines: list[Line], heads: Spec) -> Spec | None:
    """Return the layer of intervals."""
    rows = []
    for line in lines:
        part = 0
        for p in line.points:
            if p.low is None or p.high is None:
                part += 1
                continue
            fill = BAND if line.role == "other" else colour(line.role)
            alpha = 1.0 if line.role == "other" else 0.16
            rows.append(
                {
                    "series": line.name,
                    "part": f"{line.name} {part}",
                    "year": p.year,
                    "value": p.low,
                    "hi": p.high,
                    "fill": fill,
                    "opacity": alpha,
                }
            )
    if not rows:
        return None
    rows.sort(key=lambda row: row["opacity"] != 1.0)
    encoding = {
        **heads,
        "y2": {"field": "hi"},
        "detail": {"field": "part", "type": "nominal"},
        "fill": {"field": "fill", "type": "nominal", "scale": None},
        "opacity": {"field": "opacity", "type": "quantitative", "scale": None},
    }
    return {"data": {"values": rows}, "mark": {"type": "area"}, "encoding": encoding}


def _line_layers(lines: list[Line], heads: Spec) -> list[Spec]:
    """Return the layer of lines: others at the back, then in the order of the rows; dashed where carried or estimated."""
    rows: list[Spec] = []
    for line in sorted(lines, key=lambda line: line.role in MARKED):
        for part, points in enumerate(pieces(line.points)):
            unsure = points[-1].status != "known"
            look = {
                "piece": f"{line.name} {part}",
                "stroke": colour(line.role),
                "dash": UNSURE if unsure else DASHES.get(line.role, [1, 0]),
                "width": 2.4 if line.role in MARKED[:3] else (1.6 if line.role in MARKED else 1),
            }
            rows += [
                {
                    "series": line.name,
                    "role": line.role,
                    "year": p.year,
                    "value": p.value,
                    "status": p.status,
                    **look,
                }
                for p in points
            ]
    encoding = {
        **heads,
        "detail": {"field": "piece", "type": "nominal"},
        "stroke": {"field": "stroke", "type": "nominal", "scale": None},
        "strokeDash": {"field": "dash", "type": "nominal", "scale": None},
        "strokeWidth": {"field": "width", "type": "quantitative", "scale": None},
    }
    return (
        [{"data": {"values": rows}, "mark": {"type": "line", "strokeJoin": "round"}, "encoding": encoding}]
        if rows
        else []
    )


def pieces(points: list[Point]) -> list[list[Point]]:
    """Break a series where a value is unknown and where known turns into carried; a piece has the status of its last point.

    Parameters
    ----------
    points : list of Point
        By year.
    """
    out: list[list[Point]] = []
    for before, point in pairwise(points):
        if before.value is None or point.value is None:
            continue
        if (
            out
            and out[-1][-1] is before
            and (out[-1][-1].status == point.status or len(out[-1]) == 1)
            and len(out[-1]) > 1
        ):
            out[-1].append(point)
        else:
            out.append([before, point])
    return out
