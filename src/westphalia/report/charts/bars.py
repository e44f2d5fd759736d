"""Amounts by year as bars in small multiples, one under the other, on the same axes.

Rows
----
panel : str
    Which multiple: "Russia to Iran". Panels without a positive value say "none on record".
role : str
    Colour of the bars (of the panel, usually that of the sender).
year : int
value : float or None
    None is a gap; zero is drawn as nothing on the base line.
status : str, optional
    ``carried`` or ``estimated``: hollow bars.

Options
-------
panels : [str]
    All panels in order. Default: as they come.
missing : {panel: [[from, to], ...]}
    Years not covered, hatched; the panel "*" stands for all.
labels : {panel: str}
none : {panel: str}
    Words in an empty panel.
events : [{"year": int, "text": str, "panel": str}]
    Annotation over a bar: what was delivered.
free : bool
    True: each panel has its own vertical scale (default False: shared).
year, domain_x, domain, format : as everywhere
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from westphalia.report.charts.canvas import (
    Sheet,
    Span,
    Spec,
    events_row,
    frame,
    hatch_words,
    missing_spells,
    missing_words,
    nice_ticks,
    r1,
    spells_layer,
    years_axis,
    years_domain,
)
from westphalia.report.charts.style import (
    GRID,
    INK,
    PAPER,
    SOFT,
    Sizes,
    colour,
    number,
    shade,
    shorten,
    sizes,
    text_width,
    when,
    wrap,
)
from westphalia.report.numbers import show
from westphalia.report.page import Chart


@dataclass(slots=True)
class BarPanel:
    """One multiple."""

    name: str
    text: str
    role: str
    bars: list[tuple[float, float, str]]
    missing: list[tuple[float, float, str]]
    high: float = 0.0
    low: float = 0.0


def _read(chart: Chart) -> list[BarPanel]:
    """Return the panels of a chart in order."""
    options = chart.options
    names = dict.fromkeys(
        [*map(str, options.get("panels", ())), *(str(r.get("panel", "")) for r in chart.rows)]
    )
    panels = {
        n: BarPanel(n, str(options.get("labels", {}).get(n, n)), "other", [], missing_spells(options, n))
        for n in names
    }
    for row in chart.rows:
        panel, year, value = (
            panels[str(row.get("panel", ""))],
            when(row.get("year")),
            number(row.get("value")),
        )
        panel.role = str(row.get("role", panel.role))
        if year is not None and value is not None:
            panel.bars.append((year, value, str(row.get("status") or "known")))
    return list(panels.values())


def drawable(chart: Chart) -> bool:
    """Tell whether there is an amount to draw.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    return any(value != 0 for panel in _read(chart) for _, value, _ in panel.bars)


def _scale(panels: list[BarPanel], domain: tuple[float, float], options: Any) -> None:
    """Set the limits of each panel: shared, unless each is free."""
    for panel in panels:
        panel.bars = [bar for bar in panel.bars if domain[0] <= bar[0] < domain[1]]
        values = [bar[1] for bar in panel.bars]
        panel.high, panel.low = max([0.0, *values]), min([0.0, *values])
    most, least = max(p.high for p in panels), min(p.low for p in panels)
    if options.get("domain"):
        least, most = (float(v) for v in options["domain"])
    for panel in panels:
        if not options.get("free"):
            panel.high, panel.low = most, least
        if panel.high <= panel.low:
            panel.high = panel.low + 1
        panel.high += (panel.high - panel.low) * 0.04


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of bars in small multiples.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size, options = sizes(width), chart.options
    panels = _read(chart)
    spells = [y for p in panels for s in p.missing for y in s[:2]]
    first, last = years_domain((bar[0] for p in panels for bar in p.bars), options, spells)
    domain = (first, last + 1)
    _scale(panels, domain, options)
    form = str(options.get("format", "number"))
    words = [show(t, form) for p in panels for t in nice_ticks(p.low, p.high, 2)]
    left, right = max(text_width(w, size.tick) for w in words) + 10, 14.0
    x = Span(*domain, 0, width - left - right)
    tall = 74.0 if size.narrow else 96.0
    under, over = Sheet(), Sheet()
    boxes: list[Spec] = []
    y = 0.0
    over.text(-left, size.tick - 2, shorten(chart.unit, width - 10, size.tick), size.tick, SOFT)
    y += size.line + 6
    begin = y
    for panel in panels:
        y = _one(panel, chart, x, y, tall, boxes, under, over, size, form)
    y -= 8
    axis = {**years_axis(over, x, y, size, when(options.get("year")), 0.5, begin), "grid": False}
    pad = (left, 4, right, size.tick + 14)
    return frame((x.stop, y), pad, [*under.layers(), spells_layer(boxes, x, axis), *over.layers()], chart.alt)


def _one(
    panel: BarPanel,
    chart: Chart,
    x: Span,
    y: float,
    tall: float,
    boxes: list[Spec],
    under: Sheet,
    over: Sheet,
    size: Sizes,
    form: str,
) -> float:
    """Draw one panel from ``y`` down and return where it ends."""
    for line in wrap(panel.text, x.stop, size.label, 2, True):
        over.text(
            0,
            y + size.label,
            line,
            size.label,
            shade(panel.role) if panel.role != "other" else INK,
            "left",
            "bold",
        )
        y += size.line + 1
    events = [e for e in chart.options.get("events", ()) if str(e.get("panel", "")) in (panel.name, "")]
    inner = Sheet()
    top = y + 6 + (size.line if events else 0)
    rise = Span(panel.high, panel.low, top, top + tall)
    events_row(inner, events, x, size, top - 4, top + tall, 1)
    over.texts += inner.texts
    under.rules += inner.rules
    for tick in nice_ticks(panel.low, panel.high, 2):
        under.rule(0, rise(tick), x.stop, rise(tick), SOFT if tick == 0 else GRID)
        over.text(-6, rise(tick) + size.tick * 0.35, show(tick, form), size.tick, SOFT, "right")
    _hatches(panel, x, top, top + tall, under, size)
    boxes += _bars(panel, rise, 0.1 if x.stop / (x.last - x.first) > 4 else 0.0)
    if not any(value for _, value, _ in panel.bars):
        words = str(chart.options.get("none", {}).get(panel.name, "none on record"))
        start = max([0.0, *(x.clip(last + 1) for first, last, _ in panel.missing if first <= x.first)])
        over.text(start + 6, top + tall - 8, shorten(words, x.stop - start - 8, size.tick), size.tick, SOFT)
    return top + tall + 16


def _hatches(panel: BarPanel, x: Span, top: float, bottom: float, sheet: Sheet, size: Sizes) -> None:
    """Hatch the years without a source, with the words."""
    for first, last, words in panel.missing:
        start, end = x.clip(first), x.clip(last + 1)
        sheet.hatch(start, top, end, bottom)
        hatch_words(
            sheet,
            (start, top, end, bottom - 14),
            missing_words(first, last, words, (x.first, x.last)),
            size.tick,
        )


def _bars(panel: BarPanel, rise: Span, gap: float) -> list[Spec]:
    """Return the boxes of a panel; hollow where the value is carried or estimated."""
    hue = colour(panel.role) if panel.role != "other" else colour("leader")
    return [
        {
            "panel": panel.name,
            "value": value,
            "status": status,
            "start": year + gap,
            "end": year + 1 - gap,
            "y": r1(rise.clip(value)),
            "y2": r1(rise(0)),
            "fill": hue if status == "known" else PAPER,
            "stroke": None if status == "known" else hue,
            "opacity": 1.0,
            "dash": [1, 0],
        }
        for year, value, status in panel.bars
        if value
    ]
