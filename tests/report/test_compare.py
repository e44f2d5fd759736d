"""Pairs side by side: what differs most is what history says; names with hyphens are read the one way that there is; unknown is never zero."""

from __future__ import annotations

import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.models.analogues.named import parted
from westphalia.report import views
from westphalia.report.sketch import sketch
from westphalia.report.views.compare import STALE, dyad_of, normal_score
from westphalia.report.views.compare_readings import _middle

WORLD = wp.load()


def ask(pairs, *years, **more):
    return views.ask("compare", {"pairs": pairs, "year": years, "quick": True, **more}, WORLD)


def values(answer, name):
    return [
        reading.value for reading in next(each for each in answer.found.apart if each.name == name).readings
    ]


class TestHistory:
    """Written down before looking (decision 76)."""

    def test_arms_pass_between_russia_and_iran_and_not_between_russia_and_north_korea(self):
        answer = ask(["Russia-Iran", "Russia-North Korea"], 2022)
        iran, korea = values(answer, "arms")
        assert iran > 0
        assert korea == 0
        assert answer.found.first.name == "arms"
        assert answer.page.standfirst == (
            "What differed most in 2022 was the volume of arms delivered either way in ten years: 558 million TIV between Russia and Iran, none on record between Russia and "
            "North Korea."
        )

    def test_the_united_states_are_nearer_to_britain_than_to_iran(self):
        answer = ask(["United States-United Kingdom", "United States-Iran"], 2022)
        britain, iran = values(answer, "relation")
        assert britain > 3
        assert iran < -3
        assert [each.name for each in answer.found.apart[:2]] == ["relation", "votes"]
        assert "4.7 (partners) between the United States and the United Kingdom" in answer.page.standfirst

    def test_sanctions_on_both_came_between_1990_and_2022(self):
        before, after = values(ask("Russia-Iran", 1990, 2022), "sanctions")
        assert before <= 2
        assert after >= 30

    def test_india_has_the_worse_relation_and_grievance_with_pakistan(self):
        answer = ask(["India-Pakistan", "India-Bangladesh"], 2010)
        for name, sign in (("relation", -1), ("grievance", 1)):
            pakistan, bangladesh = values(answer, name)
            assert sign * (pakistan - bangladesh) > 0, name

    def test_france_and_germany_became_friends_and_votes_of_1913_are_not_known(self):
        answer = ask("France-Germany", 1913, 1990)
        then, now = values(answer, "relation")
        assert then < 0 < now
        for name in ("votes", "sanctions", "arms"):
            assert values(answer, name)[0] is None, name
        told = " ".join(answer.to_dict()["unknown"])
        assert (
            "Distance in votes of the General Assembly, France and Germany in 1913: not known before 1946."
            in told
        )


class TestNames:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("Guinea-Bissau-Portugal", {404, 235}),
            ("Portugal-Guinea-Bissau", {404, 235}),
            ("Timor-Leste-Indonesia", {860, 850}),
            ("Russia - North Korea", {365, 731}),
            ("365:630", {365, 630}),
        ],
    )
    def test_the_one_reading_is_taken(self, text, codes):
        assert set(dyad_of(WORLD, text, 2010).codes) == codes

    def test_a_state_with_a_hyphen_is_no_pair(self):
        with pytest.raises(NotUnderstood, match="one state; a pair has two"):
            dyad_of(WORLD, "Guinea-Bissau", 2010)

    def test_where_two_readings_resolve_both_are_named(self):
        class Names:
            """A world in which both ways to part a text give states."""

            def state(self, name, year=None):
                codes = {"A": 1, "B-C": 2, "A-B": 3, "C": 4}
                if name not in codes:
                    raise NotUnderstood(f"No state is called '{name}'.", "", "")
                return type("Named", (), {"ccode": codes[name]})()

        with pytest.raises(NotUnderstood, match=r"two ways: A and B-C or A-B and C\."):
            parted(Names(), "A-B-C")

    def test_what_is_no_state_is_named(self):
        with pytest.raises(NotUnderstood, match="Narnia"):
            ask(["Russia-Narnia", "Russia-Iran"], 2000)

    def test_one_pair_in_one_year_is_no_comparison(self):
        with pytest.raises(NotUnderstood, match="only one pair in one year"):
            ask(["Russia-Iran", "Iran-Russia"], 2000)

    def test_several_pairs_and_years_at_once_are_too_many(self):
        with pytest.raises(NotUnderstood, match="Several pairs and several years"):
            ask(["Russia-Iran", "Russia-China"], 2000, 2010)

    def test_a_pair_may_be_two_names(self):
        assert (
            wp.compare([("Norway", "Sweden"), "Fiji-Malta"], 1990, quick=True).to_dict()
            == ask(["Norway-Sweden", "Fiji-Malta"], 1990).to_dict()
        )


class TestApart:
    def test_a_place_counts_half_of_the_equal_ones(self):
        # of 11 pairs 8 have none and 3 have some: each of the 8 has 7 equals of 10 others
        assert _middle(0, 8, 11) == pytest.approx(3.5 / 10)
        assert _middle(8, 3, 11) == pytest.approx(9 / 10)

    def test_a_normal_score_is_symmetric_and_has_an_end(self):
        assert normal_score(0.9) == pytest.approx(-normal_score(0.1))
        assert normal_score(1.0) == normal_score(0.9999) < 3.5

    def test_a_list_that_ended_long_before_leads_nothing(self):
        answer = ask(["Russia-Iran", "Russia-North Korea"], 2024)
        for each in answer.found.apart:
            ends = [one.observed for one in each.readings if one.observed is not None]
            if each.leads and ends:
                assert min(ends) >= 2024 - STALE, each.name
        assert not next(each for each in answer.found.apart if each.name == "pact").leads
        assert (
            "19 June 2024" in answer.to_text()
        )  # the treaty of Pyongyang, which the list of pacts does not reach

    def test_all_pairs_stand_on_one_axis(self):
        answer = ask(["Norway-Sweden", "Fiji-Malta"], 1990)
        charts = {chart.id: chart for section in answer.page.sections for chart in section.charts}
        assert {row["role"] for row in charts["compare-relation-course"].rows} == {"a", "b"}
        assert charts["compare-places"].options["domain"] == [0, 1]
        assert "others" not in str(sketch(charts["compare-places"]))

    def test_drivers_add_nothing_that_the_brief_does_not_say(self):
        answer = ask(["Russia-Iran", "Russia-North Korea"], 2022)
        brief = wp.brief("Russia", "Iran", 2022, quick=True).to_dict()["forecast"]["drivers"]
        assert {row["driver"]: row["contribution"] for row in brief} == {
            name: each[0] for name, each in answer.found.drivers.items()
        }
