"""Trade, finance and energy after the long series end, as customs, central banks and companies told of them."""

from datetime import date

import polars as pl
import pytest

RUSSIA, IRAN, CHINA, USA = 365, 630, 710, 2


def value(edition, table, column="value", **where):
    return edition(table).filter(**where)[column].item()


@pytest.mark.parametrize(
    ("exporter", "importer", "year", "expected"),
    [
        (RUSSIA, IRAN, 2021, 3_070),  # with the next: the turnover of 4.0 billion that Russian customs give
        (IRAN, RUSSIA, 2021, 975),
        (RUSSIA, CHINA, 2021, 68_423),
        (CHINA, RUSSIA, 2021, 72_686),
        (RUSSIA, 640, 2021, 26_516),
    ],
)
def test_russia(edition, exporter, importer, year, expected):
    found = value(edition, "trade_russia", exporter=exporter, importer=importer, year=year)
    assert found == pytest.approx(expected, abs=1)


def test_russia_after_2021_is_not_known(edition):
    """The Fund's rows of 2022 and 2023 are scaled from 2021; the named partners of 2021 are nearly all of 492.0 billion."""
    frame = edition("trade_russia")
    assert (frame["year"].min(), frame["year"].max()) == (2010, 2021)
    assert ((frame["exporter"] == RUSSIA) ^ (frame["importer"] == RUSSIA)).all()
    assert 485_000 < frame.filter(exporter=RUSSIA, year=2021)["value"].sum() < 492_048


def test_iran_by_its_partners(edition):
    """Sanctions: exports of 119 billion in 2011, 66 in 2013, 15 in 2020."""
    frame = edition("trade_mirrored").filter(ccode=IRAN).sort("year")
    exports = dict(frame.select("year", "exports").rows())
    assert [round(exports[year] / 1000) for year in (2011, 2013, 2020)] == [119, 66, 15]
    assert exports[2023] is None
    assert frame.filter("provisional")["year"].to_list() == [2022, 2023]


@pytest.mark.parametrize(
    ("exporter", "importer", "year", "billion"),
    [
        (CHINA, USA, 2018, 504.0),
        (USA, CHINA, 2021, 150.1),
        (RUSSIA, CHINA, 2021, 72.9),
        (670, USA, 2014, 48.4),
        (255, RUSSIA, 2015, 23.2),
    ],
)
def test_thirty(edition, exporter, importer, year, billion):
    found = value(edition, "trade_thirty", exporter=exporter, importer=importer, year=year)
    assert found / 1000 == pytest.approx(billion, abs=0.06)


def test_who_is_not_of_the_thirty(edition):
    frame = edition("trade_thirty")
    states = set(frame["exporter"]) | set(frame["importer"])
    assert not states & {IRAN, 369, 713}
    assert frame["value"].min() > 0
    assert (
        frame.filter(year=2021).filter((pl.col("exporter") == 696) | (pl.col("importer") == 696)).is_empty()
    )


def test_imports_from_china(edition):
    """Russia: 92.7 of 193.3 billion; Taiwan, Other Asia in the source, is here."""
    row = edition("trade_from_china").filter(ccode=RUSSIA).row(0, named=True)
    assert (round(row["from_china"] / 1000, 1), round(row["of_these_products"] / 1000, 1)) == (92.7, 193.3)
    assert row["share"] == pytest.approx(row["from_china"] / row["of_these_products"], abs=1e-4)
    assert {713, IRAN} <= set(edition("trade_from_china")["ccode"])
    assert CHINA not in edition("trade_from_china")["ccode"]


def test_the_union_and_the_east(edition):
    """Eurostat: imports from Russia of 163.6 billion in 2021, 104.0 of them fuels; exports of 89.2. Germany to Kyrgyzstan: 49.6 to 268.4 million."""
    frame = edition("trade_union_east")
    russia = (
        frame.filter(partner=RUSSIA)
        .group_by("year")
        .agg(pl.col("imports", "imports_fuels", "exports").sum() / 1000)
    )
    year = russia.filter(year=2021).row(0, named=True)
    assert [round(year[name], 1) for name in ("imports", "imports_fuels", "exports")] == [163.6, 104.0, 89.2]
    kyrgyz = dict(frame.filter(reporter=255, partner=703).select("year", "exports").rows())
    assert (round(kyrgyz[2021], 1), round(kyrgyz[2022], 1)) == (49.6, 268.4)
    assert dict(frame.select("year", "months").unique().rows()) == {2020: 12, 2021: 12, 2022: 11}
    whole = frame.filter(pl.col("year") < 2022).drop_nulls(["imports", "imports_to_november"])
    assert (whole["imports"] >= whole["imports_to_november"] - 1e-9).all()


@pytest.mark.parametrize(
    ("commodity", "exporter", "importer", "year", "billion"),
    [
        ("wheat", RUSSIA, 651, 2020, 1.95),
        ("wheat", RUSSIA, 651, 2024, 3.06),
        ("wheat", 900, CHINA, 2022, 2.10),
        ("wheat", RUSSIA, 640, 2024, 1.13),  # the ban of June to October
        ("urea", RUSSIA, 750, 2022, 0.61),
    ],
)
def test_commodities(edition, commodity, exporter, importer, year, billion):
    where = {"commodity": commodity, "exporter": exporter, "importer": importer, "year": year}
    assert value(edition, "commodity_imports", **where) / 1000 == pytest.approx(billion, abs=0.006)
    assert edition("commodity_imports").filter(importer=IRAN).is_empty()


def test_straits(edition):
    """Suez: 26,791 ships in 2023, 14,424 in 2024 (attacks in the Red Sea); tankers 763 in December 2023, 387 in February 2024. Kerch after 2022."""
    frame = edition("strait_transits").with_columns(
        pl.col("ships").cast(pl.Int64), year=pl.col("month").dt.year()
    )
    ships = dict(
        frame.group_by("strait", "year")
        .agg(pl.col("ships").sum())
        .select(pl.concat_str("strait", "year", separator=" "), "ships")
        .rows()
    )
    assert (ships["Suez Canal 2023"], ships["Suez Canal 2024"]) == (26_791, 14_424)
    assert (ships["Kerch Strait 2021"], ships["Kerch Strait 2024"]) == (16_533, 1_692)
    suez = dict(frame.filter(strait="Suez Canal").select("month", "tankers").rows())
    assert (suez[date(2023, 12, 1)], suez[date(2024, 2, 1)]) == (763, 387)
    assert (frame["strait"].n_unique(), frame.height) == (28, 28 * 84)


@pytest.mark.parametrize(
    ("exit_", "entry", "year", "bcm"),
    [
        (IRAN, 640, 2019, 7.7),
        (IRAN, 640, 2021, 9.4),
        (RUSSIA, 640, 2021, 26.3),
        (RUSSIA, 255, 2018, 56.8),  # Nord Stream
        (369, 317, 2021, 27.5),
        (370, 290, 2022, 6.1),
        (615, 230, 2021, 7.9),
    ],
)
def test_gas(edition, exit_, entry, year, bcm):
    assert value(edition, "gas_flows", "gas", exit=exit_, entry=entry, year=year) == pytest.approx(
        bcm, abs=0.06
    )


def test_nord_stream_stopped_in_august_2022(edition):
    assert value(edition, "gas_flows", "gas", exit=RUSSIA, entry=255, year=2022) == pytest.approx(
        28.8, abs=0.05
    )


def test_russian_energy_in_china(edition):
    """Customs: 79.6 and 86.2 million tonnes of crude in 2021 and 2022, 40.3 and 58.4 billion; liquefied gas of 2013 is a hole in the source."""
    crude = {
        row["year"]: row for row in edition("china_energy_from_russia").filter(good="crude oil").to_dicts()
    }
    assert [round(crude[year]["weight"] / 1000, 1) for year in (2014, 2016, 2021, 2022)] == [
        33.1,
        52.5,
        79.6,
        86.2,
    ]
    assert [round(crude[year]["value"] / 1000, 1) for year in (2021, 2022)] == [40.3, 58.4]
    assert max(crude) == 2022
    gas = edition("china_energy_from_russia").filter(good="liquefied gas")
    assert 2013 not in gas["year"]
    assert gas.filter(year=2022)["weight"].item() / 1000 == pytest.approx(6.5, abs=0.05)
    piped = edition("china_energy_from_russia").filter(good="pipeline gas", year=2022).row(0, named=True)
    assert piped["weight"] is None
    assert piped["value"] == pytest.approx(3_981, abs=1)


def test_currencies_of_reserves(edition):
    """The Fund's releases: dollar 62.2 per cent at the end of 2009, 58.4 of 2022; renminbi since 2016."""
    world = edition("reserve_currencies").filter(group="world")
    shares = {(row["year"], row["currency"]): row["share"] for row in world.to_dicts()}
    assert [round(shares[year, "dollar"], 1) for year in (2009, 2014, 2016, 2022)] == [62.2, 65.2, 65.4, 58.4]
    assert [round(shares[year, "renminbi"], 2) for year in (2016, 2021, 2022)] == [1.08, 2.80, 2.69]
    assert (2015, "renminbi") not in shares
    sums = edition("reserve_currencies").group_by("group", "year").agg(pl.col("share").sum())["share"]
    assert ((sums - 100).abs() < 0.01).all()


def test_positions_of_banks(edition):
    """Claims on Iran of 26.0 billion in 2007, 4.1 in 2014, 1.6 in 2020; of banks in Britain 5.42 trillion in 2020. West Germany to 1989."""
    frame = edition("bank_positions")
    iran = dict(frame.filter(ccode=IRAN).select("year", "debt_abroad").rows())
    assert [round(iran[year] / 1000, 1) for year in (2007, 2014, 2020)] == [26.0, 4.1, 1.6]
    assert frame.filter(ccode=IRAN)["banks_claims"].null_count() == frame.filter(ccode=IRAN).height
    assert value(edition, "bank_positions", "banks_claims", ccode=200, year=2020) / 1e6 == pytest.approx(
        5.42, abs=0.005
    )
    assert (frame.filter(ccode=260)["year"].max(), frame.filter(ccode=255)["year"].min()) == (1989, 1990)
    assert frame.filter(ccode=RUSSIA).drop_nulls("banks_claims")["year"].min() == 2015


def test_swap_lines(edition):
    """150 billion yuan for Russia since October 2014; the Federal Reserve for Korea in October 2008 and March 2020; none for Iran, none in pools."""
    frame = edition("swap_lines")
    assert frame.filter(lender=CHINA, borrower=RUSSIA)["year"].min() == 2014
    assert {2008, 2009, 2020, 2021} <= set(frame.filter(lender=USA, borrower=732)["year"])
    assert not {2012, 2018} & set(frame.filter(lender=USA, borrower=732)["year"])
    assert frame.filter(lender=CHINA, borrower=160)["year"].min() == 2009
    assert frame.filter((pl.col("lender") == IRAN) | (pl.col("borrower") == IRAN)).is_empty()
    assert (frame["year"].min(), frame["year"].max()) == (2000, 2023)


def test_anchors(edition):
    """Saudi Arabia's riyal on the dollar; Argentina's peg of 2000 and fall of 2019; Poland on the euro; the Soviet bloc; a state's own years alone."""
    frame = edition("exchange_anchors")
    rows = {(row["ccode"], row["year"]): row for row in frame.to_dicts()}
    assert (rows[670, 2019]["anchor"], rows[670, 1990]["anchor"]) == ("USD", "USD")
    assert (rows[160, 2000]["fine"], rows[160, 2019]["regime"]) == (2, "freely falling")
    assert rows[290, 2019]["anchor"] == "EUR"
    assert (rows[RUSSIA, 2000]["anchor"], rows[RUSSIA, 2014]["fine"]) == ("USD", 14)
    assert rows[IRAN, 2019]["regime"] is None
    assert frame.filter(ccode=369)["year"].min() == 1991
    assert (345, 1985) in rows
    assert not {816, 817} & set(frame.filter(pl.col("year") < 1976)["ccode"])


def test_listings_of_the_union(edition):
    """13 September 2022: 1,328 entries over Ukraine, 372 for Syria, 300 Iran, 234 North Korea, 229 Belarus."""
    frame = edition("union_listings").group_by("programme").agg(pl.col("listed").cast(pl.Int64).sum())
    assert {"UKR": 1_328, "SYR": 372, "IRN": 300, "PRK": 234, "BLR": 229}.items() <= dict(
        frame.rows()
    ).items()
