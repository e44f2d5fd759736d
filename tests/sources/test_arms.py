"""Volumes of arms: orders, accounts, and the check against another table."""

import polars as pl

from sources.tables.arms import added, agreement, ordered


def test_a_volume_that_is_known_for_no_deal_is_unknown() -> None:
    deals = pl.DataFrame(
        {
            "supplier": [365, 365, 2],
            "recipient": [630, 630, 200],
            "order_year": [2020, 2020, 2021],
            "tiv_ordered": [10.0, None, None],
            "tiv_delivered": [4.0, 1.5, None],
        }
    )
    assert ordered(deals).sort("supplier").rows() == [
        (2, 200, 2021, 1, None, None),
        (365, 630, 2020, 2, 10.0, 5.5),
    ]


def test_accounts_of_dropped_rows_add_up() -> None:
    assert added([{"a": 1, "b": 2}, {"b": 3}]) == {"a": 1, "b": 5}


def test_the_check_counts_pairs_within_one_unit_and_what_only_one_table_has() -> None:
    ours = pl.DataFrame(
        {
            "supplier": [2, 2, 365],
            "recipient": [200, 200, 630],
            "year": [2000, 2022, 2000],
            "tiv": [10.4, 99.0, 5.0],
        }
    )
    theirs = pl.DataFrame(
        {"supplier": [2, 220], "recipient": [200, 630], "year": [2000, 2001], "value": [10, 7]}
    )
    assert "1 of 3 agree within one unit; sums 15 here and 17 there" in agreement(ours, theirs)


def test_west_germany_is_not_checked() -> None:
    ours = pl.DataFrame(
        {"supplier": [2, 260], "recipient": [260, 200], "year": [1980, 1980], "tiv": [1.0, 2.0]}
    )
    theirs = pl.DataFrame({"supplier": [2], "recipient": [200], "year": [1990], "value": [9]})
    assert "0 of 1 agree" in agreement(ours, theirs)
