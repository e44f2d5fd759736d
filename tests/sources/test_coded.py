"""Rows coded by hand: what makes one whole, and what a file of them may not hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sources.coded import checked, frame, latest, states
from sources.source import EVENTS, by_hand

ROW = {
    "id": "border-closed-2023",
    "kind": "closure",
    "start": "2023-11-30",
    "end": None,
    "title": "Finland closes its border with Russia.",
    "actor": [375],
    "target": [365],
    "citation": "Finnish Government, Border crossing points on the eastern border close, 28 November 2023",
    "read_at": "https://example.org/report",
    "verified": True,
    "coded_on": date(2026, 11, 30),
    "checked_on": date(2026, 11, 30),
    "checked_how": "report of the day",
}
CODED = sorted((EVENTS / "coded").glob("*.yaml"))


def _checked(**change):
    return checked("x.yaml", [{**ROW, **change}], ["closure"], ["actor", "target"])


def test_a_whole_row_is_read():
    rows = _checked(start="2023-11", end="2024-02")
    row = frame(rows).row(0, named=True)
    assert (row["start"], row["precision"], row["end"]) == (date(2023, 11, 1), "month", date(2024, 2, 29))
    assert "read_at" not in row
    assert states(rows, ("actor", "target")).rows() == [
        ("border-closed-2023", "actor", 375, date(2023, 11, 1)),
        ("border-closed-2023", "target", 365, date(2023, 11, 1)),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "war"}, "unknown kind war"),
        ({"colour": "red"}, "unknown field colour"),
        ({"start": "30 November 2023"}, "is not a date"),
        ({"end": "2023-10-01"}, "ends before it begins"),
        ({"id": "border-closed-2024"}, "does not end in 2023"),
        ({"citation": "https://example.org/a"}, "names no work"),
        ({"citation": "Government, Border, https://example.org/a"}, "an address stands in its citation"),
        ({"url": "https://en.wikipedia.org/wiki/Border"}, "neither the work's own"),
        ({"checked_how": None}, "verified without"),
        ({"read_at": None}, "read nowhere"),
        ({"verified": "yes"}, "yes or no"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(change, said):
    with pytest.raises(ValueError, match=said):
        _checked(**change)


def test_missing_fields_and_twins_are_told():
    with pytest.raises(ValueError, match="without citation"):
        checked("x.yaml", [{k: v for k, v in ROW.items() if k != "citation"}], ["closure"], ["actor"])
    with pytest.raises(ValueError, match="is there twice"):
        checked("x.yaml", [ROW, ROW], ["closure"], ["actor", "target"])


def test_an_end_known_to_the_year_is_its_last_day():
    assert latest("2016~") == date(2016, 12, 31)


@pytest.mark.parametrize("path", CODED, ids=lambda path: path.stem)
def test_nine_in_ten_rows_of_every_file_are_verified(path: Path):
    rows = by_hand(path)
    share = sum(row["verified"] for row in rows) / len(rows)
    assert share >= 0.9, f"{path.name}: {share:.0%} of {len(rows)} rows are verified"
