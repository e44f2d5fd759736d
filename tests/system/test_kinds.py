"""Kinds of sanctions: what the record has of them, what scenarios mean by them, and the state that they leave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from sources.system_levels import steady
from sources.system_rows import History, rows
from westphalia.system import reading
from westphalia.system.cast import Cast
from westphalia.system.deeds import Exclude, Impose, Lift, Readmit
from westphalia.system.engine import Engine
from westphalia.system.interventions import FORBID, LIFT, SANCTION, Command, Commands
from westphalia.system.kernel.sanctions import of_kinds, pressed, remaining, turned
from westphalia.system.outcomes import NAMES
from westphalia.system.processes import processes
from westphalia.system.state import of_kinds as layers_of
from westphalia.system.state import pressure, start
from westphalia.system.variables import KINDS, LAYERS, mask

ORDER = list(KINDS)


def kinds(found):
    return {kind for at, kind in enumerate(ORDER) if found >> at & 1}


@pytest.fixture(scope="module")
def now(world):
    return start(world, 2022)


def test_what_one_knows_of_kinds(world, now):
    """The embargo of the United States on Iran; on Cuba since 1962; the European Union's embargo on arms for Russia of 2014; China's on trade with Australia of 2020."""
    assert {"embargo", "financial", "arms"} <= kinds(reading.kinds_at(world, 2, 630, 2022))
    assert "embargo" in kinds(reading.kinds_at(world, 2, 40, 1990))
    assert {"arms", "financial"} <= kinds(reading.kinds_at(world, reading.UNION, 365, 2015))
    assert {"trade"} <= kinds(reading.kinds_at(world, 710, 900, 2021))
    assert "financial" not in kinds(reading.kinds_at(world, 710, 900, 2021))
    assert reading.kinds_at(world, 710, 900, 1960) == 0
    france, russia = now.place(220), now.place(365)
    assert now.pairs["sanction_arms"][france, russia] == 1  # as a member of the Union
    assert now.states["pressure"][russia] > 0.35
    assert now.states["pressure"][now.place(220)] < now.states["pressure"][russia]


def test_a_mask_is_that_of_the_table(world):
    """Counted again from the table for senders of their own: only cases meant for the state or its government, more than an end of aid."""
    table = world.scan("sanctions").filter(pl.col("route") != "eu", pl.col("year") == 2015).collect()
    for row in table.iter_rows(named=True):
        expected = set()
        if row["state_cases"] > (row["state_aid"] or 0):
            expected = {
                "state",
                *(kind for kind in ORDER if kind not in ("state", "embargo") and row[f"state_{kind}"] > 0),
            }
            expected |= {"embargo"} if row["embargo"] and row["state_trade"] > 0 else set()
        assert kinds(reading.kinds_at(world, row["sender"], row["target"], 2015)) == expected


def test_kinds_bring_what_they_need():
    assert kinds(mask(["embargo", "travel"])) == {"state", "trade", "embargo", "travel"}
    assert kinds(mask(["embargo"], needs=False)) == {"embargo"}
    assert mask([]) == 0


def test_what_is_left_when_some_are_lifted():
    whole, left = mask(["embargo", "arms"]), remaining.py_func
    assert kinds(left(whole, mask(["trade"], needs=False))) == {"state", "arms"}  # and with trade its embargo
    assert kinds(left(whole, mask(["embargo"], needs=False))) == {"state", "trade", "arms"}
    assert left(mask(["trade"]), mask(["trade"], needs=False)) == 0  # for whom alone is no sanction


def test_steps_of_imposing_and_lifting(monkeypatch):
    """Once imposed, a further kind widens sanctions; the last kind lifted ends them."""
    step = turned.py_func
    monkeypatch.setitem(step.__globals__, "remaining", remaining.py_func)
    own, held = np.zeros((3, 2), dtype=np.int64), np.zeros((3, 2), dtype=np.int64)
    trade, arms = mask(["trade"]), mask(["arms"])
    assert step(2000, True, trade, 0, 1, own, held) == 1
    assert step(2001, True, trade, 0, 1, own, held) == 0
    assert step(2002, True, arms, 0, 1, own, held) == 2
    assert own[0, 1] == 2000
    assert held[0, 1] == trade | arms
    assert step(2003, False, mask(["financial"], needs=False), 0, 1, own, held) == 0
    assert step(2003, False, mask(["trade"], needs=False), 0, 1, own, held) == 2
    assert step(2004, False, mask(["arms"], needs=False), 0, 1, own, held) == -1
    assert own[0, 1] == held[0, 1] == 0
    assert step(2005, False, 0, 0, 1, own, held) == 0
    step(2006, True, trade | arms, 0, 1, own, held)
    assert step(2007, False, 0, 0, 1, own, held) == -1


def test_a_kind_adds_its_coefficient():
    coef, how, of = np.array([9.0, 0.5, 0.25, 7.0]), np.array([9, 9, 0]), np.array([1, 3, 1])
    assert of_kinds.py_func(coef, how, of, 1 << 1) == 0.5
    assert of_kinds.py_func(coef, how, of, 1 << 1 | 1 << 3) == 0.75
    assert of_kinds.py_func(coef, how, of, 0) == 0.0


def test_pressure_is_that_of_a_twin(now):
    """The loop's against the start's, which is a product of matrices."""
    value, share = np.zeros(now.n), np.exp(now.states["output"])
    trade, financial = (now.pairs[f"sanction_{kind}"] for kind in ("trade", "financial"))
    pressed.py_func(value, trade, financial, (now.pairs["sanction"] > 0).any(axis=1), share, now.n)
    assert value == pytest.approx(pressure(now.states["output"], trade, financial), abs=1e-12)


def test_which_sanctions_had_a_choice(world):
    """An embargo is asked only of those on trade; another kind is none where there is no other."""
    history, known = History(world), processes()
    every = {kind: rows(history, known[f"kind_{kind}"], 2015) for kind in ("state", "trade", "embargo", "other")}  # fmt: skip
    assert len(every["trade"].y) == every["state"].y.sum()
    assert len(every["embargo"].y) == every["trade"].y.sum()
    assert len(every["other"].y) < len(every["trade"].y)
    assert 0.02 < every["embargo"].y.mean() < 0.3


def test_a_level_that_stays_gives_back_what_was_seen():
    years, expected = np.arange(1990, 2020), np.full(30, 0.5)
    seen = np.where(years % 3 == 0, 1.0, 0.0)
    found = steady(years, seen, expected)
    assert (expected * np.exp(found["middle"])).sum() == pytest.approx(seen.sum(), rel=0.03)
    assert np.std(found["draws"]["middle"]) == pytest.approx(1 / np.sqrt(seen.sum() + 0.5), rel=0.02)


def done(world, now, deed):
    cast = Cast(world, now)
    commands = list(deed.commands(cast, 0))
    assert not cast.wrong
    return [(each.what, kinds(each.which), each.year) for each in commands]


def test_scenarios_name_kinds(world, now):
    of = {"senders": ["Japan"], "targets": ["Iran"]}
    assert done(world, now, Impose(do="impose", kinds=["arms"], year=2024, **of)) == [
        (SANCTION, {"state", "arms"}, 2024)
    ]
    assert done(world, now, Impose(do="impose", years=[2024, 2025], **of)) == [
        (SANCTION, {"state", "trade", "financial"}, 2024),
        (LIFT, {"trade", "financial"}, 2026),
    ]
    assert done(world, now, Lift(do="lift", year=2024, **of)) == [(LIFT, set(), 2024)]
    assert done(world, now, Lift(do="lift", kinds=["embargo"], year=2024, **of)) == [
        (LIFT, {"embargo"}, 2024)
    ]
    assert {found for _, found, _ in map(_frozen, done(world, now, Exclude(do="exclude", of=["Iran"], year=2024, **{"from": ["finance"]})))} == {frozenset({"state", "financial"})}  # fmt: skip
    assert {found for _, found, _ in map(_frozen, done(world, now, Readmit(do="readmit", of=["Iran"], year=2024)))} == {frozenset()}  # fmt: skip


def _frozen(row):
    return row[0], frozenset(row[1]), row[2]


def test_only_what_is_of_one_kind_is_opposite():
    on, off = Impose(do="impose", senders=["Japan"], targets=["Iran"], kinds=["trade"], year=2024), Lift(do="lift", senders=["Japan"], targets=["Iran"], kinds=["arms"], year=2024)  # fmt: skip
    assert {thing for thing, _ in on.things()}.isdisjoint(thing for thing, _ in off.things())
    every = Lift(do="lift", senders=["Japan"], targets=["Iran"], year=2024)
    assert {thing for thing, _ in on.things()} <= {thing for thing, _ in every.things()}


@pytest.mark.long
def test_runs_keep_kinds_and_what_is_told_of_them_together(world, of):
    now = start(world, 2000)
    engine = Engine(of, now, 6, 1, Commands(((), ()), ()))
    engine.block(np.array([3]))
    arms, n = engine._arms, now.n
    held, own = arms.kinds[0], arms.own[0]
    assert (held[own == 0] == 0).all()
    assert (held != now.kinds).any()
    twin = layers_of(replace(now, kinds=held))
    for name, value in twin.items():
        assert (arms.pairs[0, LAYERS.index(name)] == value).all(), name
    assert arms.values[0].shape[1] == n + 1


@pytest.mark.long
def test_sanctions_on_arms_cut_supplies(world, of):
    now = start(world, 2000)
    targets = [now.place(code) for code in (630, 640, 651, 670, 750, 770, 800)]
    shut = tuple(Command(0, 2001, SANCTION, mask(["arms"]), i, j) for i in range(now.n) for j in targets if i != j)  # fmt: skip
    found = Engine(of, now, 8, 1, Commands(((), shut), ("arms",))).block(np.arange(1, 21)).outcomes
    supplies = found[:, :, -1, NAMES.index("arms")].mean(axis=0)
    assert supplies[1] < supplies[0] - 5
    assert found[0, 1, 1, NAMES.index("sanctions_arms")] > 800


@pytest.mark.long
def test_sanctions_on_a_target_are_lifted_together(of, small):
    """With one chance for all and one luck for all that hang on a target, each year all of its senders lift, or none."""
    flat = {"mean": [-0.7] + [0.0] * len(of.processes["sanction_end"].reads), "level": {"middle": 0.0, "keep": 0.0, "sd": 0.0, "years": [1950], "value": [0.0], "variance": [0.0]}}  # fmt: skip
    senders = [at for at in range(small.n) if at != small.place(365)][:20]
    imposed = tuple(Command(0, small.year + 1, SANCTION, which=1, i=at, j=small.place(365)) for at in senders)
    never = tuple(Command(0, small.year + t, FORBID, which=of.q("sanction")) for t in (1, 2))
    for together in (0.0, 1.0):
        one = replace(of, estimates={**of.estimates, "sanction_end": {**flat, "together": together}})
        left: list[int] = []
        engine = Engine(one, small, 2, 1, Commands(((*never, *imposed),), ("imposed",)))
        engine.block(np.arange(1, 41), lambda engine, left=left: left.append(int((engine.end().imposed[senders, small.place(365)] > 0).sum())))  # fmt: skip
        assert np.mean(left) == pytest.approx(len(senders) * np.exp(-np.exp(-0.7)), abs=5.0)
        assert (set(left) == {0, len(senders)}) == (together == 1.0)
