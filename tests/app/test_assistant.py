"""Tools for assistants: every tool answers, with the numbers of the prompt, in pieces; errors have their words; nothing reads a file or writes."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys

import pytest

pytest.importorskip("mcp", reason="the extra mcp is not installed")

import mcp

from westphalia.app.assistant import INSTRUCTIONS, server
from westphalia.app.tools import PIECE, piece, tools
from westphalia.report import views

ASKED = {
    "states": {"query": "congo"},
    "measure": {"name": "cinc", "a": "Russia", "years": "1990:2000"},
    "world": {"measure": "cinc", "year": 1914},
    "network": {"relation": "alliances", "year": 1914},
    "backtest": {},
    "nuclear": {"a": "Iran", "year": 2022},
    "unrest": {"state": "Egypt", "year": 2010},
    "balance": {"region": "Gulf", "year": 2022},
    "strike": {"by": ["Israel"], "on": "Iran", "year": 2022, "runs": 100},
    "market": {"good": "oil", "exclude": ["Russia", "Iran"], "runs": 2},
    "tables": {"table": "pacts"},
    "cite": {"tables": ["pacts", "disputes"], "style": "bibtex"},
    "sql": {"query": "select count(*) as n from pacts"},
}  # fmt: skip
"""What takes little time; the others are asked in the long run."""
SLOW = {
    "brief": {"a": "Russia", "b": "Iran", "year": 2022, "section": "binds"},
    "state": {"state": "Russia", "year": 2022},
    "sanctions": {"state": "Iran", "year": 2022},
    "compare": {"pairs": ["Russia-Iran", "Russia-China"], "year": [2022]},
    "rank": {"year": 2022, "top": 3},
    "movers": {"from_": 2012, "to": 2022},
    "analogues": {"a": "Russia", "b": "Iran", "year": 2022},
    "check": {"essay": "russia-iran-2022"},
    "sanction": {"target": "Iran", "by": ["us", "eu"], "year": 2022, "runs": 2},
    "simulate": {"scenario": "baseline", "runs": 2},
}


@pytest.fixture(scope="module")
def made(world):
    return server(world, "https://states.example.org")


def call(made, *calls):
    """Return what a client in the same process is told for some calls of tools."""

    async def asking():
        async with mcp.Client(made) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(asking())


def told(found):
    assert not found.is_error, found.content
    return found.structured_content


def test_there_is_a_tool_for_every_view_and_all_only_read(made):
    async def listed():
        async with mcp.Client(made) as client:
            return (await client.list_tools()).tools

    found = asyncio.run(listed())
    assert (
        {each.name for each in found}
        == (set(views.VIEWS) - {"data"}) | {"tables", "cite", "sql"}
        == {*ASKED, *SLOW}
    )
    for each in found:
        assert (each.annotations.read_only_hint, each.annotations.destructive_hint) == (True, False), (
            each.name
        )
        assert each.description, each.name
        assert set(each.output_schema["properties"]) >= {"content", "address", "edition", "cursor"}, each.name
        assert all(field.get("description") for field in each.input_schema["properties"].values()), each.name
    assert len(json.dumps([each.model_dump(mode="json", exclude_none=True) for each in found])) < 60_000
    assert "never zero" in INSTRUCTIONS


def _answers(made, asked):
    for (name, _), found in zip(asked.items(), call(made, *asked.items()), strict=True):
        answer = told(found)
        assert answer["content"].strip(), name
        assert len(answer["content"]) <= PIECE, name
        assert re.fullmatch(r"[0-9a-f]{12}", answer["edition"]), name
        assert not answer["address"] or answer["address"].startswith("https://states.example.org/"), name


def test_tools_answer(made):
    _answers(made, ASKED)


@pytest.mark.long
def test_tools_that_take_time_answer(made):
    _answers(made, SLOW)


def test_text_and_data_are_those_of_the_prompt(made, world):
    given = {"name": "cinc", "a": "Russia", "years": "1990:2000"}
    text, data, part = map(told, call(made, ("measure", given), ("measure", {**given, "form": "data"}), ("measure", {**given, "form": "data", "part": "rows.0"})))  # fmt: skip
    answer = views.ask("measure", given, world)
    assert text["content"] == answer.to_text()
    assert json.loads(data["content"]) == answer.to_dict()
    assert json.loads(part["content"]) == answer.to_dict()["rows"][0]
    assert text["address"] == "https://states.example.org/measure/cinc/365-russia?years=1990:2000"


def test_what_is_long_comes_in_pieces_that_add_up(made, world):
    whole, cursor, pieces = views.ask("measure", {"name": "cinc", "a": "Russia"}, world).to_json(), 0, []
    while cursor is not None:
        found = told(call(made, ("measure", {"name": "cinc", "a": "Russia", "form": "data", "cursor": cursor}))[0])  # fmt: skip
        pieces.append(found["content"])
        cursor = found["cursor"]
    assert "".join(pieces) == whole
    assert len(pieces) > 1
    assert piece("a" * 10, 4, 3) == ("aaa", 7)


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("measure", {"name": "cinc", "a": "Rusia"}, "Did you mean Russia"),
        ("measure", {"name": "relatio", "a": "Russia", "b": "Iran"}, "relation"),
        ("brief", {"a": "Russia", "b": "Russia", "year": 2022}, "are the same state"),
        ("brief", {"a": "Russia", "b": "Iran", "year": 1700}, "outside the record"),
        ("check", {"essay": "/etc/passwd"}, "There is no essay"),
        ("simulate", {"scenario": "../../etc/passwd"}, "There is no scenario"),
        ("strike", {"by": ["Israel"], "on": "Iran", "year": 2022, "runs": 9_000}, "at most 4,000"),
        ("sql", {"query": "drop table pacts"}, "Only SELECT"),
        ("sql", {"query": "select * from read_text('/etc/passwd')"}, ""),
        ("tables", {"table": "../pacts"}, "no table"),
        ("measure", {"name": "cinc", "a": "Russia", "form": "data", "part": "rows.0.x"}, "There is no part 'x'"),
    ],
)  # fmt: skip
def test_errors_reach_an_assistant_in_their_words(made, name, given, words):
    found = call(made, (name, given))[0]
    assert found.is_error
    text = found.content[0].text
    assert words in text
    assert "root:" not in text
    assert "Traceback" not in text


def test_schemas_are_those_of_the_questions(world):
    import inspect

    for tool in tools(world):
        if tool.name in views.VIEWS and tool.name != "simulate":
            question = views.view(tool.name).question
            required = {name for name, each in question.model_fields.items() if each.is_required()}
            takes = inspect.signature(tool.run).parameters
            assert {name for name, each in takes.items() if each.default is inspect.Parameter.empty} == required, tool.name  # fmt: skip


@pytest.mark.long
def test_over_standard_input_and_output_too():
    async def asking():
        process = mcp.StdioServerParameters(command=sys.executable, args=["-m", "westphalia", "mcp"], env=dict(os.environ))  # fmt: skip
        async with mcp.Client(process) as client:
            return await client.call_tool("states", {"query": "congo"})

    assert "Congo" in told(asyncio.run(asking()))["content"]
