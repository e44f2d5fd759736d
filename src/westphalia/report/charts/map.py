"""The world with groups of states coloured, Equal Earth projection.

Rows
----
iso3 : str
    Code of the place in the outline.
group : str
    Which group: "sanctions Russia".
label : str, optional
    Written on the map where it fits. Give it to few.
role : str, optional
    Colour, if the group has none in ``groups``.

Options
-------
shapes : [{"iso3": str, "rings": [[lon, lat, lon, lat, ...] or [[lon, lat], ...], ...]}, ...]
    Outline of the world (table ``world_outline``), rings of one place may be given in several entries; holes need no mark.
groups : {group: {"role": str, "text": str}}
    Colour and words of the key, in order. Places without a row are blank land.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from westphalia.report.charts.canvas import Sheet, Spec, frame
from westphalia.report.charts.style import INK, LAND, PAPER, SOFT, Sizes, colour, sizes, text_width
from westphalia.report.page import Chart

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_WEST, _EAST, _NORTH, _SOUTH = -2.52, 2.7, 1.33, -1.05
SKIPPED = ("ATA",)
Ring = list[tuple[float, float]]
Rings = tuple[tuple[tuple[float, float], ...], ...]


class PlaceOnMap(NamedTuple):
    """A place in pixels: its rings, and the middle of the largest of them with its width."""

    rings: Rings
    centre: tuple[float, float, float]


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Project a place with the Equal Earth projection (Savric, Patterson and Jenny 2019), in radii of the globe.

    Parameters
    ----------
    longitude, latitude : float
        In degrees.
    """
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = (
        2
        * sqrt(3)
        * radians(longitude)
        * cos(theta)
        / (3 * (9 * _A4 * t6 * t2 + 7 * _A3 * t6 + 3 * _A2 * t2 + _A1))
    )
    return x, theta * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))


def drawable(chart: Chart) -> bool:
    """Tell whether there is an outline and a place to colour.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    return bool(chart.options.get("shapes")) and bool(chart.rows)


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of a map.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size = sizes(width)
    looks, words = _groups(chart)
    group_of = {str(row.get("iso3")): row for row in chart.rows}
    over = Sheet()
    top = _key(over, words, looks, width, size)
    found = _places(_outlines(chart.options["shapes"]), width)
    features = []
    for iso3, place in found.items():
        row = group_of.get(iso3)
        fill = LAND if row is None else looks.get(str(row.get("group")), colour(row.get("role")))
        features.append(_feature(iso3, str(row.get("group")) if row else "", fill, place.rings))
    _labels(over, chart.rows, found, top, width, size)
    geometry = {
        "data": {"values": features},
        "projection": {"type": "identity", "scale": 1, "translate": [0, top]},
        "mark": {"type": "geoshape", "stroke": PAPER, "strokeWidth": 0.5},
        "encoding": {"fill": {"field": "properties.fill", "type": "nominal", "scale": None}},
    }
    return frame((width, height(width) + top), (0, 0, 0, 0), [geometry, *over.layers()], chart.alt)


def height(width: int) -> float:
    """Return how high a map of a width is, in pixels.

    Parameters
    ----------
    width : int
        In pixels.
    """
    return (_NORTH - _SOUTH) * width / (_EAST - _WEST)


def spot(longitude: float, latitude: float, width: int) -> tuple[float, float]:
    """Return where a place lies on a map of a width, in pixels from its upper left corner.

    Parameters
    ----------
    longitude, latitude : float
        In degrees.
    width : int
        Of the map, in pixels.
    """
    x, y = equal_earth(longitude, latitude)
    scale = width / (_EAST - _WEST)
    return (x - _WEST) * scale, (_NORTH - y) * scale


def land(shapes: Iterable[Mapping[str, Any]], width: int, top: float) -> Spec:
    """Return the layer of all land, without borders.

    Parameters
    ----------
    shapes : iterable of mapping
        As in the options of a map.
    width : int
        Of the map, in pixels.
    top : float
        Where it begins, in pixels.
    """
    features = [
        _feature(iso3, "", LAND, place.rings) for iso3, place in _places(_outlines(shapes), width).items()
    ]
    return {
        "data": {"values": features},
        "projection": {"type": "identity", "scale": 1, "translate": [0, top]},
        "mark": {"type": "geoshape", "stroke": LAND, "strokeWidth": 0.5},
        "encoding": {"fill": {"field": "properties.fill", "type": "nominal", "scale": None}},
    }


Outlines = tuple[tuple[str, tuple[tuple[float, ...], ...]], ...]


def _outlines(given: Iterable[Mapping[str, Any]]) -> Outlines:
    """Return the rings of each entry as longitude, latitude, longitude, latitude ..., as they can be a key of what is kept."""
    return tuple((str(each["iso3"]), tuple(map(_flat, each["rings"]))) for each in given)


def _flat(ring: Sequence[Any]) -> tuple[float, ...]:
    """Return a ring of pairs or of numbers as numbers."""
    return tuple(chain.from_iterable(ring)) if ring and isinstance(ring[0], (list, tuple)) else tuple(ring)


@lru_cache(maxsize=8)
def _places(given: Outlines, width: int) -> dict[str, PlaceOnMap]:
    """Return the places that are large enough to be drawn; kept, since one outline serves many pages."""
    scale, found = width / (_EAST - _WEST), {}
    for iso3, rings in _projected(given).items():
        drawn = [placed for ring in rings if len(placed := _pixels(ring, scale)) > 3]
        if drawn:
            found[iso3] = PlaceOnMap(tuple(map(tuple, drawn)), _centre(max(drawn, key=_area)))
    return found


@lru_cache(maxsize=2)
def _projected(given: Outlines) -> dict[str, list[Ring]]:
    """Return the rings of each place on the map, in radii of the globe, for both widths."""
    found: dict[str, list[Ring]] = {}
    for iso3, rings in given:
        if iso3 not in SKIPPED:
            parts = (part for ring in rings for part in cut(ring))
            found.setdefault(iso3, []).extend([equal_earth(*point) for point in part] for part in parts)
    return found


def _groups(chart: Chart) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colour and the words of each group in order."""
    given: Mapping[str, Mapping[str, Any]] = chart.options.get("groups", {})
    roles = {str(row.get("group")): row.get("role", "other") for row in chart.rows}
    names = [
        *map(str, given),
        *(n for n in dict.fromkeys(str(r.get("group")) for r in chart.rows) if n not in given),
    ]
    looks = {n: colour(given.get(n, {}).get("role", roles.get(n))) for n in names}
    return looks, {n: str(given.get(n, {}).get("text", n)) for n in names}


def cut(ring: Sequence[float]) -> list[Ring]:
    """Return a ring as pairs, in two parts where it crosses the edge of the map at 180 degrees.

    Parameters
    ----------
    ring : sequence of float
        Longitudes and latitudes in turn, in degrees.
    """
    if not ring:
        return []
    if max(ring[::2]) - min(ring[::2]) <= 180:
        return [list(zip(ring[::2], ring[1::2], strict=True))]
    whole: Ring = []
    turn = 0.0
    for longitude, latitude in zip(ring[::2], ring[1::2], strict=True):
        place = float(longitude) + turn
        if whole and abs(place - whole[-1][0]) > 180:
            turn += 360 if place < whole[-1][0] else -360
            place = float(longitude) + turn
        whole.append((place, float(latitude)))
    if not any(abs(p[0]) > 180.01 for p in whole):
        return [whole]
    parts = ([(p[0] + shift, p[1]) for p in whole] for shift in (-360, 0, 360))
    return [part for moved in parts if (part := _side(_side(moved, -180, 1), 180, -1))]


def _side(ring: Ring, edge: float, sign: int) -> Ring:
    """Return what lies on one side of a meridian (Sutherland and Hodgman 1974)."""
    out: Ring = []
    for a, b in pairwise([*ring, ring[0]] if ring else []):
        inside, next_inside = ((p[0] - edge) * sign >= 0 for p in (a, b))
        if inside:
            out.append(a)
        if inside != next_inside:
            out.append((edge, a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0])))
    return out


def _pixels(ring: Ring, scale: float) -> Ring:
    """Return a ring in half pixels, leaving out points that fall on each other."""
    out: Ring = []
    for x, y in ring:
        point = round((x - _WEST) * scale * 2) / 2, round((_NORTH - y) * scale * 2) / 2
        if not out or abs(point[0] - out[-1][0]) + abs(point[1] - out[-1][1]) >= 1:
            out.append(point)
    if out and out[0] != out[-1]:
        out.append(out[0])
    return out


def _area(ring: Ring) -> float:
    """Return the area of a ring in square pixels."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def _centre(ring: Ring) -> tuple[float, float, float]:
    """Return the middle of a ring and its width."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return sum(xs) / len(xs), sum(ys) / len(ys), max(xs) - min(xs)


def _feature(iso3: str, group: str, fill: str, rings: Rings) -> Spec:
    """Return a place as GeoJSON in pixels from the upper edge of the map."""
    geometry = {"type": "Polygon", "coordinates": rings}
    return {
        "type": "Feature",
        "properties": {"iso3": iso3, "group": group, "fill": fill},
        "geometry": geometry,
    }


def _key(sheet: Sheet, words: Mapping[str, str], looks: Mapping[str, str], width: int, size: Sizes) -> float:
    """Write what the colours stand for, over the map; return the room it took."""
    x, y = 2.0, 4.0
    for name, text in words.items():
        wide = 20 + text_width(text, size.tick) + 16
        if x > 2 and x + wide > width:
            x, y = 2.0, y + size.line + 2
        sheet.rect(x, y, x + 13, y + 13, looks[name])
        sheet.text(x + 18, y + 11, text, size.tick, INK)
        x += wide
    return y + size.line + 8 if words else 0.0


def _labels(
    sheet: Sheet,
    rows: Iterable[Mapping[str, Any]],
    found: Mapping[str, PlaceOnMap],
    top: float,
    width: int,
    size: Sizes,
) -> None:
    """Write names in the middle of places."""
    named = (
        (
            str(row["label"]),
            place.centre[0],
            place.centre[1] + top,
            SOFT if row.get("role") == "other" else INK,
        )
        for row in rows
        if row.get("label") and (place := found.get(str(row.get("iso3")))) is not None
    )
    names(sheet, named, width, size)


def names(sheet: Sheet, named: Iterable[tuple[str, float, float, str]], width: int, size: Sizes) -> None:
    """Write names on a map where they do not touch each other, the first first.

    Parameters
    ----------
    sheet : Sheet
        What is written on.
    named : iterable of tuple
        Each name, where its middle lies in pixels, and its colour.
    width : int
        Of the map, in pixels.
    size : Sizes
        Of letters.
    """
    taken: list[tuple[float, float, float]] = []
    for text, x, y, look in named:
        wide = text_width(text, size.tick, True)
        left = min(max(x - wide / 2, 0), width - wide)
        if all(left > b + 4 or left + wide + 4 < a or abs(y - at) > size.line for a, b, at in taken):
            taken.append((left, left + wide, y))
            sheet.text(left, y + 4, text, size.tick, look, "left", "bold")
