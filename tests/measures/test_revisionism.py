"""Wanting the order changed, in votes and in claims: by hand, by loops, and against the world; and the overlap of alliances."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from tests.measures.asking import pairs, states
from westphalia.measures import portfolio, revisionism
from westphalia.measures.arrays import of_year
from westphalia.measures.core import lasting
from westphalia.record.grid import build


@pytest.fixture(scope="module")
def world():
    return wp.load()


def test_overlap_of_promises_by_loops():
    promised = np.random.default_rng(3).integers(0, 4, (7, 7))
    np.fill_diagonal(promised, 0)
    found = portfolio.overlap(promised)
    for one in range(7):
        for two in range(one + 1, 7):
            others = [k for k in range(7) if k not in (one, two)]
            same = sum(min(promised[one, k], promised[two, k]) for k in others)
            either = sum(max(promised[one, k], promised[two, k]) for k in others)
            assert found[one, two] == pytest.approx(same / either) == found[two, one]


def test_two_states_without_pacts_are_not_alike_by_that(world):
    assert portfolio.overlap(np.zeros((4, 4), dtype=np.int64)).max() == 0
    grid = build(world, (1885, 1885), "cow", dyads=True, directed=False)
    at = (np.searchsorted(grid.codes, 2), np.searchsorted(grid.codes, 200))
    row = np.flatnonzero((grid.one == at[0]) & (grid.two == at[1]))
    assert pairs(world, "alliance_overlap", grid.keep(np.isin(np.arange(len(grid.one)), row)))[0] == 0


def test_iran_stands_far_and_britain_near(world):
    values = states(world, "revisionism", np.array([200, 365, 630]), (2012, 2022))
    assert (values[1:] > 2 * values[0]).all(), "Russia and Iran, the pair of the essay"
    assert ((values > 0) & (values < 1)).all()


def test_nothing_later(world):
    codes = np.array([2, 200, 365, 630])
    now, past = (states(each, "revisionism", codes, (1988, 1993)) for each in (world, world.as_of(1990)))
    np.testing.assert_allclose(now[:, :3], past[:, :3], atol=1e-9)
    assert np.isnan(past[:, 3:]).all()


def test_distance_from_the_core_by_hand():
    gap = np.array([[0, 1, 2, 5], [1, 0, 4, np.nan], [2, 4, 0, np.nan], [5, np.nan, np.nan, 0]])
    found = revisionism.from_core(gap, np.array([0.5, 0.3, 0.2, 0]))
    assert found[0] == pytest.approx((0.3 * 1 + 0.2 * 2) / 0.5)  # a member, against the others
    assert found[1] == pytest.approx((0.5 * 1 + 0.2 * 4) / 0.7)
    assert found[2] == pytest.approx((0.5 * 2 + 0.3 * 4) / 0.8)
    assert found[3] == pytest.approx(5)  # only the distance that is known
    alone = revisionism.from_core(gap, np.array([0, 0, 0, 1.0]))
    assert alone[3] == 0
    assert alone[0] == 5
    assert np.isnan(alone[1:3]).all()


def test_pacts_of_the_two_with_each_other_are_left_out():
    promised = np.random.default_rng(8).integers(0, 4, (6, 6))
    other = promised.copy()
    other[1, 4], other[4, 1] = (promised[1, 4] + 2) % 4, (promised[4, 1] + 1) % 4
    assert portfolio.overlap(promised)[1, 4] == pytest.approx(portfolio.overlap(other)[1, 4])
    assert portfolio.overlap(promised)[1, 3] != pytest.approx(portfolio.overlap(other)[1, 3])
    assert (portfolio.overlap(promised) == portfolio.overlap(promised).T).all()


def test_votes_member_by_member(world):
    """Iran, and the United States, a member that is not measured against itself, in 2010."""
    whole, weight = world.universe(), lasting(world, 2010, world.universe())
    cast = np.concatenate([revisionism.cast(world, year) for year in range(2006, 2011)], axis=1)
    found = states(world, "revisionism_votes", (2, 630), (2010, 2010))[:, 0]
    for code, value in zip((2, 630), found, strict=True):
        at = int(np.searchsorted(whole, code))
        gaps = {k: np.abs(cast[at] - cast[k]) / 2 for k in range(len(whole)) if k != at and weight[k] > 0}
        core = {
            k: gap[~np.isnan(gap)] for k, gap in gaps.items() if (~np.isnan(gap)).sum() >= revisionism.LEAST
        }
        assert 1 < len(core) < 60
        expected = sum(weight[k] * gap.mean() for k, gap in core.items()) / sum(weight[k] for k in core)
        assert value == pytest.approx(expected)


def test_only_divided_votes_on_the_order_count(world):
    """Roll calls on the Middle East, colonies, disarmament and nuclear weapons set the world against the core whatever it wants of the order."""
    calls = world.table("roll_calls").filter(pl.col("year") == 2012).collect()
    kept = set(world.listed("order_votes").filter(year=2012)["rcid"].to_list())
    apart = calls.filter(pl.any_horizontal("me", "co", "di", "nu"))["rcid"].to_list()
    assert kept
    assert not kept & set(apart)
    assert revisionism.cast(world, 2012).shape[1] < len(kept)


def test_russia_and_iran_after_the_cold_war(world):
    """The pair of the essay: above Mexico and Brazil in 2014, among the first of all in 2022 (distance, not decolonization)."""
    codes = np.array([365, 630, 70, 140, 200])
    of = states(world, "revisionism", codes, (2014, 2022))
    russia, iran, mexico, brazil, britain = of
    assert (russia > np.maximum(mexico, brazil)).all()
    assert (iran > np.maximum(mexico, brazil)).all()
    assert (britain < mexico).all()


def test_claims_losses_and_limits(world):
    """Germany and Hungary after 1919, France after 1871, Piedmont before 1859, against states that had what they wanted."""
    between = states(world, "revisionism", np.array([255, 310, 365, 211, 225, 390]), (1921, 1935))
    assert (between[:3].min(axis=0) > between[3:].max(axis=0)).all()
    france, belgium, sweden = states(world, "revisionism", np.array([220, 211, 380]), (1880, 1880))[:, 0]
    assert france > max(belgium, sweden)
    piedmont, hanover = states(world, "revisionism", np.array([325, 240]), (1855, 1855))[:, 0]
    assert piedmont > hanover


def test_claims_by_hand(world):
    rows = world.listed("claims").filter(pl.col("by") == 220, pl.col("first") <= 1880, pl.col("last") >= 1880)
    left = np.prod([1 - revisionism.CLAIM[extent] for extent in rows["extent"]])
    at = int(np.searchsorted(world.universe(), 220))
    assert rows.height
    assert revisionism.claims(world, 1880)[at] == pytest.approx(1 - left)


def test_known_places(world):
    china, america, iran, soviet, britain = states(
        world, "revisionism", np.array([710, 2, 630, 365, 200]), (1950, 2022)
    )
    year = {of: of - 1950 for of in range(1950, 2023)}
    assert (china[year[1976] :] > america[year[1976] :]).all()
    before, after = iran[year[1965] : year[1978]], iran[year[1982] :]
    assert before.mean() < after.min()
    cold_war = slice(year[1950], year[1989])
    assert (soviet[cold_war] > 2 * britain[cold_war]).all()


@pytest.mark.parametrize(
    "measure", [m for m in revisionism.MEASURES if m.kind == "state"], ids=lambda m: m.name
)
def test_range_and_years(world, measure):
    codes = world.universe()
    first, last = measure.covers.span(world)
    years = (first, first + 1, 1990, last)
    found = np.stack([of_year(world, measure.name, year) for year in years], axis=1)
    assert np.isnan(states(world, measure.name, (2,), (first - 2, first - 1))).all()
    assert np.isnan(states(world, measure.name, (2,), (last + 1, last + 2))).all()
    assert np.isfinite(found).any(axis=0).all()
    known = found[np.isfinite(found)]
    assert known.min() >= 0
    assert measure.high is None or known.max() <= measure.high
    in_system = np.stack([np.isin(codes, world.states(year)) for year in years], axis=1)
    assert np.isnan(found[~in_system]).all()


def test_the_less_revisionist_of_two(world):
    grid = build(world, (2018, 2019), "cow", dyads=True, directed=False)
    sides = states(world, "revisionism", grid.codes, (2018, 2019))
    found = pairs(world, "joint_revisionism", grid)
    one, two = sides[grid.one, grid.when], sides[grid.two, grid.when]
    np.testing.assert_array_equal(found, np.minimum(one, two))
    assert np.isnan(found).any()  # unknown of one is unknown of both
    assert (np.isnan(found) == (np.isnan(one) | np.isnan(two))).all()
