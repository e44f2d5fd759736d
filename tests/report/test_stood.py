"""The page of analogues in the drivers: every surface tells what was found, and what is asked of the wrong space is refused."""

import csv
from io import StringIO

import pytest

import westphalia as wp
from tests.models.test_analogues_drivers import SMALL
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.models.analogues import drivers, standing
from westphalia.models.analogues.drivers import DRIVERS

ASKED = {"a": 255, "b": 365, "year": 1950}


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Let few pairs and years be all that there are."""
    monkeypatch.setattr(standing, "everyone", lambda world: SMALL)
    monkeypatch.setattr(drivers, "stored", lambda world: True)


def test_drivers_are_the_usual_space():
    assert wp.analogues(255, 365, 1950).to_dict()["space"] == "drivers"
    assert wp.analogues("Russia", "Iran", 2000, top=1, space="model").to_dict()["space"] == "model"


def test_rows_have_everything_that_became_of_a_pair_and_its_ranks():
    rows = list(csv.DictReader(StringIO(wp.analogues(255, 365, 1950).to_csv())))
    assert [(row["name1"], row["name2"], row["year"]) for row in rows] == [
        ("France", "Soviet Union", "1923"), ("United Kingdom", "Italy", "1924"), ("France", "Soviet Union", "1934"),
    ]  # fmt: skip
    assert rows[0]["grievance_higher"] == "0.51"
    assert {"in_5", "dispute_5", "war_10", "fought_10", "known", *(each.name for each in DRIVERS)} <= set(
        rows[0]
    )
    assert {row[head] for row in rows for head in row if head.startswith(("war", "fought"))} <= {"0", "1", ""}


def test_text_and_html_tell_the_same():
    found = wp.analogues(255, 365, 1950)
    for form in (found.to_text(200), found.to_html(), found.to_markdown()):
        told = " ".join(form.split())
        assert "France and the Soviet Union in 1923" in told
        assert "of all pairs of the same years" in told
        assert "root of the mean squared difference" in told


def test_decades_can_be_unlimited():
    assert len(wp.analogues(255, 365, 1950).to_dict()["analogues"]) == 3
    assert len(wp.analogues(255, 365, 1950, per_decade=0).to_dict()["analogues"]) == 5


def test_old_values_are_said(monkeypatch):
    late = standing.Standings(SMALL.pairs, SMALL.ranks, {"grievance": 1945, "exclusion": 1930})
    monkeypatch.setattr(standing, "everyone", lambda world: late)
    found = wp.analogues(255, 365, 1950)
    assert "The last known values stand in, for at most 12 years: grievance of 1945." in " ".join(
        found.to_text().split()
    )
    assert "Known too long ago to stand in: exclusion." in " ".join(found.to_text().split())
    assert found.to_dict()["observed"] == {"grievance": 1945, "exclusion": None}


def test_one_pair_is_told_with_its_place_and_what_became_of_it():
    found = wp.analogues(255, 365, 1950, like="France-Soviet Union")
    told = " ".join(found.to_text(200).split())
    assert (
        "France and the Soviet Union came nearest in 1923, at a distance of 0.01: nearer than 100 of 100"
        in told
    )
    assert "place 1 of 6 pairs and years, and 1 of 4 pairs" in told
    assert "came into a war with a third state" in told
    like = found.to_dict()["like"]
    assert like["place"] == 1
    assert [each["year"] for each in like["course"]] == [1923, 1934]
    assert {"here": 0.5, "there": 0.51}.items() <= like["drivers"][0].items()
    assert found.to_dict()["base_rate"] is None


def test_a_year_after_the_names():
    found = wp.analogues(255, 365, 1950, like="France-Soviet Union 1934")
    assert found.to_dict()["analogues"][0]["year"] == 1934
    assert "Compared in 1934 alone." in found.to_text()


@pytest.mark.parametrize(
    ("given", "error", "match"),
    [
        ({"like": "France-Sovet Union"}, NotUnderstood, "Did you mean Soviet Union"),
        ({"like": "France"}, NotUnderstood, "names no pair"),
        ({"like": "France-Soviet Union 1948"}, NoAnswer, "last year is 1945"),
        ({"like": "France-Soviet Union", "per-decade": 1}, NotUnderstood, "decades do not count"),
        ({"like": "France-Soviet Union", "space": "model"}, NotUnderstood, "space of the drivers"),
        ({"per-decade": 1, "space": "model"}, NotUnderstood, "space of the drivers"),
        ({"space": "nowhere"}, NotUnderstood, "space"),
        ({"per-decade": -1}, NotUnderstood, "per-decade"),
    ],
)
def test_what_cannot_be_asked(given, error, match):
    with pytest.raises(error, match=match):
        wp.report.views.ask("analogues", {**ASKED, **given})


def test_what_is_not_stored_is_worked_out_and_said(monkeypatch):
    monkeypatch.setattr(drivers, "stored", lambda world: False)
    said = []
    wp.analogues(255, 365, 1950, say=said.append)
    assert said == ["Where all pairs stood in the drivers is not stored; working it out takes a minute."]
