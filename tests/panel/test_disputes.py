"""Disputes in rows: a dispute, pair of states and year."""

from __future__ import annotations

import polars as pl
import pytest

from westphalia import panel
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.world import load

WORLD = load()
EVER = (1816, 2025)
KEY = ["ccode1", "ccode2", "year", "dispnum"]


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("system", ["cow", "gw"])
@pytest.mark.parametrize("disputes", ["gml", "cow"])
@pytest.mark.parametrize("unique", [True, False])
def test_rows_of_the_list_are_used_or_counted(edition, directed, system, disputes, unique):
    asked = panel.dispute_dyad_years(WORLD, EVER, directed, system, disputes, unique)
    rows = asked.collect()
    assert not rows.select(asked.keys).is_duplicated().any()
    assert rows.equals(rows.sort(asked.keys))
    listed = edition("dispute_dyad_years").filter(list=disputes)
    assert rows.height + sum(asked.dropped().values()) == listed.height // (1 if directed else 2)
    if unique:
        assert not rows.select(asked.keys[:3]).is_duplicated().any()


@pytest.mark.parametrize("unique", [True, False])
def test_values_are_those_of_the_list(edition, unique):
    rows = panel.dispute_dyad_years(WORLD, EVER, unique=unique).collect()
    listed = edition("dispute_dyad_years").filter(pl.col("list") == "gml", pl.col("kept") | (not unique))
    listed = listed.sort(KEY).cast({pl.Boolean: pl.Int8}).select(rows.columns)
    assert rows.equals(listed)


def test_the_cuban_missile_crisis():
    rows = panel.dispute_dyad_years(WORLD, (1962, 1962), directed=False).collect()
    crisis = rows.filter(dispnum=61, ccode1=2, ccode2=365)
    assert crisis.select("onset", "hostlev", "fatality", "sidea1").rows() == [
        (1, 4, 0, crisis["sidea1"].item())
    ]


def test_sides_change_places():
    rows = panel.dispute_dyad_years(WORLD, (1900, 1950)).collect()
    turned = rows.rename(
        {
            a: a[:-1] + {"1": "2", "2": "1"}[a[-1]]
            for a in ("ccode1", "ccode2", "sidea1", "sidea2", "hostlev1", "hostlev2")
        }
    )
    names = [*KEY, "sidea1", "sidea2", "hostlev1", "hostlev2", "fatality"]
    assert turned.select(names).sort(KEY).equals(rows.select(names))
    assert (rows["sidea1"] + rows["sidea2"] == 1).all()


def test_gleditsch_ward_codes_follow_the_state():
    rows = panel.dispute_dyad_years(WORLD, (1991, 2010), directed=False, system="gw").collect()
    cow = panel.dispute_dyad_years(WORLD, (1991, 2010), directed=False).collect()
    germany = cow.filter((pl.col("ccode1") == 255) | (pl.col("ccode2") == 255))
    found = rows.filter((pl.col("gwcode1") == 260) | (pl.col("gwcode2") == 260))
    assert germany.height > 5
    assert set(found["dispnum"]) == set(germany["dispnum"])
    assert (rows["gwcode1"] < rows["gwcode2"]).all()


def test_years_of_peace_count_all_years_of_the_pair():
    rows = (
        panel.dispute_dyad_years(WORLD, (1816, 2010), unique=True)
        .add("spells", "alliances", "majors")
        .collect()
    )
    pairs = panel.dyad_years(WORLD, (1816, 2010)).add("spells", "alliances", "majors").collect()
    joined = rows.select(KEY[:3]).join(pairs, on=KEY[:3], how="left", maintain_order="left")
    assert rows.select(joined.columns).equals(joined)
    assert rows["gmlmidspell"].max() > 50


def test_a_contemporary_does_not_know_how_open_disputes_end():
    asked = panel.dispute_dyad_years(WORLD.as_of(1940), (1930, 1945))
    rows = asked.collect()
    assert rows["year"].max() == 1940
    still_on = rows.filter(dispnum=258)  # the Second World War
    assert still_on.height > 0
    assert still_on["fatality"].null_count() == still_on.height


def test_only_its_own_source_is_cited():
    assert "gml_mid_2_2_1" in panel.dispute_dyad_years(WORLD, EVER).versions()
    assert "gml_mid_2_2_1" not in panel.dispute_dyad_years(WORLD, EVER, disputes="cow").versions()
    assert "cow_mid_5" in panel.dispute_dyad_years(WORLD, EVER, disputes="cow").versions()


def test_book_has_every_column():
    asked = panel.dispute_dyad_years(WORLD, EVER, disputes="cow").add("majors")
    assert asked.describe()["column"].to_list() == asked.collect().columns[3:]
    assert asked.coverage()["dispnum"] == (1816, 2014)
    assert asked.columns["dispnum"] == "dispute-dyad-years"


def test_errors():
    with pytest.raises(NotUnderstood, match="'gml' or 'cow'"):
        panel.dispute_dyad_years(WORLD, EVER, disputes="mid")
    with pytest.raises(NotUnderstood, match=r"dispnum.*already"):
        panel.dispute_dyad_years(WORLD, EVER).add("dispute-details")
    with pytest.raises(NoAnswer, match="2010"):
        panel.dispute_dyad_years(WORLD, (2015, 2020)).collect()


def test_the_exclusion_rules():
    """The published choice is an onset, then deaths (unknown as none), hostility, length, reciprocation and the earlier month."""
    order = ["onset", "fatality", "hostlev", "mindur", "maxdur", "recip", "stmon"]
    listed = panel.dispute_dyad_years(WORLD, EVER).collect().with_columns(pl.col("fatality").fill_null(0))
    first = listed.sort(order, descending=[True] * 6 + [False]).unique(KEY[:3], keep="first")
    chosen = panel.dispute_dyad_years(WORLD, EVER, unique=True).collect()
    assert first.select(KEY).sort(KEY).equals(chosen.select(KEY))
