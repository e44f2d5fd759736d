"""Pacts and agreements coded by hand on the page of a pair: named, with where they are told, never before they happened, never twice."""

from __future__ import annotations

from typing import Any

import pytest

from westphalia.record.world import load
from westphalia.report.brief import coded_pacts, pacts, timeline
from westphalia.report.brief.timeline_chart import LANES
from westphalia.report.page import Section, Topic

WORLD = load()


def ask(a: str, b: str, year: int, as_of: int | None = None) -> Topic:
    world = WORLD if as_of is None else WORLD.as_of(as_of)
    return timeline.topic(world, WORLD.dyad(a, b, year), year)


def section(topic: Topic) -> Section:
    assert topic.section is not None
    return topic.section


def coded(topic: Topic) -> list[dict[str, Any]]:
    return [event for event in topic.facts["timeline"] if event["source"] in coded_pacts.TABLES]


def find(topic: Topic, name: str) -> dict[str, Any]:
    (found,) = (event for event in coded(topic) if name in event["name"])
    return found


def finding(a: str, b: str, year: int) -> str:
    return section(pacts.topic(WORLD, WORLD.dyad(a, b, year), year)).finding


@pytest.mark.parametrize(
    ("a", "b", "year", "name", "date"),
    [
        ("Saudi Arabia", "Pakistan", 2025, "Strategic Mutual Defence Agreement", "2025-09-17"),
        ("Russia", "North Korea", 2024, "Comprehensive Strategic Partnership", "2024-06-19"),
        ("Finland", "Russia", 2024, "North Atlantic Treaty", "2023-04-04"),
        ("Sweden", "United States", 2024, "North Atlantic Treaty", "2024-03-07"),
        ("Russia", "Iran", 2025, "Comprehensive Strategic Partnership", "2025-01-17"),
    ],
)
def test_the_page_names_the_pact_with_its_source(a: str, b: str, year: int, name: str, date: str) -> None:
    topic = ask(a, b, year)
    event = find(topic, name)
    assert (event["date"], event["kind"], event["end"]) == (date, "pact", None)
    table = section(topic).grids[1]
    (row,) = (row for row in table.rows if event["text"] in str(row[2]))
    assert row[0] == date
    assert event["citation"] in str(row[2])


def test_a_pact_of_2025_is_not_on_the_page_of_2024() -> None:
    assert all(event["date"] < "2025" for event in coded(ask("Saudi Arabia", "Pakistan", 2024)))
    assert "coded by hand" not in finding("Saudi Arabia", "Pakistan", 2024)
    assert all(event["date"] < "2023" for event in coded(ask("Finland", "Russia", 2022, as_of=2022)))


def test_a_third_state_that_joins_is_nothing_of_the_pair() -> None:
    """Finland joined NATO on 4 April 2023: no event of Germany and France, who were in it."""
    assert all("Finland" not in event["text"] for event in coded(ask("Germany", "France", 2024)))


def test_the_list_says_no_more_than_it_knows() -> None:
    """No pact of ATOP bound the two in 2018; the order of 2025 is coded, and nothing else is denied."""
    found = finding("Qatar", "United States", 2025)
    assert "not known after 2018" not in found
    assert (
        "Executive Order 14353, Assuring the Security of the State of Qatar, signed 29 September 2025"
        in found
    )
    assert "is not known in full: the list of them ends with 2018" in finding("Mali", "France", 2025)


def test_what_ended_or_was_renewed_is_a_moment_and_no_pact_made() -> None:
    topic = ask("Russia", "Ukraine", 2025)
    end = find(topic, "Treaty on Friendship, Cooperation and Partnership between Ukraine")
    assert (end["happened"], end["end"]) == ("ended", end["date"])
    (chart,) = section(topic).charts
    (mark,) = (row for row in chart.rows if row["what"] == end["text"])
    assert (mark["mark"], mark["lane"]) == ("point", LANES["pact"])


def test_a_treaty_that_is_noted_too_is_told_once() -> None:
    """The treaty of 19 June 2024 is coded and among the events noted by hand."""
    topic = ask("Russia", "North Korea", 2024)
    (noted,) = (event for event in topic.facts["timeline"] if event.get("repeats") == "coded_pacts")
    assert (noted["kind"], noted["date"]) == ("event", "2024-06-19")
    rows = [str(cell) for grid in section(topic).grids for row in grid.rows for cell in row]
    assert not any(noted["text"] in cell for cell in rows)


def test_agreements_after_the_list_are_told_with_the_pacts() -> None:
    said = section(pacts.topic(WORLD, WORLD.dyad("India", "United States", 2025), 2025)).prose
    assert any("Agreements on defence coded by hand since:" in part for part in said)


def test_a_page_before_the_end_of_the_lists_is_as_it_was() -> None:
    assert coded(ask("Germany", "Soviet Union", 1939)) == []
    assert "coded by hand are" not in " ".join(section(ask("Germany", "Soviet Union", 1939)).notes)
