"""Disputes up to war: what the record has of them, who joins, what they do to pacts and states."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from sources.system_rows import History, allies, others, rows
from westphalia.system import reading
from westphalia.system.engine import Engine
from westphalia.system.interventions import TIE, Command, Commands
from westphalia.system.kernel.war import broken, fighting
from westphalia.system.outcomes import NAMES
from westphalia.system.processes import processes
from westphalia.system.processes.treaties import broken as broken_pacts
from westphalia.system.recorded import recorded
from westphalia.system.state import start
from westphalia.system.variables import LAYERS


def test_both_sides_count(world):
    """Counted again from the list: a dispute of two is deadly by the deaths of either, and joined where either came later."""
    found, deadly, joined = reading.disputes(world)
    listed = world.listed("dispute_years").filter(pl.col("list") == "gml")
    dead, late, pairs = set(), set(), set()
    for number, one, two, deaths, there in listed.select(
        "dispnum", "ccode1", "ccode2", "fatality1", "orig2"
    ).iter_rows():
        key = (number, min(one, two), max(one, two))
        pairs.add(key)
        if (deaths or 0) >= 1:
            dead.add(key)
        if not there:
            late.add(key)
    count = len(pairs)
    assert (deadly[:count].sum(), joined[:count].sum()) == (len(dead), len(late))
    assert len(found.one) > count  # and those coded by hand


def test_wars_that_one_knows(world):
    wars = reading.wars(world)
    spans = {}
    for one, two, first, last in zip(*(each.tolist() for each in (wars.one, wars.two, wars.first, wars.last)), strict=True):  # fmt: skip
        spans.setdefault((one, two), []).append((first, last))
    assert {(1914, 1918), (1939, 1940)} <= {*spans[220, 255]}
    assert (1980, 1988) in spans[630, 645]
    assert (1991, 1991) in spans[2, 645]
    assert (2003, 2003) in spans[2, 645]
    assert (1950, 1953) in spans[2, 710]
    assert (200, 255) in spans
    assert spans[365, 369][0][0] == 2022
    assert all(last < 1946 for _, last in spans.get((2, 365), []))


def test_who_is_at_war_at_a_start(world):
    now = start(world.as_of(2022), 2022)
    assert {now.names[int(code)] for code in now.codes[now.states["at_war"] > 0]} == {"Russia", "Ukraine"}
    then = start(world, 1982)
    assert {630, 645} <= set(then.codes[then.states["at_war"] > 0].tolist())
    for year in (1917, 1942, 1951, 1969, 1991):
        each = start(world, year)
        assert (each.pairs["dispute"] >= each.pairs["war"]).all(), year
    assert (
        recorded(world, 2001)["wars_new"] == 5
    )  # with Afghanistan: the United States, Canada, Britain, France, Australia


def test_who_may_join(world):
    """Of Iraq and Kuwait in 1990: Kuwait's allies are Arab states, and Iraq's neighbours, rivals and major powers may join besides."""
    before = start(world, 1989)
    iraq, kuwait = before.place(645), before.place(690)
    besides = {int(before.codes[at]) for at in others(before, kuwait, iraq)}
    assert {2, 200, 220, 630, 640} <= besides
    assert besides.isdisjoint({int(before.codes[at]) for at in allies(before, kuwait)})


def test_wars_are_fitted_to_deadly_disputes_of_two_centuries(world):
    of = rows(History(world), processes()["dispute_war"], 2010)
    assert 1821 <= of.year.min() < 1850
    assert (of.year > 1950).sum() > 350
    assert of.y[of.year < 1946].mean() > 2 * of.y[of.year > 1950].mean()


def test_pacts_broken_by_war_are_those_that_one_knows(world):
    """Germany and the Soviet Union 1941; Britain and Egypt 1956; and one that was not: India and Pakistan 1999."""
    found = broken_pacts(world)
    known = {(one, two, year): done for one, two, year, done in zip(found.one.tolist(), found.two.tolist(), found.year.tolist(), found.weight.tolist(), strict=True)}  # fmt: skip
    assert known[255, 365, 1941] == 1
    assert known[200, 651, 1956] == 1
    assert known[750, 770, 1999] == 0
    assert 0.6 < found.weight.mean() < 0.85


def test_whose_pact_a_war_breaks():
    war, since = np.zeros((5, 5)), np.zeros((5, 5), dtype=np.int64)
    war[1, 3] = war[3, 1] = 1
    since[1, 3] = since[3, 1] = 2001
    who = np.array([0, 1, 3, -1])
    assert broken.py_func(who, 2001, war, since)
    assert not broken.py_func(who, 2002, war, since)
    assert not broken.py_func(np.array([0, 1, 2, -1]), 2001, war, since)


def test_who_is_at_war_follows_from_wars():
    war, value = np.zeros((4, 4)), np.ones(4)
    war[0, 2] = war[2, 0] = 1
    fighting.py_func(value, war, war.any(axis=1), 4)
    assert value.tolist() == [1, 0, 1, 0]


@pytest.mark.long
def test_wars_in_runs(world, of):
    """A war is a dispute and deadly; wars are rare; a year of them is near the record's."""
    now = start(world, 1990)
    engine = Engine(of, now, 15, 1, Commands(((),)))
    found = engine.block(np.arange(1, 61)).outcomes[:, 0]
    wars, dispute = (engine._arms.pairs[0, LAYERS.index(name)] for name in ("war", "dispute"))
    assert (dispute >= wars).all()
    new = found[:, :, NAMES.index("wars_new")]
    assert (new <= found[:, :, NAMES.index("deadly_new")]).all()
    assert 0.15 < new.mean() < 3
    assert new.max() < 40


@pytest.mark.long
def test_a_war_breaks_the_pact_of_two(world, of):
    now = start(world, 2000)
    treaties = [who[:2] for who in now.treaties if (who >= 0).sum() == 2][:40]
    rows = tuple(Command(0, 2001, TIE, which, min(i, j), max(i, j)) for i, j in treaties for which in (1, 3))
    found = Engine(of, now, 3, 1, Commands(((), rows), ("war",))).block(np.arange(1, 31)).outcomes
    gone = found[:, 0, 1, NAMES.index("pacts")] - found[:, 1, 1, NAMES.index("pacts")]
    share = of.estimates["pact_broken"]["mean"][0]
    assert gone.mean() == pytest.approx(share * len(treaties), rel=0.15)
