import polars as pl
import pytest

from sources.adapters.coups import KINDS, flags, repaired
from sources.adapters.protests import DEMANDS, RESPONSES, size_class
from sources.tables.unrest import by_state_year, votes


@pytest.mark.parametrize(
    ("participants", "category", "size"),
    [
        ("100s", None, 2),
        ("1,500", None, 3),
        ("10000s", None, 6),
        (">10000", None, 6),
        ("10000", None, 5),
        ("2 million", None, 6),
        ("dozens", None, None),
        ("40", None, None),
        ("3000", ">10000", 6),
        (None, None, None),
    ],
)
def test_size_of_a_protest(participants, category, size):
    frame = pl.DataFrame(
        {"participants": [participants], "participants_category": [category]},
        schema={"participants": pl.String, "participants_category": pl.String},
    )
    assert frame.select(size_class()).item() == size


def event(ccode, year, violent=0, size=1):
    return {"ccode": ccode, "year": year, "violent": violent, "size": size} | dict.fromkeys(
        [*RESPONSES.values(), *DEMANDS.values()], 0
    )


def test_zero_where_followed_null_where_the_list_of_states_ends():
    events = pl.DataFrame([event(630, 2009, 1, 6), event(630, 2009), event(630, 2019)])
    covered = pl.DataFrame({"ccode": [630, 630, 630, 235], "year": [2009, 2010, 2017, 2009]})
    frame = by_state_year(events, covered).sort("ccode", "year")
    rows = {
        (c, y): (n, v, s)
        for c, y, n, v, s in frame.select("ccode", "year", "events", "violent", "largest").rows()
    }
    assert rows[630, 2009] == (2, 1, 6)
    assert rows[630, 2010] == (0, 0, None)
    assert rows[235, 2009] == (0, 0, None)
    assert rows[630, 2018] == (None, None, None)
    assert rows[630, 2019] == (1, 0, 1)
    assert frame.filter(pl.col("year") == 2020)["complete"].to_list() == [False]


def test_words_of_flags():
    frame = pl.DataFrame([dict.fromkeys(KINDS, 0) | {"military": 1, "palace": 1}, dict.fromkeys(KINDS, 0)])
    assert frame.select(flags(KINDS).alias("type"))["type"].to_list() == ["military, palace", None]


def test_slips_of_codes_are_set_right_and_nothing_else():
    frame = pl.DataFrame({"cowcode": [393, 260, 260, 340, 630], "year": [1993, 2022, 1985, 1999, 1953]})
    assert frame.select(repaired().alias("ccode"))["ccode"].to_list() == [365, 255, 260, 345, 630]


def test_only_votes_are_elections():
    header = ["ccode", "elec_year", "elec_month", "elec_day", "event", "type", "direct", "runoff"]
    rows = [
        ("630", "2005", "6", "17", "Vote, As Scheduled", "X", "Y", "1"),
        ("630", "2005", "6", None, "Vote, Early", "L", "Y", "N"),
        ("630", "2009", "6", "12", "Upcoming, Scheduled", "X", "Y", "N"),
    ]
    frame = votes(pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row"))
    assert frame.select("type", "precision", "early", "round").rows() == [
        ("executive", "day", False, 1),
        ("legislative", "month", True, 1),
    ]
