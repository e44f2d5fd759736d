"""Words for relations need evidence, and lists that know only yes say nothing by their silence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import westphalia as wp
from westphalia.measures.relation import BANDS, coded
from westphalia.measures.relation.data import Data, Seen
from westphalia.measures.relation.estimate import relate
from westphalia.measures.relation.items import ITEMS
from westphalia.measures.relation.model import JUMP, KEEP, STEP, TURN, Parameters, kept, links, loosened
from westphalia.measures.relation.words import (
    COMMUNITY,
    FRIENDLY_MEMORY,
    MEMORY,
    NEVER,
    last_seen,
    words,
)
from westphalia.record.grid import build

BY_NAME = {item.name: item for item in ITEMS}
FIRST, YEARS = 1950, 60


def pair(**happened):
    """Return sixty years of one pair in which indicators were seen in some years."""
    year = np.arange(FIRST, FIRST + YEARS, dtype=np.int32)
    seen = []
    for name, years in happened.items():
        rows = np.array([each - FIRST for each in years], dtype=np.int32)
        seen.append(Seen(BY_NAME[name], rows, np.ones(len(rows), np.float32), np.ones(len(rows), np.float32)))
    return Data(np.zeros(YEARS, np.int32), year, np.ones((YEARS, 1), np.float32), tuple(seen), ends=2014)


def called(score, year, **happened):
    data = pair(**happened)
    place = words(np.full(YEARS, score), data.year, last_seen(data))[year - FIRST]
    return None if place == NEVER else BANDS[place].name


class TestWords:
    def test_there_is_none_where_nothing_was_seen(self):
        assert called(0.0, 1990) is None
        assert called(0.0, 1990, mission=[1985]) == "indifferent"
        assert called(-2.0, 1970 + MEMORY, dispute=[1970]) == "hostile"
        assert called(-2.0, 1971 + MEMORY, dispute=[1970]) is None

    def test_what_comes_later_is_not_seen_yet(self):
        assert called(0.0, 1990, dispute=[1991]) is None

    def test_friendly_needs_something_friendly(self):
        assert called(1.0, 1990, mission=[1990]) == "indifferent"
        assert called(3.0, 1990, mission=[1990], friendly_act=[1990 - FRIENDLY_MEMORY]) == "partners"
        assert called(3.0, 1990, mission=[1990], friendly_act=[1989 - FRIENDLY_MEMORY]) == "indifferent"

    def test_a_security_community_needs_a_bond_and_a_long_peace(self):
        late, long = range(1980, 2010), FIRST + COMMUNITY
        assert called(4.0, long, defence_small=late) == "security community"
        assert called(4.0, long - 1, defence_small=late) == "partners"
        assert called(4.0, long, defence_large=late) == "partners"
        assert called(4.0, long, defence_small=late, rivalry=[1960]) == "partners"

    def test_at_war_are_those_who_fought(self):
        assert called(-5.0, 1990, war=[1990]) == "at war"
        assert called(-5.0, 1990, war=[1991], dispute=[1990]) == "hostile"
        assert called(-5.0, 1990, war=[1990], allied_war=[1990]) == "hostile"
        assert called(-5.0, 1990, dispute=[1990], deaths=[1990]) == "hostile"


class TestSteps:
    def test_a_mean_holds_and_its_band_widens_where_nothing_can_be_seen(self):
        war = {"war": Parameters(BY_NAME["war"].anchor, BY_NAME["war"].place, np.array([0.0]))}
        data = pair(war=[2000])
        fading, holding = (relate(replace(data, ends=last), war) for last in (2009, 2000))
        assert holding.mean[50] == pytest.approx(holding.mean[59], abs=1e-6)
        assert fading.mean[50] < fading.mean[59] < 0
        assert holding.sd[50] < holding.sd[55] < holding.sd[59]
        assert kept(data.year, 2005)[[55, 56]].tolist() == [KEEP, 1]

    def test_a_war_is_not_foreseen(self):
        data = pair()
        loose = Data(data.chain, data.year, data.design, (), np.array([3], np.int32), np.array([5], np.int32))
        held = loosened(loose)
        assert held[[2, 3, 5]].tolist() == [0, TURN, JUMP]
        found = links(np.zeros((YEARS, 1)), held[:, None])
        assert found[[3, 5], 0] == pytest.approx(np.array([TURN, JUMP]) / STEP**2)


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def grid(world):
    return build(world, (1950, 2024), "cow", dyads=True, directed=False)


class TestCoded:
    @staticmethod
    def years(grid, found, one, two):
        rows = found[0]
        here = (grid.codes[grid.one[rows]] == one) & (grid.codes[grid.two[rows]] == two)
        return set((grid.when[rows][here] + grid.first).tolist())

    @pytest.mark.parametrize("item", [item for item in ITEMS if item.partial], ids=lambda item: item.name)
    def test_they_know_only_yes(self, world, grid, item):
        rows, value, trust = getattr(coded, item.name)(world, grid)
        assert len(rows) == len(np.unique(rows)) > 0
        assert (value == 1).all()
        assert (trust > 0).all()

    def test_an_invasion_and_what_it_leaves(self, world, grid):
        assert 1968 in self.years(grid, coded.invasion(world, grid), 315, 365)
        assert self.years(grid, coded.occupation(world, grid), 315, 365) == set(range(1968, 1991))
        assert {1957, 1971} <= self.years(grid, coded.client(world, grid), 310, 365)
        assert 1975 not in self.years(grid, coded.client(world, grid), 310, 365)

    def test_embargo_and_broad_sanctions(self, world, grid):
        assert {1965, 2020} <= self.years(grid, coded.embargo(world, grid), 2, 40)
        assert 2020 in self.years(grid, coded.broad_sanction(world, grid), 2, 101)
        assert 2024 in self.years(grid, coded.broad_sanction(world, grid), 290, 365)
        assert 1990 not in self.years(grid, coded.broad_sanction(world, grid), 2, 20)

    def test_broken_and_restored(self, world, grid):
        broken = self.years(grid, coded.rupture(world, grid), 2, 101)
        assert {2019, 2020} <= broken
        assert 2018 not in broken
        assert {2017, 2020} <= self.years(grid, coded.rupture(world, grid), 670, 694)
        assert not self.years(grid, coded.rupture(world, grid), 670, 696)  # both broke with Qatar
        restored = self.years(grid, coded.friendly_act(world, grid), 2, 40)
        assert 2015 in restored

    def test_onsets_and_ends(self, grid):
        rows = np.flatnonzero((grid.codes[grid.one] == 2) & (grid.codes[grid.two] == 40))[:6].astype(np.int32)
        value = np.array([1, 0, 1, 1, 0, 1], np.float32)
        found = rows, value, np.ones(6, np.float32)
        assert np.flatnonzero(coded.onsets(found, grid)).tolist() == rows[[0, 2, 5]].tolist()
        assert np.flatnonzero(coded.ends(found, grid)).tolist() == rows[[1, 4]].tolist()
