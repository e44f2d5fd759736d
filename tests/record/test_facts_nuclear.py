"""Nuclear and missile history."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

Edition = Callable[[str], pl.DataFrame]


def test_first_years_of_possession(edition: Edition) -> None:
    # First tests: Trinity 1945, RDS-1 1949, Hurricane 1952, Gerboise Bleue 1960, Project 596 1964; North
    # Korea 2006.
    held = edition("nuclear_status").filter(pl.col("status") == 3).group_by("ccode").agg(pl.col("year").min())
    first = dict(held.iter_rows())
    assert {state: first[state] for state in (2, 365, 200, 220, 710, 731)} == {
        2: 1945,
        365: 1949,
        200: 1952,
        220: 1960,
        710: 1964,
        731: 2006,
    }
    assert set(first) == {2, 200, 220, 365, 560, 666, 710, 731, 750, 770}


def test_south_africa_gave_its_weapons_up(edition: Edition) -> None:
    # It acceded to the Non-Proliferation Treaty in July 1991.
    status = dict(
        edition("nuclear_status").filter(pl.col("ccode") == 560).select("year", "status").iter_rows()
    )
    assert (status[1985], status[1992]) == (3, 0)


def test_iran_pursues_and_does_not_possess(edition: Edition) -> None:
    status = dict(
        edition("nuclear_status").filter(pl.col("ccode") == 630).select("year", "status").iter_rows()
    )
    assert (status[1975], status[1981], status[1990], status[2022]) == (1, 0, 2, 2)


@pytest.mark.parametrize(("state", "year", "warheads"), [(2, 1967, 31_255), (365, 1986, 40_159)])
def test_peaks_of_the_stockpiles(edition: Edition, state: int, year: int, warheads: int) -> None:
    # US Department of Energy: 31,255 in 1967; Bulletin of the Atomic Scientists: about 40,000 in 1986.
    top = edition("warheads").filter(pl.col("ccode") == state).sort("warheads").row(-1, named=True)
    assert (top["year"], top["warheads"]) == (year, warheads)


def test_america_had_two_warheads_at_the_end_of_1945_and_nobody_else_any(edition: Edition) -> None:
    stock = edition("warheads").filter((pl.col("year") == 1945) & (pl.col("warheads") > 0))
    assert stock.select("ccode", "warheads").rows() == [(2, 2)]


def test_nobody_says_zero_for_north_korea(edition: Edition) -> None:
    assert edition("warheads").filter(pl.col("ccode") == 731).is_empty()


@pytest.mark.parametrize(
    ("state", "tests"),
    [(2, 1030), (365, 715), (220, 210), (200, 45), (710, 45), (750, 3), (770, 2), (731, 6)],
)
def test_numbers_of_tests(edition: Edition, state: int, tests: int) -> None:
    # Arms Control Association, The Nuclear Testing Tally.
    assert edition("nuclear_tests").filter(pl.col("ccode") == state)["tests"].sum() == tests


def test_tests_stop_where_they_stopped(edition: Edition) -> None:
    # Moratoria: Soviet Union after 24 October 1990, United States after 23 September 1992; France and
    # China after 1996.
    last = edition("nuclear_tests").filter(pl.col("tests") > 0).group_by("ccode").agg(pl.col("year").max())
    assert dict(last.iter_rows()) == {
        2: 1992,
        365: 1990,
        200: 1991,
        220: 1996,
        710: 1996,
        750: 1998,
        770: 1998,
        731: 2017,
    }


def test_bushehr(edition: Edition) -> None:
    # Russia agreed in January 1995 to complete the reactor.
    pair = edition("nuclear_agreements").filter((pl.col("ccode1") == 365) & (pl.col("ccode2") == 630))
    assert pair.filter(pl.col("year") == 1995)["comprehensive"].to_list() == [True]


def test_one_two_three_agreement_with_canada_in_1955(edition: Edition) -> None:
    pair = edition("nuclear_agreements").filter(
        (pl.col("ccode1") == 2) & (pl.col("ccode2") == 20) & (pl.col("year") == 1955)
    )
    assert pair["agreements"].to_list() == [1], "listed by both partners, counted once"


def test_natanz_was_under_construction_before_it_was_revealed_in_2002(edition: Edition) -> None:
    plant = edition("nuclear_facilities").filter(
        (pl.col("ccode") == 630) & pl.col("name").str.contains("Natanz Fuel")
    )
    assert dict(plant.select("phase", "start").iter_rows()) == {"construction": 2001, "operation": 2006}


def test_taepodong_flew_over_japan_on_31_august_1998(edition: Edition) -> None:
    flight = edition("missile_tests").filter((pl.col("ccode") == 731) & (pl.col("date") == date(1998, 8, 31)))
    assert flight["missile"].to_list() == ["Taepodong-1"]


def test_intercontinental_missiles_of_2017(edition: Edition) -> None:
    # Hwasong-14 on 4 and 28 July, Hwasong-15 on 28 or 29 November (29 in Korea).
    flights = edition("missile_tests").filter((pl.col("ccode") == 731) & (pl.col("type") == "ICBM"))
    assert flights["date"].sort().to_list() == [date(2017, 7, 4), date(2017, 7, 28), date(2017, 11, 28)]


def test_activities_of_the_nuclear_states_in_2001(edition: Edition) -> None:
    held = edition("nuclear_capacity").filter(pl.col("nuclear_weapons") & (pl.col("year") == 2001))
    assert set(held["ccode"]) == {2, 200, 220, 365, 666, 710, 750, 770}
