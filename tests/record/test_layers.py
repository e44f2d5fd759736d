"""Relations as matrices: known facts, shapes, and unknown that is not zero."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.record.layers import RELATIONS

USA, UK, FRANCE, GERMANY, AUSTRIA, RUSSIA, IRAN = 2, 200, 220, 255, 300, 365, 630


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.mark.parametrize("name", RELATIONS)
@pytest.mark.parametrize("year", [1830, 1913, 1988, 2005, 2022, 2025])
def test_shape_diagonal_symmetry(world, name, year):
    layer = world.array(name, year)
    values = layer.values
    assert values.shape == (len(layer.states), len(layer.states))
    assert values.dtype == np.float64
    assert list(layer.states) == sorted(world.members(year))
    if layer.observed is None:
        assert np.isnan(values).all()
    else:
        assert layer.observed == year
        assert (np.diag(values) == 0).all()
    if not RELATIONS[name].directed:
        assert np.array_equal(values, values.T, equal_nan=True)


def test_promises_have_a_direction(world):
    # Dual Alliance of 1879: Germany and Austria-Hungary; Franco-Russian alliance of 1892-94.
    defence = world.array("defence", 1913)
    assert defence.of(AUSTRIA, GERMANY) == defence.of(GERMANY, AUSTRIA) == 1
    assert defence.of(FRANCE, RUSSIA) == 1
    assert defence.of(FRANCE, GERMANY) == 0


def test_the_pact_of_1939_is_of_nonaggression_and_neutrality(world):
    for layer in ("nonaggression", "neutrality", "pact"):
        assert world.array(layer, 1939).of(GERMANY, RUSSIA) == 1
    assert world.array("defence", 1939).of(GERMANY, RUSSIA) == 0


def test_wars_and_disputes(world):
    # Iran-Iraq War, 22 September 1980 to 20 August 1988.
    assert world.array("wars", 1985).of(IRAN, 645) == 1
    assert world.array("disputes", 1985).of(IRAN, 645) >= 1
    assert world.array("wars", 1985).of(USA, RUSSIA) == 0


def test_sanctions_go_from_sender_to_target(world):
    layer = world.array("sanctions", 2022)
    assert layer.of(USA, RUSSIA) > 0
    assert layer.of(FRANCE, USA) == 0


def test_arms_go_from_supplier_to_recipient(world):
    # Shahed drones, 2022-23.
    assert world.array("arms", 2023).of(IRAN, RUSSIA) > 0


def test_borders_and_distance(world):
    assert world.array("contiguity", 2010).of(IRAN, 640) == 1
    assert world.array("contiguity", 2010).of(USA, IRAN) == 0
    assert world.array("minimum_distance", 2010).of(IRAN, 640) == 0
    assert world.array("capital_distance", 2010).of(RUSSIA, IRAN) == pytest.approx(2465, rel=0.01)


def test_trade_without_a_row_is_unknown(world):
    layer = world.array("trade", 1913)
    assert np.isnan(layer.values[~np.eye(len(layer.states), dtype=bool)]).any()
    assert layer.of(UK, GERMANY) > 0


def test_past_the_coverage_nothing_is_known_unless_carried(world):
    assert np.isnan(world.array("defence", 2022).values).all()
    carried = world.array("defence", 2022, carry="last")
    assert carried.observed == 2018
    assert carried.of(USA, UK) == 1
    assert world.array("trade", 1850, carry="last").observed is None


def test_a_state_that_came_later_is_unknown_in_a_carried_year(world):
    # South Sudan became independent in July 2011; the list of disputes by Gibler and others ends in 2010.
    carried = world.array("disputes", 2012, carry="last")
    assert carried.observed == 2010
    assert np.isnan(carried.of(626, USA))


def test_zero_only_between_members_of_the_list(world):
    # Correlates of War admits Persia in 1855; Gleditsch and Ward have it throughout.
    assert np.isnan(world.array("disputes", 1840).of(IRAN, UK))
    assert world.array("disputes", 1870, system="cow").of(IRAN, USA) == 0


def test_worlds_of_the_past(world):
    then = world.as_of(1990)
    assert np.isnan(then.array("defence", 1991).values).all()
    assert then.array("defence", 1991, carry="last").observed == 1990
    assert then.array("ideal_point_distance", 1985).observed is None
    assert then.array("rivalry", 1990, carry="last").observed == 1985


def test_votes(world):
    same = world.array("agreement", 2019)
    assert same.of(USA, 666) > 0.8  # Israel
    assert same.of(USA, IRAN) < 0.3
    apart = world.array("ideal_point_distance", 2019)
    assert apart.of(USA, UK) < apart.of(USA, IRAN)


def test_an_unknown_layer_is_told_with_the_nearest(world):
    with pytest.raises(NotUnderstood, match="sanctions"):
        world.array("sanction", 2000)


def test_the_lists_differ(world):
    assert len(world.array("pact", 1830, system="gw").states) > len(
        world.array("pact", 1830, system="cow").states
    )
