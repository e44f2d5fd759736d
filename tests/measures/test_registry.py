"""What every measure must declare, and that its declaration fits its table."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from tests.conftest import in_part
from westphalia.errors import NotUnderstood
from westphalia.measures.measure import Measure
from westphalia.measures.reading import series
from westphalia.measures.registry import get, registered
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR
from westphalia.record.tables import declared

SOME = in_part(registered(), 3, {name for name, each in registered().items() if isinstance(each, Measure)})
"""All measures that are computed, and every third quantity that is read; the others with ``make long``."""


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.mark.parametrize("name", list(registered()))
def test_a_measure_says_all(world, name):
    measure = registered()[name]
    document = measure.to_dict(world)
    assert name == name.lower()
    assert document["title"]
    assert document["description"]
    assert document["more"]
    assert document["reference"]
    assert document["first"] <= document["last"]
    assert len(document["range"]) == 2
    assert set(document["sources"]) <= set(world.manifest.sources)
    table = declared()[measure.table]
    for column in (measure.column, *measure.where):
        assert not column or table.column(column)
    if not isinstance(measure, Measure) and measure.rows is None:
        assert len(measure.sides) == measure.states
        assert all(table.column(side) for side in measure.sides)
        assert "year" in {column.name for column in table.columns}


@pytest.mark.parametrize("name", SOME)
def test_values_of_all_states_lie_in_the_range_and_in_the_coverage(world, name):
    measure = registered()[name]
    low, high = measure.range()
    first, last = measure.span(world)
    some = False
    for year in sorted(
        {max(first, FIRST_YEAR), *(first + (last - first) * part // 4 for part in (1, 2, 3)), last}
    ):
        found = wp.array(world, name, year)
        assert found.observed == year
        value = found.value[~np.eye(len(found.states), dtype=bool)] if measure.states > 1 else found.value
        known = value[~np.isnan(value)]
        some = some or bool(known.size)
        assert np.isfinite(known).all()
        assert low is None or (known >= low).all(), (year, known.min())
        assert high is None or (known <= high).all(), (year, known.max())
    assert some
    for year in (first - 1, last + 1):
        if FIRST_YEAR <= year <= LAST_YEAR:
            found = wp.array(world, name, year)
            assert found.observed is None
            assert np.isnan(found.value).all()


@pytest.mark.parametrize("name", SOME)
def test_a_series_says_when_it_is_from_or_why_it_is_unknown(world, name):
    measure = registered()[name]
    first, last = measure.span(world)
    low, high = measure.range()
    pair = [world.state("United States"), world.state("Russia")][: measure.states]
    for years in ((first - 1, first + 1), (last - 1, last + 1)):
        rows = series(world, measure, pair, (max(years[0], FIRST_YEAR), min(years[1], LAST_YEAR))).rows
        assert rows
        for row in rows:
            if row.value is None:
                assert row.why
                continue
            assert row.observed == row.year
            assert first <= row.year <= last
            assert low is None or row.value >= low
            assert high is None or row.value <= high


@pytest.mark.parametrize("name", SOME)
def test_nothing_later_in_a_world_of_the_past(world, name):
    measure = registered()[name]
    then = world.as_of(2000)
    pair = [then.state("United States"), then.state("Russia")][: measure.states]
    found = series(then, measure, pair, (1999, 2002))
    assert all(row.value is None for row in found.rows if row.year > 2000)
    if then.withheld(measure.table):
        assert not found.known


def test_names_may_have_hyphens_and_capitals():
    assert get("Ideal-Point").name == "ideal_point"


def test_an_unknown_name():
    with pytest.raises(NotUnderstood, match="ideal_point"):
        get("ideal_pont")
