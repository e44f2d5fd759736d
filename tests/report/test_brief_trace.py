"""Figures of briefs against rows of the edition, read here without any code of the package."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

import polars as pl
import pytest

import westphalia as wp

Edition = Callable[[str], pl.DataFrame]

PAIRS = [
    ("Russia", "Iran", 2022),
    ("United States", "United Kingdom", 1914),
    ("Germany", "Soviet Union", 1939),
    ("Prussia", "Austria", 1866),
    ("Iraq", "Iran", 1980),
    ("Israel", "Egypt", 1973),
    ("Taiwan", "China", 2020),
    ("India", "Pakistan", 2008),
    ("Japan", "China", 1937),
    ("Turkey", "Greece", 1999),
]


@cache
def document(a: str, b: str, year: int) -> dict[str, Any]:
    return wp.brief(wp.load(), a, b, year, quick=True).to_dict()


def cell(frame: pl.DataFrame, column: str, **where: Any) -> Any:
    found = frame.filter(**where)
    assert found.height <= 1
    return found[column][0] if found.height else None


@pytest.fixture(params=PAIRS, ids=lambda pair: "-".join(map(str, pair)))
def case(request: pytest.FixtureRequest) -> tuple[dict[str, Any], int, int, int]:
    a, b, year = request.param
    made = document(a, b, year)
    return made, made["a"]["ccode"], made["b"]["ccode"], year


Case = tuple[dict[str, Any], int, int, int]


def test_capability_is_the_row_of_the_table(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    frame = edition("capabilities")
    values = [cell(frame, "cinc", ccode=code, year=year) for code in (a, b)]
    assert [made["capability"][side]["value"] for side in "ab"] == values
    assert made["capability"]["ratio"]["value"] == pytest.approx(values[0] / values[1])


def test_rank_counts_the_stronger(case: Case, edition: Edition) -> None:
    made, a, _, year = case
    known = edition("capabilities").filter(year=year).drop_nulls("cinc")
    own = known.filter(ccode=a)["cinc"][0]
    assert made["capability"]["rank"]["a"] == 1 + known.filter(pl.col("cinc") > own).height
    assert made["capability"]["place"]["a"]["of"] == known.height


@pytest.mark.parametrize(
    ("key", "column"),
    [("population", "tpop"), ("military_personnel", "milper"), ("military_spending", "milex")],
)
def test_resources_are_rows_of_the_table(case: Case, edition: Edition, key: str, column: str) -> None:
    made, a, b, year = case
    for side, code in (("a", a), ("b", b)):
        assert made["capability"][key][side]["value"] == cell(
            edition("capabilities"), column, ccode=code, year=year
        )


def test_pacts_are_those_of_the_table(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    frame = edition("pacts").filter(ccode1=a, ccode2=b)
    if year <= 2018:
        first, last = date(year, 1, 1), date(year, 12, 31)
        inside = frame.filter(
            (pl.col("start") <= last) & (pl.col("end").is_null() | (pl.col("end") >= first))
        )
    else:
        inside = frame.filter(pl.col("end").is_null())
    assert {pact["atopid"] for pact in made["pacts"]} == set(inside["atopid"])
    assert all(pact["observed"] == min(year, 2018) for pact in made["pacts"])


def test_disputes_are_counted_from_the_table(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    frame = (
        edition("dispute_dyad_years").filter(list="cow", ccode1=a, ccode2=b).filter(pl.col("year") <= year)
    )
    firsts = frame.group_by("dispnum").agg(pl.col("year").min())
    assert made["disputes"]["count"] == firsts.height
    assert made["disputes"]["last"] == firsts["year"].max()


def test_wars_are_those_with_both_on_opposite_sides(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    frame = edition("war_participants").with_columns(pl.col("end").fill_null(date(2025, 12, 31)))
    both = (
        frame.filter(ccode=a)
        .join(frame.filter(ccode=b), on="warnum", suffix="2")
        .filter(
            (pl.col("side") != pl.col("side2"))
            & (pl.max_horizontal("start", "start2") <= pl.min_horizontal("end", "end2"))
            & (pl.max_horizontal("start", "start2").dt.year() <= year)
        )
    )
    told = [event for event in made["timeline"] if event["kind"] == "war" and event["opposed"]]
    noted = [event for event in told if event["source"] == "events"]
    assert all(event["what"] == "war" and event["citation"] for event in noted)
    told = [event for event in told if event not in noted]
    assert len(told) == both["warnum"].n_unique()


def test_land_is_that_of_the_table(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    frame = edition("territorial_changes").filter(
        pl.col("gainer").is_in([a, b]) & pl.col("loser").is_in([a, b]) & (pl.col("year") <= year)
    )
    told = {event["number"] for event in made["timeline"] if event["kind"] == "land"}
    assert told == set(frame["number"])


def test_sanction_spells_cover_the_years_of_the_table(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    for sender, target in ((a, b), (b, a)):
        years = (
            edition("sanctions").filter(sender=sender, target=target).filter(pl.col("year") <= year)["year"]
        )
        told: set[int] = set()
        for event in made["timeline"]:
            if event["kind"] == "sanction" and event["sender"] == sender:
                last = int(event["end"]) if event["end"] else min(year, 2023)
                told |= set(range(int(event["date"]), last + 1))
        assert told == set(years)


def test_arms_volumes_add_up_to_the_table(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    for seller, buyer in ((a, b), (b, a)):
        rows = (
            edition("arms_transfers").filter(supplier=seller, recipient=buyer).filter(pl.col("year") <= year)
        )
        told = sum(
            event["tiv"]
            for event in made["timeline"]
            if event["kind"] == "arms" and event["supplier"] == seller
        )
        assert told == pytest.approx(rows["tiv"].sum(), abs=0.05)


def test_capital_distance_is_the_great_circle(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    towns = edition("capitals").filter(
        (pl.col("system") == "cow")
        & (pl.col("start") <= date(year, 12, 31))
        & (pl.col("end").is_null() | (pl.col("end") >= date(year, 12, 31)))
    )
    points = [towns.filter(ccode=code).select("latitude", "longitude").row(0) for code in (a, b)]
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in points)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    assert made["geography"]["capital_distance"]["value"] == pytest.approx(
        2 * 6371.0088 * asin(sqrt(half)), abs=0.1
    )


def test_contiguity_is_the_lowest_type_of_the_year(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    low, high, read = min(a, b), max(a, b), min(year, 2016)
    rows = (
        edition("contiguity")
        .filter(ccode1=low, ccode2=high)
        .filter(
            (pl.col("start").dt.year() <= read)
            & (pl.col("end").is_null() | (pl.col("end").dt.year() >= read))
        )
    )
    kinds = [kind for kind in rows["conttype"] if kind > 0]
    assert made["geography"]["contiguity"]["value"] == min(kinds, default=0)
    assert made["geography"]["contiguity"]["observed"] == read


def test_shared_institutions_are_the_row_of_the_table(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    value = cell(
        edition("shared_institutions"), "dyadigos", ccode1=min(a, b), ccode2=max(a, b), year=min(year, 2014)
    )
    assert made["geography"]["shared_institutions"]["value"] == value


def test_democracy_is_the_row_of_the_table(case: Case, edition: Edition) -> None:
    made, a, b, year = case
    for side, code in (("a", a), ("b", b)):
        assert made["who"][side]["polyarchy"]["value"] == cell(
            edition("democracy_indices"), "polyarchy", ccode=code, year=year
        )
