"""Briefs on pairs whose history can be checked in any handbook."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import westphalia as wp
from westphalia.report.brief import TOPICS
from westphalia.report.views.answer import Answer


@cache
def made(a: str, b: str, year: int, as_of: int | None = None) -> Answer:
    return wp.brief(wp.load(), a, b, year, as_of, quick=True)


def facts(a: str, b: str, year: int) -> dict[str, Any]:
    return made(a, b, year).to_dict()


def of_kind(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [event for event in document["timeline"] if event["kind"] == kind]


def test_topics_stand_in_their_order_with_the_unknown_last() -> None:
    page = made("Russia", "Iran", 2022).page
    assert page.title == "Russia and Iran in 2022"
    absent = () if page.document["essays"] else ("essay",)
    answers = ["binds", "limits", "others", "outlook", "record"]
    assert [section.id for section in page.sections if not section.fold] == answers
    details = [section.id for section in page.sections if section.fold]
    assert details == [*(t for t in TOPICS if t not in absent), "unknown"]
    assert all(section.finding.endswith(".") for section in page.sections)
    assert page.labels == {"a": "Russia", "b": "Iran", "pair": "Russia and Iran", "leader": "United States"}


def test_iran_has_a_supreme_leader_and_a_president() -> None:
    """Khamenei has been Supreme Leader since June 1989, Raisi was president from August 2021."""
    leaders = facts("Russia", "Iran", 2022)["who"]["b"]["leaders"]
    assert [(each["leader"], each["office"], each["effective"]) for each in leaders] == [
        ("Ali Khamenei", "supreme leader", True),
        ("Ebrahim Raisi", "president", False),
    ]


def test_britain_had_three_prime_ministers_in_2022() -> None:
    """Johnson to 6 September 2022, Truss to 25 October 2022, then Sunak."""
    leaders = facts("United Kingdom", "Russia", 2022)["who"]["a"]["leaders"]
    assert [each["leader"] for each in leaders] == ["Boris Johnson", "Liz Truss", "Rishi Sunak"]


def test_persia_and_iran_are_one_state_under_two_names() -> None:
    """The government asked for the name Iran from March 1935."""
    document = facts("Persia", "Russia", 1900)
    assert document["a"] == {"ccode": 630, "iso3": "IRN", "name": "Persia"}
    names = [
        (each["name"], each["from"]) for each in document["who"]["a"]["names"] if each["kind"] == "usual"
    ]
    assert ("Persia", 1816) in names
    assert ("Iran", 1935) in names


def test_the_treaty_of_2001_binds_russia_and_iran_without_defence() -> None:
    """Treaty on the basis for mutual relations, signed in Moscow on 12 March 2001; ATOP stops in 2018."""
    (pact,) = facts("Russia", "Iran", 2022)["pacts"]
    assert pact["start"] == "2001-03-12"
    assert pact["bilateral"]
    assert "defence" not in pact["obligations"]
    assert pact["observed"] == 2018
    section = next(each for each in made("Russia", "Iran", 2022).page.sections if each.id == "pacts")
    assert "at the end of 2018" in section.finding
    assert any("not known since" in grid.caption for grid in section.grids)


def test_turkmenchay_is_the_land_that_iran_lost() -> None:
    """Treaty of Turkmenchay, February 1828: Erivan and Nakhichevan to Russia."""
    (land,) = of_kind(facts("Russia", "Iran", 2022), "land")
    assert (land["date"], land["gainer"], land["loser"]) == ("1828-02", 365, 630)


def test_the_war_of_1826_is_not_denied() -> None:
    """Persia enters the list of wars in 1855; the wars of 1804-13 and 1826-28 are before it, and the record of events has them."""
    page = made("Russia", "Iran", 2022).page
    timeline = next(each for each in page.sections if each.id == "timeline")
    assert "twice on record, last in 1826-1828" in timeline.finding
    assert any("before 1855" in sentence for sentence in page.sections[-1].prose)


def test_arms_flow_both_ways_between_russia_and_iran() -> None:
    """S-300 deliveries to Iran in 2016; drones to Russia from 2022 (SIPRI)."""
    arms = of_kind(facts("Russia", "Iran", 2022), "arms")
    assert any(each["supplier"] == 365 and each["date"] <= "2016" <= (each["end"] or "9999") for each in arms)
    assert any(each["supplier"] == 630 and each["date"] == "2022" for each in arms)


def test_russia_and_iran_fight_on_one_side_in_syria() -> None:
    """Russian intervention from September 2015 beside Iran's (UCDP codes both as secondary parties of the government's side)."""
    conflict = of_kind(facts("Russia", "Iran", 2022), "conflict")[-1]
    assert conflict["date"] == "2015"
    assert not conflict["opposed"]
    assert "Syria" in conflict["text"]


def test_the_pact_of_23_august_1939() -> None:
    """German-Soviet treaty of non-aggression, Moscow, 23 August 1939, broken on 22 June 1941."""
    document = facts("Germany", "Soviet Union", 1939)
    (pact,) = document["pacts"]
    assert (pact["start"], pact["end"], pact["bilateral"]) == ("1939-08-23", "1941-06-22", True)
    assert set(pact["obligations"]) == {"neutrality", "non-aggression"}
    event = of_kind(document, "pact")[-1]
    assert (event["date"], event["end"], event["bilateral"]) == ("1939-08-23", None, True)


def test_the_timeline_of_1939_does_not_know_1941() -> None:
    document = facts("Germany", "Soviet Union", 1939)
    wars = [event["name"] for event in of_kind(document, "war") if event["opposed"]]
    assert wars == ["World War I", "Latvian Liberation"]
    assert max(event["date"] for event in document["timeline"]) < "1940"
    assert all(event["end"] is None or event["end"] < "1940" for event in document["timeline"])


def test_germany_and_the_soviet_union_bordered_after_poland() -> None:
    """Poland was partitioned on 28 September 1939; Berlin and Moscow are about 1,610 km apart."""
    geography = facts("Germany", "Soviet Union", 1939)["geography"]
    assert geography["border"]["value"] is True
    assert geography["capital_distance"]["value"] == pytest.approx(1610, abs=10)


def test_britain_and_america_had_no_pact_in_1914_and_nato_in_2018() -> None:
    """North Atlantic Treaty, Washington, 4 April 1949; 29 members in 2018."""
    assert facts("United States", "United Kingdom", 1914)["pacts"] == []
    nato = facts("United States", "United Kingdom", 2018)["pacts"][0]
    assert nato["start"] == "1949-04-04"
    assert not nato["bilateral"]
    assert nato["members"] == 29
    assert "defence" in nato["obligations"]


def test_ranks_of_1914() -> None:
    """CINC of 1914: the United States first, Germany second, the United Kingdom third (NMC)."""
    assert facts("United States", "United Kingdom", 1914)["capability"]["rank"] == {"a": 1, "b": 3}


def test_prussia_beats_austria_in_1866() -> None:
    """Seven Weeks War, June to July 1866; two pacts broke in June; Austria ceded its rights in Holstein."""
    document = facts("Prussia", "Austria", 1866)
    war = [event for event in of_kind(document, "war") if event["opposed"]]
    assert [event["date"][:4] for event in war] == ["1866"]
    assert {pact["end"][:7] for pact in document["pacts"]} == {"1866-06"}
    assert of_kind(document, "land")[-1]["gainer"] == 255


def test_iran_iraq_war_is_open_in_1980_and_closed_in_1989() -> None:
    """22 September 1980 to 20 August 1988."""
    during = of_kind(facts("Iraq", "Iran", 1980), "war")[-1]
    after = of_kind(facts("Iraq", "Iran", 1989), "war")[-1]
    assert (during["date"], during["end"]) == ("1980-09-22", None)
    assert after["end"] == "1988-08-20"


def test_visits_are_those_of_americans_only() -> None:
    """Carter in Tehran, 31 December 1977; no list has visits between Russia and Iran, and those noted by hand are a choice."""
    visits = of_kind(facts("United States", "Iran", 1978), "visit")
    assert any(event["date"] == "1977-12-31" and event["office"] == "president" for event in visits)
    page = made("Russia", "Iran", 2022).page
    assert any(sentence.startswith("All visits between the two") for sentence in page.sections[-1].prose)


def test_sanctions_of_one_on_the_other() -> None:
    """The United States has sanctioned Iran without a break since the designation of January 1984 at the latest (GSDB)."""
    spells = of_kind(facts("United States", "Iran", 2022), "sanction")
    assert any(each["sender"] == 2 and each["date"] == "1984" and each["end"] is None for each in spells)


def test_a_pair_outside_the_lists_is_unknown_not_peaceful() -> None:
    disputes = facts("Tibet", "China", 1930)["disputes"]
    assert disputes["count"] is None
    assert "Correlates of War" in disputes["why"]


def test_capability_of_2025_is_that_of_2022_and_says_so() -> None:
    capability = facts("Russia", "Iran", 2025)["capability"]
    assert (capability["a"]["year"], capability["a"]["observed"]) == (2025, 2022)
    assert any("not known after 2022" in sentence for sentence in facts("Russia", "Iran", 2025)["unknown"])


def test_as_of_hides_what_came_later() -> None:
    document = made("Germany", "Soviet Union", 1939, 1939).to_dict()
    assert document["as_of"] == 1939
    assert document["pacts"][0]["end"] is None
    seen = made("Russia", "Iran", 2022, 2005).page
    assert seen.document["who"]["a"]["leaders"] == []
    assert any("withheld as of 2005" in sentence for sentence in seen.sections[-1].prose)


def _finding(a, b, year, topic):
    page = made(a, b, year).page
    return next(section.finding for section in page.sections if section.topic == topic)


def test_no_transfer_of_land_is_only_claimed_for_the_years_that_the_list_covers():
    """The list ends in July 2015: of 2022 the page may not say that no land did since."""
    assert "in 1993-2015; later years are not known" in _finding("Slovakia", "Ukraine", 2019, "Timeline")
    page = made("Slovakia", "Ukraine", 2022).page
    timeline = next(each for each in page.sections if each.id == "timeline")
    assert "no land" not in timeline.finding
    assert any("ends with 2015, and has none between the two to then" in each for each in timeline.prose)


def test_a_transfer_from_a_short_lived_predecessor_is_not_between_the_two():
    """The Ukraine of 1920 is in neither list of states; Crimea was taken from that of today."""
    events = made("Ukraine", "Russia", 2022).to_dict()["timeline"]
    assert [event["date"] for event in events if event["kind"] == "land"] == ["2014-03"]


def test_the_leader_named_is_the_one_who_held_office_longest_in_the_year():
    """Barthou headed the French government from March to December 1913, Doumergue for its last three weeks."""
    assert "France under Barthou" in _finding("France", "Germany", 1913, "Who they are")


def test_cases_filed_under_ukraine_are_explained():
    page = made("Ukraine", "Poland", 2022).page
    prose = [text for section in page.sections for text in section.prose]
    assert any("not meant for the state but for persons" in text for text in prose)
