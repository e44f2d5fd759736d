"""The chain of reasons adds up, the parts of the spread add up, and what is forbidden does not happen."""

from __future__ import annotations

import numpy as np
import pytest

from westphalia.system import trace
from westphalia.system.engine import Engine
from westphalia.system.interventions import FORBID, SANCTION, Command, Commands
from westphalia.system.outcomes import NAMES, OutcomeLabel
from westphalia.system.processes import processes, subjects
from westphalia.system.result import standard_error
from westphalia.system.spread import by_draw, sensitivity, spread

YEARS = 4
RUNS = np.arange(1, 21)


@pytest.fixture(scope="module")
def given(small):
    imposed = tuple(Command(0, small.year + 1, SANCTION, which=5, i=i, j=small.place(365)) for i in range(30) if i != small.place(365))  # fmt: skip
    return Commands(((), imposed), ("imposed",))


@pytest.fixture(scope="module")
def traced(of, small, given):
    return Engine(of, small, YEARS, 1, trace.commands(given), sees=trace.sees(of)).block(RUNS).outcomes


def test_every_process_belongs_to_one_subject():
    named = [name for names in subjects().values() for name in names]
    assert sorted(named) == sorted(processes())
    assert set(trace.steps()) == set(trace.TITLES)


def test_which_world_each_arm_sees(of):
    sees, many = trace.sees(of), len(subjects())
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
    draws = luck.integers(0, 100, (7, 2 * len(subjects()) + 1, 3, 2)).astype(float)
    for steps in trace.stepped(draws):
        assert (steps.sum(axis=0) == draws[:, 1] - draws[:, 0]).all()
        assert len(steps) == len(trace.steps())


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
    assert found.select("name", "of", "process").rows() == [("one", "baseline", "a")]
    assert found["low"][0] < found["effect"][0] < found["high"][0]
    assert found["effect"][0] > 0.9


def test_parts_of_the_spread_are_whole():
    luck = np.random.default_rng(3)
    own, common = luck.normal(size=(2, 40, 10, 2, 3, 1))
    own[:, :, 1] = own[:, :, 0]  # no difference, in any run
    found = spread(own, common, [2023, 2024, 2025], [OutcomeLabel("one", "World", "")])
    parts = found.select("parameters", "level", "luck").sum_horizontal()
    told = found.with_columns(whole=parts)
    assert told.filter(told["of"] != "difference")["whole"].to_list() == pytest.approx([1.0] * 6)
    assert told.filter(told["of"] == "difference")["luck"].null_count() == 3


def test_rows_of_the_trace():
    luck = np.random.default_rng(4)
    many = 2 * len(subjects()) + 1
    draws = luck.normal(size=(30, many, 2, 1))
    frame = trace.traced(draws, [2023, 2024], [OutcomeLabel("one", "World", "x")], lambda gap: standard_error(gap, np.arange(1, 31)))  # fmt: skip
    assert frame.columns == ["name", "region", "unit", "year", "step", "mean", "forward", "backward", "mean_low", "mean_high"]  # fmt: skip
    last = frame.filter(frame["year"] == 2024)
    gap = draws[:, 1, 1, 0].mean() - draws[:, 0, 1, 0].mean()
    assert last["mean"].sum() == pytest.approx(gap)
    assert last["forward"].sum() == pytest.approx(gap)
    assert (last["mean_low"] < last["mean_high"]).all()
