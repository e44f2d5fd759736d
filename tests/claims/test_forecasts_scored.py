"""What became of forecasts, on pairs whose story is known; and what is counted."""

from __future__ import annotations

import json
from datetime import date
from math import log

import pytest

from tests.claims.test_forecasts import TODAY, WORLD, made
from westphalia.claims.forecasts.document import Document, hash_of
from westphalia.claims.forecasts.rules import rule
from westphalia.claims.forecasts.score import score, to_dict, totals
from westphalia.errors import NotUnderstood


def opened(document):
    return Document.model_validate_json(json.dumps(document))


def rows(*documents, today=TODAY):
    return score(WORLD, [(f"{at}.json", opened(each)) for at, each in enumerate(documents)], today)


def fates(found):
    return {
        (row.question.outcome, row.question.horizon): (row.fate, row.resolution.happened) for row in found
    }


class TestResolution:
    def test_russia_and_iran_1998(self):
        """Treaty of 12 March 2001, and the agreement on military cooperation of the same year."""
        found = fates(rows(made("Russia", "Iran", 1998)))
        for outcome in ("alignment", "pact", "dca", "any"):
            assert [found[outcome, h] for h in (1, 3, 5)] == [
                ("scored", False), ("scored", True), ("scored", True),
            ]  # fmt: skip
        assert found["arms", 5] == ("scored", False)

    def test_russia_and_north_korea_1999(self):
        """Treaty of friendship of February 2000."""
        found = rows(made("Russia", "North Korea", 1999))
        assert fates(found)["pact", 1] == ("scored", True)
        assert "pacts 2000" in found[0].resolution.why

    def test_france_and_germany_1958(self):
        """The Elysee treaty of January 1963: not within three years, within five; defence agreements are not listed then."""
        found = fates(rows(made("France", "Germany", 1958)))
        assert found["alignment", 3] == ("scored", False)
        assert found["alignment", 5] == ("scored", True)
        assert found["dca", 5] == ("not_resolvable", None)

    def test_a_pair_with_nothing(self):
        found = fates(rows(made("Bhutan", "Bolivia", 1990)))
        assert set(found.values()) == {("scored", False)}

    def test_the_window_begins_after_the_year(self):
        found = fates(rows(made("Russia", "Iran", 2001)))
        assert found["pact", 5] == ("scored", False)

    def test_a_list_that_ends_decides_nothing_against(self):
        found = rows(made("Bhutan", "Bolivia", 2016))
        assert fates(found)["alignment", 1] == ("not_resolvable", None)
        assert "the list of defence agreements ends 2010" in found[0].resolution.why
        assert fates(found)["arms", 3] == ("scored", False)
        assert fates(found)["pact", 5] == ("not_resolvable", None)

    def test_a_list_that_sees_part_can_only_say_yes(self):
        """Pacts of 2017 and 2018 are listed; a window to 2020 is not seen whole."""
        found = fates(rows(made("Russia", "Iran", 2000)))
        assert found["alignment", 5] == ("scored", True)
        early = fates(rows(made("Russia", "North Korea", 2000)))
        assert early["dca", 1] == ("scored", True)
        crossing = fates(rows(made("France", "Germany", 1985)))
        assert crossing["dca", 3] == ("scored", True)

    def test_a_treaty_in_the_record_of_events_is_told_and_not_counted(self):
        found = rows(made("Russia", "North Korea", 2022))
        by = fates(found)
        for outcome in ("alignment", "pact", "any"):
            assert by[outcome, 3] == ("one_sided", True)
        assert by["alignment", 1] == ("not_resolvable", None)
        assert by["dca", 3] == ("not_resolvable", None)
        one = next(row for row in found if row.fate == "one_sided")
        (witness,) = one.resolution.witnesses
        assert witness.event == "north-korea-2024"
        assert witness.citation in one.resolution.why
        assert totals(found)["scored"] == sum(row.fate == "scored" for row in found)

    def test_a_treaty_of_more_than_two_is_no_witness(self):
        """The convention of the Caspian of August 2018 was signed by five; the treaty of 2021 is too late."""
        found = fates(rows(made("Kazakhstan", "Iran", 2017)))
        assert found["alignment", 3] == ("not_resolvable", None)

    def test_not_due(self):
        found = rows(made("Russia", "Iran", 1998), today=date(2001, 12, 30))
        assert fates(found)["pact", 3] == ("not_due", None)
        assert fates(found)["pact", 1] == ("scored", False)
        assert fates(rows(made("Russia", "Iran", 1998), today=date(2001, 12, 31)))["pact", 3] == (
            "scored",
            True,
        )

    def test_another_rule_is_not_decided(self):
        document = made("Russia", "Iran", 1998)
        document["questions"][0]["rule"]["any_of"] = ["arms"]
        document["questions"][1]["rule"]["words"] = "The same in other words."
        document["hash"] = hash_of(document)
        found = fates(rows(document))
        assert found["alignment", 1] == ("not_resolvable", None)
        assert found["alignment", 3] == ("scored", True)

    def test_a_state_that_is_not_there_is_told_with_the_file(self):
        document = made()
        document["a"]["ccode"] = 999
        document["hash"] = hash_of(document)
        with pytest.raises(NotUnderstood, match=r"0\.json"):
            rows(document)


class TestCounting:
    def test_hindsight_is_never_scored(self):
        found = rows(made("Russia", "Iran", 1998, until=2025))
        assert {row.fate for row in found} == {"hindsight"}
        told = totals(found)
        assert (told["scored"], told["hindsight"], told["brier"]["value"]) == (0, 15, None)
        assert told["sentence"] == "None of 15 forecasts can be scored yet."

    def test_the_same_question_counts_once(self):
        one, again = made("Russia", "Iran", 1998), made("Iran", "Russia", 1998, today=date(2026, 1, 16))
        told = totals(rows(one, again))
        assert (told["questions"], told["scored"], told["repeated"]) == (30, 15, 15)
        assert told["brier"] == totals(rows(one))["brier"]

    def test_scores_by_hand(self):
        """A chance of 0.25 and a base rate of 0.02 for fifteen questions of which eight came true."""
        told = totals(rows(made("Russia", "Iran", 1998)))
        assert (told["scored"], told["came_true"]) == (15, 8)
        assert told["brier"]["value"] == pytest.approx((8 * 0.75**2 + 7 * 0.25**2) / 15)
        assert told["brier"]["base_rate"] == pytest.approx((8 * 0.98**2 + 7 * 0.02**2) / 15)
        ours, other = -(8 * log(0.25) + 7 * log(0.75)) / 15, -(8 * log(0.02) + 7 * log(0.98)) / 15
        assert told["log_score"]["value"] == pytest.approx(ours)
        assert told["log_score"]["base_rate"] == pytest.approx(other)
        assert told["log_score"]["skill"] == pytest.approx(1 - ours / other)
        (bin_,) = told["calibration"]["bins"]
        assert (bin_["n"], bin_["came_true"], bin_["mean_probability"]) == (15, 8, 0.25)
        assert told["calibration"]["slope"] is None
        assert told["calibration"]["why"]
        by = {(each["outcome"], each["horizon"]): each for each in told["by"]}
        assert by["pact", 3]["brier"] == pytest.approx(0.5625)
        assert told["written_afterwards"] == 15

    def test_every_question_has_one_fate(self):
        told = totals(rows(made(), made("Russia", "North Korea", 2022), made(until=2025)))
        kinds = ("scored", "one_sided", "not_due", "not_resolvable", "hindsight", "repeated")
        assert sum(told[kind] for kind in kinds) == told["questions"]

    def test_many_pairs_have_intervals(self):
        names = ("Iran", "China", "India", "Turkey", "Egypt", "Cuba", "Syria", "Poland", "Brazil")
        found = rows(*(made("Russia", name, 1998) for name in names))
        told = totals(found)
        assert told["pairs"] == 9
        low, high = told["log_score"]["skill_interval"]
        assert low <= told["log_score"]["skill"] <= high
        assert told["sentence"].count("skill") == 1

    def test_twice_the_same(self):
        document = made("Russia", "Iran", 1998)
        first, second = (to_dict(WORLD, rows(document), TODAY) for _ in range(2))
        assert first == second
        assert json.dumps(first, allow_nan=False)


def test_rule_in_words_and_data_agree():
    found = rule("any", 2010, 1)
    assert found.words.startswith("True if in 2011 ")
    assert all(table in found.words for table in found.tables)
