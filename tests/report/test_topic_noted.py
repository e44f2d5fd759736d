"""Events noted by hand in the timeline: who did what to whom, as exactly as known, told once and with the place where it is told."""

from __future__ import annotations

import re
from typing import Any

import pytest

from westphalia.record.event_kinds import EVENT_KINDS
from westphalia.record.world import load
from westphalia.report.brief import chosen, ties, timeline, timeline_chart
from westphalia.report.brief.ties import Event
from westphalia.report.brief.timeline_chart import AGAINST, DRAWN, LANES
from westphalia.report.page import Section, Topic

WORLD = load()


def ask(a: str, b: str, year: int, as_of: int | None = None) -> Topic:
    world = WORLD if as_of is None else WORLD.as_of(as_of)
    return timeline.topic(world, WORLD.dyad(a, b, year), year)


def section(topic: Topic) -> Section:
    assert topic.section is not None
    return topic.section


def entries(topic: Topic) -> list[dict[str, Any]]:
    return [event for event in topic.facts["timeline"] if event["kind"] == "event"]


def find(topic: Topic, words: str) -> dict[str, Any]:
    (found,) = (event for event in entries(topic) if words in event["text"])
    return found


def test_every_kind_has_a_weight() -> None:
    assert set(ties.RANKS) == set(EVENT_KINDS)


def test_what_lasted_ends_with_its_last_day() -> None:
    """Agra, 14 to 16 July 2001."""
    agra = find(ask("India", "Pakistan", 2019), "Agra")
    assert (agra["date"], agra["end"], agra["what"]) == ("2001-07-14", "2001-07-16", "visit")
    assert agra["people"] == ["Pervez Musharraf", "Atal Bihari Vajpayee"]
    assert agra["place"] == "Agra"


def test_a_date_is_as_exact_as_it_is_known() -> None:
    dates = {event["date"] for event in entries(ask("Russia", "Iran", 2022))}
    assert {len(date) for date in dates} == {4, 7, 10}


def test_a_page_of_a_year_leaves_an_end_open_that_came_later() -> None:
    """Soviet pilots in China, 1937 to 1941."""
    china = ask("Soviet Union", "China", 1938, as_of=1938)
    pilots = next(event for event in entries(china) if event["date"] == "1937" and event["end"] != "1937")
    assert pilots["end"] is None
    assert all(event["date"] < "1939" for event in entries(china))


def test_magnitudes_stand_with_their_unit() -> None:
    aigun = find(ask("Russia", "China", 2000), "north of the Amur")
    assert (aigun["magnitude"], aigun["unit"], aigun["against"]) == (600_000, "km2", True)
    assert all(("magnitude" in event) == ("unit" in event) for event in entries(ask("US", "Iran", 2022)))


def test_the_storming_of_a_mission_is_by_the_hand_of_no_state_and_against_its_owner() -> None:
    topic = ask("Russia", "Iran", 2022)
    assert find(topic, "kills the envoy")["against"] is True


def test_a_treaty_on_a_list_is_told_once() -> None:
    """The treaty of 1 October 1927 is a pact of ATOP; the lease of the fisheries of that day is not."""
    topic = ask("Russia", "Iran", 2022)
    assert find(topic, "promise each other neutrality")["repeats"] == "pacts"
    assert "repeats" not in find(topic, "Persia leases its Caspian fisheries")
    _, lists, hand = section(topic).grids
    assert sum("promise each other neutrality" in row[2] for row in lists.rows) == 1
    assert not any("promise each other neutrality" in row[1] for row in hand.rows)
    (chart,) = section(topic).charts
    assert not any("promise each other neutrality" in row["what"] for row in chart.rows)


def test_no_event_noted_by_hand_that_repeats_another_stands_in_the_picture() -> None:
    topic = ask("Egypt", "Israel", 2000)
    twice = {event["text"] for event in entries(topic) if "repeats" in event}
    assert twice
    assert not twice & {row["what"] for row in section(topic).charts[0].rows}


def test_the_table_is_not_endless_and_counts_the_rest() -> None:
    topic = ask("Russia", "Iran", 2022)
    hand = section(topic).grids[2]
    once = [event for event in entries(topic) if "repeats" not in event]
    assert len(hand.rows) == chosen.NOTED < len(once)
    assert f"of {len(once)} other events" in hand.caption
    assert f"{len(once) - len(hand.rows)} are in the JSON document" in hand.caption
    assert hand.rows[-1][0].endswith("2022")
    years = [int(re.findall(r"\d{4}", row[0])[0]) for row in hand.rows]
    assert years == sorted(years)
    assert all(any(chosen.era(year) == era for year in years) for era in range(len(chosen.ERAS) + 1))


def test_a_listed_event_weighs_as_much_as_the_noted_one_that_tells_it() -> None:
    told = [
        Event(f"{year}-01", None, "pact", f"Of {year}", "pacts", "pair", "", 5) for year in range(1900, 1950)
    ]
    light = Event("1960-01", None, "pact", "Light", "pacts", "pair", "", 7)
    more = (("what", "treaty"), ("citation", "https://a.org"), ("verified", True))
    twin = Event("1960-01-01", "1960-01-01", "event", "Told", "events", "pair", "", 4, more)
    assert "Light" not in {row[2] for row in timeline_chart.listed([*told, light], []).rows}
    last = timeline_chart.listed([*told, light, twin], [(light, twin)]).rows[-1]
    assert last == ("1960-01", "open", "Light. Told. https://a.org")


def test_citations_are_links_where_the_work_has_an_address() -> None:
    rows = [told for _, told in section(ask("Russia", "Iran", 2022)).grids[2].rows]
    linked = [told for told in rows if "http" in told]
    assert 0.3 < len(linked) / len(rows) < 1, "some works have an address of their own, some do not"
    assert all('<a class="site" href="http' in told.__html__() for told in linked)
    assert not any("<a" in told.__html__() for told in rows if told not in linked)


def test_what_was_not_read_says_so() -> None:
    topic = ask("Russia", "Iran", 2022)
    unread = [event["text"] for event in entries(topic) if not event["verified"]]
    told = [row[1] for row in section(topic).grids[2].rows if "(not verified)" in row[1]]
    assert unread
    assert all(any(line.startswith(text) for text in unread) for line in told)
    marks = [row for row in section(topic).charts[0].rows if row["status"] == "estimated"]
    assert {row["what"] for row in marks} <= set(unread)


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("Russia", "Iran", 2022), "noted by hand, a choice"),
        (("Liechtenstein", "Monaco", 1995), "does not show that there was none"),
    ],
)
def test_visits_are_a_full_list_for_the_united_states_only(pair: tuple[str, str, int], words: str) -> None:
    topic = ask(*pair)
    assert words in section(topic).notes[-1]
    assert any(sentence.startswith("All visits between the two") for sentence in topic.unknown)
    assert not any("All visits" in sentence for sentence in ask("US", "Iran", 2022).unknown)


def test_a_lane_has_few_marks_of_a_year() -> None:
    (chart,) = section(ask("Russia", "Iran", 2022)).charts
    for lane in (AGAINST, LANES["event"]):
        years = [row["start"][:4] for row in chart.rows if row["lane"] == lane]
        assert years
        assert max(years.count(year) for year in years) <= DRAWN
    assert "two weightiest of each year" in chart.coverage


def test_the_events_that_matter_are_of_every_era_and_in_order() -> None:
    """The wars and cessions of 1804-28, the killing of Griboyedov, the partition of 1907, Tabriz, Gilan, 1941, the crisis of 1945-46 and the treaty of 1921 declared void."""
    table = section(ask("Russia", "Iran", 2022)).grids[0]
    years = [int(re.findall(r"\d{4}", row[0])[0]) for row in table.rows]
    assert years == sorted(years)
    assert {1804, 1813, 1826, 1828, 1829, 1907, 1911, 1920, 1921, 1941, 1945, 1946, 1979, 2022} <= set(years)
    assert max(years.count(year) for year in set(years)) <= chosen.PLACES
    assert len(table.rows) <= chosen.PLACES * (len(chosen.ERAS) + 1)


def test_age_alone_is_no_reason_to_leave_an_event_out() -> None:
    def told(year: int) -> Event:
        more = (("what", "treaty"), ("citation", "https://a.org"), ("verified", True), ("against", False))
        return Event(f"{year}-01-01", f"{year}-01-01", "event", f"Of {year}", "events", "pair", "", 4, more)

    rows = timeline_chart.noted([told(year) for year in range(1850, 1990)], [], 1990).rows
    assert len(rows) == chosen.NOTED
    assert {row[0] for row in rows} >= {f"1 January {year}" for year in (1850, 1871, 1914, 1946, 1989)}


def test_a_war_that_no_list_has_is_a_war_in_headline_lane_and_number() -> None:
    """Both states were in the lists of wars together from 1855 only."""
    topic = ask("Russia", "Persia", 1828)
    own = [event for event in topic.facts["timeline"] if event["kind"] == "war"]
    assert [(event["date"], event["end"]) for event in own] == [
        ("1804-06-22", "1813-10-24"),
        ("1826-07", "1828-02-22"),
    ]
    part = section(topic)
    assert part.finding.startswith("Russia and Persia were at war with each other in 1828")
    (chart,) = part.charts
    assert chart.options["missing"]["War, conflict"] == [[1804, 1828]]
    assert sum(row["lane"] == "War, conflict" for row in chart.rows) == 2
    assert "twice on record" in section(ask("Russia", "Iran", 2022)).finding


def test_a_war_of_the_lists_is_not_counted_again_by_the_event_that_tells_it() -> None:
    topic = ask("Japan", "China", 1937)
    own = [event for event in topic.facts["timeline"] if event["kind"] == "war" and event["date"] >= "1937"]
    assert [event["source"] for event in own] == ["war_participants"]
