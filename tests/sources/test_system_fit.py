"""Hazards of the simulator: coefficients that are known are found, and as unsure as they are."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import known_truth
from sources.system_fit import chance, cloglog
from westphalia.system.estimates import stored
from westphalia.system.state import start

TRUTH = np.array([-3.0, 0.8, -0.6])


def made(seed, rows=20_000, sampled=0.1):
    """Return rows of a hazard that is known, of those without an event a sample."""
    luck = np.random.default_rng(seed)
    x = luck.normal(size=(rows, 2))
    y = (luck.random(rows) < chance(TRUTH[0] + x @ TRUTH[1:])).astype(float)
    kept = (y > 0) | (luck.random(rows) < sampled)
    return x[kept], y[kept], np.where(y[kept] > 0, 1.0, 1 / sampled)


def test_coefficients_are_found_and_as_unsure_as_a_sample_leaves_them():
    found = [cloglog(x, y, weight, weight) for x, y, weight in map(made, range(60))]
    mean, error = np.array([each.mean for each in found]), np.array([np.sqrt(np.diag(each.covariance)) for each in found])  # fmt: skip
    assert mean.mean(axis=0) == pytest.approx(TRUTH, abs=0.03)
    assert error.mean(axis=0) == pytest.approx(mean.std(axis=0), rel=0.25)
    held = np.abs(mean - TRUTH) < 1.645 * error
    assert 0.8 < held.mean() < 0.97


def test_late_years_that_count_more_are_no_surer_for_it():
    x, y, weight = made(1, sampled=1.0)
    whole, half = cloglog(x, y, weight, weight), cloglog(x, y, weight / 2, weight)
    assert np.sqrt(np.diag(half.covariance)) == pytest.approx(np.sqrt(2 * np.diag(whole.covariance)), rel=0.03)  # fmt: skip


@pytest.mark.long
def test_fits_on_simulated_histories_recover_their_parameters():
    import westphalia as wp

    world = wp.load()
    of, first = known_truth.plain(stored(world)["processes"], known_truth.START), start(world, known_truth.START)  # fmt: skip
    z = []
    for run in range(1, 5):
        history = known_truth.history(of, first, 40, run)
        z += [known_truth.off(name, of, history)[0] for name in known_truth.FITTED]
    held = np.abs(np.concatenate(z)) < known_truth.Z
    assert 0.8 <= held.mean() <= 0.97
