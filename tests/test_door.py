"""The public face of the package: whatever it is given, it answers or says in our own words what is wrong; and it shows itself in a line."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from inspect import Parameter, isfunction, signature, unwrap
from pathlib import Path
from typing import Any, Literal, get_overloads

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from westphalia import models, networks, panel
from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.record.given import fits
from westphalia.record.state import Dyad, State

WRONG: list[Any] = [
    None, True, -1, 0, 3, 1.5, float("nan"), 10**30, "", "x", "2022a", "a\0b", b"x", [], ["x"], {}, {"a": 1}, (1990,), (1990, "x"), object(), State,
]  # fmt: skip
RIGHT: dict[str, Any] = {
    "a": "Russia", "b": "Iran", "above": 0.0, "by": "Israel", "carry": "last", "ccode": 365, "codings": (), "column": "cinc", "essay": "franco-russian-1890",
    "first": 1990, "form": "json", "frame": pl.DataFrame({"ccode1": [2], "v": [1]}), "from_": 2000, "listed": "capabilities", "n": 2, "name": "cinc", "names": "gdp",
    "on": "ccode1", "outcome": "alignment", "query": "select 1", "region": "gulf", "relation": "defence", "share": 0.9, "to": 2001, "top": 3, "with_": "Iran", "x": "Iran", "year": 1990, "years": (1990, 1991), "codes": 2,
}  # fmt: skip
OF_TABLES = {"table", "path", "file", "entry", "declaration", "withheld", "coverage", "span"}
DEAR = {"analogues", "brief", "check", "movers", "rank", "forecast", "state"}
"""What takes long when it is asked something fair: only what cannot be meant is asked of it."""
OUTSIDE = {"read", "listed", "sink", "write", "to_pandas", "merge"}
"""Of the engine room, or tried with files and frames of its own in tests of their own."""


@cache
def things() -> dict[str, Any]:
    """Return what is made in the front room, by name of class."""
    world = wp.load()
    asked = wp.panel.dyad_years(world, (1990, 1991), directed=False).add("gdp")
    return {
        "World": world, "Panel": asked, "Draws": asked.draws(2), "Network": wp.network(world, "defence", (1990, 1991)), "Array": wp.array(world, "cinc", 1990),
        "Answer": wp.states("iran"), "QueryAnswer": world.sql("select 1 as a"), "Pooled": wp.panel.pool([1.0, 2.0], [1.0, 1.0]), "State": world.state("Iran"),
    }  # fmt: skip


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every function of the front room, and every method of what is made there."""
    for room in (wp, panel, networks):
        for name in room.__all__:
            found = getattr(room, name)
            if isfunction(found):
                yield f"{room.__name__}.{name}", found
    for kind, thing in things().items():
        for name in dir(type(thing)):
            if not name.startswith("_") and isfunction(getattr(type(thing), name)):
                yield f"{kind}.{name}", getattr(thing, name)


def parameters(function: Callable[..., Any]) -> list[Parameter]:
    """Return what a function takes; of a verb what it takes without a world."""
    overloads = get_overloads(unwrap(function)) if isfunction(function) else []
    return [
        each
        for each in signature(overloads[0] if overloads else function).parameters.values()
        if each.name not in ("world", "self", "covers") and each.kind is not Parameter.VAR_KEYWORD
    ]


def call(name: str, function: Callable[..., Any], changed: str = "", value: Any = None) -> Any:
    """Call a function with what is right for it, one parameter changed."""
    args, named = [], {}
    for each in parameters(function):
        right = (
            "capabilities"
            if each.name == "name" and name.split(".")[-1] in OF_TABLES
            else RIGHT.get(each.name)
        )
        if each.name == changed:
            right = value
        elif each.default is not Parameter.empty:
            continue
        if each.kind is Parameter.VAR_POSITIONAL:
            args.append(right)
        else:
            named[each.name] = right
    return function(*args, **named)


CALLS = [
    (name, each.name)
    for name, function in public()
    if name.split(".")[-1] not in OUTSIDE
    for each in parameters(function)
]


def trouble(name: str, function: Callable[..., Any], parameter: str, value: Any) -> str:
    """Return what is wrong with how a value is taken; nothing when it is answered, or told in our own words."""
    try:
        call(name, function, parameter, value)
    except WestphaliaError as error:
        return "" if error.what else "nothing is said"
    except Exception as error:
        return f"{name}({parameter}={value!r}): {type(error).__name__}: {error}"
    return ""


@pytest.mark.parametrize("count", [5, pytest.param(len(WRONG), marks=pytest.mark.long)])
@pytest.mark.parametrize(("name", "parameter"), CALLS)
def test_a_wrong_value_is_answered_or_told_in_our_own_words(name, parameter, count):
    """Neither AttributeError nor TypeError from inside; seeded, and a dear question is asked only what cannot be meant. All with ``make long``."""
    function, short = dict(public())[name], name.split(".")[-1]
    fair = (None, True, 0, 3, -1) if short in DEAR else ()
    values = [each for each in WRONG if not any(each is one for one in fair)]
    drawn = random.Random(name + parameter).sample(values, min(count, len(values)))
    assert [told for value in drawn if (told := trouble(name, function, parameter, value))] == []


def test_every_public_function_was_asked():
    assert len(CALLS) > 120
    assert {"westphalia.load", "westphalia.array", "westphalia.brief", "World.state", "Panel.add"} <= {
        name for name, _ in CALLS
    }


@pytest.mark.parametrize("name", ["World", "State", "Panel", "Network", "Array", "Draws", "Pooled"])
def test_a_thing_tells_what_it_is_in_a_line(name):
    told = repr(things()[name])
    assert len(told) < 100
    assert told.startswith("<")
    assert "\n" not in told


def test_a_state_a_pair_a_panel_and_a_ranking_tell_what_they_are():
    world = wp.load()
    assert repr(world.state("Persia", 1900)) == "<State Persia, 630, IRN>"
    assert repr(world.dyad("Russia", "Iran", 2022)) == "<Dyad Russia (365) and Iran (630)>"
    asked = wp.panel.state_years((1990, 1991)).add("gdp")
    assert repr(asked) == f"<Panel state-years 1990:1991, cow states, {len(asked.columns)} columns>"
    ranked = models.load(world).rank(2022, top=3)
    assert repr(ranked) == "<Ranking alignment 5 years after 2022, 3 pairs>"


def test_notebooks_get_a_small_table_that_is_escaped_and_has_no_scripts():
    world = wp.load()
    hostile = State(1, None, None, "<script>alert(1)</script>")
    ranked = models.load(world).rank(2022, top=3)
    for each in (world, hostile, Dyad(hostile, hostile), things()["Panel"], things()["Network"], ranked):
        shown = each._repr_html_()
        assert len(shown) < 2000
        assert shown.startswith("<table>")
        assert "<script" not in shown
    assert "&lt;script&gt;" in hostile._repr_html_()


def test_the_world_may_be_left_out():
    world = wp.load()
    assert wp.array("cinc", 1990).of(2) == wp.array(world, "cinc", 1990).of(2)
    assert wp.network("defence", 1990).array.shape == wp.network(world, "defence", 1990).array.shape
    asked = wp.panel.dyad_years((1990, 1990), directed=False)
    assert asked.collect().equals(wp.panel.dyad_years(world, (1990, 1990), directed=False).collect())


def test_what_is_missing_is_told_with_what_there_is():
    with pytest.raises(NotUnderstood, match="missing a required argument: 'year'"):
        wp.array("cinc")


@pytest.mark.parametrize(
    ("value", "kind", "fit"),
    [
        (np.int64(5), int, True), (True, int, False), (5, float, True), (np.float32(5), float, True), (np.bool_(True), bool, True), ([1, 2], tuple[int, int], True),
        ((1, 2, 3), tuple[int, int], False), ("ab", Sequence[str], False), (["a"], Sequence[str], True), ({1}, Collection[int], True), ({"a": 1}, Mapping[str, str], False),
        ("gw", Literal["cow", "gw"], True), ([], Literal["cow"], False), (None, int | None, True), ("a\0", str | Path, False),
    ],
)  # fmt: skip
def test_kinds(value, kind, fit):
    assert fits(value, kind) is fit
