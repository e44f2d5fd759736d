"""Columns of panels: known facts, coverage, symmetry, order of steps."""

from __future__ import annotations

import polars as pl
import pytest

from westphalia import panel
from westphalia.panel.additions import ADDITIONS
from westphalia.record.world import load

WORLD = load()
EVERYTHING = [
    "alliances", "majors", "disputes", "cow-disputes", "wars", "contiguity", "contiguity-as-listed", "spells", "capabilities", "democracy",
    "gdp", "trade", "igos", "rivalry", "minimum-distance", "capital-distance", "sanctions", "arms", "ideal-points", "nuclear",
]  # fmt: skip
"""Additions that researchers combine; what must hold of all is in test_additions_registry."""
FOR_STATES = [name for name in EVERYTHING if ADDITIONS[name].kind == "state"]


@pytest.fixture(scope="module")
def everything():
    return panel.dyad_years(WORLD, (2005, 2025)).add(*EVERYTHING).collect()


def of(frame, a, b, year):
    return frame.row(
        by_predicate=(pl.col("ccode1") == a) & (pl.col("ccode2") == b) & (pl.col("year") == year), named=True
    )


def fact(a, b, year):
    """Return what is known of two states in a year, built with the year before."""
    return of(panel.dyad_years(WORLD, (year - 1, year)).add(*EVERYTHING).collect(), a, b, year)


class TestFacts:
    def test_nato(self):
        row = fact(2, 200, 1950)  # North Atlantic Treaty, 1949
        assert (row["atop_defense"], row["atop_consul"], row["atop_offense"]) == (1, 1, 0)

    def test_ribbentrop_molotov(self):
        row = fact(255, 365, 1940)  # pact of 23 August 1939
        assert (row["atop_nonagg"], row["cowmaj1"], row["cowmaj2"]) == (1, 1, 1)

    def test_iran_iraq(self):
        row = fact(630, 645, 1985)  # at war 1980-88
        assert (row["gmlmidongoing"], row["cowinterongoing"], row["conttype"], row["gmlmidspell"]) == (
            1,
            1,
            1,
            0,
        )

    def test_greece_and_bulgaria_share_a_border(self):
        row = fact(350, 355, 1938)
        assert (row["conttype"], row["conttype_listed"]) == (1, 0)

    def test_moscow_tehran(self):
        assert fact(365, 630, 2000)["capdist"] == pytest.approx(2463, rel=0.01)

    def test_sanctions_and_arms_have_a_direction(self):
        row = fact(2, 630, 1996)
        assert row["sanctions1"] > 0
        assert row["sanctions2"] == 0
        assert fact(365, 630, 1992)["armstiv1"] > 0 == fact(365, 630, 1992)["armstiv2"]

    def test_nothing_but_a_trade_flow_is_turned_round(self):
        one, two = fact(2, 20, 2000), fact(20, 2, 2000)
        assert (one["flow1"], one["flow2"]) == (two["flow2"], two["flow1"])
        assert one["flow1"] > one["flow2"] > 100_000  # Canada's surplus with the United States


class TestCoverage:
    def test_past_coverage_is_null_and_within_it_events_are_zero(self, everything):
        for column, last in (("atop_defense", 2018), ("gmlmidongoing", 2010), ("cowmidongoing", 2014), ("conttype", 2016), ("cinc1", 2022), ("sanctions1", 2023), ("gmlmidspell", 2010)):  # fmt: skip
            known = everything.group_by("year").agg(pl.col(column).is_not_null().mean()).sort("year")
            assert (known.filter(pl.col("year") > last)[column] == 0).all(), column
            assert known.filter(year=last)[column].item() > 0.9, column

    def test_carried_values_say_from_when(self):
        frame = (
            panel.dyad_years(WORLD, (2017, 2022)).add("contiguity", "capabilities", carry="last").collect()
        )
        row = of(frame, 2, 20, 2022)
        assert (row["conttype"], row["contiguity_observed"], row["capabilities_observed"]) == (1, 2016, 2022)
        assert frame["conttype"].null_count() == 0

    def test_columns_carried_from_different_years(self):
        frame = panel.state_years(WORLD, (2010, 2025)).add("democracy", carry="last").collect()
        last = panel.state_years(WORLD, (2010, 2025)).add("democracy").coverage()["polity2"][1]
        assert frame.filter(ccode=2, year=2025)["polity2_observed"].item() == last
        assert frame.filter(ccode=2, year=2025)["polity2"].is_not_null().item()

    def test_a_world_of_the_past_knows_nothing_later(self):
        frame = (
            panel.dyad_years(WORLD.as_of(2000), (1999, 2003))
            .add("alliances", "disputes", "ideal-points")
            .collect()
        )
        assert (
            frame.filter(pl.col("year") > 2000).select("atop_defense", "gmlmidongoing").null_count().row(0)
            == (frame.filter(pl.col("year") > 2000).height,) * 2
        )
        assert frame["idealpoint1"].null_count() == frame.height  # smoothed with later data

    def test_coverage_and_codebook_have_every_column(self, everything):
        asked = panel.dyad_years(WORLD, (2005, 2006)).add(*EVERYTHING)
        assert list(asked.coverage()) == everything.columns[3:]
        assert asked.describe()["column"].to_list() == everything.columns[3:]
        assert asked.coverage()["gmlmidongoing"] == (1816, 2010)


class TestSymmetry:
    def test_relations_without_direction_are_the_same_from_both_sides(self, everything):
        columns = ["conttype", "conttype_listed", "gmlmidongoing", "gmlmidonset", "cowmidongoing", "cowinterongoing", "gmlmidspell", "dyadigos", "ongoingrivalry", "mindist", "capdist"]  # fmt: skip
        key = ["ccode1", "ccode2", "year"]
        one = everything.select(*key, *columns)
        two = one.rename({"ccode1": "ccode2", "ccode2": "ccode1"}).select(one.columns).sort(key)
        assert one.drop("capdist").equals(two.drop("capdist"))
        assert ((one["capdist"] - two["capdist"]).abs() < 1e-9).all()

    def test_no_addition_changes_the_rows(self, everything):
        assert everything.height == panel.dyad_years(WORLD, (2005, 2025)).collect().height

    def test_state_columns_follow_their_state(self, everything):
        states = panel.state_years(WORLD, (2005, 2025)).add(*FOR_STATES).collect()
        sample = everything.sample(3000, seed=1)
        for side in ("1", "2"):
            joined = sample.join(
                states, left_on=[f"ccode{side}", "year"], right_on=["ccode", "year"], how="left"
            )
            for column in ("cinc", "euds", "polity2", "mrgdppc", "idealpoint", "nuclear", "cowmaj"):
                assert joined[f"{column}{side}"].equals(joined[column], null_equal=True), column


class TestSteps:
    def test_spells_count_the_rows_that_a_filter_left(self):
        asked = panel.dyad_years(WORLD, (1816, 2010), directed=False)
        after = asked.filter(politically_relevant=True).add("spells").collect()
        before = asked.add("spells").filter(politically_relevant=True).collect()
        assert after.select("ccode1", "ccode2", "year").equals(before.select("ccode1", "ccode2", "year"))
        assert of(before, 2, 90, 1910)["gmlmidspell"] > of(after, 2, 90, 1910)["gmlmidspell"]

    def test_what_a_filter_drops_is_counted(self):
        asked = panel.dyad_years(WORLD, (2016, 2017), directed=False).filter(politically_relevant=True)
        dropped = asked.dropped()
        assert set(dropped) == {"not politically relevant", "contiguity not known"}
        assert asked.collect().height + sum(dropped.values()) == 2 * 195 * 194 // 2
        carried = panel.dyad_years(WORLD, (2016, 2017), directed=False).filter(
            politically_relevant=True, carry="last"
        )
        assert carried.collect().group_by("year").len()["len"].n_unique() == 1

    def test_majors(self):
        frame = panel.dyad_years(WORLD, (1914, 1914)).filter(majors=True).add("majors").collect()
        assert (frame["cowmaj1"] + frame["cowmaj2"] > 0).all()

    def test_an_addition_asked_for_twice_stands_once(self):
        asked = panel.state_years(WORLD, (1900, 1900)).add("majors").add("majors", "majors")
        assert asked.collect().columns == ["ccode", "year", "cowmaj"]

    def test_an_obligation_of_either_stands_in_a_pair_without_direction(self):
        one_way = panel.dyad_years(WORLD, (1929, 1929)).add("alliances").collect()
        assert {of(one_way, 255, 325, 1929)["atop_defense"], of(one_way, 325, 255, 1929)["atop_defense"]} == {
            0,
            1,
        }
        pair = panel.dyad_years(WORLD, (1929, 1929), directed=False).add("alliances").collect()
        assert of(pair, 255, 325, 1929)["atop_defense"] == 1


class TestGleditschWard:
    def test_everything_can_be_added(self):
        frame = panel.dyad_years(WORLD, (1985, 1995), system="gw").add(*EVERYTHING).collect()
        assert frame.select("gwcode1", "gwcode2", "year").is_duplicated().sum() == 0
        row = frame.row(
            by_predicate=(pl.col("gwcode1") == 2) & (pl.col("gwcode2") == 260) & (pl.col("year") == 1995),
            named=True,
        )
        assert (row["atop_defense"], row["conttype"]) == (1, 0)
        assert row["tpop2"] > 80_000  # all of Germany

    def test_states_outside_the_correlates_of_war_are_unknown_not_at_peace(self):
        frame = panel.dyad_years(WORLD, (1825, 1825), system="gw").add("disputes").collect()
        outside = set(frame["gwcode1"]) - set(WORLD.members(1825, "cow"))
        assert outside
        assert frame.filter(pl.col("gwcode1").is_in(outside))["gmlmidongoing"].null_count() > 0
