"""Barriers to a tie: what history books say stood between two states, when it stood, and what did not."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from westphalia.measures.arrays import array
from westphalia.measures.barriers import MEASURES
from westphalia.record.barriers import KINDS, SPELL, standing

WORLD = wp.load()
STOOD = (
    ("fighting", "Soviet Union", "Germany", 1942, True),
    ("fighting", "Iran", "Iraq", 1985, True),
    ("fighting", "Iran", "Iraq", 1995, False),
    ("fighting", "Armenia", "Azerbaijan", 2020, True),
    ("fighting", "Russia", "Ukraine", 2014, True),
    ("fighting", "Russia", "Ukraine", 2025, True),
    ("fighting", "Israel", "Iran", 2025, True),
    ("fighting", "France", "Germany", 1985, False),
    ("holding", "Iraq", "Kuwait", 1990, True),
    ("holding", "Iraq", "Kuwait", 1995, False),
    ("holding", "China", "Taiwan", 1960, True),
    ("refusal", "Egypt", "Israel", 1965, True),
    ("refusal", "Bahrain", "Israel", 2021, False),
    ("refusal", "USA", "Cuba", 1975, True),
    ("break", "Saudi Arabia", "Iran", 2018, True),
    ("break", "Saudi Arabia", "Iran", 2024, False),
    ("break", "Saudi Arabia", "Qatar", 2018, True),
    ("break", "Saudi Arabia", "United Arab Emirates", 2018, False),
    ("embargo", "USA", "Cuba", 1990, True),
    ("embargo", "USA", "Cuba", 2025, True),
    ("embargo", "USA", "Canada", 1990, False),
)


@pytest.mark.parametrize(("kind", "one", "two", "year", "stood"), STOOD)
def test_what_stood_between_two_states(kind, one, two, year, stood):
    a, b = (WORLD.state(name, year).ccode for name in (one, two))
    found = array(WORLD, f"barrier_{kind}", year)
    assert found.of(a, b) == found.of(b, a) == stood


def test_every_barrier_is_between_two_states_and_of_a_kind():
    rows = WORLD.listed("barriers")
    assert rows.columns == list(SPELL)
    assert set(rows["kind"]) == set(KINDS) == {each.name.removeprefix("barrier_") for each in MEASURES}
    assert (rows["ccode1"] < rows["ccode2"]).all()
    assert (rows["first"] <= rows["last"]).all()


@pytest.mark.parametrize("year", [1943, 1975, 1999, 2016, 2022])
def test_nobody_knew_of_a_barrier_before_it_stood(year):
    def standing(world):
        rows = world.listed("barriers").filter(pl.col("first") <= year, pl.col("last") >= year)
        return set(rows.select("kind", "ccode1", "ccode2").iter_rows())

    assert standing(WORLD) == standing(WORLD.as_of(year))


def test_pairs_that_fight_are_those_of_the_measure():
    found = array(WORLD, "barrier_fighting", 2022)
    one, two = np.nonzero(np.triu(np.nan_to_num(found.value)))
    members = {(found.states[i], found.states[j]) for i, j in zip(one.tolist(), two.tolist(), strict=True)}
    assert members == {pair for pair in standing(WORLD, 2022, "fighting") if set(pair) <= set(found.states)}
