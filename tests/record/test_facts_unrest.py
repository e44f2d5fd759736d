"""Coups, protests, elections and regimes as known from the press and the sources' own pages."""

from datetime import date

import polars as pl
import pytest

CLINE, HAND = "cline_coups_2_1_2", "coups_by_hand"


def coups(frame, source, ccode, first, last):
    return frame.filter(
        pl.col("source") == source, pl.col("ccode") == ccode, pl.col("start").is_between(first, last)
    )


@pytest.mark.parametrize(
    ("ccode", "day"),
    [
        (630, date(1953, 8, 19)),  # 28 Mordad 1332: Mossadegh overthrown
        (155, date(1973, 9, 11)),  # Pinochet against Allende
        (645, date(1958, 7, 14)),  # Qasim against the king
        (620, date(1969, 9, 1)),  # Qaddafi
        (651, date(2013, 7, 3)),  # Sisi against Morsi
        (775, date(2021, 2, 1)),  # Myanmar
    ],
)
def test_coups_that_succeeded(edition, ccode, day):
    found = coups(edition("coups"), CLINE, ccode, day, day)
    assert "success" in found["result"].to_list()


def test_turkey_2016_failed(edition):
    """The attempt of 15 July 2016."""
    found = coups(edition("coups"), CLINE, 640, date(2016, 7, 15), date(2016, 7, 16))
    assert found["result"].to_list() == ["attempt"]


def test_moscow_1991(edition):
    """The committee of 18-21 August 1991: to Colpus a failed attempt, to the Cline Center a coup."""
    day = date(1991, 8, 21)
    assert coups(edition("coups"), "colpus", 365, day, day)["result"].to_list() == ["attempt"]
    assert coups(edition("coups"), CLINE, 365, day, day)["result"].to_list() == ["success"]


def test_the_lists_are_whole(edition):
    """Cline Center 2.1.2: 981 events, 441 coups, 349 attempts, 191 conspiracies. Colpus: 593."""
    counts = dict(edition("coups").filter(pl.col("source") == CLINE)["result"].value_counts().rows())
    assert counts == {"success": 441, "attempt": 349, "conspiracy": 191}
    assert edition("coups").filter(pl.col("source") == "colpus").height == 593


def test_niger_2023(edition):
    """General Tiani overthrew President Bazoum on 26 July 2023."""
    found = coups(edition("coups"), HAND, 436, date(2023, 7, 26), date(2023, 7, 28))
    assert found["result"].to_list() == ["success"]


def test_gabon_2023(edition):
    """The army overthrew Ali Bongo on 30 August 2023."""
    assert coups(edition("coups"), HAND, 481, date(2023, 8, 30), date(2023, 8, 30))["result"].to_list() == [
        "success"
    ]


def test_hand_list_follows_the_published_lists(edition):
    frame = edition("coups")
    assert frame.filter(pl.col("source") == HAND)["start"].min() > date(2022, 1, 1)


def test_protests_in_iran_2009(edition):
    """The Green Movement after the vote of 12 June 2009."""
    row = edition("protests").filter(pl.col("ccode") == 630, pl.col("year") == 2009).row(0, named=True)
    assert row["events"] > 15
    assert row["largest"] == 6
    assert row["demand_political"] == row["events"]


def test_protests_in_iran_2019(edition):
    """November 2019: the state shot at every protest over fuel prices."""
    row = edition("protests").filter(pl.col("ccode") == 630, pl.col("year") == 2019).row(0, named=True)
    assert row["killings"] == row["shootings"] == row["events"] == 5


def test_russia_2012_against_2009(edition):
    """The protests of 2011-13 followed the Duma vote of 4 December 2011."""
    events = dict(edition("protests").filter(pl.col("ccode") == 365).select("year", "events").rows())
    assert events[2012] > 2 * events[2009]


def test_protests_sum_to_the_published_number(edition):
    """Mass Mobilization to March 2020: 15,239 protests, none in the United States."""
    frame = edition("protests")
    assert frame["events"].sum() == 15_239
    assert frame.filter(pl.col("ccode") == 2).height == 0
    assert frame.filter(pl.col("events").is_null())["year"].min() == 2018


def test_balkan_codes_are_those_of_correlates_of_war(edition):
    frame = edition("protests")
    assert frame.filter(pl.col("ccode") == 347)["year"].min() >= 2008
    assert frame.filter(pl.col("ccode") == 341)["year"].min() >= 2006
    assert frame.filter(pl.col("ccode").is_in([342, 348, 364, 529])).height == 0


def test_elections(edition):
    """Iran 12 June 2009, Russia 4 March 2012 and 18 March 2018, United States 3 November 2020."""
    votes = set(edition("elections").filter(pl.col("type") == "executive").select("ccode", "start").rows())
    assert {
        (630, date(2009, 6, 12)),
        (365, date(2012, 3, 4)),
        (365, date(2018, 3, 18)),
        (2, date(2020, 11, 3)),
    } <= votes


def test_monarchy_of_iran_ended_in_1979(edition):
    monarchy = edition("regime_spells").filter(pl.col("ccode") == 630, pl.col("regime") == "monarchy")
    assert monarchy.select("start", "end").rows() == [(date(1925, 12, 15), date(1979, 1, 16))]
