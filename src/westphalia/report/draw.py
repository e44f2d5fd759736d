"""Charts to pictures: each specification drawn as SVG at two widths, made small, and coloured by the page's style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from typing import Any

from westphalia.report import charts
from westphalia.report.charts.style import HATCH, ROLES, VARIABLES
from westphalia.report.page import Chart

WIDE, NARROW = 960, 340
_PEN = ThreadPoolExecutor(max_workers=1, thread_name_prefix="draw")
"""The one worker that draws, whoever asks: the renderer is one engine, and pages are made while it draws. It begins with the first drawing."""
VEGA_LITE = "5.20"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn for a wide and for a narrow screen, as SVG to be put into a page."""

    wide: str
    narrow: str


def warm() -> Future[str]:
    """Start the renderer in the background (0.4 s); call it before the data are read, and nobody waits for it."""
    dot: dict[str, Any] = {
        "data": {"values": [{"x": 1}]},
        "mark": "point",
        "encoding": {"x": {"field": "x", "type": "quantitative"}},
    }
    return _PEN.submit(render, dot)


def render(spec: dict[str, Any]) -> str:
    """Return a Vega-Lite specification as SVG; nothing is read from any address.

    The renderer measures every word, which takes most of its time and changes nothing where all words have their places: so
    layers of words with places are written here.
    """
    import vl_convert

    spec = printable(spec)
    rows = [row for layer in spec.get("layer", ()) if placed(layer) for row in layer["data"]["values"]]
    if "layer" in spec:
        spec = {**spec, "layer": [layer for layer in spec["layer"] if not placed(layer)]}
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return svg.removesuffix("</svg>") + words(rows, spec["padding"]) + "</svg>" if rows else svg


def placed(layer: Mapping[str, Any]) -> bool:
    """Tell whether a layer is of words that bring their places in pixels."""
    return bool(layer["mark"]["type"] == "text" and layer["encoding"]["x"].get("scale", "") is None)


ALIGN = {"left": "start", "center": "middle", "right": "end"}


def words(rows: Iterable[Mapping[str, Any]], pad: Mapping[str, float]) -> str:
    """Return words as SVG, as the renderer would write them."""
    out = "".join(
        f'<text x="{row["x"]}" y="{row["y"]}" font-size="{row["size"]}" fill="{row["fill"]}" text-anchor="{ALIGN[row["align"]]}" '
        f'font-weight="{row["weight"]}">{escape(row["text"], quote=False)}</text>'
        for row in rows
    )
    return f'<g transform="translate({pad["left"]},{pad["top"]})">{out}</g>'


UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(node: Any) -> Any:
    """Return a specification without characters that XML cannot hold: the renderer ends the process over them."""
    if isinstance(node, str):
        return UNPRINTABLE.sub("", node)
    if isinstance(node, dict):
        return {printable(key): printable(value) for key, value in node.items()}
    return [printable(value) for value in node] if isinstance(node, list) else node


Job = tuple[Chart, list[Future[str]]]
_BEGUN: dict[int, Job] = {}
"""Drawings begun ahead, by the identity of the chart that each holds."""


def begin(given: Iterable[Chart]) -> None:
    """Begin to draw charts of a page that is still being made; :func:`draw` waits for them."""
    for chart in given:
        if not charts.empty(chart):
            _BEGUN[id(chart)] = _begin(chart)


def _begin(chart: Chart) -> Job:
    return chart, [_PEN.submit(render, charts.spec(chart, width)) for width in (WIDE, NARROW)]


def _job(chart: Chart) -> Job:
    """Return the drawings of a chart, begun ahead or now."""
    ahead = _BEGUN.pop(id(chart), None)
    return _begin(chart) if ahead is None else ahead


def draw(given: Iterable[Chart]) -> dict[str, Drawing]:
    """Draw charts at both widths; those with nothing to draw are left out.

    Returns
    -------
    dict
        Drawings by the identifier of the chart.
    """
    jobs = [_job(chart) for chart in given if not charts.empty(chart)]
    out = {}
    for chart, (wide, narrow) in jobs:
        out[chart.id] = Drawing(
            clean(wide.result(), f"{chart.id}-w", chart.alt),
            clean(narrow.result(), f"{chart.id}-n", chart.alt),
        )
    return out


_CLIP = re.compile(r"(?<=id=\")clip\d+(?=\")|(?<=url\(#)clip\d+(?=\))")
_TAG = re.compile(r"<[^<>]+>")
_NOISE = re.compile(
    r'<path class="(?:background|foreground)"[^<>]*/>'
    r'|<g class="mark-[a-z]+ role-(?:axis-(?:tick|grid|label|title|domain)|mark)[^<>]*></g>'
)
_EMPTY = re.compile(r"<g(?: [^<>]*)?></g>")
_ATTRIBUTES = re.compile(
    r' (?:class|role|aria-[a-z]+|pointer-events|font-family|version|xmlns:xlink|stroke-miterlimit)="[^"]*"'
    r'| opacity="1"| stroke-width="1"| stroke-dasharray="1,0"| text-anchor="start"| font-weight="normal"'
    r'| transform="translate\(0,0\)"| stroke-opacity="1"'
)
_LONG = re.compile(r"-?\d*\.\d{2,}(?:e-?\d+)?")
_COLOUR = re.compile(r'(fill|stroke)="(#[0-9A-Fa-f]{6})"')
_BARE = re.compile(r"<g>((?:(?!</?g[ >]).)*)</g>", re.DOTALL)
_WORDS = {ROLES[role]: f"var(--{role}-text)" for role in ("a", "b", "pair", "warning", "leader", "other")}


def clean(svg: str, name: str, alt: str) -> str:
    """Make an SVG of the renderer fit for a page: small, with style sheet colours, hatching and a text alternative.

    Only tags are changed, never the words between them.
    """
    name = re.sub(r"[^A-Za-z0-9_-]", "-", name)
    svg = _NOISE.sub("", svg)
    clips = {clip: f"{name}-{i}" for i, clip in enumerate(dict.fromkeys(_CLIP.findall(svg)))}
    svg = _TAG.sub(lambda match: _tag(match[0], name, clips), svg)
    for pattern, new in ((_EMPTY, ""), (_BARE, r"\1")):
        before = ""
        while before != svg:
            before, svg = svg, pattern.sub(new, svg)
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    box = f"{size[1]} {size[2]}" if size else f"{WIDE} {WIDE}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt)}" viewBox="0 0 {box}">'
    )
    defs = _HATCH.format(id=f"{name}-hatch") if f"#{name}-hatch" in svg else ""
    return head + defs + svg[svg.index(">") + 1 :]


_HATCH = (
    '<defs><pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0,0V6" stroke="var(--hatch)" stroke-width="2"/></pattern></defs>'
)


def _tag(tag: str, name: str, clips: Mapping[str, str]) -> str:
    """Return a tag without what the page does not need, with rounded numbers and variable colours."""
    tag = _ATTRIBUTES.sub("", tag)
    tag = _LONG.sub(lambda match: _short(match[0]), tag)
    words = tag.startswith("<text")
    tag = _COLOUR.sub(lambda match: f'{match[1]}="{_variable(match[2].upper(), name, words)}"', tag)
    return _CLIP.sub(lambda match: clips.get(match[0], match[0]), tag)


def _short(text: str) -> str:
    """Round a number to one decimal, without a zero that says nothing."""
    return f"{float(text):.1f}".removesuffix(".0").replace(
        "-0", "-0" if text[0] == "-" and abs(float(text)) >= 0.05 else "0", 1
    )


def _variable(colour: str, name: str, words: bool) -> str:
    """Return what a placeholder colour becomes in the page."""
    if colour == HATCH:
        return f"url(#{name}-hatch)"
    return (_WORDS.get(colour) if words else None) or VARIABLES.get(colour, colour)
