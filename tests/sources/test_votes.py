"""Roll calls: their numbers, dates and votes."""

from datetime import date

import polars as pl
import pytest

from sources.adapters.un_votes import seat_codes
from sources.tables.votes import dated, numbered
from westphalia.record.readers.ideal_points import china_of_then, long_points
from westphalia.record.readers.un_votes import counted, settled


def test_roll_calls_are_numbered_within_their_session() -> None:
    calls = pl.DataFrame({"rcid": [9001, 46, 3], "session": [2, 2, 1]})
    assert numbered(calls).sort("rcid")["number"].to_list() == [1001, 2001, 2002]


def test_only_the_month_is_kept_where_the_source_has_no_days() -> None:
    calls = pl.DataFrame(
        {
            "rcid": [1190, 4100, 5600, 4450],
            "session": [26, 52, 52, 58],
            "date": [date(1971, 10, 7), date(1997, 12, 3), date(1997, 12, 9), date(2003, 12, 8)],
        }
    )
    assert dated(calls).select("date", "precision").rows() == [
        (date(1971, 10, 1), "month"),
        (date(1997, 12, 1), "month"),
        (date(1997, 12, 9), "day"),
        (date(2003, 12, 8), "day"),
    ]


def test_a_roll_call_has_one_day_and_a_state_one_vote_in_it() -> None:
    votes = pl.DataFrame(
        {
            "resid": [78015, 78015, 78015, 78015],
            "ccode": [2, 20, 679, 679],
            "vote": [3, 1, 1, 1],
            "date": [date(2023, 10, 27), date(2023, 10, 27), date(2023, 11, 28), date(2023, 10, 27)],
        }
    )
    calls, kept, repeated = settled(votes)
    assert calls.rows() == [(78015, date(2023, 10, 27))]
    assert kept.rows() == [(2, 78015, 2023, 3), (20, 78015, 2023, 1), (679, 78015, 2023, 1)]
    assert repeated == 1


def test_a_state_that_voted_twice_and_differently_fails_the_build() -> None:
    day = date(2023, 10, 27)
    with pytest.raises(ValueError, match="two ways"):
        settled(pl.DataFrame({"resid": [1, 1], "ccode": [2, 2], "vote": [1, 3], "date": [day, day]}))


def test_votes_are_counted_by_kind() -> None:
    assert counted(pl.DataFrame({"rcid": [1, 1, 1, 1], "vote": [1, 1, 2, 3]})).rows() == [(1, 2, 1, 1)]


def test_the_seats_of_china_germany_and_yemen_follow_the_calendar() -> None:
    seats = {
        ("Taiwan", date(1946, 1, 1)): 710,
        ("Taiwan", date(1949, 12, 1)): 713,
        ("Taiwan", date(1971, 10, 1)): 713,
        ("China", date(1971, 11, 1)): 710,
        ("Federal Republic of Germany", date(1989, 12, 1)): 260,
        ("Federal Republic of Germany", date(1990, 11, 1)): 255,
        ("Germany", date(1991, 10, 1)): 255,
        ("German Democratic Republic", date(1989, 12, 1)): 265,
        ("Yemen Arab Republic", date(1989, 12, 1)): 678,
        ("Yemen Arab Republic", date(1990, 11, 1)): 679,
        ("Yemen People's Republic", date(1989, 12, 1)): 680,
        ("Tanzania", date(1961, 12, 1)): 510,
        ("Zanzibar", date(1963, 12, 1)): 511,
        ("Yugoslavia", date(2019, 12, 1)): 345,
        ("Russia", date(1946, 1, 1)): 365,
        ("Vietnam", date(1977, 10, 1)): 816,
        ("Czechoslovakia", date(1992, 12, 1)): 315,
    }
    found = seat_codes(pl.Series([name for name, _ in seats]), pl.Series([day for _, day in seats]))
    assert found.to_list() == list(seats.values())


def test_a_series_that_is_missing_in_a_year_has_no_row() -> None:
    quantiles = {f"q{q}{s}": [0.1] for q in (5, 10, 50, 90, 95) for s in ("fp", "all")}
    wide = pl.DataFrame(
        {
            "ccode": [365.0],
            "year": [2024.0],
            "nvotesfp": [90.0],
            "nvotesall": [None],
            "nvotesLegacy": [None],
            "idealpointfp": [-0.6],
            "idealpointall": [None],
            "idealpointlegacy": [None],
            **quantiles,
        },
        schema_overrides=dict.fromkeys(
            ("nvotesall", "nvotesLegacy", "idealpointall", "idealpointlegacy"), pl.Float64
        ),
    )
    assert long_points(wide).select("series", "mean").rows() == [("final_passage", -0.6)]


def test_china_before_1950_is_china() -> None:
    frame = pl.DataFrame({"ccode": [713, 713, 365], "year": [1949, 1950, 1949]})
    assert china_of_then(frame)["ccode"].to_list() == [710, 713, 365]
