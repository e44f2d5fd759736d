"""Scores on a weighted sample: by hand on made-up rows, and near those of all pairs of which the sample was drawn."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from westphalia.models.partnership.sample_score import Sampled, intervals, joined, scores


def rows(*each: tuple[int, int, int, int, float, str]) -> pl.DataFrame:
    names = ("ccode1", "ccode2", "first_year", "stratum", "weight", "signed")
    return pl.DataFrame([dict(zip(names, row, strict=True)) for row in each])


SAID = {
    2010: (np.array([2, 2, 20]), np.array([20, 31, 31]), np.array([0.5, 0.2, 0.1])),
    2015: (np.array([2]), np.array([20]), np.array([0.4])),
}


def test_rows_meet_what_was_said_the_year_before() -> None:
    sample = rows(
        (2, 20, 2011, 1, 1.0, "yes"), (2, 31, 2011, 2, 5.0, "no"), (20, 31, 2011, 3, 9.0, "unknown"),
        (2, 20, 2016, 1, 1.0, "no"), (2, 31, 2016, 2, 5.0, "no"), (2, 20, 2021, 1, 1.0, "yes"),
    )  # fmt: skip
    found = joined(sample, SAID)
    assert found.chance.tolist() == [0.5, 0.4, 0.2]  # no chance of (2, 31) in 2015, none of all in 2020
    assert found.event.tolist() == [1.0, 0.0, 0.0]
    assert found.base == pytest.approx([0.8 / 3, 0.4, 0.8 / 3])
    assert len(joined(sample, SAID, unknown_is_no=True).event) == 4


def test_scores_by_hand() -> None:
    of = Sampled(
        np.arange(3), np.ones(3, np.int64), np.array([1.0, 2.0, 7.0]), np.array([1.0, 0.0, 0.0]),
        np.array([0.5, 0.3, 0.1]), np.full(3, 0.1),
    )  # fmt: skip
    found = scores(of)
    assert found["said"] == pytest.approx((0.5 + 0.6 + 0.7) / 10)
    assert found["came_about"] == pytest.approx(0.1)
    assert found["brier_skill"] == pytest.approx(
        1 - (0.25 + 2 * 0.09 + 7 * 0.01) / (0.81 + 2 * 0.01 + 7 * 0.01)
    )
    assert found["average_precision"] == 1.0
    assert found["roc_area"] == 1.0


def test_a_sample_tells_what_all_pairs_would_within_its_interval() -> None:
    random = np.random.default_rng(5)
    p = random.beta(0.3, 6.0, 40_000)
    event = (random.random(40_000) < p).astype(float)
    order = np.argsort(-p)
    stratum = np.empty(40_000, np.int64)
    stratum[order] = np.repeat([1, 2, 3], [400, 3_600, 36_000])
    drawn = np.concatenate(
        [random.choice(np.flatnonzero(stratum == each), 400, replace=False) for each in (1, 2, 3)]
    )
    weight = np.choose(stratum[drawn] - 1, [1.0, 9.0, 90.0])
    everyone = Sampled(np.arange(40_000), stratum, np.ones(40_000), event, p, np.full(40_000, p.mean()))
    sampled = Sampled(drawn, stratum[drawn], weight, event[drawn], p[drawn], np.full(1_200, p.mean()))
    spans, truth = intervals(sampled, draws=200), scores(everyone)
    for name in ("came_about", "brier_skill", "roc_area", "slope"):
        low, high = spans[name] or (0.0, 0.0)
        wide = (high - low) / 2
        assert low - wide <= (truth[name] or 0.0) <= high + wide, name


def test_nothing_is_told_where_nothing_is_decided() -> None:
    of = Sampled(
        np.arange(2), np.ones(2, np.int64), np.ones(2), np.zeros(2), np.array([0.1, 0.2]), np.full(2, 0.15)
    )
    assert scores(of)["slope"] is None
    assert scores(of)["average_precision"] is None
