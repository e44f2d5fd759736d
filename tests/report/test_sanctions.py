"""The sanctions of a state in a year: which are the heaviest, as history has it; what no list covers is said; a bloc counts once."""

from __future__ import annotations

import math

import numpy as np
import pytest

import westphalia as wp
from westphalia.effects.trade.estimates import effects
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report import views
from westphalia.report.views.sanctions_in_force import DEPTH
from westphalia.report.views.sanctions_length import _survival, duration

WORLD = wp.load()


def ask(state, year, **more):
    return views.ask("sanctions", {"state": state, "year": year, **more}, WORLD)


EXPECTED = [
    ("Iran", 2022, "the United States", 1995, 1984),
    ("Russia", 2022, "the European Union", None, 2014),
    ("Cuba", 1970, "the United States", 1962, 1958),
    ("Iraq", 1995, "the United Nations", 1990, 1990),
    ("North Korea", 2018, "the United Nations", None, 2006),
    ("South Africa", 1986, "the European Communities", None, 1985),
    ("Rhodesia", 1975, "the United Nations", 1968, 1966),
    ("Serbia", 1993, "the United Nations", 1992, 1991),
]
"""State and year, whose sanctions were the heaviest, since when they forbade all trade, and since when any stood (written down beforehand for the first five)."""


@pytest.mark.parametrize(("state", "year", "sender", "closed", "since"), EXPECTED)
def test_the_heaviest_are_those_that_history_tells_of(state, year, sender, closed, since):
    answer = ask(state, year)
    first = answer.found.heaviest
    assert (first.sender, first.embargo_since, first.since) == (sender, closed, since)
    assert f"were those of {sender}" in answer.page.standfirst
    assert str(closed or since) in answer.page.standfirst


def test_more_states_sanction_russia_and_heavier_ones_are_on_iran():
    russia, iran = (ask(name, 2022).found for name in ("Russia", "Iran"))
    assert russia.breadth["senders"]["value"] > iran.breadth["senders"]["value"]
    loss = "sanction_loss_oil"
    assert iran.severity[loss]["value"] > russia.severity[loss]["value"]


class TestNone:
    def test_none_on_a_list_that_covers_the_year_says_which_years_it_covers(self):
        answer = ask("Bhutan", 2005)
        assert (
            answer.page.standfirst
            == "No sanctions on Bhutan are on record in 2005; the list covers 1949 to 2023."
        )
        assert answer.to_dict()["cases"] == []

    def test_a_year_before_the_list_is_not_known_and_never_none(self):
        answer = ask("Iran", 1930)
        assert isinstance(answer.lacking, NoAnswer)
        assert (
            answer.page.standfirst == "Who sanctioned Persia in 1930 is not known: the list begins in 1949."
        )
        assert answer.to_dict()["breadth"] == {}

    def test_a_year_after_the_list_has_its_last_year_and_what_is_coded_by_hand(self):
        answer = ask("Iran", 2025)
        document = answer.to_dict()
        assert (document["observed"], document["list"]["to"]) == (2023, 2023)
        assert answer.page.standfirst.startswith("The list of sanctions ends in 2023")
        assert "un-iran-snapback-2025" in {case.get("id") for case in document["cases"]}

    def test_a_state_that_was_not_there_is_no_answer(self):
        with pytest.raises(NoAnswer, match="was not in the system"):
            ask("South Sudan", 1990)

    def test_a_year_after_what_is_known_is_not_understood(self):
        with pytest.raises(NotUnderstood, match="nothing later is known"):
            ask("Iran", 2022, as_of=2015)


class TestBlocs:
    def test_members_stand_under_the_union(self):
        found = ask("Russia", 2022).found
        union = next(each for each in found.against if each.institution == "EU")
        assert len(union.members) == 27
        senders = {each.sender_code for each in found.against}
        assert 211 in union.members  # Belgium, which had nothing of its own
        assert 211 not in senders

    def test_what_the_assembly_asked_for_is_not_what_the_council_bound_to(self):
        nations = next(each for each in ask("North Korea", 2018).found.against if each.institution == "UN")
        assert nations.since == 2006  # resolution 1718; the assembly's call of 1951 bound nobody
        assert len(nations.members) == 192

    def test_whose_members_are_not_on_record_has_no_weight_and_is_told_of(self):
        answer = ask("Israel", 1980)
        league = next(each for each in answer.found.against if each.institution == "Arab League")
        assert league.output is None
        assert league.weight == 0
        assert answer.page.standfirst.startswith("The Arab League and ")
        assert "of unknown weight" in answer.page.standfirst

    def test_what_ends_in_the_year_is_said(self):
        assert "Trade, finance and travel ended that year." in ask("Iran", 2016).page.standfirst


def test_what_means_persons_is_no_sanction_on_the_state():
    found = ask("China", 2022).found
    canada = next(each for each in found.against if each.sender == "Canada")
    assert canada.meant == {"persons": 1}
    assert (canada.on_state, canada.weight) == (0, 0.0)
    assert canada not in found.on_state


def test_nothing_later_than_the_year_of_as_of_is_seen():
    seen, whole = ask("Iraq", 2000, as_of=2000).found.heaviest, ask("Iraq", 2000).found.heaviest
    assert (seen.sender, seen.until) == ("the United Nations", None)
    assert whole.until == 2004


def test_the_steps_of_depth_are_what_past_cases_cost():
    kinds = effects(WORLD).document["kinds"]
    for kind, name in (("embargo", "embargo"), ("trade", "trade"), ("financial", "finance")):
        cost = 1 - np.mean([math.exp(each) for each in kinds[name]["mean"]])
        assert DEPTH[kind] == pytest.approx(cost, abs=0.03)
    assert max(DEPTH[kind] for kind in ("arms", "military", "travel", "other")) < DEPTH["financial"]


class TestDuration:
    def test_the_share_that_lasts_is_that_of_kaplan_and_meier(self):
        # by hand: of 4, one ends after 1 year; of 3 after 2 years one ends, one is seen no longer; the last ends after 3
        found = _survival(np.array([1, 2, 2, 3]), np.array([True, True, False, True]))
        assert found.tolist() == pytest.approx([1, 3 / 4, 1 / 2, 0])

    def test_ends_in_one_year_are_told_as_one_event(self):
        text = ask("Iran", 2022).to_text()
        assert "that is one event" in text
        assert duration(WORLD, "state", 39).year == 1994

    def test_half_of_those_of_states_end_later_than_half_of_those_of_institutions(self):
        assert duration(WORLD, "state", 1).median > duration(WORLD, "institution", 1).median


def test_the_rows_are_the_cases_of_the_document():
    answer = ask("Cuba", 1970)
    document = answer.to_dict()
    assert len(answer.table.rows) == len(document["cases"]) + len(document["by"])
    first = document["cases"][0]
    assert {"senders", "kinds", "from", "to", "aims"} <= set(first)
    assert (first["senders"], first["from"]) == (["United States"], "1958")


def test_each_of_the_two_commands_says_where_the_other_is():
    assert "westphalia sanction IRN" in " ".join(ask("Iran", 2022).to_text().split())
    sanction = views.view("sanction").question.__doc__
    assert "the command sanctions" in sanction
