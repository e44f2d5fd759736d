"""The market view says what the contract has, on every surface, and answers questions that have none with why."""

from __future__ import annotations

import json

import pytest

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report import views

ASKED = {"good": "oil", "exclude": "Russia,Iran", "year": 2021}
KEYS = {
    "good", "price_change", "alone", "beyond_sum", "discount", "revenue", "inflation", "by", "horizon", "baseline", "volume", "gains",
    "contribution", "westphalia",
}  # fmt: skip


@pytest.fixture(scope="module")
def found():
    return views.ask("market", ASKED)


def test_document(found):
    said = json.loads(found.to_json())
    assert set(said) >= KEYS
    assert said["contribution"] is True
    assert set(said["alone"]) == set(said["volume"]) == set(said["revenue"]) == {"RUS", "IRN"}
    assert set(said["volume"]["RUS"]) >= {"refused", "rerouted", "shut_in"}
    assert set(said["price_change"]["quantiles"]) == {"0.05", "0.25", "0.5", "0.75", "0.95"}
    assert said["conserved"] <= 1e-9
    assert all("area" in each and each["to"]["mean"] >= 0 for each in said["gains"])
    assert sum(each["from"] for each in said["gains"]) == pytest.approx(1.0)
    assert said["baseline"]["matrix"] == 2019
    assert said["baseline"]["quoted"]["RUS"] == {
        "crude": "Urals",
        "under_brent": pytest.approx(1 - 69.45 / 70.8, abs=1e-3),
        "observed": 2021,
    }


def test_the_joint_effect_is_at_least_either_alone(found):
    said = found.to_dict()
    for level in ("0.05", "0.5", "0.95"):
        joint = said["price_change"]["quantiles"][level]
        assert all(joint >= each["quantiles"][level] for each in said["alone"].values())
    assert said["price_change"]["mean"] >= max(each["mean"] for each in said["alone"].values())


def test_every_form(found):
    for form in ("text", "html", "markdown", "csv"):
        assert "price" in found.as_form(form).lower()
    assert "a contribution to the price" in " ".join(found.to_text().split())


def test_the_same_seed_gives_the_same():
    one, two = (views.ask("market", {**ASKED, "runs": 20, "seed": 5}).to_json() for _ in range(2))
    assert one == two
    assert views.ask("market", {**ASKED, "runs": 20, "seed": 6}).to_json() != one


def test_nothing_later_is_read():
    """As of 2018 the table of 2019 is not there, and neither are the exports of 2019 and later."""
    with pytest.raises(NotUnderstood, match="after 2018"):
        views.ask("market", {**ASKED, "as-of": 2018})
    said = views.ask("market", {**ASKED, "year": 2018, "as-of": 2018, "runs": 5}).to_dict()
    assert said["baseline"]["matrix"] <= 2018
    assert all(each["observed"] <= 2018 for each in said["baseline"]["exports"].values())


def test_given_assumptions_are_taken_and_shown():
    said = views.ask("market", {**ASKED, "runs": 5, "set": "oil.room.short=0"}).to_dict()
    assert said["volume"]["RUS"]["rerouted"]["mean"] == 0
    assert next(each for each in said["assumptions"] if each["name"] == "oil.room.short")["found"] == "given"


def test_exports_from_before_it_was_shut_out():
    said = views.ask("market", {**ASKED, "exclude": "Iran", "from": "2017", "runs": 5}).to_dict()
    assert said["baseline"]["exports"]["IRN"]["observed"] == 2017
    assert said["baseline"]["exports"]["IRN"]["value"] > 2000


@pytest.mark.parametrize(
    ("change", "error", "why"),
    [
        ({"exclude": "Russia,RUS"}, NotUnderstood, "twice"),
        ({"by": "Russia,US"}, NotUnderstood, "by itself"),
        ({"by": "core,US"}, NotUnderstood, "rule"),
        ({"exclude": "Uruguay"}, NoAnswer, "Who buys"),
        ({"year": 1950}, NoAnswer, "not known"),
        ({"set": "oil.foo=1"}, NotUnderstood, "no parameter"),
        ({"from": "2030"}, NotUnderstood, "2030"),
        ({"from": "soon"}, NotUnderstood, "no year"),
        ({"from": "China:2015"}, NotUnderstood, "not shut out"),
        ({"good": "gold"}, NotUnderstood, "good"),
        ({"cap": -1}, NotUnderstood, "cap"),
        (
            {"set": ["oil.elasticity.short.demand=0", "oil.elasticity.short.supply=0"]},
            NotUnderstood,
            "answers the price",
        ),
    ],
)
def test_questions_without_an_answer_say_why(change, error, why):
    with pytest.raises(error, match=why):
        views.ask("market", {**ASKED, "runs": 5, **change})


def test_both_hydrocarbons_have_common_draws():
    """Oil and gas together are oil and gas apart, run by run; how strict the coalition is is one draw."""
    asked = {"exclude": "Russia,Iran", "year": 2024, "runs": 20, "seed": 2}
    both = views.ask("market", {**asked, "good": "oil,gas"})
    said = both.to_dict()
    assert set(said["goods"]) == {"oil", "gas"}
    for good in ("oil", "gas"):
        alone = views.ask("market", {**asked, "good": good}).to_dict()
        assert said["goods"][good]["price_change"] == alone["price_change"]
    assert "oil.refusal.compliance" in {each["name"] for each in said["goods"]["gas"]["assumptions"]}
    assert "gas" in both.to_text()
    assert "gas" in both.to_html()


def test_threats_say_that_the_model_fell_short_of_them():
    """The page of a threat says what the episodes said of threats, and shows both horizons."""
    page = views.ask("market", {**ASKED, "secondary": True}).page
    price = next(section for section in page.sections if section.id == "price")
    assert any("fell further than the model says" in note for note in price.notes)
    assert {row["year"] for row in price.charts[0].rows} == {2021, 2022, 2026}
    calm = next(section for section in views.ask("market", ASKED).page.sections if section.id == "price")
    assert not any("fell further" in note for note in calm.notes)


def test_wheat_names_states():
    said = views.ask(
        "market", {"good": "wheat", "exclude": "Russia", "year": 2021, "by": "all", "runs": 10}
    ).to_dict()
    assert all("state" in each for each in said["gains"])
    assert said["volume"]["RUS"]["shut_in"]["mean"] > 2e7
