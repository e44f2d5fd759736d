"""Members that a scenario admits and expels: what the exclusion rule and the sanctions of the European Union then are, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from westphalia.errors import NotUnderstood
from westphalia.measures.core import core
from westphalia.system.engine import Engine, moving
from westphalia.system.interventions import MEMBER, SANCTION, Commands
from westphalia.system.kernel.membership import led, member, united
from westphalia.system.kernel.sanctions import shown
from westphalia.system.membership import UNREAD
from westphalia.system.order import exclusion
from westphalia.system.scenario import scenario
from westphalia.system.state import computed, start
from westphalia.system.variables import KINDS, LAYERS

CHINA, UKRAINE, HUNGARY, GERMANY, US, RUSSIA = 710, 369, 310, 255, 2, 365


@pytest.fixture(scope="module")
def now(world):
    return start(world.as_of(2022), 2022)


def given(*deeds):
    return scenario({"name": "members", "start": 2022, "years": 8, "interventions": list(deeds)})


def rows(world, now, *deeds):
    return given(*deeds).commands(world, now).by_arm[1]


def test_leading_powers_share_what_there_is():
    lead, step = np.array([0.6, 0.4, 0.0]), led.py_func
    assert step(True, 2, 0.5, lead) == 1
    assert lead == pytest.approx([0.3, 0.2, 0.5])
    assert step(True, 2, 0.3, lead) == 0  # it weighs more already
    assert step(False, 0, 0.0, lead) == 1
    assert lead == pytest.approx([0, 0.2 / 0.7, 0.5 / 0.7])
    assert step(False, 0, 0.0, lead) == 0
    alone = np.array([1.0, 0.0])
    assert step(False, 0, 0.0, alone) == 0  # somebody leads
    assert alone.tolist() == [1, 0]


def test_who_joins_the_union_has_its_sanctions(now, monkeypatch):
    """After a state has come in or gone out, ties of sanctions are those that a start with these members has."""
    monkeypatch.setitem(united.py_func.__globals__, "shown", shown.py_func)
    made = moving(now, 1)
    for code, begins in ((UKRAINE, True), (HUNGARY, False)):
        assert united.py_func(0, begins, now.place(code), made) == 1
        assert united.py_func(0, begins, now.place(code), made) == 0
    n = now.n
    union = made.union[0]
    assert union.sum() == now.union.sum()
    twin = computed(replace(now, union=union, imposed=made.own[0], kinds=made.kinds[0]))
    for name in ("sanction", "penalty", *(f"sanction_{kind}" for kind in KINDS)):
        assert (made.pairs[0, LAYERS.index(name)] == twin.pairs[name]).all(), name
    assert made.pairs[0, LAYERS.index("sanction"), now.place(UKRAINE), now.place(RUSSIA)] == 1
    assert not made.own[0, n, now.place(UKRAINE)]


def test_a_member_of_the_union_is_no_target_of_it(now, monkeypatch):
    monkeypatch.setitem(united.py_func.__globals__, "shown", shown.py_func)
    made = moving(now, 1)
    target = int(np.flatnonzero(now.imposed[-1] > 0)[0])
    senders, targets = made.senders[0, target], made.targets[0, now.n]
    assert united.py_func(0, True, target, made) == 1
    assert made.own[0, now.n, target] == made.kinds[0, now.n, target] == 0
    assert (made.senders[0, target], made.targets[0, now.n]) == (senders - 1, targets - 1)
    assert made.stale[0, 2] == 1


def test_a_row_goes_to_its_body(monkeypatch):
    seen = []
    monkeypatch.setitem(member.py_func.__globals__, "led", lambda *given: seen.append(("core", given)))
    monkeypatch.setitem(member.py_func.__globals__, "united", lambda *given: seen.append(("eu", given)))
    state = SimpleNamespace(order=np.zeros((1, 4, 3)))
    member.py_func(0, [MEMBER, 0, 2, 1, -1, -1], 0.5, state)
    member.py_func(0, [MEMBER, 1, 2, 0, -1, -1], 0.5, state)
    assert [body for body, _ in seen] == ["core", "eu"]
    assert seen[0][1][:3] == (True, 2, 0.5)
    assert seen[1][1][:3] == (0, False, 2)


def test_what_a_file_means(world, now):
    (row,) = rows(world, now, {"do": "admit", "of": ["China"], "to": "core", "year": 2024})
    held = core(world, 2022)
    mine = held.strength[held.codes == CHINA][0]
    assert (row.what, row.which, row.i, row.j, row.year) == (MEMBER, 0, now.place(CHINA), 1, 2024)
    assert row.value == pytest.approx(mine / (mine + held.strength[held.member].sum()))
    out, back = rows(world, now, {"do": "expel", "of": ["Hungary"], "from": "eu", "years": [2024, 2026]})
    assert [(each.which, each.j, each.year) for each in (out, back)] == [(1, 0, 2024), (1, 1, 2027)]


def test_who_has_been_admitted_acts_with_the_others(world, now):
    """The core and the Union of a later intervention are those that the scenario has made of them by then; a mere chance makes nobody a member."""
    china, on = now.place(CHINA), {"do": "exclude", "of": ["Iran"], "year": 2025}
    admit = {"do": "admit", "of": ["China"], "to": "core", "year": 2025}
    for deeds, there in (
        ((admit, on), True),
        (({**admit, "year": 2026}, on), False),
        (({**admit, "probability": 0.5}, on), False),
        (({"do": "admit", "of": ["China"], "to": "core", "years": [2023, 2024]}, on), False),
    ):
        assert (china in {row.i for row in rows(world, now, *deeds) if row.what == SANCTION}) == there
    sanction = {"do": "impose", "senders": ["eu"], "targets": ["Hungary"], "year": 2025}
    assert not rows(world, now, sanction)
    assert rows(world, now, {"do": "expel", "of": ["Hungary"], "from": "eu", "year": 2024}, sanction)[-1].i == now.n  # fmt: skip
    leave = {"do": "expel", "of": ["United States"], "from": "core", "year": 2024}
    assert now.place(US) not in {row.i for row in rows(world, now, leave, on) if row.what == SANCTION}


def test_what_is_refused(world, now):
    said = given(
        {"do": "admit", "of": ["Iran"], "to": "un", "year": 2024},
        {"do": "expel", "of": ["Atlantis"], "from": "eu", "year": 2024},
        {"do": "expel", "of": ["Iran"], "from": "core", "year": 2050},
        {"do": "admit", "of": ["Iran"], "to": "core", "year": 2050},
    )
    with pytest.raises(NotUnderstood) as wrong:
        said.commands(world, now)
    text = str(wrong.value)
    assert f"The scenario, interventions.1.to: {UNREAD}." in text
    assert 'no state "Atlantis"' in text
    assert "it does the opposite of intervention 3 in the same years" in text
    assert text.count("2050 is not within the run") == 2
    with pytest.raises(NotUnderstood, match="no from"):
        given({"do": "expel", "of": ["Iran"], "from": "nato", "year": 2024})
    early = scenario({"name": "early", "start": 1950, "years": 3, "interventions": [{"do": "admit", "of": ["Spain"], "to": "eu", "year": 1951}]})  # fmt: skip
    with pytest.raises(NotUnderstood, match=r"interventions.1.of: there is no European Union in 1950"):
        early.commands(world, start(world, 1950))


def test_the_last_two_members_stay(world):
    then = start(world, 1950)
    leads = [int(code) for code in then.codes[then.order.lead > 0]]
    said = scenario({"name": "none", "start": 1950, "years": 3, "interventions": [{"do": "expel", "of": leads, "from": "core", "year": 1951}]})  # fmt: skip
    with pytest.raises(NotUnderstood, match="the core would have fewer than 2 members"):
        said.commands(world, then)


@pytest.mark.long
def test_exclusion_in_runs_is_that_of_a_start_with_these_members(world, of):
    now = start(world.as_of(2022), 2022)
    deeds = rows(world, now, {"do": "admit", "of": ["China"], "to": "core", "year": 2023}, {"do": "expel", "of": ["Germany"], "from": "eu", "year": 2023})  # fmt: skip
    ends = []
    engine = Engine(of, now, 2, 1, Commands((deeds,), ("one", "two")))
    engine.block(np.arange(1, 4), lambda each: ends.append(each.end()))
    for end in ends:
        twin = computed(end)
        assert end.states["exclusion"] == pytest.approx(twin.states["exclusion"], abs=1e-12)
        assert (end.pairs["sanction"] == twin.pairs["sanction"]).all()
        assert end.order.lead[end.place(CHINA)] > 0.1
        assert not end.union[end.place(GERMANY)]
        assert exclusion(now.order, {kind: end.pairs[f"sanction_{kind}"] for kind in KINDS}) != pytest.approx(twin.states["exclusion"], abs=1e-3)  # fmt: skip
