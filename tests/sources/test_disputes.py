"""Participants, dates and hostility of disputes."""

from datetime import date

import polars as pl
import pytest

from sources.adapters import cow_mid, gml_mid
from sources.tables.disputes import cow_dates, cow_participants, gml_dates, hostility

D = date


def _dyad_years(rows):
    names = ("dispnum", "ccode1", "year", "sidea1", "orig1", "hiact1", "hostlev1", "fatality1", "fatalpre1")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Int64), orient="row")


def test_a_state_that_changes_sides_has_two_spells():
    frame = _dyad_years(
        [(258, 325, 1940 + n, side, 0, 20, 5, 6, None) for n, side in ((0, 0), (1, 0), (3, 1), (4, 1))]
    )
    spells = cow_participants(frame).sort("start")
    assert spells.select("side_a", "start", "end").rows() == [
        (0, D(1940, 1, 1), D(1941, 12, 31)),
        (1, D(1943, 1, 1), D(1944, 12, 31)),
    ]


def test_the_worst_value_of_a_spell_stands():
    frame = _dyad_years(
        [
            (1, 2, 2000, 1, 1, 7, 3, 0, 0),
            (1, 2, 2000, 1, 1, 16, 4, None, None),
            (1, 2, 2005, 1, 1, 1, 2, None, None),
        ]
    )
    assert cow_participants(frame).sort("start").select("hiact", "hostlev", "fatality").rows() == [
        (16, 4, 0),
        (1, 2, None),
    ]


def test_only_years_are_claimed_for_the_correlates_of_war_list():
    spells = cow_participants(_dyad_years([(1, 2, 2000, 1, 1, 7, 3, 0, 0)]))
    assert spells.select("start_precision", "end_precision").row(0) == ("year", "year")


def test_a_dispute_starts_in_its_month_and_ends_with_its_last_year():
    disputes = pl.DataFrame({"dispnum": [5], "styear": [1902], "stmon": [7]})
    dates = cow_dates(disputes, pl.DataFrame({"dispnum": [5, 5], "year": [1902, 1903]}))
    assert dates.select("start", "end").row(0) == (D(1902, 7, 1), D(1903, 12, 31))


def test_a_dispute_has_the_first_and_last_day_of_its_participants():
    parts = pl.DataFrame(
        {
            "dispnum": [1, 1],
            "start": [D(1980, 9, 22), D(1980, 7, 31)],
            "end": [D(1988, 8, 20), D(1988, 7, 31)],
            "start_precision": ["day", "month"],
            "end_precision": ["day", "month"],
        }
    )
    assert gml_dates(parts).row(0) == (1, D(1980, 7, 31), "month", D(1988, 8, 20), "day")


@pytest.mark.parametrize(
    ("action", "level"), [(0, 1), (1, 2), (6, 2), (7, 3), (12, 3), (13, 4), (18, 4), (20, 5), (21, 5)]
)
def test_hostility_of_an_action(action, level):
    assert pl.DataFrame({"a": [action]}).select(hostility(pl.col("a"))).item() == level


@pytest.mark.parametrize("read", [cow_mid.dyad_years, gml_mid.dyad_years])
def test_hostility_agrees_with_both_lists(inputs, read):
    assert read(inputs).filter(hostility(pl.col("hiact1")) != pl.col("hostlev1")).height == 0


@pytest.mark.parametrize(("read", "kept"), [(cow_mid.dyad_years, 10_234), (gml_mid.dyad_years, 9_284)])
def test_one_dispute_is_kept_for_each_dyad_and_year(inputs, read, kept):
    frame = read(inputs).filter("kept")
    assert frame.height == kept == frame.select("ccode1", "ccode2", "year").n_unique()


def test_one_dispute_is_kept_for_each_pair_of_leaders_and_year(inputs):
    frame = gml_mid.leader_dyad_years(inputs).filter("kept")
    assert frame.height == 10_708 == frame.select("ccode1", "ccode2", "obsid1", "obsid2", "year").n_unique()
