"""The map as the world is: capitals lie in their states (co-ordinates of the cities from Natural Earth)."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest


def inside(ring: list[float], x: float, y: float) -> bool:
    """Tell whether a point is in a ring (crossing number)."""
    points = list(zip(ring[::2], ring[1::2], strict=True))
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(points):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def places(outline: pl.DataFrame, x: float, y: float) -> set[int | None]:
    found = {}
    for iso3, polygon, hole, ccode, ring in outline.select(
        "iso3", "polygon", "hole", "ccode", "coordinates"
    ).iter_rows():
        if inside(ring, x, y):
            found[iso3, polygon] = None if hole else ccode
    return {state for state in found.values() if state is not None}


@pytest.mark.parametrize(
    ("city", "x", "y", "ccode"),
    [
        ("Tehran", 51.42, 35.67, 630),
        ("Moscow", 37.62, 55.75, 365),
        ("Washington", -77.01, 38.90, 2),
        ("London", -0.12, 51.50, 200),
        ("Berlin", 13.40, 52.52, 255),
        ("Beijing", 116.39, 39.93, 710),
        ("Ankara", 32.86, 39.93, 640),
        ("Baghdad", 44.39, 33.34, 645),
        ("Riyadh", 46.77, 24.64, 670),
        ("Damascus", 36.30, 33.50, 652),
        ("Kyiv", 30.51, 50.43, 369),
        ("Belgrade", 20.47, 44.82, 345),
        ("Vladivostok", 131.9, 43.13, 365),
        ("Anadyr", 177.5, 64.73, 365),
        ("Juba", 31.58, 4.83, 626),
        ("Sana'a", 44.20, 15.36, 679),
        ("Hanoi", 105.85, 21.03, 816),
        ("Seoul", 127.0, 37.57, 732),
        ("Prishtina", 21.17, 42.67, 347),
        ("Canberra", 149.13, -35.28, 900),
    ],
)
def test_capitals_lie_in_their_states(edition, city, x, y, ccode):
    assert places(edition("world_outline"), x, y) == {ccode}


def test_crimea_is_drawn_as_the_united_nations_draw_it(edition):
    """General Assembly resolution 68/262."""
    assert places(edition("world_outline"), 34.4, 45.2) == {369}


def test_lesotho_is_a_hole_in_south_africa(edition):
    assert places(edition("world_outline"), 28.2, -29.6) == {570}
    holes = edition("world_outline").filter("hole")
    assert holes["iso3"].to_list() == ["ZAF"]


def test_dependencies_have_no_state(edition):
    nameless = set(edition("world_outline").filter(pl.col("ccode").is_null())["iso3"])
    assert {"ATA", "GRL", "ESH", "PSE"} <= nameless


def test_rings_are_closed_and_on_the_globe(edition):
    for ring in edition("world_outline")["coordinates"].to_list():
        assert len(ring) >= 8
        assert len(ring) % 2 == 0
        assert ring[:2] == ring[-2:]
        assert max(abs(x) for x in ring[::2]) <= 180
        assert max(abs(y) for y in ring[1::2]) <= 90


def test_all_great_powers_are_there(edition):
    assert {2, 200, 220, 255, 365, 640, 710, 740} <= set(edition("world_outline")["ccode"].drop_nulls())
    assert edition("world_outline")["iso3"].n_unique() == 177
