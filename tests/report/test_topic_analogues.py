"""Analogues on the page: told as they were found, and never claimed where they were not sought."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import pytest

from tests.report import forecasts as made_up
from westphalia.errors import NoAnswer
from westphalia.models.analogues import analogues as search
from westphalia.models.analogues.stored import FILE, SHOWN, _near, stored
from westphalia.record.results import made_from, storing
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


def test_a_world_of_an_earlier_year_says_where_to_ask(bare: World) -> None:
    seen = bare.as_of(2012)
    topic = analogues.topic(seen, seen.dyad("Russia", "Iran", 2012), 2012, print)
    assert topic.facts["analogues"] == []
    assert "as of 2012" in topic.facts["analogues_base_rate"]["why"]


def test_without_an_answer_the_reason_stands(bare: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: Any, **__: Any) -> Any:
        raise NoAnswer("Too little is known.", "Nothing was measured.")

    monkeypatch.setattr(analogues, "analogues", none)
    said: list[str] = []
    topic = analogues.topic(bare, bare.dyad("Russia", "Iran", 2022), 2022, said.append)
    assert topic.facts["analogues_base_rate"]["why"] == "Too little is known. Nothing was measured."
    assert "some seconds" in said[0]


def kept(world: World, made: Mapping[str, Any]) -> World:
    """Write a table of analogues with one row, made from something; return the world that has it."""
    near = {
        "one": 365,
        "two": 652,
        "year": 2005,
        "came": [False, True, True, None],
        "shared": [0],
        "different": [1, 0],
    }
    frame = pl.DataFrame(
        {
            "one": [365],
            "two": [630],
            "year": [2022],
            "near": pl.Series([[{**near, "distance": 30 + 2 * at} for at in range(SHOWN)]], dtype=_near()),
            "share": [220],
            "low": [130],
            "high": [320],
        }
        | {"effective": [58]}
    )
    about = {
        "measures": [
            ["disputes", "disputes in ten years", "rivalry"],
            ["land", "distance of territories", "distance"],
        ],
        "averages": {"2022": 0.014},
        "horizon": 5,
        "pairs": 100,
    }
    with storing(world.manifest.folder, FILE, made) as path:
        frame.write_parquet(path, metadata={"about": json.dumps(about)})
    return load(world.manifest.folder)


def test_what_is_stored_is_read(tmp_path: Path) -> None:
    seen = load(made_up.edition(tmp_path / "edition"))
    seen = kept(seen, made_from(seen.manifest, ["trade"]))
    topic = analogues.topic(seen, seen.dyad("Iran", "Russia", 2022), 2022)
    found = topic.facts["analogues"]
    assert [each["distance"] for each in found] == [0.3, 0.32, 0.34, 0.36, 0.38]
    assert (found[0]["a"]["name"], found[0]["b"]["name"], found[0]["year"]) == ("Russia", "Syria", 2005)
    assert found[0]["outcome"] == {"1": False, "3": True, "5": True, "10": None}
    assert [trait["name"] for trait in found[0]["shared"]] == ["disputes"]
    assert [trait["name"] for trait in found[0]["different"]] == ["land", "disputes"]
    assert topic.facts["analogues_base_rate"]["interval"] == [0.13, 0.32]
    assert "22 of 100 made a new pact" in topic.section.finding


def test_what_was_stored_of_other_tables_is_not_read(tmp_path: Path) -> None:
    seen = load(made_up.edition(tmp_path / "edition"))
    seen = kept(seen, {**made_from(seen.manifest), "tables": {"trade": "0" * 12}})
    assert analogues.topic(seen, seen.dyad("Iran", "Russia", 2022), 2022).facts["analogues"] == []


@pytest.mark.parametrize(
    ("a", "b", "year"), [("Russia", "Iran", 2022), ("US", "Turkey", 2009), ("India", "China", 2016)]
)
def test_what_ships_is_what_a_search_finds(a: str, b: str, year: int) -> None:
    world = load()
    told = stored(world, world.dyad(a, b, year), year)
    if told is None:
        pytest.skip("this edition holds no analogues, or those of other tables")
    found = search(world, a, b, year, top=SHOWN).to_dict()
    for one, other in zip(told["analogues"], found["analogues"], strict=True):
        assert [one[key] for key in ("a", "b", "year", "outcome")] == [
            other[key] for key in ("a", "b", "year", "outcome")
        ]
        assert one["distance"] == pytest.approx(other["distance"], abs=0.0051)
        for key in ("shared", "different"):
            assert [trait["name"] for trait in one[key]] == [trait["name"] for trait in other[key]]
    for key in ("rate", "interval", "average"):
        assert told["base_rate"][key] == pytest.approx(found["base_rate"][key], abs=0.00051)
    assert told["base_rate"]["effective"] == pytest.approx(found["base_rate"]["effective"], abs=0.51)
    assert told["base_rate"]["pairs"] == found["base_rate"]["pairs"]
