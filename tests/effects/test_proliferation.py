"""Proliferation: hazards by arithmetic, exact intervals, levels of the record, and how programmes ended."""

import json

import numpy as np
import pytest

from westphalia.effects.proliferation.hazards import (
    HazardFit,
    direction,
    exact_interval,
    hazard,
    moved,
    terms,
    within,
    yearly,
)
from westphalia.effects.proliferation.levels import LEVELS, MODELLED, STAGES, design, levels
from westphalia.effects.proliferation.programmes import programmes, spared, struck
from westphalia.record.world import load

WORLD = load()
FIT = HazardFit(("rivals", "exclusion"), np.array([0.5, 0.1]), np.array([0.5, 0.2]), np.array([-4.0, 1.0, 0.0]), np.diag([0.04, 0.01, 0.25]))  # fmt: skip


def test_no_step_has_more_than_six_levels_and_those_asked_for_stay():
    for name in MODELLED:
        assert len(STAGES[name].terms) <= 6
        assert {"exclusion", "protector"} <= set(STAGES[name].terms)
    assert not any("defence" in name for name in LEVELS)


def test_a_hazard_by_hand():
    x = design({"rivals": np.array(1.0), "exclusion": np.array(0.1)}, FIT.terms)
    z = (np.log(2) - 0.5) / 0.5
    eta, error = -4 + z, np.sqrt(0.04 + 0.01 * z**2)
    found = hazard(FIT, x)
    assert found.probability[1] == pytest.approx(1 / (1 + np.exp(-eta)))
    assert found.probability[5] == pytest.approx(1 - (1 - found.probability[1]) ** 5)
    assert found.interval[1][1] == pytest.approx(1 / (1 + np.exp(-(eta + 1.6448536 * error))))
    assert yearly(FIT, x[None])[0] == pytest.approx(found.probability[1])
    assert within(0.5, 2) == 0.75


def test_an_unknown_level_gives_no_number():
    x = design({"rivals": np.array(np.nan), "exclusion": np.array(0.1)}, FIT.terms)
    assert hazard(FIT, x) is None
    assert moved(FIT, x, x) is None


def test_odds_are_of_the_contrast_and_an_interval_that_holds_one_has_no_direction():
    rivals, exclusion = terms(FIT)
    assert rivals.odds == pytest.approx(np.exp(np.log(2) / 0.5))
    assert rivals.direction == "raises"
    assert exclusion.odds == 1
    assert exclusion.direction == "not told"
    assert direction(0.2, 1.0) == "not told"
    same = design({"rivals": np.array(1.0), "exclusion": np.array(0.1)}, FIT.terms)
    assert moved(FIT, same, same).odds == 1


@pytest.mark.parametrize(("events", "rows", "low", "high"), [(0, 5, 0.0, 1 - 0.05**0.2), (5, 5, 0.05**0.2, 1.0)])  # fmt: skip
def test_exact_intervals_at_the_ends_have_a_closed_form(events, rows, low, high):
    assert exact_interval(events, rows) == pytest.approx((low, high))


def test_exact_intervals_are_those_of_clopper_and_pearson():
    """Values of scipy.stats.binomtest(k, n).proportion_ci(0.90)."""
    from scipy.stats import binomtest

    for events, rows in ((1, 20), (10, 235), (35, 10855)):
        known = binomtest(events, rows).proportion_ci(0.90)
        assert exact_interval(events, rows) == pytest.approx((known.low, known.high), rel=1e-6)


@pytest.mark.parametrize(
    ("code", "year", "name", "value"),
    [
        (255, 1990, "protector", 1.0),  # a member of NATO
        (630, 1975, "protector", 1.0),  # Iran: CENTO, with the United Kingdom
        (630, 1990, "protector", 0.0),
        (732, 1975, "protector", 1.0),  # South Korea, treaty of 1953 with the United States
        (630, 1990, "status", 2.0),
        (666, 1970, "status", 3.0),
    ],
)
def test_levels_are_what_history_says(code, year, name, value):
    found = levels(WORLD, year)
    assert found.value[name][np.searchsorted(found.codes, code)] == value


def test_levels_past_the_end_of_a_list_say_from_when_they_are():
    found = levels(WORLD, 2024)
    assert found.observed["income"] < 2024
    assert found.observed["exploring"] == 2022


def test_nothing_later_is_seen():
    then, now = levels(WORLD.as_of(1990), 1985), levels(WORLD, 1985)
    for name in ("capability", "protector", "status"):
        both = np.isfinite(then.value[name]) & np.isfinite(now.value[name])
        assert (then.value[name][both] == now.value[name][both]).all(), name
    assert levels(WORLD.as_of(1990), 1990).observed["exploring"] == 1985  # coded in retrospect


def test_programmes_end_as_they_did():
    found = {(each.code, each.pursued): each for each in programmes(WORLD, 2022) if each.pursued}
    assert found[2, 1942].acquired == 1945
    assert found[620, 1970].ended
    assert found[620, 1970].acquired is None  # Libya gave up in December 2003
    assert not found[630, 1989].ended


def test_strikes_near_each_other_count_once_and_what_has_not_ended_is_open():
    found = programmes(WORLD, 2022)
    rows = struck(found, [(645, 1980), (645, 1981), (645, 1991), (630, 2025), (20, 1990)], 2022)
    assert [(each.code, each.year, each.acquired) for each in rows] == [(630, 2025, None), (645, 1980, False), (645, 1991, False)]  # fmt: skip
    kept = spared(found, [(645, 1981)])
    assert 645 not in {each.code for each in kept}
    assert sum(each.acquired is True for each in kept) == 10


def test_what_is_stored_is_whole():
    held = json.loads(WORLD.manifest.result("model/nuclear.json").read_text(encoding="utf-8"))
    counts = {name: held["stages"][name]["base"]["events"] for name in STAGES}
    assert counts == {"explore": 35, "pursue": 20, "acquire": 10, "give_up": 9}
    for name in STAGES:
        fit = HazardFit.of(held["stages"][name]["fit"])
        assert fit.terms == STAGES[name].terms
        assert (np.linalg.eigvalsh(fit.covariance) > 0).all()
        dropped = held["stages"][name]["dropped"]
        assert held["stages"][name]["base"]["rows"] == held["stages"][name]["fit"]["rows"] + dropped["rows"]
        assert [each["known_to"] for each in held["stages"][name]["origins"]] == [each["origin"] - held["lag"] for each in held["stages"][name]["origins"]]  # fmt: skip
