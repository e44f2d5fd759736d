"""Every brief is a document of the published schema, whoever the pair and whatever the year."""

from __future__ import annotations

import json
import random
from functools import cache

import jsonschema
import pytest

import westphalia as wp
from westphalia.errors import NoAnswer
from westphalia.report.brief import TOPICS
from westphalia.report.brief.document import schema
from westphalia.report.brief.existence import shared
from westphalia.report.page import Section

HARD = [
    ("Russia", "Iran", 2022),
    ("United States", "United Kingdom", 1914),
    ("Germany", "Soviet Union", 1939),
    ("Persia", "Russia", 1816),
    ("Zanzibar", "Tanganyika", 1964),
    ("Liechtenstein", "Monaco", 1995),
    ("Tibet", "China", 1930),
    ("Taiwan", "China", 2025),
    ("Orange Free State", "United Kingdom", 1890),
    ("France", "Algeria", 1962),
    ("North Korea", "South Korea", 1950),
]


@cache
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def problems(document: dict[str, object]) -> list[str]:
    told = json.loads(json.dumps(document, allow_nan=False))
    return [f"{error.json_path}: {error.message}" for error in validator().iter_errors(told)]


def whole(section: Section) -> bool:
    texts = [section.finding, *section.prose, *section.notes, *(chart.alt for chart in section.charts)]
    return all(
        text and text == text.strip() and "None" not in text and "nan" not in text.split() for text in texts
    )


@pytest.mark.parametrize("asked", HARD, ids=lambda asked: "-".join(map(str, asked)))
def test_hard_pairs_follow_the_schema(asked: tuple[str, str, int]) -> None:
    brief = wp.brief(wp.load(), *asked, quick=True)
    assert problems(brief.to_dict()) == []
    assert all(whole(section) for section in brief.page.sections)


@pytest.mark.parametrize("count", [10, pytest.param(100, marks=pytest.mark.long)])
def test_random_pairs_and_years_follow_the_schema(count: int) -> None:
    world, rng = wp.load(), random.Random(1648)
    made = 0
    while made < count:
        year = rng.randint(1816, 2025)
        a, b = rng.sample(list(world.members(year)), 2)
        if not any(first <= year <= last for first, last in shared(world, a, b)):
            with pytest.raises(NoAnswer):
                wp.brief(world, a, b, year, quick=True)
            continue
        brief = wp.brief(world, a, b, year, quick=True)
        made += 1
        assert problems(brief.to_dict()) == [], (a, b, year)
        absent = () if brief.to_dict()["essays"] else ("essay",)
        assert [section.id for section in brief.page.sections] == [
            *(t for t in TOPICS if t not in absent),
            "unknown",
        ]
        for section in brief.page.sections:
            assert whole(section), (a, b, year, section)
        ids = [chart.id for section in brief.page.sections for chart in section.charts]
        assert len(ids) == len(set(ids)), (a, b, year)


def test_every_table_drawn_or_printed_has_a_source_on_the_page() -> None:
    page = wp.brief(wp.load(), "Russia", "Iran", 2022).page
    tables = {table for source in page.sources for table in source["tables"]}
    names = tables | {source["id"] for source in page.sources}
    for section in page.sections:
        for part in (*section.charts, *section.grids):
            derived = {"states", "state_names", "memberships"}
            assert set(part.sources) - derived <= names, part
    assert all(source["citation"] and source["terms"] for source in page.sources)


def test_an_unknown_figure_without_why_is_no_document() -> None:
    document = json.loads(json.dumps(wp.brief(wp.load(), "Russia", "Iran", 2022).to_dict()))
    document["capability"]["a"]["value"] = None
    assert any("why" in problem for problem in problems(document))
    del document["timeline"]
    assert any("timeline" in problem for problem in problems(document))


def test_the_same_question_has_the_same_answer() -> None:
    one, two = (
        json.dumps(wp.brief(wp.load(), "China", "India", 1962, quick=True).to_dict()) for _ in range(2)
    )
    assert one == two
