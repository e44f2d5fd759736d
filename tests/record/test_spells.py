"""Spells: in which years they stand, checked day by day against the tables themselves."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from tests.conftest import EDITION
from westphalia.record.geography import EQUATOR, capitals, great_circle, seats, towns
from westphalia.record.grid import build
from westphalia.record.in_force import LAND, MILES_150, as_listed, contiguity, major_powers
from westphalia.record.spells import LASTING, Spells, read

WORLD = wp.load(EDITION)
YEARS = range(1816, 2026)


def rows(table: str, *columns: str, **where: object) -> list[tuple]:
    """Return rows of a file of the edition, read without the project."""
    return pl.read_parquet(EDITION / f"{table}.parquet").filter(**where).select(columns).rows()


def on_a_day(start: date, end: date | None, year: int) -> bool:
    return start <= date(year, 12, 31) and (end is None or end >= date(year, 1, 1))


def test_a_major_power_on_any_day_is_one_in_the_year():
    listed = rows("major_powers", "ccode", "start", "end", list="cow")
    codes = np.array(sorted({code for code, _, _ in listed} | {20, 630}))
    held = major_powers(WORLD).states(codes, (YEARS[0], YEARS[-1]))
    for year in YEARS:
        powers = {code for code, start, end in listed if on_a_day(start, end, year)}
        assert (
            set(codes[held[:, year - YEARS[0]]]) == powers == set(major_powers(WORLD).in_year(year)["ccode"])
        )
    assert [held[list(codes).index(code), year - 1816] for code, year in ((220, 1940), (220, 1941), (255, 1918))] == [1, 0, 1]  # fmt: skip


def test_two_states_touch_as_the_nearest_kind_of_any_day():
    listed = rows("contiguity", "ccode1", "ccode2", "start", "end", "conttype")
    codes = np.unique([code for row in listed for code in row[:2]])
    for year in YEARS[::7]:
        wanted = np.zeros((len(codes), len(codes)))
        for one, two, start, end, kind in sorted(listed, key=lambda row: -row[4]):
            if kind > 0 and on_a_day(start, end, min(year, 2016)):
                at = np.searchsorted(codes, [one, two])
                wanted[at[0], at[1]] = wanted[at[1], at[0]] = kind
        spells = contiguity(WORLD)
        np.testing.assert_array_equal(spells.matrix(codes, year, "conttype"), wanted)
        np.testing.assert_array_equal(contiguity(WORLD, LAND).matrix(codes, year), wanted == 1)
        near = contiguity(WORLD, MILES_150).matrix(codes, year)
        np.testing.assert_array_equal(near, (wanted > 0) & (wanted <= 4))


def test_as_listed_the_first_spell_counts():
    # The Soviet Union and Afghanistan: a spell of "not contiguous" overlaps one of a border.
    listed = rows("contiguity", "start", "conttype", ccode1=365, ccode2=700)
    assert {kind for _, kind in listed} == {0, 1}
    assert min(listed)[1] == 0
    assert as_listed(WORLD).of(365, 700).once(1925, 1925)["conttype"].to_list() == [0]
    assert contiguity(WORLD).of(700, 365).once(1925, 1925)["conttype"].to_list() == [1]


@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize("directed", [False, True])
def test_a_grid_has_what_the_matrix_has(system, directed):
    grid = build(WORLD, (1938, 1946), system, True, directed)
    spells = contiguity(WORLD)
    found = spells.on(grid, "conttype")
    if system == "cow":
        for when in range(grid.years):
            matrix = spells.matrix(grid.codes, grid.first + when, "conttype")
            here = grid.when == when
            np.testing.assert_array_equal(found[here], matrix[grid.one[here], grid.two[here]])
    powers = major_powers(WORLD).on(grid)
    assert powers.shape == (len(grid.cells), 2)
    assert powers[:, 0].sum() + powers[:, 1].sum() > 0
    held = major_powers(WORLD).states(grid.codes, (grid.first, grid.last)) if system == "cow" else None
    if held is not None:
        np.testing.assert_array_equal(powers[:, 0], held[grid.one, grid.when])
        np.testing.assert_array_equal(powers[:, 1], held[grid.two, grid.when])


def test_states_on_a_grid_of_states():
    grid = build(WORLD, (1916, 1919), "cow", False, False)
    found = major_powers(WORLD).on(grid)
    germany = grid.codes[grid.one] == 255
    assert dict(zip(grid.when[germany] + 1916, found[germany], strict=True)) == {1916: 1, 1917: 1, 1918: 1, 1919: 0}  # fmt: skip


def test_past_the_end_of_a_list_its_last_year_stands_and_says_so():
    powers, touching = major_powers(WORLD), contiguity(WORLD)
    assert powers.covers == touching.covers == (1816, 2016)
    assert powers.observed(2022) == touching.observed(2022) == 2016
    assert powers.observed(1990) == 1990
    assert powers.observed(1815) is None
    assert powers.in_year(2022).equals(powers.in_year(2016))
    assert major_powers(WORLD, "maoz_global").observed(2022) == 2019


def test_of_a_list_that_ended_what_stood_in_its_last_year_lasts():
    past = WORLD.as_of(1940)
    assert major_powers(past).observed(1945) == 1940
    assert set(major_powers(past).in_year(1945)["ccode"]) == set(major_powers(WORLD).in_year(1940)["ccode"])


def test_later_spells_tell_of_the_year_before():
    powers = major_powers(WORLD)
    assert set(powers.later(1).in_year(1941)["ccode"]) == set(powers.in_year(1940)["ccode"])
    assert powers.later(1).covers == (1817, 2017)


def test_at_the_end_of_the_year_counts_its_last_day():
    spells = read(WORLD, "pacts", columns=("atopid", "phase"), rule="at its end").frame
    for start, end, first, last in spells.select("start", "end", "first", "last").iter_rows():
        if end is None:
            assert last == LASTING
            continue
        for year in (end.year - 1, end.year):
            stands = start <= date(year, 12, 31) <= end
            assert (first <= year <= last) == stands or end.year >= 2018
    assert spells.filter(pl.col("last") < pl.col("first")).height > 0


def test_of_two_rows_of_a_year_the_later_counts():
    frame = pl.DataFrame(
        {"ccode1": [1, 1], "ccode2": [2, 2], "first": [1900, 1903], "last": [1905, 1904], "kind": [5, 1]},
        schema_overrides=dict.fromkeys(("ccode1", "ccode2", "first", "last", "kind"), pl.Int16),
    )
    spells = Spells(frame, ("ccode1", "ccode2"), (1816, 2016))
    assert spells.once(1902, 1905)["kind"].to_list() == [5, 1, 1, 5]
    assert spells.matrix(np.array([1, 2]), 1904, "kind").tolist() == [[0, 1], [1, 0]]
    assert spells.matrix(np.array([2, 7]), 1904, "kind").tolist() == [[0, 0], [0, 0]]


class TestCapitals:
    def test_the_seat_is_that_of_the_end_of_the_year_and_in_panels_of_the_first_of_it(self):
        # Brazil moved to Brasilia on 21 April 1960.
        assert towns(WORLD, 1960)[140][0] == "Brasilia"
        first = capitals(WORLD, "cow").keep(code=140).once(1959, 1961)["capital"].to_list()
        assert first == ["Rio de Janeiro", "Rio de Janeiro", "Brasilia"]

    def test_seats_are_those_of_the_list_of_towns(self):
        codes = np.array(WORLD.members(1990))
        places, held = seats(capitals(WORLD), codes, (1988, 1992))
        for year in (1988, 1990, 1992):
            here = towns(WORLD, year)
            for code, at in zip(codes.tolist(), held[:, year - 1988], strict=True):
                assert (at >= 0) == (code in here)
                if at >= 0:
                    np.testing.assert_allclose(np.degrees(places[at]), here[code][1:])

    @pytest.mark.parametrize("radius", [6371.0088, EQUATOR, 1.0])
    def test_as_the_law_of_cosines_has_it(self, radius):
        places = np.radians([town[1:] for town in towns(WORLD, 2010).values()])
        north, east = places.T
        cosine = np.sin(north)[:, None] * np.sin(north) + np.cos(north)[:, None] * np.cos(north) * np.cos(
            east[:, None] - east
        )
        far = radius * np.arccos(np.clip(cosine, -1, 1))
        apart = ~np.eye(len(places), dtype=bool)
        assert great_circle(places, radius)[apart] == pytest.approx(far[apart], rel=1e-6, abs=3e-7 * radius)

    def test_known_distances(self):
        # One degree of the equator is 111.195 km on a sphere of the mean radius; poles are half a great circle apart.
        def apart(*places, **radius):
            return great_circle(np.radians(places), **radius)[0, 1]

        assert apart((0, 0), (0, 1)) == pytest.approx(111.1951, abs=1e-4)
        assert apart((90, 0), (-90, 0)) == pytest.approx(np.pi * 6371.0088)
        assert apart((0, 0), (0, 180), radius=EQUATOR) == pytest.approx(np.pi * 6378.137)
