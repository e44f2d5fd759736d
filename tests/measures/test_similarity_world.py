"""Similarity of the votes and alliances of the record: known facts, worlds of the past, and the reference samples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from westphalia.measures import similarity_alliances as alliances
from westphalia.measures import similarity_votes as votes
from westphalia.measures.reading import series

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
MEASURES = {measure.name: measure for measure in (*votes.MEASURES, *alliances.MEASURES)}
KEYS = ["ccode1", "ccode2", "year"]
ADDED = pl.col("source_rcid").is_between(5500, 8999) & (pl.col("session") >= 52) & (pl.col("year") <= 2015)
PARTS = pl.col("year").is_in([2016, 2017]) & (pl.col("paragraph") | pl.col("amendment"))
SAME_VOTES = (pl.col("year") <= 2016) | (pl.col("year") == 2018)


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def of_alliances(world):
    return alliances.similarity(world)


@pytest.fixture(scope="module")
def of_votes(world):
    return votes.similarity(world)


def reference(name):
    path = REFERENCE / f"{name}_similarity_sample5000.parquet"
    if not path.is_file():
        pytest.skip(f"the reference sample is not here ({path})")
    return pl.read_parquet(path).with_columns(pl.col(KEYS).cast(pl.Int16))


def differences(ours, theirs, columns):
    both = theirs.join(ours, on=KEYS, how="left", suffix="_ours")
    return {
        name: (
            both.select((pl.col(name) - pl.col(f"{name}_ours")).abs().max()).item(),
            both.select((pl.col(name).is_null() != pl.col(f"{name}_ours").is_null()).sum()).item(),
        )
        for name in columns
    }


def test_alliances_equal_the_reference(of_alliances):
    # kallyv of the reference weighs by ranks of the levels that a pair uses; kallyv_valueweights is the right one.
    theirs = reference("alliance")
    names = [name for name in theirs.columns if name not in (*KEYS, "kallyv")]
    for name, (farthest, unknown) in differences(of_alliances, theirs, names).items():
        assert farthest < 1e-9, name
        assert unknown == 0, name


def test_votes_equal_the_reference(world):
    # The reference is from a later release of the votes, without the votes on paragraphs and amendments numbered apart in ours
    # since 1997, and with China's of 1971 until November left out; those of 2017 and from 2019 differ roll call by roll call.
    calls = world.table("roll_calls").filter((ADDED | PARTS).fill_null(False).not_()).collect()["rcid"]
    china = (pl.col("year") == 1971) & (pl.col("ccode2") == 710)
    theirs = reference("un").filter(SAME_VOTES & ~china)
    assert theirs.height > 4300
    ours = votes.similarity(world, calls=calls.to_list())
    for name, (farthest, unknown) in differences(ours, theirs, theirs.columns[3:]).items():
        assert farthest < 1e-9, name
        assert unknown == 0, name


def test_every_pair_of_the_system_once(world, of_alliances):
    for year in (1816, 1914, 2018):
        rows = of_alliances.filter(year=year)
        n = len(world.members(year, "cow"))
        assert rows.height == n * (n - 1) // 2
        assert rows["n"].unique().to_list() == [n]
    assert not of_alliances.select(KEYS).is_duplicated().any()
    assert (of_alliances["ccode1"] < of_alliances["ccode2"]).all()
    assert of_alliances["year"].max() == 2018


def test_blocs(of_alliances, of_votes):
    # 1914: Germany stands with Austria-Hungary, not with Russia. 1975: the Warsaw Pact against the North Atlantic Treaty.
    value = {
        row[:2]: row[2]
        for row in of_alliances.filter(year=1914).select("ccode1", "ccode2", "taub").iter_rows()
    }
    assert value[255, 300] > 0.8 > value[255, 365]
    value = {
        row[:2]: row[2]
        for row in of_alliances.filter(year=1975).select("ccode1", "ccode2", "sallyva").iter_rows()
    }
    assert value[2, 200] > value[2, 365]
    assert value[290, 365] > value[200, 365]
    # The Soviet Union's allies voted with it; Israel with the United States.
    value = {
        row[:2]: row[2]
        for row in of_votes.filter(year=1975).select("ccode1", "ccode2", "kappa_w").iter_rows()
    }
    assert value[290, 365] > 0.9 > 0 > value[2, 365]
    value = {
        row[:2]: row[2]
        for row in of_votes.filter(year=2018).select("ccode1", "ccode2", "kappa_w").iter_rows()
    }
    assert value[2, 666] > value[2, 200] > value[2, 365]


def test_the_votes_of_a_pair_counted_by_hand(world, of_votes):
    mine, yours = (world.table("votes").filter(ccode=code, year=1985).collect() for code in (2, 365))
    both = mine.join(yours, on="rcid")
    row = of_votes.filter(ccode1=2, ccode2=365, year=1985).row(0, named=True)
    assert row["n"] == both.height
    assert row["agreement"] == pytest.approx((both["vote"] == both["vote_right"]).mean())
    assert row["s_abs"] == pytest.approx(1 - (both["vote"] - both["vote_right"]).abs().mean())


def test_capability_makes_the_great_powers_count(world, of_alliances):
    [year] = alliances.portfolios(world, (1914, 1914))
    i, j = (int(np.searchsorted(year.states, code)) for code in (255, 365))
    apart = np.abs(year.obligations[i] - year.obligations[j])
    known = ~np.isnan(year.capability)
    share = (apart * year.capability)[known].sum() / year.capability[known].sum()
    row = of_alliances.filter(ccode1=255, ccode2=365, year=1914).row(0, named=True)
    assert row["sallywva"] == pytest.approx(1 - 2 * share / 3)
    assert row["sallywva"] < row["sallyva"]


def test_obligations(world):
    # The German-Soviet treaty of 23 August 1939: non-aggression (Article I), consultation (III), no part in groupings against the other (IV).
    # The North Atlantic Treaty is defence (Article 5).
    [year] = alliances.portfolios(world, (1940, 1940))
    at = {int(code): place for place, code in enumerate(year.partners)}
    assert year.obligations[at[255], at[365]] == 2
    assert year.obligations[at[2], at[255]] == 0
    assert (np.diag(year.obligations) == 3).all()
    [year] = alliances.portfolios(world, (1950, 1950), states=[2])
    assert year.obligations[0, np.searchsorted(year.partners, 220)] == 3


def test_nothing_past_what_is_coded_or_known(world):
    assert alliances.similarity(world, (2019, 2022)).is_empty()
    then = world.as_of(1990)
    assert alliances.similarity(then, (1989, 1995))["year"].unique().to_list() == [1989, 1990]
    assert votes.similarity(then, (1989, 1995))["year"].unique().sort().to_list() == [1989, 1990]


def test_one_year_is_that_year_of_all(world, of_alliances, of_votes):
    assert alliances.similarity(world, (1970, 1970)).equals(of_alliances.filter(year=1970))
    assert votes.similarity(world, (1970, 1970)).equals(of_votes.filter(year=1970))


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("s_votes", "s_abs"),
        ("kappa_votes", "kappa_w"),
        ("s_alliances", "sallyva"),
        ("tau_b_alliances", "taub"),
    ],
)
def test_the_measure_of_a_pair_is_its_column(world, of_alliances, of_votes, name, column):
    frame = of_votes if name.endswith("votes") else of_alliances
    pair = [world.state("Iran"), world.state("Russia")]
    known = {row.year: row.value for row in series(world, MEASURES[name], pair).rows if row.value is not None}
    expected = frame.filter(ccode1=365, ccode2=630).select("year", column).drop_nulls()
    assert known == pytest.approx(dict(expected.iter_rows()))
