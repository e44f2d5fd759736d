"""What a draft finds in an essay on Russia and Iran, against a list that a person made by reading it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from westphalia.claims import files
from westphalia.claims.draft.article import read
from westphalia.claims.draft.make import draft
from westphalia.claims.draft.written import document, yaml_text
from westphalia.record.world import load

STATES = {
    "Russia": (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    "Iran": (1, 2, 3, 4, 5, 6, 7, 8, 10, 11),
    "United States": (1, 3, 5, 6, 11),
    "Ukraine": (1, 5, 7),
    "United Kingdom": (2, 3),
    "Turkey": (3,),
    "Syria": (4, 10),
    "Israel": (4, 10, 11),
    "Cuba": (6,),
    "Iraq": (6,),
    "Germany": (9, 11),
}
NAMED = {1907: 3, 1939: 9, 2014: 7, 2022: 7}
DERIVED = {
    (1914, 1918): (3, 9),  # the First World War
    (1939, 1945): (3,),  # the Second
    (2022, 2022): (1, 6),  # last week, January
    (2021, 2021): (5,),  # last year
    (2003, 2011): (6,),  # the war in Iraq
    (1919, 1919): (9,),  # Versailles
    (1917, 1917): (9,),  # the Bolshevik revolution
    (1813, 1813): (2,),  # Gulistan
    (1828, 1828): (2,),  # Turkmenchay
    (1881, 1881): (2,),  # Akhal
    (1829, 1829): (2, 6),  # Griboyedov
}

ESSAYS = sorted((Path(__file__).parents[3] / "shared" / "essay").glob("*.txt"))
WRITTEN = date(2022, 7, 26)


@pytest.fixture(scope="module")
def drafted(world):
    if not ESSAYS:
        pytest.skip("the essay is not beside this checkout (../shared/essay)")
    made = draft(world, read(ESSAYS[0]), WRITTEN)
    return document(world, made), yaml_text(world, made)


@pytest.fixture(scope="module")
def world():
    return load()


def scores(found: set, wanted: set) -> tuple[float, float]:
    """Return recall and precision."""
    return len(found & wanted) / len(wanted), len(found & wanted) / len(found)


def test_states_are_those_of_a_careful_reader(drafted):
    found = {row["state"]["name"] for row in drafted[0]["states"]}
    recall, precision = scores(found, set(STATES))
    assert recall >= 0.9
    assert precision >= 0.95


def test_states_are_found_in_the_paragraphs_of_a_careful_reader(drafted):
    found = {(row["state"]["name"], at) for row in drafted[0]["states"] for at in row["paragraphs"]}
    recall, precision = scores(found, {(name, at) for name, places in STATES.items() for at in places})
    assert recall >= 0.9
    assert precision >= 0.95


def test_years_that_are_written(drafted):
    found = {(row["year"], at) for row in drafted[0]["years"]["named"] for at in row["paragraphs"]}
    assert found == set(NAMED.items())


def test_years_that_follow(drafted):
    rows = drafted[0]["years"]["derived"]
    found = {(row["first"], row["last"]) for row in rows}
    assert scores(found, set(DERIVED))[0] >= 0.9
    of_words = {(row["first"], row["last"]) for row in rows if row["from"] != "event"}
    assert scores(of_words, set(DERIVED))[1] >= 0.95


def test_a_province_and_a_meeting_place_are_no_states(drafted):
    assert not {"Azerbaijan", "Belgium"} & {row["state"]["name"] for row in drafted[0]["states"]}
    assert "European Union" in {row["name"] for row in drafted[0]["institutions"]}


def test_events_that_it_mentions(drafted):
    events = drafted[0]["events"]
    sure = {row["event"] for row in events["mentioned"] if row["sure"]}
    assert sure >= {
        "gulistan-1813", "turkmenchay-1828", "akhal-1881", "griboyedov-1829", "anglo-russian-1907", "invasion-1941",
        "mahabad-1946", "il20-2018", "putin-tehran-2022", "raisi-2022", "pact-1939",
    }  # fmt: skip
    assert "friendship-1921" in {row["event"] for row in events["missed"]}
    assert not {row["date"] for row in events["mentioned"] + events["missed"] if row["date"] > "2022-07-26"}


def test_the_draft_is_a_claim_file_and_quotes_little(drafted, world, tmp_path):
    path = tmp_path / "essay.yaml"
    path.write_text(drafted[1], encoding="utf-8")
    essay = files.read(path, world)
    assert len(essay.claims) >= 50
    text = ESSAYS[0].read_text(encoding="utf-8")
    words = text.split()
    runs = {" ".join(words[at : at + 13]) for at in range(len(words) - 12)}
    flat = " ".join(drafted[1].split())
    assert not [run for run in runs if run in flat]
