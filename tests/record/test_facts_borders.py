"""Neighbours, distances, territory, rivals, powers and organizations that any atlas or handbook gives."""

from datetime import date

import polars as pl
import pytest

D = date


def _contiguity(edition, one, two):
    frame = edition("contiguity").filter(pl.col("ccode1") == one, pl.col("ccode2") == two)
    return frame.select("conttype", "start", "end").rows()


def test_russia_and_iran_bordered_by_land_until_1991(edition):
    """The Soviet Union ended on 26 December 1991; since then the Caucasus and Turkmenistan lie between."""
    assert _contiguity(edition, 365, 630) == [(1, D(1855, 1, 1), D(1991, 12, 31)), (0, D(1992, 1, 1), None)]


def test_the_united_states_and_canada(edition):
    """Canada has been in the state system since January 1920."""
    assert _contiguity(edition, 2, 20) == [(1, D(1920, 1, 1), None)]


def test_the_bering_strait(edition):
    """Alaska became a state on 3 January 1959; the Diomede islands are four kilometres apart."""
    assert (2, D(1959, 1, 1), None) in _contiguity(edition, 2, 365)


def test_the_strait_of_dover(edition):
    """Dover and Calais lie some 21 statute miles apart: by water up to 24 miles."""
    assert {kind for kind, _, end in _contiguity(edition, 200, 220) if end is None} == {3}


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_distance_of_russia_and_iran(edition, system):
    """Neighbours until 1991, since then Dagestan and Iran are less than 300 kilometres apart."""
    frame = (
        edition("minimum_distance")
        .filter(pl.col("system") == system, pl.col("ccode1") == 365, pl.col("ccode2") == 630)
        .sort("first")
    )
    assert frame.select("first", "last").rows() == [(1886, 1991), (1992, 2019)]
    near, far = frame["km"].to_list()
    assert near == 0
    assert 100 < far < 300


def test_distance_of_florida_and_cuba(edition):
    """Key West is about 90 nautical or 145 statute miles from Havana: 230 kilometres from the mainland,
    less from the Keys."""
    frame = edition("minimum_distance").filter(
        pl.col("system") == "cow", pl.col("ccode1") == 2, pl.col("ccode2") == 40
    )
    assert frame["km"].is_between(120, 250).all()


def test_turkmenchay(edition):
    """Persia ceded the khanates of Erivan and Nakhchivan to Russia on 21 (10) February 1828, after a war."""
    frame = edition("territorial_changes").filter(pl.col("gainer") == 365, pl.col("loser") == 630)
    assert frame.select("year", "month", "procedure", "conflict").rows() == [(1828, 2, "cession", True)]


def test_alaska(edition):
    """Bought in 1867, 1.5 million square kilometres, without a fight."""
    row = (
        edition("territorial_changes")
        .filter(pl.col("gainer") == 2, pl.col("loser") == 365)
        .row(0, named=True)
    )
    assert (row["year"], row["month"], row["procedure"], row["conflict"], row["claim_name"]) == (
        1867,
        10,
        "cession",
        False,
        "Alaska",
    )
    assert 1.4e6 < row["area"] < 1.8e6


def test_alsace_and_lorraine(edition):
    """Lost by France in 1871 (14,500 square kilometres), back in 1919."""
    frame = edition("territorial_changes").filter(
        pl.col("area").is_between(14_400, 14_600), pl.col("entity").is_in([220, 255])
    )
    assert {(220, 255), (255, 220)} <= set(frame.select("gainer", "loser").rows())


def test_nobody_gains_from_itself(edition):
    assert edition("territorial_changes").filter(pl.col("gainer") == pl.col("loser")).height == 0


def test_both_lists_end_the_rivalry_of_iran_and_russia_in_1828(edition):
    """Thompson and Dreyer 2012; Thompson, Sakuwa and Suhas 2022."""
    frame = edition("rivalries").filter(pl.col("ccode1") == 365, pl.col("ccode2") == 630)
    assert sorted(frame.select("list", "last").rows()) == [("thompson_dreyer", 1828), ("tss", 1828)]


def test_rivalries_that_last(edition):
    """India and Pakistan since 1947, Iran and Israel since 1979."""
    for one, two, first in ((750, 770, 1947), (630, 666, 1979)):
        frame = edition("rivalries").filter(pl.col("ccode1") == one, pl.col("ccode2") == two)
        assert frame.select("first", "last").rows() == [(first, None)] * 2


def test_the_cold_war_was_a_rivalry_of_rank_and_belief(edition):
    row = (
        edition("rivalries")
        .filter(
            pl.col("list") == "tss", pl.col("ccode1") == 2, pl.col("ccode2") == 365, pl.col("first") == 1945
        )
        .row(0, named=True)
    )
    assert (row["last"], row["positional"], row["ideological"], row["spatial"]) == (1989, True, True, False)


def test_the_arms_race_of_japan_and_the_united_states(edition):
    frame = edition("arms_races").filter(pl.col("ccode1") == 2, pl.col("ccode2") == 740)
    assert frame.height == 1
    assert frame["first"].item() <= 1941 <= frame["last"].item()


def test_major_powers_of_2016(edition):
    """Correlates of War: the five permanent members of the Security Council, Germany and Japan."""
    frame = edition("major_powers").filter(pl.col("list") == "cow", "extended")
    assert set(frame["ccode"]) == {2, 200, 220, 255, 365, 710, 740}
    assert frame["end"].null_count() == 7


def test_powers_that_are_no_more(edition):
    """Austria-Hungary to 1918, Italy to 1943."""
    ends = dict(
        edition("major_powers")
        .filter(pl.col("list") == "cow", pl.col("ccode").is_in([300, 325]))
        .select("ccode", "end")
        .iter_rows()
    )
    assert (ends[300].year, ends[325].year) == (1918, 1943)


def test_no_organization_before_the_first(edition):
    """The Central Commission for the Navigation of the Rhine, founded by the Congress of Vienna, is the
    oldest."""
    assert edition("shared_institutions").filter(pl.col("year") == 1816)["dyadigos"].max() <= 1


def test_france_leads_in_memberships(edition):
    """France belongs to more organizations than any other state."""
    frame = edition("institution_counts").filter(pl.col("year") == 2014).sort("sum_igo_full", descending=True)
    assert frame["ccode"][0] == 220


def test_shared_organizations_of_russia_and_iran_grow(edition):
    frame = edition("shared_institutions").filter(pl.col("ccode1") == 365, pl.col("ccode2") == 630)
    years = dict(frame.select("year", "dyadigos").iter_rows())
    assert years[1900] < years[1990] < years[2014]
    assert max(years) == 2014


def test_false_dyads(edition):
    """South Vietnam ended in April 1975, Suriname became independent in November."""
    frame = edition("false_dyads").filter(pl.col("system") == "cow", pl.col("year") == 1975)
    assert (115, 817) in set(frame.select("ccode1", "ccode2").rows())


def _change(edition, number):
    return edition("territorial_changes").filter(number=number).row(0, named=True)


def test_crimea(edition):
    """Taken from Ukraine in March 2014 (27,000 square kilometres)."""
    row = _change(edition, 890)
    assert (row["gainer"], row["loser"], row["year"], row["month"]) == (365, 369, 2014, 3)
    assert (row["area"], row["procedure"], row["conflict"]) == (27_000, "conquest", True)


def test_chitmahals(edition):
    """India and Bangladesh exchanged enclaves on 1 August 2015 (agreed in June); the source does not say how to call that."""
    found = edition("territorial_changes").filter(pl.col("year") == 2015)
    rows = found.select("gainer", "loser", "area", "procedure").rows()
    assert rows == [(750, 771, 69.44, None), (771, 750, 28.77, None)]


def test_land_from_outside_the_system(edition):
    """Chad was nobody's in the system of states when France took it; what the victors of 1945 held is no state's gain."""
    frame = edition("territorial_changes")
    assert frame["loser"].null_count() > 130
    assert frame["gainer"].null_count() == 0
    assert frame.filter(pl.col("number").is_in([603, 604, 605, 606])).is_empty()


def test_poland_1945(edition):
    """Silesia, Pomerania and southern East Prussia: in version 4.01 only."""
    row = _change(edition, 592)
    assert (row["gainer"], row["loser"], row["year"], row["area"]) == (290, 255, 1945, 102_556)


def test_what_version_6_changed(edition):
    """Bessarabia joined Romania in 1918, not 1920; unions of 1860-71 and the three Baltic states are in the list now."""
    assert _change(edition, 511)["year"] == 1918
    taken = edition("territorial_changes").filter(gainer=365, year=1940)["loser"].to_list()
    assert {366, 367, 368, 375} <= set(taken)


@pytest.mark.parametrize(
    ("state", "of", "when"),
    [
        (626, 625, (2011, 7)),  # South Sudan, 9 July 2011
        (347, 345, (2008, 2)),  # Kosovo, 17 February 2008
        (860, None, (2002, 5)),  # East Timor, of the United Nations
        (615, 220, (1962, 7)),  # Algeria
    ],
)
def test_independences(edition, state, of, when):
    rows = edition("independences").filter(ccode=state).select("loser", "year", "month").rows()
    assert rows == [(of, *when)]


def test_no_change_is_in_both_tables(edition):
    both = edition("independences").join(edition("territorial_changes"), on="number")
    assert both.is_empty()
