"""The page of a strike: by contract, the study that speaks against it on every page, and what is refused."""

import json

import pytest

import westphalia as wp
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report import views

WORLD = wp.load()
RUNS = 1000


@pytest.fixture(scope="module")
def iran():
    return wp.strike(
        WORLD, ("Israel", "United States"), "Iran", 2021, "Russia:Iran:air-defence:500", ("Russia",), RUNS
    )


def test_the_document_is_by_contract(iran):
    document = json.loads(iran.to_json())
    assert {"assumptions", "deterred", "thresholds", "cases", "against"} <= set(document)
    assert all({"name", "low", "high", "reference"} <= set(each) for each in document["assumptions"])
    assert all(each["low"] < each["high"] and len(each["reference"]) > 10 for each in document["assumptions"])
    assert 0 < document["deterred"]["before"] <= document["deterred"]["after"] < 1


def test_the_null_finding_stands_on_every_page(iran):
    for found in (iran, wp.strike(WORLD, "Israel", "Iraq", 1980, runs=200)):
        document = found.to_dict()
        assert any(
            "Fuhrmann" in each["citation"] and "2010" in each["citation"] for each in document["against"]
        )
        for text in (found.to_text(), found.to_html()):
            assert "not deterred" in text
            assert "no probability" in text


def test_nothing_given_is_exactly_no_change():
    found = wp.strike(WORLD, "Israel", "Iran", 2021, runs=RUNS).to_dict()
    assert found["deterred"]["difference"] == 0
    assert found["setting"]["before"] == found["setting"]["after"]


def test_arms_that_defend_nothing_change_nothing():
    found = wp.strike(WORLD, "Israel", "Iran", 2021, "Russia:Iran:ships:500", runs=RUNS)
    assert found.to_dict()["deterred"]["difference"] == 0
    assert "count for nothing here" in " ".join(found.to_text().split())


def test_an_ally_that_has_promised_deters_more_than_one_that_has_not():
    promised, none = (
        wp.strike(WORLD, "United States", "North Korea", 1994, support=(each,), runs=RUNS).to_dict() for each in ("China", "Russia")
    )  # fmt: skip
    assert promised["setting"]["after"]["third_states"]["promised"]
    assert (
        none["setting"]["after"]["third_states"]["promised"] == [] or none["deterred"] != promised["deterred"]
    )


def test_the_same_seed_gives_the_same_and_another_another():
    one, two, other = (
        wp.strike(WORLD, "Israel", "Iran", 2021, runs=300, seed=seed).to_dict() for seed in (1, 1, 2)
    )
    assert one == two
    assert one["deterred"] != other["deterred"]


def test_what_is_fixed_has_no_range():
    found = wp.strike(WORLD, "Israel", "Iran", 2021, runs=300, given={"security.strike.bomb": 0.0}).to_dict()
    assert found["deterred"]["before"] == 1
    each = next(each for each in found["assumptions"] if each["name"] == "security.strike.bomb")
    assert each["low"] == each["high"] == 0


def test_cases_are_those_up_to_the_year_with_the_box_put_to_them(iran):
    cases = iran.to_dict()["cases"]
    assert max(each["year"] for each in cases) <= 2021
    assert {each["kind"] for each in cases} == {"attack", "considered"}
    assert next(each for each in cases if each["id"] == "osirak-1981")["event"] == "osirak-1981"
    assert all(each["deterred"] is not None or each["why"] for each in cases)
    assert "wrong way round" in " ".join(iran.to_text().split())


def test_nothing_later_is_seen():
    found = wp.strike(WORLD, "Israel", "Iraq", 1980, runs=300, as_of=1980).to_dict()
    assert all(each["year"] <= 1980 for each in found["cases"])


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"by": ("Iran",)}, NotUnderstood),
        ({"support": ("Israel",)}, NotUnderstood),
        ({"support": ("Iran",)}, NotUnderstood),
        ({"on": "Sweden"}, NoAnswer),
        ({"on": "North Korea"}, NoAnswer),
        ({"year": 1945}, NoAnswer),
        ({"on": "Germany", "year": 1943, "by": ("United Kingdom",)}, NoAnswer),
        ({"by": ("South Sudan",), "year": 1990}, NoAnswer),
        ({"by": ()}, NotUnderstood),
        ({"deliver": "Russia:Israel:air-defence:5"}, NotUnderstood),
        ({"deliver": "Iraq:Iran:air-defence:5"}, NoAnswer),
        ({"set": {"security.strike.bomb": 1.5}}, NotUnderstood),
        ({"set": {"security.strike.delay": -1}}, NotUnderstood),
        ({"set": {"security.strike.bombs": 0.5}}, NotUnderstood),
        ({"set": {"security.miles_per_day": -1}}, NotUnderstood),
        ({"as-of": 2000}, NotUnderstood),
        ({"runs": 100_000}, NotUnderstood),
    ],
)
def test_what_has_no_answer_is_told(asked, error):
    with pytest.raises(error):
        views.ask("strike", {"by": ("Israel",), "on": "Iran", "year": 2021, "runs": 100, **asked}, WORLD)
