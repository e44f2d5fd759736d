"""Arms delivered: hand-checked transfers with the right direction, and the years without a record."""

from __future__ import annotations

from typing import Any

from westphalia.record.world import load
from westphalia.report.brief.arms import Flow, suppliers, topic
from westphalia.report.page import Topic

WORLD = load()


def ask(a: str, b: str, year: int, as_of: int | None = None) -> Topic:
    world = WORLD if as_of is None else WORLD.as_of(as_of)
    return topic(world, WORLD.dyad(a, b, year), year)


def row(rows: list[dict[str, Any]], year: int) -> dict[str, Any]:
    return next(each for each in rows if each["year"] == year)


def test_the_s_300_of_2016() -> None:
    """SIPRI: four S-300PMU-2 systems with missiles and radars delivered by Russia to Iran in 2016, 413 million TIV."""
    facts = ask("Russia", "Iran", 2022).facts["arms"]
    found = row(facts["a_to_b"], 2016)
    assert found["tiv"] == 413
    assert found["categories"]["Air defence systems"] == 220
    assert not [each for each in facts["b_to_a"] if each["year"] < 2022]


def test_the_drones_of_2022_go_from_iran_to_russia() -> None:
    """SIPRI counts the one-way attack drones as missiles and the Mohajer-6 as aircraft: 123 million TIV in 2022."""
    facts = ask("Iran", "Russia", 2022).facts["arms"]
    found = row(facts["a_to_b"], 2022)
    assert (found["tiv"], found["categories"]["Missiles"]) == (123, 120)
    assert "for the first time in 2022" in ask("Iran", "Russia", 2022).section.finding


def test_american_arms_for_the_shah() -> None:
    found = ask("US", "Iran", 1977)
    assert "all ten years to 1977" in found.section.finding
    assert found.facts["arms"]["place"]["a_to_b"]["rank"] == 1
    assert found.facts["arms"]["share_of_imports"]["b_from_a"]["value"] > 0.7
    assert found.facts["arms"]["share_of_imports"]["a_from_b"]["value"] == 0


def test_none_on_record_is_zero_from_1950_and_unknown_before() -> None:
    none = ask("Liechtenstein", "Monaco", 2000)
    assert none.facts["arms"]["total"]["a_to_b"]["value"] == 0
    assert "nor in any year since 1950" in none.section.finding
    assert none.facts["arms"]["share_of_imports"]["a_from_b"]["value"] is None
    early = ask("US", "UK", 1914)
    assert early.facts["arms"]["total"]["a_to_b"]["value"] is None
    assert "the record begins in 1950" in early.section.finding
    assert early.unknown


def test_the_last_delivery_is_named() -> None:
    assert "from the United States to Iran in 1986" in ask("Iran", "US", 2020).section.finding


def test_a_short_first_decade_says_its_years() -> None:
    assert ask("North Korea", "South Korea", 1950).facts["arms"]["years"] == [1950, 1950]
    assert "1950-1954" in " ".join(ask("US", "UK", 1954).section.prose)


def test_as_of_hides_later_deliveries() -> None:
    facts = ask("Russia", "Iran", 2022, as_of=2014).facts["arms"]
    assert max(each["year"] for each in facts["a_to_b"]) <= 2014
    assert facts["b_to_a"] == []
    assert any("not known after 2014" in each for each in ask("Russia", "Iran", 2022, as_of=2014).unknown)


def test_deliveries_of_the_register_are_marked() -> None:
    bars = ask("Russia", "Iran", 2025).section.charts[0]
    assert {each["status"] for each in bars.rows if each["year"] >= 2024} == {"estimated"}
    assert {each["status"] for each in bars.rows if each["year"] < 2024} == {"known"}


def test_sums_by_decade_and_suppliers() -> None:
    flow = Flow(1, 2, {1950: {"Ships": 2.0}, 1961: {"Ships": 1.0, "Missiles": 3.0}}, {1950: "x", 1961: "x"})
    assert flow.decades(1965) == {"1950s": 2.0, "1960s": 4.0}
    assert flow.categories(1951, 1965) == [("Missiles", 3.0), ("Ships", 1.0)]
    assert flow.active(1951, 1960) == []
    assert suppliers({(1, 9): 2.0, (3, 9): 5.0, (4, 9): 0.0, (1, 8): 7.0}, 9) == {3: 5.0, 1: 2.0}
