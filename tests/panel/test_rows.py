"""Rows of panels: how many, which, each once."""

from __future__ import annotations

import itertools

import numpy as np
import polars as pl
import pytest

from westphalia import panel
from westphalia.errors import NotUnderstood
from westphalia.record.world import load

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
            panel.state_years(WORLD, (1900, 1901)).add("alliances")
        with pytest.raises(NotUnderstood, match="pairs"):
            panel.state_years(WORLD, (1900, 1901)).filter(politically_relevant=True)
