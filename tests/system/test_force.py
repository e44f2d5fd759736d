"""Events that a scenario forces: what a file says, who is at risk, and what is left as it is where it happens by itself."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from westphalia.errors import NotUnderstood
from westphalia.system.engine import Engine
from westphalia.system.force import forceable
from westphalia.system.interventions import FORCE, Commands
from westphalia.system.kernel.changes import SANCTION, UNTIE
from westphalia.system.kernel.force import added, noted, overturned, stepped
from westphalia.system.kernel.places import V_DEMOCRACY, V_JOLT
from westphalia.system.outcomes import NAMES
from westphalia.system.processes import processes
from westphalia.system.scenario import scenario
from westphalia.system.state import start
from westphalia.system.variables import LAYERS, STATES

IRAN, ISRAEL, URUGUAY = 630, 666, 165


@pytest.fixture(scope="module")
def now(world):
    return start(world.as_of(2022), 2022)


def given(*deeds, start=2022):
    said = [{"do": "force", "year": start + 2, **deed} for deed in deeds]
    return scenario({"name": "forced", "start": start, "years": 4, "interventions": said})


def rows(world, now, *deeds, **more):
    return given(*deeds, **more).commands(world, now).by_arm[1]


def test_all_that_begins_or_ends_can_be_forced():
    every = forceable()
    assert set(every) == {name for name, each in processes().items() if each.kind in ("onset", "end", "step", "jump")}  # fmt: skip
    assert [name for name, pair in every.items() if not pair] == ["nuclear_acquire", "nuclear_explore", "nuclear_explore_end", "nuclear_give_up", "nuclear_pursue", "regime", "sanction"]  # fmt: skip


def test_what_a_file_means(world, now):
    iran, israel, number = now.place(IRAN), now.place(ISRAEL), sorted(processes()).index
    (row,) = rows(world, now, {"process": "dispute", "between": ["Israel", "Iran"]})
    assert (row.what, row.which, row.i, row.j, row.year) == (FORCE, number("dispute"), min(iran, israel), max(iran, israel), 2024)  # fmt: skip
    (row,) = rows(world, now, {"process": "arms", "between": ["Israel", "Iran"]})
    assert (row.i, row.j) == (israel, iran)
    (row,) = rows(world, now, {"process": "sanction_end", "between": ["eu", "Iran"]})
    assert (row.i, row.j) == (now.n, iran)
    both = rows(world, now, {"process": "regime", "of": ["Iran", "Israel"]})
    assert [each.i for each in both] == [iran, israel]


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ({"process": "ideal", "of": ["Iran"]}, 'no process "ideal" of which an event can be forced'),
        ({"process": "disputes", "between": ["Iran", "Israel"]}, "Nearest: dispute"),
        ({"process": "dispute", "of": ["Iran"]}, "dispute is of two states: between: [A, B]"),
        ({"process": "regime", "between": ["Iran", "Israel"]}, "regime is of single states: of: [A]"),
        ({"process": "pact", "between": ["Iran", "Irann"]}, 'no state "Irann". Nearest: Iran'),
        ({"process": "pact", "between": ["Iran", "Persia"]}, "a state stands there twice"),
    ],
)
def test_what_is_refused(world, now, deed, said):
    with pytest.raises(NotUnderstood) as wrong:
        rows(world, now, deed)
    assert said in str(wrong.value)


def test_what_is_forced_is_not_forbidden(world, now):
    said = {"name": "both", "start": 2022, "years": 3, "interventions": [{"do": "forbid", "process": "pact", "year": 2024}, {"do": "force", "process": "pact", "between": ["Iran", "Brazil"], "year": 2024}]}  # fmt: skip
    with pytest.raises(NotUnderstood, match="it does the opposite of intervention 1 in the same years"):
        scenario(said).commands(world, now)


def test_what_is_off_cannot_be_forced(world):
    said = scenario({"name": "early", "start": 1933, "years": 3, "interventions": [{"do": "force", "process": "sanction", "of": ["Germany"], "year": 1935}]})  # fmt: skip
    with pytest.raises(NotUnderstood, match='the process "sanction" is off in a run from 1933'):
        said.held(["sanction"])


def test_a_pair_is_added_where_it_is_at_risk_and_not_found():
    found, layer = np.zeros((3, 2), dtype=np.int64), np.zeros((4, 4))
    found[0], layer[0, 3] = (1, 2), 1
    assert added.py_func(1, 2, True, layer, found, 1) == 1
    assert added.py_func(0, 3, True, layer, found, 1) == 1
    assert added.py_func(0, 3, False, layer, found, 1) == 2
    assert found[1].tolist() == [0, 3]


def test_what_happens_by_itself_is_left():
    changes = np.array([[UNTIE, 2, 0, 1, 0, 0], [SANCTION, 6, 5, 7, 0, 0]])
    assert noted.py_func(UNTIE, 2, 0, 1, changes, 2)
    assert not noted.py_func(UNTIE, 1, 0, 1, changes, 2)
    assert noted.py_func(SANCTION, -1, -1, 7, changes, 2)
    assert not noted.py_func(SANCTION, -1, -1, 7, changes, 1)
    assert not noted.py_func(SANCTION, -1, -1, 6, changes, 2)


def test_a_forced_change_of_regime_is_one_abrupt_change(monkeypatch):
    monkeypatch.setitem(overturned.py_func.__globals__, "keyed", lambda word, part: np.uint64(word + 1))
    low, high = np.full(len(STATES), -9.0), np.full(len(STATES), 9.0)
    jumps = np.array([[0.3, 0.3], [0.0, 0.0], [-0.4, -0.4]])
    rules = SimpleNamespace(jolt_fade=0.8, jumps=jumps, codes=np.array([2, 20], dtype=np.uint64), v_low=low, v_high=high)  # fmt: skip
    values, told = np.zeros((len(STATES), 3)), np.zeros(5, dtype=np.int64)
    values[V_DEMOCRACY, :2], values[V_JOLT, :2] = (0.1, 0.9), (0.5, 0.5)
    fresh = values.copy()
    fresh[V_JOLT, :2] = 0.4
    assert [overturned.py_func(i, np.uint64(7), 0.01, rules, values, fresh, told) for i in (0, 1, 1)] == [1, 1, 0]  # fmt: skip
    assert fresh[V_DEMOCRACY, :2] == pytest.approx([0.41, 0.51])
    assert fresh[V_JOLT, :2] == pytest.approx([1.4, 1.4])
    assert told.sum() == 2


def test_a_step_is_taken_from_where_it_can_be():
    rules = SimpleNamespace(q=np.arange(30))
    stage, step = np.array([0.0, 1.0, 2.0, 3.0]), stepped.py_func

    def after(q):
        fresh = stage.copy()
        done = [step(q, i, rules, stage, fresh) for i in range(4)]
        assert done == (fresh != stage).astype(int).tolist()
        return fresh.tolist()

    assert [after(q) for q in range(16, 21)] == [[1, 1, 2, 3], [2, 2, 2, 3], [0, 1, 3, 3], [0, 1, 0, 3], [0, 0, 2, 3]]  # fmt: skip


@pytest.mark.long
def test_forced_events_in_runs(world, of):
    """A forced dispute stands, is remembered, and is deadly and joined as often as its processes say; a forced target has senders; nothing before is touched."""
    now = start(world.as_of(2022), 2022)
    iran, uruguay = now.place(IRAN), now.place(URUGUAY)
    deeds = rows(world, now, {"process": "dispute", "between": ["Iran", "Uruguay"]}, {"process": "sanction", "of": ["Uruguay"]})  # fmt: skip
    ends = []

    def tell(engine):
        pairs, kinds = engine._arms.pairs[1], engine._arms.senders[:, uruguay]
        ends.append((pairs[LAYERS.index("clash"), min(iran, uruguay), max(iran, uruguay)], *kinds))

    found = Engine(of, now, 2, 1, Commands(((), deeds), ("one", "two"))).block(np.arange(1, 101), tell)
    clash, before, after = np.array(ends).T
    assert (clash >= 1).all()
    assert (after >= before).all()
    assert (after > before).mean() > 0.8  # some were targets anyway
    assert (found.outcomes[:, 0, 0] == found.outcomes[:, 1, 0]).all()
    more = found.outcomes[:, 1, 1] - found.outcomes[:, 0, 1]
    assert (more[:, NAMES.index("disputes_new")] >= 1).mean() > 0.9
    deadly = more[:, NAMES.index("deadly_new")] > 0
    assert 0 < deadly.mean() < 0.8
    assert (found.touched > 80).all()
    assert (found.touched <= 100).all()


@pytest.mark.long
def test_laws_hold_for_what_is_forced_admitted_and_set(world, of):
    """The same bytes in parts, looking everywhere, and for the baseline alone; nothing before the year; with no chance nothing at all."""
    now = start(world.as_of(2022), 2022)
    deeds = [
        {"do": "force", "process": "dispute", "between": ["Iran", "Uruguay"]},
        {"do": "force", "process": "sanction", "of": ["Uruguay"]},
        {"do": "force", "process": "regime", "of": ["Iran"]},
        {"do": "force", "process": "rivalry_end", "between": ["India", "Pakistan"]},
        {"do": "nuclear", "of": "Iran", "stage": "acquire"},
        {"do": "admit", "of": ["China"], "to": "core"},
        {"do": "expel", "of": ["Hungary"], "from": "eu"},
    ]

    def block(numbers, probability=1.0, arms=2, **more):
        said = [{**deed, "year": 2024, "probability": probability} for deed in deeds]
        given = scenario({"name": "laws", "start": 2022, "years": 4, "interventions": said}).commands(world, now)  # fmt: skip
        return Engine(of, now, 4, 1, Commands(given.by_arm[:arms], given.names), **more).block(
            np.array(numbers)
        )

    whole = block(range(1, 13))
    assert (np.concatenate([block(range(1, 6)).outcomes, block(range(6, 13)).outcomes]) == whole.outcomes).all()  # fmt: skip
    assert (block(range(1, 13), audit=True).outcomes == whole.outcomes).all()
    assert (block(range(1, 13), arms=1).outcomes[:, 0] == whole.outcomes[:, 0]).all()
    assert (whole.outcomes[:, 0, 0] == whole.outcomes[:, 1, 0]).all()
    assert (whole.touched > 0).all()
    none = block(range(1, 13), probability=0.0)
    assert (none.outcomes[:, 0] == none.outcomes[:, 1]).all()
    assert (none.touched == 0).all()
