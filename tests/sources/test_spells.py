"""Days from columns, runs of years, codes for "not known"."""

from datetime import date

import polars as pl

from westphalia.record.readers.dates import first_day, known, last_day, precision, runs
from westphalia.record.readers.gleditsch_ward import ccode


def _days(rows):
    frame = pl.DataFrame(rows, schema={"y": pl.Int64, "m": pl.Int64, "d": pl.Int64}, orient="row")
    return frame.select(
        first=first_day("y", "m", "d"), last=last_day("y", "m", "d"), exact=precision("m", "d")
    ).rows()


def test_a_known_day_is_that_day():
    assert _days([(1939, 8, 23)]) == [(date(1939, 8, 23), date(1939, 8, 23), "day")]


def test_an_unknown_day_spans_the_month():
    assert _days([(1936, 2, None)]) == [(date(1936, 2, 1), date(1936, 2, 29), "month")]
    assert _days([(1936, 2, -9)]) == _days([(1936, 2, 0)]) == _days([(1936, 2, None)])


def test_an_unknown_month_spans_the_year():
    assert _days([(1990, None, None)]) == [(date(1990, 1, 1), date(1990, 12, 31), "year")]


def test_codes_for_not_known_become_null_and_text_stays():
    frame = known(pl.DataFrame({"a": [-9, 0, -8], "b": ["-9", "x", "y"]}), -9, -8)
    assert frame.rows() == [(None, "-9"), (0, "x"), (None, "y")]


def test_runs_break_at_gaps_and_at_changes_of_value():
    frame = pl.DataFrame(
        {"k": [1, 1, 1, 1, 2], "year": [2003, 2000, 2001, 2004, 2004], "v": [1.0, 1.0, 2.0, 1.0, 1.0]}
    )
    assert runs(frame, ["k"], "v").rows() == [
        (1, 2000, 2000, 1.0),
        (1, 2001, 2001, 2.0),
        (1, 2003, 2004, 1.0),
        (2, 2004, 2004, 1.0),
    ]
    assert runs(frame, ["k"]).rows() == [(1, 2000, 2001), (1, 2003, 2004), (2, 2004, 2004)]


def test_runs_do_not_join_two_things_in_consecutive_years():
    frame = pl.DataFrame({"k": [1, 2], "year": [2000, 2001]})
    assert runs(frame, ["k"]).height == 2


def test_gleditsch_ward_codes_become_correlates_of_war_codes():
    rows = [
        (260, 1990, 260),
        (260, 1991, 255),
        (678, 1989, 678),
        (678, 1990, 679),
        (340, 1900, 345),
        (340, 2007, 345),
    ]
    rows += [
        (970, 1985, 946),
        (971, 2010, 970),
        (972, 1975, 955),
        (973, 2020, 947),
        (563, 1900, 563),
        (None, 1900, None),
    ]
    frame = pl.DataFrame(rows, schema=["gw", "year", "cow"], orient="row")
    assert frame.select(ccode("gw")).to_series().to_list() == frame["cow"].to_list()


def test_gleditsch_ward_codes_agree_with_the_published_panel(inputs):
    from sources.rdata import read_r

    panel = read_r(inputs.root / "peace_science" / "isard_gw_cw_panel.rda").drop_nulls(["gwcode", "ccode"])
    assert panel.height > 17_000
    assert panel.filter(pl.col("ccode") != ccode("gwcode")).height == 0
