"""Contiguity once a pair, distances as spells, ends of lists."""

from datetime import date

import polars as pl
import pytest

from sources.adapters import distance
from sources.tables.borders import distance_spells, once
from sources.tables.institutions import extended, maoz_spells
from sources.tables.rivalry import thompson_dreyer, tss

D = date


def _contiguity(rows):
    return pl.DataFrame(rows, schema=["ccode1", "ccode2", "conttype", "stdate", "enddate"], orient="row")


def test_each_spell_of_contiguity_stands_once():
    spell = (1, D(1920, 1, 1), D(2016, 12, 1))
    assert once(_contiguity([(20, 2, *spell), (2, 20, *spell)])).rows() == [(2, 20, *spell)]


def test_contiguity_in_one_direction_only_is_an_error():
    with pytest.raises(ValueError, match="one direction only"):
        once(_contiguity([(2, 20, 1, D(1920, 1, 1), D(2016, 12, 1))]))


NONE = pl.DataFrame(schema={"ccode1": pl.Int64, "ccode2": pl.Int64, "year": pl.Int64, "corrected": pl.Float64,
                            "kind": pl.String, "reason": pl.String, "citation": pl.String, "verified": pl.Boolean})  # fmt: skip


def test_neighbours_touch_and_their_spells_are_cut_there():
    yearly = pl.DataFrame(
        {"ccode1": [255] * 3, "ccode2": [365] * 3, "year": [1938, 1939, 1940], "mindist": [278.0] * 3}
    )
    touching = pl.DataFrame({"ccode1": [255] * 2, "ccode2": [365] * 2, "year": [1939, 1940]})
    spells, told = distance_spells(yearly, "cow", touching, NONE)
    assert spells.select("first", "last", "km").rows() == [(1938, 1938, 278.0), (1939, 1940, 0.0)]
    assert told.select("key", "printed", "corrected").rows() == [
        ("system=cow;ccode1=255;ccode2=365;first=1939", 278.0, 0.0)
    ]


def test_distances_become_spells_with_the_lower_code_first():
    yearly = pl.DataFrame(
        {"ccode1": [340] * 3, "ccode2": [343] * 3, "year": [2006, 2007, 2009], "mindist": [0.0] * 3}
    )
    touching = pl.DataFrame({"ccode1": [343], "ccode2": [345], "year": [2010]})
    spells, _ = distance_spells(yearly, "gw", touching, NONE)
    spells = spells.select("system", "ccode1", "ccode2", "first", "last", "km")
    assert spells.rows() == [("gw", 343, 345, 2006, 2007, 0.0), ("gw", 343, 345, 2009, 2009, 0.0)]


@pytest.mark.parametrize("system", ["cow", "gw"])
def test_spells_of_distance_lose_nothing(inputs, system):
    yearly = distance.minimum(inputs, system)
    spells = (
        distance_spells(yearly, system, NONE.select("ccode1", "ccode2", "year"), NONE)[0]
        .with_columns(pl.int_ranges("first", pl.col("last") + 1).alias("year"))
        .explode("year")
    )
    assert spells.height == yearly.height
    assert spells["km"].sort().equals(yearly["mindist"].sort().rename("km"))


def test_a_spell_to_the_end_of_a_list_is_extended():
    frame = pl.DataFrame({"start": [D(1922, 1, 1), D(1895, 4, 1)], "end": [D(2016, 12, 31), D(1945, 8, 14)]})
    assert extended(frame, D(2016, 12, 31)).select("end", "extended").rows() == [
        (None, True),
        (D(1945, 8, 14), False),
    ]


def test_a_state_may_be_a_regional_power_only():
    shape = {
        "ccode": pl.Int64,
        **dict.fromkeys(("regstdate", "regenddate", "globstdate", "globenddate"), pl.Date),
    }
    frame = pl.DataFrame([(630, D(1970, 1, 1), D(2019, 12, 31), None, None)], schema=shape, orient="row")
    assert maoz_spells(frame)["list"].to_list() == ["maoz_regional"]


def test_a_rivalry_of_the_last_year_of_its_list_has_no_end():
    kinds = {
        kind: [1, None]
        for kind in ("positional", "spatial", "ideological", "interventionary", "principal", "aprin")
    }
    frame = pl.DataFrame(
        {
            "tssr_id": [1, 2],
            "rivalry": ["a", "b"],
            "ccode1": [2, 2],
            "ccode2": [20, 31],
            "start": [1945, 1945],
            "end": [2020, 2019],
            **kinds,
        }
    )
    assert tss(frame).select("last", "spatial").rows() == [(None, True), (2019, False)]


def test_kinds_of_rivalry_are_read_from_any_of_three_columns():
    frame = pl.DataFrame(
        {
            "rivalryno": [1],
            "rivalryname": ["a"],
            "ccode1": [2],
            "ccode2": [20],
            "styear": [1900],
            "endyear": [2010],
            "type1": ["spatial"],
            "type2": [None],
            "type3": ["ideological"],
        },
        schema_overrides={"type2": pl.String},
    )
    assert thompson_dreyer(frame).select(
        "spatial", "positional", "ideological", "interventionary", "last"
    ).row(0) == (True, False, True, False, None)
