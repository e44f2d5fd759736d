import polars as pl

from sources.adapters.society import divided
from sources.tables.society import one_creg, one_hief


def test_a_row_given_twice_is_kept_once():
    frame = pl.DataFrame(
        {
            "ccode": [41, 41, 365, 365],
            "year": [1978, 1978, 1991, 1991],
            "efindex": [0.107, 0.107, 0.286, 0.691],
        }
    )
    kept, dropped = one_hief(frame)
    assert kept.rows() == [(41, 1978, 0.107), (365, 1991, 0.691)]
    assert kept.height + sum(dropped.values()) == frame.height


def test_the_old_state_in_1991_the_new_one_after():
    frame = pl.DataFrame(
        {
            "ccode": [345] * 5,
            "creg_ccode": [340, 345, 340, 345, 340],
            "year": [1991, 1991, 1992, 1992, 1950],
            "ethfrac": [0.6, 0.8, 0.58, None, None],
            "ethpol": [None] * 5,
            "relfrac": [None, None, 0.55, 0.65, None],
            "relpol": [None] * 5,
        }
    )
    kept, dropped = one_creg(frame)
    assert kept.select("year", "creg_ccode").rows() == [(1991, 345), (1992, 340)]
    assert kept.height + sum(dropped.values()) == frame.height


def test_west_germany_and_united_yemen_have_their_codes():
    frame = pl.DataFrame({"ccode": [255, 255, 678, 678], "year": [1990, 1991, 1989, 1990]})
    assert frame.select(divided().alias("ccode"))["ccode"].to_list() == [260, 255, 678, 679]
