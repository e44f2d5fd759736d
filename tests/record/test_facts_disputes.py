"""Crises and wars that any chronology dates."""

from datetime import date

import polars as pl
import pytest

D = date


def _participants(edition, which, number):
    frame = edition("dispute_participants").filter(pl.col("list") == which, pl.col("dispnum") == number)
    return {(row["ccode"], row["start"]): row for row in frame.iter_rows(named=True)}


@pytest.mark.parametrize("which", ["cow", "gml"])
def test_the_war_of_iran_and_iraq(edition, which):
    """Iraq invaded on 22 September 1980; cease-fire under Security Council resolution 598 on 20 August
    1988."""
    dispute = (
        edition("disputes").filter(pl.col("list") == which, pl.col("dispnum") == 2115).row(0, named=True)
    )
    assert (dispute["hostlev"], dispute["fatality"], dispute["recip"]) == (5, 6, True)
    assert dispute["end"].year == 1988
    sides = {code: row["side_a"] for (code, _), row in _participants(edition, which, 2115).items()}
    assert (sides[645], sides[630]) == (True, False)


def test_days_of_the_war_of_iran_and_iraq(edition):
    assert edition("disputes").filter(pl.col("list") == "gml", pl.col("dispnum") == 2115)["end"].item() == D(
        1988, 8, 20
    )


def test_years_of_disputes_between_iran_and_iraq(edition):
    """Every year of the war is a dispute-year, hostility war, Iraq on side A."""
    frame = edition("dispute_dyad_years").filter(
        pl.col("list") == "gml", pl.col("ccode1") == 645, pl.col("ccode2") == 630, pl.col("dispnum") == 2115
    )
    assert frame["year"].to_list() == list(range(1980, 1989))
    assert frame["onset"].to_list() == [True] + [False] * 8
    assert frame["sidea1"].all()
    assert frame["hostlev"].unique().to_list() == [5]


def test_the_cuban_missile_crisis(edition):
    """October 1962: the blockade was lifted on 20 November; no war, nobody won by force. Iran took no
    part."""
    dispute = edition("disputes").filter(pl.col("list") == "gml", pl.col("dispnum") == 61).row(0, named=True)
    assert dispute["start"] <= D(1962, 10, 22) <= D(1962, 11, 20) <= dispute["end"]
    assert dispute["hostlev"] == 4
    states = {code for code, _ in _participants(edition, "gml", 61)}
    assert {2, 40, 365} <= states
    assert 630 not in states


def test_the_falklands(edition):
    """Argentina, which wanted the territory, began; Britain won on 14 June 1982."""
    rows = {code: row for (code, _), row in _participants(edition, "gml", 3630).items()}
    assert set(rows) == {160, 200}
    assert (rows[160]["side_a"], rows[160]["revstate"], rows[160]["revtype1"]) == (True, True, 1)
    dispute = (
        edition("disputes").filter(pl.col("list") == "gml", pl.col("dispnum") == 3630).row(0, named=True)
    )
    assert (dispute["end"], dispute["outcome"]) == (D(1982, 6, 14), 2)
    assert rows[200]["obsid_start"] == "UKG-1979"


def test_states_that_changed_sides_in_the_second_world_war(edition):
    """Italy changed sides in September 1943, Romania in August 1944, Bulgaria and Finland in September
    1944."""
    rows = _participants(edition, "gml", 258)
    for state in (325, 360, 355, 375):
        sides = [row["side_a"] for (code, _), row in sorted(rows.items()) if code == state]
        assert sides == [False, True]


def test_the_soviet_union_and_germany(edition):
    """Invaded Poland in September 1939 beside Germany; attacked by Germany on 22 June 1941."""
    rows = _participants(edition, "gml", 258)
    assert not next(row for (code, start), row in rows.items() if code == 365 and start.year == 1939)[
        "side_a"
    ]
    assert rows[365, D(1941, 6, 22)]["side_a"]


def test_the_united_states_entered_the_second_world_war(edition):
    """Pearl Harbor, 7 December 1941."""
    assert (2, D(1941, 12, 7)) in _participants(edition, "gml", 258)


def test_the_lists_end_where_they_end(edition):
    years = (
        edition("dispute_dyad_years")
        .group_by("list")
        .agg(pl.col("year").min().alias("first"), pl.col("year").max().alias("last"))
    )
    assert {which: (first, last) for which, first, last in years.iter_rows()} == {
        "cow": (1816, 2014),
        "gml": (1816, 2010),
    }


def test_directed_dyad_years_come_in_pairs(edition):
    """What state 1 is in one row, state 2 is in the other."""
    frame = edition("dispute_dyad_years")
    keys = ["list", "dispnum", "year"]
    both = frame.join(
        frame, left_on=[*keys, "ccode1", "ccode2"], right_on=[*keys, "ccode2", "ccode1"], suffix="_other"
    )
    assert both.height == frame.height
    for name in ("sidea", "orig", "hiact", "hostlev", "fatality"):
        assert (both[f"{name}1"].eq_missing(both[f"{name}2_other"])).all()
    assert (both["kept"] == both["kept_other"]).all()


def test_opposite_sides(edition):
    frame = edition("dispute_dyad_years")
    assert (frame["sidea1"] != frame["sidea2"]).all()


def test_one_kept_dispute_a_dyad_year(edition):
    kept = edition("dispute_dyad_years").filter("kept")
    assert kept.select("list", "ccode1", "ccode2", "year").is_duplicated().sum() == 0


def test_unknown_deaths_are_null(edition):
    for table in ("disputes", "dispute_participants", "dispute_dyad_years"):
        for name, values in edition(table).select(pl.selectors.numeric()).to_dict().items():
            assert values.min() is None or values.min() >= 0, (table, name)


def test_leaders_of_the_missile_crisis(edition):
    """Kennedy took office in 1961, Castro in 1959."""
    frame = edition("dispute_leader_dyad_years").filter(
        pl.col("dispnum") == 61, pl.col("ccode1") == 2, pl.col("ccode2") == 40
    )
    assert frame.select("obsid1", "obsid2").rows() == [("USA-1961", "CUB-1959")]
