"""Oil and gas as the world recorded them.

References: Energy Institute, Statistical Review 2025; OPEC Annual Statistical Bulletin 2023; Yergin, The
Prize (1991); American Petroleum Institute, Petroleum Facts and Figures (1959); Council Regulation (EU)
267/2012.
"""

from __future__ import annotations

import polars as pl
import pytest

EI, OPEC, EIA, OLD = "energy_institute_2025", "opec_asb_2023", "eia_2020", "etemad_luciani"


@pytest.fixture(scope="module")
def oil(edition) -> pl.DataFrame:
    return edition("oil")


def figure(table: pl.DataFrame, ccode: int, year: int, source: str, column: str) -> float | None:
    found = table.filter((pl.col("ccode") == ccode) & (pl.col("year") == year) & (pl.col("source") == source))
    return found[column].item() if found.height else None


@pytest.mark.parametrize(
    ("year", "production"), [(2011, 4452), (2013, 3609), (2017, 4939), (2019, 3502), (2023, 4573)]
)
def test_iranian_oil_falls_and_rises_with_sanctions(oil, year, production):
    assert figure(oil, 630, year, EI, "production") == pytest.approx(production, abs=1)


def test_iranian_crude_exports(oil):
    """OPEC bulletin 2023, table 5.2."""
    published = [2248, 2537, 2102, 1215, 1109, 1081, 1922, 2125, 1850, 651, 404, 763, 901]
    assert [round(figure(oil, 630, 2010 + i, OPEC, "crude_exports")) for i in range(13)] == published


def test_russian_and_saudi_crude_exports(oil):
    assert round(figure(oil, 365, 2022, OPEC, "crude_exports")) == 4780
    assert round(figure(oil, 670, 2021, OPEC, "crude_exports")) == 6227
    assert round(figure(oil, 670, 2022, OPEC, "crude_exports")) == 7364


@pytest.mark.parametrize("year", range(1980, 1990))
def test_the_soviet_union_pumped_twelve_million_barrels_a_day(oil, year):
    assert 11_600 < figure(oil, 365, year, EI, "production") < 12_600
    assert 11_400 < figure(oil, 365, year, OPEC, "production") < 12_600


def test_the_soviet_union_is_one_state_until_1991(oil):
    successors = [369, 370, 371, 373, 701, 704, 705]
    assert oil.filter(pl.col("ccode").is_in(successors) & (pl.col("year") <= 1991)).is_empty()
    assert figure(oil, 365, 1992, EI, "production") < 8_000
    assert figure(oil, 705, 1992, EI, "production") == pytest.approx(569, abs=1)


def test_russia_was_the_first_producer_of_1901(oil):
    """Russia 85 million barrels, the United States 69 (Petroleum Facts and Figures)."""
    russia, america = figure(oil, 365, 1901, OLD, "production"), figure(oil, 2, 1901, OLD, "production")
    assert russia == pytest.approx(85_168 / 365, rel=0.03)
    assert america == pytest.approx(69_389 / 365, rel=0.04)


def test_old_units_agree_with_american_barrels(oil):
    """1913: 248.4 million barrels; 1950: 1,973.6 million (Petroleum Facts and Figures)."""
    assert figure(oil, 2, 1913, OLD, "production") == pytest.approx(248_446 / 365, rel=0.03)
    assert figure(oil, 2, 1950, OLD, "production") == pytest.approx(1_973_574 / 365, rel=0.03)


def test_nationalisation_shut_iranian_oil(oil):
    """After the boycott that followed the nationalisation of 1951, output fell to a twentieth."""
    before, after = figure(oil, 630, 1950, OLD, "production"), figure(oil, 630, 1952, OLD, "production")
    assert 600 < before < 700
    assert after < before / 20


def test_the_gulf_war_shut_iraqi_and_kuwaiti_oil(oil):
    assert figure(oil, 645, 1991, OPEC, "crude_exports") == 39
    assert figure(oil, 690, 1991, EI, "production") < 200 < 900 < figure(oil, 690, 1990, EI, "production")


def test_eia_and_opec_agree_on_crude_exports(oil):
    pair = oil.filter(pl.col("source") == OPEC).join(
        oil.filter(pl.col("source") == EIA), on=["ccode", "year"]
    )
    big = pair.filter(pl.col("crude_exports_right") > 1000).select(
        pl.col("crude_exports") / pl.col("crude_exports_right")
    )
    assert big.height > 300
    assert big.to_series().drop_nulls().median() == pytest.approx(1, abs=0.01)


def test_germany_is_not_one_state_before_1991(oil):
    years = oil.filter((pl.col("ccode") == 255) & (pl.col("source") != EIA))["year"]
    assert not years.is_between(1946, 1990).any()


def test_the_embargo_ended_iranian_crude_for_europe(edition):
    """OPEC bulletin 2023, table 5.1: 743 thousand barrels a day in 2017, 4 in 2020; China 585 in 2018 and 78
    in 2020.
    """
    sold = edition("oil_destinations").filter(pl.col("exporter") == 630)
    kbd = {
        (place, year): round(value)
        for place, year, value in sold.select("destination", "year", "crude").iter_rows()
    }
    assert [kbd["OECD Europe", year] for year in (2017, 2018, 2019, 2020)] == [743, 443, 60, 4]
    assert [kbd["China", year] for year in (2018, 2020)] == [585, 78]


def test_destinations_add_up_to_exports(edition, oil):
    parts = edition("oil_destinations").group_by("exporter", "year").agg(pl.col("crude").sum())
    whole = oil.filter(pl.col("source") == OPEC).select(
        pl.col("ccode").alias("exporter"), "year", "crude_exports"
    )
    both = parts.join(whole, on=["exporter", "year"])
    assert both.height == parts.height
    assert ((both["crude"] - both["crude_exports"]).abs() <= 0.01 * both["crude_exports"] + 1).all()


def test_russian_oil_exports_after_the_invasion(edition):
    """Energy Institute 2025: 7,811 thousand barrels a day in 2021, 7,631, 6,821 and 7,043 after."""
    russia = (
        edition("oil_area_trade").filter((pl.col("area") == "Russia") & (pl.col("year") >= 2021)).sort("year")
    )
    assert [round(value) for value in russia["oil"]] == [7811, 7631, 6821, 7043]


def test_what_areas_sell_is_what_areas_buy(edition):
    sums = (
        edition("oil_area_trade")
        .group_by("year", "flow")
        .agg(pl.col("oil").sum())
        .pivot(on="flow", index="year", values="oil")
    )
    assert ((sums["import"] - sums["export"]).abs() < 0.005 * sums["import"]).all()


def test_gas(edition):
    """The United States passed a trillion cubic metres in 2023; Russian exports fell after 2021; Qatar ships
    about 130.
    """
    gas = edition("gas")
    assert figure(gas, 2, 2024, EI, "production") == pytest.approx(1033, abs=1)
    assert figure(gas, 365, 2021, OPEC, "exports") > figure(gas, 365, 2022, OPEC, "exports") + 50
    assert 120 < figure(gas, 694, 2021, OPEC, "exports") < 140


def test_no_country_row_is_the_world(oil):
    """World production of 2022 was 93.8 million barrels a day (Energy Institute); the states listed make up
    nearly all.
    """
    listed = oil.filter((pl.col("source") == EI) & (pl.col("year") == 2022))["production"].sum()
    assert 0.97 * 93_850 < listed <= 93_900


def test_oil_between_areas(edition):
    """Russia sold Europe 259 million tonnes in 2019 and 66 in 2024 (Statistical Review 2020 and 2025, crude and products)."""
    table = edition("oil_area_flows").filter(exporter="Russia", importer="Europe")
    sold = dict(zip(table["year"], table["oil"], strict=True))
    assert sold[2019] == pytest.approx(259.1, abs=0.1)
    assert sold[2024] == pytest.approx(66.2, abs=0.1)


def test_gas_between_areas(edition):
    """Russia sold 44 billion cubic metres liquefied and 108 by pipeline in 2024 (Statistical Review 2025)."""
    table = edition("gas_area_flows").filter(exporter="Russia", year=2024)
    sums = {mode: table.filter(pl.col("mode") == mode)["gas"].sum() for mode in ("liquid", "pipeline")}
    assert sums["liquid"] == pytest.approx(44.3, abs=0.2)
    assert sums["pipeline"] == pytest.approx(108.2, abs=0.2)


def test_spot_prices_of_crudes(edition):
    """Urals was quoted 23 dollars under Brent in 2022 and a dollar and a half in 2021 (OPEC bulletin 2023, table 7.2)."""
    table = edition("oil_spot_prices").filter(pl.col("crude").is_in(["Urals", "BrentDated"]))
    price = {(row["crude"], row["year"]): row["price"] for row in table.iter_rows(named=True)}
    assert price["BrentDated", 2022] - price["Urals", 2022] == pytest.approx(22.6, abs=0.1)
    assert price["BrentDated", 2021] - price["Urals", 2021] == pytest.approx(1.4, abs=0.1)
