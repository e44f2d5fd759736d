from __future__ import annotations

import polars as pl
import pytest

from sources import successors
from sources.adapters import energy_institute, etemad, opec
from sources.tables import energy


def rows(names: list[str], years: list[int], values: list[float], series: str = "production") -> pl.DataFrame:
    return pl.DataFrame({"name": names, "year": years, "series": [series] * len(names), "value": values})


def test_parts_of_a_union_are_summed_to_its_end_and_no_longer():
    parts = pl.DataFrame(
        {"ccode": [365, 369, 365, 369], "year": [1991, 1991, 1992, 1992], "value": [2.0, 1.0, 3.0, 4.0]}
    )
    assert successors.summed(parts, [], ["value"]).rows() == [
        (365, 1991, 3.0),
        (365, 1992, 3.0),
        (369, 1992, 4.0),
    ]


def test_serbia_and_montenegro_are_one_state_to_2005():
    parts = pl.DataFrame(
        {
            "ccode": [345, 341, 344, 345, 341],
            "year": [2005, 2005, 2005, 2006, 2006],
            "value": [1.0, 2.0, 3.0, 4.0, 5.0],
        }
    )
    assert successors.summed(parts, [], ["value"]).rows() == [
        (345, 2005, 3.0),
        (344, 2005, 3.0),
        (345, 2006, 4.0),
        (341, 2006, 5.0),
    ]


def test_a_sum_of_nulls_is_null_and_of_some_is_theirs():
    parts = pl.DataFrame(
        {"ccode": [365, 369, 365, 369], "year": [1980, 1980, 1981, 1981], "value": [None, None, None, 1.5]}
    )
    assert successors.summed(parts, [], ["value"])["value"].to_list() == [None, 1.5]


def test_todays_names_are_not_states_of_the_past():
    frame = pl.DataFrame(
        {
            "name": ["Germany", "Germany", "Germany", "Ukraine", "Soviet Union", "Poland", "Yemen", "Iran"],
            "ccode": [255, 255, 255, 369, 365, 290, 679, 630],
            "year": [1938, 1970, 1991, 1980, 1980, 1910, 1989, 1910],
        }
    )
    kept, dropped = successors.of_their_time(frame, "name")
    assert kept.select("name", "year").rows() == [
        ("Germany", 1938),
        ("Germany", 1991),
        ("Soviet Union", 1980),
        ("Iran", 1910),
    ]
    assert sum(dropped.values()) == 4


def test_names_that_are_no_states_are_counted_by_reason():
    frame, dropped = successors.coded(
        rows(["Iran", "Total World", "Hong Kong"], [2000] * 3, [1.0] * 3), {"ccode": "name"}
    )
    assert frame["ccode"].to_list() == [630]
    assert sum(dropped.values()) == 2
    assert all(reason.startswith("not a state") for reason in dropped)


def test_the_soviet_sum_does_not_count_russia_twice():
    frame = rows(
        ["Total CIS", "Russian Federation", "Ukraine", "Russian Federation"],
        [1985, 1985, 1985, 1992],
        [11_870.0, 10_863.0, 1.0, 7_978.0],
    )
    named = energy_institute.soviet_whole(frame)
    assert named.select("name", "year").rows() == [
        ("Soviet Union", 1985),
        ("Soviet Union", 1985),
        ("Russian Federation", 1992),
    ]


def test_the_bulletin_keeps_soviet_trade_apart():
    frame = pl.concat(
        [
            rows(["Russia", "Other Eurasia"], [1990, 1990], [10.0, 1.0]),
            rows(["Russia"], [1990], [4.0], "crude_exports"),
        ]
    )
    assert opec.soviet_whole(frame)["name"].to_list() == ["Soviet Union", "Soviet Union", "Russia"]
    assert frame.select(opec.soviet_trade()).to_series().to_list() == [False, False, True]


def test_the_two_sudans_are_one_state_to_2010():
    named = opec.soviet_whole(rows(["Sudans", "Sudans"], [2010, 2011], [1.0, 1.0]))
    assert named["name"].to_list() == ["Sudan", "Sudans"]


def test_zeros_before_the_first_figure_are_not_known():
    kept, lost = opec.reported(rows(["Malaysia"] * 4, [1980, 1978, 1979, 1981], [275.0, 0.0, 0.0, 0.0]))
    assert kept.select("year", "value").sort("year").rows() == [(1980, 275.0), (1981, 0.0)]
    assert lost == 2


def test_zero_of_the_statistical_review_is_unknown(inputs):
    frame = energy_institute.oil(inputs)
    assert (frame["value"].drop_nulls() > 0).all()
    old = frame.filter(
        (pl.col("name") == "Bangladesh") & (pl.col("year") == 1965) & (pl.col("series") == "consumption")
    )
    assert old["value"].to_list() == [None]


def test_units_of_the_old_series(inputs):
    """A million tonnes of oil equivalent a year is some 20 thousand barrels a day."""
    assert pytest.approx(20.08, abs=0.01) == etemad.BARRELS_PER_TOE * 1e6 / 365 / 1000
    assert etemad.oil(inputs)["value"].max() < 15_000


def test_figures_in_are_figures_out(inputs):
    """Oil: single figures used, less the parts that were summed."""
    built = energy.oil(inputs)
    figures = sum(built.frame[name].count() for name in energy.OIL)
    used = built.read - sum(built.dropped.values())
    assert 0 <= used - figures < 350
