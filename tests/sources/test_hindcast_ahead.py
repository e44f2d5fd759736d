"""No look-ahead in hindcasts: cutting the edition off at the origin changes no byte of what a run is made from, nor of the run."""

from __future__ import annotations

import json

import numpy as np
import pytest

import westphalia as wp
from sources.hindcast_runs import SEED, estimates
from sources.made import plain
from tests.measures.test_no_lookahead import cut_edition
from westphalia.system.engine import Engine
from westphalia.system.interventions import Commands
from westphalia.system.parameters import model
from westphalia.system.state import start

ORIGIN = 1985


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    return wp.load().as_of(ORIGIN), cut_edition(tmp_path_factory.mktemp("cut"), ORIGIN)


@pytest.mark.parametrize("origin", [1965, pytest.param(ORIGIN, marks=pytest.mark.long)])
def test_fits_see_nothing_later(tmp_path, origin):
    both = wp.load().as_of(origin), cut_edition(tmp_path, origin)
    whole, cut = (json.dumps(plain(estimates(world, origin)), sort_keys=True) for world in both)
    assert whole == cut


def test_starts_see_nothing_later(worlds):
    whole, cut = (start(world, ORIGIN) for world in worlds)
    assert (whole.codes == cut.codes).all()
    for name in ("states", "pairs", "since"):
        one, two = getattr(whole, name), getattr(cut, name)
        assert one.keys() == two.keys()
        for key in one:
            assert (one[key] == two[key]).all(), key
    for name in ("treaties", "signed", "imposed", "union"):
        assert (getattr(whole, name) == getattr(cut, name)).all(), name


@pytest.mark.long
def test_runs_are_the_same_bytes(worlds):
    blocks = [
        Engine(model(estimates(world, ORIGIN)), start(world, ORIGIN), 10, SEED, Commands(((),))).block(
            np.arange(1, 6)
        )
        for world in worlds
    ]
    assert blocks[0].outcomes.tobytes() == blocks[1].outcomes.tobytes()
