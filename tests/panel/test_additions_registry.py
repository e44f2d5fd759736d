"""What must hold of every addition: names, citations, coverage, rows, symmetry, and worlds of the past."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest

from tests.conftest import in_part
from westphalia import panel
from westphalia.panel.additions import ADDITIONS, SUBJECTS
from westphalia.record.schema import LAST_YEAR
from westphalia.record.world import load

WORLD = load()
PAST = WORLD.as_of(1988)
BY_LEADER_ONLY = {"leader-disputes"}
TABLED = [name for name in ADDITIONS if name not in BY_LEADER_ONLY]
OF_STATES = [name for name in TABLED if ADDITIONS[name].kind == "state"]
OF_PAIRS = [name for name in TABLED if ADDITIONS[name].kind == "dyad"]
DIRECTED = {
    "alliances", "arms-orders", "militarized-acts", "news-events", "sanction-kinds", "sanction-impositions", "sanction-threats", "territorial-changes", "trade-shares",
}  # fmt: skip
"""Relations in which the first state does something to the second."""
SLOW = {"similarity-votes", "similarity-alliances"}
IN_SYSTEMS = [(name, system) for name in TABLED for system in ("cow", "gw")]


def window(name, world=WORLD):
    """Return three years: the last two that an addition covers, and the year after."""
    last = ADDITIONS[name].span(world)[1]
    if name == "war-details":
        return 2003, last + 1  # the last war of the list
    return min(last, LAST_YEAR) - 1, min(last + 1, LAST_YEAR)


def built(name, world=WORLD, years=None, **how):
    make = panel.state_years if ADDITIONS[name].kind == "state" else panel.dyad_years
    return make(world, years or window(name, world), **how).add(name).collect()


@lru_cache
def keys(kind, years, system):
    make = panel.state_years if kind == "state" else panel.dyad_years
    return make(WORLD, years, system=system).collect()


def same(one, two):
    """Tell whether two series are the same, but for rounding."""
    if one.dtype.is_float():
        return one.is_null().equals(two.is_null()) and ((one - two).abs().max() or 0) < 1e-9
    return one.equals(two, null_equal=True)


def columns(name):
    return list(ADDITIONS[name].columns(ADDITIONS[name].kind == "dyad"))


class TestDeclarations:
    def test_names(self):
        assert sum(map(len, SUBJECTS.values())) == len(ADDITIONS)
        assert all(re.fullmatch(r"[a-z]+[0-9]?(-[a-z0-9]+)*", name) for name in ADDITIONS)

    def test_no_column_has_two_meanings(self):
        for dyads in (True, False):
            of = [each for each in ADDITIONS.values() if dyads or each.kind == "state"]
            named = [column for each in of for column in each.columns(dyads)]
            assert len(named) == len(set(named))

    @pytest.mark.parametrize("name", ADDITIONS)
    def test_described_and_citable(self, name):
        each = ADDITIONS[name]
        assert each.fields
        assert all(
            len(field.description) > 4 and not field.description.endswith(".") for field in each.fields
        )
        assert set(each.tables) <= set(WORLD.manifest.tables)
        cited = [source for table in each.tables for source in WORLD.entry(table)["sources"]]
        assert set(each.sources) <= set(cited)
        assert cited
        assert all(citation.citation for citation in WORLD.cite(list(each.sources or each.tables)))
        first, last = each.span(WORLD)
        assert 1815 <= first <= last <= LAST_YEAR

    @pytest.mark.parametrize("name", [n for n, each in ADDITIONS.items() if each.for_states])
    def test_a_name_of_pairs_means_its_like_in_rows_of_states(self, name):
        assert ADDITIONS[ADDITIONS[name].for_states].kind == "state"
        asked = panel.state_years(WORLD, (1990, 1990)).add(name)
        assert [each.name for each in asked.additions] == [ADDITIONS[name].for_states]

    def test_a_table_that_is_withheld_is_withheld_whole(self):
        withheld = [name for name, each in ADDITIONS.items() if each.later]
        assert withheld
        for name in withheld:
            assert ADDITIONS[name].span(PAST) is None
            found = built(name, PAST, (1986, 1987))
            assert found[columns(name)[0]].null_count() == found.height


class TestRows:
    @pytest.mark.parametrize(("name", "system"), in_part(IN_SYSTEMS, 4, IN_SYSTEMS[::2]))
    def test_rows_stay_and_nothing_is_past_coverage(self, name, system):
        """All additions in one system of states, every fourth in the other; all in both with ``make long``."""
        years = window(name)
        make = panel.state_years if ADDITIONS[name].kind == "state" else panel.dyad_years
        bare = keys(ADDITIONS[name].kind, years, system)
        asked = make(WORLD, years, system=system).add(name)
        found = asked.collect()
        assert found.select(bare.columns).equals(bare)
        known = False
        for column, span in asked.coverage().items():
            assert span is not None
            outside = ~found["year"].is_between(*span)
            assert found.filter(outside)[column].null_count() == outside.sum(), column
            known |= found[column].null_count() < found.height
        assert known

    @pytest.mark.parametrize("name", [name for name in TABLED if ADDITIONS[name].span(WORLD)[0] > 1816])
    def test_nothing_is_before_coverage(self, name):
        first = ADDITIONS[name].span(WORLD)[0]
        found = built(name, years=(first - 1, first - 1))
        for column in columns(name):
            assert found[column].null_count() == found.height, column


class TestPairs:
    @pytest.mark.parametrize("name", OF_PAIRS)
    def test_what_has_no_direction_is_the_same_from_both_sides(self, name):
        key, found = ["ccode1", "ccode2", "year"], built(name)
        other = {c: c[:-1] + {"1": "2", "2": "1"}[c[-1]] for c in found.columns if c[-1] in "12"}
        turned = found.rename(other).select(found.columns).sort(key)
        alike = all(same(turned[column], found[column]) for column in columns(name))
        assert alike == (name not in DIRECTED)

    @pytest.mark.parametrize("name", OF_STATES)
    def test_columns_of_states_follow_their_state(self, name):
        year = window(name)[0]
        states = panel.state_years(WORLD, (year, year)).add(name).collect()
        pairs = panel.dyad_years(WORLD, (year, year)).add(name).collect().gather_every(7)
        for side in "12":
            joined = pairs.join(states, left_on=f"ccode{side}", right_on="ccode", how="left")
            for field in ADDITIONS[name].fields:
                assert joined[f"{field.name}{side}"].equals(joined[field.name], null_equal=True), field.name


class TestWorldsOfThePast:
    @pytest.mark.parametrize("name", [name for name in TABLED if name not in SLOW])
    def test_later_years_are_unknown_and_earlier_ones_are_not_rewritten(self, name):
        found, now = built(name, PAST, (1987, 1989)), built(name, years=(1987, 1989))
        late = found["year"] > 1988
        for column in columns(name):
            assert found.filter(late)[column].null_count() == late.sum(), column
            said = found[column].is_not_null()
            assert same(found[column].filter(said), now[column].filter(said)), column
