"""What every measure must declare, and that its declaration fits its table."""

from __future__ import annotations

import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.measures.measure import Measure
from westphalia.measures.reading import series
from westphalia.measures.registry import get, registered
from westphalia.record.tables import declared


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


@pytest.mark.parametrize("name", list(registered()))
def test_values_lie_in_the_range_and_in_the_coverage(world, name):
    measure = registered()[name]
    pair = [world.state("United States"), world.state("Russia")][: measure.states]
    found = series(world, measure, pair)
    low, high = measure.range()
    first, last = measure.span(world)
    others = [world.state("Germany"), world.state("United States")][: measure.states]
    assert found.known or series(world, measure, others).known
    for row in found.rows:
        if row.value is None:
            assert row.why
            continue
        assert row.observed == row.year
        assert first <= row.year <= last
        assert low is None or row.value >= low
        assert high is None or row.value <= high


@pytest.mark.parametrize("name", list(registered()))
def test_nothing_later_in_a_world_of_the_past(world, name):
    measure = registered()[name]
    then = world.as_of(2000)
    pair = [then.state("United States"), then.state("Russia")][: measure.states]
    found = series(then, measure, pair, (1990, 2005))
    assert all(row.value is None for row in found.rows if row.year > 2000)
    if then.withheld(measure.table):
        assert not found.known


def test_names_may_have_hyphens_and_capitals():
    assert get("Ideal-Point").name == "ideal_point"


def test_an_unknown_name():
    with pytest.raises(NotUnderstood, match="ideal_point"):
        get("ideal_pont")
