"""What the headings of pages of different eras say, each for a kind of sentence that was false or no English."""

from __future__ import annotations

from functools import cache

import pytest

from westphalia.record.world import load
from westphalia.report.brief import page
from westphalia.report.page import Page, Section

WORLD = load()


@cache
def made(a: int, b: int, year: int) -> Page:
    return page(WORLD, WORLD.dyad(a, b, year), year, None)


def section(a: int, b: int, year: int, name: str) -> Section:
    return next(each for each in made(a, b, year).sections if each.id == name)


@pytest.mark.parametrize(
    ("pair", "name", "said"),
    [
        ((375, 2, 1943), "timeline", "stood on opposite sides of World War II in 1943"),
        ((375, 2, 1950), "timeline", "opposite sides of one war on record, World War II, in 1941-1944"),
        ((290, 365, 2024), "timeline", "at war with each other twice on record, last in 1939"),
        ((365, 372, 2015), "timeline", "one occupied land of the other or declared it its own, last in 2008"),
        ((750, 770, 1971), "timeline", "last in 1971 both ways"),
        ((315, 365, 1968), "timeline", "Force was used between Czechoslovakia and the Soviet Union in 1968"),
        ((255, 365, 1939), "pacts", "made a pact of their own on 23 August 1939"),
        ((651, 666, 1979), "pacts", "bound by two pacts in 1979, the latest their own of 26 March 1979"),
        ((750, 770, 1971), "pacts", "bound by one pact until 3 December 1971"),
        ((200, 220, 1904), "pacts", "Of 8 April 1904 an agreement is noted by hand"),
        ((365, 731, 2024), "pacts", "signed 19 June 2024, promising defence"),
        ((750, 770, 1971), "trade", "is not known: the list has zeros, as in many years of war"),
        ((365, 630, 2022), "trade", "is not known: what is known ends with 2014"),
        ((365, 710, 2022), "trade", "By the lists of main partners of 2022, China had"),
        ((750, 770, 1971), "who", "India under I. Gandhi"),
        ((365, 630, 1828), "who", "and how strong Persia was is not known"),
        ((365, 630, 2022), "capability", "much as ten years before"),
    ],
    ids=str,
)
def test_the_heading_says(pair: tuple[int, int, int], name: str, said: str) -> None:
    assert said in section(*pair, name).finding


def test_who_forbids_all_trade_is_named() -> None:
    told = " ".join(section(365, 630, 2022, "sanctions").prose)
    assert "All trade was forbidden by Ukraine." in told
    assert "All trade was forbidden by the United States." in told


def test_a_fall_of_cases_at_one_stroke_is_marked() -> None:
    """The cases against Iran that end on the lists with 2016."""
    notes = " ".join(section(365, 630, 2022, "sanctions").notes)
    assert "The number of cases against Iran fell from 26 in 2016 to 11 in 2017" in notes
    assert "cases against Russia fell" not in notes


def test_the_lane_of_war_has_a_war_that_the_list_of_disputes_has_not() -> None:
    (chart,) = section(371, 373, 1993, "disputes").charts
    assert {row["lane"] for row in chart.rows} >= {"War"}
    (chart,) = section(365, 372, 2008, "disputes").charts
    assert [row["start"] for row in chart.rows if row["lane"] == "War"] == [2008]


def test_a_war_heads_its_page_and_the_chance_of_a_pact_does_not() -> None:
    head = made(365, 369, 2022).standfirst
    assert head.startswith("24 February 2022: Russia invades Ukraine")
    assert "new pact" not in head
    assert made(255, 365, 1939).standfirst.startswith("Germany and the Soviet Union made a pact")
