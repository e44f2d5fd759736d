from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import westphalia as wp
from tests.conftest import examples
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.measures.ideal_points import filtered_ideal_points, ideal_points, simulate
from westphalia.measures.ideal_points.data import roll_calls, user_frame
from westphalia.measures.ideal_points.model import Link, cells, covariances, factor, probabilities, solve
from westphalia.measures.smoothing import smooth

KNOWN = simulate(40, 6, 40, seed=3)
POLES = ideal_points(KNOWN.votes).poles
numbers = st.floats(-6, 6)
widths = st.floats(-3, 1.5)


@pytest.fixture(scope="module")
def found():
    return ideal_points(KNOWN.votes, poles=POLES)


def aligned(found, known):
    both = np.isfinite(known.theta) & np.isfinite(found.mean)
    a, b = known.theta[both], found.mean[both]
    sign = np.sign(np.corrcoef(a, b)[0, 1])
    return sign * a, b, found.sd[both]


@given(numbers, widths)
def test_probabilities_are_a_distribution(x, d):
    p = probabilities(np.array([x]), np.array([d]))
    assert p.min() > 0
    assert p.sum() == pytest.approx(1)


@given(numbers, widths, st.sampled_from([0, 1, 2]))
def test_cells_agree_with_finite_differences(x, d, code):
    codes, h = np.array([[code]], dtype=np.int8), 1e-5

    def at(x, d):
        return cells(codes, np.array([[x]]), np.array([d]))

    here = at(x, d)
    assert np.exp(here.loglik[0, 0]) == pytest.approx(
        probabilities(np.array([x]), np.array([d]))[code, 0], rel=1e-6
    )
    slope_x = (at(x + h, d).loglik - at(x - h, d).loglik) / (2 * h)
    slope_d = (at(x, d + h).loglik - at(x, d - h).loglik) / (2 * h)
    assert here.score_x[0, 0] == pytest.approx(slope_x[0, 0], abs=1e-6)
    assert here.score_d[0, 0] == pytest.approx(slope_d[0, 0], abs=1e-6)


@given(numbers, widths)
def test_scores_have_mean_zero_and_their_variance_is_the_information(x, d):
    p = probabilities(np.array([x]), np.array([d]))[:, 0]
    made = [cells(np.array([[k]], dtype=np.int8), np.array([[x]]), np.array([d])) for k in range(3)]
    sx, sd = (np.array([m[1][0, 0] for m in made]), np.array([m[2][0, 0] for m in made]))
    assert p @ sx == pytest.approx(0, abs=1e-9)
    assert p @ sd == pytest.approx(0, abs=1e-9)
    assert made[0].info_xx[0, 0] == pytest.approx(p @ sx**2)
    assert made[0].info_xd[0, 0] == pytest.approx(p @ (sx * sd), abs=1e-9)
    assert made[0].info_dd[0, 0] == pytest.approx(p @ sd**2)


def test_absent_states_say_nothing():
    made = cells(np.array([[-1]], dtype=np.int8), np.array([[1.0]]), np.array([0.0]))
    assert all(part[0, 0] == 0 for part in made)


def chain(diagonal):
    rng = np.random.default_rng(0)
    none = np.array([], dtype=np.intp)
    ties = [
        Link(none, none, np.array([])),
        Link(np.array([0, 2]), np.array([1, 0]), np.array([0.7, 0.4])),
        Link(np.array([1]), np.array([2]), np.array([0.9])),
    ]
    blocks = [rng.normal(size=(3, 3)) for _ in range(3)]
    blocks = [np.diag(np.full(3, 3.0 + t)) + (0 if diagonal else b @ b.T) for t, b in enumerate(blocks)]
    whole = np.zeros((9, 9))
    for t, b in enumerate(blocks):
        whole[3 * t : 3 * t + 3, 3 * t : 3 * t + 3] = b
        for i, j, v in zip(*ties[t], strict=True):
            whole[3 * t - 3 + i, 3 * t + j] = whole[3 * t + j, 3 * t - 3 + i] = -v
    return blocks, ties, whole


def test_chain_agrees_with_the_dense_inverse():
    blocks, ties, whole = chain(diagonal=False)
    inverse, right = np.linalg.inv(whole), np.arange(9.0)
    inverses = factor(blocks, ties)
    answer = np.concatenate(solve(inverses, ties, list(right.reshape(3, 3))))
    np.testing.assert_allclose(answer, inverse @ right)
    covariance, tied = covariances(inverses, ties)
    for t in range(3):
        np.testing.assert_allclose(covariance[t], inverse[3 * t : 3 * t + 3, 3 * t : 3 * t + 3])
    np.testing.assert_allclose(tied[1], [inverse[0, 4], inverse[2, 3]])


@given(st.integers(0, 1000))
def test_paths_agree_with_the_dense_inverse(seed):
    rng = np.random.default_rng(seed)
    seen, link = rng.uniform(0, 3, (2, 5)), rng.uniform(0.5, 4, (2, 5))
    seen[:, 0] += 1
    link[:, 0] = 0
    link[1, 3] = 0  # a path that does not reach back
    seen[1, 3] += 1
    pull = rng.normal(size=(2, 5))
    mean, variance, _ = (each.T for each in smooth(seen.T, pull.T, link.T))
    for row in range(2):
        matrix = np.diag(seen[row] + link[row] + np.append(link[row, 1:], 0))
        matrix -= np.diag(link[row, 1:], 1) + np.diag(link[row, 1:], -1)
        np.testing.assert_allclose(mean[row], np.linalg.solve(matrix, pull[row]))
        np.testing.assert_allclose(variance[row], np.diag(np.linalg.inv(matrix)))


@pytest.mark.parametrize("drift", [0.15, 0.3])
def test_known_truth_is_recovered(drift):
    inside, total = 0, 0
    for seed in range(1, 7):
        known = simulate(60, 12, 50, drift=drift, seed=seed)
        a, b, sd = aligned(ideal_points(known.votes), known)
        assert np.corrcoef(a, b)[0, 1] > 0.97
        assert abs(np.mean(b - a)) < 0.02
        assert abs(np.polyfit(a, b, 1)[0] - 1) < 0.05
        inside, total = inside + np.sum(np.abs(a - b) < 1.6449 * sd), total + a.size
    assert 0.85 <= inside / total <= 0.95


def test_scale_and_sign(found):
    values = found.mean[np.isfinite(found.mean)]
    assert values.mean() == pytest.approx(0, abs=1e-9)
    assert 0.9 < values.std() < 1  # with the uncertainty counted in, the variance is 1
    assert np.nanmean(found.mean[POLES[0]]) > np.nanmean(found.mean[POLES[1]])
    assert found.poles == POLES
    np.testing.assert_array_equal(np.isfinite(found.mean), found.votes > 0)


def test_the_same_votes_give_the_same_numbers_in_any_order_of_rows(found):
    again = ideal_points(KNOWN.votes.sample(fraction=1, shuffle=True, seed=1), poles=POLES)
    np.testing.assert_array_equal(found.mean, again.mean)
    np.testing.assert_array_equal(found.sd, again.sd)


def test_yes_and_no_swapped_change_nothing_but_discrimination(found):
    swapped = ideal_points(KNOWN.votes.with_columns(vote=4 - pl.col("vote")), poles=POLES)
    np.testing.assert_allclose(found.mean, swapped.mean, atol=1e-6)
    np.testing.assert_allclose(found.items.discrimination, -swapped.items.discrimination, atol=1e-6)
    np.testing.assert_allclose(found.items.lower, -swapped.items.upper, atol=1e-6)


def test_filtered_estimates_do_not_see_later_votes():
    until = ideal_points(KNOWN.votes, poles=POLES, until=3)
    cut = ideal_points(KNOWN.votes.filter(pl.col("period") <= 3), poles=POLES)
    np.testing.assert_array_equal(until.mean, cut.mean)
    assert until.periods == (1, 2, 3)
    assert until.dropped["later"] == KNOWN.votes.height - cut.read


@examples(20)
@given(st.integers(0, 10_000), st.floats(0, 0.3))
def test_every_vote_is_used_or_dropped_for_a_reason(seed, minority):
    frame = simulate(6, 2, 8, seed=seed).votes
    try:
        data = roll_calls(user_frame(frame), 2, minority)
    except NoAnswer:
        return
    used = sum(int((p.codes >= 0).sum()) for p in data.periods)
    assert used + sum(data.dropped.values()) == data.read == frame.height


def test_swapped_poles_turn_the_scale_around(found):
    turned = ideal_points(KNOWN.votes, poles=POLES[::-1])
    np.testing.assert_allclose(found.mean, -turned.mean, atol=1e-6)


def test_a_table_needs_no_poles_and_frames_of_pandas_will_do(found):
    made = ideal_points(pd.DataFrame(KNOWN.votes.drop("question").to_dict(as_series=False)))
    same = np.corrcoef(made.mean[np.isfinite(made.mean)], found.mean[np.isfinite(found.mean)])[0, 1]
    assert abs(same) > 0.995


def test_filtered_is_every_period_from_the_votes_up_to_it():
    steps = filtered_ideal_points(KNOWN.votes, poles=POLES)
    assert steps.select("state", "period").is_duplicated().sum() == 0
    for last in (2, 4):
        until = ideal_points(KNOWN.votes, poles=POLES, until=last).frame().filter(period=last)
        both = until.join(steps, on=["state", "period"], suffix="_step", validate="1:1")
        assert both.height == until.height == steps.filter(period=last).height
        assert (both["mean"] - both["mean_step"]).abs().max() < 0.05
    changed = KNOWN.votes.with_columns(
        vote=pl.when(pl.col("period") > 3).then(4 - pl.col("vote")).otherwise("vote")
    )
    again = filtered_ideal_points(changed, poles=POLES)
    assert again.filter(pl.col("period") <= 3).equals(steps.filter(pl.col("period") <= 3))
    assert not again.filter(pl.col("period") > 3).equals(steps.filter(pl.col("period") > 3))


def test_questions_put_again_have_the_same_parameters():
    frame = KNOWN.votes.with_columns(question=(pl.col("roll_call") % 40).cast(pl.String))
    made = ideal_points(frame, poles=POLES)
    by_question = pl.DataFrame(
        {"q": np.array(made.items.ids) % 40, "b": made.items.discrimination, "t": made.items.period}
    )
    run = by_question.group_by("q").agg(pl.col("b").n_unique(), pl.len())
    assert (run["b"] < run["len"]).any()
    assert made.items.bridged.mean() > 0.9


def test_repeated_questions_are_bridged_once():
    frame = pl.DataFrame(
        {
            "state": [1, 2] * 5,
            "roll_call": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
            "period": [1] * 4 + [2] * 6,
            "vote": [1, 3] * 5,
            "question": ["a", "a", "b", "b", "a", "a", "b", "b", "b", "b"],
        }
    )
    before, here = roll_calls(user_frame(frame)).bridges[1]
    assert (before.tolist(), here.tolist()) == ([0], [0])  # b is put twice in period 2


def test_bad_tables_are_errors_that_say_what_to_do():
    frame = KNOWN.votes
    with pytest.raises(NotUnderstood, match="no column vote"):
        ideal_points(frame.drop("vote"))
    with pytest.raises(NotUnderstood, match="repeat a state"):
        ideal_points(pl.concat([frame, frame.head(1)]))
    with pytest.raises(NotUnderstood, match="999"):
        ideal_points(frame, poles=(999, 1))
    with pytest.raises(NotUnderstood, match="same state"):
        ideal_points(frame, poles=(1, 1))
    with pytest.raises(NotUnderstood, match="never vote against"):
        ideal_points(
            {"roll_call": [1, 1, 1], "period": [1, 1, 1], "state": [1, 2, 3], "vote": [1, 1, 3]},
            poles=(1, 2),
        )
    with pytest.raises(NoAnswer, match="No roll call"):
        ideal_points(frame.with_columns(vote=pl.lit(1)), poles=POLES)


def test_general_assembly_by_session_and_issue():
    made = ideal_points(wp.load(), period="session", issue="hr", until=12)
    assert made.periods[-1] <= 12
    assert np.nanmean(made.mean[made.states.index(2)]) > np.nanmean(made.mean[made.states.index(365)])
    with pytest.raises(NotUnderstood, match="issue"):
        ideal_points(wp.load(), issue="zz")
