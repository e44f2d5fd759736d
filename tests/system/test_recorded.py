"""What the record has of outcomes of the system: counted as the loop counts, and only where a list speaks."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from westphalia.system import reading
from westphalia.system.engine import moving
from westphalia.system.outcomes import NAMES
from westphalia.system.recorded import LISTS, recorded, speaks, stands
from westphalia.system.state import start


def test_every_outcome_told_of_is_one_of_the_system():
    assert {*LISTS} <= {*NAMES}


def test_what_stands_is_what_the_loop_starts_with(world):
    now = start(world, 2005)
    loop, found = moving(now, 1), stands(now)
    assert found["pacts"] == loop.standing[0]
    assert found["pact_pairs"] == loop.closed[0, 2] / 2
    assert found["transitivity"] == pytest.approx(loop.closed[0, 1] / loop.closed[0, 0])
    assert found["sanctions"] == loop.senders[0].sum()


def test_a_list_that_ended_tells_nothing(world):
    late = recorded(world, 2012)
    assert {"disputes", "disputes_new", "deadly_new", "agreements_new"}.isdisjoint(late)
    assert {"pacts", "arms", "sanctions"} <= {*late}
    assert "pacts" not in recorded(world, 2019)
    assert "sanctions" not in recorded(world, 1948)
    assert "arms_new" not in recorded(world, 1954)
    assert recorded(world, 1815) == {}
    assert speaks(world, "weather") is None


def test_disputes_counted_by_another_way(world):
    """Pairs of the list with a first year, that had none the year before, both in the system: by sets."""
    rows = world.listed("dispute_years").filter(pl.col("list") == "gml", pl.col("ccode1") < pl.col("ccode2"))
    spells: dict[tuple[int, int, int], set[int]] = {}
    for number, one, two, year in rows.select("dispnum", "ccode1", "ccode2", "year").iter_rows():
        spells.setdefault((number, one, two), set()).add(year)
    for year in (1980, 2005):
        members = set(world.states(year))
        inside = {key: years for key, years in spells.items() if {*key[1:]} <= members}
        before = {key[1:] for key, years in inside.items() if min(years) <= year - 1 <= max(years)}
        fresh = {key[1:] for key, years in inside.items() if min(years) == year} - before
        assert recorded(world, year)["disputes_new"] == len(fresh)


def test_sanctions_of_2014_upon_russia_are_among_the_new(world):
    found = recorded(world, 2014)
    assert 0 < found["targets_new"] <= found["sanctions_new"] <= found["sanctions"]
    spans = reading.sanctions(world)
    mine = (spans.two == 365) & (spans.first == 2014)
    assert {2, reading.UNION} <= {*spans.one[mine].tolist()}


def test_what_began_is_no_less_than_what_there_is_more_of(world):
    years = [year for year in range(1955, 2011) if set(world.states(year)) == set(world.states(year - 1))]
    found = {year: recorded(world, year) for year in {*years, *(year - 1 for year in years)}}
    assert len(years) > 10
    for year in years:
        for name in ("arms", "sanctions", "disputes", "rivalries", "pacts"):
            assert found[year][name] - found[year - 1][name] <= found[year][f"{name}_new"], (year, name)


def test_abrupt_changes_of_a_regime(world):
    """In 1989 and 1990 the regimes of Eastern Europe changed; in 2005 the record has one change."""
    assert recorded(world, 1990)["regime_changes"] > 10
    assert recorded(world, 2005)["regime_changes"] < 4


def test_nothing_later_is_seen(world):
    then = world.as_of(2008)
    for name, value in recorded(then, 2005).items():
        assert np.isclose(value, recorded(world, 2005)[name], rtol=0.02), name
    assert recorded(then, 2009) == {}
