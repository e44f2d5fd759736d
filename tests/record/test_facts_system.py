"""Who was in the state system, and who was strong: facts that can be checked against the lists' own documents."""

from datetime import date

import polars as pl
import pytest

D = date


@pytest.mark.parametrize(
    ("system", "ccode", "start", "end"),
    [
        # Correlates of War, State System Membership v2016, codebook and list.
        ("cow", 630, D(1855, 1, 1), None),
        ("cow", 2, D(1816, 1, 1), None),
        ("cow", 255, D(1990, 10, 3), None),
        ("cow", 265, D(1954, 3, 25), D(1990, 10, 2)),
        ("cow", 817, D(1954, 6, 4), D(1975, 4, 30)),
        ("cow", 626, D(2011, 7, 9), None),
        ("cow", 300, D(1816, 1, 1), D(1918, 11, 12)),
        # Gleditsch and Ward (1999), list of independent states: Persia and China from 1816, Tibet 1913-1950.
        ("gw", 630, D(1816, 1, 1), None),
        ("gw", 710, D(1816, 1, 1), None),
        ("gw", 711, D(1913, 1, 1), D(1950, 10, 1)),
    ],
)
def test_membership(edition, system, ccode, start, end):
    rows = edition("memberships").filter(system=system, ccode=ccode)
    assert (start, end) in rows.select("start", "end").rows()


def test_members_of_the_cow_system_in_2016(edition):
    """The list counts 195 members at the end of 2016."""
    alive = edition("memberships").filter((pl.col("system") == "cow") & pl.col("end").is_null())
    assert alive.height == 195
    assert alive["extended"].all()


@pytest.mark.parametrize(
    ("year", "order"),
    [
        # National Material Capabilities: Singer, Bremer and Stuckey (1972) and later releases.
        (1816, [200, 365, 220]),
        (1914, [2, 255, 200, 365]),
        (1938, [2, 365, 255]),
        (1960, [2, 365, 710]),
        (2022, [710, 2, 750, 365, 740]),
    ],
)
def test_rank_by_capability(edition, year, order):
    ranked = edition("capabilities").filter(year=year).sort("cinc", descending=True)
    assert ranked["ccode"].head(len(order)).to_list() == order


def test_cinc_sums_to_about_one_in_every_year(edition):
    """The index is a share of the system; where a component is unknown the published index is the mean of the others, so that the sum
    is not exact: at most 7.5 % off, in the 1860s.
    """
    sums = edition("capabilities").group_by("year").agg(pl.col("cinc").sum())
    assert sums.filter((pl.col("cinc") - 1).abs() > 0.075).is_empty()


def test_cinc_is_the_mean_of_the_shares_that_are_known(edition):
    """Recomputed from the six components for one state and year: United Kingdom 1900."""
    frame = edition("capabilities").filter(year=1900)
    parts = ["milex", "milper", "irst", "pec", "tpop", "upop"]
    shares = frame.select("ccode", *(pl.col(p) / pl.col(p).sum() for p in parts)).filter(ccode=200)
    mean = sum(shares.select(parts).row(0)) / 6
    assert frame.filter(ccode=200)["cinc"].item() == pytest.approx(mean, abs=0.003)


@pytest.mark.parametrize(
    ("ccode", "year", "name"),
    [
        (630, 1900, "Persia"),
        (630, 2022, "Iran"),
        (365, 1939, "Soviet Union"),
        (365, 1900, "Russia"),
        (640, 1900, "Ottoman Empire"),
        (255, 1866, "Prussia"),
        (255, 1900, "Germany"),
        (490, 1980, "Zaire"),
        (300, 1900, "Austria-Hungary"),
        (345, 1970, "Yugoslavia"),
    ],
)
def test_usual_name(edition, ccode, year, name):
    names = edition("state_names").filter(
        (pl.col("ccode") == ccode)
        & (pl.col("kind") == "usual")
        & (pl.col("first") <= year)
        & (pl.col("last") >= year)
    )
    assert names["name"].to_list() == [name]


def test_every_state_has_one_usual_name_in_every_year_of_membership(edition):
    spells = edition("memberships").select(
        "ccode", first=pl.col("start").dt.year(), last=pl.col("end").dt.year().fill_null(2025)
    )
    years = spells.select("ccode", year=pl.int_ranges("first", pl.col("last") + 1)).explode("year").unique()
    usual = edition("state_names").filter(kind="usual")
    joined = years.join(usual, on="ccode", how="left").filter(pl.col("year").is_between("first", "last"))
    counts = joined.group_by("ccode", "year").len()
    assert counts.height == years.height
    assert counts["len"].max() == 1


@pytest.mark.parametrize(
    ("institution", "on", "members"),
    [
        # United Nations, Growth in membership: 51 founders in 1945, 193 since 2011.
        ("un", D(1945, 12, 31), 51),
        ("un", D(2012, 1, 1), 193),
        # European Union: six founders, 9 from 1973, 12 from 1986, 15 from 1995, 25 from 2004, 27 from 2020.
        ("eu", D(1960, 1, 1), 6),
        ("eu", D(1973, 1, 1), 9),
        ("eu", D(1986, 1, 1), 12),
        ("eu", D(1995, 1, 1), 15),
        ("eu", D(2004, 5, 1), 25),
        ("eu", D(2013, 7, 1), 28),
        ("eu", D(2021, 1, 1), 27),
        ("nato", D(1949, 9, 1), 12),
        ("nato", D(1953, 1, 1), 14),
        ("nato", D(1956, 1, 1), 15),
        ("nato", D(1983, 1, 1), 16),
        ("nato", D(1999, 4, 1), 19),
        ("nato", D(2004, 5, 1), 26),
        ("nato", D(2009, 5, 1), 28),
        ("nato", D(2018, 1, 1), 29),
        ("nato", D(2020, 4, 1), 30),
        ("nato", D(2023, 5, 1), 31),
        ("nato", D(2024, 4, 1), 32),
        ("csto", D(1995, 1, 1), 9),
        ("csto", D(2000, 1, 1), 6),
        ("csto", D(2007, 1, 1), 7),
        ("csto", D(2013, 1, 1), 6),
        ("sco", D(2001, 7, 1), 6),
        ("sco", D(2018, 1, 1), 8),
        ("sco", D(2024, 1, 1), 9),
        ("sco", D(2025, 1, 1), 10),
        ("brics", D(2010, 1, 1), 4),
        ("brics", D(2012, 1, 1), 5),
        ("brics", D(2024, 6, 1), 9),
        ("brics", D(2025, 2, 1), 10),
        ("gcc", D(1990, 1, 1), 6),
        ("asean", D(1970, 1, 1), 5),
        ("asean", D(2000, 1, 1), 10),
        ("asean", D(2025, 12, 1), 11),
        ("au", D(2003, 1, 1), 52),
        ("au", D(2012, 1, 1), 53),
        ("au", D(2018, 1, 1), 54),
        ("opec", D(1960, 10, 1), 5),
        ("opec", D(1980, 1, 1), 13),
        ("opec", D(2015, 6, 1), 12),
        ("opec", D(2025, 1, 1), 12),
        ("opec_plus", D(2016, 12, 31), 24),
        ("g7", D(1975, 12, 1), 6),
        ("g7", D(2025, 1, 1), 7),
        ("g8", D(2000, 1, 1), 8),
    ],
)
def test_members_of_institutions(edition, institution, on, members):
    rows = edition("institution_members").filter(
        (pl.col("institution") == institution)
        & (pl.col("start") <= on)
        & (pl.col("end").is_null() | (pl.col("end") >= on))
    )
    assert rows["ccode"].n_unique() == members


def test_iso_codes_follow_the_contract(edition):
    iso = dict(edition("states").select("ccode", "iso3").iter_rows())
    assert (iso[365], iso[265], iso[315], iso[630]) == ("RUS", "DDR", "CSK", "IRN")
    assert iso[711] is None
