"""Who led when: dates of office from the states' own records and encyclopaedias."""

from datetime import date

import polars as pl
import pytest

SOON = date(9999, 12, 31)


def ruling(frame, ccode, day, role=None):
    inside = (pl.col("start") <= day) & (pl.col("end").fill_null(SOON) >= day)
    chosen = frame.filter(pl.col("ccode") == ccode, inside)
    chosen = chosen.filter(pl.col("effective")) if role is None else chosen.filter(pl.col("role") == role)
    return chosen["leader"].to_list()


@pytest.mark.parametrize(
    ("ccode", "day", "name"),
    [
        (365, date(1945, 5, 9), "Stalin"),
        (365, date(1962, 10, 22), "Khrushchev"),
        (365, date(1986, 1, 1), "Gorbachev"),
        (365, date(2010, 6, 1), "Putin"),
        (365, date(2022, 2, 24), "Putin"),
        (2, date(1950, 6, 25), "Truman"),
        (2, date(1963, 11, 1), "Kennedy"),
        (2, date(2018, 5, 8), "Trump"),
        (2, date(2022, 2, 24), "Biden"),
        (2, date(2025, 6, 1), "Trump"),
        (200, date(1941, 8, 25), "Churchill"),
        (200, date(2022, 10, 1), "Truss"),
        (255, date(1941, 6, 22), "Hitler"),
        (260, date(1985, 1, 1), "Kohl"),
        (255, date(1995, 1, 1), "Kohl"),
        (255, date(2022, 2, 24), "Scholz"),
        (630, date(1941, 8, 25), "Reza Khan"),
        (630, date(1953, 8, 1), "Mossadeg"),
        (630, date(1953, 9, 1), "Mohammad Reza"),
        (630, date(1980, 9, 22), "Khomeini"),
        (630, date(2022, 2, 24), "Khamenei"),
        (666, date(2023, 10, 7), "Netanyahu"),
        (625, date(2010, 1, 1), "Bashir"),
        (625, date(2023, 4, 15), "Burhan"),
        (620, date(2010, 1, 1), "Qaddafi"),
        (713, date(2022, 8, 2), "Tsai"),
        (670, date(2022, 1, 1), "Salman"),
        (740, date(2022, 7, 8), "Kishida"),
    ],
)
def test_who_ruled(edition, ccode, day, name):
    (leader,) = ruling(edition("leaders"), ccode, day)
    assert name in leader


def test_presidents_of_iran(edition):
    """Rouhani 3 August 2013 to 3 August 2021, Raisi to his death on 19 May 2024; none is effective."""
    frame = edition("leaders")
    presidents = frame.filter(pl.col("ccode") == 630, pl.col("role") == "president")
    spells = {
        leader: (start, end) for leader, start, end in presidents.select("leader", "start", "end").rows()
    }
    assert spells["Hassan Rouhani"] == (date(2013, 8, 3), date(2021, 8, 3))
    assert spells["Ebrahim Raisi"] == (date(2021, 8, 3), date(2024, 5, 19))
    assert not presidents["effective"].any()
    assert ruling(frame, 630, date(1995, 1, 1), "president") == ["Akbar Hashemi Rafsanjani"]


def test_supreme_leaders_of_iran(edition):
    supreme = edition("leaders").filter(pl.col("role") == "supreme leader").sort("start")
    assert supreme.select("ccode", "start", "end").rows() == [
        (630, date(1979, 2, 1), date(1989, 6, 3)),
        (630, date(1989, 6, 4), None),
    ]


def test_truman(edition):
    """12 April 1945 to 20 January 1953."""
    row = edition("leaders").filter(pl.col("ccode") == 2, pl.col("leader") == "Truman").row(0, named=True)
    assert (row["start"], row["end"], row["source"]) == (date(1945, 4, 12), date(1953, 1, 20), "archigos_4_1")


def test_one_spell_of_putin_from_2000(edition):
    rows = edition("leaders").filter(pl.col("ccode") == 365, pl.col("leader").str.contains("Putin"))
    assert rows.select("start", "end", "known_to").rows() == [(date(2000, 1, 1), None, date(2025, 12, 31))]


def test_one_effective_leader_a_day(edition):
    """The day of a handover is shared; no other day is."""
    ruling_spells = edition("leaders").filter("effective").sort("ccode", "start", "end", nulls_last=True)
    following = pl.col("start").shift(-1).over("ccode")
    assert ruling_spells.filter(following < pl.col("end").fill_null(SOON)).height == 0


def test_every_open_spell_says_to_when_it_is_known(edition):
    frame = edition("leaders")
    assert frame.filter(pl.col("end").is_null() != pl.col("known_to").is_not_null()).height == 0
    assert frame.filter(pl.col("end") < pl.col("start")).height == 0
    assert set(frame["known_to"].drop_nulls().unique()) == {date(2021, 3, 1), date(2025, 12, 31)}


def test_a_state_outside_the_hand_list_is_unknown_after_march_2021(edition):
    bosnia = edition("leaders").filter(pl.col("ccode") == 346, pl.col("end").is_null())
    assert bosnia["known_to"].to_list() == [date(2021, 3, 1)]


def test_archigos_is_whole(edition):
    """Archigos 4.1 in peacesciencer has 3,409 leader spells."""
    raw = edition("leader_spells_archigos")
    assert raw.height == edition("leader_traits").height == 3409
    assert raw.filter(pl.col("obsid") == "IRN-1953").select("leader", "startdate", "enddate").row(0) == (
        "Mohammad Reza",
        date(1953, 8, 19),
        date(1979, 1, 16),
    )
    split = edition("leaders").drop_nulls("obsid")
    assert set(split["obsid"]) == set(raw["obsid"])
    assert split.filter(split["obsid"].is_duplicated())["obsid"].unique().sort().to_list() == [
        "GFR-1982",
        "YEM-1978",
    ]


def test_traits(edition):
    """Eisenhower and Grant were soldiers, Clinton was not."""
    raw = edition("leader_spells_archigos").join(edition("leader_traits"), on="obsid")
    served = dict(raw.filter(pl.col("ccode") == 2).select("leader", "milservice").rows())
    assert (served["Eisenhower"], served["Grant"], served["Clinton"]) == (1, 1, 0)
    assert edition("leader_willingness")["theta2_mean"].is_between(-3, 3).all()
