"""One has what the other lacks: by hand and against the world."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from westphalia.measures import complementarity, supply
from westphalia.record.grid import build

MEASURES = {m.name: m for m in (*complementarity.MEASURES, *supply.MEASURES) if m.kind == "directed"}


@pytest.fixture(scope="module")
def world():
    return wp.load()


def of(world, name, one, two, year):
    grid = build(world, (year, year), "cow", dyads=True, directed=False)
    at, to = np.searchsorted(grid.codes, sorted((one, two)))
    grid = grid.keep((grid.one == at) & (grid.two == to))
    return float(MEASURES[name].of_pairs(world, grid)[0, 0 if one < two else 1])


def test_known_trades(world):
    assert (
        of(world, "complementarity_oil", 670, 740, 1980)
        > 0.5
        > of(world, "complementarity_oil", 740, 670, 1980)
        == 0
    )
    assert of(world, "complementarity_wheat", 365, 651, 2015) > 0.5  # Russia to Egypt
    assert of(world, "arms_replacement", 365, 630, 2012) > of(world, "arms_replacement", 2, 630, 2012) == 0
    assert np.isnan(of(world, "complementarity_oil", 670, 740, 1964))


def test_cut_off_by_hand():
    flows, refuse = np.zeros((3, 3)), np.zeros((3, 3))
    flows[0, 2], flows[1, 2], refuse[0, 2] = 30, 10, 1
    assert supply.cut_off(flows, refuse).tolist() == [0, 0, 0.75]


@pytest.mark.parametrize("name", list(MEASURES))
def test_a_world_of_the_past(world, name):
    grid = build(world, (2015, 2017), "cow", dyads=True, directed=False)
    now, past = (MEASURES[name].of_pairs(each, grid) for each in (world, world.as_of(2016)))
    upto = grid.when <= 1
    np.testing.assert_allclose(now[upto], past[upto], atol=1e-9)
    assert np.isnan(past[~upto]).all()
    known = now[np.isfinite(now)]
    assert known.size
    assert known.min() >= 0
    assert known.max() <= 1 + 1e-12
