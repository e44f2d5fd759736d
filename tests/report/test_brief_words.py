"""Helpers of the brief: words, places, spells, the leading state."""

from __future__ import annotations

import doctest
import importlib

import pytest

import westphalia as wp
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.existence import leading
from westphalia.report.brief.figures import between, figure, gap, of_all, series
from westphalia.report.brief.places import among, place, share, top
from westphalia.report.brief.ties import Event


@pytest.mark.parametrize(
    "name", ["words", "figures", "places", "ties", "promises", "coded_pacts", "existence", "document"]
)
def test_examples_run(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"westphalia.report.brief.{name}"))
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_articles_and_possessives() -> None:
    assert words.the("Netherlands", start=True) == "The Netherlands"
    assert words.possessive(words.the("United States")) == "the United States'"


@pytest.mark.parametrize(
    ("share_of", "text"),
    [(0.5, "50 of 100"), (0.0, "none"), (1.0, "all"), (0.00001, "fewer than 1 of 10,000")],
)
def test_natural_frequencies(share_of: float, text: str) -> None:
    assert numbers.in_hundred(share_of) == text


def test_likelihood_words_are_those_of_the_list() -> None:
    told = [numbers.likelihood(p).split(" (")[0] for p in (0.99, 0.7, 0.5, 0.1, 0.01)]
    assert told == ["almost certain", "likely", "a toss-up", "unlikely", "remote"]


def test_place_of_a_lone_and_of_a_missing_value() -> None:
    assert place({}, 1) is None
    only = place({1: 3.0}, 1)
    assert only is not None
    assert (only.rank, only.among, only.percentile) == (1, 1, 1.0)
    assert share({1: 0.0}, 1) is None
    assert top({1: 2.0, 2: 5.0, 3: 5.0}, 2) == [(2, 5.0), (3, 5.0)]


def test_ties_share_the_better_rank() -> None:
    spot = among([1.0, 2.0, 2.0, 3.0], 2.0)
    assert (spot.rank, spot.below, spot.equal, spot.percentile) == (2, 1, 1, 0.5)


def test_a_value_past_its_source_is_unknown_unless_carried() -> None:
    world = wp.load()
    unknown = figure(world, "cinc", 365, 2025)
    carried = figure(world, "cinc", 365, 2025, carry=True)
    assert (unknown.value, unknown.why) == (None, "not known after 2022")
    assert (carried.year, carried.observed) == (2025, 2022)
    assert carried.value == figure(world, "cinc", 365, 2022).value


def test_a_withheld_series_says_why() -> None:
    world = wp.load().as_of(2010)
    found = of_all(world, "ideal_point", 2005)
    assert found.observed is None
    assert "withheld" in found.why
    assert gap(world, "ideal_point", 2005) == found.why
    assert series(world, "ideal_point", 2) == [{}]
    assert between(world, "relation", 2, 20) == {}


def test_the_leading_state_is_of_the_core() -> None:
    """The Soviet Union had the largest CINC of 1975 and China that of 2022; neither leads the core."""
    world = wp.load()
    found = {year: leading(world, year) for year in (1816, 1870, 1914, 1975, 2022, 2025)}
    assert [state.ccode if state else None for state in found.values()] == [200, 200, 2, 2, 2, 2]


def test_an_event_is_told_as_it_stood() -> None:
    war = Event("1939-09-01", "1945-05-07", "war", "War", "wars", "warning")
    assert war.until(1938) is None
    open_then = war.until(1941)
    assert open_then is not None
    assert open_then.end is None
    assert war.until(1945) == war
