"""The page of a balance: the figures tried beforehand, what is refused, and nothing later than the year."""

import json

import pytest

import westphalia as wp
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.regions import regions
from westphalia.report import views
from westphalia.report.views.balance import conquests

WORLD = wp.load()


@pytest.fixture(scope="module")
def gulf():
    return wp.balance(WORLD, "gulf", 2021, "Russia:Iran:air-defence:500", True)


def share(document, measure, code=630):
    return next(row["share"] for row in document["rows"] if row["measure"] == measure and row["state"]["ccode"] == code)  # fmt: skip


def test_the_document_is_by_contract(gulf):
    document = json.loads(gulf.to_json())
    assert {"region", "year", "rows", "package", "change"} <= set(document)
    assert document["region"] == "gulf"
    assert all({"state", "measure", "raw", "reached", "share"} <= set(row) for row in document["rows"])
    assert all({"measure", "before", "after"} <= set(row) for row in document["change"])
    by = {}
    for row in document["rows"]:
        by.setdefault(row["measure"], []).append(row["share"] or 0)
    assert all(sum(each) == pytest.approx(1, abs=1e-5) for each in by.values())


def test_the_figures_are_those_tried_beforehand(gulf):
    document = gulf.to_dict()
    assert share(document, "capability") == pytest.approx(0.39, abs=0.005)
    assert share(document, "spending") == pytest.approx(0.06, abs=0.005)
    assert share(document, "arms-stock") == pytest.approx(0.03, abs=0.005)
    assert share(document, "air-defence-systems") == pytest.approx(0.10, abs=0.005)
    for volume, after in ((220, 0.14), (500, 0.19), (1000, 0.27)):
        found = wp.balance(WORLD, "gulf", 2021, f"Russia:Iran:Air defence systems:{volume}").to_dict()[
            "change"
        ]
        moved = {each["measure"]: each for each in found}
        assert moved["air-defence-systems"]["after"] == pytest.approx(after, abs=0.005)
        assert 0.03 < moved["arms-stock"]["after"] < 0.055
        assert moved["capability"]["before"] == moved["capability"]["after"]


def test_packages_add_up():
    one = wp.balance(WORLD, "gulf", 2021, "Russia:Iran:air-defence:500").to_dict()
    two = wp.balance(
        WORLD, "gulf", 2021, ("Russia:Iran:air-defence:200", "Russia:Iran:air-defence:300")
    ).to_dict()
    assert one["change"] == two["change"]


def test_conquest_is_beside_what_happened(gulf):
    found = gulf.to_dict()["conquest"]
    assert {each["measure"] for each in found["rows"]} == {"capability", "spending", "arms-stock"}
    assert all(each["before"] == each["after"] for each in found["rows"] if each["measure"] != "arms-stock")
    base = conquests(WORLD, 2021)
    assert base["conquests"] == 17
    assert base["rate"] == base["conquests"] / base["pair_years"]
    assert conquests(WORLD, 1940)["rate"] is None


def test_the_same_seed_gives_the_same_and_an_assumption_can_be_fixed():
    one, two = (wp.balance(WORLD, "levant", 1990, seed=3).to_dict() for _ in range(2))
    assert one == two
    fixed = wp.balance(WORLD, "levant", 1990, given={"security.miles_per_day": 375}).to_dict()
    assert fixed["rows"][0]["share"] == one["rows"][0]["share"]
    assert fixed["rows"][0]["reached_share"] != one["rows"][0]["reached_share"]
    assert fixed["rows"][0]["low"] == fixed["rows"][0]["high"]


def test_nothing_later_is_seen():
    then = wp.balance(WORLD, "gulf", 2000, as_of=2000).to_dict()
    now = wp.balance(WORLD, "gulf", 2000).to_dict()
    assert {row["observed"] for row in then["rows"]} == {2000}
    assert share(then, "arms-stock") == pytest.approx(share(now, "arms-stock"), rel=1e-6)


def test_what_ended_says_from_when_it_is():
    document = wp.balance(WORLD, "gulf", 2025).to_dict()
    observed = {row["measure"]: row["observed"] for row in document["rows"]}
    assert observed["capability"] == 2022
    assert observed["air-defence-systems"] == 2023
    assert observed["arms-stock"] == 2025


def test_states_that_are_not_there_are_named():
    document = wp.balance(WORLD, "gulf", 1965).to_dict()
    assert {"Bahrain", "Qatar"} <= set(document["group"]["absent"])
    assert wp.balance(WORLD, "France,Prussia", 1869).to_dict()["rows"]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"region": "gulff"}, NotUnderstood),
        ({"region": "Iran"}, NotUnderstood),
        ({"region": "Iran,Iran"}, NoAnswer),
        ({"region": "south-caucasus", "year": 1950}, NoAnswer),
        ({"deliver": "Russia:Iran:air-defence"}, NotUnderstood),
        ({"deliver": "Russia:Iran:sandals:5"}, NotUnderstood),
        ({"deliver": "Russia:Iran:air-defence:-5"}, NotUnderstood),
        ({"deliver": "Russia:Iran:air-defence:nan"}, NotUnderstood),
        ({"deliver": "Iran:Iraq:air-defence:5"}, NoAnswer),
        ({"deliver": "Russia:France:air-defence:5"}, NotUnderstood),
        ({"deliver": "Iran:Iran:missiles:5"}, NotUnderstood),
        ({"set": {"security.miles_per_day": 0}}, NotUnderstood),
        ({"set": {"security.arms_decay": 1}}, NotUnderstood),
        ({"set": {"security.arms_life": 0}}, NotUnderstood),
        ({"set": {"security.milesperday": 400}}, NotUnderstood),
        ({"as-of": 2000}, NotUnderstood),
        ({"runs": 0}, NotUnderstood),
    ],
)
def test_what_has_no_answer_is_told(asked, error):
    with pytest.raises(error):
        views.ask("balance", {"region": "gulf", "year": 2021, **asked}, WORLD)


def test_regions_are_of_states_and_have_a_source():
    for region in regions().values():
        assert len(set(region.states)) == len(region.states) >= 3
        assert all(WORLD.state(code) for code in region.states)
        assert len(region.source) > 20


def test_the_page_shows_that_measures_disagree(gulf):
    text = gulf.to_text()
    assert "none of them is the answer" in text
    assert "United Arab Emirates is not known" in text
    assert "conquered land of a neighbour" in text
