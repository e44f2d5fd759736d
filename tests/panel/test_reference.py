"""Panels beside those of the R package peacesciencer 1.2.9, made from the same sources (read where present, never kept here)."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from westphalia import panel
from westphalia.record.world import load

FOLDER = Path(os.environ.get("REFERENCE", Path(__file__).parents[2].parent / "shared" / "reference"))
WORLD = load()
ALL = (1816, 2010)
PAIR = ["ccode1", "ccode2", "year"]
MANY = [
    "contiguity-as-listed",
    "majors",
    "disputes",
    "spells",
    "capabilities",
    "democracy",
    "alliances",
    "gdp",
]
SINGLE = 2e-7
"""Simulated GDP is kept in single precision."""

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"reference values are not here ({FOLDER})")


def compare(name, found, key, columns=()):
    reference = pl.read_parquet(FOLDER / f"{name}.parquet")
    found = found.rename({"conttype_listed": "conttype"}, strict=False).cast(dict.fromkeys(key, pl.Int64))
    columns = columns or [
        column for column in reference.columns if column in found.columns and column not in key
    ]
    joined = reference.join(found, on=key, how="left", suffix="_found", validate="1:1")
    for column in columns:
        theirs, ours = joined[column].cast(pl.Float64), joined[f"{column}_found"].cast(pl.Float64)
        assert (theirs.is_null() == ours.is_null()).all(), column
        assert ((theirs - ours).abs() <= 1e-9 + SINGLE * theirs.abs()).all(), column
    return len(columns)


def test_directed_dyad_years():
    more = ["dispute-details", "gdp-uncertainty"]
    found = panel.dyad_years(WORLD, ALL).add(*MANY, *more).collect()
    assert compare("full_directed_sample5000", found, PAIR) == 50


def test_politically_relevant_dyads():
    asked = panel.dyad_years(WORLD, ALL, directed=False).filter(politically_relevant="as-listed")
    found = asked.add(*MANY).collect()
    assert found.height == 111_991
    assert compare("dangerous_dyads_sample5000", found, PAIR) == 30


def test_state_years():
    found = panel.state_years(WORLD, (1816, 2025)).add("capabilities", "democracy").collect()
    assert compare("stateyears_basic_sample2000", found, ["ccode", "year"]) == 11


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
