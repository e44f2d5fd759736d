"""The build estimates relations from the tables that it makes, read as those of the edition are."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from sources.tables.relations import _Tables
from tests.conftest import EDITION
from westphalia.measures.relation import sources
from westphalia.record.grid import build

WORLD = wp.load(EDITION)


@pytest.fixture(scope="module")
def tables(inputs):
    return _Tables(inputs)


@pytest.mark.parametrize(
    "read", [sources.majors, sources.bordering, sources.within_reach, sources.capitals_apart]
)
def test_what_the_build_reads_is_what_the_edition_has(tables, read):
    grid = build(WORLD, (1936, 1946), "cow", dyads=True, directed=False)
    np.testing.assert_array_equal(read(tables, grid), read(WORLD, grid))


@pytest.mark.parametrize(
    "read", [sources.defence_small, sources.defence_large, sources.entente, sources.nonaggression]
)
def test_pacts_too(tables, read):
    grid = build(WORLD, (1936, 1946), "cow", dyads=True, directed=False)
    for made, held in zip(read(tables, grid), read(WORLD, grid), strict=True):
        np.testing.assert_array_equal(made, held)
