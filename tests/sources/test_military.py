import polars as pl
import pytest

from sources.adapters.sipri_milex import SHEETS, coded, long
from sources.tables.military import coded_personnel, known_spending, without_false_zeros

MEASURES = list(SHEETS)
HEADER = ("Country", "", "Notes", 1949.0, 1950.0)


def spending(rows):
    schema = {"ccode": pl.Int64, "year": pl.Int64, "mark": pl.String} | dict.fromkeys(MEASURES, pl.Float64)
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_a_sheet_becomes_rows_with_marks_for_what_is_missing():
    rows = [HEADER, ("Africa",), ("Libya", None, "", "...", 12.5), ("Kosovo", None, "", "xxx", "...")]
    frame = long(rows, "milex_constant")
    assert frame.select("country", "year", "milex_constant", "mark").rows() == [
        ("Libya", 1949, None, "..."),
        ("Libya", 1950, 12.5, None),
        ("Kosovo", 1949, None, "xxx"),
        ("Kosovo", 1950, None, "..."),
    ]


def test_a_cell_that_is_no_figure_and_no_mark_stops_the_build():
    with pytest.raises(ValueError, match="n/a"):
        long([HEADER, ("Libya", None, "", "n/a", 1.0)], "milex_constant")


def test_germany_before_unification_is_west_germany():
    frame = pl.DataFrame({"country": ["Germany", "Germany"], "year": [1990, 1991]})
    assert coded(frame)["ccode"].to_list() == [260, 255]


def test_a_zero_is_kept_only_where_there_were_no_forces():
    frame = spending([(94, 1980, None, 0.0, 0.0, None), (265, 1980, None, 7361.0, 0.0, None)])
    fixed = without_false_zeros(frame)
    assert fixed["milex_current"].to_list() == [0.0, None]
    assert fixed["milex_constant"].to_list() == [0.0, 7361.0]


def test_a_missing_code_does_not_lose_its_figures():
    assert without_false_zeros(spending([(None, 1980, None, 5.0, 4.0, 0.1)])).row(0)[3:] == (5.0, 4.0, 0.1)


def test_every_row_is_used_or_dropped_for_a_reason():
    rows = [
        (365, 2022, None, 1.0, 1.0, 0.1),
        (365, 1950, "...", None, None, None),
        (365, 2023, "xxx", None, None, None),
        (None, 2022, "...", None, None, None),
    ]
    kept, dropped = known_spending(spending(rows))
    assert kept.height + sum(dropped.values()) == len(rows)
    assert dropped["state did not exist or was not independent"] == 1


def test_personnel_of_today_names_goes_to_the_states_of_the_time():
    frame = pl.DataFrame(
        {
            "iso3": ["DEU", "DEU", "YEM", "YEM", "PSE", "IRN"],
            "year": [1989, 1992, 1985, 1990, 2005, 2020],
            "personnel": [1, 2, 3, 4, 5, 6],
        }
    )
    kept, dropped = coded_personnel(frame)
    assert kept.rows() == [(260, 1989, 1), (255, 1992, 2), (679, 1990, 4), (630, 2020, 6)]
    assert sum(dropped.values()) == 2
