"""Spells of membership from lists that end, and codes that change at unification."""

from datetime import date

import polars as pl

from sources.tables.system import gw_to_ccode, open_ended

D = date


def spells(*rows):
    return pl.DataFrame(rows, schema={"code": pl.Int64, "start": pl.Date, "end": pl.Date}, orient="row")


def test_united_germany_and_yemen_get_their_own_codes():
    frame = gw_to_ccode(
        spells((260, D(1949, 9, 21), D(2020, 12, 31)), (678, D(1918, 10, 30), D(2020, 12, 31)))
    )
    assert frame.select("ccode", "start", "end").sort("ccode").rows() == [
        (255, D(1990, 10, 3), D(2020, 12, 31)),
        (260, D(1949, 9, 21), D(1990, 10, 2)),
        (678, D(1918, 10, 30), D(1990, 5, 21)),
        (679, D(1990, 5, 22), D(2020, 12, 31)),
    ]


def test_a_spell_wholly_after_unification_is_not_cut():
    frame = gw_to_ccode(spells((260, D(1991, 6, 20), D(2024, 12, 31))))
    assert frame.select("ccode", "start").rows() == [(255, D(1991, 6, 20))]


def test_serbia_and_the_islands_are_recoded():
    frame = gw_to_ccode(spells((340, D(2006, 6, 5), D(2020, 12, 31)), (970, D(1979, 7, 12), D(2020, 12, 31))))
    assert frame["ccode"].to_list() == [345, 946]


def test_a_state_alive_at_the_end_of_the_list_is_extended_and_marked():
    frame = open_ended(
        spells((2, D(1816, 1, 1), D(2016, 12, 31)), (3, D(1816, 1, 1), D(2016, 12, 30))), D(2016, 12, 31)
    )
    assert frame.select("end", "extended").rows() == [(None, True), (D(2016, 12, 30), False)]
