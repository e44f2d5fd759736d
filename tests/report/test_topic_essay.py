"""Verdicts on an essay in the brief of its two states: shown for that pair, with its data, and told how to check otherwise."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import westphalia as wp
from tests.editions import linked
from westphalia.claims.stored import VERDICTS
from westphalia.record.manifest import read_manifest
from westphalia.record.results import made_from, storing
from westphalia.record.world import World, load
from westphalia.report.brief import essay
from westphalia.report.brief.document import schema
from westphalia.report.verdicts import VERDICT

CYCLE = ("supported", "contradicted", "mixed", "insufficient_coverage", "not_testable")


def document(count: int = 82) -> dict[str, Any]:
    """Return stored verdicts: 56 supported, 6 contradicted, 8 mixed, the rest without an answer."""
    verdicts = ["not_testable"] * 6 + ["supported"] * 56 + ["contradicted"] * 6 + ["mixed"] * 8
    verdicts = (verdicts + ["insufficient_coverage"] * count)[:count]
    claims = [
        {"id": f"claim-{i}", "statement": f"Statement {i}.", "paragraph": i // 8 + 1, "verdict": verdict}
        for i, verdict in enumerate(verdicts)
    ]
    about = {"id": "on-two", "title": "On two", "author": "An essayist", "published": "2022-07"}
    counted = {verdict: verdicts.count(verdict) for verdict in CYCLE}
    about |= {"states": [365, 630], "year": 2022, "summary": counted, "claims": claims}
    return {"essays": [about]}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """Return a copy of the edition without stored verdicts."""
    return linked(tmp_path, [VERDICTS])


def kept(edition: Path, told: dict[str, Any], table: str = "") -> World:
    """Store verdicts, made from a table that has another digest where one is named, and return the world that has them."""
    made = made_from(read_manifest(edition))
    with storing(
        edition, VERDICTS, {**made, "tables": dict.fromkeys(filter(None, [table]), "0" * 12)}
    ) as path:
        path.write_text(json.dumps(told))
    return load(edition)


@pytest.fixture
def world(edition: Path) -> World:
    """Return a world whose edition has the verdicts on an essay on Russia and Iran."""
    return kept(edition, document())


def test_the_file_is_that_of_the_claims_room() -> None:
    assert essay.FILE == VERDICTS
    assert set(VERDICT) == set(CYCLE)


@pytest.mark.parametrize("asked", [("Russia", "Iran", 2022), ("Iran", "Russia", 1950)])
def test_the_pair_of_an_essay_has_its_verdicts_in_any_year(world: World, asked: tuple[str, str, int]) -> None:
    made = wp.brief(world, *asked, quick=True)
    section = made.page.sections[-2]
    assert (section.id, made.page.sections[-1].id) == ("essay", "unknown")
    assert section.finding == (
        "Of 82 claims of an essay on the two 56 are supported, 6 contradicted and 8 mixed; 6 lack data and 6 cannot be tested."
    )
    assert "in 2022" in section.prose[0]
    assert "westphalia check on-two" in section.prose[0]
    (told,) = made.to_dict()["essays"]
    assert set(told) == {"id", "title", "year", "summary", "claims"}
    assert len(told["claims"]) == 82
    jsonschema.Draft202012Validator(schema()).validate(json.loads(json.dumps(made.to_dict())))
    assert "Statement 0" not in made.to_text()
    assert "On two" in made.to_html()


def test_doubtful_claims_come_first_and_supported_ones_are_few(world: World) -> None:
    topic = essay.topic(world, world.dyad("Russia", "Iran", 2022), 2022)
    assert topic.section is not None
    (grid,) = topic.section.grids
    verdicts = [row[1] for row in grid.rows]
    assert verdicts == ["contradicted"] * 6 + ["mixed"] * 8 + ["supported"] * 6
    assert "50 more supported ones" in grid.caption


def test_what_is_documented_is_told_apart(edition: Path) -> None:
    told = document()
    told["essays"][0]["documented"] = 30
    for each in told["essays"][0]["claims"]:
        each["basis"] = "events"
    made = wp.brief(kept(edition, told), "Russia", "Iran", 2022, quick=True)
    assert "Of the supported, 30 rest on events alone" in made.page.sections[-2].prose[0]
    jsonschema.Draft202012Validator(schema()).validate(json.loads(json.dumps(made.to_dict())))


def test_another_pair_has_no_section(world: World) -> None:
    topic = essay.topic(world, world.dyad("Russia", "Turkey", 2022), 2022)
    assert (topic.facts, topic.section, topic.unknown) == ({"essays": []}, None, ())


def test_a_world_of_an_earlier_year_knows_no_verdicts(world: World) -> None:
    seen = world.as_of(2022)
    topic = essay.topic(seen, seen.dyad("Russia", "Iran", 2022), 2022)
    assert (topic.facts, topic.section, topic.unknown) == ({"essays": []}, None, ())


def test_verdicts_of_other_data_are_not_shown_but_how_to_check(edition: Path) -> None:
    made = wp.brief(kept(edition, document(), "trade"), "Russia", "Iran", 2022, quick=True)
    assert made.to_dict()["essays"] == []
    assert all(section.id != "essay" for section in made.page.sections)
    assert any("westphalia check on-two" in sentence for sentence in made.to_dict()["unknown"])


def test_an_edition_without_verdicts_has_none(edition: Path) -> None:
    found = load(edition)
    topic = essay.topic(found, found.dyad("Russia", "Iran", 2022), 2022)
    assert (topic.facts, topic.section, topic.unknown) == ({"essays": []}, None, ())


def test_two_essays_are_told_apart_newest_first(edition: Path, world: World) -> None:
    stored = document()
    stored["essays"].append({**stored["essays"][0], "id": "older", "title": "Older", "published": "1990"})
    world = kept(edition, stored)
    section = essay.topic(world, world.dyad("Russia", "Iran", 2022), 2022).section
    assert section is not None
    assert section.finding.count("82 claims") == 2
    assert [grid.caption.split("”")[0] for grid in section.grids] == ["Claims of “On two", "Claims of “Older"]


def test_it_loads_nothing_heavy() -> None:
    heavy = ("numpy", "pydantic", "yaml", "polars", "westphalia.claims")
    code = (
        f"import sys, westphalia.report.brief.essay; print([name for name in {heavy} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
