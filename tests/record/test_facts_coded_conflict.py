"""What is coded by hand since the lists end: of states that there were, in no list twice, and with days that any chronology has."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from westphalia.record.coded import CODED, between, together
from westphalia.record.world import load

WORLD = load()
LAST = date(2025, 12, 31)
YEAR = timedelta(days=366)


def test_states_were_there(edition):
    """On some day of the row, or in the year before it for a state that it put an end to."""
    members = edition("memberships").select("ccode", "start", "end")
    spells: dict[int, list[tuple[date, date]]] = {}
    for ccode, start, end in members.iter_rows():
        spells.setdefault(ccode, []).append((start, end or LAST))
    strangers = []
    for name in (*CODED, "coded_claims", "coded_support"):
        rows = {row["id"]: row for row in edition(name).to_dicts()}
        parts = edition("coded_parties").filter(record=name)
        for key, ccode in parts.select("id", "ccode").iter_rows():
            first, last = rows[key]["start"] - YEAR, rows[key]["end"] or LAST
            if not any(start <= last and first <= end for start, end in spells.get(ccode, ())):
                strangers.append((key, ccode))
    assert strangers == []


def test_no_dispute_of_the_list_is_coded(edition):
    last = edition("dispute_dyad_years").filter(list="cow")["year"].max()
    assert edition("coded_disputes")["start"].min().year > last


def test_no_rivalry_is_listed_and_coded(edition):
    """What began is not listed as going on when the lists end; what ended is, or was coded as begun."""
    going = edition("rivalries").filter(pl.col("last").is_null(), list="tss")
    listed = {tuple(sorted(pair)) for pair in going.select("ccode1", "ccode2").iter_rows()}
    pairs: dict[str, list[int]] = {}
    for key, ccode in edition("coded_parties").filter(record="coded_rivalries").select("id", "ccode").rows():
        pairs.setdefault(key, []).append(ccode)
    rows = edition("coded_rivalries").select("id", "kind").rows()
    begun = {tuple(sorted(pairs[key])) for key, kind in rows if kind == "begun"}
    ended = {tuple(sorted(pairs[key])) for key, kind in rows if kind == "ended"}
    assert not begun & listed
    assert ended <= listed | begun


def test_land_of_the_list_is_not_coded(edition):
    """No change of the same two states in the same year stands in both."""
    moves = {
        (year, gainer, loser)
        for year, gainer, loser in edition("territorial_changes")
        .select("year", "gainer", "loser")
        .iter_rows()
    }
    rows = edition("coded_land").filter(~pl.col("kind").is_in(["occupied", "installed"]))
    parts = edition("coded_parties").filter(record="coded_land")
    for key, start in rows.select("id", "start").iter_rows():
        mine = parts.filter(id=key)
        for by in mine.filter(part="by")["ccode"]:
            for of in mine.filter(part="of")["ccode"]:
                assert (start.year, by, of) not in moves, key


@pytest.mark.parametrize(
    ("one", "two", "table", "kind", "day"),
    [
        (369, 365, "coded_relations", "broken", date(2022, 2, 24)),
        (670, 630, "coded_relations", "restored", date(2023, 3, 10)),
        (2, 40, "coded_relations", "restored", date(2015, 7, 20)),
        (365, 369, "coded_land", "annexed", date(2022, 9, 30)),
        (373, 371, "coded_land", "taken", date(2023, 9, 19)),
        (800, 811, "coded_disputes", "force", date(2025, 12, 7)),
        (645, 690, "coded_recognition", "claims_whole", date(1990, 8, 8)),
        (2, 365, "coded_recognition", "refused", date(1917, 12, 6)),
    ],
)
def test_days_of_what_everybody_dates(one, two, table, kind, day):
    found = [(row["table"], row["kind"], row["start"]) for row in between(WORLD, one, two)]
    assert (table, kind, day) in found


def test_the_order_of_two_states_does_not_matter():
    mine, yours = between(WORLD, 770, 750), between(WORLD, 750, 770)
    assert [row["id"] for row in mine] == [row["id"] for row in yours]
    assert [row["parts_a"] for row in mine] == [row["parts_b"] for row in yours]


def test_states_of_one_side_have_nothing_with_each_other_in_it():
    """Saudi Arabia and Bahrain both broke with Qatar in 2017; they did nothing to each other."""
    assert not [row for row in between(WORLD, 670, 692) if row["id"] == "gulf-qatar-2017"]
    assert together(["side_a"], ["side_b"])


def test_a_world_of_an_earlier_year_does_not_know_how_it_went_on():
    then = WORLD.as_of(2022)
    war = next(row for row in between(then, 369, 365) if row["id"].startswith("russia-ukraine-2022"))
    assert (war["title"], war["end"]) == (None, None)
    assert all(row["start"] <= date(2022, 12, 31) for row in between(then, 369, 365))


@pytest.mark.parametrize(
    ("by", "of", "first", "last"),
    [
        (220, 255, 1871, 1914),
        (350, 640, 1850, 1920),
        (310, 360, 1921, 1939),
        (255, 290, 1920, 1938),
        (365, 360, 1919, 1939),
        (145, 155, 1921, 2025),
        (160, 200, 1900, 2025),
        (520, 530, 1961, 1987),
        (740, 365, 1953, 2025),
        (101, 110, 1967, 2025),
        (365, 369, 2015, 2025),
        (2, 200, 1845, 1845),
    ],
)
def test_claims_that_everybody_knows_last_as_long(edition, by, of, first, last):
    parts = edition("coded_parties").filter(record="coded_claims")
    both = set(parts.filter(part="by", ccode=by)["id"]) & set(parts.filter(part="of", ccode=of)["id"])
    rows = edition("coded_claims").filter(pl.col("id").is_in(list(both)))
    spans = [(start.year, (end or LAST).year) for start, end in rows.select("start", "end").iter_rows()]
    assert any(start <= first and end >= last for start, end in spans), spans


@pytest.mark.parametrize(
    ("conflict", "one", "other"),
    [
        ("spain-1936", {365, 70}, {255, 325, 235}),
        ("yemen-1962", {651, 365}, {670, 663}),
        ("angola-1975", {40, 365}, {560, 2}),
        ("syria-2011", {365, 630}, {640, 2}),
    ],
)
def test_sides_that_everybody_knows(edition, conflict, one, other):
    rows = edition("coded_support").filter(conflict=conflict).select("id", "side")
    parts = edition("coded_parties").filter(record="coded_support", part="by").join(rows, on="id")
    first, second = (set(parts.filter(side=side)["ccode"]) for side in ("A", "B"))
    assert one <= first - second
    assert other <= second - first


def test_claims_and_support_are_no_events_of_a_pair():
    tables = {row["table"] for row in between(WORLD, 220, 255)} | {
        row["table"] for row in between(WORLD, 2, 540)
    }
    assert tables <= set(CODED)
