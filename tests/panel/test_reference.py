"""Panels beside those of the R package peacesciencer 1.2.9, made from the same sources (read where present, never kept here)."""

from __future__ import annotations

import os
import re
from pathlib import Path

import polars as pl
import pytest

from sources.adapters.capitals import FAR, kilometres
from sources.source import EVENTS, by_hand
from westphalia import panel
from westphalia.record.geography import capitals
from westphalia.record.world import load

FOLDER = Path(os.environ.get("REFERENCE", Path(__file__).parents[2].parent / "shared" / "reference"))
WORLD = load()
ALL = (1816, 2010)
PAIR = ["ccode1", "ccode2", "year"]
STATE = ["ccode", "year"]
MANY = ["contiguity-as-listed", "majors", "disputes", "spells", "capabilities", "democracy", "democracy-as-listed", "alliances", "gdp-as-listed"]  # fmt: skip
WIDE = [
    "capabilities", "democracy", "democracy-as-listed", "archigos", "archigos-as-listed", "majors", "neighbours", "neighbours-as-listed", "gdp-as-listed", "gdp-uncertainty",
    "disputes", "rivalry", "capital-distance", "minimum-distance", "igos", "trade", "fractionalisation", "terrain", "territorial-threat", "civil-wars",
]  # fmt: skip
MADE = [
    "land-contiguity",
    "major-power-dyad",
    "power-ratio",
    "weak-link-democracy",
    "weak-link-income",
    "weak-link-income-as-listed",
]
PLACED = ["Beijing", "Brasilia", "Djibouti", "Koror", "Riyadh", "Tunis"]
SINGLE = 2e-7
"""Simulated GDP is kept in single precision."""

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"reference values are not here ({FOLDER})")


def together(name, found, key):
    reference = pl.read_parquet(FOLDER / f"{name}.parquet")
    found = found.cast(dict.fromkeys(key, pl.Int64))
    return reference, reference.join(found, on=key, how="left", suffix="_found", validate="1:1")


def differ(joined, column, ours=None):
    """Return the rows in which a column is not the package's; its -9 is unknown here."""
    theirs, found = joined[column], joined[ours or f"{column}_found"]
    if theirs.dtype == pl.String:
        return joined.filter(theirs.ne_missing(found))
    theirs, found = theirs.cast(pl.Float64).replace(-9.0, None) if "deaths" in column else theirs.cast(pl.Float64), found.cast(pl.Float64)  # fmt: skip
    far = ((theirs - found).abs() > 1e-9 + SINGLE * theirs.abs()).fill_null(False)
    return joined.filter(far | (theirs.is_null() != found.is_null()))


def as_listed(found):
    """Return a panel in which columns as the package has them stand for ours."""
    of = ("conttype", "polity2", "v2x_polyarchy", "mrgdppc", "pwtrgdp", "pwtpop")
    names = {f"{name}_listed{side}": f"{name}{side}" for name in of for side in ("", "1", "2")}
    return found.drop(
        [ours for theirs, ours in names.items() if theirs in found.columns], strict=False
    ).rename(names, strict=False)


def compare(name, found, key):
    found = as_listed(found)
    reference, joined = together(name, found, key)
    columns = [column for column in reference.columns if column in found.columns and column not in key]
    for column in columns:
        assert differ(joined, column).height == 0, column
    return columns


def test_directed_dyad_years():
    found = panel.dyad_years(WORLD, ALL).add(*MANY, "dispute-details", "gdp-uncertainty").collect()
    assert len(compare("full_directed_sample5000", found, PAIR)) == 52


def test_politically_relevant_dyads():
    asked = panel.dyad_years(WORLD, ALL, directed=False).filter(politically_relevant="as-listed")
    found = asked.add(*MANY).collect()
    assert found.height == 111_991
    assert len(compare("dangerous_dyads_sample5000", found, PAIR)) == 30


def test_what_models_of_dangerous_dyads_are_made_of():
    """The package divides by the capability of the larger code's state where that is 0, and takes the spell of contiguity listed first."""
    asked = panel.dyad_years(WORLD, ALL, directed=False).filter(politically_relevant="as-listed")
    found = asked.add("contiguity", "contiguity-as-listed", *MADE).collect().drop("conttype")
    _, joined = together("dangerous_dyads_sample5000", found, PAIR)
    for column in ("cowmajdyad", "milit1", "milit2", "minmilit", "cincprop", "mindemest"):
        assert differ(joined, column).height == 0, column
    assert differ(joined, "minmgdppc", "minmgdppc_listed").height == 0
    without = differ(
        joined, "minmgdppc"
    )  # where the income of one is what the model supposes of a state without data
    assert 0 < without.height < 1000
    assert without["minmgdppc_found"].is_null().all()
    apart = differ(joined, "landcontig")
    assert apart.height < 50
    assert ((apart["conttype_listed"] != 1) & (apart["landcontig_found"] == 1)).all()


def test_state_years():
    found = (
        panel.state_years(WORLD, (1816, 2025))
        .add("capabilities", "democracy", "democracy-as-listed")
        .collect()
    )
    assert len(compare("stateyears_basic_sample2000", found, STATE)) == 11


@pytest.fixture(scope="module")
def joined():
    found = panel.state_years(WORLD, ALL).add(*WIDE).collect()
    reference, both = together("stateyears_wide_sample2000", as_listed(found), STATE)
    assert both.height == 2000
    assert set(reference.columns) - set(as_listed(found).columns) == {"cw_name"}
    return both


class TestWideStateYears:
    def test_what_is_the_same(self, joined):
        other = {"leadertransition", "irregular", "n_leaders", "jan1obsid", "dec31obsid", "land", "sea", "imports", "exports", "mincapdist", "minmindist"}  # fmt: skip
        columns = [c.removesuffix("_found") for c in joined.columns if c.endswith("_found")]
        same = [c for c in columns if c not in other and not c.startswith("gmlmid")]
        assert len(same) == 43
        for column in same:
            assert differ(joined, column).height == 0, column

    def test_least_distances_differ_only_where_they_were_put_right(self, joined):
        """Neighbours touch, and Cuba and Russia are near the United States (the table of corrections)."""
        told = (
            WORLD.table("corrections").filter(table="minimum_distance").select("key", "corrected").collect()
        )
        codes = {int(code) for key in told["key"] for code in re.findall(r"ccode\d=(\d+)", key)}
        apart = differ(joined, "minmindist")
        assert 0 < apart.height < 40
        assert set(apart["ccode"]) <= codes
        assert (apart["minmindist_found"] < apart["minmindist"]).all()

    def test_capitals_differ_only_near_one_that_was_put_right(self, joined):
        """The package has Ankara from 1816, Brasilia, Riyadh and Tunis in the middle of their states, and others (capitals.yaml)."""
        coded = by_hand(EVENTS / "capitals.yaml")
        right = capitals(WORLD, "cow").frame.with_columns(pl.col("capital").is_in(PLACED).alias("placed"))
        near = set(coded["seats"]) | set(right.filter("placed")["code"])
        towns = right.select("code", "latitude", "longitude").unique()
        apart = differ(joined, "mincapdist")
        assert 100 < apart.height < 300
        for ccode, ours, theirs in apart.select("ccode", "mincapdist_found", "mincapdist").iter_rows():
            own = towns.filter(code=ccode).select("latitude", "longitude").rows()
            others = towns.filter(pl.col("code").is_in(near)).select("latitude", "longitude").rows()
            least = min(kilometres(here, there) for here in own for there in others)
            assert ccode in near or least < max(ours, theirs) + FAR, ccode

    def test_spells_of_contiguity_listed_first(self, joined):
        for column in ("land", "sea"):
            assert differ(joined, column, f"{column}_listed").height == 0
        assert differ(joined, "land").height > 0

    def test_leaders_of_states_outside_the_other_list(self, joined):
        """The package has leaders only where the state was in the Gleditsch-Ward list too (not Morocco of 1905-11)."""
        for column in ("leadertransition", "n_leaders", "jan1obsid", "dec31obsid", "irregular_listed"):
            of = column.removesuffix("_listed")
            apart = differ(joined, of, column if of != column else None)
            assert (apart[of].is_null()).all(), column
            assert apart.height == 6

    def test_irregular_transitions_are_those_of_the_year(self, joined):
        """The package counts a transition as irregular when a leader of the year is ousted in any later year."""
        apart = differ(joined.filter(pl.col("irregular").is_not_null()), "irregular")
        assert 0 < apart.height < 40
        arbenz = joined.filter(ccode=90, year=1951)  # Arbenz came by election in 1951 and was ousted in 1954
        assert (arbenz["irregular"].item(), arbenz["irregular_found"].item()) == (1, 0)

    def test_trade_of_luxembourg(self, joined):
        """The package gives Luxembourg the trade of the union with Belgium, and West Germany of 1960-89 none: it stands under Germany's code in the source."""
        apart = differ(joined, "imports")
        assert apart.filter(ccode=212).height == 6
        west = apart.filter(pl.col("ccode") != 212)
        assert 0 < west.height < 10
        assert (west["ccode"] == 260).all()
        assert west["year"].is_between(1960, 1989).all()
        assert west["imports"].is_null().all()

    def test_disputes_before_leaders_are_coded(self, joined):
        """The package drops a state's dispute where no leader is coded on either side; the dyad-years have it."""
        for column in ("gmlmidongoing", "gmlmidonset", "gmlmidongoing_init", "gmlmidonset_init"):
            apart = differ(joined, column)
            assert 0 < apart.height < 40
            assert (apart[f"{column}_found"] > apart[column]).all()
        people = WORLD.table("dispute_participants").filter(list="gml").collect()
        led = people.group_by("dispnum").agg(pl.col("obsid_start").is_not_null().any().alias("led"))
        years = pl.int_ranges(pl.col("start").dt.year(), pl.col("end").dt.year() + 1, dtype=pl.Int64)
        of_year = people.join(led, on="dispnum").with_columns(years.alias("year")).explode("year")
        dropped = of_year.group_by(pl.col("ccode").cast(pl.Int64), "year").agg(pl.col("led").any())
        apart = differ(joined, "gmlmidongoing").join(dropped, on=STATE, how="left")
        assert not apart["led"].any()
        assert apart["led"].null_count() == 0


@pytest.mark.parametrize(
    ("name", "addition", "named"),
    [
        (
            "un_similarity_sample5000",
            "similarity-votes",
            {"n": "vote_n", "s_abs": "svotea", "s_sq": "svotes", "pi": "pvote", "kappa": "kvote", "kappa_w": "kvote_w", "taub": "vote_taub"},
        ),
        (
            "alliance_similarity_sample5000",
            "similarity-alliances",
            {"sallyva": "sallyva_found", "sallyvs": "sallyvs_found", "sallyba": "sallyba_found", "kallyv_valueweights": "kallyv_found", "taub": "ally_taub", "pallyv": "pallyv_found", "pallyb": "pallyb_found", "kallyv_nominal": "kallyv_nominal_found", "kallyb": "kallyb_found"},
        ),
    ],
)  # fmt: skip
def test_similarity(name, addition, named):
    reference = pl.read_parquet(FOLDER / f"{name}.parquet").filter(pl.col("year").is_between(1975, 1984))
    found = panel.dyad_years(WORLD, (1975, 1984)).add(addition).collect().cast(dict.fromkeys(PAIR, pl.Int64))
    joined = reference.join(found, on=PAIR, how="inner", suffix="_found", validate="1:1")
    assert joined.height > 150
    for theirs, ours in named.items():
        apart = (joined[theirs] - joined[ours]).abs() > 1e-9
        assert not apart.any(), theirs
        assert (joined[theirs].is_null() == joined[ours].is_null()).all(), theirs


@pytest.mark.parametrize(
    ("column", "asked"),
    [
        ("cow_stateyears", panel.state_years(WORLD, (1816, 2025))),
        ("gw_stateyears", panel.state_years(WORLD, (1816, 2025), "gw")),
        ("cow_directed_dyadyears", panel.dyad_years(WORLD, (1816, 2025))),
        ("cow_nondirected_dyadyears", panel.dyad_years(WORLD, (1816, 2025), False)),
        ("gw_directed_dyadyears", panel.dyad_years(WORLD, (1816, 2025), True, "gw")),
        ("cow_nondirected_prd", panel.dyad_years(WORLD, (1816, 2016), False).filter(politically_relevant="as-listed")),
    ],
)  # fmt: skip
def test_rows_of_each_year(column, asked):
    reference = (
        pl.read_csv(FOLDER / "counts_by_year.csv", null_values="NA").select("year", column).drop_nulls()
    )
    found = asked.collect().group_by("year").len().cast(pl.Int64)
    joined = reference.join(found, on="year", how="full", coalesce=True)
    assert (joined[column] == joined["len"]).all()


def test_the_closest_contiguity_differs_where_spells_overlap():
    """The package takes the spell listed first, which has Greece and Bulgaria apart until 1944."""
    both = panel.dyad_years(WORLD, ALL, directed=False).add("contiguity", "contiguity-as-listed").collect()
    different = both.filter(pl.col("conttype") != pl.col("conttype_listed"))
    assert (350, 355) in different.select("ccode1", "ccode2").rows()
    assert 0 < different.height < 1000
