"""Sanctions in force: hand-checked cases, senders and institutions, and what the source leaves out."""

from __future__ import annotations

import pytest

from westphalia.record.world import load
from westphalia.report.brief.sanction_record import record, sender_counts
from westphalia.report.brief.sanctions import topic
from westphalia.report.page import Topic

WORLD = load()


def ask(a: str, b: str, year: int, as_of: int | None = None) -> Topic:
    world = WORLD if as_of is None else WORLD.as_of(as_of)
    return topic(world, WORLD.dyad(a, b, year), year)


@pytest.mark.parametrize(
    ("state", "year", "cases"),
    [
        ("Russia", 2012, 0),
        ("Russia", 2014, 8),
        ("Russia", 2018, 10),
        ("Russia", 2022, 41),
        ("Iran", 2007, 7),
        ("Iran", 2012, 20),
        ("Iran", 2018, 13),  # Resolution 1929 ended on 16 January 2016
        ("Iran", 2022, 26),
    ],
)
def test_cases_in_force(state: str, year: int, cases: int) -> None:
    """Cases of the Global Sanctions Data Base, release 4, corrected, and those coded by hand, in force against Russia and Iran."""
    figure = ask(state, "Brazil", year).facts["sanctions"]["a"]["cases"]
    assert (figure["value"], figure["observed"], figure["source"]) == (cases, year, "sanction_cases")


def test_senders_institutions_and_what_is_shared() -> None:
    facts = ask("Russia", "Iran", 2022).facts["sanctions"]
    assert {"European Union", "EU"} & {each["name"] for each in facts["a"]["institutions"]} == {"EU"}
    assert facts["b"]["un"]["value"] is True  # Security Council resolution 2231
    assert facts["a"]["un"]["value"] is False  # a permanent member vetoes
    senders = {each["ccode"] for each in facts["a"]["sender_states"]}
    assert {2, 200, 255, 740} <= senders  # US, UK, Germany, Japan
    assert not {710, 750, 630} & senders  # China, India, Iran
    assert facts["a"]["senders"]["value"] == len(senders)
    assert facts["a"]["by_the_other"]["value"] is False
    assert 2 in {each["ccode"] for each in facts["common_senders"]}


def test_the_embargo_of_cuba() -> None:
    facts = ask("United States", "Cuba", 1975).facts["sanctions"]
    assert facts["b"]["by_the_other"]["value"] is True
    assert facts["b"]["embargo"]["value"] is True
    assert "itself had sanctions on Cuba" in " ".join(ask("United States", "Cuba", 1975).section.prose)


def test_designations_carry_their_month() -> None:
    listed = ask("Russia", "Iran", 2022).facts["sanctions"]["a"]["designations"]
    assert (listed["value"], listed["month"]) == (2227, "2022-12")
    early = ask("Russia", "Iran", 2021).facts["sanctions"]["a"]["designations"]
    assert early["value"] is None
    assert "April 2022" in early["why"]


def test_before_the_record_and_past_it() -> None:
    early = ask("US", "UK", 1914)
    assert "the record begins in 1949" in early.section.finding
    assert early.facts["sanctions"]["a"]["cases"]["value"] is None
    assert not early.section.charts
    late = ask("Russia", "Iran", 2025)
    assert late.facts["sanctions"]["a"]["cases"]["observed"] == 2023
    assert "the last year known" in late.section.finding
    assert any("not known after 2023" in each for each in late.unknown)


def test_none_in_force_is_zero_inside_the_record() -> None:
    found = ask("US", "UK", 1960)
    assert found.facts["sanctions"]["a"]["cases"]["value"] == 0
    assert found.section.finding.startswith("No state had sanctions")


def test_as_of_hides_what_came_later() -> None:
    facts = ask("Russia", "Iran", 2022, as_of=2014).facts["sanctions"]
    assert (facts["a"]["cases"]["value"], facts["a"]["cases"]["observed"]) == (8, 2014)
    assert facts["a"]["designations"]["value"] is None


def test_notes_say_who_counts_as_a_sender_and_what_is_left_out() -> None:
    notes = " ".join(ask("Russia", "Iran", 2022).section.notes)
    assert "mean persons" in notes
    assert "secondary sanctions" in notes


def test_cases_that_mean_others_than_the_state_are_told_apart() -> None:
    """Crimea, the eastern territories and former officials: Council Regulations (EU) 692/2014 and 208/2014."""
    found = ask("Ukraine", "Poland", 2022)
    told = " ".join(found.section.prose)
    assert "not meant for the state but for persons" in told
    assert "a territory" in told
    assert {each["ccode"] for each in found.facts["sanctions"]["a"]["sender_states"]} == {365}


def test_what_the_security_council_binds_all_to_is_told() -> None:
    told = " ".join(ask("Iraq", "Venezuela", 1995).section.prose)
    assert "The Security Council bound all members of the United Nations (trade, arms" in told
    assert "All trade was forbidden by " in told


def test_place_counts_states_without_sanctions() -> None:
    counts = sender_counts(WORLD, 2022).values
    assert min(counts.values()) == 0
    assert set(WORLD.members(2022)) <= set(counts)
    russia = record(WORLD, WORLD.state("Russia", 2022), 2022)
    assert russia.place is not None
    assert russia.place.rank == 1


def test_the_map_groups_the_senders() -> None:
    charts = {chart.id: chart for chart in ask("Russia", "Iran", 2022).section.charts}
    groups = {row["group"] for row in charts["sanctions-map"].rows}
    assert groups == {"sanctions both", "sanctions Russia", "sanctions Iran", "Russia and Iran"}
    assert groups == set(charts["sanctions-map"].options["groups"])
    assert "sanctions-map" not in {chart.id for chart in ask("United States", "Cuba", 1975).section.charts}
