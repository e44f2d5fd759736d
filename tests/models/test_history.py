"""The model asks a source and nothing else: a history cut out of the record gives the same inputs and log-odds, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from westphalia.errors import NoAnswer
from westphalia.measures.registry import registered
from westphalia.models.basics import own
from westphalia.models.features import FEATURES
from westphalia.models.inputs import inputs, pairs_of
from westphalia.record.cut import Recorder

YEAR = 1996
READY = tuple(f for f in FEATURES if own(f.source) or registered()[f.source].compute is not None)
WORLD = wp.load()


@pytest.fixture(scope="module")
def pairs():
    every = pairs_of(WORLD, YEAR, YEAR)
    return every.keep(np.arange(len(every.one)) % 7 == 0)


@pytest.fixture(scope="module")
def of_the_record(pairs):
    return inputs(WORLD, pairs, READY)


def test_the_model_reads_the_same_from_a_history_cut_out_of_the_record(pairs, of_the_record):
    noted = Recorder(WORLD)
    inputs(noted, pairs, READY)
    found = inputs(noted.cut(), pairs, READY)
    np.testing.assert_array_equal(found.values, of_the_record.values)
    assert found.observed == of_the_record.observed


def test_a_history_knows_what_was_read_and_nothing_else(pairs):
    noted = Recorder(WORLD)
    inputs(noted, pairs, READY[:1])
    with pytest.raises(NoAnswer, match="not in this history"):
        inputs(noted.cut(), pairs, READY)
