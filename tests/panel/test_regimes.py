"""Every score of Polity5 and V-Dem whose state was in the list in that year is in panels, and nothing else is."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from westphalia import panel
from westphalia.record.world import load

SOURCES = Path(os.environ.get("SOURCES", Path(__file__).parents[3] / "shared" / "data"))
WORLD = load()
OWN = {
    324: 325,
    342: 345,
    347: 345,
    364: 365,
    769: 770,
    818: 816,
    529: 530,
    348: 341,
    341: 347,
    525: 626,
    626: 625,
}
"""Polity's own codes of states (Polity5 manual, appendix), by theirs."""
AT_THE_END_OF_THE_YEAR = {(325, 1861): 325, (365, 1922): 364, (816, 1976): 818, (345, 1991): 347, (530, 1993): 529, (345, 2006): 342, (625, 2011): 626}  # fmt: skip
"""Which polity counts in a year in which one state had two."""
HERE = pytest.mark.skipif(not (SOURCES / "democracy").is_dir(), reason="the sources are not here")


@pytest.fixture(scope="module", params=["cow", "gw"])
def system(request):
    return request.param


@pytest.fixture(scope="module")
def scores(system):
    added = ("democracy", "democracy-as-listed", "democracy-indices")
    frame = panel.state_years(WORLD, (1816, 2025), system).add(*added).collect()
    return frame.rename({"gwcode": "code", "ccode": "code"}, strict=False)


def of(scores, code, year, column="polity2"):
    return scores.filter(code=code, year=year)[column].item()


def in_gleditsch_ward(ccode, year):
    """Return the codes of a state in the Gleditsch-Ward list, in which Germany and Yemen go on after unification and Serbia has its own."""
    if ccode == 345:
        return {2006: (340, 345)}.get(year, (345,) if 1918 <= year < 2006 else (340,))
    return {(255, True): (260,), (679, True): (678,)}.get((ccode, year >= 1990), (ccode,))


def polity(system):
    """Return Polity's scores by state and year."""
    from sources.rdata import read_r

    found = {}
    rows = read_r(SOURCES / "democracy" / "polity5.rda").select("polity_annual_ccode", "year", "polity2")
    for code, year, score in rows.iter_rows():
        ccode = 300 if code == 305 and year <= 1918 else OWN.get(code, code)
        if AT_THE_END_OF_THE_YEAR.get((ccode, year), code) == code:
            codes = in_gleditsch_ward(ccode, year) if system == "gw" else (ccode,)
            found |= {(each, year): score for each in codes if each != 260 or (each, year) not in found}
    shape = {"code": pl.Int64, "year": pl.Int64, "expected": pl.Float64}
    return pl.DataFrame([(*key, score) for key, score in found.items()], schema=shape, orient="row")


@HERE
def test_every_score_of_polity_is_there_and_a_null_is_polity_s(scores, system):
    """Polity leaves out states below half a million people, and years of foreign interruption."""
    both = scores.join(polity(system), on=["code", "year"], how="left")
    apart = both.filter(pl.col("polity2").cast(pl.Float64).ne_missing(pl.col("expected")))
    assert apart.select("code", "year", "polity2", "expected").rows() == []
    assert scores["polity2"].is_not_null().sum() > 14_000


@HERE
def test_every_score_of_v_dem_is_there(scores, system):
    from sources.rdata import read_r

    rows = read_r(SOURCES / "democracy" / "vdem_simple.rda").drop_nulls("v2x_polyarchy")
    mine = {"Austria": (305, 300, 1918), "Czechia": (316, 315, 1992), "Republic of Vietnam": (817, 815, 1953)}
    known = set()
    for name, code, year in rows.select("vdem_country_name", "vdem_cowcode", "year").iter_rows():
        now, before, until = mine.get(name, (code, code, year))
        ccode = {"Piedmont-Sardinia": 325}.get(name, now if name in mine and year > until else before)
        if code is not None or name == "Piedmont-Sardinia":
            known |= {
                (each, year) for each in (in_gleditsch_ward(ccode, year) if system == "gw" else (ccode,))
            }
    null = scores.filter(pl.col("v2x_polyarchy").is_null()).select("code", "year").rows()
    korea = {
        (730, year) for year in range(1906, 1910)
    }  # V-Dem's South Korea begins then, and 730 is Korea to 1910
    assert known & set(null) == set()
    assert korea & set(null) == set()


def test_nothing_that_the_package_has_is_lost(scores):
    for column in ("polity2", "v2x_polyarchy"):
        assert scores.filter(pl.col(column).is_null(), pl.col(f"{column}_listed").is_not_null()).height == 0
        known = [scores[name].is_not_null().sum() for name in (column, f"{column}_listed")]
        assert known[0] > known[1]
    far = (scores["v2x_polyarchy"] - scores["vdem_polyarchy"]).abs()
    assert scores.drop_nulls("v2x_polyarchy")["year"].max() == 2025
    assert far.max() < 0.1


@pytest.mark.parametrize(
    ("code", "year", "score"),
    [(365, 1950, -9), (347, 2010, 8), (341, 2010, 9), (625, 2015, -4), (300, 1914, -4), (300, 1900, -4), (816, 1980, -7)],
)  # fmt: skip
def test_states_for_which_polity_has_codes_of_its_own(scores, code, year, score):
    """Polity5, by the names of states: USSR, Kosovo, Montenegro, Sudan-North, Austria, Vietnam."""
    assert of(scores, code, year) == score


def test_states_that_the_package_leaves_without_v_dem(scores, system):
    assert of(scores, 340 if system == "gw" else 345, 1914) == 4
    assert of(scores, 325, 1850, "v2x_polyarchy") == of(scores, 325, 1850, "vdem_polyarchy")
    assert of(scores, 271, 1850, "vdem_polyarchy") == pytest.approx(
        of(scores, 271, 1850, "v2x_polyarchy"), abs=0.02
    )
    assert of(scores, 817, 1954, "vdem_polyarchy") is not None
    if system == "gw":
        assert of(scores, 90, 1848, "v2x_polyarchy") == 0.058
        assert of(scores, 90, 1850, "v2x_polyarchy") is None  # V-Dem knows nothing of Guatemala in 1849-51


def test_the_columns_say_what_matters():
    asked = panel.state_years(WORLD, (1950, 1950)).add("democracy")
    said = dict(asked.describe().select("column", "description").iter_rows())
    assert "codes of its own" in said["polity2"]
    assert "version 16" in said["v2x_polyarchy"]
    assert asked.coverage()["polity2"] == (1816, 2020)
    assert asked.coverage()["v2x_polyarchy"] == (1816, 2025)
    assert {each.id for each in asked.cite()} >= {"isard_democracy", "polity_5", "vdem_15"}
    assert any("V-Dem Dataset v16" in each.citation for each in asked.cite())
    assert "measure-polity2" in asked.available()
