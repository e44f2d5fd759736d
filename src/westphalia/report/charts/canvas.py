"""What every drawing is put together from: a plot of fixed size, an axis of years, and marks placed in pixels.

All geometry is fixed here (no automatic padding), so that labels can be placed without overlaps and two charts of a section line up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import Any

from westphalia.report.charts.style import (
    EDGE,
    GRID,
    HATCH,
    INK,
    SOFT,
    Sizes,
    shorten,
    text_width,
    when,
    wrap,
)

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


@dataclass(frozen=True, slots=True)
class Span:
    """A scale from values to pixels."""

    first: float
    last: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a value."""
        return self.start + (value - self.first) / (self.last - self.first) * (self.stop - self.start)

    def holds(self, value: float) -> bool:
        """Tell whether a value lies within the limits."""
        return min(self.first, self.last) <= value <= max(self.first, self.last)

    def clip(self, value: float) -> float:
        """Return the pixel of the nearest value within the limits."""
        low, high = min(self.first, self.last), max(self.first, self.last)
        return self(min(max(value, low), high))


@dataclass(slots=True)
class Sheet:
    """Marks in pixels, under or over the data."""

    rects: list[Spec] = field(default_factory=list)
    rules: list[Spec] = field(default_factory=list)
    dots: list[Spec] = field(default_factory=list)
    texts: list[Spec] = field(default_factory=list)

    def rect(
        self, x: float, y: float, x2: float, y2: float, fill: str, opacity: float = 1.0, **more: Any
    ) -> None:
        """Add a box; ``more`` are fields that a reader of the specification may want (``text``, ``value``)."""
        self.rects.append(
            {"x": r1(x), "y": r1(y), "x2": r1(x2), "y2": r1(y2), "fill": fill, "opacity": opacity, **more}
        )

    def rule(
        self,
        x: float,
        y: float,
        x2: float,
        y2: float,
        stroke: str = GRID,
        width: float = 1,
        dash: Sequence[int] = (1, 0),
    ) -> None:
        """Add a line."""
        line: Spec = {"x": r1(x), "y": r1(y), "x2": r1(x2), "y2": r1(y2), "stroke": stroke, "width": width}
        self.rules.append({**line, "dash": list(dash)})

    def dot(
        self,
        x: float,
        y: float,
        shape: str,
        fill: str,
        size: float = 50,
        stroke: str | None = None,
        **more: Any,
    ) -> None:
        """Add a point mark."""
        point: Spec = {"x": r1(x), "y": r1(y), "shape": shape, "fill": fill, "stroke": stroke or fill}
        self.dots.append({**point, "size": size, **more})

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        fill: str = INK,
        align: str = "left",
        weight: str = "normal",
    ) -> None:
        """Add words; ``y`` is their base line, ``align`` left, center or right."""
        if text:
            words: Spec = {"x": r1(x), "y": r1(y), "text": text, "fill": fill, "size": size}
            self.texts.append({**words, "align": align, "weight": weight})

    def clear(self, box: tuple[float, float, float, float]) -> bool:
        """Tell whether nothing is written in a box (left, top, right, bottom)."""
        return not any(meets(box, words_box(row)) for row in self.texts)

    def hatch(self, x: float, y: float, x2: float, y2: float) -> None:
        """Hatch a box: no source covers it."""
        if x2 - x > 0.5:
            self.rect(x, y, x2, y2, HATCH)

    def layers(self) -> list[Spec]:
        """Return one layer for each sort of mark that is used."""
        made = [(_RECT, self.rects), (_RULE, self.rules), (_DOT, self.dots), (_TEXT, self.texts)]
        return [{"data": {"values": rows}, **layer} for layer, rows in made if rows]


def _pixel(*channels: str) -> Spec:
    """Return encodings that take fields as they are: pixels, colours, sizes."""
    names = {
        "x": "quantitative",
        "y": "quantitative",
        "opacity": "quantitative",
        "size": "quantitative",
        "strokeWidth": "quantitative",
    }
    fields = {"strokeWidth": "width", "strokeDash": "dash"}
    encoding: Spec = {}
    for channel in channels:
        if channel in ("x2", "y2"):
            encoding[channel] = {"field": channel}
        else:
            kind = names.get(channel, "nominal")
            encoding[channel] = {"field": fields.get(channel, channel), "type": kind, "scale": None}
    return encoding


_RECT: Spec = {"mark": {"type": "rect"}, "encoding": _pixel("x", "y", "x2", "y2", "fill", "opacity")}
_RULE: Spec = {
    "mark": {"type": "rule"},
    "encoding": _pixel("x", "y", "x2", "y2", "stroke", "strokeWidth", "strokeDash"),
}
_DOT: Spec = {
    "mark": {"type": "point", "opacity": 1},
    "encoding": _pixel("x", "y", "shape", "fill", "stroke", "size"),
}
_TEXT: Spec = {
    "mark": {
        "type": "text",
        "align": {"expr": "datum.align"},
        "fontWeight": {"expr": "datum.weight"},
        "baseline": "alphabetic",
    },
    "encoding": {**_pixel("x", "y", "fill", "size"), "text": {"field": "text", "type": "nominal"}},
}


Box = tuple[float, float, float, float]


def words_box(row: Mapping[str, Any]) -> Box:
    """Return the box around words, as wide as the widest system font makes them.

    Parameters
    ----------
    row : mapping of str to object
        A text of a :class:`Sheet`.
    """
    wide = text_width(row["text"], row["size"], row["weight"] == "bold")
    left = row["x"] - {"left": 0.0, "center": wide / 2, "right": wide}[row["align"]]
    return left, row["y"] - row["size"] * 0.72, left + wide, row["y"] + row["size"] * 0.2


def meets(a: Box, b: Box) -> bool:
    """Tell whether two boxes lie on each other by more than half a pixel.

    Parameters
    ----------
    a, b : tuple of float
        Left, top, right and bottom, in pixels.
    """
    return a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5


def r1(value: float) -> float:
    """Round to a tenth of a pixel.

    Parameters
    ----------
    value : float
        In pixels.
    """
    return round(float(value), 1)


def frame(
    size: tuple[float, float], pad: tuple[float, float, float, float], layers: Iterable[Spec], about: str
) -> Spec:
    """Return a whole specification: plot size, padding (left, top, right, bottom), layers from back to front.

    Parameters
    ----------
    size, pad : tuple of float
        In pixels.
    layers : iterable of dict
        Of Vega-Lite.
    about : str
        What the picture shows, in words.
    """
    return {
        **FIXED,
        "description": about,
        "width": round(size[0]),
        "height": round(size[1]),
        "padding": dict(zip(("left", "top", "right", "bottom"), (round(p) for p in pad), strict=True)),
        "layer": list(layers),
    }


CONFIG: Spec = {
    "aria": False,
    "font": "system-ui",
    "view": {"stroke": None},
    "axis": {
        "title": None,
        "domain": False,
        "ticks": False,
        "labels": False,
        "gridColor": GRID,
    },
}
FIXED: Spec = {"$schema": SCHEMA, "autosize": "none", "background": None, "config": CONFIG}
"""What is the same in all specifications."""


def nice_ticks(low: float, high: float, count: int) -> list[float]:
    """Return round values between two limits.

    Parameters
    ----------
    low, high, count : float, float, int
        The limits, and about how many values.

    Examples
    --------
    >>> nice_ticks(0, 0.23, 5)
    [0.0, 0.05, 0.1, 0.15, 0.2]
    """
    raw = (high - low) / max(count, 1)
    power = 10 ** floor(log10(raw))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= raw * 0.999)
    digits = max(0, 2 - floor(log10(step)))
    return [round(i * step, digits) for i in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move positions as little as needed so that each is ``gap`` from the next and all lie within the limits.

    Parameters
    ----------
    wanted : sequence of float
        In pixels.
    gap, low, high : float
        The least distance, and the limits, in pixels.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    placed = [min(max(wanted[i], low), high) for i in order]
    for _ in range(200):
        moved = False
        for k in range(1, len(placed)):
            lack = gap - (placed[k] - placed[k - 1])
            if lack > 0.05:
                placed[k - 1] -= lack / 2
                placed[k] += lack / 2
                moved = True
        for k, value in enumerate(placed):
            placed[k] = min(max(value, low), high)
        if not moved:
            break
    for k in range(1, len(placed)):
        placed[k] = max(placed[k], placed[k - 1] + gap)
    out = [0.0] * len(wanted)
    for position, i in enumerate(order):
        out[i] = placed[position]
    return out


# The axis of years and what stands on it: the year of the page, spells, events, and years without a source.


def _year_ticks(span: Span, sizes: Sizes, shift: float = 0) -> list[int]:
    """Return round years that can stand beside each other under the axis."""
    room = 46 if sizes.narrow else 62
    width = abs(span.stop - span.start)
    steps = (1, 2, 5, 10, 20, 25, 50, 100, 200)
    step = next((s for s in steps if width * s / (span.last - span.first) >= room), 500)
    return list(range(ceil(span.first / step) * step, floor(span.last - shift) + 1, step))


def years_axis(
    sheet: Sheet,
    span: Span,
    height: float,
    sizes: Sizes,
    year: float | None,
    shift: float = 0,
    top: float = 0,
) -> Spec:
    """Write the years under the plot, draw the rule of the year of the page from ``top`` down, and return the axis.

    ``shift`` is the middle of a year where a year is a cell. All words are marks placed by us, none are the axis' own, so that
    they can be kept apart.

    Parameters
    ----------
    sheet, span, sizes : Sheet, Span, Sizes
        What is written on, the scale of years, and the sizes of letters.
    height, top : float, float, optional
        In pixels.
    year, shift : float or None, float, optional
        In years; None where no year is marked.
    """

    def middle(value: float, word: str, bold: bool) -> float:
        half = text_width(word, sizes.tick, bold) / 2
        return min(max(span(value), half - 6), span.stop + 6 - half)

    base, taken = height + 6 + sizes.tick, None
    if year is not None and span.holds(year):
        sheet.rule(span(year + shift), top, span(year + shift), height + 5, EDGE)
        taken = middle(year + shift, str(int(year)), True)
        sheet.text(taken, base, str(int(year)), sizes.tick, INK, "center", "bold")
    room = text_width("0000", sizes.tick, True) + 10
    places = {tick: middle(tick, str(tick), False) for tick in _year_ticks(span, sizes, shift)}
    ticks = [tick for tick, place in places.items() if taken is None or abs(place - taken) >= room]
    for tick in ticks:
        sheet.text(places[tick], base, str(tick), sizes.tick, SOFT, "center")
    return {"values": ticks, "orient": "bottom", "tickSize": 4, "ticks": True, "tickColor": GRID}


def spells_layer(rows: Sequence[Spec], span: Span, axis: Spec) -> Spec:
    """Return the layer of boxes from ``start`` to ``end`` (years) between ``y`` and ``y2`` (pixels), with the axis of years.

    Parameters
    ----------
    rows : sequence of dict
        The boxes.
    span, axis : Span, dict
        The scale of years, and its axis.
    """
    scale = {"domain": [span.first, span.last], "nice": False, "zero": False}
    encoding: Spec = {
        "x": {"field": "start", "type": "quantitative", "scale": scale, "axis": axis},
        "x2": {"field": "end"},
        **_pixel("y", "y2", "fill", "stroke", "opacity", "strokeDash"),
    }
    return {"data": {"values": list(rows)}, "mark": {"type": "rect"}, "encoding": encoding}


def years_domain(
    years: Iterable[float], options: Mapping[str, Any], extra: Iterable[float] = ()
) -> tuple[float, float]:
    """Return the limits of the years from the options or the data.

    Parameters
    ----------
    years, extra : iterable of float, iterable of float, optional
        Years of the data.
    options : mapping of str to object
        Of the chart.
    """
    given = options.get("domain_x")
    if given and given[0] is not None and given[1] is not None:
        first, last = float(given[0]), float(given[1])
    else:
        year = when(options.get("year"))
        found = [*years, *extra, *([year] if year is not None else [])]
        first, last = floor(min(found)), ceil(max(found))
    return (first, last) if last > first else (first - 1, last + 1)


def missing_spells(options: Mapping[str, Any], key: str | None = None) -> list[tuple[float, float, str]]:
    """Return the spells without a source as (first, last, words), of one lane or panel where ``key`` is given.

    Parameters
    ----------
    options : mapping of str to object
        Of the chart.
    key : str, optional
        Name of a lane or panel; None for those of all.
    """
    given = options.get("missing") or ()
    if isinstance(given, Mapping):
        given = [*given.get("*", ()), *(given.get(key, ()) if key is not None else ())]
    out = []
    for spell in given:
        first, last = when(spell[0]), when(spell[1])
        if first is not None and last is not None and last >= first:
            out.append((first, last, str(spell[2]) if len(spell) > 2 else ""))
    return out


def hatch_words(sheet: Sheet, box: tuple[float, float, float, float], text: str, size: float) -> bool:
    """Write why a box is hatched into its middle, in as many lines as it takes, if it fits at all.

    Parameters
    ----------
    sheet, text, size : Sheet, str, float
        What is written on, the words, and the size of their letters.
    box : tuple of float
        Left, top, right and bottom, in pixels.
    """
    x, y, x2, y2 = box
    longest = max((text_width(word, size) for word in text.split()), default=0)
    if longest > x2 - x - 6 or y2 - y < size * 1.2:
        return False
    lines = wrap(text, x2 - x - 6, size, max(1, int((y2 - y) / (size * 1.2))))
    if " ".join(lines) != " ".join(text.split()):
        return False
    top = (y + y2) / 2 - (len(lines) - 1) * size * 0.6 + size * 0.35
    for i, line in enumerate(lines):
        sheet.text((x + x2) / 2, top + i * size * 1.2, line, size, SOFT, "center")
    return True


def missing_words(first: float, last: float, words: str, domain: tuple[float, float]) -> str:
    """Return the words for a spell without data.

    Parameters
    ----------
    first, last, domain : float, float, tuple of float
        The spell, and the limits of the axis, in years.
    words : str
        What the chart says of it; empty for nothing.
    """
    if words:
        return words
    if first <= domain[0]:
        return f"no data before {int(last) + 1}"
    if last >= domain[1] - 1:
        return f"not known after {int(first) - 1}"
    return f"no data {int(first)}–{int(last)}"


def events_row(
    sheet: Sheet,
    events: Iterable[Mapping[str, Any]],
    span: Span,
    sizes: Sizes,
    top: float,
    bottom: float,
    rows: int,
) -> None:
    """Write events over the plot in up to ``rows`` rows and draw their rules; ``top`` is the lowest row's base line (negative).

    Parameters
    ----------
    sheet, span, sizes : Sheet, Span, Sizes
        What is written on, the scale of years, and the sizes of letters.
    events : iterable of mapping of str to object
        Each with ``year`` and ``text``.
    top, bottom, rows : float, float, int
        In pixels, and how many rows.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    for event in events:
        at = when(event.get("year"))
        if at is None or not span.holds(at):
            continue
        text = shorten(str(event.get("text", "")), (span.stop - span.start) * 0.6, sizes.tick)
        wide = text_width(text, sizes.tick)
        x = min(max(span(at) - wide / 2, span.start), max(span.stop - wide, span.start))
        free = (r for r in range(rows) if all(x > b + 10 or x + wide + 10 < a for a, b in taken[r]))
        row = next(free, None)
        if row is None:
            continue
        taken[row].append((x, x + wide))
        base = top - row * sizes.line
        sheet.text(x, base, text, sizes.tick, SOFT)
        sheet.rule(span(at), base + 4, span(at), bottom, SOFT, 1, (1, 3))
