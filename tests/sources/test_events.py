"""Events coded by hand: dates as exactly as they are known, states laid flat, entries that are not whole."""

import re
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from sources.adapters.edtf import when
from sources.adapters.events_by_hand import checked, flat, read
from sources.coded import official
from sources.members import listed
from sources.source import Inputs
from westphalia.record.event_kinds import EVENT_KINDS, HOSTILE
from westphalia.record.tables.events import KINDS, PARTS, PLOVER

ROWS = read(Inputs(Path()))
PLOVER_TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def event(**changed):
    row = {
        "event": "a-1900",
        "date": "1900-05",
        "kind": "incident",
        "title": "Something happens.",
        "citation": "A report of the day",
        "verified": False,
        "actor": [365],
        "target": [630],
    }
    return {name: value for name, value in {**row, **changed}.items() if value is not None}


def test_each_state_has_a_row_with_its_part_and_the_date():
    frame = flat([event(party=[200, 2])])
    assert frame.select("ccode", "part").rows() == [
        (365, "actor"),
        (630, "target"),
        (200, "party"),
        (2, "party"),
    ]
    assert set(frame["date"]) == {date(1900, 5, 1)}


def test_no_events_are_an_empty_table():
    assert flat([]).columns == ["event", "ccode", "part", "date"]


def test_a_whole_entry_passes():
    rows = [event(), event(event="b-1900", note="a word"), event(event="c-1900", date=date(1900, 5, 7))]
    assert checked(rows) == rows


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"citation": None}, "without citation"),
        ({"actors": [2]}, "unknown field actors"),
        ({"target": None}, "two states or more"),
        ({"place": [365]}, "each once"),
        ({"date": "May 1900"}, "is not a date"),
        ({"date": "1900-05/1899"}, "ends before it begins"),
        ({"date": "1901"}, "does not end in its year"),
        ({"kind": "quarrel"}, "unknown kind quarrel"),
        ({"magnitude": {"value": 3, "unit": "camels"}}, "unknown unit camels"),
        ({"verified": True}, "read nowhere"),
        ({"citation": "https://a.org/x"}, "names no work"),
        ({"url": "https://a.blogspot.com/x"}, "neither the work's own"),
    ],
)
def test_an_entry_that_is_not_whole_is_named(changed, said):
    with pytest.raises(ValueError, match=f"a-1900.*{said}"):
        checked([event(event="b-1900"), event(**changed)])


def test_all_problems_are_told_at_once():
    with pytest.raises(ValueError, match=r"without kind.*unknown field who.*a-1900: is there twice"):
        checked([event(kind=None), event(who="x")])


@pytest.mark.parametrize("text", ["1900-13", "1900-02-30", "19", "", "1900-5", "1900/", "1900-05-01T12:00"])
def test_what_is_no_date_is_refused(text):
    if text == "1900/":
        assert when(text) == when("1900")
        return
    with pytest.raises(ValueError, match=r"is not a date|out of range|must be in"):
        when(text)


def test_the_kinds_are_those_of_the_ontology():
    assert set(PLOVER) <= PLOVER_TYPES
    assert tuple(EVENT_KINDS) == KINDS
    assert {"war", "land", "attack"} <= set(HOSTILE)
    assert not {"treaty", "visit", "ceasefire"} & set(HOSTILE)
    assert all(re.fullmatch(r"\d{2,4}", kind.cameo) for kind in EVENT_KINDS.values())


def test_every_event_has_a_citation_and_one_sentence():
    for row in ROWS:
        assert row["title"].endswith("."), row["event"]
        assert not re.search(r"[a-z0-9)]\. ", row["title"]), row["event"]
        assert len(row["citation"]) > 10, row["event"]
        assert "http" not in row["citation"], row["event"]
        assert not row.get("url") or official(row["url"]), row["event"]
        assert {ccode for part in PARTS for ccode in row.get(part, ())} <= listed(), row["event"]


def test_nine_in_ten_are_verified():
    assert sum(row["verified"] for row in ROWS) / len(ROWS) >= 0.9


def test_there_are_events_of_many_pairs_beyond_russia_and_iran():
    pairs = Counter()
    beyond = 0
    for row in ROWS:
        states = sorted({ccode for part in PARTS for ccode in row.get(part, ())})
        pairs.update(combinations(states, 2))
        beyond += row["verified"] and not {365, 630} <= set(states)
    assert beyond >= 250
    pairs.pop((365, 630))
    assert sum(count >= 5 for count in pairs.values()) >= 25


def test_the_record_has_what_data_sets_lack():
    kinds = Counter(row["kind"] for row in ROWS)
    assert kinds["cooperation"] >= 25
    assert kinds["visit"] >= 25
