"""The page on one state: it leads with what history would, its words are borne out, its document follows the schema, and what was not there is told."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import westphalia as wp
from tests.conftest import in_part
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report.brief.figures import of_all
from westphalia.report.brief.why.limiting import WARM
from westphalia.report.brief.why.reason import LONGEST
from westphalia.report.state.reason import HEADS, KINDS, LEADS_STATE
from westphalia.report.state.shape import schema

HERE = Path(__file__).parent
WORLD = wp.load()
LISTS = ("state_leads.yaml", "state_leads_held_out.yaml")
MISSED = {("Ottoman Empire", 1850)}
"""Pages that lead with another kind than was written beforehand (docs/reasons.md says why)."""
SHORT = 60
"""Lines of a page in a terminal."""


@cache
def listed() -> list[dict[str, Any]]:
    return [case for name in LISTS for case in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))]


@cache
def answer(state: str, year: int) -> Any:
    return wp.state(state, year)


def tried() -> list[Any]:
    hard = [
        ("Russia", 2022),
        ("Ottoman Empire", 1850),
        ("Nauru", 2005),
        ("Prussia", 1866),
        ("Czechoslovakia", 1968),
    ]
    return in_part([(case["state"], case["year"]) for case in listed()], 5, always=hard)


@pytest.mark.parametrize(("state", "year"), tried())
def test_a_page_on_a_state_leads_with_what_history_would(state: str, year: int) -> None:
    wanted = next(case["lead"] for case in listed() if (case["state"], case["year"]) == (state, year))
    document = answer(state, year).to_dict()
    told = document["answer"]
    assert (told["lead"] in wanted) is ((state, year) not in MISSED), told["sentences"]
    assert 1 <= len(told["sentences"]) <= HEADS
    for said in told["sentences"]:
        assert len(said.split()) <= LONGEST, said
        assert said.endswith("."), said
    weights = [each["weight"] for each in told["reasons"]]
    assert weights == sorted(weights, reverse=True)
    assert all(each["weight"] <= KINDS[each["kind"]] for each in told["reasons"])
    assert (told["lead"] == "quiet") is (not weights or weights[0] < LEADS_STATE)
    jsonschema.Draft202012Validator(schema()).validate(document)
    lines = answer(state, year).to_text().splitlines()
    assert len(lines) <= SHORT


def test_most_of_the_lists_are_written_beforehand_and_met() -> None:
    assert len(listed()) >= 45
    assert len(MISSED) <= 0.1 * len(listed())


def test_words_for_others_rest_on_what_was_seen_in_ten_years() -> None:
    """South Korea and Iran in 2022 have a hostile score, and nothing hostile was ever seen of them."""
    found = answer("Iran", 2022).to_dict()["relations"]
    names = {each["ccode"] for each in found["adversaries"]}
    assert 2 in names
    assert 732 not in names
    assert all(each["word"] in WARM for each in found["partners"])
    rows = WORLD.table("relations").filter(year=2022).collect().to_dicts()
    by = {(row["ccode1"], row["ccode2"]): row for row in rows}
    for each in found["adversaries"]:
        assert by[min(630, each["ccode"]), max(630, each["ccode"])]["hostile"] > 2012


@pytest.mark.parametrize(
    ("state", "year", "seat"),
    [("Taiwan", 1960, True), ("China", 1960, False), ("China", 1975, True), ("Taiwan", 1975, False), ("France", 1950, True), ("India", 1950, False), ("Italy", 1930, None)],
)  # fmt: skip
def test_the_seat_of_china_passed_in_1971(state: str, year: int, seat: bool | None) -> None:
    """Resolution 2758 of the General Assembly, 25 October 1971."""
    from westphalia.report.state.standing import _seat
    from westphalia.report.state.subject import Subject

    assert _seat(Subject(WORLD, WORLD.state(state, year), year)) is seat


def test_figures_of_page_and_json_are_those_of_the_record() -> None:
    document = answer("Russia", 2022).to_dict()
    assert document["who"]["capability"]["value"] == of_all(WORLD, "cinc", 2022).values[365]
    assert len(document["sanctions"]["on"]) == of_all(WORLD, "sanction_senders_own", 2022).values[365]
    assert f"Sanctions of {len(document['sanctions']['on'])} states" in answer("Russia", 2022).to_text()
    assert document["wars"]["of_the_year"][0]["against"] == [369]
    assert document["wars"]["of_the_year"][0]["began_it"] is True


@pytest.mark.parametrize(
    ("state", "year", "told"),
    [
        ("South Sudan", 2000, ("2011-2025", "Sudan")),
        ("East Germany", 1995, ("1949-1990", "Germany")),
        ("Austria-Hungary", 1930, ("1816-1918", "1918")),
    ],
)
def test_a_state_that_was_not_there_is_told_with_its_years(
    state: str, year: int, told: tuple[str, ...]
) -> None:
    with pytest.raises(NoAnswer) as error:
        wp.state(state, year)
    assert all(part in str(error.value) for part in told)


def test_a_year_outside_and_a_section_that_is_not_are_told() -> None:
    with pytest.raises(NotUnderstood):
        wp.state("Narnia", 1950)
    with pytest.raises(NotUnderstood, match="It has: "):
        wp.state("Nauru", 2005, section="nonsense").page  # noqa: B018
    assert [each.id for each in wp.state("Nauru", 2005, section="relations").page.sections] == ["relations"]


def test_past_the_lists_it_says_when_they_end() -> None:
    found = answer("Iran", 2025).to_dict()
    assert found["relations"]["observed"] == 2024
    assert found["sanctions"]["observed"] == 2023
    assert found["pacts"]["observed"] == 2018
    assert any("Disputes after 2014" in line for line in found["unknown"])
    assert "the last year scored" in answer("Iran", 2025).to_text()


def test_nothing_later_is_known_as_of_a_year() -> None:
    """The invasion of 2022 and what followed is in no page as of 2021, nor is the forecast of a model that saw it."""
    seen = wp.state("Russia", 2021, as_of=2021).to_dict()
    assert seen["as_of"] == 2021
    assert seen["wars"]["of_the_year"] == []
    assert seen["likely"]["partners"] == []
    assert all(name["to"] is None or name["to"] <= 2021 for name in seen["who"]["names"])


def test_a_coup_is_one_where_the_lists_agree() -> None:
    """Dubcek came by the rules in January 1968, and the coup of August 1991 in Moscow failed; Pinochet's did not."""
    assert answer("Czechoslovakia", 1968).to_dict()["regime_change"] is None
    assert "coup" not in answer("Soviet Union", 1991).to_dict()["regime_change"]["says"].lower()
    assert "A coup brought Pinochet" in wp.state("Chile", 1973).to_dict()["regime_change"]["says"]
