"""Balance: stocks, reach and shares by arithmetic, and superiority over neighbours."""

import numpy as np
import pytest

from westphalia.effects.balance import (
    ALL_ARMS,
    Delivery,
    Strength,
    delivered,
    exponent,
    reach,
    shares,
    stock,
    superiority,
)


def measure(name="capability", value=(0.4, 0.2, 0.1, 0.3), ages=None):
    return Strength(name, name, "", "", np.array(value), ages, 2021)


FLAT = np.zeros((4, 4))


def test_a_stock_is_what_is_left():
    ages = np.array([[10.0, 20.0, 40.0], [0.0, 0.0, 0.0]])
    assert stock(ages, 0.5, 25).tolist() == [10 + 10 + 10, 0]
    assert stock(ages, 0.0, 1).tolist() == [10, 0]


def test_reach_is_by_the_formula_and_falls_with_distance():
    """At home the power is log10(10 - e); 800 km of 500 miles a day add 0.994 days under the logarithm."""
    assert exponent(np.array(0.0), 500) == pytest.approx(np.log10(10 - np.e))
    assert exponent(np.array(800.0), 500) == pytest.approx(np.log10(10 - np.e + 800 / 1.609344 / 500))
    far = reach(np.array([0.1, np.nan, 0.0]), np.array([[0.0, 5000.0]] * 3), 500)
    assert far[0, 0] > far[0, 1]
    assert np.isnan(far[1]).all()
    assert (far[2] == 0).all()


def test_shares_are_of_what_is_known_together():
    found = shares(measure(value=(0.4, 0.2, np.nan, 0.3)), (0, 1, 2), FLAT, np.array([500.0, 400.0]), np.array([0.04, 0.04]), 25)  # fmt: skip
    assert found.share[:2] == pytest.approx([2 / 3, 1 / 3])
    assert np.isnan(found.share[2])
    assert np.nansum(found.reached_share) == pytest.approx(1)
    assert found.drawn.shape == (1, 3)


def test_where_all_are_equally_far_the_order_stays():
    km = np.full((4, 4), 3000.0)
    found = shares(measure(), (0, 1, 2, 3), km, np.array([500.0]), np.array([0.0]), 25)
    assert np.argsort(found.reached_share).tolist() == np.argsort(found.share).tolist()


def test_nothing_anywhere_is_unknown_and_not_a_share():
    found = shares(measure(value=(0.0, 0.0, 0.0, 0.0)), (0, 1), FLAT, np.array([500.0]), np.array([0.0]), 25)
    assert np.isnan(found.share).all()


def test_a_package_adds_to_its_category_and_to_all_arms_and_changes_nothing_else():
    ages = np.array([[100.0, 0.0], [300.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    held = {name: measure(name, ages.sum(axis=1), ages) for name in ("ships", "aircraft", ALL_ARMS)}
    after = delivered(held, (Delivery(2, 0, "ships", 200.0),))
    assert after["ships"].ages[0, 0] == after[ALL_ARMS].ages[0, 0] == 300
    assert held["ships"].ages[0, 0] == 100
    assert after["aircraft"] is held["aircraft"]
    none = np.array([0.0])
    assert shares(after["ships"], (0, 1), FLAT, np.array([500.0]), none, 25).share.tolist() == [0.5, 0.5]


def test_no_package_is_exactly_no_change():
    held = {ALL_ARMS: measure(ALL_ARMS, (1.0, 2.0, 3.0, 4.0), np.ones((4, 2)))}
    assert delivered(held, ()) == held


def test_superiority_is_of_what_reaches_to_what_is_at_home():
    beside = np.array([False, True, True, True])
    found = superiority(measure(value=(0.6, 0.1, 0.3, np.nan)), 0, beside, FLAT, 500, 0.0, 25, 3.0)
    assert found.neighbours.tolist() == [1, 2]
    assert found.ratio == pytest.approx([6 ** np.log10(10 - np.e), 2 ** np.log10(10 - np.e)])
    assert found.passes.tolist() == [True, False]
    far = superiority(measure(value=(0.6, 0.1, 0.3, np.nan)), 0, beside, np.full((4, 4), 9000.0), 500, 0.0, 25, 3.0)  # fmt: skip
    assert (far.ratio < found.ratio).all()


def test_a_state_of_which_nothing_is_known_has_no_ratio():
    found = superiority(
        measure(value=(np.nan, 0.1, 0.3, 0.2)), 0, np.ones(4, dtype=bool), FLAT, 500, 0.0, 25, 3.0
    )
    assert not found.neighbours.size
