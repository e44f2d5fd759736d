"""What every drawing is put together from: a plot of fixed size, an axis of years, and marks placed in pixels.

All geometry is fixed here (no automatic padding), so that labels can be placed without overlaps and two charts of a section line up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import Any

from westphalia.report.charts.style import (
    GRID,
    HATCH,
    INK,
    text_width,
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
        self.dots.append(
            {
                "x": r1(x),
                "y": r1(y),
                "shape": shape,
                "fill": fill,
                "stroke": stroke or fill,
                "size": size,
                **more,
            }
        )

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
            self.texts.append(
                {
                    "x": r1(x),
                    "y": r1(y),
                    "text": text,
                    "fill": fill,
                    "size": size,
                    "align": align,
                    "weight": weight,
                }
            )

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


def pixel(*channels: str) -> Spec:
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


_RECT: Spec = {"mark": {"type": "rect"}, "encoding": pixel("x", "y", "x2", "y2", "fill", "opacity")}
_RULE: Spec = {
    "mark": {"type": "rule"},
    "encoding": pixel("x", "y", "x2", "y2", "stroke", "strokeWidth", "strokeDash"),
}
_DOT: Spec = {
    "mark": {"type": "point", "opacity": 1},
    "encoding": pixel("x", "y", "shape", "fill", "stroke", "size"),
}
_TEXT: Spec = {
    "mark": {
        "type": "text",
        "align": {"expr": "datum.align"},
        "fontWeight": {"expr": "datum.weight"},
        "baseline": "alphabetic",
    },
    "encoding": {**pixel("x", "y", "fill", "size"), "text": {"field": "text", "type": "nominal"}},
}


Box = tuple[float, float, float, float]


def words_box(row: Mapping[str, Any]) -> Box:
    """Return the box around words, as wide as the widest system font makes them."""
    wide = text_width(row["text"], row["size"], row["weight"] == "bold")
    left = row["x"] - {"left": 0.0, "center": wide / 2, "right": wide}[row["align"]]
    return left, row["y"] - row["size"] * 0.72, left + wide, row["y"] + row["size"] * 0.2


def meets(a: Box, b: Box) -> bool:
    """Tell whether two boxes lie on each other by more than half a pixel."""
    return a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5


def r1(value: float) -> float:
    """Round to a tenth of a pixel."""
    return round(float(value), 1)


def frame(
    size: tuple[float, float], pad: tuple[float, float, float, float], layers: Iterable[Spec], about: str
) -> Spec:
    """Return a whole specification: plot size, padding (left, top, right, bottom), layers from back to front."""
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
    """Move positions as little as needed so that each is ``gap`` from the next and all lie within the limits."""
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
