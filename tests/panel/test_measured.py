"""Measures as additions to panels."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.measures.registry import registered
from westphalia.measures.values import of_states

WORLD = wp.load()
YEARS = (1995, 1997)
ABLE = [each.name for each in registered().values() if each.driver]


def test_directed_measures_turn_with_the_pair():
    both = wp.panel.dyad_years(WORLD, YEARS).add("measure-grievance", "measure-exclusion").collect()
    once = (
        wp.panel.dyad_years(WORLD, YEARS, directed=False)
        .add("measure-grievance", "measure-exclusion")
        .collect()
    )
    turned = both.filter(ccode1=630, ccode2=365).sort("year")
    straight = once.filter(ccode1=365, ccode2=630).sort("year")
    for name in ("grievance", "exclusion"):
        assert turned[f"{name}1"].to_list() == straight[f"{name}2"].to_list()
        assert turned[f"{name}2"].to_list() == straight[f"{name}1"].to_list()
    assert turned["grievance1"].min() > turned["grievance2"].max()  # Iran of Russia more than Russia of Iran


@pytest.mark.parametrize("name", ABLE)
def test_every_driver_measure_can_be_added_and_equals_its_series(name):
    measure = registered()[name]
    make = wp.panel.state_years if measure.kind == "state" else wp.panel.dyad_years
    bare = make(WORLD, YEARS)
    asked = bare.add(f"measure-{name.replace('_', '-')}")
    found = asked.collect()
    assert found.height == bare.collect().height
    assert found.select(asked.keys).is_duplicated().sum() == 0
    assert asked.cite()
    codes = (365,) if measure.kind == "state" else (630, 365)
    own = found.filter(ccode=365) if measure.kind == "state" else found.filter(ccode1=630, ccode2=365)
    column = f"{name}1" if measure.kind == "directed" else name
    whole = of_states(WORLD, name, codes, YEARS).tolist()
    alone = {
        year: value
        for year, value in zip(range(YEARS[0], YEARS[1] + 1), whole, strict=True)
        if value == value
    }
    got = {y: v for y, v in own.select("year", column).iter_rows() if v is not None}
    assert got.keys() == alone.keys()
    np.testing.assert_allclose(list(got.values()), [alone[y] for y in got], rtol=1e-5, atol=1e-6)


def test_other_lists_and_errors():
    gw = wp.panel.dyad_years(WORLD, (1990, 1990), system="gw").add("measure-joint-exclusion").collect()
    assert gw["joint_exclusion"].null_count() < 0.2 * gw.height
    with pytest.raises(NotUnderstood, match="pairs of states"):
        wp.panel.state_years(WORLD, YEARS).add("measure-joint-exclusion")
    with pytest.raises(NotUnderstood, match="grievance"):
        wp.panel.dyad_years(WORLD, YEARS).add("measure-grievence")
