"""The model asks a source and nothing else: a history cut out of the record gives the same inputs and log-odds, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from westphalia.errors import NoAnswer
from westphalia.models.outcomes import HORIZONS
from westphalia.models.partnership.features import FEATURES, MODELLED, STANDARD
from westphalia.models.partnership.inputs import Inputs, inputs, pairs_of
from westphalia.models.partnership.year_forecasts import YearForecasts
from westphalia.record.cut import Recorder

YEAR = 1996
WORLD = wp.load()


@pytest.fixture(scope="module")
def pairs():
    every = pairs_of(WORLD, YEAR, YEAR)
    return every.keep(np.arange(len(every.one)) % 7 == 0)


@pytest.fixture(scope="module")
def of_the_record(pairs):
    return inputs(WORLD, pairs, MODELLED + STANDARD)


def test_the_model_reads_the_same_from_a_history_cut_out_of_the_record(pairs, of_the_record):
    noted = Recorder(WORLD)
    inputs(noted, pairs, MODELLED + STANDARD)
    found = inputs(noted.cut(), pairs, MODELLED + STANDARD)
    np.testing.assert_array_equal(found.values, of_the_record.values)
    assert found.observed == of_the_record.observed


def test_the_log_odds_are_the_same_bit_for_bit(pairs, of_the_record):
    noted = Recorder(WORLD)
    inputs(noted, pairs, MODELLED)
    cut = inputs(noted.cut(), pairs, MODELLED)
    model = wp.models.load(WORLD)
    boards = [
        YearForecasts(
            YEAR, pairs, Inputs(found.values[:, : len(MODELLED)], found.observed), model.models, model.theta
        )
        for found in (of_the_record, cut)
    ]
    for part in ("pact", "dca", "arms"):
        for horizon in HORIZONS:
            ours, theirs = (year_forecasts.log_odds(part, horizon) for year_forecasts in boards)
            np.testing.assert_array_equal(ours, theirs)
            assert ours.std() > 0.1


def test_a_history_knows_what_was_read_and_nothing_else(pairs):
    noted = Recorder(WORLD)
    inputs(noted, pairs, FEATURES[:1])
    with pytest.raises(NoAnswer, match="not in this history"):
        inputs(noted.cut(), pairs, FEATURES)
