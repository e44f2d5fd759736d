"""Exclusion in a run is that of the measure: the twin in numpy, the twin in the loop, and what a start says."""

from __future__ import annotations

import numpy as np
import pytest

from tests.conftest import in_part
from westphalia.measures.exclusion import of_states
from westphalia.record.history import History
from westphalia.record.rows import located
from westphalia.system.kernel.sanctions import excluded
from westphalia.system.order import exclusion, grades, order, weights
from westphalia.system.state import start
from westphalia.system.variables import KINDS, LAYERS

YEARS = in_part(range(1823, 2023), every=40, always=(1925, 1950, 2022))


def layers_of(history, at):
    """Return who has sanctions of each kind on whom, as the measure reads them."""
    found = {}
    for kind in KINDS:
        if kind == "state":
            beyond = history.now["sanctions_on_state"] > np.nan_to_num(history.now["sanctions_on_state_aid"])
        elif kind in ("travel", "other"):
            beyond = np.zeros_like(history.now["sanctions_on_state"], dtype=bool)
        else:
            beyond = np.nan_to_num(history.now[f"sanctions_on_state_{kind}"]) > 0
        found[kind] = beyond[np.ix_(at, at)].astype(float)
        np.fill_diagonal(found[kind], 0.0)
    return found


@pytest.mark.parametrize("year", YEARS)
def test_the_twin_is_the_measure(world, year):
    codes = np.asarray(world.states(year), dtype=np.int64)
    at, _ = located(world.universe(), codes)
    history = History(world, year)
    none = dict.fromkeys(KINDS, np.zeros((len(codes), len(codes))))
    layers = layers_of(history, at) if year >= 1949 else none
    found = exclusion(order(world, year, codes), layers)
    assert found == pytest.approx(of_states(history)[at], abs=1e-12)


def test_a_start_is_near_the_measure(world):
    now = start(world, 2022)
    at, _ = located(world.universe(), now.codes)
    gap = now.states["exclusion"] - of_states(History(world, 2022))[at]
    assert np.abs(gap).mean() < 0.015
    assert now.states["exclusion"][now.place(365)] > 0.6
    assert now.states["exclusion"][now.place(630)] > 0.5
    assert now.states["exclusion"][now.place(220)] < 0.05


def test_the_loop_has_the_same(world):
    now = start(world, 2022)
    n = now.n
    pairs = np.stack([now.pairs[name] for name in LAYERS]).astype(np.float32)
    value, room, busy = np.zeros(n + 1), np.zeros(n + 1), np.ones(n)
    held = np.stack([now.order.lead, now.order.rest, now.order.embargo, now.order.credit])
    excluded.py_func(value, pairs, busy, held, grades(), weights(), room)
    assert value[:n] == pytest.approx(now.states["exclusion"], abs=1e-12)
