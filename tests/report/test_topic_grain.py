"""Wheat of both and between them: hand-checked figures and what the reports leave out."""

from __future__ import annotations

import pytest

from westphalia.record.world import load
from westphalia.report.brief.grain import topic
from westphalia.report.page import Topic

WORLD = load()


def ask(a: str, b: str, year: int, as_of: int | None = None) -> Topic:
    world = WORLD if as_of is None else WORLD.as_of(as_of)
    return topic(world, WORLD.dyad(a, b, year), year)


@pytest.mark.parametrize(
    ("year", "million"), [(2018, 44.0), (2019, 31.9), (2020, 37.3), (2021, 27.3), (2022, 17.8)]
)
def test_wheat_exports_of_russia(year: int, million: float) -> None:
    """FAOSTAT detailed trade matrix, tonnes."""
    figure = ask("Russia", "Iran", year).facts["grain"]["wheat_exports"]["a"]
    assert figure["value"] / 1e6 == pytest.approx(million, abs=0.06)
    assert figure["observed"] == year


@pytest.mark.parametrize(("year", "million"), [(2021, 5.66), (2022, 4.11)])
def test_wheat_from_russia_to_egypt(year: int, million: float) -> None:
    """FAOSTAT detailed trade matrix."""
    found = ask("Egypt", "Russia", year)
    assert found.facts["grain"]["b_to_a"]["value"] / 1e6 == pytest.approx(million, abs=0.006)
    assert "Russia sold" in found.section.finding


def test_harvests_of_2022() -> None:
    """FAOSTAT: 104.2 million tonnes in Russia, 10 in Iran."""
    found = ask("Russia", "Iran", 2022).facts["grain"]["wheat_production"]
    assert found["a"]["value"] / 1e6 == pytest.approx(104.2, abs=0.05)
    assert found["b"]["value"] / 1e6 == pytest.approx(10.0, abs=0.05)
    assert found["a"]["place"]["rank"] == 3  # after China and India


def test_balances_of_the_soviet_union_are_in_thousand_tonnes() -> None:
    figure = ask("US", "USSR", 1980).facts["grain"]["wheat_imports"]["b"]
    assert figure["unit"] == "thousand tonnes"
    assert 10_000 < figure["value"] < 20_000
    assert "the Soviet Union 92.5 million" in " ".join(ask("US", "USSR", 1980).section.prose)


def test_a_missing_flow_is_unknown_and_told_as_such() -> None:
    found = ask("Russia", "Iran", 2022)
    flow = found.facts["grain"]["a_to_b"]
    assert flow["value"] is None
    assert "which may be none" in flow["why"]
    assert "of 2019" in found.section.finding
    notes = " ".join(found.section.notes)
    assert "far too low" in notes
    assert "stopped publishing in 2022" in notes


def test_before_the_record() -> None:
    found = ask("US", "UK", 1914)
    assert "the record begins in 1973" in found.section.finding
    assert found.used == ()
    assert not found.section.charts
    between = ask("US", "USSR", 1980)
    assert between.facts["grain"]["a_to_b"]["value"] is None
    assert any("not known before 1993" in each for each in between.unknown)


def test_past_the_record_the_last_year_stands() -> None:
    found = ask("Russia", "Iran", 2025)
    assert found.facts["grain"]["wheat_production"]["a"]["observed"] == 2022
    assert "the last year known" in found.section.finding
    assert any("not known after 2022" in each for each in found.unknown)


def test_states_that_grow_none() -> None:
    found = ask("Liechtenstein", "Monaco", 2000)
    assert found.section.finding.startswith("No wheat harvest is on record")
    assert found.facts["grain"]["wheat_production"]["a"]["value"] is None


def test_as_of_hides_later_years() -> None:
    found = ask("Russia", "Iran", 2014, as_of=2012)
    assert found.facts["grain"]["a_to_b"]["years"][-1]["year"] == 2012
    assert found.facts["grain"]["wheat_production"]["a"]["observed"] == 2012
