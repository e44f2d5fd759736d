"""Troops, exercises, visits and events."""

from datetime import date

import polars as pl
import pytest

from sources.adapters.visits import span
from sources.tables.presence import covered, hosted, iso_codes, paired


def test_hosts_have_the_codes_of_then() -> None:
    frame = pl.DataFrame(
        {
            "ccode": [255, 255, 816, 816, 365],
            "year": [1965, 1991, 1968, 1976, 1992],
            "troops": [258619, 203423, 537377, 0, 19],
        }
    )
    kept, _ = hosted(frame)
    assert sorted(kept.select("ccode", "year").rows()) == [
        (255, 1991),
        (260, 1965),
        (365, 1992),
        (816, 1976),
        (817, 1968),
    ]


def test_rows_left_out_are_accounted_for() -> None:
    frame = pl.DataFrame(
        {
            "ccode": [2, 1008, 200, 679, 316, 316],
            "year": [1990, 1990, 1952, 1978, 2013, 2013],
            "troops": [9, 9, 9, 9, 0, 17],
        }
    )
    kept, dropped = hosted(frame)
    assert kept.rows() == [(316, 2013, 17)]
    assert sum(dropped.values()) == frame.height - kept.height


def test_each_pair_of_participants_is_counted_once_an_exercise() -> None:
    rows = pl.DataFrame(
        {"exercise": [1, 1, 1, 1, 2, 2, 3], "year": [1990] * 7, "ccode": [200, 2, 20, 2, 2, 200, 365]}
    )
    assert paired(rows).sort("ccode1", "ccode2").rows() == [
        (2, 20, 1990, 1),
        (2, 200, 1990, 2),
        (20, 200, 1990, 1),
    ]


def test_iso_letters_are_read_for_their_year() -> None:
    letters = pl.Series(["DEU", "DEU", "DDR", "CSK", "ROM", "NATO", "RUS", "YEM"])
    assert iso_codes(letters, pl.Series([1980, 2000, 1980, 1980, 1995, 2000, 1980, 1980])).to_list() == [
        260,
        255,
        265,
        315,
        360,
        None,
        365,
        678,
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("January 14, 1866", date(1866, 1, 14), date(1866, 1, 14)),
        ("December 14–25, 1918", date(1918, 12, 14), date(1918, 12, 25)),
        ("January 29–February 7, 1909", date(1909, 1, 29), date(1909, 2, 7)),
        ("December 31, 1977–January 1, 1978", date(1977, 12, 31), date(1978, 1, 1)),
    ],
)
def test_spans_of_days_are_read(text: str, first: date, last: date) -> None:
    assert span(text) == (first, last)


def test_an_incomplete_grid_of_events_fails_the_build() -> None:
    grid = pl.DataFrame({"ccode1": [2, 200], "ccode2": [200, 2], "year": [2002, 2002]})
    assert covered(grid).height == 2
    with pytest.raises(ValueError, match="zeros could not be told from gaps"):
        covered(grid.head(1))
