"""Events coded by hand: states laid flat, entries that are not whole."""

from datetime import date

import pytest
import yaml

from sources.adapters.events_by_hand import checked, flat
from sources.members import listed
from sources.source import EVENTS
from westphalia.record.tables.events import KINDS, PARTS, PRECISIONS


def event(**changed):
    row = {
        "event": "a-1900",
        "date": date(1900, 5, 1),
        "precision": "month",
        "kind": "incident",
        "title": "Something happens.",
        "citation": "A work",
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
    rows = [event(), event(note="a word"), event(precision="day", date=date(1900, 5, 7))]
    assert checked(rows) == rows


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"citation": None}, "without citation"),
        ({"actors": [2]}, "unknown field actors"),
        ({"target": None}, "two states or more"),
        ({"place": [365]}, "each once"),
        ({"date": date(1900, 5, 7)}, "not the first day of its month"),
        ({"precision": "year"}, "not the first day of its year"),
    ],
)
def test_an_entry_that_is_not_whole_is_named(changed, said):
    with pytest.raises(ValueError, match=f"a-1900.*{said}"):
        checked([event(), event(**changed)])


def test_all_problems_are_told_at_once():
    with pytest.raises(ValueError, match=r"without kind.*unknown field who"):
        checked([event(kind=None), event(who="x")])


def test_the_file_keeps_its_own_rules():
    """Names, kinds, parts and codes as declared; a citation, and one sentence for a title."""
    rows = checked(yaml.safe_load((EVENTS / "events.yaml").read_text(encoding="utf-8")))
    names = [row["event"] for row in rows]
    assert len(names) == len(set(names))
    for row in rows:
        assert row["kind"] in KINDS, row["event"]
        assert row["precision"] in PRECISIONS, row["event"]
        assert row["event"].endswith(f"-{row['date'].year}"), row["event"]
        assert row["title"].endswith("."), row["event"]
        assert row["title"].count(". ") == 0, row["event"]
        assert len(row["citation"]) > 10, row["event"]
        assert not row["verified"] or "http" in row["citation"], row["event"]
        assert {ccode for part in PARTS for ccode in row.get(part, ())} <= listed(), row["event"]
