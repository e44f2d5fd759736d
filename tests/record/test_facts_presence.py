"""Troops, exercises, visits and events of the record."""

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

Edition = Callable[[str], pl.DataFrame]


def troops(edition: Edition, host: int, year: int) -> int:
    return int(
        edition("us_troops").filter((pl.col("ccode") == host) & (pl.col("year") == year))["troops"].item()
    )


@pytest.mark.parametrize(
    ("host", "year", "low", "high"),
    [
        (260, 1962, 240_000, 290_000),
        (255, 2023, 30_000, 40_000),
        (817, 1968, 530_000, 545_000),
        (732, 1953, 300_000, 330_000),
        (740, 2023, 50_000, 60_000),
        (700, 2011, 90_000, 105_000),
        (630, 1978, 500, 1_500),
        (630, 1980, 0, 100),
    ],
)
def test_troops_at_known_times(edition: Edition, host: int, year: int, low: int, high: int) -> None:
    # Department of Defense: Germany in the Berlin crisis, Vietnam 536,000 at the end of 1968, Korea at the
    # armistice, Afghanistan at the height.
    assert low <= troops(edition, host, year) <= high


def test_de_gaulle_asked_them_to_leave(edition: Edition) -> None:
    # France left the command of NATO in March 1966; the last bases closed in April 1967.
    assert troops(edition, 220, 1965) > 20_000
    assert troops(edition, 220, 1968) < 1_000


def test_the_philippine_bases_closed_in_1992(edition: Edition) -> None:
    assert troops(edition, 840, 1990) > 10_000
    assert troops(edition, 840, 1993) < 500


def test_keflavik_closed_in_2006(edition: Edition) -> None:
    assert troops(edition, 395, 2005) > 1_000
    assert troops(edition, 395, 2007) < 100


def test_the_absurd_counts_of_iraq_are_unknown(edition: Edition) -> None:
    # The peak was about 170,000 in the autumn of 2007.
    iraq = edition("us_troops").filter(pl.col("ccode") == 645)
    assert iraq["troops"].max() < 200_000
    assert iraq.filter(pl.col("year") == 2007)["troops"].to_list() == [None]


def test_germany_has_most_sites(edition: Edition) -> None:
    sites = edition("us_bases").group_by("ccode").len().sort("len", descending=True)
    assert sites["ccode"][0] == 255
    assert not set(sites["ccode"]) & {2, 365, 630, 710}


def test_allies_exercise_most_and_russia_and_iran_never_by_2010(edition: Edition) -> None:
    table = edition("exercises")
    pairs = (
        table.filter(pl.col("source") == "mme_7").group_by("ccode1", "ccode2").agg(pl.col("exercises").sum())
    )
    assert pairs.sort("exercises", descending=True).select("ccode1", "ccode2").row(0) == (2, 200)
    assert table.filter((pl.col("ccode1") == 365) & (pl.col("ccode2") == 630)).is_empty()


def test_peace_mission_2005_and_bright_star_1980(edition: Edition) -> None:
    # Russia and China in August 2005; the United States and Egypt from November 1980.
    pair = edition("exercises").filter(pl.col("source") == "mme_7").select("ccode1", "ccode2", "year")
    assert (365, 710, 2005) in pair.rows()
    assert (2, 651, 1980) in pair.rows()


def test_no_exercise_of_the_united_states_with_the_soviet_union(edition: Edition) -> None:
    found = edition("exercises").filter(
        (pl.col("ccode1") == 2) & (pl.col("ccode2") == 365) & (pl.col("source") == "mme_7")
    )
    assert found["year"].min() >= 1991


def visit(edition: Edition, host: int, day: date) -> list[str]:
    return (
        edition("visits")
        .filter((pl.col("host") == host) & (pl.col("date") == day) & (pl.col("office") == "president"))[
            "place"
        ]
        .to_list()
    )


@pytest.mark.parametrize(
    ("host", "day", "place"),
    [
        (710, date(1972, 2, 21), "Peking"),
        (365, date(1945, 2, 3), "Yalta"),
        (630, date(1943, 11, 27), "Tehran"),
        (630, date(1977, 12, 31), "Tehran"),
        (40, date(2016, 3, 20), "Havana"),
        (365, date(1988, 5, 29), "Moscow"),
    ],
)
def test_journeys_of_presidents(edition: Edition, host: int, day: date, place: str) -> None:
    # Office of the Historian, Travels Abroad of the President.
    assert any(place in found for found in visit(edition, host, day))


def test_no_president_in_iran_since_the_revolution(edition: Edition) -> None:
    assert edition("visits").filter(pl.col("host") == 630)["date"].max() == date(1977, 12, 31)


def test_journeys_end_after_they_begin_and_none_is_at_home(edition: Edition) -> None:
    visits = edition("visits")
    assert visits.filter(pl.col("end") < pl.col("date")).is_empty()
    assert visits.filter(pl.col("host") == 2).is_empty()


def test_leaders_stayed_at_home_in_2020(edition: Edition) -> None:
    totals = edition("travel_totals").group_by("year").agg(pl.col("sent").sum())
    sent = dict(totals.iter_rows())
    assert sent[2020] < 0.5 * sent[2019]


def test_the_wars_of_2003_and_2008_in_the_news(edition: Edition) -> None:
    events = edition("event_counts")
    worst = {
        year: events.filter(pl.col("year") == year).sort("material_conflict").row(-1, named=True)
        for year in (2003, 2008)
    }
    assert (worst[2003]["ccode1"], worst[2003]["ccode2"]) == (2, 645)
    assert (worst[2008]["ccode1"], worst[2008]["ccode2"]) == (365, 372)


@pytest.mark.parametrize(("year", "words"), [(2002, 888), (2006, 2894), (2008, 1022), (2014, 2247)])
def test_russias_words_to_iran(edition: Edition, year: int, words: int) -> None:
    # Counted in the published table.
    found = edition("event_counts").filter(
        (pl.col("ccode1") == 365) & (pl.col("ccode2") == 630) & (pl.col("year") == year)
    )
    assert found["verbal_cooperation"].to_list() == [words]


def test_zeros_can_be_told_from_gaps(edition: Edition) -> None:
    coverage, events = edition("event_coverage"), edition("event_counts")
    assert coverage.group_by("year").len()["len"].unique().to_list() == [152]
    for side in ("ccode1", "ccode2"):
        assert events.join(
            coverage, left_on=[side, "year"], right_on=["ccode", "year"], how="anti"
        ).is_empty()
    assert coverage.filter(pl.col("ccode") == 640).is_empty(), "Turkey is not covered"
