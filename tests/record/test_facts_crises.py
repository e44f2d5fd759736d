"""Crises and militarized events as histories tell them."""

from datetime import date

import polars as pl
import pytest

D = date


def _actor(edition, crisis, state):
    frame = edition("crisis_actors").filter(pl.col("crisis") == crisis, pl.col("ccode") == state)
    return frame.row(0, named=True)


@pytest.mark.parametrize(
    ("crisis", "state", "start", "outcome"),
    [
        (196, 2, D(1962, 10, 16), "victory"),  # Bundy shows Kennedy the photographs of Cuba
        (196, 365, D(1962, 10, 22), "defeat"),  # Kennedy on television
        (222, 666, D(1967, 5, 17), "victory"),  # Egypt's army moves into Sinai
        (336, 200, D(1982, 3, 31), "victory"),  # intelligence of the fleet for the Falklands
        (336, 160, D(1982, 4, 5), "defeat"),  # the task force sails
        (471, 369, D(2014, 2, 27), "stalemate"),  # the parliament of Crimea seized
        (495, 630, D(2019, 6, 18), "stalemate"),
    ],
)
def test_actors(edition, crisis, state, start, outcome):
    row = _actor(edition, crisis, state)
    assert (row["start"], row["outcome"]) == (start, outcome)


def test_who_triggered_what(edition):
    """Egypt's move of May 1967 made it a crisis for Israel; Israel's attack of 5 June for Egypt and Jordan."""
    assert _actor(edition, 222, 666)["trigger_by"] == 651
    assert _actor(edition, 222, 651)["trigger_by"] == _actor(edition, 222, 663)["trigger_by"] == 666
    assert _actor(edition, 222, 651)["trigger"] == "violent act"
    assert _actor(edition, 222, 666)["threat"] == "to existence"
    pair = edition("crisis_dyads").filter(crisis=222, ccode1=651, ccode2=666).row(0, named=True)
    assert (pair["actor1"], pair["actor2"], pair["triggered1"], pair["triggered2"]) == (True,) * 4


def test_the_second_war_for_nagorno_karabakh(edition):
    """27 September to the ceasefire of 9 November 2020."""
    row = edition("crises").filter(crisis=502).row(0, named=True)
    assert (row["start"], row["end"], row["violence"], row["actors"]) == (
        D(2020, 9, 27),
        D(2020, 11, 9),
        4,
        2,
    )
    pair = edition("crisis_dyads").filter(crisis=502)
    assert pair.select("ccode1", "ccode2", "start", "end").rows() == [
        (371, 373, D(2020, 9, 27), D(2020, 11, 9))
    ]


def test_galwan(edition):
    """China and India, 5 May 2020 to the disengagement at Pangong of 10 February 2021; one spell of two years."""
    rows = edition("crisis_dyads").filter(crisis=499).select("ccode1", "ccode2", "start", "end").rows()
    assert rows == [(710, 750, D(2020, 5, 5), D(2021, 2, 10))]


def test_germany_and_yemen_have_their_codes_of_today(edition):
    """West Germany and North Yemen ended in 1990."""
    frame = edition("crisis_actors").filter(pl.col("ccode").is_in([260, 678]))
    assert frame["start"].max() < D(1990, 5, 22)
    assert _actor(edition, 430, 255)["start"].year == 1999  # Kosovo


def test_what_began_after_the_list_is_not_in_it(edition):
    """Crisis 510, the invasion of Ukraine, has no dates in version 16."""
    frame = edition("crises")
    assert frame.height == 511
    assert frame["start"].max() == D(2021, 9, 20)  # licence plates in Kosovo
    assert 510 not in frame["crisis"]
    assert 510 not in edition("crisis_dyads")["crisis"]


@pytest.mark.parametrize(
    ("one", "two", "year", "events", "highest"),
    [
        (160, 200, 1982, 33, 5),  # the Falklands
        (2, 40, 1962, 35, 4),  # Cuba
        (365, 372, 2008, 8, 4),  # Georgia
        (365, 369, 2014, 36, 4),  # Crimea and Donbass
        (750, 770, 1999, 17, 5),  # Kargil
        (710, 840, 2012, 3, 3),  # Scarborough shoal
    ],
)
def test_militarized_events(edition, one, two, year, events, highest):
    """As counted in the raw file, both directions."""
    pair = pl.col("ccode1").is_in([one, two]) & pl.col("ccode2").is_in([one, two])
    found = edition("militarized_events").filter(pair, pl.col("start").dt.year() == year)
    assert (found.height, found["hostlev"].max()) == (events, highest)


def test_an_event_of_an_unknown_day_is_of_its_month(edition):
    """The first row of the file: the United States against Britain, May 1902, day not known (-9)."""
    row = edition("militarized_events").filter(confrontation=2, event=1).row(0, named=True)
    assert (row["start"], row["end"], row["start_precision"]) == (D(1902, 5, 1), D(1902, 5, 31), "month")
    assert (row["ccode1"], row["ccode2"], row["action"], row["hostlev"]) == (2, 200, 7, 3)


def test_all_events_are_there(edition):
    """28,011 events, 1,207 of them since 2010, none after 2014."""
    frame = edition("militarized_events")
    assert (frame.height, frame.filter(pl.col("start") >= D(2010, 1, 1)).height) == (28_011, 1_207)
    assert frame["start"].max() < D(2015, 1, 1)
    assert (frame["end"] >= frame["start"]).all()
    assert frame.select((pl.col("deaths_low1") <= pl.col("deaths_high1")).all()).item()
