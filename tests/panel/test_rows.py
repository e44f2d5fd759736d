"""Rows of panels: how many, which, each once."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from westphalia import panel
from westphalia.errors import NotUnderstood
from westphalia.record.grid import build
from westphalia.record.world import load

REFERENCE = Path(os.environ.get("REFERENCE", Path(__file__).parents[2].parent / "shared" / "reference"))
SOURCES = Path(os.environ.get("SOURCES", REFERENCE.parent / "data"))
EVER = (1816, 2025)
WORLD = load()
DIRECTED = 1_685_310
"""Directed dyad-years of the Correlates of War system, 1816-2010; the R package peacesciencer 1.2.9 makes as many."""


@pytest.fixture(scope="module")
def directed():
    return panel.dyad_years(WORLD, (1816, 2010)).collect()


def members(edition, system, column, year):
    spells = edition("memberships").filter(system=system)
    return {
        row[column]
        for row in spells.iter_rows(named=True)
        if row["start"].year <= year and (row["end"] is None or row["end"].year >= year)
    }


class TestDyads:
    def test_as_many_as_the_field_counts(self, directed):
        assert directed.shape == (DIRECTED, 3)

    def test_sorted_each_once_and_both_ways(self, directed):
        key = directed.select(
            (pl.col("ccode1").cast(pl.Int64) * 1000 + pl.col("ccode2")) * 10_000 + pl.col("year")
        ).to_series()
        assert (key.diff().drop_nulls() > 0).all()
        other = directed.select(
            (pl.col("ccode2").cast(pl.Int64) * 1000 + pl.col("ccode1")) * 10_000 + pl.col("year")
        ).to_series()
        assert np.array_equal(np.sort(other.to_numpy()), key.to_numpy())

    @pytest.mark.parametrize(("system", "column"), [("cow", "ccode"), ("gw", "code")])
    def test_rows_of_a_year_are_the_pairs_of_its_members(self, edition, system, column):
        false = edition("false_dyads").filter(system=system)
        rows = panel.dyad_years(WORLD, (1816, 2025), directed=False, system=system).collect()
        one, two, _ = rows.columns
        for year in (1816, 1871, 1918, 1945, 1964, 1990, 2006, 2025):
            pairs = set(itertools.combinations(sorted(members(edition, system, column, year)), 2))
            never = false.filter(year=year).select("code1", "code2").rows()
            found = rows.filter(year=year).select(one, two).rows()
            assert set(found) == pairs - set(never)
            assert len(found) == len(set(found))

    def test_states_that_never_met_on_a_day_make_no_dyad(self):
        rows = panel.dyad_years(WORLD, (1990, 1990)).collect()
        assert rows.filter(ccode1=255, ccode2=260).is_empty()  # Germany took the place of West Germany
        assert not rows.filter(ccode1=260, ccode2=265).is_empty()

    def test_years_may_be_few(self, directed):
        few = panel.dyad_years(WORLD, (1913, 1914)).collect()
        assert few.equals(directed.filter(pl.col("year").is_between(1913, 1914)))


class TestStates:
    def test_gleditsch_ward_joins_germany_after_unification(self):
        rows = panel.state_years(WORLD, (1949, 2025), "gw").collect()
        assert rows.filter(gwcode=260)["year"].to_list() == list(range(1949, 2026))

    def test_rows_of_a_year_are_its_members(self, edition):
        rows = panel.state_years(WORLD, (1816, 2025)).collect()
        assert rows.select("ccode", "year").is_duplicated().sum() == 0
        for year in (1816, 1900, 1945, 2025):
            assert set(rows.filter(year=year)["ccode"]) == members(edition, "cow", "ccode", year)


def codes_in(year):
    """Correlates of War codes that stand for states of the Gleditsch-Ward list in a year, by the latter's code."""
    grid = build(WORLD, (year, year), "gw", False, True)
    found = {}
    for place in grid.places:
        for ccode in np.flatnonzero(place[:, 0] >= 0):
            found.setdefault(int(grid.codes[place[ccode, 0]]), set()).add(int(ccode))
    return found


class TestCodes:
    """Which Correlates of War code a state of the Gleditsch-Ward list has."""

    @pytest.mark.parametrize(
        ("year", "gwcode", "ccode"),
        [
            (1945, 255, 255),
            (1955, 260, 260),
            (1990, 260, 260),  # West Germany until 2 October
            (1991, 260, 255),
            (1989, 678, 678),
            (1990, 678, 679),  # united Yemen from 22 May
            (1914, 340, 345),
            (2005, 345, 345),
            (2006, 345, 345),  # Serbia and Montenegro until 4 June
            (2006, 340, 345),
            (2007, 340, 345),
            (1992, 315, 315),
            (1993, 316, 316),
            (1993, 317, 317),
            (1975, 817, 817),
            (1975, 816, 816),
            (1999, 970, 946),
            (1999, 971, 970),
        ],
    )
    def test_in_the_year_of_a_change_the_code_of_most_days(self, year, gwcode, ccode):
        assert codes_in(year)[gwcode] == {ccode}

    def test_values_follow(self):
        germany = (
            panel.state_years(WORLD, (1989, 1991), "gw").add("capabilities").collect().filter(gwcode=260)
        )
        cow = panel.state_years(WORLD, (1989, 1991)).add("capabilities").collect()
        theirs = [
            cow.filter(ccode=code, year=year)["cinc"].item()
            for code, year in [(260, 1989), (260, 1990), (255, 1991)]
        ]
        assert germany["cinc"].to_list() == theirs
        assert germany["cinc"].null_count() == 0

    def test_all_of_them_against_the_list_of_the_r_package(self):
        pyreadr = pytest.importorskip("pyreadr")
        path = SOURCES / "peace_science" / "isard_gw_cw_panel.rda"
        if not path.is_file():
            pytest.skip(f"source data are not here ({path})")
        listed = next(iter(pyreadr.read_r(str(path)).values()))
        listed = listed[listed["gwcode"].notna()]
        theirs = {
            (int(gw), int(year)): None if ccode != ccode else int(ccode)
            for gw, year, ccode in zip(listed["gwcode"], listed["year"], listed["ccode"], strict=True)
        }
        grid = build(WORLD, EVER, "gw", False, True)
        rows = list(zip(*(grid.frame()[name].to_list() for name in ("gwcode", "year")), strict=True))
        assert set(rows) == set(theirs)
        in_cow = dict(zip(rows, grid.in_cow().tolist(), strict=True))
        assert {row for row, inside in in_cow.items() if inside} == {row for row in theirs if theirs[row]}
        ours = {}
        for place in grid.places:
            for ccode, when in zip(*np.nonzero(place >= 0), strict=True):
                key = int(grid.codes[place[ccode, when]]), int(when) + grid.first
                ours.setdefault(key, set()).add(int(ccode))
        assert {row: ours[row] for row in theirs if theirs[row]} == {
            row: {code} for row, code in theirs.items() if code
        }


class TestCounts:
    """Rows of each year against those of the R package."""

    @pytest.mark.parametrize(
        ("name", "asked"),
        [
            ("cow_stateyears", panel.state_years(WORLD, EVER)),
            ("gw_stateyears", panel.state_years(WORLD, EVER, "gw")),
            ("cow_directed_dyadyears", panel.dyad_years(WORLD, EVER)),
            ("cow_nondirected_dyadyears", panel.dyad_years(WORLD, EVER, False)),
            ("gw_directed_dyadyears", panel.dyad_years(WORLD, EVER, True, "gw")),
            (
                "cow_nondirected_prd",
                panel.dyad_years(WORLD, (1816, 2016), False).filter(politically_relevant="as-listed"),
            ),
            (
                "cow_directed_prd",
                panel.dyad_years(WORLD, (1816, 2016)).filter(politically_relevant="as-listed"),
            ),
        ],
    )
    def test_as_many_in_every_year(self, name, asked):
        path = REFERENCE / "counts_by_year.csv"
        if not path.is_file():
            pytest.skip(f"reference values are not here ({path})")
        theirs = pl.read_csv(path, null_values="NA").select("year", name).drop_nulls()
        ours = asked.collect().group_by("year").len().sort("year")
        assert theirs.filter(pl.col("year") <= asked.years[1]).rows() == ours.rows()


class TestErrors:
    @pytest.mark.parametrize("years", [(1914, 1913), (1700, 1900), (1990, 2100)])
    def test_years_outside_the_record(self, years):
        with pytest.raises(NotUnderstood):
            panel.state_years(WORLD, years)

    def test_an_unknown_list_of_states(self):
        with pytest.raises(NotUnderstood, match="cow"):
            panel.state_years(WORLD, (1900, 1901), "cwo")

    def test_an_unknown_addition_is_told_with_the_nearest(self):
        with pytest.raises(NotUnderstood, match="Did you mean alliances"):
            panel.dyad_years(WORLD, (1900, 1901)).add("aliances")

    def test_relations_of_pairs_do_not_fit_state_years(self):
        with pytest.raises(NotUnderstood, match="pairs of states"):
            panel.state_years(WORLD, (1900, 1901)).add("power-ratio")
        with pytest.raises(NotUnderstood, match="pairs"):
            panel.state_years(WORLD, (1900, 1901)).filter(politically_relevant=True)

    def test_what_counts_pairs_of_a_state_stands_for_a_relation_in_state_years(self):
        asked = panel.state_years(WORLD, (1900, 1901)).add("disputes", "state-disputes")
        assert [each.name for each in asked.additions] == ["state-disputes"]
        assert {"disputes", "majors"} <= set(asked.available())
        assert "power-ratio" not in asked.available()
        assert "leader-disputes" not in panel.dyad_years(WORLD, (1900, 1901)).available()

    def test_disputes_of_leaders_belong_to_them(self):
        with pytest.raises(NotUnderstood, match=r"pairs of leaders.*leader-dyad-years"):
            panel.dyad_years(WORLD, (1900, 1901)).add("leader-disputes")
