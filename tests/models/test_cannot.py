"""What makes a tie impossible for now: factors learned where there are cases and set where not, and pairs that fight held down."""

from __future__ import annotations

import numpy as np
import pytest

from westphalia.models.partnership.basis import Basis, Term
from westphalia.models.partnership.cannot import MOST, RULE, barred, factors, fights, held, terms
from westphalia.models.partnership.features import BARRIERS, MODELLED
from westphalia.models.partnership.logit import chance

DRIVER = Term("habit", "habit", 0.0, 1.0, (), False, -4.0, 4.0)
FIRST, SECOND = (Term(name, "cannot", 0.0, 1.0, (), False, 0.0, 1.0) for name in ("fighting", "embargo"))


def test_the_terms_are_the_barriers_where_they_stand_among_the_features():
    made = terms(MODELLED)
    assert [term.name for term in made.terms] == [each.name for each in BARRIERS]
    assert made.places == tuple(range(len(MODELLED) - len(BARRIERS), len(MODELLED)))
    assert made.columns(np.eye(len(MODELLED)))[made.places[0]].tolist() == [1.0, 0.0, 0.0, 0.0, 0.0]


def test_a_factor_is_found_again_where_there_are_cases_and_is_the_rule_where_not():
    random = np.random.default_rng(3)
    stands = (random.random((60_000, 3)) < (0.2, 0.2, 0.0)).astype(float)
    usual = random.normal(-1.0, 1.0, 60_000)
    event = (random.random(60_000) < chance(usual + stands @ (-2.0, 0.8, 0.0))).astype(float)
    found, variance = factors(stands, event, usual, np.ones(60_000))
    assert found[0] == pytest.approx(-2.0, abs=0.1)
    assert found[1] == MOST  # a barrier that seems to help is one that does next to nothing
    assert found[2] == RULE
    assert variance[0] < 0.01 < variance[2]


def test_few_cases_move_the_rule_a_little():
    event = np.zeros(50)
    found, _ = factors(
        np.ones((50, 1)) * (np.arange(50) < 10)[:, None], event, np.full(50, -3.0), np.ones(50)
    )
    assert RULE - 0.5 < found[0] < RULE


def test_pairs_that_fight_are_held_at_a_quantile_of_the_others_and_others_stay():
    basis = Basis((DRIVER, FIRST, SECOND), (0, 1, 2))
    slopes = np.array([1.0, -0.5, -1.0])
    columns = np.zeros((103, 3))
    columns[:100, 0] = np.linspace(-2, 2, 100)
    columns[100] = 3.0, 1.0, 0.0
    columns[101] = -3.0, 1.0, 0.0
    columns[102] = 3.0, 0.0, 1.0
    made = held(columns, basis, slopes)
    value = made @ slopes
    assert value[100] == pytest.approx(np.quantile(columns[:100, 0], 0.95))
    assert value[101] == pytest.approx(-3.5)
    np.testing.assert_array_equal(np.delete(made, 100, axis=0), np.delete(columns, 100, axis=0))
    assert fights(columns, basis).sum() == 2
    assert barred(columns, basis).sum() == 3


def test_without_barriers_the_design_stays():
    columns = np.ones((4, 1))
    assert held(columns, Basis((DRIVER,), (0,)), np.ones(1)) is columns
