"""Forecasts on lists that end as long before as they do today."""

from __future__ import annotations

import numpy as np

import westphalia as wp
from westphalia.models.partnership.backtest import _delayed
from westphalia.models.partnership.features import FEATURES, TODAY
from westphalia.models.partnership.inputs import inputs, pairs_of
from westphalia.models.partnership.store import BACKTEST, load
from westphalia.models.partnership.windows import listed


def both(year: int):
    """Return the inputs of a year as usual and with today's delay."""
    world = wp.load()
    pairs = pairs_of(world, year, year)
    return inputs(world, pairs, FEATURES), inputs(world, pairs, FEATURES, late=True)


def test_today_there_is_no_further_delay():
    usual, late = both(TODAY)
    np.testing.assert_array_equal(usual.values, late.values)
    assert usual.observed == late.observed


def test_before_sources_end_as_long_before_as_today():
    usual, late = both(1990)
    for feature in FEATURES:
        then, slow = usual.observed[1990][feature.name], late.observed[1990][feature.name]
        assert slow <= then, feature.name
    assert late.observed[1990]["habit_pacts"] == 1990 - (TODAY - listed(wp.load()).seen["pact"][1])
    assert (usual.values != late.values).mean() > 0.05


def test_rates_are_as_old_as_today():
    models = load(wp.load()).models
    slow = _delayed(models, listed(wp.load()).seen)
    for name, behind in (("pact", 2), ("dca", 10), ("arms", 0)):
        usual = models[name].levels.annual
        np.testing.assert_array_equal(slow[name].levels.annual[behind:], usual[: len(usual) - behind])
        assert np.isnan(slow[name].levels.annual[:behind]).all()


def test_the_stored_backtest_shows_what_the_delay_costs():
    import json

    found = json.loads((wp.load().manifest.folder / BACKTEST).read_bytes())["delayed"]
    scores = found["alignment-5"]
    assert scores["n"] > 200_000
    assert scores["late"]["roc_auc"] > 0.8
    low, high = scores["late"]["interval"]["brier_skill"]
    assert low <= scores["late"]["brier_skill"] <= high
