"""What is said of states agrees with what is said of their pairs; the parts that additions are made of hold for any input."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.additions import DIFFERENCES, additions_page
from docs.generate import HERE
from tests.conftest import examples
from westphalia import panel
from westphalia.panel.additions import ADDITIONS
from westphalia.panel.computed import rows_since
from westphalia.panel.readers import mirrored, spread, standing
from westphalia.record.grid import build
from westphalia.record.world import load

WORLD = load()
YEARS = (1988, 1994)
PAIRS = ["capital-distance", "minimum-distance", "contiguity", "contiguity-as-listed", "rivalry", "rivalry-td", "wars", "ucdp-dyads", "alliances", "wheat-trade"]  # fmt: skip
STATES = ["nearest-capital", "nearest-state", "neighbours", "neighbours-as-listed", "rivals", "rivals-td", "state-wars", "ucdp-conflicts", "alliance-partners", "wheat-totals"]  # fmt: skip
"""Germany, Yemen, the Soviet Union, Yugoslavia and Czechoslovakia changed in these years."""


@pytest.fixture(scope="module", params=["cow", "gw"])
def both(request):
    pairs = panel.dyad_years(WORLD, YEARS, system=request.param).add(*PAIRS).collect()
    states = panel.state_years(WORLD, YEARS, request.param).add(*STATES).collect()
    one, code = pairs.columns[0], states.columns[0]
    summed = pairs.group_by(pl.col(one).alias(code), "year").agg(
        pl.col("capdist", "mindist").min(),
        (pl.col("conttype") == 1).sum().alias("by_land"),
        (pl.col("conttype") > 1).sum().alias("by_sea"),
        (pl.col("conttype_listed") == 1).sum().alias("by_land_listed"),
        pl.col("ongoingrivalry", "td_ongoingrivalry").sum(),
        pl.col("cowinterongoing").max().alias("at_war"),
        pl.col("ucdpinterongoing").max().alias("in_conflict"),
        pl.col("atop_alliance").sum(),
        pl.col("wheatflow1").sum(),
    )
    return states.join(summed, on=[code, "year"], validate="1:1")


@pytest.mark.parametrize(
    ("of_state", "of_pairs"),
    [
        ("mincapdist", "capdist"),
        ("minmindist", "mindist"),
        ("land", "by_land"),
        ("sea", "by_sea"),
        ("land_listed", "by_land_listed"),
        ("cowinterongoing", "at_war"),
        ("ucdpinterstate", "in_conflict"),
    ],
)
def test_what_a_state_has_is_what_its_pairs_have(both, of_state, of_pairs):
    apart = (both[of_state].cast(pl.Float64) - both[of_pairs].cast(pl.Float64)).abs() > 1e-6
    assert apart.mean() < 0.02, (
        both.filter(apart).select(both.columns[0], "year", of_state, of_pairs).head(20)
    )


@pytest.mark.parametrize(
    ("of_state", "of_pairs"),
    [("n_rivals", "ongoingrivalry"), ("td_n_rivals", "td_ongoingrivalry"), ("atop_partners", "atop_alliance"), ("wheat_exported", "wheatflow1")],
)  # fmt: skip
def test_counts_are_at_least_those_of_the_pairs_in_the_panel(both, of_state, of_pairs):
    known = both.filter(pl.col(of_state).is_not_null() & (pl.col(of_pairs) > 0))
    assert known.height > 50
    assert (known[of_state].cast(pl.Float64) >= known[of_pairs].cast(pl.Float64) - 1e-6).mean() > 0.98
    assert (known[of_state].cast(pl.Float64) == known[of_pairs].cast(pl.Float64)).mean() > 0.8


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=40))
def test_spells_count_from_the_last_event_of_the_same_group(rows):
    rows = sorted(rows, key=lambda row: row[0])
    groups = [group for group, _ in rows]
    starts = [at for at, group in enumerate(groups) if at == 0 or groups[at - 1] != group]
    expected, since = [], 0
    for at, (_, event) in enumerate(rows):
        since = 0 if at in starts else since
        expected.append(since)
        since = 0 if event else since + 1
    events = np.array([event for _, event in rows], dtype=bool)
    assert rows_since(events, np.array(starts, dtype=np.int64)).tolist() == expected


GRID = build(WORLD, (1950, 1960), "cow", False, False)


@examples(40)
@given(
    st.lists(st.tuples(st.integers(1940, 1970), st.none() | st.integers(1940, 1970)), min_size=1, max_size=8)
)
def test_a_spell_has_a_row_for_every_year_of_the_panel_that_it_touches(spells):
    frame = pl.DataFrame(spells, schema={"first": pl.Int16, "last": pl.Int16}, orient="row")
    found = spread(frame.with_row_index("spell").lazy(), GRID).collect()
    expected = {
        (number, year)
        for number, (first, last) in enumerate(spells)
        for year in range(1950, 1961)
        if first <= year <= (1960 if last is None else last)
    }
    assert set(found.select("spell", "year").rows()) == expected
    assert found.height == len(expected)


@examples(40)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.none() | st.integers(0, 3), st.integers(0, 3)),
        min_size=1,
        max_size=12,
    )
)
def test_the_row_that_stands_is_the_largest_and_unknown_comes_last(rows):
    frame = pl.DataFrame(rows, schema=["group", "large", "small"], orient="row")
    found = standing((("large", True), ("small", False)), frame.lazy(), ["group"]).collect()
    assert found["group"].is_unique().all()
    for group, large, small in found.iter_rows():
        of = [(-(b if b is not None else -1), c) for a, b, c in rows if a == group]
        assert (-(large if large is not None else -1), small) == min(of)


def test_seen_from_the_other_side_twice_is_as_before():
    frame = pl.DataFrame({"ccode1": [1], "ccode2": [2], "year": [3], "flow1": [4], "flow2": [5], "kind": [6]})
    turned = mirrored(frame.lazy()).collect()
    assert turned.row(0, named=True) == {
        "ccode1": 2,
        "ccode2": 1,
        "year": 3,
        "flow1": 5,
        "flow2": 4,
        "kind": 6,
    }
    assert mirrored(turned.lazy()).collect().equals(frame)


def test_the_page_of_additions_is_current():
    text = additions_page()
    assert (HERE / "additions.md").read_text(encoding="utf-8") == text, "run: python -m docs.generate"
    assert all(f"### {name}\n" in text for name in ADDITIONS)
    named = {
        column for each in ADDITIONS.values() for dyads in (True, False) for column in each.columns(dyads)
    }
    quoted = set(DIFFERENCES.split("`")[1::2])
    assert quoted <= named | set(ADDITIONS)
