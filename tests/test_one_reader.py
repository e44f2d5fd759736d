"""What several rooms say of one thing is read in one place: who opens a list, and that every room says the same."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from westphalia.measures.core.ties import ties
from westphalia.measures.reading import series
from westphalia.measures.registry import get
from westphalia.measures.remoteness import capital_distances
from westphalia.measures.values import values
from westphalia.models.partnership.features import FEATURES
from westphalia.models.partnership.inputs import Pairs, inputs, pairs_of
from westphalia.record.geography import EQUATOR, MEAN_RADIUS
from westphalia.record.grid import build
from westphalia.record.history import Snapshot, of_rows
from westphalia.record.in_force import contiguity, major_powers
from westphalia.record.world import World

SOURCE = Path(wp.__file__).parent
READERS = {"major_powers": "in_force.py", "contiguity": "in_force.py", "capitals": "geography.py"}
OPENS = ("read", "table", "scan", "pair_spells", "pair_rows", "state_rows")
"""What opens a table by its name."""
WORLD = wp.load()
YEARS = (1816, 2025)
PLACED = tuple(
    next(each for each in FEATURES if each.name == name)
    for name in ("one_major", "two_majors", "contiguous", "capitals")
)
"""Features that panels say too."""


def test_one_module_names_each_list_that_it_reads():
    found: dict[str, set[str]] = {name: set() for name in READERS}
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.parent == SOURCE / "record" / "tables" or not any(f'"{name}"' in text for name in READERS):
            continue
        for node in ast.walk(ast.parse(text)):
            called = getattr(getattr(node, "func", None), "id", None) or getattr(
                getattr(node, "func", None), "attr", None
            )
            if called in OPENS and isinstance(node, ast.Call):
                for arg in node.args:
                    if isinstance(arg, ast.Constant) and arg.value in READERS:
                        found[arg.value].add(path.relative_to(SOURCE).as_posix())
    assert found == {name: {f"record/{module}"} for name, module in READERS.items()}


def test_nothing_else_opens_the_lists(monkeypatch):
    opened: set[tuple[str, str]] = set()
    scan = World.scan

    def watched(self: World, name: str, *, raw: bool = False) -> pl.LazyFrame:
        opened.add((name, sys._getframe(1).f_globals["__name__"]))
        return scan(self, name, raw=raw)

    monkeypatch.setattr(World, "scan", watched)
    world = World(WORLD.manifest)  # of which nothing is kept yet
    wp.panel.dyad_years(world, (2000, 2001)).add(
        "contiguity",
        "contiguity-as-listed",
        "majors",
        "capital-distance",
        "land-contiguity",
        "major-power-dyad",
    ).filter(politically_relevant=True).collect()
    wp.panel.state_years(world, (2000, 2001)).add("neighbours", "nearest-capital", "global-powers").collect()
    wp.network(world, "contiguity", 2000)
    wp.brief(world, "Russia", "Iran", 2000, quick=True)
    russia, iran = world.state(365), world.state(630)
    for name in ("contiguity", "capital_distance", "not_contiguous", "log_capital_distance"):
        series(world, get(name), (russia, iran), (2000, 2001))
    capital_distances(world, build(world, (2000, 2000), "cow", dyads=True, directed=False))
    wp.array(world, "grievance_great_powers", 2000)
    ties(world, 2000)
    inputs(
        world,
        pairs_of(world, 2000, 2000),
        tuple(f for f in FEATURES if f.name in ("capitals", "contiguous", "one_major")),
    )
    for name in ("contiguity", "capital_distance"):
        wp.array(world, name, 2000)
    held = {(name, module) for name, module in opened if name in READERS}
    assert held == {(name, "westphalia.record.spells") for name in READERS}


@pytest.fixture(scope="module")
def pairs() -> pl.DataFrame:
    """Return all pairs of all years with what panels say of them."""
    asked = wp.panel.dyad_years(WORLD, YEARS, directed=False)
    return asked.add("contiguity", "majors", "capital-distance", carry="last").collect()


@pytest.fixture(scope="module")
def grid():
    return build(WORLD, YEARS, "cow", dyads=True, directed=False)


def test_major_powers_are_the_same_in_every_room(pairs, grid):
    from westphalia.measures.relation.sources import majors
    from westphalia.report.brief.portrait import _major

    panel = pairs["cowmaj1"].to_numpy() + pairs["cowmaj2"].to_numpy()
    np.testing.assert_array_equal(panel, majors(WORLD, grid))
    listed = major_powers(WORLD)
    for year in range(YEARS[0], YEARS[1] + 1):
        powers = set(listed.in_year(year)["ccode"])
        now = Snapshot(WORLD, year)
        assert year > 2016 or set(now.codes[now["major_power"] == 1].tolist()) == powers
        asked = wp.array(WORLD, "major_power", year, carry="last", system="cow")
        assert {code for code, value in zip(asked.states, asked.value, strict=True) if value == 1} == powers
        of = ties(WORLD, year)
        assert set(of.codes[of.major].tolist()) == powers
        for code in (220, 255) if year in (1816, 1918, 1940, 1991, 2016, 2022) else ():
            told = _major(WORLD, code, year)
            assert (told.value, told.observed) == (code in powers, min(year, 2016))
    assert pairs["majors_observed"].to_list() == np.minimum(grid.when + grid.first, 2016).tolist()


def test_contiguity_is_the_same_in_every_room(pairs, grid):
    from westphalia.measures.relation.sources import bordering

    kind = pairs["conttype"].to_numpy()
    np.testing.assert_array_equal(kind, contiguity(WORLD).on(grid, "conttype"))
    np.testing.assert_array_equal(bordering(WORLD, grid), (kind > 0) & (kind <= 4))
    index, known = values(WORLD, "not_contiguous", grid).value, grid.when + grid.first <= 2016
    np.testing.assert_array_equal(index[known] < 1, kind[known] > 0)
    read = of_rows(WORLD, "contiguity", grid.when + grid.first, grid.codes[grid.one], grid.codes[grid.two])
    np.testing.assert_array_equal(read[known], kind[known])
    for year in (1816, 1914, 1990, 2016, 2022):
        layer = wp.array(WORLD, "contiguity", year, carry="last", system="cow")
        here = grid.when == year - grid.first
        at = [np.searchsorted(layer.states, grid.codes[side[here]]) for side in (grid.one, grid.two)]
        there = ~np.isnan(
            layer.value[at[0], at[1]]
        )  # a state new since the list ended is in it only as a zero
        np.testing.assert_array_equal(layer.value[at[0], at[1]][there], kind[here][there])
        assert layer.observed == min(year, 2016)


def test_distances_are_the_same_in_every_room_but_for_the_radius_of_panels(pairs, grid):
    from westphalia.report.brief.places import distances

    measured = capital_distances(WORLD, grid)
    panel = pairs["capdist"].fill_null(np.nan).to_numpy() * MEAN_RADIUS / EQUATOR
    same = np.isclose(measured, panel, rtol=1e-7)  # panels have eight digits
    assert same.mean() > 0.99  # in a year in which a capital moved panels have the first
    for year in (1850, 1914, 1959, 2022):
        page, here = distances(WORLD, year), np.flatnonzero(grid.when == year - grid.first)
        for row in here[:: max(1, len(here) // 500)]:
            told = page[int(grid.codes[grid.one[row]]), int(grid.codes[grid.two[row]])]
            assert told == pytest.approx(measured[row], rel=1e-10)
        layer = wp.array(WORLD, "capital_distance", year, system="cow")
        at = [np.searchsorted(layer.states, grid.codes[side[here]]) for side in (grid.one, grid.two)]
        np.testing.assert_allclose(layer.value[at[0], at[1]], measured[here])


@pytest.mark.parametrize(
    ("one", "two", "year"), [(365, 630, 1913), (220, 255, 1940), (770, 750, 1959), (2, 20, 2016)]
)
def test_a_measure_of_one_pair_is_that_of_all(pairs, one, two, year):
    panel = pairs.filter(ccode1=min(one, two), ccode2=max(one, two))
    kinds = dict(panel.filter(pl.col("year") <= 2016).select("year", "conttype").iter_rows())
    states = (WORLD.state(one), WORLD.state(two))
    told = {
        row.year: row.value for row in series(WORLD, get("contiguity"), states).rows if row.value is not None
    }
    assert told == kinds
    page = wp.brief(WORLD, one, two, year, quick=True).to_dict()["geography"]
    assert page["contiguity"]["value"] == kinds[year]


def test_the_model_reads_what_panels_say(pairs, grid):
    years = grid.when + grid.first
    for year in (1816, 1830, 1860, 1914, 1918, 1940, 1945, 1990, 2016, 2022):
        here = np.flatnonzero(years == year)
        one, two = (grid.codes[side[here]].astype(np.int64) for side in (grid.one, grid.two))
        read, panel = inputs(WORLD, Pairs(one, two, np.full(len(one), year)), PLACED), pairs[here]
        majors = panel.select("cowmaj1", "cowmaj2").to_numpy()
        np.testing.assert_array_equal(read.values[:, 0], majors.max(axis=1))
        np.testing.assert_array_equal(read.values[:, 1], majors.min(axis=1))
        np.testing.assert_array_equal(read.values[:, 2], panel["conttype"].to_numpy() == 1)
        apart = capital_distances(WORLD, grid.keep(years == year))
        np.testing.assert_allclose(read.values[:, 3], np.log1p(apart), rtol=1e-6)
        assert read.observed[year]["one_major"] == min(year, 2016) == panel["majors_observed"][0]
        assert read.observed[year]["contiguous"] == min(year, 2016)
