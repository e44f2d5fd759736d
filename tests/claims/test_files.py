"""Claim files: every problem at once, with its line; the published schema; the shelf."""

import json
from pathlib import Path

import pytest

import westphalia as wp
from westphalia import yaml_file
from westphalia.claims import files
from westphalia.claims.files import SCHEMA, schema
from westphalia.errors import NotUnderstood

WORLD = wp.load()
HEAD = """id: mine
title: "An essay"
author: "Somebody"
published: "2020"
where: "https://example.org/essay"
about: {states: [Russia, Iran], year: 2020}
claims:
"""
CLAIM = """- id: one
  statement: "Russia is the stronger of the two."
  paragraph: 1
  kind: fact
  test:
    measure: {name: capability_ratio, of: [Russia, Iran], years: 2015}
    supports: "> 1"
    contradicts: "< 1"
    means: "capability of Russia over Iran's"
"""


def essay(text, world=WORLD):
    return files.essay_of(yaml_file.parse(text, "mine.yaml"), "mine.yaml", world)


def test_a_whole_file_is_read():
    assert essay(HEAD + CLAIM).claims[0].parts[0].measure.name == "capability_ratio"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("statement:", "statment:", r"line 9: claims.1.statment: is not a field; did you mean statement\?"),
        ("kind: fact", "kind: rumour", "line 11: claims.1.kind"),
        ('"> 1"', '"about 1"', "line 14: claims.1.test.supports"),
        ("capability_ratio", "capabilty_ratio", "line 13.*capabilty_ratio.*capability_ratio"),
        ("of: [Russia, Iran]", "of: [Russia]", "takes two states, not 1"),
        ("of: [Russia, Iran], years", "of: [Russia, Irann], years", "line 13.*Irann"),
        ("    measure:", "    events: {kinds: [war]}\n    measure:", "give exactly one of"),
        (
            "  test:",
            "  untestable: {why: 'there is no series', needs: 'a series of it'}\n  test:",
            "give one of test, tests and untestable",
        ),
        ("kind: fact", "kind: forecast", "a forecast, and nothing else, has a resolution"),
        ("years: 2015", "years: [2015, 2016, 2017]", "line 13"),
        (
            "measure: {name: capability_ratio, of: [Russia, Iran], years: 2015}",
            "events: {ids: [gulistan-1814]}",
            "no event 'gulistan-1814'; did you mean gulistan-1813",
        ),
        (
            "measure: {name: capability_ratio, of: [Russia, Iran], years: 2015}",
            "events: {kinds: [wars]}",
            "no kind 'wars'; did you mean war",
        ),
    ],
)
def test_a_problem_is_told_with_its_line(old, new, said):
    assert old in HEAD + CLAIM
    with pytest.raises(NotUnderstood, match=said):
        essay((HEAD + CLAIM).replace(old, new, 1))


def test_all_problems_are_told_at_once():
    text = (
        (HEAD + CLAIM)
        .replace("kind: fact", "kind: rumour")
        .replace("paragraph: 1", "paragraph: none")
        .replace("author", "autor")
    )
    with pytest.raises(NotUnderstood, match="4 problems") as caught:
        essay(text)
    assert [line.split(":")[0] for line in caught.value.why.splitlines()] == [
        "line 1",
        "line 3",
        "line 10",
        "line 11",
    ]


def test_the_same_id_twice_is_refused():
    with pytest.raises(NotUnderstood, match="same id: one"):
        essay(HEAD + CLAIM + CLAIM)


@pytest.mark.parametrize("text", ["", "[]", "just words", "claims: []"])
def test_what_is_no_essay_is_refused(text):
    with pytest.raises(NotUnderstood):
        essay(text)


def test_an_essay_is_found_by_name_or_path(tmp_path):
    assert files.find("russia-iran-2022").stem in files.shelf()
    mine = tmp_path / "mine.yaml"
    mine.write_text(HEAD + CLAIM, encoding="utf-8")
    assert files.read(files.find(str(mine)), WORLD).id == "mine"
    with pytest.raises(NotUnderstood, match=r"Did you mean russia-iran-2022\?"):
        files.find("russia-iran")


def test_the_published_schema_is_that_of_the_models():
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema()


@pytest.mark.parametrize("name", files.shelf())
def test_the_essays_of_the_shelf_are_whole(name):
    found = files.read(files.SHELF / f"{name}.yaml", WORLD)
    assert found.id == name
    assert len(found.claims) >= 25
    assert {claim.kind for claim in found.claims} >= {"fact", "comparison", "trend", "mechanism", "forecast"}


def test_no_sentence_of_the_essay_stands_in_its_file():
    """Eight words in a row of the essay are in no file of the shelf."""
    folder = Path(__file__).parents[3] / "shared" / "essay"
    if not folder.is_dir():
        pytest.skip(f"the essay is not here ({folder})")

    def rows(text):
        words = "".join(c.lower() if c.isalnum() else " " for c in text).split()
        return {" ".join(words[at : at + 8]) for at in range(len(words) - 7)}

    essays = set().union(*(rows(path.read_text(encoding="utf-8")) for path in folder.iterdir()))
    for path in files.SHELF.glob("*.yaml"):
        assert not rows(path.read_text(encoding="utf-8")) & essays
