"""Standard deviations beside values: where a source has them, in whatever form; and no digits that they do not bear."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import westphalia as wp
from westphalia.cli import cli
from westphalia.measures.registry import registered
from westphalia.measures.values import along, values
from westphalia.record.grid import alone, build
from westphalia.record.spread import rounded

UNCERTAIN = {
    "gdp", "gdp_own", "gdp_per_capita", "gdp_per_capita_own", "population", "population_own", "ideal_point", "ideal_point_all", "ideal_point_estimated", "ideal_point_filtered",
    "ideal_point_filtered_all", "ideal_point_human_rights", "ideal_point_middle_east", "ideal_point_nuclear",
    "polyarchy", "relation", "relation_filtered", "territorial_threat", "territorial_threat_distance",
}  # fmt: skip


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.mark.parametrize("name", registered())
def test_a_value_has_a_spread_where_its_source_has_one(world, name):
    thing = registered()[name]
    span = thing.span(world)
    found = along(world, name, (2, 365)[: thing.states], (min(2005, span[1]),) * 2)
    assert (found.spread is not None) == (name in UNCERTAIN)
    if found.spread is not None and np.isfinite(found.value).all():
        assert (found.spread > 0).all()
        assert found.spread.shape == found.value.shape


def test_the_spread_is_that_of_the_table(world):
    row = (
        world.table("relations").filter(ccode1=2, ccode2=365, year=1950).select("mean", "sd").collect().row(0)
    )
    for codes in ((2, 365), (365, 2)):
        found = along(world, "relation", codes, (1950, 1950))
        assert (found.value.item(), found.spread.item()) == row
    quantiles = (
        world.table("ideal_points")
        .filter(ccode=2, year=2000, series="all")
        .select("q5", "q95")
        .collect()
        .row(0)
    )
    spread = along(world, "ideal_point_all", (2,), (2000, 2000)).spread.item()
    assert spread == pytest.approx((quantiles[1] - quantiles[0]) / (2 * 1.6448536), rel=1e-6)


def test_many_rows_have_the_spread_of_each(world):
    grid = build(world, (1950, 1950), "cow", dyads=True, directed=False)
    found = values(world, "relation", grid)
    assert np.isfinite(found.spread[np.isfinite(found.value)]).all()
    pair = (grid.codes[grid.one] == 2) & (grid.codes[grid.two] == 365)
    assert found.spread[pair].item() == along(world, "relation", (2, 365), (1950, 1950)).spread.item()
    sides = values(world, "gdp", grid)
    assert sides.spread.shape == (len(grid.cells), 2)


def test_a_value_that_is_carried_carries_its_spread(world):
    years = alone(world, (2,), (2018, 2022), "cow")
    found = values(world, "gdp_per_capita", years, carry="last")
    assert found.observed.tolist() == [2018, 2019, 2019, 2019, 2019]
    assert len(set(found.spread[1:].tolist())) == 1


@given(st.floats(1e-6, 1e6), st.floats(1e-9, 1e6))
def test_rounding_moves_a_value_by_less_than_its_spread_can_tell(value, spread):
    short = rounded(value, spread)
    assert abs(short - value) <= spread / 20 + 1e-12 + math.ulp(value)
    assert rounded(short, spread) == short


def test_no_spread_no_rounding():
    assert rounded(1.23456789, None) == 1.23456789
    assert rounded(1.23456789, 0.0) == 1.23456789


def ask(*words: str):
    return CliRunner().invoke(cli, ["measure", *words], catch_exceptions=False)


def test_documents_have_no_digits_that_the_interval_does_not_bear(world):
    told = json.loads(ask("relation", "Russia", "Iran", "--years", "2020:2022", "--format", "json").stdout)
    full = along(world, "relation", (365, 630), (2020, 2022))
    for row, value, spread in zip(told["rows"], full.value, full.spread, strict=True):
        assert len(repr(row["spread"]).replace("0.", "", 1).lstrip("0.")) <= 2
        assert row["spread"] == pytest.approx(spread, rel=0.05)
        assert row["value"] == round(value, 2)
    lines = ask("relation", "Russia", "Iran", "--years", "2020:2022", "--format", "csv").stdout.splitlines()
    assert [float(line.split(",")[1]) for line in lines[1:]] == [row["value"] for row in told["rows"]]
    assert str(told["rows"][0]["value"]) in ask("relation", "Russia", "Iran", "--years", "2020:2020").stdout


def test_documents_without_a_spread_are_in_full(world):
    told = json.loads(ask("cinc", "Russia", "--years", "2020:2020", "--format", "json").stdout)
    assert told["rows"] == [
        {"year": 2020, "value": along(world, "cinc", (365,), (2020, 2020)).value.item(), "observed": 2020}
    ]


def test_a_carried_value_keeps_its_spread(world):
    """Also where no year of the rows is covered."""
    grid, last = alone(world, (2,), (2023, 2025), "cow"), alone(world, (2,), (2019, 2019), "cow")
    carried, own = values(world, "gdp", grid, carry="last"), values(world, "gdp", last)
    assert carried.observed.tolist() == [2019] * 3
    assert carried.spread.tolist() == own.spread.tolist() * 3
