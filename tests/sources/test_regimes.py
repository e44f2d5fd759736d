import polars as pl

from sources.adapters.polity import one_a_year
from sources.adapters.state_years import years_of
from westphalia.record.readers import vdem
from westphalia.record.readers.vdem import predecessor


def test_units_continued_under_a_successors_code():
    frame = pl.DataFrame({"ccode": [316, 316, 305, 305, 630], "year": [1992, 1993, 1918, 1919, 1900]})
    assert frame.select(predecessor().alias("ccode"))["ccode"].to_list() == [315, 316, 300, 305, 630]


def test_the_polity_at_the_end_of_a_year_of_transition_is_kept():
    frame = pl.DataFrame(
        {
            "name": ["Russia", "USSR", "Russia", "USSR"],
            "ccode": [365] * 4,
            "year": [1922, 1922, 1921, 1991],
            "polity2": [-1, -7, -1, 0],
            "polity": [365, 364, 365, 364],
        }
    )
    assert one_a_year(frame)["name"].to_list() == ["USSR", "Russia", "USSR"]


def test_one_row_a_state_and_year_and_every_other_counted():
    frame = pl.DataFrame(
        {
            "name": ["Piedmont", "Italy", "Italy", "Hamburg", "Iran"],
            "ccode": [325, 325, 325, None, 630],
            "year": [1861, 1861, 1862, 1861, 1861],
            "score": [0.2, 0.3, 0.3, 0.1, None],
        }
    )
    kept, dropped = vdem.one_a_year(frame, ["score"])
    assert kept.sort("year").rows() == [(325, 1861, 0.3), (325, 1862, 0.3)]
    assert kept.height + sum(dropped.values()) == frame.height


def test_a_state_alive_at_the_end_of_the_list_is_alive_today():
    spells = pl.DataFrame(
        {"ccode": [2, 265], "start": ["2014-01-01", "1989-01-01"], "end": ["2016-12-31", "1990-10-02"]}
    )
    spells = spells.with_columns(pl.col("start", "end").str.to_date())
    assert years_of(spells, "ccode").filter(pl.col("ccode") == 2)["year"].max() == 2025
    assert years_of(spells, "ccode").filter(pl.col("ccode") == 265)["year"].to_list() == [1989, 1990]
