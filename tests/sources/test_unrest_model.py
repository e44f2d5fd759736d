"""The fit of protests: equal to the reference implementation, finds effects that were put in, and is what is stored."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

import westphalia as wp
from sources import poisson, unrest
from westphalia.effects.unrest.counts import counts_of
from westphalia.effects.unrest.stored import models, stored

WORLD = wp.load()


def made(seed: int = 1, groups: int = 40, periods: int = 12):
    """Return counts that a known model makes: terms 0.4 and -0.3, effects of groups and periods."""
    rng = np.random.default_rng(seed)
    group, period = np.repeat(np.arange(groups), periods), np.tile(np.arange(periods), groups)
    terms = rng.normal(size=(groups * periods, 2)) + rng.normal(size=(groups, 1))[group]
    mean = np.exp(terms @ [0.4, -0.3] + rng.normal(size=groups)[group] + 0.3 * rng.normal(size=periods)[period])  # fmt: skip
    return rng.poisson(mean).astype(float), terms, group, period


def test_a_fit_is_that_of_statsmodels_with_errors_by_group():
    count, terms, group, period = made()
    found = poisson.fit(count, terms, group, period)
    kept = np.bincount(group, count)[group] > 0
    y, x, g, p = count[kept], terms[kept], group[kept], period[kept]
    dummies = [(g == each)[:, None] for each in np.unique(g)] + [(p == each)[:, None] for each in np.unique(p)[1:]]  # fmt: skip
    design = np.hstack([x, *dummies]).astype(float)
    told = sm.GLM(y, design, family=sm.families.Poisson()).fit(cov_type="cluster", cov_kwds={"groups": g, "use_correction": False}, tol=1e-12)  # fmt: skip
    assert np.allclose(found.coefficient, told.params[:2], rtol=1e-6)
    groups, few = len(np.unique(g)), len(y) - 2 - len(np.unique(p))
    correction = groups / (groups - 1) * (len(y) - 1) / few
    assert np.allclose(found.covariance, correction * told.cov_params()[:2, :2], rtol=1e-5)
    assert np.allclose(found.mean, told.mu, rtol=1e-6)
    assert found.period_effect.mean() == pytest.approx(0, abs=1e-12)


def test_effects_that_were_put_in_are_found():
    fits = [poisson.fit(*made(seed, 60)) for seed in range(10, 26)]
    pulls = [(each.coefficient - [0.4, -0.3]) / np.sqrt(np.diag(each.covariance)) for each in fits]
    assert np.abs(np.mean(pulls, axis=0)).max() < 0.8
    assert np.abs(pulls).max() < 3.5


def test_a_group_without_a_count_is_left_out():
    count, terms, group, period = made()
    count[group == 3] = 0
    assert 3 not in poisson.fit(count, terms, group, period).groups


def test_the_spread_of_a_negative_binomial_is_found():
    rng = np.random.default_rng(1)
    mean = rng.gamma(2.0, 2.0, 20_000)
    count = rng.poisson(mean * rng.gamma(0.8, 1 / 0.8, len(mean))).astype(float)
    assert poisson.size_of(count, mean) == pytest.approx(0.8, rel=0.1)
    assert poisson.size_of(mean.round(), mean) == 1000


def test_the_distribution_that_effects_come_from_is_found():
    rng = np.random.default_rng(1)
    exposed = rng.uniform(5, 30, 3000)
    counted = rng.poisson(exposed * rng.gamma(1.5, 2.0 / 1.5, 3000)).astype(float)
    mean, shape = poisson.prior_of(counted, exposed, 1.0)
    assert (mean, shape) == (pytest.approx(2.0, rel=0.05), pytest.approx(1.5, rel=0.1))


def test_what_is_stored_is_what_is_fitted_and_knows_nothing_later():
    seen = unrest.panel(WORLD.as_of(2009))
    for outcome, model in models(WORLD.as_of(2009)).items():
        again = counts_of(unrest.fitted(seen, outcome, 2009))
        assert np.allclose(again.coefficient, model.coefficient, rtol=1e-4, atol=1e-5)
        assert again.years == pytest.approx(model.years, abs=1e-4)


def test_scores_are_of_the_same_rows_and_beside_base_rate_and_lag():
    rows = stored(WORLD)["skill"]["2017"]
    assert {row["model"] for row in rows} == {"model", "base_rate", "own_rate", "lag"}
    for outcome in ("events", "price_demands"):
        mine = [row for row in rows if row["outcome"] == outcome]
        assert len({(row["n"], row["counted"], row["any"]) for row in mine}) == 1
        assert mine[0]["n"] > 2000


def test_area_under_the_curve_counts_ties_as_halves():
    came = np.array([True, False, True, False])
    assert unrest._auc(came, np.array([0.9, 0.1, 0.5, 0.5])) == pytest.approx(3.5 / 4)


def test_a_score_knows_only_the_year_before():
    """What follows the year before does not change what is told of a year."""
    held = unrest.panel(WORLD)
    model = counts_of(unrest.fitted(held, "events", 2009))
    told = unrest._year(held, model, "events", 2010)
    value = held.at.value.copy()
    value[held.at.year >= 2010] *= 2
    other = unrest.Panel(type(held.at)(held.at.code, held.at.year, value, held.at.observed), held.count)
    again = unrest._year(other, model, "events", 2010)
    assert all(np.allclose(told[name], again[name]) for name in unrest.MODELS)
