"""Distance from the leading coalition in votes and pacts: by hand, against S, and against the world."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from tests.measures.asking import pairs, states
from westphalia.measures import portfolio, revisionism
from westphalia.measures.arrays import of_year
from westphalia.measures.core import lasting
from westphalia.measures.positions import points
from westphalia.measures.similarity import joint, s_score
from westphalia.record.grid import build
from westphalia.record.history import History


@pytest.fixture(scope="module")
def world():
    return wp.load()


def test_s_over_third_states_is_s_without_the_two():
    promised = np.random.default_rng(3).integers(0, 4, (7, 7))
    found = portfolio.alike(promised)
    for one in range(7):
        for two in range(one + 1, 7):
            others = [k for k in range(7) if k not in (one, two)]
            expected = s_score(joint(promised[[one, two]][:, others], levels=range(4)))[0]
            assert found[one, two] == pytest.approx(expected) == found[two, one]


def test_iran_stands_far_and_britain_near(world):
    values = states(world, "revisionism", np.array([200, 365, 630]), (2012, 2022))
    assert (values[1 + 1] > 0.95).all()
    assert (values[0] < 0.3).all()
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


def test_ranks():
    values = np.random.default_rng(4).normal(size=50)
    values[7] = np.nan
    found = revisionism.ranked(values)
    assert np.isnan(found[7])
    assert np.nanmean(found) == pytest.approx(0.5)
    np.testing.assert_allclose(found, revisionism.ranked(np.exp(values)))  # only the order counts
    np.testing.assert_allclose(found, 1 - revisionism.ranked(-values))
    assert revisionism.ranked(np.full(4, 2.0)).tolist() == [0.5] * 4
    assert np.isnan(revisionism.ranked(np.full(3, np.nan))).all()


def test_pacts_of_the_two_with_each_other_are_left_out():
    promised = np.random.default_rng(8).integers(0, 4, (6, 6))
    other = promised.copy()
    other[1, 4], other[4, 1] = (promised[1, 4] + 2) % 4, (promised[4, 1] + 1) % 4
    assert portfolio.alike(promised)[1, 4] == pytest.approx(portfolio.alike(other)[1, 4])
    assert portfolio.alike(promised)[1, 3] != pytest.approx(portfolio.alike(other)[1, 3])
    assert (portfolio.alike(promised) == portfolio.alike(promised).T).all()


def test_votes_member_by_member(world):
    """Iran, and the United States, a member that is not measured against itself, in 2010."""
    history = History(world, 2010)
    whole, listed = history.codes, history.present
    cast, weight = points(history), lasting(world, 2010, whole)
    found = states(world, "revisionism_votes", (2, 630), (2010, 2010))[:, 0]
    for code, value in zip((2, 630), found, strict=True):
        at = int(np.searchsorted(whole, code))
        core = [
            k for k in range(len(whole)) if k != at and weight[k] > 0 and listed[k] and np.isfinite(cast[k])
        ]
        assert 1 < len(core) < 60
        expected = sum(weight[k] * abs(cast[at] - cast[k]) for k in core) / sum(weight[k] for k in core)
        assert value == pytest.approx(expected)


def test_known_places(world):
    china, america, iran, soviet, britain = states(
        world, "revisionism", np.array([710, 2, 630, 365, 200]), (1950, 2022)
    )
    year = {of: of - 1950 for of in range(1950, 2023)}
    assert (china[year[1972] :] > america[year[1972] :]).all()
    before, after = iran[year[1965] : year[1978]], iran[year[1980] :]
    assert before.max() < after.min()
    cold_war = slice(year[1950], year[1989])
    assert soviet[cold_war].min() > 0.85
    assert np.median(britain[cold_war]) < 0.1


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
