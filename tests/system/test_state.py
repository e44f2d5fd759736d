"""Starts: what the record says, what is carried and what is filled."""

from __future__ import annotations

import numpy as np
import pytest

from westphalia.errors import NoAnswer
from westphalia.system import reading
from westphalia.system.state import computed, start
from westphalia.system.variables import LAYERS, STATES, VARIABLES


@pytest.fixture(scope="module")
def now(world):
    return start(world.as_of(2022), 2022)


def test_every_variable_is_there_and_within_its_bounds(now):
    assert tuple(now.states) == STATES
    assert {*LAYERS} <= {*now.pairs}
    for name, value in {**now.states, **now.pairs}.items():
        variable, off = VARIABLES[name], ~np.eye(now.n, dtype=bool)
        held = value[off] if value.ndim == 2 else value
        assert np.isfinite(held).all(), name
        assert held.min() >= variable.low, name
        assert held.max() <= variable.high, name
        assert value.ndim == 1 or variable.of == "directed" or (value == value.T).all(), name


def test_what_one_knows_of_2022(now):
    at = {code: now.place(code) for code in (2, 365, 630, 710, 666, 369, 200)}
    assert now.pairs["pact"][at[365], at[710]] == 1  # the treaty of 2001
    assert now.pairs["arms"][at[365], at[710]] == 1
    assert now.pairs["alliance"][at[2], at[200]] == 1  # NATO
    assert now.pairs["rivalry"][at[630], at[666]] == 1
    assert now.pairs["dispute"][at[365], at[369]] == 1
    assert now.imposed[at[2], at[630]] > 0
    assert now.imposed[-1, at[365]] == 2014  # the European Union, since Crimea
    assert now.pairs["sanction"][at[365], at[2]] == 1
    assert 25 < now.union.sum() < 29
    assert not now.union[at[200]]
    assert now.states["nuclear"].sum() == 9


def test_what_is_carried_says_from_when(now):
    assert now.carried["pact"] == 2018
    assert now.carried["dispute"] == 2010
    assert now.carried["output"] == 2019
    filled = {each.variable: each for each in now.filled}
    assert len(filled["democracy"].codes) == 21  # small states without an index
    assert now.to_dict()["filled"]


def test_pacts_coded_by_hand_are_held(world):
    late = reading.treaties(world).in_year(2021)
    pairs = {tuple(who[:2]) for who in late.members.tolist()}
    assert (220, 350) in pairs  # France and Greece, 28 September 2021
    assert (365, 369) not in pairs  # Russia's and Ukraine's friendship ended in 2019


def test_a_year_sees_nothing_later(world):
    then = start(world.as_of(1990), 1990)
    assert all(year <= 1990 for year in then.signed)
    assert then.imposed.max() <= 1990
    assert 364 not in then.codes
    with pytest.raises(NoAnswer, match="State 341 is not in the system of 1990"):
        then.place(341)


def test_third_parties_in_common(now):
    pact = now.pairs["pact"]
    one, two = now.place(700), now.place(702)
    shared = int((pact[one] * pact[two]).sum())
    assert now.pairs["common_partners"][one, two] == pytest.approx(np.log1p(shared))
    again = computed(now)
    assert all((again.pairs[name] == now.pairs[name]).all() for name in LAYERS)
    assert abs(now.states["sanctioners"].mean()) < 1e-12
