"""Relations as matrices: known facts, shapes, and unknown that is not zero."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.measures.measure import Measure
from westphalia.measures.registry import registered

USA, UK, FRANCE, GERMANY, AUSTRIA, RUSSIA, IRAN = 2, 200, 220, 255, 300, 365, 630


@pytest.fixture(scope="module")
def world():
    return wp.load()


OF_PAIRS = [
    each.name
    for each in registered().values()
    if each.states == 2 and not (isinstance(each, Measure) and each.driver)
]


@pytest.mark.parametrize("name", OF_PAIRS)
@pytest.mark.parametrize("year", [1830, 1913, 1988, 2005, 2022, 2025])
def test_shape_diagonal_symmetry(world, name, year):
    layer = wp.array(world, name, year)
    values = layer.value
    assert values.shape == (len(layer.states), len(layer.states))
    assert values.dtype == np.float64
    assert list(layer.states) == sorted(world.members(year))
    if layer.observed is None:
        assert np.isnan(values).all()
    else:
        assert layer.observed == year
        assert (np.diag(values) == 0).all()
    if registered()[name].kind == "dyad":
        assert np.array_equal(values, values.T, equal_nan=True)


def test_promises_have_a_direction(world):
    # Dual Alliance of 1879: Germany and Austria-Hungary; Franco-Russian alliance of 1892-94.
    defence = wp.array(world, "defence", 1913)
    assert defence.of(AUSTRIA, GERMANY) == defence.of(GERMANY, AUSTRIA) == 1
    assert defence.of(FRANCE, RUSSIA) == 1
    assert defence.of(FRANCE, GERMANY) == 0


def test_the_pact_of_1939_is_of_nonaggression_and_neutrality(world):
    for layer in ("nonaggression", "neutrality", "pact"):
        assert wp.array(world, layer, 1939).of(GERMANY, RUSSIA) == 1
    assert wp.array(world, "defence", 1939).of(GERMANY, RUSSIA) == 0


def test_wars_and_disputes(world):
    # Iran-Iraq War, 22 September 1980 to 20 August 1988.
    assert wp.array(world, "wars", 1985).of(IRAN, 645) == 1
    assert wp.array(world, "disputes", 1985).of(IRAN, 645) >= 1
    assert wp.array(world, "wars", 1985).of(USA, RUSSIA) == 0


def test_sanctions_go_from_sender_to_target(world):
    layer = wp.array(world, "sanctions", 2022)
    assert layer.of(USA, RUSSIA) > 0
    assert layer.of(FRANCE, USA) == 0


def test_arms_go_from_supplier_to_recipient(world):
    # Shahed drones, 2022-23.
    assert wp.array(world, "arms", 2023).of(IRAN, RUSSIA) > 0


def test_borders_and_distance(world):
    assert wp.array(world, "contiguity", 2010).of(IRAN, 640) == 1
    assert wp.array(world, "contiguity", 2010).of(USA, IRAN) == 0
    assert wp.array(world, "minimum_distance", 2010).of(IRAN, 640) == 0
    assert wp.array(world, "capital_distance", 2010).of(RUSSIA, IRAN) == pytest.approx(2465, rel=0.01)


def test_trade_without_a_row_is_unknown(world):
    layer = wp.array(world, "trade", 1913)
    assert np.isnan(layer.value[~np.eye(len(layer.states), dtype=bool)]).any()
    assert layer.of(UK, GERMANY) > 0


def test_past_the_coverage_nothing_is_known_unless_carried(world):
    assert np.isnan(wp.array(world, "defence", 2022).value).all()
    carried = wp.array(world, "defence", 2022, carry="last")
    assert carried.observed == 2018
    assert carried.of(USA, UK) == 1
    assert wp.array(world, "trade", 1850, carry="last").observed is None


def test_a_state_that_came_later_is_unknown_in_a_carried_year(world):
    # South Sudan became independent in July 2011; the list of disputes by Gibler and others ends in 2010.
    carried = wp.array(world, "disputes", 2012, carry="last")
    assert carried.observed == 2010
    assert np.isnan(carried.of(626, USA))


def test_zero_only_between_members_of_the_list(world):
    # Correlates of War admits Persia in 1855; Gleditsch and Ward have it throughout.
    assert np.isnan(wp.array(world, "disputes", 1840).of(IRAN, UK))
    assert wp.array(world, "disputes", 1870, system="cow").of(IRAN, USA) == 0


def test_worlds_of_the_past(world):
    then = world.as_of(1990)
    assert np.isnan(wp.array(then, "defence", 1991).value).all()
    assert wp.array(then, "defence", 1991, carry="last").observed == 1990
    assert wp.array(then, "ideal_point_distance", 1985).observed is None
    assert wp.array(then, "rivalry", 1990, carry="last").observed == 1985


def test_votes(world):
    same = wp.array(world, "agreement", 2019)
    assert same.of(USA, 666) > 0.8  # Israel
    assert same.of(USA, IRAN) < 0.3
    apart = wp.array(world, "ideal_point_distance", 2019)
    assert apart.of(USA, UK) < apart.of(USA, IRAN)


def test_an_unknown_layer_is_told_with_the_nearest(world):
    with pytest.raises(NotUnderstood, match="sanctions"):
        wp.array(world, "sanction", 2000)


def test_the_lists_differ(world):
    assert len(wp.array(world, "pact", 1830, system="gw").states) > len(
        wp.array(world, "pact", 1830, system="cow").states
    )
