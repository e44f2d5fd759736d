"""Similarity by hand, by loops over every object, and by what must hold for any positions."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

from tests.conftest import examples
from westphalia.measures.similarity import (
    agreement,
    by_year,
    joint,
    kappa,
    s_score,
    scott_pi,
    tau_b,
)

A, B = [1, 1, 2, 3, 3], [1, 2, 2, 3, 1]
LEVELS = (0.0, 1.0, 2.0, 3.0)
MEASURES = {
    "agreement": agreement,
    "s_abs": lambda of: s_score(of, 1),
    "s_sq": lambda of: s_score(of, 2),
    **{f"kappa_{power}": lambda of, power=power: kappa(of, power) for power in (0, 1, 2)},
    **{f"pi_{power}": lambda of, power=power: scott_pi(of, power) for power in (0, 1, 2)},
    "tau_b": tau_b,
}
BY_HAND = {
    "agreement": 3 / 5,
    "s_abs": 1 - 2 * 3 / (5 * 2),
    "s_sq": 1 - 2 * 5 / (5 * 4),
    "kappa_0": (0.6 - 0.32) / (1 - 0.32),
    "kappa_1": 1 - (3 / 5) / (23 / 25),
    "kappa_2": 1 - (5 / 5) / (35 / 25),
    "pi_0": (0.6 - 0.34) / (1 - 0.34),
    "pi_1": 1 - (3 / 5) / (22.5 / 25),
    "pi_2": 1 - (5 / 5) / (34.5 / 25),
    "tau_b": (4 - 2) / 8,
}


def loops(one, other, name, levels):
    """Compute a measure from its textbook definition, object by object."""
    common = [(a, b) for a, b in zip(one, other, strict=True) if a == a and b == b]
    if not common:
        return np.nan
    n, span = len(common), max(levels) - min(levels)
    kind, _, rest = name.partition("_")
    if kind == "agreement":
        return sum(a == b for a, b in common) / n
    if kind == "s":
        power = 1 if rest == "abs" else 2
        return 1 - 2 * sum(abs(a - b) ** power for a, b in common) / (n * span**power)
    if kind == "tau":
        signs = [(np.sign(a - c), np.sign(b - d)) for (a, b), (c, d) in combinations(common, 2)]
        untied = [sum(s[side] != 0 for s in signs) for side in (0, 1)]
        if not all(untied):
            return np.nan
        return sum(x * y for x, y in signs) / np.sqrt(untied[0] * untied[1])
    power = int(rest)

    def apart(a, b):
        return float(a != b) if power == 0 else abs(a - b) ** power

    ones, others = [a for a, _ in common], [b for _, b in common]
    if kind == "pi":
        ones = others = ones + others
    chance = sum(apart(a, b) for a in ones for b in others) / (len(ones) * len(others))
    return 1 - sum(apart(a, b) for a, b in common) / n / chance if chance else np.nan


@st.composite
def portfolios(draw):
    """Draw positions of 2 to 6 states on 1 to 12 objects, some unknown."""
    n, m = draw(st.integers(2, 6)), draw(st.integers(1, 12))
    cell = st.sampled_from([*LEVELS, np.nan])
    return np.array(draw(st.lists(st.lists(cell, min_size=m, max_size=m), min_size=n, max_size=n)))


@pytest.mark.parametrize("name", MEASURES)
def test_by_hand(name):
    assert MEASURES[name](joint([A, B], (1, 2, 3))) == pytest.approx(BY_HAND[name], abs=1e-12)


def test_signorino_and_ritter_by_hand():
    # Two states of four, each bound to itself (3); a defence pact of one with the third, of the other a consultation with it.
    pair = [[3, 0, 3, 0], [0, 3, 2, 0]]
    assert s_score(joint(pair, LEVELS), 1) == pytest.approx(1 - 2 * (3 + 3 + 1) / (4 * 3))
    assert s_score(joint(pair, LEVELS), 2) == pytest.approx(1 - 2 * (9 + 9 + 1) / (4 * 9))
    assert s_score(joint(pair, LEVELS).merged(1), 1) == pytest.approx(1 - 2 * 2 / 4)
    weighted = joint(pair, LEVELS, weights=[0.1, 0.2, 0.3, 0.4])
    assert s_score(weighted, 1) == pytest.approx(1 - 2 * (0.3 + 0.6 + 0.3) / 3)


def test_disagreement_is_weighed_by_value_and_not_by_rank():
    # This pair holds 0, 2 and 3 and never 1. Squared distances: by value 0-2 is 4, 0-3 is 9, 2-3 is 1; by rank 1, 4, 1.
    one, other = [0, 2, 3, 3, 0], [0, 3, 3, 2, 2]
    observed = (1 + 1 + 4) / 5
    expected = (2 * 2 * 4 + 2 * 2 * 9 + 1 * 1 * 4 + 1 * 2 * 1 + 2 * 1 * 9 + 2 * 2 * 1) / 25
    assert kappa(joint([one, other], LEVELS), 2) == pytest.approx(1 - observed / expected)
    assert kappa(joint([one, other]), 2) == pytest.approx(1 - observed / expected)
    ranks = [[0, 1, 2, 2, 0], [0, 2, 2, 1, 1]]
    assert kappa(joint(ranks), 2)[0] != pytest.approx(1 - observed / expected)


@examples(60)
@given(portfolios())
def test_loops_give_the_same(positions):
    of = joint(positions, LEVELS)
    for name, measure in MEASURES.items():
        expected = [
            loops(positions[i], positions[j], name, LEVELS) for i, j in zip(of.first, of.second, strict=True)
        ]
        np.testing.assert_allclose(measure(of), expected, atol=1e-10, err_msg=name)


@examples(60)
@given(portfolios(), st.randoms(use_true_random=False))
def test_order_of_states_and_objects_is_nothing(positions, random):
    rows, columns = list(range(len(positions))), list(range(positions.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    of, shuffled = joint(positions, LEVELS), joint(positions[rows][:, columns], LEVELS)
    for name, measure in MEASURES.items():
        expected = of.square(measure(of))[np.ix_(rows, rows)]
        np.testing.assert_allclose(shuffled.square(measure(shuffled)), expected, atol=1e-12, err_msg=name)


@examples(60)
@given(portfolios())
def test_bounds_and_symmetry(positions):
    of, swapped = joint(positions, LEVELS), joint(positions[::-1], LEVELS)
    for name, measure in MEASURES.items():
        values = measure(of)
        known = values[~np.isnan(values)]
        low = 0 if name == "agreement" else -1
        assert (known >= low - 1e-12).all(), name
        assert (known <= 1 + 1e-12).all(), name
        matrix = of.square(values)
        np.testing.assert_array_equal(matrix, matrix.T)
        np.testing.assert_allclose(matrix[::-1, ::-1], swapped.square(measure(swapped)), atol=1e-12)


@examples(30)
@given(portfolios(), st.integers(1, 3))
def test_weight_is_repetition(positions, times):
    weights = 1 + np.arange(positions.shape[1]) % times
    weighted = joint(positions, LEVELS, weights)
    repeated = joint(np.repeat(positions, weights, axis=1), LEVELS)
    for name, measure in MEASURES.items():
        np.testing.assert_allclose(measure(weighted), measure(repeated), atol=1e-10, err_msg=name)


@pytest.fixture(scope="module", params=[3, 4], ids=["votes", "portfolios"])
def drawn(request):
    """Positions of 12 states on 50 objects, on 3 or 4 levels of which the last is rare, and their joint tables."""
    shares = np.array([5.0, 3.0, 2.0, 0.3][: request.param])
    levels = range(request.param)
    positions = np.random.default_rng(1).choice(request.param, (12, 50), p=shares / shares.sum())
    return positions, joint(positions, levels)


def of_pairs(of, measure):
    return [measure(i, j) for i, j in zip(of.first, of.second, strict=True)]


def test_kendall_of_scipy(drawn):
    positions, of = drawn
    expected = of_pairs(of, lambda i, j: kendalltau(positions[i], positions[j]).statistic)
    np.testing.assert_allclose(tau_b(of), expected, atol=1e-12)


@pytest.mark.parametrize(("power", "weights"), [(0, None), (1, "linear"), (2, "quadratic")])
def test_kappa_of_scikit_learn(drawn, power, weights):
    # Its weights go by the place among the labels given to it; with all levels, one apart, that is their value.
    positions, of = drawn
    labels = of.levels.astype(int)
    expected = of_pairs(
        of, lambda i, j: cohen_kappa_score(positions[i], positions[j], labels=labels, weights=weights)
    )
    np.testing.assert_allclose(kappa(of, power), expected, atol=1e-12)


def test_pi_of_statsmodels(drawn):
    # Fleiss' kappa of two raters is Scott's pi.
    positions, of = drawn
    k = of.levels.size

    def fleiss(i, j):
        return fleiss_kappa(np.eye(k)[positions[i]] + np.eye(k)[positions[j]], method="fleiss")

    np.testing.assert_allclose(scott_pi(of, 0), of_pairs(of, fleiss), atol=1e-12)


def test_the_same_portfolio_is_one():
    of = joint([A, A], (1, 2, 3))
    for name, measure in MEASURES.items():
        assert measure(of) == pytest.approx(1), name


def test_opposite_votes_are_minus_one():
    of = joint([[1, 1, 3, 3], [3, 3, 1, 1]])
    for name, measure in MEASURES.items():
        assert measure(of) == pytest.approx(0 if name == "agreement" else -1), name


def test_one_vote_throughout_has_no_chance_to_correct_for():
    of = joint([[1, 1, 1], [1, 1, 1]], (1, 2, 3))
    assert agreement(of) == s_score(of) == 1
    for measure in (kappa, scott_pi, tau_b):
        assert np.isnan(measure(of)).all()
    one_sided = joint([[1, 1, 1, 1], [1, 2, 3, 3]])
    assert np.isnan(tau_b(one_sided)).all()
    assert kappa(one_sided) == pytest.approx(0)


def test_undefined_even_when_weights_round():
    of = joint(np.ones((3, 7)), (1, 2), weights=np.full(7, 0.1))
    for measure in (kappa, scott_pi, tau_b):
        assert np.isnan(measure(of)).all()


def test_nothing_in_common_is_unknown():
    of = joint([[1, np.nan], [np.nan, 2], [1, 2]], (1, 2, 3))
    assert of.total.tolist() == [0, 1, 1]
    for measure in MEASURES.values():
        assert np.isnan(measure(of)[0])


def test_missing_leaves_out_the_object_for_that_pair_only():
    of = joint([[1, 2, np.nan], [1, 3, 3], [1, 2, 3]])
    np.testing.assert_allclose(agreement(of), [1 / 2, 1, 2 / 3])


def test_an_object_of_unknown_weight_is_left_out():
    of = joint([[1, 2, 3], [1, 2, 1]], weights=[0.5, 0.5, np.nan])
    assert s_score(of) == 1
    assert np.isnan(s_score(joint([[1, 2], [1, 1]], weights=[np.nan, np.nan]))).all()


def test_empty_and_single():
    assert agreement(joint([[1, 2]])).shape == (0,)
    everything_unknown = joint(np.full((2, 3), np.nan))
    for measure in MEASURES.values():
        assert np.isnan(measure(everything_unknown)).all()
    assert by_year([]).columns == ["ccode1", "ccode2", "year"]


@pytest.mark.parametrize(
    ("positions", "levels", "weights", "what"),
    [
        ([1, 2], None, None, "states by objects"),
        ([[1, 2], [1, 9]], (1, 2, 3), None, "not among the levels"),
        ([[1, np.inf], [1, 2]], None, None, "not finite"),
        ([[1, 2], [1, 2]], None, [1, -1], "not negative"),
        ([[1, 2], [1, 2]], None, [1], "weights must be 2"),
    ],
)
def test_what_does_not_fit_is_said(positions, levels, weights, what):
    with pytest.raises(ValueError, match=what):
        joint(positions, levels, weights)


@pytest.mark.parametrize("unknown", [0.0, 0.2])
@pytest.mark.parametrize("weighted", [False, True])
def test_many_states_and_objects_are_counted_as_few_are(unknown: float, weighted: bool) -> None:
    """More than stand in one block of a product."""
    rng = np.random.default_rng(3)
    positions = rng.choice([0.0, 1.0, 2.0], (70, 600))
    positions[rng.random(positions.shape) < unknown] = np.nan
    worth = rng.random(600)
    of = joint(positions, (0, 1, 2), worth if weighted else None)
    held = np.stack([positions == level for level in (0, 1, 2)]).astype(float)
    expected = np.einsum("iam,jbm->ijab", held * (worth if weighted else 1.0), held)
    np.testing.assert_allclose(of.counts, expected[:, :, of.first, of.second], rtol=1e-12, atol=1e-12)
