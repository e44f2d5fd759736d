"""Rivals in the same markets, and who gained while the other was held back: by hand, against the world, in worlds of the past."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import westphalia as wp
from tests.measures.asking import pairs
from westphalia.measures.market_rivalry import MEASURES, before, comparable, gains, held_back, spells
from westphalia.measures.market_rivalry.overlap import LISTED, exports, mean, overlap, worth
from westphalia.measures.registry import registered
from westphalia.measures.values import of_states
from westphalia.record.grid import build

BY_NAME = {measure.name: measure for measure in MEASURES}
GAINED = [name for name in BY_NAME if name.startswith("share_gained")]
RUSSIA, IRAN, SAUDI, IRAQ, USA = 365, 630, 670, 645, 2
CANADA, AUSTRALIA, GERMANY, FRANCE = 20, 900, 255, 220


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def grid(world):
    return build(world, (1970, 2024), "cow", dyads=True, directed=False)


@pytest.fixture(scope="module")
def values(world, grid):
    return {name: pairs(world, name, grid) for name in BY_NAME}


@pytest.fixture
def at(grid, values):
    def find(name, one, two, year):
        pair = [np.searchsorted(grid.codes, [code]) for code in sorted((one, two))]
        row = grid.rows_of(np.array([year]), *pair)[0]
        assert row >= 0
        found = values[name][row]
        return float(found) if found.ndim == 0 else float(found[0 if one < two else 1])

    return find


def raw(world, table, source, column, code, year):
    frame = world.table(table).filter(source=source, ccode=code, year=year).collect()
    return float(frame[column][0])


def test_all_are_registered():
    for name, measure in BY_NAME.items():
        assert registered()[name] is measure
        assert measure.driver == "market rivalry"
    assert [registered()[name].kind for name in GAINED] == ["directed"] * 3


def test_overlap_by_hand():
    np.testing.assert_array_equal(
        overlap(np.array([100.0, 40.0, 10.0, 0.0]), 100.0),
        [[1, 0.4, 0.1, 0], [0.4, 0.4, 0.1, 0], [0.1, 0.1, 0.1, 0], [0, 0, 0, 0]],
    )
    assert np.isnan(overlap(np.array([1.0, np.nan]), 4.0)[0, 1])
    assert overlap(np.array([0.0, np.nan]), 4.0)[0, 1] == 0  # who sells none is nobody's rival
    assert np.isnan(overlap(np.array([0.0, 1.0]), 0.0)[1, 1])


@given(st.lists(st.floats(0, 1e4) | st.just(float("nan")), min_size=2, max_size=8))
def test_overlap_is_symmetric_and_bounded(exports):
    sold = np.array(exports)
    top = float(np.nanmax(sold, initial=0.0))
    found = overlap(sold, top)
    np.testing.assert_array_equal(found, found.T)
    known = found[np.isfinite(found)]
    assert ((known >= 0) & (known <= 1)).all()


def test_the_mean_leaves_out_what_is_not_known():
    parts = [(0.6, np.array([[0.5]])), (0.3, np.array([[np.nan]])), (0.1, np.array([[0.0]]))]
    assert mean(parts)[0, 0] == pytest.approx(0.3 / 0.7)
    assert np.isnan(mean([(0.6, np.array([[np.nan]])), (0.4, np.array([[1.0]]))])[0, 0])


@pytest.mark.parametrize(("year", "source"), [(2013, "eia_2020"), (2020, "opec_asb_2023")])
def test_oil_is_the_smaller_over_the_largest(world, at, year, source):
    russia, saudi, iran = (
        raw(world, "oil", source, "crude_exports", code, year) for code in (RUSSIA, SAUDI, IRAN)
    )
    assert saudi > russia > iran
    assert at("market_rivalry_oil", SAUDI, RUSSIA, year) == pytest.approx(russia / saudi)
    assert at("market_rivalry_oil", RUSSIA, IRAN, year) == pytest.approx(iran / saudi)


def test_rivals_of_the_world(at):
    oil, gas, grain = ("market_rivalry_oil", "market_rivalry_gas", "market_rivalry_grain")
    assert at(oil, SAUDI, RUSSIA, 2013) > 0.6
    assert at(oil, RUSSIA, IRAN, 2010) > 0.35 > 0.16 > at(oil, RUSSIA, IRAN, 2013)
    assert at(oil, RUSSIA, IRAN, 2017) > 0.25 > 0.1 > at(oil, RUSSIA, IRAN, 2019)
    assert at(oil, GERMANY, FRANCE, 2013) < 0.001
    assert at(gas, USA, 694, 2022) > 0.6  # Qatar
    assert at(grain, CANADA, AUSTRALIA, 2005) > 0.4
    assert at(grain, CANADA, AUSTRALIA, 2015) > 0.6
    assert at("market_rivalry", SAUDI, RUSSIA, 2013) > 0.55 > at("market_rivalry", CANADA, AUSTRALIA, 2013)
    assert at("market_rivalry", GERMANY, FRANCE, 2013) < 0.02


def test_unknown_is_not_zero(at):
    assert np.isnan(at("market_rivalry_oil", SAUDI, IRAN, 1979))
    assert np.isnan(at("market_rivalry_oil", SAUDI, IRAN, 2023))
    assert at("market_rivalry_oil", SAUDI, FRANCE, 2005) == 0  # EIA lists it with none
    assert np.isnan(at("market_rivalry_oil", SAUDI, FRANCE, 2018))  # OPEC does not list it, and it has pumped
    assert at("market_rivalry_oil", SAUDI, 790, 2018) == 0  # Nepal never pumped oil
    assert np.isnan(at("market_rivalry_gas", USA, RUSSIA, 1991))
    assert np.isnan(at("market_rivalry_grain", USA, RUSSIA, 2022))  # Russia reported no more
    assert at("market_rivalry_grain", USA, RUSSIA, 2021) == pytest.approx(24010.56 / 27263.09, abs=1e-4)
    assert np.isnan(at("market_rivalry", CANADA, AUSTRALIA, 1975))


def test_both_sources_list_the_exporters_of_the_total(world):
    rows = world.table("oil").filter(pl.col("crude_exports").is_not_null()).collect()
    for year in range(2017, 2023):
        assert set(rows.filter(source="opec_asb_2023", year=year)["ccode"]) == LISTED
    eia = rows.filter(source="eia_2020")
    part = eia.group_by("year").agg(
        part=pl.col("crude_exports").filter(pl.col("ccode").is_in(list(LISTED))).sum()
        / pl.col("crude_exports").sum()
    )
    assert part["part"].min() > 0.94
    oil = exports(world, "oil")
    inside = np.isin(oil.codes, sorted(LISTED))
    for year in (1985, 2005, 2016, 2017, 2022):
        assert np.nansum(oil.share(year)[inside]) == pytest.approx(1)


def test_the_splice_of_oil_is_small(world):
    rows = (
        world.table("oil")
        .filter(pl.col("ccode").is_in(list(LISTED)), pl.col("year").is_between(1992, 2016))
        .collect()
    )
    share = pl.col("crude_exports") / pl.col("crude_exports").sum().over("year")
    eia, opec = (
        rows.filter(source=source).drop_nulls("crude_exports").select("ccode", "year", share=share)
        for source in ("eia_2020", "opec_asb_2023")
    )
    apart = eia.join(opec, on=["ccode", "year"]).select((pl.col("share") - pl.col("share_right")).abs())
    assert apart["share"].max() < 0.018
    assert apart["share"].quantile(0.95) < 0.0045


def test_what_the_goods_are_worth(world):
    shares = {year: worth(world, year) for year in range(1985, 2023)}
    assert "gas" not in shares[1985]
    for year, parts in shares.items():
        assert sum(parts.values()) == pytest.approx(1)
        assert max(parts, key=parts.get) == "oil", year
        assert parts["grain"] < 0.12


def test_gains_by_hand():
    now, early, late = np.array([0.5, 0.2, np.nan]), np.array([0.3, 0.5, 0.1]), np.array([0.4, 0.4, 0.1])
    found = gains(now, [(1, 0.1, early, 0.5), (1, 0.3, late, 0.4)], 3)
    assert found[0, 1] == pytest.approx((0.1 * 0.2 + 0.3 * 0.1) / 0.4)
    assert found[1, 1] == pytest.approx((0.1 * -0.3 + 0.3 * -0.2) / 0.4)
    assert np.isnan(found[2, 1])
    assert (found[:, [0, 2]] == 0).all()
    unknown = np.full(3, np.nan)
    assert np.isnan(gains(now, [(1, 0.3, unknown, 0.5), (1, 0.1, late, 0.5)], 3)[0, 1])
    assert gains(now, [(1, 0.1, unknown, 0.5), (1, 0.3, late, 0.5)], 3)[0, 1] == pytest.approx(0.1)
    assert (gains(now, [(1, 0.3, late, 0.0)], 3)[:, 1] == 0).all()
    assert np.isnan(gains(now, [(1, 0.3, late, float("nan"))], 3)[0, 1])


def test_a_break_begins_anew():
    rows = pl.DataFrame({"sender": [2, 2, 2, 2], "target": [630] * 4, "year": [1980, 1981, 1984, 1985]})
    assert spells(rows)["start"].to_list() == [1980, 1980, 1984, 1984]


def test_russia_while_iran_was_shut_out(world, at):
    """In 2013 the weight is that of the United States (since 1984) and of those who joined later, most of them in 2006 to 2012."""
    oil = exports(world, "oil")
    place = int(np.searchsorted(oil.codes, RUSSIA))
    held = held_back(world).filter(target=IRAN, year=2013)
    total = weight = 0.0
    for start, heavy in held.select("start", "weight").iter_rows():
        past = range(max(1980, start - 5), start)
        base = np.mean([oil.share(year)[place] for year in past])
        total, weight = total + heavy * (oil.share(2013)[place] - base), weight + heavy
    assert {1984, 2006} <= set(held["start"])
    assert at("share_gained_under_sanctions", RUSSIA, IRAN, 2013) == pytest.approx(total / weight)
    assert abs(at("share_gained_under_sanctions", RUSSIA, IRAN, 2013)) < 0.02
    assert at("share_gained_under_sanctions", RUSSIA, IRAN, 2019) > 0.005
    assert at("share_gained_under_sanctions", IRAQ, IRAN, 2015) > 0.02
    assert at("share_gained_under_sanctions", USA, IRAN, 2020) > 0.05


def test_no_gain_where_nothing_was_restricted_or_sold(at):
    assert at("share_gained_under_sanctions", IRAN, RUSSIA, 2010) == 0
    assert at("share_gained_under_sanctions", IRAN, RUSSIA, 2019) < 0
    assert at("share_gained_under_sanctions", RUSSIA, SAUDI, 2010) == 0
    assert at("share_gained_under_sanctions_grain", USA, IRAN, 2005) == 0  # Iran sold no wheat to speak of
    assert at("share_gained_under_sanctions_gas", USA, RUSSIA, 2022) > 0.08
    assert np.isnan(at("share_gained_under_sanctions", RUSSIA, IRAN, 2023))


def test_grain_is_compared_within_one_source(world):
    grain = exports(world, "grain")
    assert comparable(world, "grain", 2009) == 1973
    assert comparable(world, "grain", 2010) == 2010
    sellers = np.searchsorted(grain.codes, [USA, CANADA, RUSSIA])
    expected = np.mean([grain.share(year)[sellers] for year in range(2010, 2014)], axis=0)
    assert np.isfinite(expected).all()
    np.testing.assert_allclose(before(grain, 2014, comparable(world, "grain", 2015))[sellers], expected)
    assert np.isnan(before(grain, 2012, comparable(world, "grain", 2015))).all()


@pytest.mark.parametrize("name", list(BY_NAME))
def test_ranges_and_years(world, grid, values, name):
    measure, found = BY_NAME[name], values[name]
    assert found.shape == ((len(grid.cells), 2) if measure.kind == "directed" else (len(grid.cells),))
    known = np.isfinite(found)
    years = (grid.when + grid.first)[known if known.ndim == 1 else known.any(axis=1)]
    assert (years.min(), years.max()) == measure.covers.span(world)
    assert found[known].min() >= measure.low
    assert found[known].max() <= measure.high
    assert (found[known] != 0).any()


@pytest.mark.parametrize("name", list(BY_NAME))
@pytest.mark.parametrize("until", [2008, 2015])
def test_worlds_of_the_past_agree_and_know_no_more(world, grid, values, name, until):
    years = grid.keep((grid.when + grid.first >= until - 2) & (grid.when + grid.first <= until + 2))
    past = pairs(world.as_of(until), name, years)
    now = values[name][(grid.when + grid.first >= until - 2) & (grid.when + grid.first <= until + 2)]
    early = years.when + years.first <= until
    np.testing.assert_allclose(past[early], now[early], atol=1e-9, equal_nan=True)
    assert np.isnan(past[~early]).all()


@pytest.mark.parametrize("name", list(BY_NAME))
def test_any_rows_and_years_give_the_same(world, grid, values, name):
    one = build(world, (2014, 2014), "cow", dyads=True, directed=False)
    rows = np.arange(len(one.cells)) % 7 == 0
    whole = values[name][grid.when + grid.first == 2014]
    np.testing.assert_array_equal(pairs(world, name, one.keep(rows)), whole[rows])


def test_one_pair_is_read_as_a_series(world):
    years = (1975, 2024)
    found = of_states(world, "market_rivalry_oil", (SAUDI, RUSSIA), years)
    assert set(np.flatnonzero(np.isfinite(found)) + years[0]) == set(range(1980, 2023))
    forth, back = (
        of_states(world, "share_gained_under_sanctions", pair, (2019, 2019))[0]
        for pair in ((RUSSIA, IRAN), (IRAN, RUSSIA))
    )
    assert forth > 0 > back
