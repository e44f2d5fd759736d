"""Codings: what several sources code can be asked for as each of them does, everywhere by the same names."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner

import westphalia as wp
from westphalia.cli import cli
from westphalia.errors import NotUnderstood
from westphalia.measures.values import along, values
from westphalia.panel.pooling import choices
from westphalia.record.codings import CODINGS
from westphalia.record.grid import build

WORLD = wp.load()


def test_panels_and_values_call_codings_alike():
    assert {name: tuple(held) for name, held in CODINGS.items()} == choices()


@pytest.mark.parametrize(
    ("thing", "coding"), [(name, each) for name, held in CODINGS.items() for each in held]
)
def test_a_coding_is_the_quantity_of_its_source(thing, coding):
    grid = build(WORLD, (1975, 1976), "cow", dyads=True, directed=False)
    asked, own = values(WORLD, thing, grid, coding=coding), values(WORLD, CODINGS[thing][coding], grid)
    np.testing.assert_array_equal(asked.value, own.value)
    assert np.nansum(asked.value) > 0
    one = along(WORLD, thing, (2, 630), (1975, 1976), coding=coding).value
    np.testing.assert_array_equal(one, along(WORLD, CODINGS[thing][coding], (2, 630), (1975, 1976)).value)
    square = wp.array(WORLD, thing, 1975, coding=coding)
    assert square.of(2, 630) == one[0]


def test_sanctions_by_ties_are_those_of_panels():
    grid = build(WORLD, (1944, 2006), "cow", dyads=True, directed=False)
    found = values(WORLD, "sanctions", grid, coding="ties").value
    panel = wp.panel.dyad_years(WORLD, (1944, 2006), directed=False).add("sanctions-ties").collect()
    sides = panel.select("tiessanctions1", "tiessanctions2").fill_null(float("nan")).to_numpy()
    np.testing.assert_array_equal(found, sides)


def test_the_two_codings_differ_and_each_ends_where_its_list_does():
    gsdb, ties = (
        along(WORLD, "sanctions", (2, 630), (1979, 2010), coding=name).value for name in ("gsdb", "ties")
    )
    assert not np.array_equal(gsdb[:20], ties[:20])
    assert np.isnan(ties[2006 - 1979 :]).all()
    assert not np.isnan(gsdb).any()


@pytest.mark.parametrize(("name", "coding"), [("cinc", "cow"), ("disputes", "ties"), ("grievance", "gml")])
def test_an_unknown_coding_is_told(name, coding):
    with pytest.raises(NotUnderstood, match=r"coded by one source|no coding called"):
        along(WORLD, name, (2, 630), (1990, 1990), coding=coding)


def test_the_command_takes_and_tells_codings():
    told = CliRunner().invoke(cli, ["measure", "sanctions", "United States", "Iran", "--coding", "ties", "--years", "1995:1995", "--format", "json"])  # fmt: skip
    document = json.loads(told.output)
    assert document["measure"]["codings"] == {"gsdb": "sanctions", "ties": "sanctions_ties"}
    assert document["rows"][0]["value"] == along(WORLD, "sanctions_ties", (2, 630), (1995, 1995)).value[0]
