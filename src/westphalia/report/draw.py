"""Specifications to pictures: every chart written as SVG at two widths, in the colours of the page's style sheet.

What the charts use of Vega-Lite is drawn, as Vega draws it: rect, rule, point, text, line, area and geoshape, placed in pixels or on a linear or
logarithmic scale, with grid and ticks. Anything else is an error, so that nothing is left out unseen. A test compares the pictures with Vega's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby
from math import floor, log10, sqrt
from typing import Any, NamedTuple

from westphalia.errors import NotUnderstood
from westphalia.report import charts
from westphalia.report.charts.canvas import FIXED, Span, Spec
from westphalia.report.charts.style import GRID, HATCH, VARIABLES, WORDS
from westphalia.report.page import Chart
from westphalia.report.svg_paths import closed, line, short

WIDE, NARROW = 960, 340
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn for a wide and for a narrow screen, as SVG to be put into a page."""

    wide: str
    narrow: str


def draw(given: Iterable[Chart]) -> dict[str, Drawing]:
    """Draw charts at both widths; those with nothing to draw are left out.

    Parameters
    ----------
    given : iterable of Chart
        In any order.

    Returns
    -------
    dict
        Drawings by the identifier of the chart.
    """
    return {
        chart.id: Drawing(
            svg(charts.spec(chart, WIDE), f"{chart.id}-w", chart.alt),
            svg(charts.spec(chart, NARROW), f"{chart.id}-n", chart.alt),
        )
        for chart in given
        if not charts.empty(chart)
    }


def svg(spec: Spec, name: str, alt: str) -> str:
    """Return a specification of :mod:`westphalia.report.charts` as SVG.

    Parameters
    ----------
    spec : dict
        What :func:`westphalia.report.charts.spec` gives.
    name : str
        What identifiers in the picture begin with, its own on the page.
    alt : str
        Text alternative.

    Raises
    ------
    NotUnderstood
        When it asks for anything that is not drawn here.
    """
    _known(spec, (*FIXED, "description", "width", "height", "padding", "layer"), "a specification")
    if any(spec.get(key) != value for key, value in FIXED.items()):
        raise _refused("settings", {k: spec.get(k) for k in FIXED}, "a specification")
    plot = Plot(spec["width"], spec["height"], re.sub(r"[^A-Za-z0-9_-]", "-", name))
    body = _axes(spec["layer"], plot) + "".join(_layer(each, plot) for each in spec["layer"])
    pad = spec["padding"]
    width, height = plot.width + pad["left"] + pad["right"], plot.height + pad["top"] + pad["bottom"]
    made = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt)}" viewBox="0 0 {width} {height}">'
        f'{_definitions(body, plot)}<g fill="none" transform="translate({pad["left"]},{pad["top"]})">{body}</g></svg>'
    )
    return UNPRINTABLE.sub("", made)


@dataclass(frozen=True, slots=True)
class Plot:
    """The field that is drawn in: its size in pixels, and what identifiers begin with."""

    width: float
    height: float
    name: str

    @property
    def hatch(self) -> str:
        """Identifier of the hatching."""
        return f"{self.name}-hatch"

    @property
    def clip(self) -> str:
        """Identifier of the edge that shapes are cut at."""
        return f"{self.name}-clip"


def _definitions(body: str, plot: Plot) -> str:
    """Return the hatching and the edge of the plot where a picture uses them."""
    hatch = (
        f'<pattern id="{plot.hatch}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path d="M0,0V6" stroke="var(--hatch)" stroke-width="2"/></pattern>'
    )
    clip = f'<clipPath id="{plot.clip}"><path d="M0,0H{plot.width}V{plot.height}H0Z"/></clipPath>'
    used = "".join(
        text for text, name in ((hatch, plot.hatch), (clip, plot.clip)) if f'"url(#{name})"' in body
    )
    return f"<defs>{used}</defs>" if used else ""


def _refused(what: str, given: object, where: str) -> NotUnderstood:
    """Return the error over something that is not drawn."""
    return NotUnderstood(
        f"{where.capitalize()} that is not drawn here: {what} {given!r}.",
        "Pictures are written by westphalia.report.draw, which draws what the charts of the project use and nothing else.",
        "Add it there, with a chart that uses it.",
    )


def _known(given: Iterable[str], allowed: Collection[str], where: str) -> None:
    """Raise where keys are given that are not among those drawn."""
    strange = [key for key in given if key not in allowed]
    if strange:
        raise _refused("keys", ", ".join(strange), where)


# Scales and axes.

Scale = Callable[[float], float]
AXIS: Mapping[str, Any] = {"orient": "bottom", "tickSize": 4, "ticks": True, "tickColor": GRID}
"""The axis of years as it is drawn, beside its ``values`` and ``grid``."""


def _scale(encoded: Mapping[str, Any], start: float, stop: float) -> Scale | None:
    """Return the scale of a channel to pixels, None where values are pixels already."""
    given = encoded.get("scale", {})
    if given is None:
        return None
    _known(given, ("domain", "type", "nice", "zero"), "a scale")
    kind = given.get("type", "linear")
    if kind not in ("linear", "log") or "domain" not in given or given.get("nice", 1) or given.get("zero", 1):
        raise _refused("settings", given, "a scale")
    low, high = given["domain"]
    if kind == "linear":
        return Span(low, high, start, stop)
    span = Span(log10(low), log10(high), start, stop)
    return lambda value: span(log10(value))


def _shared(layers: Iterable[Spec], channel: str) -> Mapping[str, Any] | None:
    """Return the scale and axis of a channel, which are those of all layers that have one."""
    found: Mapping[str, Any] | None = None
    for encoded in (each["encoding"][channel] for each in layers if channel in each["encoding"]):
        if encoded.get("scale"):
            part = {key: encoded.get(key, "not said") for key in ("scale", "axis")}
            if part["axis"] == "not said" or part != (found or part):
                raise _refused("scale and axis", part, "a layer")
            found = part
    return found


def _axes(layers: Sequence[Spec], plot: Plot) -> str:
    """Return grid and ticks of the scales, behind all marks."""
    across, up = _shared(layers, "x"), _shared(layers, "y")
    grid, ticks = [], []
    if up and up["axis"]:
        _known(up["axis"], ("values",), "an upright axis")
        places = _marked(up, plot.height, 0)
        grid += [f"M0.5,{short(y)}H{short(plot.width + 0.5)}" for y in places]
    if across and across["axis"]:
        axis = across["axis"]
        _known(axis, ("values", "grid", *AXIS), "an axis of years")
        if any(axis.get(key) != value for key, value in AXIS.items()) or "grid" not in axis:
            raise _refused("settings", axis, "an axis of years")
        places, foot = _marked(across, 0, plot.width), plot.height + 0.5
        grid += [f"M{short(x)},{short(foot)}V0.5" for x in places if axis["grid"]]
        ticks = [f"M{short(x)},{short(foot)}v4" for x in places]
    drawn = "".join((*grid, *ticks))
    return f'<path d="{drawn}" stroke="{VARIABLES[GRID]}"/>' if drawn else ""


def _marked(encoded: Mapping[str, Any], start: float, stop: float) -> list[float]:
    """Return where the values of an axis are, on the middles of pixels so that lines are sharp."""
    place = _scale(encoded, start, stop)
    assert place is not None
    return [floor(place(value) + 0.5) + 0.5 for value in encoded["axis"]["values"]]


# Layers: rows with their channels in pixels, and how each mark looks.


@dataclass(frozen=True, slots=True)
class LayerOfSpec:
    """One layer of marks.

    ``columns`` has, by channel, the value in each row; ``looks`` the attributes of each row that are not places.
    """

    rows: Sequence[Mapping[str, Any]]
    columns: Mapping[str, Sequence[Any]]
    looks: Sequence[str]

    def rows_of(self, *channels: str) -> Iterator[tuple[Any, ...]]:
        """Return the values of channels, row by row."""
        return zip(*(self.columns[channel] for channel in channels), strict=True)


class SvgMark(NamedTuple):
    """One element: how it looks, its tag up to there, and the rest of it."""

    look: str
    start: str
    end: str = "/>"


class Pen(NamedTuple):
    """How one sort of mark is drawn: what writes it, the channels of its place, and its looks with what they are where nothing is said."""

    write: Callable[[LayerOfSpec], Iterable[SvgMark]]
    places: tuple[str, ...]
    looks: Mapping[str, Any]


def _layer(given: Spec, plot: Plot) -> str:
    """Return a layer as SVG, marks that look the same and follow each other in one group."""
    kind = given["mark"]["type"]
    if kind not in PENS:
        raise _refused("mark", kind, "a layer")
    pen = PENS[kind]
    body = "".join(
        _group(look, list(marks), pen.write is _rules)
        for look, marks in groupby(pen.write(_read(given, pen, plot)), lambda m: m.look)
    )
    if kind != "geoshape":
        return body
    return f'<g clip-path="url(#{plot.clip})">{_moved(given["projection"], body)}</g>'


def _moved(projection: Mapping[str, Any], body: str) -> str:
    """Return shapes moved to where their projection, which does no more, has them."""
    if projection != {**IDENTITY, "translate": projection.get("translate")}:
        raise _refused("projection", projection, "a layer of shapes")
    across, down = projection["translate"]
    return f'<g transform="translate({short(across)},{short(down)})">{body}</g>'


def _group(look: str, marks: Sequence[SvgMark], one_path: bool) -> str:
    """Return marks of one look; straight lines in one path, which paints the same where nothing shines through."""
    if one_path and "opacity=" not in look:
        places = "".join(mark.start.removeprefix('path d="').removesuffix('"') for mark in marks)
        return f'<path d="{places}"{look}/>'
    if len(marks) == 1 or not look:
        return "".join(f"<{mark.start}{look}{mark.end}" for mark in marks)
    return f"<g{look}>" + "".join(f"<{mark.start}{mark.end}" for mark in marks) + "</g>"


def _read(given: Spec, pen: Pen, plot: Plot) -> LayerOfSpec:
    """Return the channels of a layer in every row."""
    mark, encoding, rows = given["mark"], given["encoding"], given["data"]["values"]
    where = f"a layer of {mark['type']}"
    _known(given, ("data", "mark", "encoding", *(["projection"] if pen.write is _shapes else [])), where)
    _known(mark, ("type", *SETTINGS, *pen.looks), where)
    _known(encoding, (*pen.places, *pen.looks), where)
    if any(mark[key] != value for key, value in SETTINGS.items() if key in mark):
        raise _refused("settings", mark, where)
    if pen.write is _rules:  # one that ends where it begins on an axis runs along the other
        encoding = {"x2": encoding.get("x"), "y2": encoding.get("y"), **encoding}
    columns = {channel: _column(channel, encoding, rows, plot) for channel in pen.places}
    looks = [
        _attributes(channel, _values(channel, default, mark, encoding, rows), plot, pen.write is _texts)
        for channel, default in pen.looks.items()
    ]
    return LayerOfSpec(rows, columns, ["".join(parts) for parts in zip(*looks, strict=True)])


def _column(
    channel: str, encoding: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], plot: Plot
) -> Sequence[Any]:
    """Return a channel of the place in every row, in pixels."""
    if encoding.get(channel) is None:
        raise _refused("no channel", channel, "a layer")
    found, axis = _field(encoding[channel], rows), channel[0]
    if axis not in "xy":
        return found
    place = _scale(encoding[axis], *((0, plot.width) if axis == "x" else (plot.height, 0)))
    return found if place is None else [place(value) for value in found]


def _field(encoded: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Sequence[Any]:
    """Return a field of every row; one within another has a dot in its name."""
    _known(encoded, ("field", "type", "scale", "axis"), "a channel")
    outer, dot, inner = encoded["field"].partition(".")
    try:
        return [row[outer][inner] for row in rows] if dot else [row[outer] for row in rows]
    except KeyError as missing:
        raise _refused("no field", missing.args[0], "a row") from missing


def _values(
    channel: str,
    default: object,
    mark: Mapping[str, Any],
    encoding: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
) -> Sequence[Any]:
    """Return a look in every row: a field, a setting of the mark, or what Vega takes where nothing is said."""
    if channel in encoding:
        if encoding[channel].get("scale", "") is not None:
            raise _refused("scale", encoding[channel], f"a channel of {channel}")
        return _field(encoding[channel], rows)
    given = mark.get(channel, default)
    if isinstance(given, Mapping):
        _known(given, ("expr",), f"a setting of {channel}")
        return _field({"field": given["expr"].removeprefix("datum.")}, rows)
    return [given] * len(rows)


def _attributes(channel: str, given: Sequence[Any], plot: Plot, words: bool) -> list[str]:
    """Return a look as an attribute, row by row; empty where it is what SVG takes where nothing is said."""
    if channel == "strokeDash":
        given = [dash and tuple(dash) for dash in given]
    written = {value: _attribute(channel, value, plot, words) for value in set(given)}
    return [written[value] for value in given]


def _attribute(channel: str, value: Any, plot: Plot, words: bool) -> str:
    """Return one attribute."""
    name, plain = ATTRIBUTES[channel]
    if value in plain:
        return ""
    if channel in ("fill", "stroke"):
        text = _paint(value, plot, words)
    elif channel == "align":
        text = ANCHORS[value]
    elif channel == "strokeDash":
        text = ",".join(f"{part:g}" for part in value)
    else:
        text = value if isinstance(value, str) else f"{value:g}"
    return f' {name}="{escape(text)}"'


def _paint(colour: str, plot: Plot, words: bool) -> str:
    """Return what a colour of the drawings is in the page."""
    if colour == HATCH:
        return f"url(#{plot.hatch})"
    found = (WORDS.get(colour) if words else None) or VARIABLES.get(colour)
    if found is None:
        raise _refused("colour", colour, "a mark")
    return found


# The marks.


def _rects(given: LayerOfSpec) -> Iterator[SvgMark]:
    """Boxes."""
    for look, (x, y, x2, y2) in zip(given.looks, given.rows_of("x", "y", "x2", "y2"), strict=True):
        yield SvgMark(look, f'path d="M{short(x)},{short(y)}H{short(x2)}V{short(y2)}H{short(x)}Z"')


def _rules(given: LayerOfSpec) -> Iterator[SvgMark]:
    """Straight lines."""
    for look, (x, y, x2, y2) in zip(given.looks, given.rows_of("x", "y", "x2", "y2"), strict=True):
        to = f"V{short(y2)}" if x == x2 else f"H{short(x2)}" if y == y2 else f"L{short(x2)},{short(y2)}"
        yield SvgMark(look, f'path d="M{short(x)},{short(y)}{to}"')


_H = sqrt(3) / 2
CORNERS: Mapping[str, Sequence[tuple[float, float]]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((-1, 0), (0, -1), (1, 0), (0, 1)),
    "triangle-up": ((0, -_H), (-1, _H), (1, _H)),
    "triangle-down": ((0, _H), (-1, -_H), (1, -_H)),
    "triangle-right": ((_H, 0), (-_H, -1), (-_H, 1)),
}
"""Corners of the shapes of points, in halves of the square root of their size."""


def _points(given: LayerOfSpec) -> Iterator[SvgMark]:
    """Shapes about a place."""
    for look, (x, y, shape, size) in zip(given.looks, given.rows_of("x", "y", "shape", "size"), strict=True):
        half = sqrt(size) / 2
        if shape == "circle":
            yield SvgMark(look, f'circle cx="{short(x)}" cy="{short(y)}" r="{short(half)}"')
        elif shape in CORNERS:
            yield SvgMark(
                look, f'path d="{line([(x + u * half, y + v * half) for u, v in CORNERS[shape]])}Z"'
            )
        else:
            raise _refused("shape", shape, "a point")


def _texts(given: LayerOfSpec) -> Iterator[SvgMark]:
    """Words."""
    for look, (x, y, text) in zip(given.looks, given.rows_of("x", "y", "text"), strict=True):
        yield SvgMark(look, f'text x="{short(x)}" y="{short(y)}"', f">{escape(text, quote=False)}</text>")


def _pieces(given: LayerOfSpec, *channels: str) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Return the look and the places of each piece of a line or area, from left to right."""
    found: dict[tuple[Any, str], list[tuple[Any, ...]]] = {}
    for detail, look, place in zip(
        given.columns["detail"], given.looks, given.rows_of(*channels), strict=True
    ):
        found.setdefault((detail, look), []).append(place)
    for (_, look), places in found.items():
        yield look, sorted(places, key=lambda place: place[0])


def _lines(given: LayerOfSpec) -> Iterator[SvgMark]:
    """Lines through the rows of one detail."""
    for look, places in _pieces(given, "x", "y"):
        yield SvgMark(look, f'path d="{line(places)}"')


def _areas(given: LayerOfSpec) -> Iterator[SvgMark]:
    """Fields between two lines."""
    for look, places in _pieces(given, "x", "y", "y2"):
        back = [(x, low) for x, _, low in reversed(places)]
        yield SvgMark(look, f'path d="{line([*((x, high) for x, high, _ in places), *back])}Z"')


def _shapes(given: LayerOfSpec) -> Iterator[SvgMark]:
    """Places of a map, in pixels."""
    for look, row in zip(given.looks, given.rows, strict=True):
        form = row["geometry"]
        if form["type"] != "Polygon":
            raise _refused("geometry", form["type"], "a shape")
        rings = tuple(tuple((x, y) for x, y in ring) for ring in form["coordinates"])
        yield SvgMark(look, f'path d="{_outline(rings)}"')


@lru_cache(maxsize=1024)
def _outline(rings: tuple[tuple[tuple[float, float], ...], ...]) -> str:
    """Return closed lines; kept, since one outline serves many pages."""
    return closed(rings)


IDENTITY: Mapping[str, Any] = {"type": "identity", "scale": 1}
SETTINGS: Mapping[str, Any] = {"baseline": "alphabetic"}
"""Settings of marks that are always so."""
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
ATTRIBUTES: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "fill": ("fill", (None,)),
    "stroke": ("stroke", (None,)),
    "strokeWidth": ("stroke-width", (1,)),
    "strokeDash": ("stroke-dasharray", (None, (1, 0))),
    "strokeJoin": ("stroke-linejoin", (None,)),
    "opacity": ("opacity", (1,)),
    "size": ("font-size", ()),
    "align": ("text-anchor", ("left",)),
    "fontWeight": ("font-weight", ("normal",)),
}
"""Attributes of the looks, and the values for which they need not be written."""
_LOOK: Mapping[str, Any] = {"fill": None, "stroke": None, "strokeWidth": 1, "strokeDash": None, "opacity": 1}
PENS: Mapping[str, Pen] = {
    "rect": Pen(_rects, ("x", "y", "x2", "y2"), _LOOK),
    "rule": Pen(_rules, ("x", "y", "x2", "y2"), {k: v for k, v in _LOOK.items() if k != "fill"}),
    "point": Pen(_points, ("x", "y", "shape", "size"), {**_LOOK, "strokeWidth": 2}),
    "text": Pen(_texts, ("x", "y", "text"), {"fill": None, "size": 11, "align": "left", "fontWeight": "normal"}),
    "line": Pen(_lines, ("x", "y", "detail"), {"stroke": None, "strokeWidth": 2, "strokeDash": None, "strokeJoin": None}),
    "area": Pen(_areas, ("x", "y", "y2", "detail"), {"fill": None, "opacity": 1}),
    "geoshape": Pen(_shapes, (), {"fill": None, "stroke": None, "strokeWidth": 1}),
}  # fmt: skip
"""What is drawn. Channels of the place in ``columns``; looks with what they are where nothing is said."""
