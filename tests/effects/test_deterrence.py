"""Deterrence: the inequality by hand, where it turns, and that defences and allies never make a strike more worth it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from westphalia.effects.deterrence import (
    ALLY,
    ASSUMPTIONS,
    PROMISED,
    UNPROMISED,
    StrikeSetting,
    air_defence_for,
    deterred,
    gain,
    turns,
)

MIDDLE = {
    "success": 0.8,
    "defence": 0.5,
    "delay": 2.0,
    "patience": 0.1,
    "bomb": 0.5,
    "losses": 0.02,
    "retaliation": 0.01,
}
SHARE = st.floats(0, 1)


def setting(defence, missiles=1.0, promised=(), unpromised=()):
    return StrikeSetting(np.array([defence]), np.array([missiles]), tuple(np.array([each]) for each in promised), tuple(np.array([each]) for each in unpromised))  # fmt: skip


def box(runs=500, seed=1):
    rng = np.random.default_rng(seed)
    drawn = {name: rng.random(runs) for name in (*ASSUMPTIONS, PROMISED, UNPROMISED, ALLY)}
    return {
        **drawn,
        "delay": 10 * drawn["delay"],
        "losses": 0.1 * drawn["losses"],
        "retaliation": 0.2 * drawn["retaliation"],
    }


def test_the_inequality_by_hand():
    one = {name: np.array([value]) for name, value in MIDDLE.items()}
    worth = 0.8 * (1 - 0.5 * 0.4) * (1 - 0.9**2) * 0.5
    assert gain(setting(0.4), one)[0] == pytest.approx(worth - 0.02 * 0.4 - 0.01)
    assert gain(setting(0.4, 3.0), one)[0] == pytest.approx(worth - 0.02 * 0.4 - 0.03)
    ally = {**one, PROMISED: np.array([0.4]), UNPROMISED: np.array([0.1]), ALLY: np.array([2.0])}
    assert gain(setting(0.4, 1.0, (0.3,), (0.5,)), ally)[0] == pytest.approx(worth - 0.018 - 0.4 * 2 * 0.3 - 0.1 * 2 * 0.5)  # fmt: skip


@given(SHARE, SHARE, SHARE, st.integers(1, 50))
def test_more_defence_or_an_ally_never_makes_a_strike_more_worth_it(one, two, strength, seed):
    drawn, low, high = box(60, seed), min(one, two), max(one, two)
    assert deterred(setting(low), drawn) <= deterred(setting(high), drawn)
    assert deterred(setting(low), drawn) <= deterred(setting(low, 1.0, (strength,)), drawn)
    assert deterred(setting(low), drawn) <= deterred(setting(low, 2.0), drawn)


def test_nothing_to_gain_and_no_cost_is_not_worth_it():
    drawn = {**box(), "bomb": np.zeros(500), "losses": np.zeros(500), "retaliation": np.zeros(500)}
    assert deterred(setting(0.5), drawn) == 1


def test_where_it_turns_the_gain_is_nothing():
    at = turns(setting(0.4), MIDDLE, "retaliation", 0.0, 0.2)
    one = {name: np.array([value]) for name, value in {**MIDDLE, "retaliation": at}.items()}
    assert gain(setting(0.4), one)[0] == pytest.approx(0, abs=1e-12)
    assert turns(setting(0.4), MIDDLE, "losses", 0.0, 0.01) is None


def test_only_those_assumptions_count_that_are_asked_for():
    assert setting(0.5).assumes() == ASSUMPTIONS
    assert set(setting(0.5, 1.0, (0.2,)).assumes()) == {*ASSUMPTIONS, PROMISED, ALLY}
    assert set(setting(0.5, 1.0, (), (0.2,)).assumes()) == {*ASSUMPTIONS, UNPROMISED, ALLY}


def test_the_air_defence_that_is_needed_is_enough_and_no_more():
    drawn, of = box(), lambda volume: np.array([volume / (volume + 100.0)])
    least, most = deterred(setting(0.0), drawn), deterred(setting(1.0), drawn)
    wanted = (least + most) / 2
    found = air_defence_for(wanted, drawn, of, setting(0.0), 1e6)
    assert deterred(setting(float(of(found)[0])), drawn) >= wanted
    assert deterred(setting(float(of(0.99 * found)[0])), drawn) <= wanted
    assert air_defence_for(least, drawn, of, setting(0.0), 1e6) == 0
    assert air_defence_for(1.0, drawn, of, setting(0.0), 10.0) is None
