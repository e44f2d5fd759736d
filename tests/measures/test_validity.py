"""The drivers tell what a historian would put high from what is low: areas by era, on the lists of the project and on those that came with the review."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

import westphalia as wp
from docs.validity import (
    BEST,
    ERAS,
    GOOD,
    LISTS,
    PAGE,
    TRIALS,
    Case,
    area,
    cases,
    cell,
    outcome,
    tried,
)
from tests.conftest import SOURCES, in_part
from westphalia.measures.registry import registered

GIVEN = SOURCES.parent / "cases" / "drivers.csv"
NAMES = [trial.measure for trial in TRIALS]
WHICH = {"own": (LISTS,), "given": (GIVEN,), "both": (LISTS, GIVEN)}
CHIEF = (("exclusion", "own"), ("joint_exclusion", "given"), ("revisionism", "own"))
FEW = 5
"""With fewer cases of either label one pair decides."""


@pytest.fixture(scope="module")
def world():
    return wp.load()


def test_area_is_the_share_of_pairs_in_order():
    chance = np.random.default_rng(1)
    high, low = chance.normal(1, 1, 30).tolist(), chance.normal(0, 1, 20).tolist()
    expected = sum((a > b) + (a == b) / 2 for a in high for b in low) / 600
    assert area(high, low) == pytest.approx(expected)
    assert area([1.0], [1.0]) == 0.5
    assert np.isnan(area([], [1.0]))


def test_an_outcome_names_what_lies_farthest_out():
    of = [
        Case("d", ERAS[0], (name,), (code,), 1850, 1850, label)
        for name, code, label in (("A", 1, 1), ("B", 2, 1), ("C", 3, 0), ("D", 4, 0))
    ]
    found = outcome(of, [0.9, 0.1, 0.2, float("nan")])
    assert (found.high, found.low, found.area) == (2, 1, 0.5)
    assert found.misses == ("B 1850 too low",)
    assert cell(found, True) == "0.50 (2/1)"
    assert cell(found, False) == "[0.50 (2/1)]"
    assert cell(None, True) == "-"


def test_every_case_is_tried_in_years_of_its_own():
    for case in cases(LISTS):
        years = case.years()
        assert years
        assert case.first <= min(years)
        assert max(years) <= case.last


def test_every_driver_of_the_lists_is_tried_by_its_own_measure_and_each_measure_once():
    told = {case.driver for case in cases(LISTS)}
    tried = Counter(trial.measure for trial in TRIALS)
    assert told == {trial.driver for trial in TRIALS}
    assert max(tried.values()) == 1
    beside = {trial.measure: trial.driver for trial in TRIALS if trial.driver not in trial.measure}
    assert beside.pop("bank_credit_lost") == "exclusion"
    assert len(set(beside.values())) == len(beside)
    assert set(NAMES) <= set(registered())


def test_exclusion_is_claimed_in_every_era_and_must_do_best():
    of = {trial.measure: trial for trial in TRIALS}
    assert of["exclusion"].eras == ERAS
    assert of["exclusion"].least == of["joint_exclusion"].least == BEST > GOOD


@pytest.mark.parametrize(
    ("name", "lists"), in_part([(name, lists) for name in NAMES for lists in WHICH], 12, always=CHIEF)
)
def test_a_driver_does_not_fall_under_its_figure(world, name, lists):
    """On either list, in eras with enough cases; where a list has few, one pair decides and only both together hold a figure."""
    if lists != "own" and not GIVEN.exists():
        pytest.skip("the lists that came with the review are not beside this checkout")
    trial = next(each for each in TRIALS if each.measure == name)
    of = [case for path in WHICH[lists] for case in cases(path)]
    found = {era: each for era, each in tried(world, trial, of).items() if era in trial.eras}
    enough = {
        era: each.area for era, each in found.items() if lists == "both" or min(each.high, each.low) >= FEW
    }
    assert {era: each for era, each in enough.items() if round(each, 2) < trial.least} == {}


def test_the_page_has_every_trial_and_its_areas(world):
    """Whole pages take minutes: one row is worked out again, and the page has a row for each."""
    text = PAGE.read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip(" `"): line for line in text.splitlines() if line.startswith("| `")}
    assert set(NAMES) <= set(rows)
    trial = next(trial for trial in TRIALS if trial.measure == "arms_dependence")
    found = tried(world, trial, cases(LISTS))
    expected = " | ".join(cell(found.get(era), era in trial.eras) for era in ERAS)
    assert f"| `arms_dependence` | {expected} |" in text
