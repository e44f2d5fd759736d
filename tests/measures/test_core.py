"""The core of the system: the rule by hand, what history says, nothing later, and members left out of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import westphalia as wp
from docs.core import PAGE, page
from tests.conftest import examples
from tests.measures.asking import states
from westphalia.measures.core import LEAST, MEASURES, OBSERVED, Toward, core, draw, lasting, without
from westphalia.measures.core.ties import CoreTies, ties

NAN = float("nan")
MEASURE = {measure.name: measure for measure in MEASURES}
LAST = OBSERVED.whole(wp.load())[1]


@pytest.fixture(scope="module")
def world():
    return wp.load()


def small(year=1900, **changes):
    """Three states: two tied by a pact of defence, half their organizations and most of their trade, and a third apart."""
    given = {
        "capability": np.array([0.5, 0.3, 0.2]),
        "major": np.array([True, True, False]),
        "pact": np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0.0]]),
        "shared": np.array([[NAN, 4, 1], [4, NAN, NAN], [1, NAN, NAN]]),
        "organizations": np.array([8.0, 5.0, 2.0]),
        "flow": np.array([[NAN, 30, 10], [30, NAN, NAN], [10, NAN, NAN]]),
        **changes,
    }
    given.setdefault("total", np.full(len(given["organizations"]), NAN))
    none = np.zeros((3, 3), dtype=bool)
    return CoreTies(year, np.array([1, 2, 3]), war=none, allied=none, fought=none, observed={}, **given)


def test_ties_by_hand():
    of = small()
    # trade 40, 30 and 10 of 80; expected 40 * 30 / 80 = 15 and 40 * 10 / 80 = 5: both are traded twice as much as expected, 2 / 3
    assert of.trade.tolist() == [40, 30, 10]
    assert of.intensity[0, 1] == pytest.approx(2 / 3)
    assert of.intensity[0, 2] == pytest.approx(2 / 3)
    assert np.isnan(of.intensity[1, 2])
    assert of.institutional[0, 1] == pytest.approx(4 / 8)
    assert of.close[0, 1] == pytest.approx((1 + 4 / 8 + 2 / 3) / 3)
    assert of.close[0, 2] == pytest.approx((0 + 1 / 8 + 2 / 3) / 3)
    assert of.close[1, 2] == 0  # only the pact is known of them, and there is none


def test_standing_is_a_tie_before_1865_only():
    assert small(1864).close[0, 1] == pytest.approx((1 + 4 / 8 + 2 / 3 + 1) / 4)
    assert small(1864).close[0, 2] == pytest.approx((0 + 1 / 8 + 2 / 3 + 0) / 4)
    assert small(1865).close[0, 1] == small(1900).close[0, 1]


def test_reach_and_strength_by_hand():
    of = small()
    pacts = np.array([0.3, 0.5, 0]) / 0.8
    shared = np.array([4 * 0.3 + 1 * 0.2, 4 * 0.5, 1 * 0.5])
    shares = (pacts, shared / shared.sum(), np.array([40, 30, 10]) / 80, np.array([0.5, 0.5, 0]))
    assert of.reach == pytest.approx(np.mean(shares, axis=0))
    strength = np.sqrt(of.capability * of.reach)
    assert of.strength == pytest.approx(strength / strength.sum())


def test_who_is_at_war_with_a_member_does_not_join():
    strength, close = np.array([0.5, 0.3, 0.2]), np.ones((3, 3)) - np.eye(3)
    peace = np.zeros((3, 3), dtype=bool)
    assert draw(strength, close, 2 * close, peace)[0].all()
    war = peace.copy()
    war[0, 2] = war[2, 0] = True
    assert draw(strength, close, 2 * close, war)[0].tolist() == [True, True, False]


def test_the_weak_do_not_join():
    strength, close = np.array([0.6, 0.39, 0.01]), np.ones((3, 3)) - np.eye(3)
    assert draw(strength, close, 2 * close, np.zeros((3, 3), dtype=bool))[0].tolist() == [True, True, False]
    assert strength[2] < LEAST


@pytest.mark.parametrize(
    ("year", "inside", "outside"),
    [
        (1820, {200, 255, 300, 365}, {2, 220}),
        (1855, {200, 220}, {365}),
        (1915, {200, 220, 365}, {255, 300}),
        (1921, {200, 220}, {255, 365}),
        (1943, {2, 200, 365}, {255, 740}),
        (1960, {2, 200, 220, 260, 740}, {365, 710}),
        (1985, {2, 200, 220, 260, 740}, {365, 710, 630}),
        (2014, {2, 200, 220, 255, 740}, {365, 710, 630}),
    ],
)
def test_what_the_books_say(world, year, inside, outside):
    members = set(core(world, year).members)
    assert inside <= members
    assert not outside & members


def test_every_year_has_a_core(world):
    for year in range(1816, 2026):
        of = core(world, year)
        assert of.weight.sum() == pytest.approx(1)
        assert of.strength.sum() == pytest.approx(1)
        assert (of.strength[of.member] >= LEAST).all()
        known = of.closeness[~np.isnan(of.closeness)]
        assert ((known >= 0) & (known <= 1)).all()
        assert (of.observed == {}) == (year <= LAST)


def test_carried_inputs_say_from_when(world):
    assert core(world, 2020).observed == {
        "output": 2019,
        "pact": 2018,
        "shared": 2014,
        "organizations": 2014,
        "flow": 2014,
    }


@pytest.mark.parametrize("year", [1850, 1913, 1938, 1985, 2005])
def test_nothing_later(world, year):
    then = core(world.as_of(year), year)
    assert then.members == core(world, year).members
    assert then.weight == pytest.approx(core(world, year).weight)


def test_ties_are_symmetric(world):
    of = ties(world, 1990)
    for matrix in (of.pact, of.shared, of.flow, of.close, of.fought, of.war, of.allied):
        assert np.array_equal(matrix, matrix.T, equal_nan=True)


def test_known_ties(world):
    of = ties(world, 1942)
    at = {code: int(np.searchsorted(of.codes, code)) for code in (2, 200, 255, 365)}
    assert of.allied[at[2], at[200]]
    assert of.war[at[255], at[365]]
    assert of.pact[at[200], at[365]] == 1
    assert not of.war[at[2], at[365]]


@examples(40)
@given(st.integers(0, 10_000))
def test_leaving_out_is_what_loops_find(seed):
    chance = np.random.default_rng(seed)
    n = 6
    values = chance.random((n, n))
    values = values + values.T
    values[chance.random((n, n)) < 0.2] = NAN
    values = np.where(np.isnan(values) | np.isnan(values.T), NAN, values)
    weight = chance.random(n) * (chance.random(n) < 0.7)
    of = Toward(values, weight)
    one, two = (side.astype(np.int64) for side in np.triu_indices(n, 1))
    pairs, among = of.of_pairs(one, two), of.among(one, two)
    for row, (i, j) in enumerate(zip(one, two, strict=True)):
        for column, own in enumerate((i, j)):
            kept = [k for k in range(n) if k not in (i, j) and weight[k] > 0 and not np.isnan(values[own, k])]
            assert pairs[row, column] == pytest.approx(
                mean([(weight[k], values[own, k]) for k in kept]), nan_ok=True
            )
        left = [
            (a, b)
            for a in range(n)
            for b in range(n)
            if a != b and not {a, b} & {i, j} and not np.isnan(values[a, b])
        ]
        assert among[row] == pytest.approx(
            mean([(weight[a] * weight[b], values[a, b]) for a, b in left]), nan_ok=True
        )
    assert without(weight, one, two) == pytest.approx(
        [weight.sum() - weight[i] - weight[j] for i, j in zip(one, two, strict=True)]
    )


def mean(weighted):
    total = sum(weight for weight, _ in weighted)
    return sum(weight * value for weight, value in weighted) / total if total > 1e-9 else NAN


def test_lasting_weight_is_of_the_years_before(world):
    codes = ties(world, 1990).codes
    before = np.mean([core(world, year).on(codes) for year in range(1985, 1990)], axis=0)
    assert lasting(world, 1990, codes) == pytest.approx(before / before.sum())
    assert lasting(world, 1990, codes).sum() == pytest.approx(1)


def test_measures(world):
    codes = np.array([2, 365, 710, 999])
    members = states(world, "core_member", codes, (1850, 2020))
    assert members[0, 1960 - 1850] == 1
    assert members[1, 1960 - 1850] == 0
    assert np.isnan(members[2, 0])  # China enters in 1860
    assert np.isnan(members[3]).all()
    assert np.isnan(members[:, LAST + 1 - 1850 :]).all()
    weight = states(world, "core_weight", codes, (1960, 1960))
    assert weight[0, 0] == pytest.approx(core(world, 1960).weight.max())
    assert np.isnan(states(world.as_of(1950), "core_strength", codes, (1951, 1952))).all()


def test_the_page_is_what_is_computed(world):
    assert PAGE.read_text(encoding="utf-8") == page(world)
