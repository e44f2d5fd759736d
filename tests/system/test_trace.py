"""The chain of reasons adds up, the parts of the spread add up, and what is forbidden does not happen."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from westphalia.system import simulate, trace
from westphalia.system.draws import GRAIN, coefficients
from westphalia.system.engine import Engine
from westphalia.system.ensemble import FinishedBlocks, Task, ranges
from westphalia.system.interventions import FORBID, SANCTION, Command, Commands
from westphalia.system.outcomes import NAMES, OutcomeLabel
from westphalia.system.processes import processes, subjects
from westphalia.system.result import Simulation, standard_error
from westphalia.system.scenario import scenario
from westphalia.system.sensitivity import DrawnInputs, drawn_inputs, sensitivity
from westphalia.system.spread import by_draw, jackknifed, spread

YEARS = 4
RUNS = np.arange(1, 21)


@pytest.fixture(scope="module")
def given(small):
    imposed = tuple(Command(0, small.year + 1, SANCTION, which=5, i=i, j=small.place(365)) for i in range(30) if i != small.place(365))  # fmt: skip
    return Commands(((), imposed), ("imposed",))


@pytest.fixture(scope="module")
def traced(of, small, given):
    return Engine(of, small, YEARS, 1, trace.commands(given), sees=trace.sees(of)).block(RUNS).outcomes


def test_every_process_belongs_to_one_step():
    for named in (subjects(), trace.groups()):
        assert sorted(name for names in named.values() for name in names) == sorted(processes())
    assert set(trace.steps()) == set(trace.TITLES)


def test_which_world_each_arm_sees(of):
    sees, many = trace.sees(of), len(trace.groups())
    assert sees.shape == (2 * many + 1, len(of.order))
    assert not sees[[0, 2]].any()
    assert (sees[1] == 1).all()
    forward, backward = sees[3 : 2 + many], sees[2 + many :]
    for arms in (forward, backward):
        own = (arms > 0).sum(axis=1)
        assert (np.diff(own) > 0).all()
    assert ((forward[0] > 0) == (sees[1] > 0) & ~(backward[-1] > 0)).all()


def test_steps_add_up_to_the_difference():
    luck = np.random.default_rng(1)
    draws = luck.integers(0, 100, (7, 2 * len(trace.groups()) + 1, 3, 2)).astype(float)
    for steps in trace.stepped(draws):
        assert (steps.sum(axis=0) == draws[:, 1] - draws[:, 0]).all()
        assert len(steps) == len(trace.steps())


def test_sums_of_steps_are_the_difference_to_the_bit():
    luck = np.random.default_rng(5)
    draws = luck.lognormal(0, 3, (1000, 2 * len(trace.groups()) + 1, 2, 3)) * [1.0, 1e8, 1e-3]
    near = trace.grained(draws)
    assert (
        np.abs(near - draws).max(axis=(0, 1, 2)) <= 2e-12 * np.abs(draws).max(axis=(0, 1, 2)).clip(1)
    ).all()
    steps = trace.stepped(near)
    whole = near[:, 1].sum(axis=0) - near[:, 0].sum(axis=0)
    for each in (*steps, (steps[0] + steps[1]) / 2):
        assert (each.sum(axis=0) == near[:, 1] - near[:, 0]).all()
        assert (each.sum(axis=1).sum(axis=0) == whole).all()
        assert (each.sum(axis=1)[::-1].sum(axis=0) == whole).all()
    one, two = (
        sum((draws[:, b] - draws[:, a]).sum(axis=0) for a, b in ((0, 2), (2, 3), (3, 1))),
        draws[:, 1].sum(axis=0) - draws[:, 0].sum(axis=0),
    )
    assert (one != two).any()  # which without the grid it is not


@pytest.mark.long
def test_the_first_arms_are_baseline_and_scenario(of, small, given, traced):
    plain = Engine(of, small, YEARS, 1, given).block(RUNS).outcomes
    assert (traced[:, :2] == plain).all()
    for steps in trace.stepped(traced):
        assert np.allclose(steps.sum(axis=0), plain[:, 1] - plain[:, 0], rtol=1e-12, atol=1e-9)
        counts = [at for at, name in enumerate(NAMES) if name not in ("transitivity", "democracy", "output")]
        assert (steps.sum(axis=0)[..., counts] == (plain[:, 1] - plain[:, 0])[..., counts]).all()


@pytest.mark.long
def test_where_all_see_the_baseline_only_what_is_done_differs(traced):
    for name in ("pacts", "pact_pairs", "disputes", "rivalries", "arms", "democracy", "output", "wars"):
        at = NAMES.index(name)
        assert (traced[:, 2, :, at] == traced[:, 0, :, at]).all(), name
    at = NAMES.index("sanctions")
    assert (traced[:, 2, 0, at] > traced[:, 0, 0, at]).all()


@pytest.mark.long
def test_nothing_done_has_no_reasons(of, small):
    null = Commands(((), ()))
    found = Engine(of, small, YEARS, 1, trace.commands(null), sees=trace.sees(of)).block(RUNS).outcomes
    assert all((steps == 0).all() for steps in trace.stepped(found))


@pytest.mark.long
def test_what_is_forbidden_does_not_happen(of, small):
    def never(name):
        which = of.q(name)
        return tuple(Command(0, small.year + t, FORBID, which=which) for t in range(1, YEARS + 1))

    for name, outcome in (("dispute", "disputes_new"), ("pact", "pacts_new"), ("sanction", "targets_new"), ("regime", "regime_changes"), ("arms", "arms_new")):  # fmt: skip
        block = Engine(of, small, YEARS, 1, Commands(((), never(name)), ("never",))).block(RUNS)
        at = NAMES.index(outcome)
        assert (block.outcomes[:, 1, :, at] == 0).all(), name
        assert block.outcomes[:, 0, :, at].sum() > 0, name
        assert block.touched[0] > 0
    ends = Engine(of, small, YEARS, 1, Commands(((), never("rivalry_end")), ("never",))).block(RUNS).outcomes
    at = NAMES.index("rivalries")
    assert (np.diff(ends[:, 1, :, at], axis=1) >= 0).all()


@pytest.mark.long
def test_levels_in_common_leave_less_to_the_runs_of_a_draw(of, small):
    many, at = np.arange(1, 201), NAMES.index("arms_new")
    null = Commands(((),))
    own, common = (
        by_draw(Engine(of, small, YEARS, 1, null, tides=tides).block(many).outcomes[:, 0, -1, at], many)
        for tides in (True, False)
    )
    assert common.var(axis=1).mean() < 0.8 * own.var(axis=1).mean()


def test_what_hangs_on_a_level_is_told():
    luck = np.random.default_rng(2)
    runs = np.arange(1, 301)
    paths = luck.normal(size=(300, 3))
    paths[:, 2] = 0.5  # one that does not walk
    draws = np.zeros((300, 2, 2))
    draws[:, 0, 0] = draws[:, 1, 0] = np.exp(2 * paths[:, 0]) + luck.normal(0, 0.01, 300)
    draws[:, :, 1] = luck.normal(size=(300, 1))
    labels = [OutcomeLabel(name, "World", "") for name in ("one", "two")]
    found = sensitivity(paths, ["a", "b", "c"], draws, runs, labels)
    assert found.select("name", "of", "process", "term").rows() == [("one", "baseline", "a", "level")]
    assert found["low"][0] < found["effect"][0] < found["high"][0]
    assert found["effect"][0] > 0.9


def test_what_hangs_on_a_coefficient_is_told_beside_levels():
    luck = np.random.default_rng(6)
    runs, at = np.arange(1, 1001), np.repeat(np.arange(100), 10)
    paths, drawn = luck.normal(size=(1000, 2)), luck.normal(size=(100, 150))
    draws = np.zeros((1000, 2, 3))
    draws[..., 0] = (paths[:, 0] - drawn[at, 40] + luck.normal(0, 0.3, 1000))[:, None]
    draws[..., 1:] = luck.normal(size=(1000, 1, 2))
    draws[:, 1, 1] += drawn[at, 7]  # what the scenario does hangs on it, and nothing else
    inputs = DrawnInputs(np.arange(100), tuple(("p", f"x{k}") for k in range(150)), drawn)
    labels = [OutcomeLabel(name, "World", "") for name in ("one", "two", "three")]
    found = sensitivity(paths, ["a", "b"], draws, runs, labels, inputs)
    told = {row[:4]: row[4] for row in found.select("name", "of", "process", "term", "effect").rows()}
    assert told.keys() == {("one", "baseline", "a", "level"), ("one", "baseline", "p", "x40"), ("two", "difference", "p", "x7")}  # fmt: skip
    assert told["one", "baseline", "p", "x40"] == pytest.approx(
        -0.69, abs=0.1
    )  # 1 / (1 + 1 + 0.09) of the variance
    assert told["two", "difference", "p", "x7"] > 0.9


def test_coefficients_are_those_of_the_runs(of, estimates):
    inputs = drawn_inputs(of.processes, estimates, np.arange(11, 31), 1)
    assert inputs.draws.tolist() == [1, 2]
    which = [at for at, (name, _) in enumerate(inputs.names) if name == "dispute"]
    assert [inputs.names[at][1] for at in which[:3]] == ["constant", "distance", "contiguity"]
    one = coefficients("dispute", estimates["dispute"], 2, 1)
    assert np.abs(inputs.values[1, which] - one).max() <= 1 / GRAIN
    assert len(inputs.names) == inputs.values.shape[1] > 200


def test_too_few_runs_tell_nothing():
    luck = np.random.default_rng(7)
    paths = luck.normal(size=(20, 10))
    draws = np.repeat(paths[:, None, :1], 2, axis=1)
    found = sensitivity(
        paths, list("abcdefghij"), draws, np.arange(1, 21), [OutcomeLabel("one", "World", "")]
    )
    assert found.is_empty()
    assert found.columns == ["name", "region", "of", "process", "term", "effect", "low", "high"]


def test_parts_of_the_spread_are_whole():
    luck = np.random.default_rng(3)
    own, common = luck.normal(size=(2, 40, 10, 2, 3, 1))
    own[:, :, 1] = own[:, :, 0]  # no difference, in any run
    found = spread(own, common, [2023, 2024, 2025], [OutcomeLabel("one", "World", "")])
    parts = found.select("parameters", "level", "luck").sum_horizontal()
    told = found.with_columns(whole=parts)
    assert told.filter(told["of"] != "difference")["whole"].to_list() == pytest.approx([1.0] * 6)
    assert told.filter(told["of"] == "difference")["luck"].null_count() == 3
    assert told.filter(told["of"] == "baseline")["luck_error"].min() > 0.01


@pytest.mark.parametrize(("parameters", "level", "luck"), [(1, 1, 1), (0, 2, 1), (3, 0, 1)])
def test_shares_of_known_variances_are_within_their_errors(parameters, level, luck):
    draw = np.random.default_rng(8)
    shape = (50, 10, 60)
    shared = draw.normal(0, parameters**0.5 or 0, (50, 1, 60))
    levels = draw.normal(0, level**0.5, shape)
    own = shared + levels + draw.normal(0, luck**0.5, shape)
    common = shared + levels[:, :1] + draw.normal(0, luck**0.5, shape)
    share, error = jackknifed(own, common)
    true = np.array([parameters, level, luck]) / (parameters + level + luck)
    assert (np.abs(share.mean(axis=1) - true) < 0.03).all()
    inside = np.abs(share - true[:, None]) <= 1.645 * error
    assert (inside.mean(axis=1)[true > 0] > 0.7).all()


def test_rows_of_the_trace():
    luck = np.random.default_rng(4)
    many = 2 * len(trace.groups()) + 1
    draws = luck.normal(size=(30, many, 2, 1))
    frame = trace.traced(draws, [2023, 2024], [OutcomeLabel("one", "World", "x")], lambda gap: standard_error(gap, np.arange(1, 31)))  # fmt: skip
    assert frame.columns == ["name", "region", "unit", "year", "step", "mean", "forward", "backward", "mean_low", "mean_high"]  # fmt: skip
    last = frame.filter(frame["year"] == 2024)
    gap = draws[:, 1, 1, 0].mean() - draws[:, 0, 1, 0].mean()
    assert last["mean"].sum() == pytest.approx(gap)
    assert last["forward"].sum() == pytest.approx(gap)
    assert (last["mean_low"] < last["mean_high"]).all()


@pytest.fixture
def making(monkeypatch):
    """Return what was asked for of blocks, and of whom, with nobody making any; and what was said."""
    asked, said = [], []

    def made(tasks, engine, **more):
        asked.append((tasks, more))
        return FinishedBlocks(interrupted=True)

    monkeypatch.setattr(simulate, "made", made)
    return asked, said, simulate.Making(3, "pool", said.append, lambda *_: None)


def tasks_of(runs, interventions=()):
    given = scenario({"name": "trial", "start": 2022, "years": 3, "interventions": list(interventions)})
    tasks = [Task(given, 1, first, last, "abc") for first, last in ranges(runs)]
    return SimpleNamespace(scenario=given, name="abc", asked=()), tasks


IMPOSED = {"do": "impose", "senders": ["Japan"], "targets": ["Brazil"], "year": 2023}


def test_further_arms_are_made_by_whom_all_are(making):
    asked, said, maker = making
    ready, tasks = tasks_of(1250, [IMPOSED])
    found = simulate._with_reasons(ready, tasks, [], made_of(1250), maker)
    ((first, more),) = asked  # stopped: nothing else is begun, and it is said
    assert found.interrupted
    assert [task.last for task in first] == list(range(100, 1001, 100))
    assert {(task.arms, task.name) for task in first} == {("trace", "abc-trace")}
    assert (more["workers"], more["executor"]) == (3, "pool")
    assert said == ["Reasons of the difference, in further arms: 1000 runs ..."]


def test_what_is_not_told_is_said(making):
    asked, said, maker = making
    ready, tasks = tasks_of(19, [IMPOSED])
    assert simulate._with_reasons(ready, tasks, [], made_of(19), maker).traced == 0
    assert said == ["No reasons are told of 19 runs: 20 are the least, two draws of the parameters."]
    assert not asked
    ready, tasks = tasks_of(200)
    simulate._with_reasons(ready, tasks, [], made_of(200), maker)
    assert said[1].startswith("Nothing is done in this scenario, so there are no reasons")
    assert asked[0][0][0].arms == "tides"


def made_of(runs):
    return Simulation(None, runs, 1, None, None, None, None)
