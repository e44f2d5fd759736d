"""Polity5 (systemicpeace.org), V-Dem 15 (v-dem.net)."""

import polars as pl
import pytest


def one(frame, column, ccode, year, key="ccode"):
    return frame.filter(pl.col(key) == ccode, pl.col("year") == year)[column].item()


@pytest.mark.parametrize(("year", "score"), [(1900, -10), (1975, -10), (1995, -6), (2000, 3), (2018, -7)])
def test_polity_of_iran(edition, year, score):
    """Polity IV Country Report Iran: -10 under the Shah, 3 under Khatami, -6 before, -7 from 2009."""
    assert one(edition("democracy_indices"), "polity2", 630, year) == score
    assert one(edition("regimes"), "polity2", 630, year) == score


@pytest.mark.parametrize(
    ("ccode", "year", "score"),
    [(2, 2010, 10), (365, 1975, -7), (365, 2018, 4), (255, 1938, -9), (710, 2018, -7), (670, 2018, -10)],
)
def test_polity_of_others(edition, ccode, year, score):
    assert one(edition("democracy_indices"), "polity2", ccode, year) == score


def test_polity_ends_in_2018_but_for_the_united_states(edition):
    """Polity5 gives the United States 7 for 2019 and 5 for 2020."""
    later = edition("democracy_indices").filter(pl.col("polity2").is_not_null(), pl.col("year") > 2018)
    assert later.select("ccode", "year", "polity2").rows() == [(2, 2019, 7), (2, 2020, 5)]


def test_montenegro_is_not_kosovo(edition):
    """Polity has codes of its own: 341 is Kosovo (8), 348 Montenegro (9)."""
    frame = edition("democracy_indices")
    assert (one(frame, "polity2", 341, 2015), one(frame, "polity2", 347, 2015)) == (9, 8)


def test_polyarchy(edition):
    frame = edition("democracy_indices")
    assert one(frame, "polyarchy", 390, 2024) > 0.9
    assert one(frame, "polyarchy", 365, 2022) == pytest.approx(0.207, abs=0.001)
    assert one(frame, "polyarchy", 365, 1995) > 2 * one(frame, "polyarchy", 365, 2024)
    assert one(frame, "polyarchy", 630, 2022) < 0.2
    known = frame.drop_nulls(["polyarchy", "polyarchy_low", "polyarchy_high"])
    assert known.select((pl.col("polyarchy").is_between("polyarchy_low", "polyarchy_high")).all()).item()


def test_panels_and_vdem_15_agree(edition):
    both = (
        edition("regimes")
        .join(edition("democracy_indices"), on=["ccode", "year"])
        .drop_nulls(["v2x_polyarchy", "polyarchy"])
    )
    gap = (both["v2x_polyarchy"] - both["polyarchy"]).abs()
    assert both.height > 16_000
    assert (gap > 0.02).mean() < 0.02


def test_czechoslovakia_and_the_habsburg_empire_have_their_codes(edition):
    frame = edition("democracy_indices").drop_nulls("polyarchy")
    assert frame.filter(pl.col("ccode") == 316)["year"].min() == 1993
    assert one(frame, "polyarchy", 315, 1930) > 0.7
    assert frame.filter(pl.col("ccode") == 300)["year"].max() == 1918


def test_lexical_index(edition):
    frame = edition("democracy_indices")
    assert one(frame, "lexical_index", 2, 2000) == 6
    assert one(frame, "lexical_index", 365, 1975) == 1
    assert one(frame, "lexical_index", 225, 1970) < 6


def test_the_two_systems_agree(edition):
    cow, gw = edition("regimes"), edition("regimes_gw")
    assert one(cow, "v2x_polyarchy", 630, 1979) == one(gw, "v2x_polyarchy", 630, 1979, "gwcode")
    assert one(gw, "polity2", 365, 1914, "gwcode") == one(cow, "polity2", 365, 1914)
