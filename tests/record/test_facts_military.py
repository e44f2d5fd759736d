"""SIPRI Military Expenditure Database, April 2025 (milex.sipri.org), and World Bank MS.MIL.TOTL.P1."""

import polars as pl
import pytest


def one(frame, column, ccode, year):
    return frame.filter(pl.col("ccode") == ccode, pl.col("year") == year)[column].item()


@pytest.mark.parametrize(
    ("ccode", "year", "million"),
    [
        (365, 2021, 68_650),
        (365, 2022, 88_877),
        (365, 2023, 109_204),
        (365, 2024, 150_534),
        (630, 2021, 6_652),
        (630, 2022, 6_995),
        (630, 2024, 6_646),
    ],
)
def test_spending_at_constant_prices(edition, ccode, year, million):
    assert one(edition("military_spending"), "milex_constant", ccode, year) == pytest.approx(million, abs=1.5)


def test_the_united_states_spent_997_billion_in_2024(edition):
    """SIPRI Fact Sheet, Trends in World Military Expenditure, 2024: $997 billion; Russia $149 billion."""
    frame = edition("military_spending")
    assert one(frame, "milex_current", 2, 2024) == pytest.approx(997_000, rel=0.002)
    assert one(frame, "milex_gdp_share", 2, 2024) == pytest.approx(0.034, abs=0.0006)
    assert one(frame, "milex_current", 365, 2024) == pytest.approx(149_000, rel=0.002)
    assert one(frame, "milex_gdp_share", 365, 2024) == pytest.approx(0.071, abs=0.0006)


def test_states_exist_in_their_years_only(edition):
    frame = edition("military_spending")
    years = {c: frame.filter(pl.col("ccode") == c)["year"] for c in (255, 260, 265, 315, 316, 369)}
    assert years[255].min() == 1991
    assert years[260].max() == 1990
    assert years[265].max() == 1989
    assert years[315].max() == 1992
    assert years[316].min() == 1993
    assert years[369].min() >= 1991


def test_a_state_with_an_army_never_spends_nothing(edition):
    """Only Haiti (no army 1995-2017), Costa Rica, Panama and Iceland have no armed forces in these years."""
    zero = edition("military_spending").filter(
        pl.any_horizontal(pl.col("milex_constant", "milex_current") == 0)
    )
    assert set(zero["ccode"].unique()) == {41, 94, 95, 395}
    assert one(edition("military_spending"), "milex_current", 94, 2020) == 0


def test_east_germany_had_no_rate_of_exchange(edition):
    assert one(edition("military_spending"), "milex_current", 265, 1980) is None


def test_the_soviet_union_outspent_russia(edition):
    frame = edition("military_spending")
    assert one(frame, "milex_constant", 365, 1988) > 5 * one(frame, "milex_constant", 365, 1992)


@pytest.mark.parametrize(
    ("ccode", "year", "persons"),
    [(365, 2020, 1_454_000), (630, 2020, 650_000), (2, 1985, 2_151_600), (260, 1985, 478_000)],
)
def test_personnel(edition, ccode, year, persons):
    assert one(edition("military_personnel"), "personnel", ccode, year) == persons


def test_personnel_ends_in_2020(edition):
    assert edition("military_personnel")["year"].max() == 2020
