"""Two lists of what historians tell of relations: their form, and how much of them the measure has right."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest

import westphalia as wp
from tests.measures import relation_lists as lists
from tests.measures.relation_history import CALLED, LATER, ORDERED
from tests.measures.test_relation import WORDS
from westphalia.measures.relation import BANDS

TARGET = 0.95
REACHED = {
    ("statements", "development"): TARGET,
    ("statements", "held back"): 0.94,
    ("labels", "development"): 0.93,
    ("labels", "held back"): 0.89,
}
"""Shares that the measure has right: the target where it is met, and elsewhere what is reached, which must not get worse."""
NAMES = {each.name for each in BANDS}
YEARS = {"statements": ("closer_year", "other_year"), "labels": ("year",)}
STATES = {
    "statements": {"closer_one": "closer_year", "closer_two": "closer_year", "other_one": "other_year", "other_two": "other_year"},
    "labels": {"one": "year", "two": "year"},
}  # fmt: skip
SIZE = {"statements": 200, "labels": 150}
ERAS = {f"{first}-{last}": (first, last) for first, last in (
    (1816, 1870), (1871, 1913), (1914, 1918), (1919, 1938), (1939, 1945), (1946, 1964), (1965, 1989), (1990, 2000), (2001, 2025),
)}  # fmt: skip
LEAST = {"statements": 12, "labels": 9}
"""Rows of an era, at least."""
REGIONS = {"Europe", "Americas", "Africa", "Middle East", "Central Asia", "South Asia", "East Asia", "Southeast Asia", "Oceania"}  # fmt: skip
WANTED = {"Europe", "Americas", "Africa", "Middle East", "South Asia", "East Asia", "Southeast Asia"}
KINDS = {
    "client by force", "common war", "cooling after the lists", "detente", "friends", "invasion of an ally", "nothing seen",
    "occupation", "ordinary", "quiet neighbours", "reconciled", "rivalry ended", "rupture", "sanctions", "war",
    "year before a war",
}  # fmt: skip
MADE = {"statements": lists.statement, "labels": lists.label}
BOTH = pytest.mark.parametrize("name", ["statements", "labels"])


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def at(world):
    def codes(one, two, year):
        low, high = sorted(world.state(name, year).ccode for name in (one, two))
        return low, high, year

    return codes


def of(name, at):
    """Return the rows of a list, each with what it says."""
    return [(row, MADE[name](row, at)) for row in lists.read(name)]


class TestForm:
    @BOTH
    def test_they_are_whole_and_numbered(self, name):
        rows = lists.read(name)
        assert [int(row["row"]) for row in rows] == list(range(1, SIZE[name] + 1))
        assert all(value and value == value.strip() for row in rows for value in row.values())
        assert Counter(lists.half(row) for row in rows) == dict.fromkeys(lists.HALVES, SIZE[name] // 2)

    @BOTH
    def test_both_states_are_there(self, world, name):
        for row in lists.read(name):
            for column, when in STATES[name].items():
                year = int(row[when])
                state = world.state(row[column], year)
                assert state.name == row[column], row
                assert any(first <= year <= last for first, last in world.spells(state.ccode, "cow")), row

    @BOTH
    def test_years_are_those_of_the_table_and_say_the_era(self, world, name):
        last = world.table("relations").select("year").collect()["year"].max()
        for row in lists.read(name):
            years = [int(row[column]) for column in YEARS[name]]
            first_of, last_of = ERAS[row["era"]]
            assert first_of <= max(years) <= last_of, row
            assert 1816 <= min(years) <= max(years) <= last, row

    def test_words_are_those_of_the_scale(self):
        for row in lists.read("labels"):
            words = row["words"].split("|")
            assert set(words) <= NAMES | {lists.SILENT}, row
            assert len(words) == len(set(words)) <= 5
            assert row["reading"] in ("right", "false")
            assert len(words) <= 3 or row["reading"] == "false", row
            assert lists.SILENT not in words or row["kind"] == "nothing seen", row

    @BOTH
    def test_nothing_is_told_twice(self, name, at):
        told = [each for _, each in of(name, at)]
        if name == "labels":
            told = [each.at for each in told]
            earlier = {here for _, here, *_ in CALLED} | {tuple(here) for *here, _ in WORDS}
        else:
            earlier = {lists.Statement(closer, other) for _, closer, other in (*ORDERED, *LATER)}
            backwards = {lists.Statement(each.other, each.closer) for each in told}
            assert not backwards & set(told)
        assert len(set(told)) == len(told)
        assert not earlier & set(told)

    @BOTH
    def test_eras_regions_and_kinds_are_covered(self, name):
        rows = lists.read(name)
        era, region, kind = (Counter(row[column] for row in rows) for column in ("era", "region", "kind"))
        assert set(era) == set(ERAS)
        assert min(era.values()) >= LEAST[name]
        assert era["2001-2025"] >= len(rows) / 3
        assert set(region) <= REGIONS
        assert min(region[each] for each in WANTED) >= 5
        assert set(kind) <= KINDS

    def test_every_kind_of_fault_is_asked_for_in_both_halves(self):
        rows = [row for name in SIZE for row in lists.read(name)]
        for name in lists.HALVES:
            assert {row["kind"] for row in rows if lists.half(row) == name} == KINDS


FOUND = {
    (2, 20, 2000): (4.0, "security community"),
    (2, 40, 2000): (-2.0, "hostile"),
    (2, 70, 2000): (0.0, lists.SILENT),
}
"""Made up, to try the rules by which a row counts as right."""


class TestReading:
    """The rules by which a row counts as right."""

    def test_order(self):
        assert lists.Statement((2, 20, 2000), (2, 40, 2000)).right(FOUND.__getitem__)
        assert not lists.Statement((2, 40, 2000), (2, 20, 2000)).right(FOUND.__getitem__)
        assert not lists.Statement((2, 40, 2000), (2, 40, 2000)).right(FOUND.__getitem__)

    @pytest.mark.parametrize(
        ("place", "words", "false", "right"),
        [
            ((2, 20, 2000), {"partners", "security community"}, False, True),
            ((2, 20, 2000), {"partners"}, False, False),
            ((2, 20, 2000), {"at war"}, True, True),
            ((2, 20, 2000), {"at war", "security community"}, True, False),
            ((2, 70, 2000), {lists.SILENT}, False, True),
            ((2, 70, 2000), {"indifferent"}, False, False),
            ((2, 70, 2000), {"partners"}, True, True),
        ],
    )
    def test_words(self, place, words, false, right):
        assert lists.Label(place, frozenset(words), false).right(FOUND.__getitem__) == right


@pytest.fixture(scope="module")
def found(world, at):
    """Return what the measure says of each pair and year of both lists: the one place that reads the measure."""
    wanted = {each.at for _, each in of("labels", at)}
    wanted |= {here for _, each in of("statements", at) for here in (each.closer, each.other)}
    frame = (
        world.table("relations").filter(pl.col("year").is_in(sorted({here[2] for here in wanted}))).collect()
    )
    rows = frame.select("ccode1", "ccode2", "year", "mean", "word").iter_rows()
    return {
        (one, two, year): (mean, word or lists.SILENT)
        for one, two, year, mean, word in rows
        if (one, two, year) in wanted
    }


@BOTH
@pytest.mark.parametrize("part", lists.HALVES)
def test_share_that_the_measure_has_right(found, at, name, part):
    judged = {
        int(row["row"]): each.right(found.__getitem__)
        for row, each in of(name, at)
        if lists.half(row) == part
    }
    wrong = (
        [number for number, right in judged.items() if not right] if part == "development" else "held back"
    )
    share = lists.share(judged.values())
    assert share >= REACHED[name, part], f"{share:.3f} right; wrong: {wrong}"
