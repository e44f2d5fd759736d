"""The page of nuclear weapons: by contract, no direction where the record tells none, and refusals in our own words."""

import json
import re

import pytest

import westphalia as wp
from westphalia.effects.proliferation.levels import LEVELS, MODELLED
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.models.cases import strikes
from westphalia.report import views
from westphalia.report.views.nuclear import parsed

WORLD = wp.load()
ASKED = (
    ("Iran", 2022, "", None),
    ("Saudi Arabia", 2021, "protector=yes,exclusion=0.2", None),
    ("Iran", 1975, "exclusion=0.9", 1975),
    ("Brazil", 1974, "protector=no", None),
    ("France", 2000, "", None),
    ("South Sudan", 2015, "", None),
)
DIRECTED = re.compile(
    r"\b(raises?|lowers?|increases?|reduces?|more likely|less likely|deters?|encourages?)\b"
)


@pytest.fixture(scope="module")
def answers():
    return [wp.nuclear(WORLD, a, year, with_, as_of=as_of) for a, year, with_, as_of in ASKED]


def test_the_document_is_by_contract(answers):
    for found in answers:
        document = json.loads(found.to_json())
        assert {"state", "status", "hazard", "covariates", "skill", "westphalia"} <= set(document)
        assert {"explore", "pursue", "acquire"} <= set(document["hazard"])
        for each in document["hazard"].values():
            assert {"probability", "interval", "base_rate", "events"} <= set(each)
            if each["probability"] is None:
                assert each["why"]
            else:
                assert set(each["probability"]) == {"1", "5"}
                for years, p in each["probability"].items():
                    assert 0 <= each["interval"][years][0] <= p <= each["interval"][years][1] <= 1


def test_no_page_states_a_direction_where_the_interval_holds_one(answers):
    """Sentence by sentence: one that says which way a level works names no level of which the record does not tell."""
    for found in answers:
        document = found.to_dict()
        silent = {
            each["title"]
            for each in document["covariates"]
            if any(effect["direction"] == "not told" for effect in each["effect"].values())
            and not any(effect["direction"] != "not told" for effect in each["effect"].values())
        }
        assert {LEVELS["exclusion"].title, LEVELS["protector"].title} <= silent
        for section in found.page.sections:
            for clause in re.split(r"[.;]", " ".join((section.finding, *section.prose, *section.notes))):
                if DIRECTED.search(clause) and "does not tell" not in clause:
                    assert not [title for title in silent if title in clause], clause


def test_a_change_that_may_be_nothing_is_told_as_such(answers):
    document = answers[1].to_dict()
    assert document["change"]["explore"]["direction"] == "not told"
    assert "does not tell whether" in answers[1].to_text()


def test_the_documentation_states_no_direction_either():
    from pathlib import Path

    text = (Path(__file__).parents[2] / "docs" / "nuclear.md").read_text(encoding="utf-8")
    held = json.loads(WORLD.manifest.result("model/nuclear.json").read_text(encoding="utf-8"))
    assert f"{held['stages']['explore']['skill']['model']['skill']:.2f}" in text
    assert f"{held['stages']['pursue']['skill']['model']['skill']:.2f}" in text
    for clause in re.split(r"[.;|\n]", text):
        if DIRECTED.search(clause) and "tell" not in clause:
            assert not re.search(r"protector|exclusion|air defence|income|disputes", clause), clause


def test_air_defence_is_refused_and_the_page_says_why(answers):
    with pytest.raises(NotUnderstood, match="air defence enters no hazard"):
        wp.nuclear(WORLD, "Iran", 2022, "air-defence=yes")
    assert all("Air defence enters no hazard" in each.to_text() for each in answers)


def test_the_same_given_as_recorded_changes_nothing():
    recorded = wp.nuclear(WORLD, "Japan", 1960).to_dict()
    value = next(each["value"] for each in recorded["covariates"] if each["name"] == "exclusion")
    given = wp.nuclear(WORLD, "Japan", 1960, f"exclusion={value!r}").to_dict()
    assert given["hazard"] == recorded["hazard"]
    assert given["change"]["explore"]["odds"] == 1


def test_as_of_a_year_a_fit_of_its_time_speaks():
    then, now = (
        wp.nuclear(WORLD, "Iran", 1983, as_of=1988).to_dict(),
        wp.nuclear(WORLD, "Iran", 1983).to_dict(),
    )
    assert then["fit"]["explore"]["steps_to"] <= 1983
    assert then["hazard"]["explore"]["events"] < now["hazard"]["explore"]["events"]
    assert then["status"]["observed"] <= 1983


def test_a_level_that_is_not_known_gives_no_number():
    each = wp.nuclear(WORLD, "South Sudan", 2015).to_dict()["hazard"]["explore"]
    if each["probability"] is None:
        assert "not known" in each["why"]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"a": "Iran", "year": 1930}, NoAnswer),
        ({"a": "Ukraine", "year": 1960}, NoAnswer),
        ({"a": "Iran", "year": 1955, "as-of": 1958}, NoAnswer),
        ({"a": "Iran", "year": 2022, "as-of": 2020}, NotUnderstood),
        ({"a": "Iran", "year": 2022, "struck": "maybe"}, NotUnderstood),
        ({"a": "Atlantis", "year": 2022}, NotUnderstood),
    ],
)
def test_what_has_no_answer_is_told(asked, error):
    with pytest.raises(error):
        views.ask("nuclear", asked, WORLD)


@pytest.mark.parametrize("text", ["exclusion", "exclusion=2", "protector=maybe", "capability=0", "rivals=-1", "rivals=nan", "exlusion=0.1", "exploring=yes", "rivals=1,rivals=2"])  # fmt: skip
def test_what_is_no_level_or_value_is_told(text):
    with pytest.raises(NotUnderstood):
        parsed(text)


def test_strikes_give_a_bound_and_no_effect():
    for asked in ("yes", "no"):
        found = wp.nuclear(WORLD, "Iran", 2022, struck=asked)
        held = found.to_dict()["struck"]
        assert 0 <= held["at_least"] <= held["acquired"] / held["decided"] <= held["at_most"] <= 1
        assert "A bound and no effect" in found.to_text()
    assert [each.id for each in strikes(1980)] == ["vemork-1943", "china-1963", "china-1969", "tuwaitha-1980"]


def test_strikes_are_cited_and_name_states():
    for case in strikes():
        assert WORLD.state(case.by, case.year).ccode != WORLD.state(case.target, case.year).ccode
        assert case.what.endswith(".")
        assert all(not source.endswith(".") and ";" not in source for source in case.sources), case.id


def test_every_modelled_step_has_its_peers(answers):
    assert {each["step"] for each in answers[1].to_dict()["peers"]} == {MODELLED[0]}
    assert len(answers[0].to_dict()["peers"]) == 11
