"""How the pair voted: hand-checked values and the years and states for which there is nothing."""

from __future__ import annotations

import pytest

from westphalia.record.world import load
from westphalia.report.brief import agreement
from westphalia.report.brief.agreement import Spread, spread
from westphalia.report.brief.votes import topic
from westphalia.report.page import Topic

WORLD = load()


def ask(a: str, b: str, year: int, as_of: int | None = None) -> Topic:
    world = WORLD if as_of is None else WORLD.as_of(as_of)
    return topic(world, WORLD.dyad(a, b, year), year)


@pytest.mark.parametrize(("year", "distance"), [(2021, 1.84), (2022, 0.72)])
def test_russia_and_iran_drew_together_in_2022(year: int, distance: float) -> None:
    """Bailey, Strezhnev and Voeten's final-passage series (2025 release): Russia -0.03 and -0.81, Iran -1.87 and -1.53."""
    facts = ask("Russia", "Iran", year).facts["votes"]
    assert round(facts["distance"]["value"], 2) == distance
    assert facts["distance"]["observed"] == year
    assert facts["distance"]["source"] == "ideal_points"
    assert facts["series"] == "final_passage"


def test_the_finding_tells_the_move_of_2022() -> None:
    found = ask("Russia", "Iran", 2022)
    assert "drew together" in found.section.finding
    assert "a year earlier than 91 of 100" in found.section.finding
    assert {chart.id for chart in found.section.charts} == {"votes-points", "votes-distance", "votes-place"}


def test_votes_on_ukraine() -> None:
    """A/RES/68/262: Russia against, Iran absent; A/RES/ES-11/1: Russia against, Iran abstaining, China abstaining (UN records)."""
    cast = ask("Russia", "Iran", 2022).facts["votes"]["ukraine"]
    assert [(each["resolution"], each["a"], each["b"]) for each in cast] == [
        ("68/262", "no", "absent"),
        ("ES-11/1", "no", "abstained"),
    ]
    assert ask("China", "US", 2022).facts["votes"]["ukraine"][1]["a"] == "abstained"
    assert [each["resolution"] for each in ask("Russia", "Iran", 2021).facts["votes"]["ukraine"]] == [
        "68/262"
    ]


def test_the_cold_war_pair_stood_at_the_ends() -> None:
    found = ask("US", "Soviet Union", 1962)
    assert found.facts["votes"]["distance_percentile"] > 0.95
    assert "farther apart" in found.section.finding


@pytest.mark.parametrize(
    ("a", "b", "year", "words"),
    [
        ("US", "UK", 1914, "first voted in 1946"),
        ("US", "Soviet Union", 1964, "no recorded vote in 1964"),
        ("Switzerland", "US", 1960, "Switzerland was not a member of the United Nations in 1960"),
        ("Taiwan", "China", 2020, "Taiwan was not a member"),
        ("North Korea", "South Korea", 1950, "were not members"),
    ],
)
def test_nothing_to_compare_says_why(a: str, b: str, year: int, words: str) -> None:
    found = ask(a, b, year)
    assert words in found.section.finding
    assert found.facts["votes"]["distance"]["value"] is None
    assert found.facts["votes"]["distance"]["why"]
    assert found.unknown


def test_past_the_last_year_says_which_year_stands() -> None:
    facts = ask("Russia", "Iran", 2025).facts["votes"]
    assert (facts["distance"]["year"], facts["distance"]["observed"]) == (2025, 2024)
    assert any("not known after 2024" in each for each in ask("Russia", "Iran", 2025).unknown)


def test_published_points_are_withheld_in_a_world_as_of() -> None:
    found = ask("Russia", "Iran", 2022, as_of=2021)
    facts = found.facts["votes"]
    assert facts["distance"]["value"] is None
    assert "withheld" in facts["distance"]["why"]
    assert facts["agreement"]["observed"] == 2021
    assert "roll calls" in found.section.finding
    assert [chart.id for chart in found.section.charts] == ["votes-agreement"]
    assert "ideal_points" not in found.used


def test_the_seat_of_china_is_taipeis_in_1960() -> None:
    names = [each["state"]["ccode"] for each in ask("US", "Iran", 1960).facts["votes"]["leading"]]
    assert names == [2, 200, 220, 365, 713]


def test_agreement_is_counted_from_the_votes() -> None:
    """Counted by hand from table votes: 77 roll calls of 2022 with votes of both, the same in 52."""
    facts = ask("Iran", "Russia", 2022).facts["votes"]["agreement"]
    assert (facts["roll_calls"], facts["same"]) == (77, 52)
    assert agreement.by_year(WORLD, 2, 3) == {}


def test_place_among_all_pairs() -> None:
    found = Spread((0.0, 0.1, 0.1, 0.4))
    assert (found.closer_than(0.4), found.farther_than(0.4)) == (0.0, 1.0)
    assert found.closer_than(0.0) == 1.0
    assert found.bins(0.2) == [(0.0, 0.2, 3), (0.2, 0.4, 0), (0.4, 0.6, 1)]
    assert Spread((0.3,)).closer_than(0.3) == 0.0
    states = WORLD.table("ideal_points").filter(year=2022, series="final_passage").collect().height
    assert len(spread(WORLD, 2022).distances) == states * (states - 1) // 2
