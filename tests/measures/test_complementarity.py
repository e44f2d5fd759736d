"""One has what the other lacks: by hand and against the world."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from tests.measures.asking import pairs
from westphalia.measures import complementarity
from westphalia.record.grid import build

GOODS = ("complementarity_gas", "complementarity_oil", "complementarity_wheat")
MEASURES = {m.name: m for m in (*complementarity.MEASURES, *complementarity.MEASURES) if m.kind == "directed"}


@pytest.fixture(scope="module")
def world():
    return wp.load()


def of(world, name, one, two, year):
    grid = build(world, (year, year), "cow", dyads=True, directed=False)
    at, to = np.searchsorted(grid.codes, sorted((one, two)))
    grid = grid.keep((grid.one == at) & (grid.two == to))
    return float(pairs(world, name, grid)[0, 0 if one < two else 1])


def everyone(world, first, last):
    return build(world, (first, last), "cow", dyads=True, directed=False)


def test_known_trades(world):
    assert (
        of(world, "complementarity_oil", 670, 740, 1980)
        > 0.5
        > of(world, "complementarity_oil", 740, 670, 1980)
        == 0
    )
    assert of(world, "complementarity_wheat", 365, 651, 2015) > 0.5  # Russia to Egypt
    assert of(world, "arms_replacement", 365, 630, 1990) > of(world, "arms_replacement", 2, 630, 1990) == 0
    assert of(world, "arms_replacement", 365, 630, 2012) == 0, "bound by Security Council Resolution 1929"
    assert np.isnan(of(world, "complementarity_oil", 670, 740, 1964))


def test_cut_off_by_hand():
    flows, refuse = np.zeros((3, 3)), np.zeros((3, 3))
    flows[0, 2], flows[1, 2], refuse[0, 2] = 30, 10, 1
    assert complementarity.cut_off(flows, refuse).tolist() == [0, 0, 0.75]


@pytest.mark.parametrize("name", list(MEASURES))
def test_a_world_of_the_past(world, name):
    grid = build(world, (2015, 2017), "cow", dyads=True, directed=False)
    now, past = (pairs(each, name, grid) for each in (world, world.as_of(2016)))
    upto = grid.when <= 1
    np.testing.assert_allclose(now[upto], past[upto], atol=1e-9)
    assert np.isnan(past[~upto]).all()
    known = now[np.isfinite(now)]
    assert known.size
    assert known.min() >= 0
    assert known.max() <= 1 + 1e-12


def test_surplus_meets_deficit_by_hand():
    found = complementarity.fits(np.array([6.0, -3.0, -1.0, 3.0, np.nan]))
    assert found[0, :4].tolist() == pytest.approx([0, 1, (1 / 3) ** 0.5, 0])
    assert found[3, :4].tolist() == pytest.approx([0, 0.5**0.5, (1 / 6) ** 0.5, 0])
    assert (
        found[1, 0] == found[2, 3] == found[0, 0] == 0
    )  # who buys sells nothing, and nobody sells to itself
    assert np.isnan(found[4]).all()
    assert np.isnan(found[:, 4]).all()
    assert not complementarity.fits(np.zeros(3)).any()
    assert np.isnan(complementarity.fits(np.full(3, np.nan))).all()


def test_a_good_goes_one_way_whatever_its_unit():
    net = np.random.default_rng(5).normal(size=40)
    found = complementarity.fits(net)
    assert (found * found.T == 0).all()
    assert found.min() == 0
    assert found.max() == 1
    np.testing.assert_allclose(found, complementarity.fits(1000 * net))
    np.testing.assert_allclose(found.T, complementarity.fits(-net))


def test_who_would_arm_whom_by_loops():
    chance = np.random.default_rng(6)
    delivered, alike = chance.uniform(0, 1, (6, 6)), chance.uniform(0, 1, (6, 6))
    rival, defended = np.zeros((6, 6)), np.zeros((6, 6))
    rival[0, 1] = rival[1, 0] = 1.0
    rival[2, 3] = rival[3, 2] = 0.4
    defended[1, 4] = defended[4, 1] = 1.0
    np.fill_diagonal(delivered, 0)
    found = complementarity.willing(delivered, alike, rival, defended)
    like = np.maximum(alike, defended)
    for i in range(6):
        for j in range(6):
            others = [m for m in range(6) if m != j]
            served = sum(delivered[i, m] * like[m, j] for m in others) / sum(delivered[i, m] for m in others)
            ally_of_rival = any(rival[i, m] >= 1 and defended[m, j] for m in range(6))
            expected = 0.0 if ally_of_rival else served**2 * (1 - rival[i, j])
            if i != j:
                assert found[i, j] == pytest.approx(expected)
    assert found[0, 1] == found[0, 4] == 0


def test_who_would_not_arm_the_other(world):
    """What could be supplied if nobody forbade it is no complementarity: the Soviet Union and West Germany, the United States and China."""
    enemies = [
        of(world, "complementarity_arms", *each)
        for each in ((365, 260, 1965), (2, 710, 1965), (2, 710, 2010), (365, 740, 1995))
    ]
    clients = [
        of(world, "complementarity_arms", *each)
        for each in ((365, 750, 1975), (2, 732, 1985), (2, 666, 1990), (365, 630, 1992))
    ]
    assert max(enemies) < min(clients)


def test_replacement_by_hand():
    recent, remembered, refuse = (np.zeros((4, 4)) for _ in range(3))
    recent[0, 3], recent[1, 3], recent[1, 2] = 8, 2, 1
    remembered[0, 2], remembered[1, 2], refuse[0, 2] = 30, 10, 1
    found = complementarity.replaces(recent, remembered, refuse)
    assert found[1, 2] == pytest.approx(
        (2 / 8 * 0.75) ** 0.5
    )  # what it delivers to others, and three quarters lost
    assert found[0, 2] == 0  # it refuses itself
    assert found[:, 3].tolist() == [0, 0, 0, 0]  # nothing lost


def test_saudi_oil_and_russian_wheat_from_the_tables(world):
    oil = (
        world.table("oil")
        .filter(source="energy_institute_2025", year=1980)
        .with_columns(net=pl.col("production").fill_null(0) - pl.col("consumption").fill_null(0))
        .filter(pl.col("production").is_not_null() | pl.col("consumption").is_not_null())
        .collect()
    )
    net = dict(oil.select("ccode", "net").iter_rows())
    share = net[670] / oil["net"].max() * net[740] / oil["net"].min()
    assert of(world, "complementarity_oil", 670, 740, 1980) == pytest.approx(share**0.5)

    wheat = world.table("wheat_trade").filter(pl.col("year").is_between(2011, 2015)).collect()
    totals: dict[int, dict[int, float]] = {}
    for exporter, importer, year, tonnes in wheat.select(
        "exporter", "importer", "year", "tonnes"
    ).iter_rows():
        for code, amount in ((exporter, tonnes), (importer, -tonnes)):
            years = totals.setdefault(code, {})
            years[year] = years.get(year, 0.0) + amount
    known = set(world.table("states").filter("cow").collect()["ccode"])
    mean = {code: sum(years.values()) / len(years) for code, years in totals.items() if code in known}
    share = mean[365] / max(mean.values()) * mean[651] / min(mean.values())
    assert of(world, "complementarity_wheat", 365, 651, 2015) == pytest.approx(share**0.5)


def test_who_sells_to_whom(world):
    """Japan has no oil; Egypt bought American wheat until Russia became the largest exporter; Germany bought Russian gas."""
    for year in (1973, 1995, 2019):
        assert of(world, "complementarity_oil", 670, 740, year) > 0.5
    assert (
        of(world, "complementarity_wheat", 365, 651, 1985)
        == 0
        < of(world, "complementarity_wheat", 2, 651, 1985)
    )
    assert of(world, "complementarity_wheat", 365, 651, 2019) > of(
        world, "complementarity_wheat", 2, 651, 2019
    )
    assert of(world, "complementarity_gas", 365, 255, 2019) > 0.6
    assert (
        of(world, "complementarity_arms", 2, 670, 2019)
        > 0.05
        > of(world, "complementarity_arms", 670, 2, 2019)
    )


@pytest.mark.parametrize("name", list(MEASURES))
def test_unknown_outside_its_years(world, name):
    first, last = MEASURES[name].covers.span(world)
    grid = everyone(world, first - 1, min(last + 1, 2025))
    years = grid.when + grid.first
    found = pairs(world, name, grid)
    inside = (years >= first) & (years <= last)
    assert np.isnan(found[~inside]).all()
    known = found[~np.isnan(found)]
    assert known.min() >= 0
    assert known.max() <= 1 + 1e-12
    if name in GOODS:
        assert (np.nan_to_num(found).prod(axis=1) == 0).all()


def test_only_permanent_members_give_cover(world):
    grid = everyone(world, 2010, 2015)
    found = pairs(world, "council_cover", grid)
    for side, column in ((grid.one, 0), (grid.two, 1)):
        permanent = np.isin(grid.codes[side], complementarity.PERMANENT)
        assert np.isnan(found[~permanent, column]).all()
        assert np.isfinite(found[permanent, column]).any()


@pytest.mark.parametrize("name", ["complementarity_arms", "arms_replacement"])
@pytest.mark.parametrize("year", [1960, 1999])
def test_deliveries_before_a_state_entered_the_system_count_in_every_world(world, name, year):
    """Britain armed Kuwait before 1961, and Australia gave Tuvalu a boat in 1994, six years before it is listed."""
    past = world.as_of(year)
    now, then = (everyone(each, year, year) for each in (world, past))
    np.testing.assert_array_equal(now.codes, then.codes)
    np.testing.assert_array_equal(now.cells, then.cells)
    np.testing.assert_array_equal(pairs(world, name, now), pairs(past, name, then))
    listed = then.codes[np.unique(np.concatenate([then.one, then.two]))]
    before = complementarity.flows(past)
    unlisted = ~np.isin(before.codes, listed)
    assert before.recent(year)[:, unlisted].sum() > 0
