"""Disputes, land, recognition, relations, rivalries, claims and support coded by hand: whole rows, counted, and told with the lists' words."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from sources.adapters import coded_conflict, wars_by_hand
from sources.adapters.coded_conflict import FILES, PARTS, claimed, laid_out, level, rows, supported
from sources.members import listed
from sources.source import Inputs
from sources.tables.coded_conflict import FATAL, recall

INPUTS = Inputs(Path())
ROWS = {table: rows(INPUTS, table) for table in FILES}
DISPUTES = laid_out(ROWS["coded_disputes"])


OF_DISPUTES = {"action", "deaths", "military_deaths", "found_by", "side_a", "side_b"}


def dispute(**changed):
    row = {
        "id": "a-2016",
        "kind": "force",
        "start": "2016-05-01",
        "end": "2016-05-02",
        "title": "Something happens",
        "citation": "A work, 2016",
        "verified": False,
        "coded_on": date(2026, 11, 30),
        "checked_on": None,
        "checked_how": None,
        "action": "attack",
        "deaths": "1-25",
        "military_deaths": "0",
        "found_by": ["a"],
        "side_a": [365],
        "side_b": [369],
    }
    return {**row, **changed}


def test_how_many_there_are():
    least = {
        "coded_disputes": 120,
        "coded_land": 60,
        "coded_recognition": 50,
        "coded_relations": 80,
        "coded_rivalries": 15,
        "coded_claims": 250,
        "coded_support": 300,
    }
    assert {table: len(ROWS[table]) >= number for table, number in least.items()} == dict.fromkeys(
        least, True
    )


def test_nine_in_ten_are_verified():
    every = [row for each in ROWS.values() for row in each]
    assert sum(row["verified"] for row in every) >= 0.9 * len(every)
    assert all(row["verified"] for row in ROWS["coded_disputes"])


def test_no_name_stands_for_two_rows_of_a_table():
    assert all(max(Counter(row["id"] for row in each).values()) == 1 for each in ROWS.values())


@pytest.mark.parametrize("table", FILES)
def test_every_row_has_states_of_the_lists_on_both_sides(table):
    for row in ROWS[table]:
        sides = [row[part] for part in PARTS[table]]
        assert all(sides) or row["kind"] == "order", row["id"]
        assert {ccode for side in sides for ccode in side} <= listed(), row["id"]
        if table == "coded_disputes":
            assert not set(row["side_a"]) & set(row["side_b"]), row["id"]
        if table == "coded_rivalries":
            assert len(row["states"]) == 2, row["id"]


def test_levels_of_a_dispute():
    frame = laid_out([dispute(), dispute(id="b-2016", kind="war", deaths=">999", military_deaths="unknown")])
    assert frame["hostility"].to_list() == [4, 5]
    assert frame.select("deaths", "fatality").rows() == [(1, 0), (6, None)]
    assert frame.select("found_a", "found_b").rows() == [(True, False)] * 2


def test_all_dead_are_no_fewer_than_those_of_the_forces():
    for row in ROWS["coded_disputes"]:
        dead, forces = level(row["deaths"]), level(row["military_deaths"])
        assert dead is None or forces is None or dead >= forces, row["id"]


@pytest.mark.parametrize("changed", [{"deaths": "26"}, {"found_by": []}, {"found_by": ["c"]}])
def test_a_dispute_that_is_not_whole_is_named(changed):
    with pytest.raises(ValueError, match="a-2016"):
        laid_out([dispute(**changed)])


def test_disputes_are_later_than_the_list_that_ends_in_2014():
    assert min(row["start"][:4] for row in ROWS["coded_disputes"]) == "2015"
    assert max(row["start"][:4] for row in ROWS["coded_disputes"]) == "2025"


def test_wars_that_disputes_name_are_those_coded_by_hand():
    wars = {war["name"] for war in INPUTS.events(wars_by_hand.WARS, "wars.yaml")["wars"]}
    named = [row["war"] for row in ROWS["coded_disputes"] if row.get("war")]
    assert set(named) == wars
    assert len(named) == len(wars)


def test_changes_of_land_are_later_than_the_list_that_ends_in_july_2015():
    changes = [row for row in ROWS["coded_land"] if row["kind"] not in ("occupied", "installed")]
    assert min(row["start"] for row in changes) > "2015-07-31"


def test_relations_are_since_1990():
    assert min(row["start"] for row in ROWS["coded_relations"]) >= "1990"


def claim(**changed):
    row = {**dispute(), "kind": "land", "by": [220], "of": [255], "what": "Alsace", "extent": "large"}
    return {name: value for name, value in {**row, **changed}.items() if name not in OF_DISPUTES}


def helped(**changed):
    row = {**dispute(), "kind": "arms", "by": [2], "where": [540], "conflict": "angola-1975", "side": "B"}
    return {name: value for name, value in {**row, **changed}.items() if name not in OF_DISPUTES}


def test_a_claim_has_its_land_and_extent():
    frame = claimed([claim(), claim(id="b-2016", kind="order", of=[])])
    assert frame.select("what", "extent").rows() == [("Alsace", "large")] * 2


@pytest.mark.parametrize(
    "changed",
    [{"of": []}, {"by": [220, 200]}, {"of": [220]}, {"what": ""}, {"extent": "huge"}],
)
def test_a_claim_that_is_not_whole_is_named(changed):
    with pytest.raises(ValueError, match="a-2016"):
        claimed([claim(**changed)])


def test_support_has_its_war_and_side():
    frame = supported([helped(), helped(id="b-2016", by=[40], side="A")])
    assert frame.select("conflict", "side").rows() == [("angola-1975", "B"), ("angola-1975", "A")]


@pytest.mark.parametrize(
    "changed",
    [{"by": [2, 40]}, {"by": [540]}, {"where": []}, {"side": "C"}, {"conflict": "Angola"}],
)
def test_support_that_is_not_whole_is_named(changed):
    with pytest.raises(ValueError, match="a-2016"):
        supported([helped(**changed)])


def test_a_war_is_fought_in_one_land():
    with pytest.raises(ValueError, match="b-2016"):
        supported([helped(), helped(id="b-2016", where=[541])])


def test_no_state_gives_one_side_of_a_war_two_rows():
    given = Counter((row["conflict"], row["side"], row["by"][0]) for row in ROWS["coded_support"])
    assert max(given.values()) == 1


def test_whole_states_claimed_are_not_those_of_recognition():
    told = {
        (row["by"][0], of): row
        for row in ROWS["coded_recognition"]
        if row["kind"] == "claims_whole"
        for of in row["of"]
    }
    mine = [(row["by"][0], of) for row in ROWS["coded_claims"] if row["kind"] == "whole" for of in row["of"]]
    assert not set(mine) & set(told)


def test_recall_is_that_of_disputes_that_both_searches_could_find():
    """By hand from the file: with more than 25 dead 41 by a, 26 by b, 25 by both; of all 96, 104, 64."""
    deadly, every = recall(DISPUTES, FATAL), recall(DISPUTES)
    assert (deadly.found, every.found) == (42, 136)
    assert deadly.total == pytest.approx(42 * 27 / 26 - 1)
    assert every.total == pytest.approx(97 * 105 / 65 - 1)
    assert deadly.recall > 0.95
    assert 0.8 < every.recall < 0.95


def test_parties_of_all_tables():
    frame = coded_conflict.parties(INPUTS)
    assert set(frame["record"]) == set(FILES)
    assert set(frame["part"]) == {"side_a", "side_b", "by", "of", "to", "state", "where"}
    assert frame.unique(["record", "id"]).height == sum(map(len, ROWS.values()))
