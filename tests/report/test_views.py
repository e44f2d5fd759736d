"""The door: every view asked from Python and at the prompt gives the same, in every form; what cannot be asked says so."""

from __future__ import annotations

import csv
import io
import json
from inspect import signature
from pathlib import Path
from typing import get_overloads

import jsonschema
import polars as pl
import pytest
from click.testing import CliRunner

import westphalia as wp
from westphalia.cli import cli
from westphalia.commands.views import form_of
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report import views
from westphalia.report.page import Page
from westphalia.report.views.answer import ENDINGS, Answer

WORLD = wp.load()
ASKED = {
    "analogues": {"a": "Russia", "b": "Iran", "year": 2022, "top": 3},
    "backtest": {"horizon": 5},
    "balance": {
        "region": "gulf",
        "year": 2021,
        "deliver": ("Russia:Iran:air-defence:500",),
        "conquest": True,
    },
    "brief": {"a": "Norway", "b": "Sweden", "year": 1960, "quick": True},
    "check": {"essay": "russia-iran-2022"},
    "compare": {"pairs": ("Norway-Sweden", "Fiji-Malta"), "year": (1990,), "quick": True},
    "data": {"table": "pacts", "rows": 2},
    "market": {"good": "oil", "exclude": ("Russia", "Iran"), "year": 2021, "runs": 20},
    "measure": {"name": "cinc", "a": "Iran", "years": (2015, 2024)},
    "movers": {"from": 1990, "to": 1995, "measure": "cinc", "top": 3},
    "network": {"relation": "defence", "years": (1948, 1950)},
    "nuclear": {"a": "Saudi Arabia", "year": 2021, "with": "protector=yes", "struck": "yes"},
    "rank": {"year": 2022, "with": "Iran", "top": 3},
    "sanction": {"target": "Russia", "by": ("US", "EU"), "year": 2014, "runs": 6},
    "sanctions": {"state": "Iran", "year": 2022},
    "simulate": {"scenario": "china-joins-the-excluded", "runs": 6},
    "state": {"state": "Prussia", "year": 1866},
    "states": {"query": "congo"},
    "unrest": {"state": "Iran", "year": 2022, "grain": "wheat:5000000", "runs": 50},
    "strike": {
        "by": ("Israel",),
        "on": "Iran",
        "year": 2021,
        "deliver": ("Russia:Iran:air-defence:500",),
        "runs": 500,
    },
    "world": {"measure": "cinc", "year": 1914},
}
WORDS = {
    "analogues": ("Russia", "Iran", "2022", "--top", "3"),
    "backtest": ("--horizon", "5"),
    "balance": ("gulf", "2021", "--deliver", "Russia:Iran:air-defence:500", "--conquest"),
    "brief": ("Norway", "Sweden", "1960", "--quick"),
    "check": ("russia-iran-2022",),
    "compare": ("Norway-Sweden", "Fiji-Malta", "--year", "1990", "--quick"),
    "data": ("show", "pacts", "--rows", "2"),
    "market": ("oil", "--exclude", "Russia,Iran", "--year", "2021", "--runs", "20"),
    "measure": ("cinc", "Iran", "--years", "2015:2024"),
    "movers": ("--from", "1990", "--to", "1995", "--measure", "cinc", "--top", "3"),
    "network": ("defence", "--years", "1948:1950"),
    "nuclear": ("Saudi Arabia", "2021", "--with", "protector=yes", "--struck", "yes"),
    "rank": ("2022", "--with", "Iran", "--top", "3"),
    "sanction": ("Russia", "2014", "--by", "US,EU", "--runs", "6"),
    "sanctions": ("Iran", "2022"),
    "simulate": ("china-joins-the-excluded", "--runs", "6"),
    "state": ("Prussia", "1866"),
    "states": ("congo",),
    "unrest": ("Iran", "--year", "2022", "--grain", "wheat:5000000", "--runs", "50"),
    "strike": (
        "2021",
        "--by",
        "Israel",
        "--on",
        "Iran",
        "--deliver",
        "Russia:Iran:air-defence:500",
        "--runs",
        "500",
    ),
    "world": ("cinc", "1914"),
}
"""The same questions at the prompt."""


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    """Return the answer to each question, asked once."""
    return {name: views.ask(name, given, WORLD) for name, given in ASKED.items()}


def typed(*words: str) -> str:
    found = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert found.exit_code == 0, found.stderr
    return found.stdout


def test_every_view_is_asked_here():
    assert set(ASKED) == set(WORDS) == set(views.VIEWS)


@pytest.mark.parametrize("name", views.VIEWS)
def test_a_view_gives_the_same_at_the_prompt_and_in_python(name, answers):
    assert json.loads(typed(name, *WORDS[name], "--format", "json")) == json.loads(answers[name].to_json())


@pytest.mark.parametrize("name", views.VIEWS)
def test_every_form_is_printed(name, answers):
    answer, title = answers[name], answers[name].page.title
    assert isinstance(answer.page, Page)
    for form in views.view(name).forms:
        text = answer.as_form(form)
        match form:
            case "json":
                assert "westphalia" in json.loads(text)
            case "csv":
                rows = list(csv.reader(io.StringIO(text)))
                assert tuple(rows[0]) == answer.table.heads
                assert len(rows) == len(answer.table.rows) + 1
                assert len({len(row) for row in rows}) == 1
            case _:
                assert title.split(":")[0].split(" (")[0] in text
    assert (answer.table is not None) == ("csv" in views.view(name).forms)


@pytest.mark.parametrize("name", sorted(views.VIEWS.keys() - {"check"}))  # whose findings are titles
def test_every_section_leads_with_a_sentence(name, answers):
    for section in answers[name].page.sections:
        assert section.finding.endswith((".", "!", "?")), section.finding


@pytest.mark.parametrize("name", views.VIEWS)
def test_the_schema_takes_what_the_view_takes_and_no_more(name):
    schema = views.view(name).schema()
    asked = {key: list(value) if isinstance(value, tuple) else value for key, value in ASKED[name].items()}
    jsonschema.validate(asked, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**asked, "colour": "blue"}, schema)
    for words in schema["properties"].values():
        assert words["description"].endswith((".", ")")), words


@pytest.mark.parametrize("name", views.VIEWS)
def test_a_field_that_there_is_not_is_told_with_those_that_there_are(name):
    with pytest.raises(NotUnderstood, match="There is no 'colour' to ask for") as caught:
        views.ask(name, {**ASKED[name], "colour": "blue"}, WORLD)
    assert all(each in caught.value.do for each in views.view(name).schema()["properties"])


class TestQuestions:
    def test_all_that_is_wrong_is_told_at_once(self):
        with pytest.raises(NotUnderstood) as caught:
            views.ask("rank", {"year": 1500, "top": -1, "outcome": "pcat", "horizon": 2})
        told = caught.value.what
        assert "1500 is outside the record, which is 1816 to 2025." in told
        assert "'top' cannot be -1" in told
        assert "Did you mean pact?" in told
        assert "Horizons are 1, 3, 5 years, not 2." in told

    def test_what_must_be_given_is_named(self):
        with pytest.raises(NotUnderstood, match=r"'a' is not given\. 'b' is not given"):
            views.ask("brief", {})

    @pytest.mark.parametrize("wrong", [None, 3.5, True, ["Iran"], {"a": 1}, pl.Series([1])])
    def test_a_state_of_a_wrong_kind_is_our_error(self, wrong):
        with pytest.raises(NotUnderstood):
            wp.brief("Russia", wrong, 2022)

    @pytest.mark.parametrize("wrong", ["20x2", "", 2022.5, "1990:1980", "1990:", (1990,), (1980, 1990, 2000)])
    def test_years_of_a_wrong_kind_are_our_error(self, wrong):
        with pytest.raises(NotUnderstood):
            wp.measure("cinc", "Iran", wrong if not isinstance(wrong, tuple) else None, wrong)

    @pytest.mark.parametrize(
        ("given", "span"), [("1990:1992", (1990, 1992)), ("1990", (1990, 1990)), (1990, (1990, 1990))]
    )
    def test_years_are_written_in_each_way(self, given, span):
        rows = wp.measure("cinc", "Iran", years=given).pl()["year"].to_list()
        assert (rows[0], rows[-1]) == span


class TestPython:
    def test_dir_shows_the_verbs(self):
        verbs = {"load", "brief", "check", "rank", "measure", "states", "movers", "analogues", "forecast"}
        assert verbs | {"panel", "network"} <= set(dir(wp))
        assert all(getattr(wp, name) is not None for name in dir(wp))

    @pytest.mark.parametrize("name", sorted(views.VIEWS.keys() - {"data", "network", "simulate"}))
    def test_a_verb_is_signed_as_its_question(self, name):
        fields = [each for each in views.view(name).question.model_fields if each != "list"]
        alone, after_world = get_overloads(getattr(wp, name))
        assert [each for each in signature(alone).parameters if each != "say"] == fields
        assert [each for each in signature(after_world).parameters if each != "say"] == ["world", *fields]

    def test_the_world_is_optional_and_may_stand_first_or_by_name(self):
        first = wp.states(WORLD, "iran").to_dict()
        assert first == wp.states("iran").to_dict() == wp.states("iran", world=WORLD).to_dict()

    def test_a_world_of_the_past_answers_from_what_it_knew(self):
        then = wp.measure(WORLD.as_of(1990), "cinc", "Iran")
        assert then.pl()["year"].max() == 1990

    def test_states_are_names_codes_or_states(self):
        made = [
            wp.measure("cinc", each, years=2000).to_dict()["rows"]
            for each in ("Iran", "IRN", 630, WORLD.state(630))
        ]
        assert all(each == made[0] for each in made)

    def test_values_by_position_are_those_of_the_question(self):
        by_name = wp.movers(from_=1990, to=1995, measure="cinc", top=2)
        assert wp.movers(1990, 1995, "cinc", top=2).to_dict() == by_name.to_dict()
        with pytest.raises(NotUnderstood, match="given twice"):
            wp.movers(1990, 1995, from_=1980)
        with pytest.raises(NotUnderstood, match="takes at most 2 values by position"):
            wp.states("iran", 1990, 3)
        with pytest.raises(NotUnderstood, match="is no world"):
            wp.states("iran", world="edition")

    def test_rows_are_frames(self, answers):
        frame = answers["measure"].pl()
        assert frame.columns == ["year", "value", "observed"]
        assert frame.schema["year"] == pl.Int64
        assert frame.filter(pl.col("year") == 2024)["value"].to_list() == [None]
        assert answers["measure"].to_pandas().shape == frame.shape
        with pytest.raises(NotUnderstood, match="has no rows"):
            answers["brief"].pl()

    def test_an_answer_tells_what_it_is_in_a_line(self, answers):
        assert repr(answers["brief"]) == "<Norway and Sweden in 1960>"
        assert repr(answers["rank"]).endswith(", 3 rows>")

    def test_a_notebook_gets_a_page_in_a_frame(self, answers):
        assert answers["measure"]._repr_html_().startswith("<iframe")

    def test_a_series_of_which_nothing_is_known_says_why(self):
        found = wp.measure("cinc", "Iran", years=(2024, 2025))
        assert isinstance(found.lacking, NoAnswer)
        assert found.pl()["value"].null_count() == 2

    def test_a_forecast_is_the_stored_model_s(self):
        found = wp.forecast("Russia", "Iran", 2022)
        row = wp.rank(2022, "Iran", top=0).pl().filter(pl.col("name1") == "Iran", pl.col("name2") == "Russia")
        other = (
            wp.rank(2022, "Iran", top=0).pl().filter(pl.col("name1") == "Russia", pl.col("name2") == "Iran")
        )
        assert pl.concat([row, other])["probability"].to_list() == [
            pytest.approx(found.probability[5], abs=1e-6)
        ]


class TestNetworks:
    def test_ties_are_counted_year_by_year_and_each_has_a_row(self, answers):
        found = answers["network"]
        made = wp.network(WORLD, "defence", (1948, 1950))
        assert found.table.heads[0] == "year"
        assert [each["ties"] for each in found.to_dict()["by_year"]] == [
            int((made.array[wave] > 0).sum()) for wave in range(3)
        ]
        assert len(found.table.rows) == made.edges().height
        assert "In 1950 there are" in found.page.sections[0].finding

    def test_past_the_list_nothing_is_known_and_no_tie_is_counted(self):
        told = views.ask("network", {"relation": "alliances", "year": 2022}, WORLD)
        assert told.to_dict()["by_year"][0]["ties"] is None
        assert told.page.sections[0].finding == "Nothing is known of 2022."

    def test_the_years_must_be_clear(self):
        for years in ({}, {"year": 1950, "years": (1950, 1951)}):
            with pytest.raises(NotUnderstood, match="years of the network"):
                views.ask("network", {"relation": "alliances", **years}, WORLD)

    def test_a_page_is_written_where_the_file_is_none_for_analysis(self, tmp_path):
        typed("network", "alliances", "--year", "1950", "-o", str(tmp_path / "ties.html"))
        assert "<h1>" in (tmp_path / "ties.html").read_text(encoding="utf-8")
        typed("network", "alliances", "--year", "1950", "-o", str(tmp_path / "ties.csv"))
        assert (tmp_path / "ties.nodes.csv").is_file()


class TestForms:
    @pytest.mark.parametrize(("ending", "form"), ENDINGS.items())
    def test_the_form_is_that_of_the_file(self, ending, form, tmp_path, answers):
        path = tmp_path / f"states.{ending}"
        typed("states", "congo", "-o", str(path))
        assert path.read_text(encoding="utf-8").rstrip("\n") == answers["states"].as_form(form, 160).rstrip(
            "\n"
        )

    def test_format_overrides_the_ending(self, tmp_path):
        path = tmp_path / "states.html"
        typed("states", "congo", "-o", str(path), "--format", "json")
        assert len(json.loads(path.read_text(encoding="utf-8"))["states"]) == 2

    def test_a_form_that_a_view_has_not_is_refused_before_anything_is_made(self, tmp_path):
        with pytest.raises(NotUnderstood, match="brief is not printed as csv"):
            form_of(views.view("brief"), None, tmp_path / "brief.csv")
        assert form_of(views.view("brief"), None, Path("brief.dat")) == "text"

    def test_a_year_by_position_is_the_option(self):
        by_option = typed("rank", "--year", "2022", "--top", "1", "--format", "csv")
        assert typed("rank", "2022", "--top", "1", "--format", "csv") == by_option
        found = CliRunner().invoke(cli, ["rank", "2022", "--year", "2020"])
        assert isinstance(found.exception, NotUnderstood)
        assert "given twice" in found.exception.what

    def test_markdown_has_no_marks_of_its_own_from_texts(self):
        from westphalia.report.markdown import words

        assert words("<script>|*") == r"\<script\>\|\*"


@pytest.mark.parametrize(
    "words", [("--by", "Israel,United States"), ("--by", "Israel", "--by", "United States")]
)
def test_a_list_is_given_at_once_or_in_several_options_and_none_is_lost(words):
    asked = ["strike", *words, "--on", "Iran", "--year", "2021", "--runs", "50", "--format", "json"]
    found = CliRunner().invoke(cli, asked, catch_exceptions=False)
    assert [each["name"] for each in json.loads(found.stdout)["by"]] == ["Israel", "United States"]
