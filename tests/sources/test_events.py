"""Events coded by hand: dates as exactly as they are known, states laid flat, entries that are not whole."""

import re
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from sources.adapters.edtf import when
from sources.adapters.events_by_hand import EVENTS_BY_HAND, FILES, checked, flat, read
from sources.coded import official
from sources.event_pairs import FILE
from sources.members import listed
from sources.source import Inputs, by_hand
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
        assert states(row) <= listed(), row["event"]


def test_nine_in_ten_are_verified():
    assert sum(row["verified"] for row in ROWS) / len(ROWS) >= 0.9


def states(row):
    return {ccode for part in PARTS for ccode in row.get(part, ())}


def counted():
    """Return the number of events of each pair of states that are in one together."""
    return Counter(pair for row in ROWS for pair in combinations(sorted(states(row)), 2))


def abroad(row):
    """Tell whether most states that had a part in it, those it only bore on left out, are neither European nor the United States nor Canada.

    European are the numbers 200 to 395 of the Correlates of War, Russia and Cyprus among them, Turkey not.
    """
    had = states({part: row.get(part, ()) for part in PARTS if part != "concerned"})
    return 2 * sum(not (200 <= ccode <= 395 or ccode in {2, 20}) for ccode in had) > len(had)


def test_there_are_a_thousand_events_and_russia_and_iran_are_no_more_than_one_in_seven():
    assert len(ROWS) >= 1000
    assert sum({365, 630} <= states(row) for row in ROWS) <= len(ROWS) / 7


def test_a_hundred_pairs_have_five_events_or_more():
    assert sum(count >= 5 for count in counted().values()) >= 100


def test_a_third_are_before_1945():
    assert sum(when(str(row["date"])).first.year < 1945 for row in ROWS) >= len(ROWS) / 3


def test_two_in_five_are_outside_europe_and_north_america():
    assert sum(abroad(row) for row in ROWS) >= 0.4 * len(ROWS)


def test_most_events_that_were_coded_after_the_rule_are_of_pairs_that_it_chose():
    chosen = {tuple(row["pair"]) for row in by_hand(FILE)}
    late = [row for name in FILES[4:] for row in Inputs(Path()).events(EVENTS_BY_HAND, name)]
    assert sum(not chosen.isdisjoint(combinations(sorted(states(row)), 2)) for row in late) >= 0.75 * len(
        late
    )
    assert sum(count >= 5 for pair, count in counted().items() if pair in chosen) >= 90


@pytest.mark.parametrize(
    "name",
    [
        "rio-protocol-1942",
        "kanghwa-1876",
        "menelik-denounces-1893",
        "new-york-accords-1988",
        "taif-1934",
        "gandamak-1879",
    ],
)
def test_turning_points_of_other_continents_are_in_the_record(name):
    assert [row["verified"] for row in ROWS if row["event"] == name] == [True]


def test_the_record_has_what_data_sets_lack():
    kinds = Counter(row["kind"] for row in ROWS)
    assert kinds["cooperation"] >= 25
    assert kinds["visit"] >= 25
