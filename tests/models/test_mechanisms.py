"""Mechanisms: known truths are found, placebos find nothing, and the counts are what the record says."""

import json
from itertools import pairwise

import numpy as np
import pytest

from westphalia.models.mechanisms import neighbours, warning
from westphalia.models.mechanisms.design import OriginRows
from westphalia.models.mechanisms.effects import effect, equivalence, fitted, moved, verdict
from westphalia.models.mechanisms.warning import conflicts, matched, partnerships, paths
from westphalia.models.partnership.inputs import Pairs
from westphalia.models.partnership.logit import chance
from westphalia.record.world import load

YEARS, SIZE = (1950, 1955, 1960, 1965), 45


@pytest.fixture(scope="module")
def world():
    return load()


def made(exclusion=1.0, grievance=0.0, prevents=0.0, seed=1):
    """Return rows of an invented system in which log-odds of a tie move with exclusion and grievance by given numbers."""
    rng = np.random.default_rng(seed)
    one, two = np.triu_indices(SIZE, 1)
    pairs = Pairs(
        np.tile(one, len(YEARS)).astype(np.int64),
        np.tile(two, len(YEARS)).astype(np.int64),
        np.repeat(YEARS, len(one)).astype(np.int64),
    )
    shut = rng.random((SIZE, len(YEARS)))
    when = np.searchsorted(YEARS, pairs.year)
    joint = shut[pairs.one, when] * shut[pairs.two, when]
    held = np.where(rng.random(len(joint)) < 0.3, rng.random(len(joint)), 0.0)
    near = rng.normal(size=len(joint))
    eta = -2.5 + exclusion * (joint - 0.25) / 0.22 + grievance * held - prevents * held + 0.3 * near
    event = (rng.random(len(joint)) < 1 / (1 + np.exp(-eta))).astype(float)
    values = np.stack([joint, held, near, 1 - joint], axis=1).astype(np.float32)
    return (
        OriginRows(pairs, ("joint_exclusion", "grievance_most", "capitals", "least_options"), values, event),
        eta,
        joint,
    )


def test_a_known_effect_is_found():
    covered = 0
    for seed in range(12):
        of, eta, joint = made(exclusion=0.5, seed=seed)
        found = effect(of, "exclusion", draws=0)
        assert found.verdict == "supported"
        slope = 0.5 / 0.22
        low, high = np.quantile(joint, (0.1, 0.9))
        base = eta - slope * joint
        true = chance(base + slope * high).mean() - chance(base + slope * low).mean()
        covered += found.interval[0] < true < found.interval[1]
    assert covered >= 8  # of 12 intervals of 90 per cent
    assert effect(of, "exclusion", draws=30).placebo < 0.1


def test_no_effect_is_undecided_and_its_placebo_is_as_large():
    of, _, _ = made(exclusion=0.0, seed=5)
    found = effect(of, "exclusion", draws=30)
    assert found.verdict == "undecided"
    assert found.placebo > 0.05


def test_a_sign_claimed_wrongly_is_contradicted():
    of, _, _ = made(exclusion=0.5)
    assert effect(of, "options", draws=0).verdict == "supported"
    assert effect(of, "exclusion", draws=0).placebo is None
    assert verdict((-0.2, -0.1), 1) == "contradicted"


def test_an_unknown_measure_is_not_computed():
    of, _, _ = made()
    assert effect(of, "market", draws=0) is None


@pytest.mark.parametrize(("prevents", "said"), [(0.0, "not prevented"), (4.0, "prevented")])
def test_equivalence_tells_prevention_from_none(prevents, said):
    of, _, _ = made(exclusion=0.8, prevents=prevents, seed=7)
    assert equivalence(of, draws=10).verdict == said


def test_change_of_a_chance_by_hand():
    x = np.array([[0.0], [1.0]])
    change, interval, base = moved(x, (np.array([0.0, 1.0]), np.zeros((2, 2))), {0: 0.0}, {0: 1.0})
    assert base == 0.5
    assert change == pytest.approx(1 / (1 + np.exp(-1)) - 0.5)
    assert interval == (change, change)


def test_the_estimates_solve_the_score_equations():
    of, _, _ = made()
    x = of.controls(("capitals", "joint_exclusion"))
    found, covariance = fitted(x, of.event, of.pairs.one, of.pairs.two)
    design = np.column_stack([np.ones(len(x)), x])
    assert np.abs(design.T @ (of.event - chance(design @ found))).max() < 0.05
    assert np.linalg.eigvalsh(covariance).min() > -1e-12


def test_new_partnerships_had_none_for_ten_years(world):
    one, two, year = partnerships(world)
    assert ((one < two) & (year >= 1870)).all()
    for pair in {(365, 630), (255, 365), (640, 666)}:
        mine = sorted(year[(one == pair[0]) & (two == pair[1])].tolist())
        assert mine
        assert all(later - earlier > 10 for earlier, later in pairwise(mine))
    assert 1996 in year[(one == 640) & (two == 666)]


def test_conflicts_leave_out_those_with_the_partner(world):
    """In 1939 the Soviet Union went to war with Japan and with Finland; only the first is with a third state for the pair of the last two."""
    wars = paths(world, "wars", np.array([365]), np.array([375]), np.array([1939]))[0]
    assert (1939, frozenset({375})) in conflicts(world, "wars")[365]
    assert (1939, frozenset({740})) in conflicts(world, "wars")[365]
    assert wars[15] == 0.5


def test_years_outside_a_list_or_the_system_are_unknown(world):
    path = paths(world, "wars", np.array([365]), np.array([630]), np.array([2001]))[0]
    assert np.isfinite(path[: 15 + 7]).all()
    assert np.isnan(path[15 + 7 :]).all()
    young = paths(world, "disputes", np.array([369]), np.array([365]), np.array([1997]))[0]
    assert np.isnan(young[0])
    assert np.isfinite(young[15])


def test_matches_are_others_of_the_same_time():
    rng = np.random.default_rng(1)
    excluded, year = rng.random(200) < 0.3, rng.integers(1900, 1990, 200)
    rows, others = matched(excluded, year, rng.normal(size=(200, 3)))
    assert excluded[rows].all()
    assert not excluded[others].any()
    assert (np.abs(year[others] - year[rows][:, None]) <= 5).all()


def test_warning_answers_for_each_kind(world):
    found = warning(world, draws=50)
    assert found.partnerships / 10 < found.excluded <= found.partnerships / 3, (
        "of which neither or one is shut out is no partnership of the excluded"
    )
    for kind in ("disputes", "wars", "initiated"):
        for change in found.changes[kind].values():
            assert change.interval[0] <= change.difference <= change.interval[1]
            assert change.difference == pytest.approx(change.excluded - change.others)


def test_neighbours_count_what_the_record_has(world):
    found = neighbours(world, draws=20)
    n, events, rate = found.rates["great and middle power, neighbours"]
    assert rate == events / n
    assert 1_000 < n < 4_000
    assert found.rates["great and middle power, no border"][2] < rate


def test_results_are_stored(world):
    path = world.manifest.folder / "model/mechanisms.json"
    if not path.exists():
        pytest.skip("the results have not been made: python -m sources.cases")
    found = json.loads(path.read_bytes())
    assert {row["name"] for row in found["effects"]} == {"exclusion", "asymmetry", "market", "options"}
    for row in found["effects"]:
        if row["verdict"] != "not computed":
            assert row["interval"][0] <= row["change"] <= row["interval"][1]
    fresh = neighbours(world, draws=1)
    assert found["neighbours"]["rates"]["other neighbours"][:2] == list(fresh.rates["other neighbours"][:2])


def test_a_placebo_among_some_pairs_shuffles_all_of_them():
    of, _, _ = made(exclusion=0.5)
    values = np.column_stack([of.values, of.values[:, 2] > 0, np.zeros(len(of.event))]).astype(np.float32)
    some = OriginRows(of.pairs, (*of.names, "contiguous", "one_major"), values, of.event)
    found = effect(some, "exclusion", among="relevant", draws=30)
    assert found.rows == int((of.values[:, 2] > 0).sum())
    assert found.verdict == "supported"
    assert found.placebo < 0.1
