"""Oil and gas of both: hand-checked figures, one source at a time, and the years before the record."""

from __future__ import annotations

import pytest

from westphalia.record.world import load
from westphalia.report.brief.energy import topic
from westphalia.report.brief.figures import divided
from westphalia.report.page import Topic

WORLD = load()


def ask(a: str, b: str, year: int, as_of: int | None = None) -> Topic:
    world = WORLD if as_of is None else WORLD.as_of(as_of)
    return topic(world, WORLD.dyad(a, b, year), year)


@pytest.mark.parametrize(
    ("year", "iran"),
    [
        (2010, 2248),
        (2011, 2537),
        (2012, 2102),
        (2015, 1081),
        (2017, 2125),
        (2019, 651),
        (2020, 404),
        (2022, 901),
    ],
)
def test_crude_exports_of_iran(year: int, iran: int) -> None:
    """OPEC Annual Statistical Bulletin 2023, crude oil exports in thousand barrels a day."""
    figure = ask("Russia", "Iran", year).facts["energy"]["crude_exports"]["b"]
    assert (round(figure["value"]), figure["observed"], figure["source"]) == (iran, year, "opec_asb_2023")


def test_production_has_place_and_share_within_its_source() -> None:
    """Statistical Review of World Energy 2025: Iran 3,502 and Russia 11,679 thousand barrels a day in 2019."""
    found = ask("Iran", "Russia", 2019).facts["energy"]["oil_production"]
    assert round(found["a"]["value"]) == 3502
    assert round(found["b"]["value"]) == 11679
    assert found["a"]["source"] == found["b"]["source"] == "energy_institute_2025"
    assert found["b"]["place"]["rank"] <= 3
    assert 0.1 < found["b"]["share"] < 0.14


def test_both_sell_crude_so_they_compete() -> None:
    assert "both sold crude abroad" in ask("Russia", "Iran", 2022).section.finding


def test_one_sells_what_the_other_buys() -> None:
    assert (
        "Saudi Arabia sold crude abroad, China had to buy it"
        in ask("China", "Saudi Arabia", 2014).section.finding
    )


def test_baku_led_the_world_in_1900() -> None:
    """Russia pumped more oil than the United States about 1900 (Etemad and Luciani 1991)."""
    found = ask("Persia", "Russia", 1900)
    assert "Russia was the largest oil producer" in found.section.finding
    assert found.facts["energy"]["oil_production"]["a"]["value"] is None


def test_before_the_record() -> None:
    found = ask("Prussia", "Austria", 1866)
    assert "the record begins in 1900" in found.section.finding
    assert not found.section.charts
    assert found.used == ()
    crude = ask("France", "Algeria", 1962).facts["energy"]["crude_exports"]["a"]
    assert crude["value"] is None
    assert crude["why"] == "not known before 1980"


def test_carried_years_are_told() -> None:
    found = ask("Russia", "Iran", 2025)
    assert found.facts["energy"]["oil_production"]["a"]["observed"] == 2024
    assert found.facts["energy"]["crude_exports"]["a"]["observed"] == 2022
    assert "in 2022" in found.section.finding
    assert any("2022 and 2024" in each for each in found.unknown)


def test_nothing_is_carried_far() -> None:
    figure = ask("Russia", "Iran", 2022, as_of=2010).facts["energy"]["oil_production"]["a"]
    assert figure["value"] is None
    assert figure["why"] == "not known after 2010"


def test_lines_never_mix_sources() -> None:
    for chart in ask("Russia", "Iran", 2022).section.charts:
        sources: dict[str, set[str]] = {}
        for row in chart.rows:
            sources.setdefault(row["series"], set()).add(row["source"])
        assert all(len(found) == 1 for found in sources.values())


def test_divided_states_say_why_they_are_missing() -> None:
    assert "Germany" in divided((260, 365), 1975)
    assert divided((260, 365), 1995) == ""
    assert any("Germany" in note for note in ask("West Germany", "East Germany", 1975).section.notes)
