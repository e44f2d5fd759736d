"""Claims ask effects: a figure of an answer's document by its path, and errors that say what there is."""

from __future__ import annotations

import pytest

from westphalia.claims.quantities import AnswerOf, ClaimQuantity
from westphalia.claims.verdict import read_kind
from westphalia.errors import NotUnderstood
from westphalia.record.world import load
from westphalia.report import views
from westphalia.report.views import claimed
from westphalia.report.views.claimed import figure

WORLD = load()
GRAIN = {"state": "Iran", "year": 2019, "grain": "wheat:5000000", "runs": 50}


def asked(view: str, given: dict[str, object], take: str) -> AnswerOf:
    found = ClaimQuantity.model_validate(
        {"answer": {"view": view, "given": given, "take": take, "unit": "x"}}
    )
    assert found.answer is not None
    return found.answer


def test_a_claim_reads_what_the_command_prints():
    document = views.ask("unrest", GRAIN).document
    reading = read_kind(asked("unrest", GRAIN, "difference"), WORLD, None)
    held = document["difference"]["quantiles"]
    assert (reading.value, reading.interval) == (held["0.5"], (held["0.05"], held["0.95"]))
    assert (reading.unit, reading.year) == ("x", 2019)
    assert "protests" in reading.tables


def test_a_plain_number_has_no_interval():
    assert figure({"a": {"b": 2}}, "a/b") == (2.0, None)


@pytest.mark.parametrize(
    ("document", "path", "told"),
    [
        ({"a": 1}, "b", "There is: a."),
        ({"a": [{"name": "x", "v": 1}]}, "a/name=y/v", "There is: name=x."),
        ({"a": {"b": 1}}, "a", "is no figure"),
        ({"a": "text"}, "a", "is no figure"),
        ({"a": True}, "a", "is no figure"),
        ({"a": None}, "a/b", "has no 'b'"),
    ],
)
def test_what_is_no_figure_is_told_with_what_there_is(document, path, told):
    with pytest.raises(NotUnderstood) as error:
        figure(document, path)
    assert told in str(error.value)


def test_a_question_without_an_answer_says_why():
    lacking = read_kind(asked("unrest", {"state": "Iran", "year": 1950}, "expected/events"), WORLD, None)
    assert lacking.value is None
    assert lacking.why


def test_what_lies_after_the_end_of_a_world_is_not_asked():
    late = read_kind(asked("unrest", GRAIN, "difference"), WORLD.as_of(2010), None)
    assert late.value is None
    assert "2019 lies after the end of 2010" in late.why


def test_an_unknown_view_or_option_is_refused():
    with pytest.raises(ValueError, match="view"):
        asked("weather", {}, "a")
    with pytest.raises(NotUnderstood, match="no 'weather'"):
        read_kind(asked("unrest", {"state": "Iran", "year": 2019, "weather": 1}, "a"), WORLD, None)


SIMULATED = {
    "scenario": {"start": 2022, "years": 10},
    "differences": [
        {"name": "arms", "region": "World", "unit": "relations", "year": 2032, "mean": -0.4, "mean_interval": [-0.6, -0.2]},
        {"name": "exclusion", "region": "Iran", "unit": "0 to 1", "year": 2032, "mean": 0.05, "mean_interval": [0.04, 0.06]},
    ],
    "outcomes": [
        {"name": "arms", "region": "World", "unit": "relations", "year": 2032, "arm": arm, "mean": 880.0, "quantiles": {"0.05": 700.0, "0.5": 870.0 + at, "0.95": 1100.0}}
        for at, arm in enumerate(("baseline", "scenario"))
    ],
}  # fmt: skip


def simulated(monkeypatch, **asked):
    monkeypatch.setattr(claimed, "_simulated", lambda world, name, runs: SIMULATED)
    quantity = ClaimQuantity.model_validate({"scenario": {"name": "dual-exclusion", **asked}})
    assert quantity.scenario is not None
    return read_kind(quantity.scenario, WORLD, None)


def test_a_claim_reads_a_simulation(monkeypatch):
    found = simulated(monkeypatch, outcome="arms")
    assert (found.value, found.interval, found.year, found.unit) == (-0.4, (-0.6, -0.2), 2032, "relations")
    assert "held the truth in" in found.why
    arm = simulated(monkeypatch, outcome="arms", of="scenario")
    assert (arm.value, arm.interval) == (871.0, (700.0, 1100.0))
    state = simulated(monkeypatch, outcome="exclusion", region="Iran")
    assert (state.value, state.why) == (0.05, "")


def test_what_no_run_tells_of_is_refused_with_what_there_is(monkeypatch):
    with pytest.raises(NotUnderstood, match=r"tells of no pacts of World in 2032.*arms of World"):
        simulated(monkeypatch, outcome="pacts")
    with pytest.raises(NotUnderstood, match="in 2040"):
        simulated(monkeypatch, outcome="arms", year=2040)
