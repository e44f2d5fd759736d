"""Worlds are kept: one object for one edition, year and state of the user's own tables, and none longer than it is used."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.measures import core as rule
from westphalia.measures.values import values
from westphalia.models.partnership.features import FEATURES
from westphalia.models.partnership.inputs import inputs, pairs_of
from westphalia.record.adding import add
from westphalia.record.family import HELD
from westphalia.record.grid import build
from westphalia.record.manifest import SHIPPED, read_manifest
from westphalia.record.world import World

HEAD = "ccode1,ccode2,year,flow1,flow2,smoothflow1,smoothflow2\n"


@pytest.fixture
def fresh(tmp_path):
    """Return a world that shares nothing with those of other tests."""
    return wp.load(user=tmp_path / "own")


def living(family) -> int:
    gc.collect()
    return len(family._alive)


def test_one_object_a_year():
    world = wp.load()
    assert world.as_of(1990) is world.as_of(1990)
    assert wp.load().as_of(1990) is world.as_of(1990)
    assert world.as_of(1990) is not world.as_of(1991)


def test_one_object_whatever_the_way_there():
    world = wp.load()
    assert world.as_of(2000).as_of(1990) is world.as_of(1990)
    assert world.as_of(1990).as_of(2000) is world.as_of(1990)
    assert world.as_of(1990).whole() is world
    assert world.whole() is world
    assert world.as_of(1990).whole().as_of(1990) is world.as_of(1990)


def test_the_whole_world_is_given_back_also_when_nobody_holds_it(fresh, tmp_path):
    past = fresh.as_of(1990)
    del fresh
    gc.collect()
    assert past.whole() is past.whole()
    assert past.whole().as_of(1990) is past
    assert past.whole() is wp.load(user=tmp_path / "own")


def test_equal_loads_share_and_others_do_not(tmp_path):
    assert wp.load() is wp.load()
    assert wp.load(str(SHIPPED)) is wp.load(SHIPPED)
    assert wp.load(user=tmp_path / "a") is not wp.load(user=tmp_path / "b")
    assert wp.load(user=tmp_path / "a") is not wp.load()


def test_a_world_made_by_hand_stands_alone():
    alone = World(read_manifest())
    assert alone is not wp.load()
    assert alone.as_of(1990) is not wp.load().as_of(1990)
    assert alone.as_of(1990).whole() is alone
    past = World(read_manifest(), 1990)
    assert past.as_of(1990) is past
    assert past.whole().as_of(1990) is past


def test_a_year_is_a_whole_number():
    with pytest.raises(NotUnderstood, match="whole number"):
        wp.load().as_of(1990.5)


def test_new_tables_of_ones_own_make_a_new_world(fresh, tmp_path):
    file = tmp_path / "trade.csv"
    file.write_text(f"{HEAD}2,20,1980,1,2.5,1,2.5\n", encoding="utf-8")
    before = fresh.as_of(1990)
    add(fresh, "cow-trade", file)
    added = fresh.as_of(1990)
    assert added is not before
    assert added is fresh.as_of(1990) is before.as_of(1990)
    assert added.table("cow_trade_dyadic").collect()["flow1"].to_list() == [1.0]
    file.write_text(f"{HEAD}2,20,1980,7,2.5,1,2.5\n", encoding="utf-8")
    add(fresh, "cow-trade", file)
    anew = fresh.as_of(1990)
    assert anew.table("cow_trade_dyadic").collect()["flow1"].to_list() == [7.0]
    assert anew.whole() is wp.load(user=tmp_path / "own")
    assert anew.whole().table("cow_trade_dyadic").collect()["flow1"].to_list() == [7.0]


def test_two_hundred_worlds_of_the_past_are_not_all_kept(fresh):
    dropped = []
    for year in range(1820, 2020):
        past = fresh.as_of(year)
        past.table("memberships")
        dropped.append(weakref.ref(past))
    del past
    gc.collect()
    alive = [ref().last_known for ref in dropped if ref() is not None]
    assert alive == [2016, 2017, 2018, 2019]
    assert len(alive) == HELD
    assert living(fresh._family) == HELD + 1


def test_those_asked_for_last_are_held_and_those_in_use_stay(fresh):
    mine = fresh.as_of(1900)
    held = id(fresh.as_of(1950))
    for year in (1951, 1952, 1950, 1953):
        fresh.as_of(year)
    gc.collect()
    assert fresh.as_of(1900) is mine
    assert id(fresh.as_of(1950)) == held
    assert {key[0] for key in fresh._family._latest} == {1950, 1952, 1953, 1900}


def test_a_dropped_world_is_freed_with_all_that_was_computed(tmp_path):
    from westphalia.models.partnership.windows import listed

    world = wp.load(user=tmp_path / "mine")
    past = world.as_of(1990)
    values = (
        rule.core(past, 1990),
        rule.core(world, 2000),
        listed(past),
        world.gazetteer,
    )
    refs = [weakref.ref(each) for each in (world, past, *values[:2], values[3])]
    del world, past, values
    gc.collect()
    assert [ref() for ref in refs] == [None] * len(refs)


def test_what_is_kept_on_a_world_does_not_hold_it(fresh):
    """No circle: a world is freed when the last one lets go of it, without waiting for the collector, which seldom looks at large arrays."""
    gc.collect()
    gc.disable()
    try:
        past = fresh.as_of(1990)
        rule.core(past, 1990)
        pairs = build(past, (1990, 1990), "cow", dyads=True, directed=False)
        for name in (
            "exclusion",
            "grievance",
            "latent_affinity",
            "outside_options",
            "market_rivalry",
            "relation",
            "trade",
        ):
            values(past, name, pairs, carry="last")
        inputs(past, pairs_of(past, 1990, 1990), FEATURES)
        wp.brief(past, "Russia", "Iran", 1990, quick=True).to_dict()
        ref = weakref.ref(past)
        del past
        for year in range(1991, 1991 + HELD):
            fresh.as_of(year)
        assert ref() is None
    finally:
        gc.enable()


def test_the_core_of_a_world_of_the_past_costs_once(fresh, monkeypatch):
    drawn = []
    draw = rule.draw
    monkeypatch.setattr(rule, "draw", lambda *inputs: drawn.append(1) or draw(*inputs))
    first = rule.core(fresh.as_of(1990), 1990)
    assert rule.core(fresh.as_of(1990), 1990) is first
    assert rule.core(fresh.as_of(2000).as_of(1990), year=1990) is first
    assert len(drawn) == 1


def test_threads_get_one_world(fresh):
    together = Barrier(6)

    def ask(_):
        together.wait()
        return wp.load(user=fresh.user.folder).as_of(1990), fresh.as_of(1991).table("capabilities")

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(ask, range(6)))
    assert len({id(world) for world, _ in found}) == 1
    assert len({id(table) for _, table in found}) == 1
