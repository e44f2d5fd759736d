"""What effects assume is shown whole: every number of every file, its range, its source, and whether that was read."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner

from westphalia.cli import cli
from westphalia.effects.parameters import of_file, parameters, shelf
from westphalia.errors import NotUnderstood
from westphalia.report import views
from westphalia.report.views.parameters import citations, rows_of


def test_every_number_of_every_file_is_shown():
    answer = views.ask("data", {"parameters": "all"})
    assert answer.document["files"] == shelf()
    shown = {(row["file"], row["name"], row["from"]) for row in answer.document["parameters"]}
    for file in shelf():
        for name, dated in of_file(file).items():
            for entry in dated:
                parts = (
                    [f"{name}.{part}" for part in entry.value] if isinstance(entry.value, dict) else [name]
                )
                assert {(file, part, entry.from_) for part in parts} <= shown
    assert len(shown) == len(answer.table.rows)


def test_a_value_holds_until_the_next_one_begins():
    rows = [row for row in rows_of(["grain"]) if row["name"] == "grain.wheat_imports.IRN"]
    assert [(row["from"], row["until"]) for row in rows] == [
        (2021, 2021),
        (2022, 2022),
        (2023, 2023),
        (2024, None),
    ]
    for row in rows:
        assert parameters("grain", year=row["from"]).value(row["name"]) == row["value"]


def test_the_range_is_that_of_the_draws():
    row = next(row for row in rows_of(["grain"]) if row["name"] == "grain.replaced")
    low, high = np.quantile(parameters("grain", year=2020).draw("grain.replaced", 20_000, 2), (0.05, 0.95))
    assert (row["low"], row["high"]) == (pytest.approx(low, abs=0.02), pytest.approx(high, abs=0.02))


def test_at_the_prompt_and_for_a_bibliography():
    found = CliRunner().invoke(
        cli, ["data", "parameters", "grain", "--format", "json"], catch_exceptions=False
    )
    assert {row["file"] for row in json.loads(found.stdout)["parameters"]} == {"grain"}
    cited = CliRunner().invoke(cli, ["data", "cite", "parameters/grain"], catch_exceptions=False).stdout
    assert "Roberts and Schlenker (2013)" in cited
    assert "No source" not in cited
    assert len({each.citation for each in citations("grain")}) == len(citations("grain"))
    both = CliRunner().invoke(cli, ["data", "cite", "protests", "parameters/grain", "--format", "bibtex"], catch_exceptions=False)  # fmt: skip
    assert "@misc{mass_mobilization" in both.stdout
    assert "@misc{grain_1" in both.stdout


@pytest.mark.parametrize("asked", [{"parameters": "grains"}, {"parameters": ""}])
def test_a_file_that_there_is_not_is_told_with_the_nearest(asked):
    with pytest.raises(NotUnderstood, match="no file of parameters"):
        views.ask("data", asked)
    with pytest.raises(NotUnderstood, match="no file of parameters"):
        citations("grains")
