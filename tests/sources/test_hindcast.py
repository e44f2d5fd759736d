"""Scores of hindcasts against figures worked out by hand, what no change and the trend say, who is counted, and levels learnt from made series."""

from __future__ import annotations

import numpy as np
import pytest

import westphalia as wp
from sources.hindcast import told
from sources.hindcast_runs import counted, remaining, smoothed
from sources.hindcast_scores import crps, held, interval, onward, pit, roc, skill, still, width
from sources.system import LEAST, fit
from sources.system_levels import level, shared
from westphalia.system.state import start


def test_the_score_of_one_number_is_how_far_it_missed():
    assert crps(np.array([2.0]), 5.0) == 3.0


def test_the_score_of_many_is_nearness_less_half_their_spread():
    """Mean distance from the truth (1 + 1 + 3) / 3, less half the mean distance of all pairs with each other, (0 + 2 + 2 + 2 + 0 + 4 + 2 + 4 + 0) / 9 / 2."""
    assert crps(np.array([0.0, 2.0, -2.0]), 1.0) == pytest.approx(5 / 3 - 16 / 18)


def test_a_sharp_forecast_that_is_right_scores_best():
    luck = np.random.default_rng(1)
    assert (
        crps(luck.normal(0, 1, 2000), 0.0)
        < crps(luck.normal(0, 3, 2000), 0.0)
        < crps(luck.normal(5, 1, 2000), 0.0)
    )


def test_bands_hold_what_they_should():
    luck = np.random.default_rng(2)
    share = np.mean([held(luck.normal(0, 1, 400), luck.normal(), 0.9) for _ in range(800)])
    assert 0.86 < share < 0.93


def test_a_handmade_case():
    """Samples 0 to 10: quantiles at 5 and 95 % are 0.5 and 9.5, at 25 and 75 % 2.5 and 7.5; 3 of 11 lie below 3, and one on it counts half.

    The score at 3: mean distance (3 + 2 + 1 + 0 + 1 + ... + 7) / 11 = 34 / 11; mean distance of two samples (121 - 1) / (3 * 11) = 40 / 11, of which half is taken.
    """
    samples = np.arange(11.0)
    assert width(samples) == pytest.approx(9.0)
    assert held(samples, 3.0, 0.5)
    assert not held(samples, 2.0, 0.5)
    assert held(samples, 9.4, 0.9)
    assert not held(samples, 9.6, 0.9)
    assert pit(samples, 3.0) == pytest.approx(3.5 / 11)
    assert crps(samples, 3.0) == pytest.approx(34 / 11 - 20 / 11)


def test_ranks_with_ties():
    assert roc(np.array([1.0, 1.0, 2.0, 0.0]), np.array([True, False, True, False])) == pytest.approx(
        (0.5 + 1 + 1 + 1) / 4
    )


def test_skill_is_beside_the_rate():
    """Chances 0.8, 0.2 and 0.2 where the first came: squares 0.04 + 0.04 + 0.04, of the rate (1 - 1/3)^2 + 2 / 9 = 6 / 9."""
    assert skill(np.array([0.8, 0.2, 0.2]), np.array([True, False, False])) == pytest.approx(
        1 - 0.12 / (6 / 9)
    )


def test_no_change_stays_in_the_middle_and_the_trend_moves():
    changes = [5.0, 5.0, 6.0, 7.0, 7.0]
    assert float(np.median(still(50.0, changes))) == 50.0
    assert onward(50.0, changes).tolist() == [55.0, 55.0, 56.0, 57.0, 57.0]
    assert still(50.0, changes[:4]).size == onward(50.0, changes[:4]).size == 0


def test_an_interval_is_wider_where_neighbours_hang_together():
    luck = np.random.default_rng(3)
    alone = luck.normal(size=20)
    hanging = np.repeat(alone[::5], 5)
    one, two = (interval([[each] for each in series / series.std()]) for series in (alone, hanging))
    assert one[1] - one[0] < two[1] - two[0]


def test_a_state_that_goes_on_under_another_code_is_still_there():
    """Germany went on from the Federal Republic in 1990; the German Democratic Republic did not, and the Soviet Union lost states."""
    world = wp.load()
    one, two = start(world, 1985), start(world, 1995)
    left = remaining(world, one, two)
    now = dict(zip(one.codes[left.here].tolist(), two.codes[left.there].tolist(), strict=True))
    whole = dict(zip(one.codes[left.here].tolist(), left.whole.tolist(), strict=True))
    assert now[260] == 255
    assert 265 not in now
    assert 315 not in now
    assert not whole[260]
    assert not whole[365]
    assert whole[200]
    said = counted(one, left.here, left.whole)
    assert said["output"] < counted(one, np.arange(one.n), np.ones(one.n, dtype=bool))["output"]


def test_what_is_off_is_not_scored():
    world = wp.load()
    assert "arms" in set(told(world, 1985, 5, set()))
    assert "arms" not in set(told(world, 1985, 5, {"arms"}))
    found = fit(world.as_of(1936), 1936)["processes"]
    off = {name for name, each in found.items() if each.get("off")}
    assert {"sanction", "arms", "agreement", "ideal"} <= off
    assert not {"pact", "dispute", "rivalry"} & off
    assert found["dispute"]["window"][0] <= 1936 - LEAST


def test_chances_of_pairs_that_no_run_has_are_told_apart():
    share = np.array([0.0, 0.0, 0.5])
    found = smoothed(share, np.array([0.1, 0.2, 0.0]), 99)
    assert found == pytest.approx([0.001, 0.002, 0.495])


def test_a_level_is_where_counts_say():
    """Twice as many as expected, year after year, by large numbers: the level is log 2, and hardly wanders."""
    years = np.arange(1950, 1990)
    found = level(years, np.full(40, 2000.0), np.full(40, 1000.0))
    assert found["value"][-1] == pytest.approx(np.log(2), abs=0.02)
    assert np.mean(found["draws"]["jitter"]) < 0.02
    few = level(years[:5], np.full(5, 2000.0), np.full(5, 1000.0))
    assert np.std(few["draws"]["middle"]) > np.std(found["draws"]["middle"])


def test_a_level_of_rare_events_is_not_below_what_it_expects():
    """Counts by Poisson's law of a mean of 0.7 a year: the mean log of counts and a half is a quarter too low, the level is not."""
    luck = np.random.default_rng(4)
    last = [
        level(np.arange(40), luck.poisson(0.7, 40).astype(float), np.full(40, 0.7))["value"][-1]
        for _ in range(12)
    ]
    assert abs(float(np.mean(last))) < 0.15


def test_what_lasts_is_told_from_what_is_gone_in_a_year():
    luck = np.random.default_rng(5)
    gone = shared(luck.normal(0, 1, 60))
    walked = np.cumsum(luck.normal(0, 1, 60))
    lasts = shared(walked - walked.mean())
    assert gone["jitter"] / 1.0 > gone["sd"]
    assert lasts["sd"] > lasts["jitter"]
