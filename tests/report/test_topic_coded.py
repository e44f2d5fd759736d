"""What is coded by hand since the lists end, on the page of a pair: named, dated, with where it is told, and never counted with the lists."""

from __future__ import annotations

import pytest

from westphalia.record.event_kinds import EVENT_KINDS
from westphalia.record.tables import coded_conflict
from westphalia.record.world import load
from westphalia.report.brief import coded, disputes, timeline
from westphalia.report.page import Section

WORLD = load()


def told(a: str, b: str, year: int, as_of: int | None = None) -> tuple[Section, Section, list[dict]]:
    world = WORLD if as_of is None else WORLD.as_of(as_of)
    dyad = WORLD.dyad(a, b, year)
    line, fights = timeline.topic(world, dyad, year), disputes.topic(world, dyad, year)
    assert line.section is not None
    assert fights.section is not None
    return line.section, fights.section, line.facts["timeline"]


@pytest.mark.parametrize(
    ("a", "b", "year", "date", "words", "source"),
    [
        ("Armenia", "Azerbaijan", 2023, "2023-09-19", "took the rest of Nagorno-Karabakh", "Babel"),
        ("India", "Pakistan", 2025, "2025-04-24", "closed the post at Wagah", "24 April 2025"),
        ("Israel", "Iran", 2024, "2023", "killing a general of the Revolutionary Guards in December", "UCDP"),
        ("Thailand", "Cambodia", 2025, "2025-12-07", "broke out again", "The Guardian"),
        ("Ukraine", "Russia", 2014, "2014-02-27", "Russian troops took Crimea", "Correlates of War"),
        (
            "Finland",
            "Russia",
            2024,
            "2023-11-30",
            "closed the last of its land crossings",
            "Abo Underrattelser",
        ),
    ],
)
def test_a_page_names_what_happened_with_its_source(a, b, year, date, words, source):
    section, _, entries = told(a, b, year)
    (entry,) = (each for each in entries if words in each["text"])
    assert (entry["date"], entry["kind"]) == (date, "event")
    assert source in entry["citation"]
    hand = section.grids[-1]
    (row,) = (row for row in hand.rows if words in row[1])
    assert source in row[1]


@pytest.mark.parametrize(
    ("a", "b", "year", "words", "source"),
    [
        ("India", "Pakistan", 2025, "Operation Sindoor", "11 May 2025"),
        ("Israel", "Iran", 2024, "about 200 missiles", "The Hindu"),
        ("Israel", "Iran", 2025, "for twelve days", "Iranian Ministry of Health"),
    ],
)
def test_where_it_is_told_of_disputes_the_last_coded_one_is_named(a, b, year, words, source):
    _, section, _ = told(a, b, year)
    (sentence,) = (each for each in section.prose if "coded by hand" in each)
    assert words in sentence
    assert source in sentence


def test_counts_are_of_the_list_alone():
    _, section, _ = told("India", "Pakistan", 2025)
    assert "in 2014" in section.finding
    assert (
        disputes.topic(WORLD, WORLD.dyad("India", "Pakistan", 2025), 2025).facts["disputes"]["observed"]
        == 2014
    )


def test_a_pair_without_a_coded_dispute_is_not_told_that_it_had_none():
    _, section, _ = told("Finland", "Russia", 2024)
    assert any(
        "no dispute between the two is coded by hand; not all are known" in each for each in section.prose
    )


def test_a_year_that_the_list_covers_needs_no_coded_dispute():
    _, section, _ = told("India", "Pakistan", 2010)
    assert not any("coded by hand" in each for each in section.prose)


def test_a_rivalry_that_began_after_the_list_is_told_with_its_event():
    _, section, _ = told("Finland", "Russia", 2024)
    assert any(
        each.startswith("By an event coded by hand their rivalry began on 12 May 2022")
        for each in section.prose
    )


def test_a_war_of_the_lists_is_told_once():
    _, _, entries = told("Russia", "Ukraine", 2023)
    assert sum(each["kind"] == "war" for each in entries) == 1
    assert not any(each["source"] == "coded_disputes" and each["date"] == "2022-02-24" for each in entries)


def test_what_is_noted_already_is_not_told_again():
    """The strikes of 7 May 2025 are among the events noted by hand."""
    _, _, entries = told("India", "Pakistan", 2025)
    assert [each["source"] for each in entries if each["date"] == "2025-05-07"] == ["events"]


def test_a_page_of_an_earlier_year_knows_nothing_later():
    _, _, entries = told("Finland", "Russia", 2023, as_of=2023)
    (closed,) = (
        each for each in entries if each["source"] == "coded_relations" and each["date"] == "2023-11-30"
    )
    assert (closed["text"], closed["end"]) == ("Border closed", None)


def test_every_kind_has_words_a_weight_and_twins_that_are_kinds_of_events():
    kinds = [
        *coded_conflict.DISPUTE,
        *coded_conflict.LAND,
        *coded_conflict.RECOGNITION,
        *coded_conflict.RELATION,
        *coded_conflict.RIVALRY,
    ]
    assert set(coded.KINDS) == set(kinds)
    assert {twin for *_, twins in coded.KINDS.values() for twin in twins} <= set(EVENT_KINDS)


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        (("Israel", "Iran", 2024), " in 2024, in what no list counts as a war"),
        (("Armenia", "Azerbaijan", 2023), "last in 2023 from Armenia to Azerbaijan"),
        (("Russia", "Ukraine", 2022), "last in 2022 from Ukraine to Russia"),
        (("Iraq", "Kuwait", 1990), "occupied land of the other or declared it its own, last in 1990"),
        (("Soviet Union", "Czechoslovakia", 1968), " in 1968, in what no list counts as a war"),
    ],
    ids=str,
)
def test_the_lead_on_wars_and_land_knows_what_came_after_the_lists(pair, said):
    line, _, _ = told(*pair)
    assert said in line.finding


def test_the_lead_of_an_earlier_year_knows_nothing_later():
    line, _, _ = told("Armenia", "Azerbaijan", 2015)
    assert "2020" not in line.finding
    assert "2023" not in line.finding
