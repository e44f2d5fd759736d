"""Leaders in rows: who was in office in which year, and with whom at the same time."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from westphalia import panel
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.world import load

WORLD = load()
ARCHIGOS = (1840, 2015)


def unique(asked):
    rows = asked.collect()
    key = list(asked.keys)
    return not rows.select(key).is_duplicated().any() and rows.equals(rows.sort(key))


class TestLeaderYears:
    @pytest.mark.parametrize("standardize", ["none", "cow", "gw"])
    def test_each_once_and_sorted(self, standardize):
        assert unique(panel.leader_years(WORLD, ARCHIGOS, standardize))

    def test_as_many_as_the_spells_have_calendar_years(self, edition):
        spells = edition("leader_spells_archigos")
        years = (spells["enddate"].dt.year() - spells["startdate"].dt.year() + 1).sum()
        rows = panel.leader_years(WORLD, (1816, 2025)).collect()
        assert rows.height == years == 17_686
        assert (rows["year"].min(), rows["year"].max()) == ARCHIGOS

    @pytest.mark.parametrize(("standardize", "code"), [("cow", "ccode"), ("gw", "code")])
    def test_standardized_are_the_days_of_leaders_in_the_system(self, edition, standardize, code):
        """Day by day for a year with changes of states and leaders."""
        states = edition("memberships").filter(system=standardize)
        gw = edition("memberships").filter(system="gw")
        for year in (1918, 1990, 2006):
            days = [date(year, 1, 1).fromordinal(date(year, 1, 1).toordinal() + n) for n in range(365)]
            found = set()
            for leader in edition("leader_spells_archigos").iter_rows(named=True):
                for day in days:
                    if not leader["startdate"] <= day <= leader["enddate"]:
                        continue
                    own = leader["gwcode"]
                    if standardize == "cow":
                        borne = (
                            gw.filter(pl.col("code") == own, pl.col("start") <= day).sort("start")
                            if own in (260, 678)
                            else None
                        )
                        own = leader["ccode"] if borne is None or borne.is_empty() else borne["ccode"][-1]
                    if any(
                        start <= day and (end is None or end >= day)
                        for start, end in spells_of(states, code, own)
                    ):
                        found.add((own, leader["obsid"]))
            rows = panel.leader_years(WORLD, (year, year), standardize).collect()
            assert set(rows.select(rows.columns[0], "obsid").rows()) == found

    def test_kennedy_and_johnson(self):
        rows = panel.leader_years(WORLD, (1961, 1969), "cow").collect().filter(ccode=2)
        johnson = rows.filter(leader="Johnson")
        assert johnson["year"].to_list() == list(range(1963, 1970))
        assert johnson["yrinoffice"].to_list() == [1, 2, 3, 4, 5, 6, 7]
        assert johnson["leaderage"].to_list() == [year - 1908 for year in range(1963, 1970)]

    def test_years_in_office_count_from_entry_not_from_independence(self):
        rows = panel.leader_years(WORLD, (1816, 2015), "gw").collect()
        pindling = rows.filter(pl.col("leader").str.contains("Pindling"))
        assert (pindling["year"][0], pindling["yrinoffice"][0]) == (1973, 7)

    def test_kohl_has_two_codes_in_1990(self):
        rows = panel.leader_years(WORLD, (1989, 1991), "cow").collect().filter(obsid="GFR-1982")
        assert rows.select("ccode", "year").rows() == [(255, 1990), (255, 1991), (260, 1989), (260, 1990)]

    def test_additions_of_states_attach_by_state_and_year(self):
        rows = panel.leader_years(WORLD, ARCHIGOS, "cow").add("capabilities", "majors").collect()
        states = panel.state_years(WORLD, ARCHIGOS).add("capabilities", "majors").collect()
        joined = rows.select("ccode", "year").join(
            states, on=["ccode", "year"], how="left", maintain_order="left"
        )
        assert rows.select(joined.columns).equals(joined)

    def test_outside_the_system_nothing_is_said_of_the_state(self):
        rows = panel.leader_years(WORLD, (1967, 1972), "none").add("democracy", "majors").collect()
        early = rows.filter(pl.col("leader").str.contains("Pindling"))
        assert early.height == 6
        assert early["cowmaj"].null_count() == 6

    def test_filters_keep_rows_of_majors(self):
        asked = panel.leader_years(WORLD, (1913, 1914), "cow").filter(majors=True)
        kept = asked.collect()
        assert set(kept["ccode"]) == {2, 200, 220, 255, 300, 325, 365, 740}
        whole = panel.leader_years(WORLD, (1913, 1914), "cow").collect().height
        assert kept.height + sum(asked.dropped().values()) == whole

    def test_as_of_ends_no_spell_that_was_open(self):
        now, then = WORLD, WORLD.as_of(1938)
        rows = panel.leader_years(then, (1930, 1945)).collect()
        assert rows["year"].max() == 1938
        assert rows.equals(panel.leader_years(now, (1930, 1938)).collect())

    def test_years_without_leaders_have_no_answer(self):
        with pytest.raises(NoAnswer, match="1840 to 2015"):
            panel.leader_years(WORLD, (2016, 2020)).collect()

    def test_an_unknown_standard(self):
        with pytest.raises(NotUnderstood, match="cow"):
            panel.leader_years(WORLD, ARCHIGOS, "cwo")

    def test_book_and_references(self):
        asked = panel.leader_years(WORLD, ARCHIGOS, "cow").add("majors")
        assert asked.describe()["column"].to_list() == [
            "obsid",
            "leader",
            "gender",
            "leaderage",
            "yrinoffice",
            "cowmaj",
        ]
        assert asked.coverage()["leader"] == ARCHIGOS
        assert "archigos_4_1" in asked.versions()


def spells_of(states, code, own, held={}):  # noqa: B006
    key = id(states), own
    if key not in held:
        held[key] = states.filter(pl.col(code) == own).select("start", "end").rows()
    return held[key]


class TestLeaderDyadYears:
    @pytest.mark.parametrize("directed", [True, False])
    @pytest.mark.parametrize("system", ["cow", "gw"])
    def test_each_once_and_sorted(self, directed, system):
        assert unique(panel.leader_dyad_years(WORLD, (1985, 1995), directed, system))

    @pytest.mark.parametrize("year", [1914, 1963, 1990])
    def test_pairs_are_those_with_a_common_day(self, year):
        """By a table of days and leaders, with the leader-days of the panel."""
        days = panel.leader_days(WORLD, (year, year), "cow").collect()
        leaders = days.select("ccode", "obsid").unique().sort("ccode", "obsid")
        place = {row: n for n, row in enumerate(leaders.rows())}
        office = np.zeros((len(place), 366), dtype=np.int32)
        for ccode, obsid, day in days.select("ccode", "obsid", pl.col("date").dt.ordinal_day()).iter_rows():
            office[place[ccode, obsid], day - 1] = 1
        common = office @ office.T > 0
        rows = leaders.rows()
        expected = {
            (*rows[a], *rows[b]) for a, b in zip(*np.nonzero(common), strict=True) if rows[a][0] != rows[b][0]
        }
        found = (
            panel.leader_dyad_years(WORLD, (year, year))
            .collect()
            .select("ccode1", "obsid1", "ccode2", "obsid2")
        )
        assert len(found) == len(expected)
        assert set(found.rows()) == expected

    def test_those_who_missed_each_other_meet_only_by_year(self):
        pair = {"ccode1": 2, "ccode2": 200}
        days = panel.leader_dyad_years(WORLD, (1963, 1963)).collect().filter(**pair)
        years = panel.leader_dyad_years(WORLD, (1963, 1963), together="year").collect().filter(**pair)
        assert days.select("leader1", "leader2").rows() == [
            ("Kennedy", "MacMillan"),
            ("Kennedy", "Douglas-Home"),
            ("Johnson", "Douglas-Home"),
        ]
        assert set(years.select("leader1", "leader2").rows()) - set(
            days.select("leader1", "leader2").rows()
        ) == {("Johnson", "MacMillan")}

    def test_directed_holds_each_pair_both_ways(self):
        both = panel.leader_dyad_years(WORLD, (1930, 1945)).collect()
        once = panel.leader_dyad_years(WORLD, (1930, 1945), directed=False).collect()
        assert both.height == 2 * once.height
        turned = both.rename({a: a[:-1] + {"1": "2", "2": "1"}[a[-1]] for a in both.columns if a[-1] in "12"})
        assert turned.select(both.columns).sort(both.columns[:5]).equals(both)
        assert both.filter(pl.col("ccode1") < pl.col("ccode2")).equals(once)

    def test_additions_of_pairs_attach_by_pair_and_year(self):
        names = ("alliances", "capabilities", "contiguity", "spells")
        rows = panel.leader_dyad_years(WORLD, (1938, 1940)).add(*names).collect()
        pairs = panel.dyad_years(WORLD, (1938, 1940)).add(*names).collect()
        joined = rows.select("ccode1", "ccode2", "year").join(
            pairs, on=["ccode1", "ccode2", "year"], how="left", maintain_order="left"
        )
        assert rows.select(joined.columns).equals(joined)
        stalin = (
            rows.filter(ccode1=365, ccode2=255, year=1939).select("leader1", "leader2", "atop_nonagg").rows()
        )
        assert stalin == [("Stalin", "Hitler", 1)]

    def test_politically_relevant_pairs(self):
        asked = panel.leader_dyad_years(WORLD, (1910, 1912), directed=False).filter(politically_relevant=True)
        pairs = (
            panel.dyad_years(WORLD, (1910, 1912), directed=False).filter(politically_relevant=True).collect()
        )
        rows = asked.collect()
        assert rows.join(pairs, on=["ccode1", "ccode2", "year"], how="anti").is_empty()
        whole = panel.leader_dyad_years(WORLD, (1910, 1912), directed=False).collect()
        assert rows.height + sum(asked.dropped().values()) == whole.height
        assert rows.height == whole.join(pairs, on=["ccode1", "ccode2", "year"]).height
