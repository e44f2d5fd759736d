"""Protests: the model says what it was fitted to say, a delivery is counted by hand, and draws hang on name, seed and run alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import westphalia as wp
from westphalia.effects.parameters import ParameterSet, parameters
from westphalia.effects.unrest import (
    TERMS,
    Counts,
    Deal,
    Market,
    StateRecord,
    conditions,
    expected,
    of_state,
    relief,
)
from westphalia.effects.unrest.conditions import balances
from westphalia.effects.unrest.counts import drawn
from westphalia.effects.unrest.deal import market
from westphalia.effects.unrest.stored import EARLIEST, models
from westphalia.errors import NoAnswer, NotUnderstood

WORLD = wp.load()
PLACE = {name: at for at, name in enumerate(TERMS)}
FIXED = {"grain.use_error": 1.0, "grain.replaced": 0.5, "grain.home_elasticity": 0.5, "grain.world_elasticity": 0.2, "grain.transmission": 0.25, "grain.bread_share": 0.04}  # fmt: skip
WHEAT = Market(10e6, 100, 1e8, 2e6, "wheat_trade", 8e6, 2020, 2020, 600e6)


def held(**given: float) -> ParameterSet:
    return parameters("grain", year=2022, given={**FIXED, **given})


def simple(**more: Any) -> Counts:
    """Return a model of two terms and one state, without any doubt but that of the state's effect."""
    record = {630: StateRecord(20.0, 10.0, np.array([1.0, 0.0]))}
    usual = Counts(2017, ("a", "b"), np.array([0.5, -1.0]), np.zeros((2, 2)), {2016: 0.2, 2017: -0.2}, record, (2.0, 1e9), 1.0, 1.0)  # fmt: skip
    return replace(usual, **more)


class TestCounts:
    def test_an_expected_count_is_the_states_own_times_what_terms_and_year_make_of_it(self):
        found, slopes = expected(simple(), np.array([2.0, 1.0]), 630, 2016, "x", 5, 1)
        assert np.allclose(found, 2.0 * np.exp(0.5 * 1 - 1.0 * 1 + 0.2), rtol=1e-3)
        assert np.allclose(slopes, [0.5, -1.0])

    def test_a_states_effect_lies_between_its_own_record_and_that_of_all(self):
        shape, rate = simple(prior=(1.0, 5.0)).effect_of(630)
        assert shape / rate == pytest.approx((5 + 20) / (5 + 10))
        rough, smooth = (simple(prior=(1.0, 5.0), scale=each).effect_of(630) for each in (10.0, 1.0))
        assert 1 < rough[0] / rough[1] < smooth[0] / smooth[1] < 2

    def test_a_year_that_was_not_fitted_is_like_one_that_was(self):
        found, _ = expected(simple(), np.array([1.0, 0.0]), 630, 2022, "x", 400, 1)
        levels = np.unique(found.round(2))
        assert levels.tolist() == pytest.approx([2 * np.exp(-0.2), 2 * np.exp(0.2)], rel=0.01)

    def test_coefficients_are_drawn_with_their_covariance(self):
        model = simple(covariance=np.array([[0.04, 0.03], [0.03, 0.09]]))
        found = drawn(model, "x", 20_000, 1)
        assert np.allclose(found.mean(axis=0), model.coefficient, atol=0.01)
        assert np.allclose(np.cov(found.T), model.covariance, atol=0.003)

    def test_a_run_is_the_same_whatever_the_number_of_runs_and_another_seed_is_not(self):
        model = models(WORLD)["events"]
        terms = of_state(WORLD, 630, 2022).value[0]
        few, many, other = (expected(model, terms, 630, 2022, "events", *each)[0] for each in ((5, 1), (50, 1), (5, 2)))  # fmt: skip
        assert (few == many[:5]).all()
        assert (few != other).any()


class TestRelief:
    def test_a_delivery_counted_by_hand(self):
        found = relief(Deal(1e6), WHEAT, 0.3, held(), 3, 1)
        assert np.allclose(found.share_of_use, 0.1)
        assert np.allclose(found.before, 0.2)
        assert np.allclose(found.after, 0.15)
        home = -np.log(1 + 0.5e6 / 10e6) / 0.5
        assert np.allclose(found.home, np.expm1(home))
        assert np.allclose(found.world, np.expm1(np.log(1 + 0.5e6 / 600e6) / 0.2))
        assert np.allclose(found.consumer, np.expm1(0.01 * home))
        changed = {name: found.terms[0, at] for name, at in PLACE.items() if found.terms[0, at]}
        assert changed == pytest.approx({"inflation": 0.01 * home, "dependence": -0.05, "price": -0.015})

    def test_no_delivery_changes_nothing_at_all(self):
        found = relief(Deal(0), WHEAT, 0.3, parameters("grain", year=2022), 50, 1)
        assert not found.terms.any()
        assert not found.home.any()
        assert not found.world.any()
        assert (found.before == found.after).all()

    def test_what_replaces_purchases_whole_moves_no_price(self):
        found = relief(Deal(1e6), WHEAT, 0.3, held(**{"grain.replaced": 1.0}), 3, 1)
        assert not found.home.any()
        assert not found.world.any()
        assert np.allclose(found.after, 0.1)

    def test_no_more_is_replaced_than_is_bought(self):
        found = relief(Deal(8e6), WHEAT, 0.3, held(**{"grain.replaced": 1.0}), 3, 1)
        assert np.allclose(found.after, 0)
        assert np.allclose(found.home, np.expm1(-np.log(1.6) / 0.5))

    @pytest.mark.parametrize(("tonnes", "told"), [(-1.0, "cannot be delivered"), (float("nan"), "cannot"), (11e6, "more than the 10,000,000")])  # fmt: skip
    def test_a_weight_that_is_none_is_refused(self, tonnes, told):
        with pytest.raises(NotUnderstood, match=told):
            relief(Deal(tonnes), WHEAT, 0.3, held(), 3, 1)

    def test_imports_of_an_assumption_are_drawn(self):
        iran = market(WORLD, 630, "IRN", 2022, parameters("grain", year=2022))
        found = relief(Deal(1e6), iran, 0.3, parameters("grain", year=2022, given=FIXED), 50, 1)
        assert iran.source == "grain.wheat_imports.IRN"
        assert np.ptp(found.before) > 0.03


class TestMarket:
    def test_use_is_that_of_2005_to_2009_per_head_times_people(self):
        found = market(WORLD, 630, "IRN", 2022, parameters("grain", year=2022))
        rows = WORLD.table("grain_balances").filter(ccode=630, item="wheat").collect()
        people = dict(
            WORLD.table("macro").filter(ccode=630).select("year", "population_wdi").collect().rows()
        )
        used, heads = 0.0, 0
        for row in rows.filter(rows["year"].is_between(2005, 2009)).to_dicts():
            used += 1000 * sum(row[name] or 0 for name in ("feed", "food", "seed", "loss", "processed", "other_uses"))  # fmt: skip
            heads += people[row["year"]]
        assert found.use == pytest.approx(used / heads * people[2022])
        assert (
            16e6 < found.use < 18e6
        )  # the US Department of Agriculture has 16.95 million tonnes for 2024/25
        assert found.imports == 5e6

    def test_the_table_stands_where_it_is_not_too_low(self):
        found = market(WORLD, 630, "IRN", 2010, parameters("grain", year=2010))
        assert found.source == "wheat_trade"
        assert found.imports == pytest.approx(583_682)

    def test_a_state_without_a_record_of_wheat_is_refused(self):
        with pytest.raises(NoAnswer, match="cannot be told"):
            market(WORLD, 970, "NRU", 2010, parameters("grain", year=2010))

    def test_a_state_that_fao_does_not_balance_uses_what_it_harvests_and_buys(self):
        got, used = balances(WORLD)[652][2008]
        bought = WORLD.table("wheat_trade").filter(importer=652, year=2008).collect()["tonnes"].sum()
        sold = WORLD.table("wheat_trade").filter(exporter=652, year=2008).collect()["tonnes"].sum()
        crop = WORLD.table("grain_production").filter(ccode=652, year=2008, crop="wheat", source="faostat_trade").collect()["tonnes"].sum()  # fmt: skip
        assert got == pytest.approx(bought - sold)
        assert used == pytest.approx(bought - sold + crop)


class TestConditions:
    def test_terms_of_a_state_are_those_of_the_panel(self):
        whole, one = conditions(WORLD, (2010, 2010)), of_state(WORLD, 651, 2010)
        assert np.allclose(whole.value[whole.code == 651], one.value)
        assert (whole.observed[whole.code == 651] == one.observed).all()

    def test_egypt_in_2008_by_hand(self):
        found = of_state(WORLD, 651, 2008).value[0]
        rows = WORLD.table("grain_balances").filter(ccode=651, item="wheat").collect()
        rows = rows.filter(rows["year"].is_between(2003, 2007)).fill_null(0)
        used = sum(rows[name].sum() for name in ("feed", "food", "seed", "loss", "processed", "other_uses"))
        share = (rows["imports"].sum() - rows["exports"].sum()) / used
        assert found[PLACE["dependence"]] == pytest.approx(share)
        assert found[PLACE["price"]] == pytest.approx(share * np.log(292.967 / 231.185))

    def test_nothing_later_than_the_world_knows_is_read(self):
        seen = WORLD.as_of(2009)
        late = of_state(seen, 630, 2011)
        assert late.observed.max() <= 2009
        assert late.value[0, PLACE["price"]] == 0

    def test_the_model_of_a_world_knows_no_later_year(self):
        assert {model.until for model in models(WORLD.as_of(2008)).values()} == {2008}
        assert max(models(WORLD.as_of(2008))["events"].years) == 2008
        with pytest.raises(NoAnswer, match="no model"):
            models(WORLD.as_of(EARLIEST - 1))
