"""Ties that stand, ties in common and ties of the past: facts that can be looked up, and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import westphalia as wp
from tests.measures.asking import pairs
from westphalia.measures import habit, partners
from westphalia.record.grid import build
from westphalia.record.ties import Ties, deliveries, pacts

MEASURES = {m.name: m for m in (*habit.MEASURES, *partners.MEASURES)}


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def value(world):
    """Return a function that gives a measure of a pair in a year."""

    def of(name, one, two, year, seen=None):
        grid = build(world, (year, year), "cow", dyads=True, directed=False)
        at, to = np.searchsorted(grid.codes, sorted((one, two)))
        grid = grid.keep((grid.one == at) & (grid.two == to))
        assert len(grid.cells) == 1
        return float(pairs(seen or world, name, grid)[0])

    return of


def ties(rows, states=4):
    """Return ties from rows of one, two, first, last, label."""
    one, two, first, last, label = np.array(rows, dtype=np.int64).T
    return Ties(one, two, first, last, label, np.full(len(one), 2), np.ones(len(one)), states)


def test_a_pact_that_ended_in_the_year_does_not_stand_at_its_end(value):
    # Pact of 23 August 1939, ended by the attack of 22 June 1941; the treaty of Berlin of 1926 ended in 1933 (ATOP).
    assert [
        value("pact_in_force", 255, 365, year) for year in (1925, 1926, 1932, 1938, 1939, 1940, 1941)
    ] == [
        0,
        1,
        1,
        0,
        1,
        1,
        0,
    ]
    assert value("past_pacts", 255, 365, 1941) >= 1


def test_small_pacts_leave_out_nato(value):
    assert value("pact_in_force", 2, 200, 1960) == 1  # NATO
    assert value("small_pact_in_force", 2, 200, 1960) == 0
    assert value("small_pact_in_force", 220, 365, 1895) == 1  # Franco-Russian alliance
    assert value("small_pact_in_force", 220, 365, 1890) == 0
    assert value("small_pact_in_force", 630, 365, 2001) == 1  # treaty of March 2001
    assert value("small_pact_in_force", 630, 365, 2000) == 0


def test_arms(value):
    assert value("arms_relation", 365, 630, 2018) == 1
    assert value("arms_relation", 2, 630, 1979) == 1  # the Shah's arms
    assert value("arms_relation", 2, 630, 2015) == 0
    assert value("past_arms", 2, 630, 2001) == 1
    assert value("past_arms", 2, 200, 2001) == 0
    assert value("arms_exchanged", 2, 200, 2000) > value("arms_exchanged", 750, 770, 2000) == 0


def test_unknown_is_not_zero(value):
    assert np.isnan(value("arms_relation", 2, 200, 1953))
    assert np.isfinite(value("arms_relation", 2, 200, 1954))
    assert np.isnan(value("pact_in_force", 365, 630, 2019))
    assert np.isnan(value("dca_in_force", 2, 200, 1979))
    assert np.isnan(value("dca_in_force", 2, 200, 2011))
    assert np.isnan(value("past_pacts", 200, 220, 1839))
    assert np.isfinite(value("past_pacts", 200, 220, 1840))
    assert np.isnan(value("institutions_overlap", 2, 200, 2015))


def test_common_allies_by_hand(value):
    # In 1913 Russia and France: Serbia... only those that ATOP binds to both; the Triple Alliance shares Italy between Germany and Austria-Hungary.
    assert value("common_allies", 255, 300, 1913) >= 1
    # Britain and France in NATO in 1950 have the ten other members in common, and perhaps more.
    assert value("common_allies", 200, 220, 1950) >= 10
    assert value("common_allies", 365, 2, 1980) <= value("common_allies", 2, 200, 1980)


def test_shared_third_parties():
    tied = np.zeros((5, 5))
    for one, two in ((0, 2), (1, 2), (0, 3), (1, 3), (3, 4)):
        tied[one, two] = tied[two, one] = 1
    assert partners.shared(tied)[0, 1] == 2
    # state 2 has two ties, state 3 has three
    assert partners.shared(tied, weighted=True)[0, 1] == pytest.approx(1 / np.log(2) + 1 / np.log(3))
    tied[0, 1] = tied[1, 0] = 1  # the pair's own tie adds nothing
    assert partners.shared(tied)[0, 1] == 2


@given(arrays(np.int8, (6, 6), elements=st.integers(0, 1)))
def test_common_ties_are_symmetric_and_few(drawn):
    tied = np.triu(drawn, 1).astype(float)
    tied += tied.T
    found = partners.shared(tied)
    assert (found == found.T).all()
    assert (found <= np.minimum.outer(tied.sum(axis=0), tied.sum(axis=0))).all()
    for one in range(6):
        for two in range(6):
            assert found[one, two] == sum(tied[one, k] and tied[two, k] for k in range(6))


def test_ended_alliances_by_hand():
    of = ties(
        [
            (0, 1, 1900, 1910, 7),
            (0, 1, 1905, 1912, 8),
            (0, 1, 1920, 1930, 8),  # the same alliance revived
            (0, 2, 1900, 1900, 9),
        ]
    )
    assert partners.ended(of, 1910)[0, 1] == 0
    assert partners.ended(of, 1911)[0, 1] == 1
    assert partners.ended(of, 1913)[0, 1] == 2
    assert partners.ended(of, 1920)[0, 1] == 1  # 8 stands again
    assert partners.ended(of, 1935)[0, 1] == 2
    assert partners.ended(of, 1936)[0, 1] == 1  # 7 is forgotten after 25 years
    assert partners.ended(of, 1956)[0, 1] == 0
    assert partners.ended(of, 1901)[2, 0] == 1


def test_ties_of_the_record(world):
    codes = world.universe()
    of = pacts(world)
    assert (of.one < of.two).all()
    assert (of.first >= 1815).all()
    matrix = of.matrix(1985)
    assert (matrix == matrix.T).all()
    assert not matrix.diagonal().any()
    # Every year of the yearly table's obligations is a year with a day of a pact; at its end no more can stand.
    yearly = world.table("pact_dyad_years").filter(year=1985).collect()
    one, two = (
        np.searchsorted(codes, yearly["ccode1"].to_numpy()),
        np.searchsorted(codes, yearly["ccode2"].to_numpy()),
    )
    listed = np.zeros_like(matrix)
    listed[one, two] = 1
    assert (matrix <= listed).all()
    assert matrix.sum() > 0.95 * listed.sum()
    arms = deliveries(world)
    assert arms.first.min() == 1950
    assert arms.first.max() == 2025


@pytest.mark.parametrize("name", list(MEASURES))
def test_a_world_of_the_past_says_the_same_and_nothing_later(world, name):
    measure, then = MEASURES[name], world.as_of(1995)
    grid = build(world, (1994, 1996), "cow", dyads=True, directed=False)
    grid = grid.keep(np.arange(len(grid.cells)) % 7 == 0)
    now, past = pairs(world, measure.name, grid), pairs(then, measure.name, grid)
    upto = grid.when <= 1
    np.testing.assert_array_equal(now[upto], past[upto])
    assert np.isnan(past[~upto]).all()
    assert np.isfinite(now[upto]).any()
    known = now[np.isfinite(now)]
    assert known.min() >= 0
    assert measure.high is None or known.max() <= measure.high


@pytest.mark.parametrize("name", list(MEASURES))
def test_a_part_of_a_grid_has_the_values_of_the_whole(world, name):
    whole = build(world, (1985, 1986), "cow", dyads=True, directed=False)
    part = np.arange(len(whole.cells)) % 11 == 3
    np.testing.assert_array_equal(pairs(world, name, whole)[part], pairs(world, name, whole.keep(part)))


def test_institutions(world, value):
    shared = (
        world.table("shared_institutions")
        .filter(ccode1=2, ccode2=200, year=2000)
        .collect()["dyadigos"]
        .item()
    )
    own = dict(
        world.table("institution_counts")
        .filter(year=2000)
        .select("ccode", "sum_igo_full")
        .collect()
        .iter_rows()
    )
    assert value("institutions_overlap", 2, 200, 2000) == pytest.approx(shared / (own[2] + own[200] - shared))
    assert value("institutions_overlap", 210, 211, 2000) > value("institutions_overlap", 2, 630, 2000)
