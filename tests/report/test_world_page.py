"""The world in a year: who is first, what is not known, and the map of circles."""

from __future__ import annotations

import json

import pytest

import westphalia as wp
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report import charts
from westphalia.report.charts import map as outline


def test_the_states_of_a_year_stand_in_order_at_their_capitals_of_then():
    found = wp.world("cinc", 1914).to_dict()
    assert [each["name"] for each in found["states"][:3]] == ["United States", "Germany", "United Kingdom"]
    capital = {each["name"]: each["capital"] for each in found["states"]}
    assert (capital["Russia"], capital["Ottoman Empire"], capital["Brazil"]) == ("Saint Petersburg", "Constantinople", "Rio de Janeiro")  # fmt: skip
    assert {each["name"] for each in found["states"] if each["core"]} >= {
        "United Kingdom",
        "France",
        "Russia",
    }
    known = [each["value"] for each in found["states"] if each["value"] is not None]
    assert known == sorted(known, reverse=True)
    assert found["known"] == len(known) < len(found["states"])
    assert found["states"][-1]["value"] is None


@pytest.mark.parametrize(
    ("asked", "kind", "words"),
    [
        (("relation", 2022), NotUnderstood, "relation is a measure of two states."),
        (("cincc", 2022), NotUnderstood, "cinc"),
        (("cinc", 2025), NoAnswer, "is not known for 2025. It is known from 1816 to 2022."),
        (("cinc", 2020, 2019), NotUnderstood, "2020 is after the end of 2019"),
        (("ideal_point", 1930), NoAnswer, "is not known for 1930"),
    ],
)
def test_what_has_no_answer_is_told(asked, kind, words):
    with pytest.raises(kind) as told:
        wp.world(*asked)
    assert words in str(told.value)


def test_who_is_first_is_said_and_who_shares_the_most():
    assert wp.world("cinc", 1914).page.standfirst.startswith("The United States has the largest value of 45 states: 0.206; next Germany")  # fmt: skip
    assert wp.world("major_power", 1900).page.standfirst == "8 of 42 states have 1, the most."


def test_circles_have_the_area_of_their_value_and_unknown_is_a_ring():
    chart = wp.world("cinc", 1914).page.sections[0].charts[0]
    spec = charts.spec(chart, 960)
    dots = {each["text"]: each for layer in spec["layer"] for each in layer["data"]["values"] if "shape" in each and "text" in each}  # fmt: skip
    value = {row["name"]: row["value"] for row in chart.rows}
    assert dots["Germany"]["size"] / dots["United States"]["size"] == pytest.approx(value["Germany"] / value["United States"])  # fmt: skip
    assert "value" not in dots["Bolivia"] or value["Bolivia"] is not None
    unknown = next(name for name, each in value.items() if each is None)
    assert dots[unknown]["fill"] != dots[unknown]["stroke"]
    x, y = outline.spot(13.4, 52.5, 960)
    assert (dots["Germany"]["x"], dots["Germany"]["y"]) == pytest.approx((x, y + 30), abs=12)


def test_the_text_has_the_largest_and_says_what_is_left_out():
    text = wp.world("cinc", 1914).to_text()
    assert "United States    █" in text
    assert "15 states more: --format csv." in text
    assert len(wp.world("cinc", 1914).to_csv().splitlines()) == 1 + len(
        wp.world("cinc", 1914).to_dict()["states"]
    )


def test_nothing_later_is_known():
    then = wp.world("cinc", 2010, as_of=2011)
    assert then.to_dict()["as_of"] == 2011
    assert json.loads(then.to_json())["year"] == 2010
