"""Scores of hindcasts against figures worked out by hand, and what no change says."""

from __future__ import annotations

import numpy as np
import pytest

from sources.hindcast import crps, held, no_change, roc


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


def test_ranks_with_ties():
    assert roc(np.array([1.0, 1.0, 2.0, 0.0]), np.array([True, False, True, False])) == pytest.approx(
        (0.5 + 1 + 1 + 1) / 4
    )


def test_no_change_moves_the_last_value_by_past_changes():
    series = {year: float(year - 1900) for year in range(1900, 1951)}
    assert no_change(series, 1950, 5, False).tolist() == [55.0] * 30
    assert no_change({1950: 1.0}, 1950, 5, False).tolist() == []
    flow = no_change(series, 1950, 5, True)
    assert set(flow) == {48.0 + 7.0}
