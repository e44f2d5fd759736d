"""Missions, visits, visas, walls, troops abroad, incidents and news as histories tell them."""

from datetime import date

import numpy as np
import polars as pl
import pytest

import westphalia as wp


def _pair(edition, table, one, two):
    return edition(table).filter(ccode1=min(one, two), ccode2=max(one, two)).sort("year")


def _missions(edition, one, two):
    """Return the years in which one of the two had a mission at the other."""
    frame = edition("missions")
    return {year for sender, host, year in frame.rows() if {sender, host} == {one, two}}


@pytest.mark.parametrize(
    ("one", "two", "without"),
    [
        (2, 365, (1920, 1925, 1930)),  # no relations with the Soviet Union before November 1933
        (2, 710, (1950, 1955, 1960, 1965, 1970, 1975)),  # nor with the People's Republic before 1979
        (2, 630, (1980, 1985)),  # relations broken in April 1980
        (2, 40, (1965, 1970, 1975)),  # Cuba: broken in January 1961, interests sections from 1977
        (365, 666, (1970, 1975, 1980, 1985, 1990)),  # broken in June 1967
        (651, 666, (1950, 1975)),  # Egypt and Israel: the treaty of 1979
    ],
)
def test_years_without_missions(edition, one, two, without):
    years = _missions(edition, one, two)
    assert years
    assert not years & set(without)


def test_years_with_missions(edition):
    """The legation in Peking of 1862, when China had none in Washington; embassies in Tehran and Cairo."""
    assert edition("missions").filter(year=1864, sender=2, host=710).height == 1
    assert edition("missions").filter(year=1864, sender=710, host=2).is_empty()
    assert {1970, 1975} <= _missions(edition, 2, 630)
    assert {1980, 2000} <= _missions(edition, 651, 666)
    frame = edition("missions")
    pairs = frame.select(
        pl.min_horizontal("sender", "host"), pl.max_horizontal("sender", "host").alias("other"), "year"
    )
    assert (pairs.n_unique(), frame["year"].n_unique(), frame["year"].max()) == (46_365, 37, 2000)


@pytest.mark.parametrize(
    ("source", "one", "two", "year", "column", "count"),
    [
        ("colt_pairs", 710, 365, 2018, "visits", 2),  # Putin in June, Xi in September
        ("colt_pairs", 710, 365, 2021, "visits", 0),  # the pandemic
        ("colt_pairs", 710, 365, 2023, "visits", 2),  # Xi in March, Putin in October
        ("colt_pairs", 255, 369, 2024, "visits", 6),
        ("colt_pairs", 2, 740, 2023, "visits", 5),
        ("aiddata_visits", 710, 770, 2016, "military_visits", 11),
    ],
)
def test_visits(edition, source, one, two, year, column, count):
    row = _pair(edition, "visits_by_pair", one, two).filter(source=source, year=year).row(0, named=True)
    assert row[column] == count


def test_what_a_source_of_visits_does_not_know_is_null(edition):
    frame = edition("visits_by_pair")
    vitae = frame.filter(source="china_vitae")
    assert vitae["visits"].null_count() == vitae.height
    assert vitae["days_abroad"].null_count() == 0
    assert (
        vitae["days_abroad"].sum() + vitae["meetings"].sum() == 2_744 + 2_129 - 3
    )  # three of the Cook Islands
    assert (
        frame.filter(source="colt_pairs", ccode1=365)
        .filter(pl.col("ccode2") != 710)["ccode2"]
        .is_in([740, 830])
        .all()
    )


@pytest.mark.parametrize(
    ("destination", "home", "year", "free"),
    [
        (2, 200, 2010, True),
        (2, 290, 2010, False),  # Poles needed one until November 2019
        (640, 652, 2010, True),  # Turkey and Syria, 2009-16
        (365, 666, 2010, True),  # the agreement of 2008
        (220, 260, 1969, True),
        (750, 770, 1969, False),
    ],
)
def test_visas(edition, destination, home, year, free):
    rows = edition("visa_free").filter(destination=destination, home=home, year=year)
    assert rows["visa_free"].to_list() == [free]


def test_walls(edition):
    frame = edition("border_barriers")
    own = frame.filter(list="carter_poast")
    maginot = own.filter(name="Maginot Line").row(0, named=True)
    assert (maginot["builder"], maginot["target"], maginot["first"], maginot["last"]) == (
        220,
        255,
        1930,
        1940,
    )
    korea = own.filter(builder=732, target=731).row(0, named=True)
    assert (korea["first"], korea["last"]) == (1953, None)
    morice = own.filter(name="Morice Line")
    assert set(morice.select("builder", "target").rows()) == {(220, 600), (220, 616)}
    mcnamara = own.filter(pl.col("name").str.contains("McNamara"))
    assert mcnamara.select("builder", "target").rows() == [(817, 816)]
    lists = frame.filter(builder=750, target=771).select("list", "first").rows()
    assert ("carter_poast", 1986) in lists
    assert ("benedicto", 1989) in lists
    assert frame.filter(list="benedicto", builder=666, target=652)["first"].to_list() == [1973]  # "1973/2013"


@pytest.mark.parametrize(
    ("deployer", "host", "year", "low", "high"),
    [
        (365, 371, 2020, 3_000, 5_000),  # the base at Gyumri
        (365, 702, 2020, 5_000, 7_000),  # the 201st
        (2, 740, 2020, 55_200, 55_200),
        (640, 694, 2022, 5_000, 5_000),  # the Turkish base in Qatar
        (710, 522, 2022, 2_000, 2_000),  # Djibouti
    ],
)
def test_troops_abroad(edition, deployer, host, year, low, high):
    rows = edition("deployments").filter(deployer=deployer, host=host, year=year)
    assert rows.select("low", "high").rows() == [(low, high)]


def test_bases_and_exercises(edition):
    """The Russian bases of 2020; Djibouti; all foreign troops left Afghanistan in August 2021."""
    bases = {row[:2]: row[3:] for row in edition("foreign_bases").rows()}
    assert {state: bases[365, state][0] for state in (371, 370, 705, 703, 652, 702)} == {
        371: 2,
        370: 2,
        705: 3,
        703: 1,
        652: 4,
        702: 1,
    }
    assert bases[710, 522][0] == 1
    assert bases[2, 700] == (0,)
    india = _pair(edition, "russian_exercises", 365, 750)
    assert india["exercises"].sum() == 9
    america = _pair(edition, "russian_exercises", 2, 365)
    assert (america["exercises"].sum(), america["year"].max()) == (12, 2013)
    assert _pair(edition, "russian_exercises", 365, 630).is_empty()


@pytest.mark.parametrize(
    ("incident", "initiator", "target", "day", "severity"),
    [
        (50, 2, 630, date(2009, 6, 1), 6),  # Stuxnet
        (276, 630, 670, date(2012, 8, 15), 6),  # Shamoon
        (144, 731, 2, date(2014, 11, 24), 4),  # Sony
        (217, 365, 369, date(2017, 6, 27), 5),  # NotPetya
        (232, 365, 372, date(2008, 8, 5), 2),  # Georgia
    ],
)
def test_incidents(edition, incident, initiator, target, day, severity):
    row = edition("cyber_incidents").filter(incident=incident).row(0, named=True)
    assert (row["initiator"], row["target"]) == (initiator, target)
    assert (row["start"], row["severity"]) == (day, severity)


def test_incidents_are_of_rivals(edition):
    """429 less four of which the initiator is of neither side; two end before they begin in the source."""
    frame = edition("cyber_incidents")
    assert frame.height == 425
    assert not set(frame["incident"]) & {291, 292, 309, 331}
    assert frame.filter(pl.col("end").is_null())["incident"].to_list() == [236, 237]


def test_news(edition):
    """Armenia and Azerbaijan at war in 2020; 365 days observed in 2018, 54 of 2024; who is missing is missing."""
    frame = edition("news_days")
    war = _pair(edition, "news_days", 371, 373)
    shares = {row["year"]: row["below"] - row["above"] for row in war.to_dicts()}
    assert shares[2020] > shares[2018]
    ukraine = {row["year"]: row["below"] for row in _pair(edition, "news_days", 365, 369).to_dicts()}
    assert ukraine[2022] > 0.9
    assert dict(frame.select("year", "days").unique().rows()) == {
        2018: 365,
        2019: 362,
        2020: 355,
        2021: 364,
        2022: 352,
        2023: 297,
        2024: 54,
    }
    assert not {341, 345, 347, 860} & (set(frame["ccode1"]) | set(frame["ccode2"]))
    assert (frame["above"] + frame["below"] <= 1 + 1e-6).all()


def _value(name, one, two, year):
    found = wp.array(wp.load(), name, year)
    at = found.states.index(one), found.states.index(two)
    return found.value[at]


def test_missions_as_a_number():
    """In a year of a count a state without a mission has none; in any other nobody knows."""
    assert _value("mission", 2, 630, 1975) == 1
    assert _value("mission", 2, 710, 1975) == _value("mission", 40, 2, 1975) == 0
    assert np.isnan([_value("mission", 2, 630, 1976), _value("mission", 2, 710, 1976)]).all()


def test_numbers_of_pairs():
    """Two visits between Russia and China in 2023, seen from either side; a line of 150 billion yuan; none from Russia to Iran."""
    assert _value("visits_leaders", 365, 710, 2023) == _value("visits_leaders", 710, 365, 2023) == 2
    assert np.isnan(_value("visits_leaders", 365, 630, 2023))
    assert (_value("swap_line", 710, 365, 2018), _value("swap_line", 365, 630, 2018)) == (1, 0)
    assert _value("foreign_bases", 365, 652, 2025) == 4
    assert _value("gas_flow", 630, 640, 2019) == pytest.approx(7.7, abs=0.06)
    assert _value("wheat_sold", 365, 651, 2024) / 1000 == pytest.approx(3.06, abs=0.006)
    assert _value("crude_tonnes_to_china", 365, 710, 2021) / 1000 == pytest.approx(79.6, abs=0.06)
