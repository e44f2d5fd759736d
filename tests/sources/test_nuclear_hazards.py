"""The fits of nuclear hazards: known truths are found, covariance is the jackknife's, scores are those of a reference."""

import json

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from sources.nuclear import RIDGE, Scored, StateYears, area, fitted, rate, scores
from westphalia.effects.proliferation.levels import STAGES
from westphalia.record.world import load

STAGE = STAGES["explore"]


def invented(seed=1, states=60, years=50):
    """Return states of an invented system of which only rivals move the hazard."""
    rng = np.random.default_rng(seed)
    rows = states * years
    value = {
        "status": np.zeros(rows),
        "capability": np.exp(rng.normal(-5, 1, rows)),
        "income": np.exp(rng.normal(9, 1, rows)),
        "rivals": rng.poisson(1, rows).astype(float),
        "disputes": rng.exponential(0.5, rows),
        "protector": (rng.random(rows) < 0.4).astype(float),
        "exclusion": rng.random(rows),
    }
    eta = -4.5 + 1.5 * np.log1p(value["rivals"])
    after = (rng.random(rows) < 1 / (1 + np.exp(-eta))).astype(float)
    return StateYears(
        np.repeat(np.arange(1, states + 1), years), np.tile(np.arange(1950, 1950 + years), states), value, after, np.zeros(rows)
    )  # fmt: skip


@pytest.fixture(scope="module")
def fit():
    return fitted(invented(), STAGE)


def test_a_known_truth_is_found(fit):
    found = dict(zip(fit.terms, fit.coefficients[1:] / fit.scale, strict=True))
    error = np.sqrt(np.diag(fit.covariance))[1:] / fit.scale
    assert found["rivals"] == pytest.approx(1.5, abs=3 * error[fit.terms.index("rivals")])
    for name, each in zip(fit.terms, error, strict=True):
        if name != "rivals":
            assert abs(found[name]) < 3 * each


def test_the_penalised_logit_is_that_of_a_reference(fit):
    """scikit-learn with C = 1 / ridge and no penalty on the intercept."""
    from sklearn.linear_model import LogisticRegression

    from westphalia.effects.proliferation.levels import design

    of = invented()
    z = (design(of.value, STAGE.terms) - fit.centre) / fit.scale
    known = LogisticRegression(C=1 / RIDGE, tol=1e-10, max_iter=1000).fit(z, of.after >= 1)
    assert fit.coefficients == pytest.approx(np.r_[known.intercept_, known.coef_[0]], abs=1e-4)


def test_area_is_that_of_a_reference():
    rng = np.random.default_rng(3)
    p, event = np.round(rng.random(300), 2), (rng.random(300) < 0.1).astype(float)
    assert area(p, event) == pytest.approx(roc_auc_score(event, p))
    assert area(p, np.zeros(300)) is None


def test_the_base_rate_has_no_skill_over_itself_and_truth_has():
    rng = np.random.default_rng(2)
    p = rng.random(2000) * 0.2
    event = (rng.random(2000) < p).astype(float)
    flat = np.full(2000, 0.1)
    found = scores(Scored(np.arange(2000) % 50, np.full(2000, 1990), event, {"model": p, "base_rate": flat, "lag": flat}))  # fmt: skip
    assert found["lag"]["skill"] == 0
    assert found["model"]["interval"][0] > 0


def test_rates_are_counts():
    found = rate(invented(), STAGE)
    assert found["rate"] == found["events"] / found["rows"]
    assert found["interval"][0] < found["rate"] < found["interval"][1]


def test_a_base_rate_is_told_where_no_model_beats_it():
    """The rule was set beforehand: acquiring and giving up have a model only if its skill lies above zero, out of sample."""
    held = json.loads(load().manifest.result("model/nuclear.json").read_text(encoding="utf-8"))["stages"]
    for name in ("acquire", "give_up"):
        assert held[name]["skill"]["model"]["interval"][0] <= 0
        assert not held[name]["modelled"]
    for name in ("explore", "pursue"):
        assert held[name]["skill"]["model"]["interval"][0] > 0
