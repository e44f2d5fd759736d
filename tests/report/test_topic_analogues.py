"""Analogues on the page: told as they were found, and never claimed where they were not sought."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.report import forecasts as made_up
from westphalia.errors import NoAnswer
from westphalia.record.world import World, load
from westphalia.report.brief import analogues
from westphalia.report.brief.document import schema

RATE = {
    "horizon": 5,
    "rate": 0.22,
    "interval": [0.13, 0.32],
    "pairs": 100,
    "effective": 58.0,
    "average": 0.014,
    "model": 0.23,
    "model_interval": [0.1, 0.4],
}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> World:
    return load(made_up.edition(tmp_path_factory.mktemp("without") / "edition"))


def near(world: World) -> list[dict[str, Any]]:
    trait = {
        "name": "disputes",
        "title": "disputes in ten years",
        "driver": "rivalry",
        "here": 1.2,
        "there": 1.1,
    }
    other = {**trait, "name": "land", "title": "distance of territories"}
    outcome = {"1": False, "3": True, "5": True, "10": None}
    return [
        {
            "a": world.state("Russia", 2005).to_dict(),
            "b": world.state("Syria", 2005).to_dict(),
            "year": 2005,
            "distance": 1.23,
            "shared": [trait],
            "different": [other],
            "outcome": outcome,
        }
    ]


def test_what_was_found_is_told(bare: World) -> None:
    found = near(bare)
    topic = analogues.told(bare.dyad("Russia", "Iran", 2022), 2022, found, RATE)
    assert topic.facts["analogues"] == found
    assert "22 of 100 made a new pact" in topic.section.finding
    assert "of all pairs, 1 of 100" in topic.section.finding
    assert topic.section.grids[0].rows == (
        (
            "Russia and Syria",
            "2005",
            "no",
            "yes",
            "yes",
            "not known",
            "disputes in ten years",
            "distance of territories",
        ),
    )
    part = {"$defs": schema()["$defs"], **schema()["properties"]["analogues"]}
    assert list(jsonschema.Draft202012Validator(part).iter_errors(found)) == []


def test_not_sought_says_where_to_ask(bare: World) -> None:
    topic = analogues.topic(bare, bare.dyad("Germany", "Soviet Union", 1939), 1939)
    assert topic.facts["analogues"] == []
    assert topic.facts["analogues_base_rate"]["rate"] is None
    assert 'westphalia analogues Germany "Soviet Union" --year 1939' in " ".join(topic.section.prose)


def test_without_an_answer_the_reason_stands(bare: World, monkeypatch: pytest.MonkeyPatch) -> None:
    import westphalia.models.analogues as room

    def none(*_: Any, **__: Any) -> Any:
        raise NoAnswer("Too little is known.", "Nothing was measured.")

    monkeypatch.setattr(room, "analogues", none)
    topic = analogues.topic(bare, bare.dyad("Russia", "Iran", 2022), 2022, live=True)
    assert topic.facts["analogues_base_rate"]["why"] == "Too little is known. Nothing was measured."


def test_stored_inputs_make_the_search_the_rule(bare: World, tmp_path: Path) -> None:
    assert not analogues.ready(bare)
    folder = made_up.edition(tmp_path / "edition")
    for name in analogues.STORED:
        (folder / name).touch()
    assert analogues.ready(load(folder))
