"""Exclusion from the core: parts by hand, every era, the pair left out, and sanctions counted by loops."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from tests.measures.asking import pairs as of_rows
from tests.measures.asking import states
from tests.measures.test_core import NAN, small
from westphalia.measures.core import Toward, lasting
from westphalia.measures.exclusion import MEASURES, SANCTIONS, CoreStanding, parts
from westphalia.record.grid import build


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def grid(world):
    return build(world, (1816, 2014), "cow", dyads=True, directed=False)


@pytest.fixture(scope="module")
def pairs(world, grid):
    return of_rows(world, "exclusion_from_others", grid)


def value(world, code, year, part=None):
    name = (
        "exclusion"
        if part is None
        else ("exclusion_pacts", "exclusion_institutions", "exclusion_trade")[part]
    )
    return float(states(world, name, [code], (year, year))[0, 0])


def members(weight):
    """Four states of which three may be members: the first two have a pact of defence, the third one of consultation with the first."""
    pact = np.array([[0, 1, 0.5, 0.5], [1, 0, 0, 0], [0.5, 0, 0, 0], [0.5, 0, 0, 0]])
    shared = np.array([[NAN, 10, 8, 4], [10, NAN, 6, NAN], [8, 6, NAN, 3], [4, NAN, 3, NAN]])
    flow = np.array([[NAN, 30, 20, 10], [30, NAN, 10, NAN], [20, 10, NAN, 30], [10, NAN, 30, NAN]])
    of = small(
        pact=pact,
        shared=shared,
        flow=flow,
        capability=np.full(4, 0.25),
        major=np.zeros(4, dtype=bool),
        organizations=np.full(4, 12.0),
    )
    weight = np.array(weight)
    return CoreStanding(of, weight, Toward(pact, weight), Toward(shared, weight), (weight > 0).astype(float))


def test_parts_by_hand():
    of = members([0.5, 0.3, 0.2, 0])
    pacts, institutions, trade = parts(of, np.array([3]))[0]
    # pacts of members with each other: (2 * .15 * 1 + 2 * .10 * .5 + 0) / (2 * (.15 + .10 + .06))
    assert pacts == pytest.approx(1 - (0.5 * 0.5) / (0.40 / 0.62))
    # institutions of the fourth are known with the first and the third only
    own, usual = (0.5 * 4 + 0.2 * 3) / 0.7, (2 * (0.15 * 10 + 0.10 * 8 + 0.06 * 6)) / 0.62
    assert institutions == pytest.approx(1 - own / usual)
    # the fourth trades with members alone
    assert trade == pytest.approx(0)


def test_parts_with_both_left_out_by_hand():
    of = members([0.5, 0.3, 0.2, 0])
    pacts, institutions, trade = parts(of, np.array([3]), np.array([1]))[0]
    assert pacts == pytest.approx(1 - (0.5 * 0.5 / 0.7) / 0.5)
    assert institutions == pytest.approx(1 - ((0.5 * 4 + 0.2 * 3) / 0.7) / 8)
    assert trade == pytest.approx(0)


def test_trade_outside_the_core_by_hand():
    of = members([0.6, 0.4, 0, 0])
    trade = parts(of, np.array([3]))[0, 2]
    # 10 of 40 with members, who have 60 + 40 of the 160 that others trade
    assert trade == pytest.approx(1 - (10 / 40) / (100 / 160))


def test_a_core_of_one_is_measured_by_pacts_of_defence():
    of = members([1.0, 0, 0, 0])
    pacts, institutions, _ = parts(of, np.array([3]))[0]
    assert np.isnan([pacts, institutions]).all()
    of = CoreStanding(
        small(flow=np.full((3, 3), NAN)),
        np.array([1.0, 0, 0]),
        *(Toward(small().pact, np.array([1.0, 0, 0])),) * 2,
        np.array([1.0, 0, 0]),
    )
    assert parts(of, np.array([1, 2]))[:, 0].tolist() == [0, 1]


def test_history(world):
    assert value(world, 220, 1985) < 0.1
    assert value(world, 20, 1985) < 0.1  # small and outside, not shut out
    assert value(world, 365, 1955) > 0.6
    assert value(world, 710, 1955) > 0.9
    assert value(world, 731, 2010) > 0.8
    assert value(world, 630, 1970) < 0.35 < 0.5 < value(world, 630, 1985) < value(world, 630, 2014)
    assert value(world, 255, 1921) > value(world, 255, 1926) + 0.3
    assert value(world, 710, 1955) > value(world, 710, 2010)


def test_every_era_is_covered(pairs, grid):
    assert not np.isnan(pairs).any()
    assert pairs.min() >= 0
    assert pairs.max() <= 1
    year = grid.when + grid.first
    for first, last in ((1816, 1869), (1870, 1913), (1919, 1945), (1946, 2014)):
        within = pairs[(year >= first) & (year <= last)]
        assert 0.3 < within.mean() < 0.9
        assert within.std() > 0.1


def test_only_in_covered_years(world):
    found = states(world, "exclusion", [365], (2010, 2020))[0]
    assert np.isfinite(found[:5]).all()
    assert np.isnan(found[5:]).all()
    assert np.isnan(states(world.as_of(1980), "exclusion", [365], (1981, 1990))).all()


def test_any_rows_give_the_same(world, grid, pairs):
    some = np.random.default_rng(1).random(len(grid.cells)) < 0.001
    assert np.array_equal(of_rows(world, "exclusion_from_others", grid.keep(some)), pairs[some])
    year = build(world, (1985, 1985), "cow", dyads=True, directed=False)
    assert np.array_equal(
        of_rows(world, "exclusion_from_others", year), pairs[grid.when + grid.first == 1985]
    )


@pytest.mark.parametrize("year", [1890, 1985])
def test_nothing_later(world, grid, pairs, year):
    then = world.as_of(year)
    found = of_rows(
        then, "exclusion_from_others", build(then, (year, year), "cow", dyads=True, directed=False)
    )
    assert found == pytest.approx(pairs[grid.when + grid.first == year])


def test_joint_is_the_product_and_least_the_smaller(world, grid, pairs):
    some = grid.when + grid.first == 1985
    of = grid.keep(some)
    assert of_rows(world, "joint_exclusion", of) == pytest.approx(pairs[some, 0] * pairs[some, 1])
    assert of_rows(world, "least_exclusion", of) == pytest.approx(np.minimum(pairs[some, 0], pairs[some, 1]))


def test_the_pair_is_left_out(world, grid, pairs):
    """Exclusion of a state that is far from the core does not change with a partner outside the core, but for trade with it."""
    of_iran = value(world, 630, 1985)
    at = np.searchsorted(grid.codes, [517, 630])
    row = np.flatnonzero((grid.one == at[0]) & (grid.two == at[1]) & (grid.when + grid.first == 1985))
    assert pairs[row[0], 1] == pytest.approx(of_iran, abs=0.01)


def test_sanctions_by_loops(world):
    codes = np.array([365, 630, 2, 651])
    found = states(world, "exclusion_sanctions", codes, (2014, 2014))[:, 0]
    members = np.array(world.members(2014, "cow"))
    weight = dict(zip(members.tolist(), lasting(world, 2014, members), strict=True))
    of_year = (pl.col("year") == 2014) & (pl.col("state_cases") > pl.col("state_aid"))
    own = world.table("sanctions").filter(of_year).select("sender", "target").collect().rows()
    bound = world.table("sanction_mandates").filter(of_year, institution="UN").collect()["target"].to_list()
    spells = (
        world.table("institution_members")
        .filter(pl.col("institution") == "un")
        .select("ccode", "start", "end")
        .collect()
        .rows()
    )
    united = {code for code, start, end in spells if start.year <= 2014 and (end is None or end.year >= 2014)}
    rows = {*own, *((sender, target) for target in bound for sender in united - {target})}
    for code, share in zip(codes.tolist(), found, strict=True):
        by = sum(weight.get(sender, 0) for sender, target in rows if target == code)
        assert share == pytest.approx(by / (1 - weight[code]))
    assert found[0] == pytest.approx(1)
    assert found[1] == pytest.approx(1)


def test_sanctions_only_where_on_record(world):
    found = states(world, "exclusion_sanctions", [365], (1945, 2025))[0]
    years = np.arange(1945, 2026)
    first, last = SANCTIONS.whole(world)
    assert np.array_equal(np.isfinite(found), (years >= first) & (years <= last))


def test_declared():
    for measure in MEASURES:
        assert measure.driver == "exclusion"
        assert measure.compute is not None
        assert measure.reads
        assert measure.equation
