"""No look-ahead: what a world of the past says does not hang on anything later, and is what the whole world says of those years.

An edition is cut off at a year: rows that began later are left out, ends, dates and outcomes that lay in the future are taken away, and coverage ends. The
world as of that year must be the same from it as from the edition that ships, in every table and in every measure.
"""

from __future__ import annotations

import hashlib
from copy import deepcopy
from datetime import date
from functools import lru_cache

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import westphalia as wp
from tests.conftest import EDITION, in_part
from westphalia.measures.measure import Measure
from westphalia.measures.reading import series
from westphalia.measures.registry import registered
from westphalia.measures.values import values
from westphalia.record.grid import build
from westphalia.record.manifest import read_manifest, write_manifest
from westphalia.record.tables import declared

YEARS = (1999, 1962, 1913)
BEFORE = 3
"""Years compared, the last of them that of the world."""
PAIRS = ((365, 640), (200, 220))
STORED = [name for name, m in registered().items() if not isinstance(m, Measure)]
COMPUTED = [name for name in registered() if name not in STORED]
WITHHELD = {"relation", "relation_sd", "ideal_point_distance"}
"""Smoothed with later data."""
RETROSPECT = {"rivalry_in_force", "rivalry_memory", "years_since_rivalry"}
"""From lists that are coded in retrospect: unknown in the last years."""
HOSTILITY = {
    *("core_closeness", "least_options", "options_without", "outside_options"),
    *(
        "joint_revisionism",
        "revisionism",
        "revisionism_claims",
    ),
}
"""Hang on the hostility of a state's disputes, or on whether they are under way, which is not known of one that is not over: Cuba's in 1960, Iraq's in 1999."""


def later(frame, name, year):
    if frame.schema[name] == pl.String:
        return pl.col(name).str.extract(r"-(\d{4})").cast(pl.Int16) > year
    return pl.col(name) > (pl.lit(date(year, 12, 31)) if frame.schema[name] == pl.Date else year)


def cut_table(frame, table, year):
    """Return a table as if written at the end of a year."""
    timing = table.timing
    if timing is None:
        return frame
    if timing.smoothed:
        return frame.clear()
    frame = frame.filter(~later(frame, timing.start, year))
    ended = frame.select(pl.lit(False).alias("ended")).to_series()
    if timing.end is not None:
        ended = frame.select(~later(frame, timing.end, year).fill_null(True)).to_series()
    dated = [name for name, kind in frame.schema.items() if kind == pl.Date and name != timing.start]
    unknown = [pl.when(~later(frame, name, year)).then(name).alias(name) for name in {*dated, *([timing.end] if timing.end else [])}]  # fmt: skip
    open_ = [pl.when(pl.lit(ended)).then(c.name).alias(c.name) for c in table.columns if c.outcome and c.name not in dated]  # fmt: skip
    return frame.with_columns(*unknown, *open_)


def cut_edition(folder, year):
    """Write the edition as if its sources ended with a year, or with their first where they begin later."""
    document = deepcopy(read_manifest(EDITION).document)
    for name, entry in document["tables"].items():
        path = folder / f"{name}.parquet"
        cut_table(pl.read_parquet(EDITION / path.name), declared()[name], year).write_parquet(path)
        entry["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
        entry["coverage"] = {
            key: [first, min(last, max(first, year))] for key, (first, last) in entry["coverage"].items()
        }
        for column in entry["columns"]:
            if column.get("last") is not None:
                column["last"] = min(column["last"], max(column["first"], year))
    for said in document["covers"].values():
        said["sources"] = {
            name: [first, min(last, max(first, year))] for name, (first, last) in said["sources"].items()
        }
    write_manifest(folder, {**document, "results": {}})
    return wp.load(folder).as_of(year)


@pytest.fixture(scope="module")
def worlds_of(tmp_path_factory):
    """Return a function of a year: its world, that of the edition cut off there and the whole one, and the pairs of the last years in each."""

    @lru_cache(maxsize=1)
    def made(year):
        whole = wp.load(EDITION)
        worlds = whole.as_of(year), cut_edition(tmp_path_factory.mktemp(f"cut-{year}"), year), whole
        years = year - BEFORE + 1, year
        return worlds, [build(world, years, "cow", dyads=True, directed=False) for world in worlds]

    return made


def values_of(measure, world, grid):
    return np.array(values(world, measure.name, grid).value, dtype=np.float64)


def in_dispute(measure, world, grid):
    """Tell which values are of states that have a dispute which is not over."""
    rows = world.table("dispute_dyad_years").filter(pl.col("end").is_null()).select("ccode1", "ccode2")
    listed = np.isin(grid.codes, rows.collect().to_numpy())
    sides = listed[grid.one], listed[grid.two]
    return np.stack(sides, axis=1) if measure.kind == "state" else sides[0] | sides[1]


def tables(worlds, grids):
    past, cut, _ = worlds
    for name, table in declared().items():
        if table.timing is not None:
            assert_frame_equal(past.table(name).collect(), cut.table(name).collect(), check_exact=True)


def rows(worlds, grids):
    past, cut, whole = grids
    for grid in (cut, whole):
        np.testing.assert_array_equal(past.codes, grid.codes)
        np.testing.assert_array_equal(past.cells, grid.cells)


def computed(name, worlds, grids):
    """Compare a measure in the last years, in all three worlds."""
    measure, world = registered()[name], worlds[0]
    past, cut, whole = (values_of(measure, *at) for at in zip(worlds, grids, strict=True))
    np.testing.assert_allclose(past, cut, rtol=1e-12, atol=1e-12)
    if name in WITHHELD:
        assert np.isnan(past).all()
        return
    if name in RETROSPECT:
        whole[np.isnan(past)] = np.nan
    if name in HOSTILITY:
        past, whole = (of[~in_dispute(measure, world, grids[0])] for of in (past, whole))
        assert past.size
    np.testing.assert_allclose(past, whole, rtol=1e-12, atol=1e-12)


def stored(name, year, worlds):
    """Compare the series of a quantity up to the year, in the world of the year and in that of the edition cut off there."""
    past, cut, whole = worlds
    measure = registered()[name]
    for pair in PAIRS:
        states = [whole.state(code) for code in pair][: measure.states]
        found = [series(world, measure, states, (1816, year)).rows for world in (past, cut)]
        assert [(row.year, row.value) for row in found[0]] == [(row.year, row.value) for row in found[1]]


WHOLE = {"tables": tables, "rows": rows}
CASES = [(year, what) for year in YEARS for what in (*WHOLE, *registered())]
ALWAYS = {*WHOLE, *WITHHELD, *RETROSPECT, *HOSTILITY}
FIRST = {*ALWAYS, *COMPUTED}


@pytest.mark.parametrize(
    ("year", "what"),
    in_part(CASES, 4, [case for case in CASES if case[1] in (FIRST if case[0] == YEARS[0] else ALWAYS)]),
)
def test_nothing_hangs_on_what_came_later(year, what, worlds_of):
    """All that is computed in the first of the years, in which most have rows; else the hard ones and every fourth, and all with ``make long``."""
    worlds, grids = worlds_of(year)
    if what in WHOLE:
        WHOLE[what](worlds, grids)
    elif what in COMPUTED:
        computed(what, worlds, grids)
    else:
        stored(what, year, worlds)
