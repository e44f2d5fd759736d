"""Known facts through the measures, unknown that is not zero, and values carried forward."""

from __future__ import annotations

import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.measures.reading import series
from westphalia.measures.registry import get


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def read(world):
    """Return a function that gives the values of a measure by year."""

    def values(name, *states, years=None, carry=None, of=world):
        found = series(of, get(name), [of.state(state) for state in states], years, carry)
        return {row.year: row.value for row in found.rows}

    return values


def test_capability(read):
    # The United States pass the United Kingdom in the 1890s (Singer, Bremer and Stuckey 1972).
    usa, uk = read("cinc", "United States"), read("cinc", "United Kingdom")
    assert usa[1880] < uk[1880]
    assert usa[1900] > uk[1900]
    assert read("capability_ratio", "United States", "United Kingdom")[1945] > 1


def test_sanctions(read):
    # Russia before and after 2014; the United Nations sanctioned Iran in 2006-2016 (resolutions 1737 and 2231).
    senders = read("sanction_senders", "Russia")
    assert senders[2012] < senders[2014] < senders[2022]
    un = read("un_sanctions", "Iran")
    assert un[2005] == 0
    assert un[2012] > 0
    assert read("sanctions", "United States", "Russia")[2022] > 0
    assert read("sanctions", "France", "United States")[2022] == 0


def test_arms(read):
    # S-300 from Russia to Iran in 2016, drones from Iran to Russia since 2022.
    assert read("arms", "Russia", "Iran")[2016] > 0
    assert read("arms", "Iran", "Russia")[2015] == 0
    assert read("arms", "Iran", "Russia")[2022] > 0


def test_pacts(read):
    # The pact of 23 August 1939; the North Atlantic Treaty of 1949.
    assert read("nonaggression", "Germany", "Russia")[1939] == 1
    assert read("defence", "Germany", "Russia")[1939] == 0
    assert read("defence", "United States", "France")[1950] == 1
    assert read("pacts", "United States", "Iran")[2018] == 0


def test_votes(read):
    distance = read("ideal_point_distance", "United States", "Russia")
    assert distance[1985] > distance[1992]
    assert read("agreement", "United States", "Israel")[2019] > 0.8


def test_iranian_oil(read):
    # Sanctions of 2012 and 2018 cut Iran's exports of crude oil by more than half.
    exports = read("crude_exports", "Iran")
    assert exports[2011] > 2000
    assert exports[2013] < 0.7 * exports[2011]
    assert exports[2020] < 0.5 * exports[2017]


def test_conflict(read):
    # Iran-Iraq War 1980-1988.
    wars = read("wars", "Iran", "Iraq")
    assert [year for year, value in wars.items() if value] == list(range(1980, 1989))
    assert read("rivalry", "India", "Pakistan")[2000] == 1
    assert read("disputes", "Canada", "Iran")[1985] == 0


def test_distance(read):
    assert read("capital_distance", "Russia", "Iran")[2022] == pytest.approx(2465, rel=0.01)
    assert read("contiguity", "Russia", "Iran")[1985] == 1
    assert read("contiguity", "Russia", "Iran")[2000] != 1
    assert read("minimum_distance", "Iran", "Iraq")[2000] == 0


def test_layers_and_measures_agree(world, read):
    for name, layer, year in (
        ("shared_institutions", "shared_institutions", 2000),
        ("capital_distance", "capital_distance", 1995),
        ("agreement", "agreement", 1999),
        ("ideal_point_distance", "ideal_point_distance", 2010),
        ("minimum_distance", "minimum_distance", 1970),
        ("rivalry", "rivalry", 1970),
        ("disputes", "disputes", 1986),
        ("contiguity", "contiguity", 1970),
    ):
        assert read(name, "United States", "Russia")[year] == pytest.approx(
            wp.array(world, layer, year).of(2, 365)
        )
        assert read(name, "Russia", "United States")[year] == pytest.approx(
            wp.array(world, layer, year).of(2, 365)
        )
    assert read("arms", "Russia", "Iran")[2016] == pytest.approx(wp.array(world, "arms", 2016).of(365, 630))
    assert read("sanctions", "France", "Russia")[2022] == wp.array(world, "sanctions", 2022).of(220, 365)
    assert read("trade", "Russia", "Iran")[2014] == wp.array(world, "trade", 2014).of(365, 630)


def test_zero_only_within_the_coverage_and_while_the_state_lives(read):
    senders = read("sanction_senders", "East Germany", years=(1945, 1995))
    assert senders[1945] is None
    assert senders[1970] is not None
    assert senders[1995] is None
    trade = read("trade", "Russia", "Iran", years=(2013, 2016))
    assert trade[2015] is None
    assert read("disputes", "Iran", "United Kingdom", years=(1838, 1839))[1839] is None


def test_carried_values_say_from_when(world):
    found = series(world, get("cinc"), [world.state("Iran")], (2020, 2025), "last")
    assert [row.observed for row in found.rows] == [2020, 2021, 2022, 2022, 2022, 2022]


def test_nothing_is_carried_to_a_state_that_is_gone(world):
    found = series(world, get("cinc"), [world.state("East Germany")], (1988, 1993), "last")
    assert found.rows[-1].value is None
    assert "not in the state system" in found.rows[-1].why


def test_nothing_is_carried_past_what_is_known(world):
    then = world.as_of(1990)
    found = series(then, get("cinc"), [then.state("Iran")], (1989, 1992), "last")
    assert [row.value is None for row in found.rows] == [False, False, True, True]


def test_nothing_known_is_told(world):
    found = series(world, get("export_share"), [world.state("Russia"), world.state("Iran")])
    assert not found.known
    assert "not known" in str(found.why_unknown())


def test_the_number_of_states_is_checked(world):
    russia, iran = world.state("Russia"), world.state("Iran")
    with pytest.raises(NotUnderstood, match="two states"):
        series(world, get("trade"), [russia])
    with pytest.raises(NotUnderstood, match="one state"):
        series(world, get("cinc"), [russia, iran])
