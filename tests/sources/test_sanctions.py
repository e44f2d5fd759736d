"""Episodes of sanctions, and members of the Union by year."""

from datetime import date

import polars as pl

from sources.adapters.eu_membership import member_years
from sources.tables.sanctions import day, episode_rows, sender_rows, types

EPISODE = {
    "caseid": 1,
    "startyear": 1979,
    "startmonth": 11,
    "startday": 12,
    "endyear": 1981,
    "ongoingasofyear": None,
    "primarysender": 2,
    "sender1": 2,
    "sender2": 20,
    "sender3": 1000,
    "sender4": None,
    "sender5": None,
    "targetstate": 630,
    "institution": 0,
    "issue1": 4,
    "threat": 1,
    "imposition": 1,
    "sancimpositionstartyear": 1979,
    "sanctiontype": "2 6 10",
    "targetcosts": 2,
    "finaloutcome": 10,
}
SCHEMA = {name: pl.String if name == "sanctiontype" else pl.Int64 for name in EPISODE}


def episode(**changes: object) -> pl.DataFrame:
    return pl.DataFrame([{**EPISODE, **changes}], schema=SCHEMA)


def test_an_episode_keeps_its_parties_days_and_end() -> None:
    row = episode_rows(episode()).row(0, named=True)
    assert (row["sender"], row["sender_kind"], row["target"], row["start"]) == (
        2,
        "state",
        630,
        date(1979, 11, 12),
    )
    assert (row["end_year"], row["end_coded"], row["outcome"]) == (
        1981,
        True,
        "imposed: negotiated settlement",
    )


def test_an_end_that_is_not_coded_stays_unknown() -> None:
    row = episode_rows(episode(endyear=None, ongoingasofyear=2009)).row(0, named=True)
    assert (row["end_year"], row["end_coded"], row["ongoing_year"]) == (None, False, 2009)


def test_the_union_has_no_state_code() -> None:
    row = episode_rows(episode(primarysender=1000, targetstate=1000)).row(0, named=True)
    assert (row["sender"], row["sender_kind"], row["target"]) == (None, "EU", None)
    assert episode_rows(episode(primarysender=None))["sender_kind"].item() == "unknown"


def test_types_are_read_by_number_and_unknown_where_none_is_coded() -> None:
    row = episode().select(types()).row(0, named=True)
    assert [name for name, imposed in row.items() if imposed] == [
        "partial_embargo",
        "asset_freeze",
        "other_type",
    ]
    assert set(episode(sanctiontype=None).select(types()).row(0)) == {None}


def test_the_tenth_type_is_not_the_first() -> None:
    assert episode(sanctiontype="10").select(types()).row(0, named=True)["total_embargo"] is False


def test_a_day_needs_all_its_parts() -> None:
    frame = pl.DataFrame({"y": [1979, 1979, 1979], "m": [2, 2, None], "d": [28, 31, 1]})
    assert frame.select(day("y", "m", "d")).to_series().to_list() == [date(1979, 2, 28), None, None]


def test_senders_are_states_each_once() -> None:
    rows = sender_rows(episode(sender2=2)).sort("sender")
    assert rows.select("sender", "primary").rows() == [(2, True)]
    assert sender_rows(episode(primarysender=1000)).sort("sender").select("sender", "primary").rows() == [
        (2, False),
        (20, False),
    ]


def test_a_primary_sender_that_is_not_among_the_five_is_kept() -> None:
    assert sender_rows(episode(sender1=None, sender2=None, primarysender=200))["sender"].to_list() == [200]


def test_members_count_in_every_year_in_which_they_were_members() -> None:
    spells = [
        {"ccode": 200, "start": date(1973, 1, 1), "end": date(2020, 1, 31)},
        {"ccode": 344, "start": date(2013, 7, 1), "end": None},
    ]
    years = member_years(spells, last=2023)
    assert years.filter(pl.col("ccode") == 200)["year"].to_list() == list(range(1973, 2021))
    assert years.filter(pl.col("ccode") == 344)["year"].to_list() == list(range(2013, 2024))


def test_germany_is_one_member_in_1990() -> None:
    spells = [
        {"ccode": 260, "start": date(1958, 1, 1), "end": date(1990, 10, 2)},
        {"ccode": 255, "start": date(1990, 10, 3), "end": None},
    ]
    years = member_years(spells, last=1991)
    assert years.filter(pl.col("year") >= 1989).sort("year").rows() == [(260, 1989), (255, 1990), (255, 1991)]
