"""Grievance: fading, inheritance, what is known of pairs, and the half-life."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from tests.measures.asking import pairs, states
from westphalia.measures import grievance as room
from westphalia.measures.grievance import of_events, remembered, unlisted
from westphalia.measures.grievance.half_life import HALVES, estimate_half_life, profile
from westphalia.measures.grievance.memory import (
    PARTS,
    Remembered,
    Wrongs,
    all_wrongs,
    heirs,
    homeland,
    land,
    provinces,
    wars,
)
from westphalia.record.grid import build

RUSSIA, IRAN = 365, 630


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def whole(world):
    grid = build(world, (1816, 2012), "cow", dyads=True, directed=False)
    return grid, pairs(world, "grievance", grid)


def value(grid, values, one, two, year):
    low, high = sorted((one, two))
    at = (grid.codes[grid.one] == low) & (grid.codes[grid.two] == high) & (grid.when == year - grid.first)
    return float(values[at][0][0 if one == low else 1])


def one_wrong(year=1900, weight=2.0):
    return Wrongs(np.array([2]), np.array([20]), np.array([year]), np.array([weight]))


def test_a_memory_halves_in_its_half_life_and_points_one_way():
    memory = Remembered(np.array([2, 20]), one_wrong(), 10.0)
    assert memory.to(1899).sum() == 0
    assert memory.to(1900)[0, 1] == 2
    assert memory.to(1910)[0, 1] == pytest.approx(1)
    assert memory.values[1, 0] == 0


def test_an_heir_takes_the_memory_and_does_not_add_it_to_its_own():
    wrongs = Wrongs(np.array([2, 20]), np.array([40, 40]), np.array([1900, 1900]), np.array([2.0, 3.0]))
    memory = Remembered(np.array([2, 20, 40]), wrongs, 10.0, {1910: [(2, 20)]})
    assert memory.to(1909)[1, 2] == pytest.approx(3 * 0.5**0.9)
    assert memory.to(1910)[1, 2] == pytest.approx(1.5)
    assert np.trace(memory.values) == 0


def test_states_that_live_on_hand_nothing_on(world):
    handed = {pair for pairs in heirs(world).values() for pair in pairs}
    assert {(255, 260), (260, 255), (300, 305)} <= handed
    assert not {old for old, _ in handed} & {365, 345}
    assert not {(300, 315), (255, 265)} & handed, (
        "Czechoslovakia was founded against Austria-Hungary, East Germany disclaimed Germany"
    )


def test_what_was_sold_given_or_returned_is_not_lost(world):
    """Alaska, the Sinai and Manchuria: not a grievance of who gave them up."""
    found = land(world)
    for loser, gainer, years in ((365, 2, {1867}), (666, 651, {1974, 1975, 1979}), (365, 710, {1905})):
        mine = (found.one == loser) & (found.two == gainer)
        assert not years & set(found.year[mine].tolist()), (loser, gainer)
    assert ((found.one == 220) & (found.two == 255) & (found.year == 1871)).any()


def test_no_more_is_returned_than_was_taken(world):
    """Egypt got 258 square kilometres from Israel in 1949 and lost the Sinai in 1967; Greece had lost one to the Ottomans in 1897."""
    found = land(world)
    for loser, gainer, year in ((651, 666, 1967), (640, 350, 1913), (290, 365, 1945)):
        assert ((found.one == loser) & (found.two == gainer) & (found.year == year)).any(), (loser, year)


def test_lost_homeland_fades_more_slowly_and_is_not_counted_twice(world):
    whole, slow, rest = (part(world) for part in (land, homeland, provinces))
    assert len(slow.one)
    assert len(whole.one) == len(slow.one) + len(rest.one)
    assert whole.weight.sum() == pytest.approx(slow.weight.sum() + rest.weight.sum())
    france, germany = np.searchsorted(world.universe(), [220, 255])
    then, later = (remembered(world, room.HOMELAND, year)[france, germany] for year in (1871, 1913))
    assert later == pytest.approx(then * 0.5 ** (42 / room.LASTING_HALF_LIFE))


@pytest.mark.parametrize("kind", ["all", "with_events"])
def test_any_year_is_what_the_years_in_order_come_to(kind):
    """From the tenth years, from the year before, and from the beginning without a stop."""
    world, again = wp.load().as_of(2024), wp.load().as_of(2023)
    in_order = {year: remembered(world, kind, year) for year in range(1908, 1953)}
    for year in (1951, 1910, 1911, 1920, 1949):
        np.testing.assert_array_equal(remembered(again, kind, year), in_order[year])
    assert in_order[1951].sum() > in_order[1908].sum() > 0
    wrongs = room.fading(world)
    if kind == "all":
        members = world.listed("cow_states")["ccode"].to_numpy()
        whole = Remembered(world.universe(), wrongs.among(members), room.HALF_LIFE, heirs(world))
        np.testing.assert_array_equal(whole.to(1951), in_order[1951])


def test_land_by_hand(world):
    """Turkmenchay: 29,800 square km of homeland, fought over, people unknown."""
    found = land(world)
    at = (found.one == IRAN) & (found.two == RUSSIA)
    assert found.year[at].tolist() == [1828]
    assert found.weight[at][0] == pytest.approx(2 * np.log10(1 + 298) / 4)


def test_what_is_known_of_russia_and_iran(world, whole):
    grid, values = whole
    toward = [value(grid, values, IRAN, RUSSIA, year) for year in (1900, 1914, 1947)]
    assert toward[0] < toward[1] < toward[2]
    assert value(grid, values, IRAN, RUSSIA, 1947) > 5 * value(grid, values, RUSSIA, IRAN, 1947)
    # occupation from 1920, 1941 and 1945 as the list of disputes has them, each at its end
    one = build(world, (1946, 1946), "cow", dyads=True, directed=False)
    occupied = value(one, pairs(world, "grievance_invasion", one), IRAN, RUSSIA, 1946)
    assert occupied == pytest.approx(
        sum(0.5 ** ((1946 - year) / room.HALF_LIFE) for year in (1921, 1942, 1946))
    )


def test_events_add_what_no_data_set_has_and_nothing_twice(world):
    assert land(world).year[(land(world).one == IRAN) & (land(world).two == RUSSIA)].tolist() == [1828]
    added = unlisted(of_events(world), all_wrongs(world))
    years = added.year[(added.one == IRAN) & (added.two == RUSSIA)].tolist()
    assert {1813, 1881} <= set(years)  # before the list begins, and land that was not a state's
    assert not {1828, 1941} & set(years)  # in the lists of territorial changes and of disputes
    assert 2010 in years  # a promise broken: no list has these
    grid = build(world, (1882, 1882), "cow", dyads=True, directed=False)
    without = value(grid, pairs(world, "grievance", grid), IRAN, RUSSIA, 1882)
    whole = value(grid, pairs(world, "grievance_with_events", grid), IRAN, RUSSIA, 1882)
    weights = added.weight[(added.one == IRAN) & (added.two == RUSSIA)]
    expected = sum(
        w * 0.5 ** ((1882 - y) / room.HALF_LIFE) for y, w in zip(years, weights, strict=True) if y <= 1882
    )
    assert whole - without == pytest.approx(expected)


def test_events_add_to_the_grievance_of_ukraine_after_2014(world):
    grid = build(world, (2008, 2022), "cow", dyads=True, directed=False)
    values = pairs(world, "grievance_with_events", grid)
    before, after = (value(grid, values, 369, RUSSIA, year) for year in (2008, 2022))
    assert after > before + 1
    assert np.isnan(pairs(world, "grievance", grid)[grid.when == 14]).all()


def test_the_sum_is_the_sum_of_its_parts(world):
    grid = build(world, (1990, 1990), "cow", dyads=True, directed=False)
    parts = sum(pairs(world, f"grievance_{name}", grid) for name in PARTS)
    # an heir takes the greater of two memories, of the sum or of each part, so only pairs without heirs add up exactly
    plain = ~np.isin(grid.codes[grid.one], (255, 260, 265)) & ~np.isin(grid.codes[grid.two], (255, 260, 265))
    late = plain & (grid.codes[grid.one] < 200) & (grid.codes[grid.two] < 200)
    np.testing.assert_allclose(pairs(world, "grievance", grid)[late], parts[late])


def test_unknown_after_the_coverage_and_never_below_zero(whole):
    grid, values = whole
    late = grid.when + grid.first > 2010  # the list of occupations ends then (Gibler, Miller and Little)
    assert np.isnan(values[late]).all()
    assert (values[~late] >= 0).all()


@pytest.mark.parametrize("year", [1850, 1916, 1942, 1990])
def test_nothing_later_counts(world, whole, year):
    grid, values = whole
    then = world.as_of(year)
    small = build(world, (year, year), "cow", dyads=True, directed=False)
    one, two = (np.searchsorted(grid.codes, small.codes[side]) for side in (small.one, small.two))
    rows = grid.rows_of(np.full(len(small.cells), year), one, two)
    np.testing.assert_allclose(pairs(then, "grievance", small), values[rows], atol=1e-12)


def test_a_war_weighs_when_it_begins_and_again_when_it_ends(world):
    found = wars(world)
    at = (found.one == RUSSIA) & (found.two == 255) & (found.year >= 1941) & (found.year <= 1945)
    assert sorted(zip(found.year[at].tolist(), found.weight[at].tolist(), strict=True))[0] == (1941, 1.0)
    assert found.year[at].max() == 1945


def test_great_powers(world):
    values = states(world, "grievance_great_powers", (2, 630), (2005, 2012))
    grid = build(world, (2005, 2005), "cow", dyads=True, directed=False)
    both = pairs(world, "grievance", grid)
    assert values[1, 0] >= sum(value(grid, both, IRAN, power, 2005) for power in (2, 200, 365, 710))
    assert np.isnan(values[:, 6:]).all()


def test_the_half_life_comes_out_again(world):
    halves = (4, 8, 14, 20, 26, 34, 45, 60)
    found = estimate_half_life(world, halves, quiet=30_000)
    assert found.half_life == pytest.approx(room.HALF_LIFE, abs=4)
    assert found.low == pytest.approx(room.HALF_LIFE_INTERVAL[0], abs=3)
    assert found.high == pytest.approx(room.HALF_LIFE_INTERVAL[1], abs=1)
    assert found.likelihood.max() - found.without > 10
    assert (found.effect > 0).all()


def test_a_known_half_life_is_found_again():
    rng = np.random.default_rng(0)
    age, rows = rng.uniform(0, 60, 40_000), 40_000
    made = 3 * np.log1p(4 * 0.5 ** (age / 12)) - 3
    outcome = (rng.random(rows) < 1 / (1 + np.exp(-made))).astype(float)
    found = profile(
        lambda half: np.log1p(4 * 0.5 ** (age / half)),
        np.ones((rows, 1)),
        outcome,
        np.arange(rows),
        np.asarray(HALVES, dtype=float),
        np.ones(rows),
    )
    assert found.low < 12 < found.high
    assert found.half_life == pytest.approx(12, rel=0.15)
