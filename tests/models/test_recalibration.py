"""Recalibration: shares of slopes and what a renewal adds are found again, and stand at the prior where little tells; designs say the same."""

from __future__ import annotations

import numpy as np
import pytest

from westphalia.models.partnership import recalibration
from westphalia.models.partnership.basis import Basis, Term
from westphalia.models.partnership.features import BEFORE, MODELLED
from westphalia.models.partnership.inputs import transformed
from westphalia.models.partnership.logit import chance
from westphalia.models.partnership.recalibration import (
    BEYOND,
    FULL,
    PRIOR,
    Recalibration,
    Trial,
    applied,
    bent,
    learned,
    renewed,
    saturated,
    scaled,
    terms,
)


def invented(rows: int, first: float, renewal: float, shift: float, seed: int = 1) -> Trial:
    random = np.random.default_rng(seed)
    before = random.random(rows) < 0.3
    slope = random.normal(0.0, 1.5, rows)
    level = random.integers(1990, 1995, rows)
    eta = -3.0 + 0.2 * (level - 1992) + np.where(before, renewal * slope + shift, first * slope)
    event = (random.random(rows) < chance(eta)).astype(float)
    return Trial(slope, before, event, np.ones(rows), level)


def test_shares_and_shift_are_found_again_where_many_ties_tell():
    found = learned([invented(200_000, 1.1, 0.5, 1.5), invented(200_000, 1.1, 0.5, 1.5, seed=2)])
    assert (found.first, found.renewal, found.shift) == pytest.approx((1.1, 0.5, 1.5), abs=0.05)
    assert 0 < found.variance < 1 / recalibration.PRECISION[2]


def test_the_prior_stands_where_few_ties_tell():
    few = learned([invented(40, 0.1, 1.0, 0.0)])
    assert (few.first, few.renewal, few.shift) == pytest.approx(PRIOR, abs=0.1)
    assert learned([]) == Recalibration(*PRIOR, 1 / recalibration.PRECISION[2])


def test_one_share_where_renewals_are_not_told_apart():
    found = learned([invented(100_000, 0.9, 0.9, 0.0)], apart=False)
    assert found.first == found.renewal == pytest.approx(0.9, abs=0.05)
    assert (found.shift, found.variance) == (0.0, 0.0)


def test_a_level_of_its_own_for_each_year_changes_no_share():
    trial = invented(50_000, 0.9, 0.4, 2.0)
    # the same years with other numbers
    moved = Trial(trial.slope, trial.before, trial.event, trial.weight, trial.level + 7)
    assert learned([trial]) == learned([moved])


def test_the_term_of_renewals_is_known_as_it_is():
    found = terms(MODELLED)
    assert [term.name for term in found.terms] == [BEFORE.name]
    assert MODELLED[found.places[0]] is BEFORE
    assert not terms(tuple(each for each in MODELLED if not each.renewal)).terms
    made = transformed(np.array([3.0, 60.0, np.nan]), "made")
    assert made[:2].tolist() == [1.0, 0.0]
    assert np.isnan(made[2])


def test_the_design_of_renewals_is_scaled_and_nothing_else():
    basis = Basis(
        (
            Term("habit", "habit", 0.0, 1.0, (), False, -4.0, 4.0),
            Term(BEFORE.name, "habit", 0.0, 1.0, (), False, 0.0, 1.0),
            Term("fighting", "cannot", 0.0, 1.0, (), False, 0.0, 1.0),
        ),
        (0, 1, 2),
    )
    columns = np.array([[2.0, 0.0, 1.0], [2.0, 1.0, 1.0]])
    assert renewed(columns, basis).tolist() == [False, True]
    assert scaled(columns, basis, 0.25).tolist() == [[2.0, 0.0, 1.0], [0.5, 1.0, 1.0]]
    assert columns[1, 0] == 2.0
    plain = Basis(basis.terms[:1], (0,))
    assert scaled(columns[:, :1], plain, 0.25).tolist() == [[2.0], [2.0]]
    assert not renewed(columns[:, :1], plain).any()


def test_trees_are_read_as_the_model_is():
    read, before = Recalibration(0.8, 0.2, 3.0), np.array([False, False, True])
    found = applied(read, np.array([-2.0, -4.0, 0.0]), before)
    assert found == pytest.approx([0.0, -1.6, 0.4 + 3.0])


def test_the_few_at_the_top_count_less_and_nobody_changes_places():
    slope = np.linspace(-5.0, 9.0, 200)
    found = bent(slope)
    assert (np.diff(found) > 0).all()
    low = slope <= FULL
    assert (found[low] == slope[low]).all()
    assert found[-1] == pytest.approx(FULL + BEYOND * (9.0 - FULL))
    columns, coefficients = np.column_stack([slope, np.full(200, 2.0)]), np.array([1.0, 0.5])
    assert saturated(columns, coefficients) @ coefficients == pytest.approx(bent(columns @ coefficients))
