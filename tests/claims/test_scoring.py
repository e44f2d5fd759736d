"""Scores against values worked out by hand, and the forecasts of an essay."""

from __future__ import annotations

from datetime import date
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import westphalia as wp
from westphalia.claims import scoring
from westphalia.claims.check import Checked, Judged
from westphalia.claims.essay import Essay
from westphalia.claims.forecasts import score
from westphalia.models.shares import jeffreys

chances = st.floats(0.001, 0.999)
forecasts = st.lists(st.tuples(chances, st.booleans()), min_size=1, max_size=40)


class TestScores:
    def test_brier_and_log_by_hand(self):
        p, happened = [0.9, 0.2, 0.6], [True, False, False]
        assert score.brier(p, happened) == pytest.approx((0.01 + 0.04 + 0.36) / 3)
        assert score.log_score(p, happened) == pytest.approx(-(log(0.9) + log(0.8) + log(0.4)) / 3)
        assert score.skill(0.1, 0.4) == 0.75

    def test_none_of_nothing(self):
        assert score.brier([], []) is None
        assert score.log_score([], []) is None
        assert score.skill(None, 0.2) is None
        assert score.calibration([], []) == ()

    def test_certain_and_wrong_is_bad_but_finite(self):
        assert score.loss(1.0, False) == pytest.approx(-log(1e-7))
        assert score.loss(1.0, True) == pytest.approx(0.0, abs=1e-6)

    def test_calibration_by_hand(self):
        p = [0.005, 0.02, 0.1, 0.2, 0.2, 0.6, 1.0]
        found = score.calibration(p, [False, True, False, True, False, True, True])
        told = [(b.low, b.high, b.n, b.hits) for b in found]
        assert told == [(0, 0.01, 1, 0), (0.01, 0.03, 1, 1), (0.1, 0.3, 3, 1), (0.6, 1, 2, 2)]
        assert found[2].mean == pytest.approx(0.5 / 3)
        assert found[2].share == pytest.approx(1 / 3)

    def test_jeffreys_against_published(self):
        """Brown, Cai and DasGupta (2001), Interval Estimation for a Binomial Proportion, give the rule that an end is nought or one at the edges."""
        assert jeffreys(0, 7)[0] == 0
        assert jeffreys(7, 7)[1] == 1
        low, high = jeffreys(3, 10)
        assert low < 0.3 < high
        assert (low, high) == pytest.approx(tuple(1 - end for end in reversed(jeffreys(7, 10))))

    def test_slope_of_perfect_forecasts_is_one(self):
        rng = np.random.default_rng(1)
        p = rng.uniform(0.05, 0.95, 4000)
        happened = (rng.uniform(size=4000) < p).tolist()
        slope, intercept = score.slope(p.tolist(), happened)
        assert slope == pytest.approx(1, abs=0.1)
        assert intercept == pytest.approx(0, abs=0.1)

    def test_no_slope_of_few(self):
        assert score.slope([0.1, 0.9] * 9, [False, True] * 9) is None
        assert score.slope([0.1] * 30, [False] * 30) is None
        assert score.slope([0.1, 0.2] * 15, [False] * 26 + [True] * 4) is None

    def test_interval_of_skill(self):
        groups = list(range(10)) * 3
        assert score.skill_interval([0.1] * 30, [0.2] * 30, groups) == pytest.approx((0.5, 0.5))
        assert score.skill_interval([0.1] * 30, [0.2] * 30, [1, 2] * 15) is None

    @given(forecasts)
    def test_bounds(self, rows):
        p, happened = [row[0] for row in rows], [row[1] for row in rows]
        assert 0 <= score.brier(p, happened) <= 1
        assert score.log_score(p, happened) >= 0
        assert sum(b.n for b in score.calibration(p, happened)) == len(rows)
        assert sum(b.hits for b in score.calibration(p, happened)) == sum(happened)

    @given(chances, chances)
    def test_saying_what_one_believes_is_best(self, belief, said):
        for of in (score.square, score.loss):
            expected = [belief * of(q, True) + (1 - belief) * of(q, False) for q in (belief, said)]
            assert expected[0] <= expected[1] + 1e-12


def claim(name, strength="may", supports=">= 1", years=(2023, 2025), **more):
    events = {"between": ["Russia", "Iran"], "kinds": ["treaty"], "years": list(years)}
    test = {
        "events": events,
        "supports": supports,
        "contradicts": "= 0",
        "means": "treaties",
    }
    resolution = {"due": date(2025, 12, 31), "rule": "Whatever the record shows."}
    base = {
        "id": f"claim-{name}",
        "statement": "Something comes about.",
        "paragraph": 1,
        "kind": "forecast",
        "strength": strength,
    }
    return {**base, "test": test, "resolution": resolution, **more}


def checked(*pairs):
    claims = [each for each, _ in pairs]
    fact = {"id": "fact", "statement": "Something is so.", "paragraph": 1, "kind": "fact"}
    fact["untestable"] = {"why": "No series tells it.", "needs": "a series that does."}
    essay = Essay.model_validate(
        {
            "id": "essay", "title": "Title", "author": "Author", "published": "2022", "where": "here",
            "about": {"states": ["Russia"], "year": 2022}, "claims": [*claims, fact],
        }
    )  # fmt: skip
    verdicts = [*(verdict for _, verdict in pairs), "not_testable"]
    judged = tuple(Judged(c, v, (), "why") for c, v in zip(essay.claims, verdicts, strict=True))
    return Checked(essay, judged, None)


class TestHindsight:
    def test_by_hand(self):
        found = scoring.hindsight(
            checked(
                (claim("a", "would"), "supported"),
                (claim("b", "is"), "contradicted"),
                (claim("c", "may"), "insufficient_coverage"),
                (claim("d", "may", probability=0.2), "contradicted"),
                (claim("e"), "mixed"),
            )
        )
        totals = found["totals"]
        assert (totals["forecasts"], totals["decided"], totals["open"], totals["came_true"]) == (5, 3, 2, 1)
        assert totals["brier"] == pytest.approx((0.25**2 + 0.93**2 + 0.2**2) / 3)
        assert totals["log_score"] == pytest.approx(-(log(0.75) + log(0.07) + log(0.8)) / 3)
        assert totals["brier_range"] == pytest.approx(
            [(0.13**2 + 0.87**2 + 0.2**2) / 3, (0.37**2 + 0.99**2 + 0.2**2) / 3]
        )
        assert totals["even_odds"] == {"brier": 0.25, "log_score": log(2)}
        assert totals["base_rate"] is None
        open_ = [row for row in found["rows"] if row["came_true"] is None]
        assert [row["id"] for row in open_] == ["claim-c", "claim-e"]
        assert all(row["brier"] is None and row["why"] for row in open_)

    def test_base_rate_only_of_claims_that_have_one(self):
        asked = []

        def rate(model):
            asked.append((tuple(model.of), model.year, model.horizon, model.outcome))
            return 0.01

        one = claim("a", "would")
        other = claim("b", "would", years=(2022, 2025))
        found = scoring.hindsight(checked((one, "supported"), (other, "supported")), rate)
        assert asked == [(("Russia", "Iran"), 2022, 3, "alignment")]
        rated = found["totals"]["base_rate"]
        assert rated["forecasts"] == 1
        assert rated["brier"] == pytest.approx(0.99**2)
        assert rated["brier_of_author"] == pytest.approx(0.0625)
        assert rated["log_score"] == pytest.approx(-log(0.01))

    @pytest.mark.parametrize("more", [{"supports": "< 1"}, {"supports": ">= 2"}, {"years": (2023, 2024)}])
    def test_no_counterpart_of_another_question(self, more):
        (judged, _) = checked((claim("a", **more), "supported")).claims
        assert scoring.counterpart(judged.claim) is None

    def test_words_without_a_stand_are_said_to_be_so(self):
        totals = scoring.hindsight(checked((claim("a"), "supported"), (claim("b", "could"), "contradicted")))[
            "totals"
        ]
        assert totals["brier"] == 0.25
        assert totals["skill_over_even_odds"] == 0
        assert "neither well nor badly" in totals["sentence"]

    def test_nothing_decided(self):
        totals = scoring.hindsight(checked((claim("a"), "insufficient_coverage")))["totals"]
        assert totals["brier"] is None
        assert totals["brier_range"] is None
        assert totals["sentence"] == "The one forecast is not decided."

    def test_stronger_words_are_higher_chances(self):
        order = [scoring.READ_AS[word].chance for word in ("may", "would", "is")]
        assert order == sorted(order)
        assert all(word.span[0] < word.chance < word.span[1] for word in scoring.READ_AS.values())

    def test_base_rate_of_the_model(self):
        world = wp.load()
        (judged, _) = checked((claim("a"), "supported")).claims
        rate = scoring.base_rates(world)(scoring.counterpart(judged.claim))
        year_forecasts = wp.models.load(world).year_forecasts(2022)
        assert rate == pytest.approx(year_forecasts.base_rate("alignment", 3))
