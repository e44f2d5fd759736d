"""Bank credit lost: by hand, by invariants, and for states that banks are known to have left."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import westphalia as wp
from westphalia.measures.bank_credit import SMALL, lost, of_states
from westphalia.record.history import History


def test_the_median_state_lost_nothing_and_half_the_debt_is_the_logarithm_of_two():
    found = lost(np.array([100.0 - SMALL, 200.0 - SMALL, 400.0 - SMALL]), np.full(3, 200.0 - SMALL))
    assert found == pytest.approx([np.log(2), 0, -np.log(2)])


def test_what_is_not_reported_is_not_known_and_moves_no_other():
    now, before = np.array([10.0, np.nan, 30.0]), np.array([np.nan, 5.0, 10.0])
    assert np.isnan(lost(now, before)).tolist() == [True, True, False]
    assert np.isnan(lost(np.full(2, np.nan), before[:2])).all()


@given(st.lists(st.floats(1e3, 1e7), min_size=3, max_size=9), st.floats(1.1, 9))
def test_more_lending_to_all_is_lost_by_none(debts, times):
    now = np.array(debts)
    assert lost((now + SMALL) * times - SMALL, now) == pytest.approx(np.zeros(len(now)), abs=1e-6)


@pytest.mark.parametrize(
    ("state", "year"),
    [("Iran", 1985), ("Iran", 2013), ("Iraq", 1993), ("South Africa", 1989), ("Russia", 2018)],
)
def test_states_that_banks_left(state, year):
    world = wp.load()
    history = History(world, year)
    found = of_states(history)
    at = int(np.searchsorted(history.codes, world.state(state).ccode))
    assert found[at] > np.log(1.3)
