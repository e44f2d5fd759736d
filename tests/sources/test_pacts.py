"""From memberships of alliances to pacts between two states."""

from datetime import date

import polars as pl
import pytest

from westphalia.record.readers.atop import OBLIGATIONS, by_year, dated, paired, present, towards
from westphalia.record.readers.dcad import mended

D = date


def _members(rows):
    shape = {"atopid": pl.Int64, "phase": pl.Int64, "ccode": pl.Int64, "start": pl.Date, "end": pl.Date}
    frame = pl.DataFrame(rows, schema=shape, orient="row")
    return frame.with_columns(
        obvary=pl.lit(0), **{name: pl.lit(int(name == "defense")) for name in OBLIGATIONS}
    )


def test_a_last_year_of_zero_is_in_force():
    rows = pl.DataFrame({"y": [1949], "m": [4], "d": [4], "ey": [0], "em": [0], "ed": [0]})
    row = dated(rows, "y m d", "ey em ed").row(0, named=True)
    assert (row["start"], row["end"], row["start_precision"], row["end_precision"]) == (
        D(1949, 4, 4),
        None,
        "day",
        None,
    )


def test_an_end_without_a_day_is_the_last_of_the_month():
    rows = pl.DataFrame(
        {"y": [1847], "m": [5], "d": [21], "ey": [1847], "em": [8], "ed": [None]},
        schema_overrides={"ed": pl.Int64},
    )
    row = dated(rows, "y m d", "ey em ed").row(0, named=True)
    assert (row["end"], row["end_precision"]) == (D(1847, 8, 31), "month")


def test_a_pact_lasts_while_both_are_members():
    members = _members([(1, 0, 2, D(1949, 4, 4), None), (1, 0, 350, D(1951, 10, 22), D(1974, 8, 14))])
    assert paired(members).select("ccode1", "ccode2", "start", "end").sort("ccode1").rows() == [
        (2, 350, D(1951, 10, 22), D(1974, 8, 14)),
        (350, 2, D(1951, 10, 22), D(1974, 8, 14)),
    ]


def test_no_pact_between_a_member_and_its_successor():
    """West Germany left its alliances on the day on which Germany entered them."""
    members = _members([(1, 0, 260, D(1954, 10, 23), D(1990, 10, 3)), (1, 0, 255, D(1990, 10, 3), None)])
    assert paired(members).height == 0


def test_no_pact_across_phases():
    members = _members([(1, 1, 2, D(1949, 4, 4), None), (1, 2, 20, D(1949, 4, 4), None)])
    assert paired(members).height == 0


def test_members_are_counted_on_the_first_day():
    members = _members(
        [
            (1, 0, 2, D(1949, 4, 4), None),
            (1, 0, 20, D(1949, 4, 4), None),
            (1, 0, 350, D(1951, 10, 22), None),
            (1, 0, 9, D(1950, 1, 1), D(1951, 1, 1)),
        ]
    )
    counted = present(paired(members), members)
    assert counted.filter(pl.col("ccode1") == 2, pl.col("ccode2") == 20)["members"].item() == 2
    assert counted.filter(pl.col("ccode1") == 2, pl.col("ccode2") == 350)["members"].item() == 3


def test_a_year_counts_if_the_pact_held_on_a_day_of_it():
    years = by_year(
        paired(_members([(1, 0, 2, D(1949, 12, 31), D(1951, 1, 1)), (1, 0, 20, D(1900, 1, 1), None)])), 2018
    )
    assert years.filter(pl.col("ccode1") == 2)["year"].to_list() == [1949, 1950, 1951]


def test_a_pact_in_force_runs_to_the_last_year_of_coding():
    years = by_year(
        paired(_members([(1, 0, 2, D(2016, 5, 19), None), (1, 0, 341, D(2016, 5, 19), None)])), 2018
    )
    assert years.filter(pl.col("ccode1") == 2)["year"].to_list() == [2016, 2017, 2018]


def test_in_a_year_of_change_the_later_phase_counts():
    rows = [
        (1, phase, state, start, end)
        for phase, start, end in ((1, D(1902, 1, 30), D(1905, 8, 12)), (2, D(1905, 8, 12), D(1906, 1, 1)))
        for state in (200, 740)
    ]
    years = by_year(paired(_members(rows)), 2018).filter(pl.col("ccode1") == 200)
    assert years.filter(pl.col("year") == 1905)["phase"].to_list() == [2]


@pytest.mark.parametrize(("varies", "expected"), [(1, 0), (0, 1)])
def test_a_promise_to_another_partner_only_is_not_made_to_this_one(varies, expected):
    pacts = paired(
        _members([(1, 0, 200, D(1925, 12, 1), D(1926, 6, 1)), (1, 0, 211, D(1925, 12, 1), D(1926, 6, 1))])
    )
    pacts = pacts.with_columns(obvary=pl.lit(varies))
    none = pl.DataFrame({"ccode1": [200, 200], "ccode2": [211, 211], "year": [1925, 1926]})
    none = none.with_columns(pl.lit(0).alias(f"atop_{name}") for name in OBLIGATIONS)
    assert towards(pacts, none, 2018).filter(pl.col("ccode1") == 200)["defense"].item() == expected


def test_a_code_that_contradicts_its_abbreviation_is_mended():
    frame = pl.DataFrame(
        {"DCAid": ["DCADv1.0-0108", "DCADv1.0-0107"], "ccode1": [2, 2], "ccode2": [652, 652]}
    )
    assert mended(frame)["ccode2"].to_list() == [651, 652]
