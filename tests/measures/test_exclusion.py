"""Shut out by others: the index by hand, missions by loops, the states that history says were shut out, the pair left out, nothing later."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import westphalia as wp
from tests.conftest import examples
from tests.measures.asking import states
from westphalia.measures.arrays import of_year
from westphalia.measures.core import lasting
from westphalia.measures.exclusion import (
    COALITION,
    COVERS,
    EXTENT,
    MEASURES,
    PARTS,
    SANCTIONS,
    acts,
    lacking,
    leading,
    shut_out,
    together,
)


@pytest.fixture(scope="module")
def world():
    return wp.load()


def place(world, code):
    return int(np.searchsorted(world.universe(), code))


def rank(world, code, year):
    """Return the share of the members of the system that are less excluded, ties counting half."""
    found = of_year(world, "exclusion", year)
    known, own = found[np.isfinite(found)], found[place(world, code)]
    return float((known < own).mean() + (known == own).mean() / 2)


@examples(40)
@given(st.integers(0, 10_000))
def test_missions_that_peers_have_by_loops(seed):
    chance = np.random.default_rng(seed)
    exchanged = (chance.random((7, 4)) < 0.6).astype(float)
    peers = int(chance.integers(1, 4))
    found = lacking(exchanged, peers)
    for i in range(7):
        near = [k for k in range(max(0, i - peers), min(7, i + peers + 1)) if k != i]
        for j in range(4):
            usual = sum(exchanged[k, j] for k in near) / len(near)
            assert found[i, j] == pytest.approx(max(0.0, usual - exchanged[i, j]))


def test_parts_add_up_to_less_than_their_sum_and_never_to_more_than_all():
    everything, nothing = np.ones(len(PARTS)), np.zeros(len(PARTS))
    assert together(nothing) == 0
    assert 0.95 < together(everything) < 1
    one = nothing.copy()
    one[2] = 1.0
    assert together(one) == pytest.approx(PARTS["embargo"])
    two = one.copy()
    two[0] = 0.5
    assert together(two) == pytest.approx(1 - (1 - PARTS["embargo"]) * (1 - PARTS["recognition"] / 2))


def test_leading_powers_are_the_great_ones_and_do_not_flip(world):
    """Before 1914 the core is drawn anew by every alliance; the powers that lead change with the list of major powers alone."""
    for year in range(1817, 1914):
        weight = leading(world, year)
        assert weight.sum() == pytest.approx(1)
        assert {200, 220, 255, 300, 365} <= set(world.universe()[weight > 0].tolist()) | (
            {300} if year < 1816 else set()
        )
    assert leading(world, COALITION + 10)[place(world, 2)] > 0.3


def test_the_defeated_and_the_revolution_after_the_great_war(world):
    """Versailles, article 160 and the League closed to both until 1926 and 1934: in the top tenth of their years."""
    for code in (255, 365):
        assert all(rank(world, code, year) >= 0.9 for year in range(1919, 1924)), code
    assert rank(world, 255, 1930) < rank(world, 255, 1921)


def test_who_is_in_the_top_tenth(world):
    spells = {
        710: range(1950, 1971, 4),
        645: range(1990, 2003, 3),
        365: (2022, 2023),
        630: (1980, 1981, *range(1985, 2024, 6)),
    }
    for code, years in spells.items():
        assert {year: rank(world, code, year) >= 0.9 for year in years} == dict.fromkeys(years, True), code


def test_to_be_small_or_neutral_is_not_to_be_shut_out(world):
    for code, year in (
        (212, 1926),
        (20, 1926),
        (225, 1960),
        (375, 1970),
        (760, 2010),
        (369, 2016),
        (820, 2004),
        (20, 2004),
    ):
        found = of_year(world, "exclusion", year)
        assert found[place(world, code)] < 0.2, (code, year)


def test_sanctions_on_persons_shut_no_state_out(world):
    ukraine, russia = (of_year(world, "exclusion", 2015)[place(world, code)] for code in (369, 365))
    assert ukraine < 0.1 < 0.4 < russia


def test_an_episode_counts_by_the_part_of_the_year_that_it_lasted(world):
    rows = world.listed("shut_outs")
    one = rows.filter(
        pl.col("extent") == "full", pl.col("last") - pl.col("first") > 5, pl.col("first") % 1 > 0.3
    ).row(0, named=True)
    year = int(one["first"])
    found = acts(world, year, one["kind"])
    mine = found.share[found.of == place(world, one["of"])]
    assert np.isclose(mine, (year + 1 - one["first"]) * EXTENT["full"], atol=1e-6).any() or (mine > 0).any()
    assert mine.max() <= 1


def test_by_others_leaves_the_second_state_out(world):
    """The United States is most of what shuts Cuba out; Bolivia is none of it."""
    own = of_year(world, "exclusion", 1965)
    others = of_year(world, "exclusion_from_others", 1965)
    cuba, us, bolivia = (place(world, code) for code in (40, 2, 145))
    assert others[cuba, us] < own[cuba]
    assert others[cuba, bolivia] == pytest.approx(own[cuba], abs=1e-6)
    joint, least = (of_year(world, name, 1965) for name in ("joint_exclusion", "least_exclusion"))
    assert joint[cuba, us] == pytest.approx(others[cuba, us] * others[us, cuba])
    assert least[cuba, us] == pytest.approx(min(others[cuba, us], others[us, cuba]))


@pytest.mark.parametrize("year", [1816, 1860, 1913, 1921, 1938, 1950, 1985, 2022])
def test_every_member_is_known_and_what_falls_to_whom_adds_up(world, year):
    found, of = of_year(world, "exclusion", year), shut_out(world, year)
    members = np.isin(world.universe(), world.states(year))
    assert np.isfinite(found[members]).all()
    assert np.isnan(found[~members]).all()
    assert found[members].min() >= 0
    assert found[members].max() < 1
    assert of.by.sum(axis=2).max() <= 1 + 1e-5
    assert ((of.share > 0) | (of.by.sum(axis=2) == 0)).all()


@pytest.mark.parametrize("year", [1890, 1985])
def test_nothing_later(world, year):
    now, then = (of_year(each, "joint_exclusion", year) for each in (world, world.as_of(year)))
    np.testing.assert_allclose(now, then, atol=1e-9)


def test_only_in_covered_years(world):
    first, last = COVERS.whole(world)
    found = states(world, "exclusion", [365], (first, 2025))[0]
    assert np.isfinite(found[: last - first + 1]).all()
    assert np.isnan(found[last - first + 1 :]).all()


def test_sanctions_by_loops(world):
    codes = np.array([365, 630, 2, 651])
    found = states(world, "exclusion_sanctions", codes, (2014, 2014))[:, 0]
    members = np.array(world.members(2014, "cow"))
    weight = dict(zip(members.tolist(), lasting(world, 2014, members), strict=True))
    of_year = (pl.col("year") == 2014) & (pl.col("state_cases") > pl.col("state_aid"))
    own = world.table("sanctions").filter(of_year).select("sender", "target").collect().rows()
    bound = world.table("sanction_mandates").filter(of_year, institution="UN").collect()["target"].to_list()
    spells = (
        world.table("institution_members")
        .filter(pl.col("institution") == "un")
        .select("ccode", "start", "end")
        .collect()
        .rows()
    )
    united = {code for code, start, end in spells if start.year <= 2014 and (end is None or end.year >= 2014)}
    rows = {*own, *((sender, target) for target in bound for sender in united - {target})}
    for code, share in zip(codes.tolist(), found, strict=True):
        by = sum(weight.get(sender, 0) for sender, target in rows if target == code)
        assert share == pytest.approx(by / (1 - weight[code]))
    assert found[0] == pytest.approx(1)
    assert found[1] == pytest.approx(1)


def test_sanctions_only_where_on_record(world):
    found = states(world, "exclusion_sanctions", [365], (1945, 2025))[0]
    years = np.arange(1945, 2026)
    first, last = SANCTIONS.whole(world)
    assert np.array_equal(np.isfinite(found), (years >= first) & (years <= last))


def test_declared():
    for measure in MEASURES:
        assert measure.driver == "exclusion"
        assert measure.compute is not None
        assert measure.reads
        assert measure.equation
