"""Nunn and Puga (2012), HIEF (Drazanova 2020), CREG (Nardulli et al. 2012), Miller (2022)."""

import polars as pl
import pytest


def one(frame, column, ccode, year=None):
    frame = frame.filter(pl.col("ccode") == ccode)
    return (frame if year is None else frame.filter(pl.col("year") == year))[column].item()


def test_switzerland_is_rugged_and_the_netherlands_are_not(edition):
    """Nunn and Puga (2012): the Netherlands 0.04, Switzerland 4.76, Bhutan 6.74."""
    frame = edition("terrain")
    assert one(frame, "rugged", 225) == pytest.approx(4.761)
    assert one(frame, "rugged", 760) == pytest.approx(6.740)
    assert one(frame, "rugged", 210) < 0.1


def test_mountains_of_iran_and_nepal(edition):
    """Share of mountainous terrain on a scale of logs: at most log(101)."""
    frame = edition("terrain")
    assert one(frame, "newlmtnest", 790) > one(frame, "newlmtnest", 630) > one(frame, "newlmtnest", 365)
    assert frame["newlmtnest"].max() <= 4.62


@pytest.mark.parametrize("measure", ["efindex", "ethfrac"])
def test_korea_is_uniform_and_iran_is_not(edition, measure):
    frame = edition("fractionalisation")
    assert one(frame, measure, 732, 2000) < 0.05
    assert 0.6 < one(frame, measure, 630, 2000) < 0.8


def test_the_soviet_union_was_more_diverse_than_russia(edition):
    """Soviet census 1989: Russians 50.8 per cent; Russian census 2002: 79.8 per cent."""
    frame = edition("fractionalisation")
    for measure in ("efindex", "ethfrac"):
        assert one(frame, measure, 365, 1991) > 0.6 > 0.4 > one(frame, measure, 365, 1992)


def test_hief_and_creg_agree(edition):
    both = edition("fractionalisation").drop_nulls(["efindex", "ethfrac"])
    assert both.height > 7_000
    assert both.select(pl.corr("efindex", "ethfrac")).item() > 0.9


def test_iran_is_of_one_religion_more_than_lebanon(edition):
    frame = edition("fractionalisation")
    assert one(frame, "relfrac", 630, 2000) < 0.3 < one(frame, "relfrac", 660, 2000)


def test_fractionalisation_covers_1945_to_2013(edition):
    years = edition("fractionalisation")["year"]
    assert (years.min(), years.max()) == (1945, 2013)


def test_threat_to_israel_and_to_switzerland(edition):
    frame = edition("territorial_threat")
    assert one(frame, "lterrthreat", 666, 1970) > one(frame, "lterrthreat", 225, 1970)


def test_threat_to_iran_in_the_war_with_iraq(edition):
    frame = edition("territorial_threat")
    assert one(frame, "lterrthreat", 630, 1984) > one(frame, "lterrthreat", 630, 2005)


def test_bounds_hold_the_estimate(edition):
    frame = edition("territorial_threat")
    assert frame.select(pl.col("lterrthreat").is_between("lwr", "upr").all()).item()
    assert frame.drop_nulls("m_sd").select(pl.col("m_lterrthreat").is_between("m_lwr", "m_upr").all()).item()


def test_threat_covers_1816_to_2010(edition):
    years = edition("territorial_threat")["year"]
    assert (years.min(), years.max()) == (1816, 2010)
    assert edition("territorial_threat").height == 14_781
