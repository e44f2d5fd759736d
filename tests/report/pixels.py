"""Pictures as pixels, for tests: ours and those that Vega makes of the same specification, by one rasteriser."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Any
from xml.etree import ElementTree

import numpy as np
import vl_convert
from numpy.typing import NDArray

from westphalia.report import draw
from westphalia.report.charts.style import HATCH, HUES

VEGA_LITE = "5.20"
Words = tuple[str, str, str, str, float, float]


def ours(spec: dict[str, Any]) -> str:
    """Return our picture in the colours that its specification has, hatching as a plain field."""
    svg = draw.svg(spec, "n", "a picture").replace("url(#n-hatch)", HATCH)
    svg = re.sub(r"var\(--([a-z]+)(?:-text)?\)", lambda match: HUES[match[1]].light, svg)
    width, height = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups()
    return svg.replace("<svg", f'<svg width="{width}" height="{height}" font-family="system-ui"', 1)


def vegas(spec: dict[str, Any]) -> str:
    """Return the picture that Vega makes; nothing is read from any address."""
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return svg


def differs(spec: dict[str, Any]) -> float:
    """Return the share of pixels of which a colour differs by more than 32 of 255."""
    one, two = pixels(ours(spec)), pixels(vegas(spec))
    assert one.shape == two.shape
    return float((np.abs(one - two).max(axis=2) > 32).mean())


def pixels(svg: str) -> NDArray[np.int16]:
    """Return a picture on white, as rows of red, green and blue, its words in the one font that the rasteriser brings along."""
    svg = svg.replace('"system-ui"', '"sans-serif"')
    body = svg.index(">") + 1
    png = vl_convert.svg_to_png(f'{svg[:body]}<rect width="100%" height="100%" fill="#ffffff"/>{svg[body:]}')
    return decoded(png)[:, :, :3].astype(np.int16)


def decoded(png: bytes) -> NDArray[np.uint8]:
    """Return the pixels of a PNG with eight bits and four channels, its rows as they are or each as steps from the left."""
    at, packed, head = 8, b"", b""
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        head, packed = (body if kind == b"IHDR" else head), packed + (body if kind == b"IDAT" else b"")
        at += size + 12
    width, height, *form = struct.unpack(">IIBBBBB", head)
    assert form == [8, 6, 0, 0, 0]
    raw = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + 4 * width)
    assert set(raw[:, 0].tolist()) <= {0, 1}
    steps, rows = raw[:, 0] == 1, raw[:, 1:].reshape(height, width, 4).copy()
    rows[steps] = np.cumsum(rows[steps], axis=1, dtype=np.uint8)
    return rows


def words(svg: str) -> list[Words]:
    """Return the words of a picture in order: text, anchor, weight, size, and where they stand."""
    found: list[Words] = []

    def walk(node: ElementTree.Element, given: dict[str, str], x: float, y: float) -> None:
        given = {**given, **node.attrib}
        if moved := re.match(r"translate\(([-\d.]+),([-\d.]+)\)", node.get("transform", "")):
            x, y = x + float(moved[1]), y + float(moved[2])
        if node.tag.endswith("}text"):
            place = round(x + float(node.get("x", 0)), 1), round(y + float(node.get("y", 0)), 1)
            look = (given.get(key, usual) for key, usual in USUAL.items())
            found.append((node.text or "", *(part.removesuffix("px") for part in look), *place))
        for child in node:
            walk(child, given, x, y)

    walk(ElementTree.fromstring(svg), {}, 0, 0)
    return found


USUAL = {"text-anchor": "start", "font-weight": "normal", "font-size": ""}
