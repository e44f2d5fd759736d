"""What lists cover: declared by their adapters where rows alone do not tell, written into the manifest, read by worlds."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

import westphalia as wp
from sources.registry import recipes
from sources.source import Source
from westphalia.record.coverage import Coverage, since
from westphalia.record.entries import covered, described, lists_of, source_spans, state_spans
from westphalia.record.manifest import SHIPPED, write_manifest
from westphalia.record.manifest import covered as with_lists
from westphalia.record.schema import LAST_YEAR, Column, Table, Timing, ccode
from westphalia.record.tables import declared

WORLD = wp.load()


def source(name, covers=None, lists=(), extended=False):
    return Source(name, "", (), "", "", "", "", "open", covers=covers or {}, lists=lists, extended=extended)


TABLE = Table(
    "quarrels", "", "", (ccode(), Column("list", "str", "Which"), Column("start", "int16", ""), Column("end", "int16", "", null=True)),
    ("ccode", "list"), Timing("start", "end"), 1, state=("ccode",),
)  # fmt: skip
ROWS = pl.DataFrame(
    {"ccode": [2, 20, 2], "list": ["long", "long", "short"], "start": [1850, 1900, 1950], "end": [1860, None, None]},
    schema={"ccode": pl.Int16, "list": pl.String, "start": pl.Int16, "end": pl.Int16},
)  # fmt: skip
TWO = (
    source("one", {"quarrels": (1816, 2014)}, ("long",)),
    source("two", {"quarrels": (1900, 2010)}, ("short",)),
)


def test_what_adapters_declare_goes_before_what_rows_tell():
    entry, said = described(TABLE, ROWS, TWO), covered(TABLE, TWO)
    assert said == {
        "sources": {"one": [1816, 2014], "two": [1900, 2010]},
        "lists": {"long": "one", "short": "two"},
    }
    assert entry["coverage"] == {"one": [1850, 2014], "two": [1850, 2014]}
    made = with_lists(entry, said)
    assert made["coverage"] == said["sources"]
    spans = {each["name"]: (each.get("first"), each.get("last")) for each in made["columns"]}
    assert spans["start"] == (1816, 2014)  # known in every row: as long as the lists
    assert spans["end"] == (1850, 1860)  # known in some
    assert covered(TABLE, (source("one"),)) == {}


def test_what_has_no_end_lasts_as_long_as_its_list_or_its_extension():
    found = {code: (first, last) for _, code, first, last, _ in state_spans(ROWS, TABLE, TWO).iter_rows()}
    assert found == {2: (1850, 2010), 20: (1900, 2014)}
    longer = (replace(TWO[0], extended=True), TWO[1])
    found = {code: last for _, code, _, last, _ in state_spans(ROWS, TABLE, longer).iter_rows()}
    assert found == {2: 2010, 20: LAST_YEAR}
    plain = (source("one"), source("two"))
    assert source_spans(ROWS, TABLE, plain) == {"one": [1850, LAST_YEAR], "two": [1850, LAST_YEAR]}
    assert lists_of(TABLE, plain) == {}


def test_a_list_that_ends_later_is_known_to_every_reader(tmp_path):
    """The years of a world are those of its manifest: with later ones there, nothing else need be said."""
    from westphalia.models.outcomes import AGREEMENT
    from westphalia.models.partnership.windows import listed
    from westphalia.panel.additions import ADDITIONS

    for path in SHIPPED.glob("*.parquet"):
        (tmp_path / path.name).symlink_to(path)
    document = WORLD.manifest.document
    longer = {"defence_agreements": {"sources": {"dcad_1": [1980, 2020]}}}
    said = {**document, "covers": {**document["covers"], **longer}, "results": {}}
    world = wp.load(write_manifest(tmp_path, said).folder)
    assert listed(world).seen[AGREEMENT.name] == (1980, 2020)
    assert ADDITIONS["dca"].span(world) == (1980, 2020)
    assert listed(WORLD).seen[AGREEMENT.name] == (1980, 2010)


@pytest.mark.parametrize("name", sorted(recipes()))
def test_the_manifest_says_what_adapters_declare(name):
    entry, recipe = WORLD.manifest.table(name), recipes()[name]
    for each in recipe.sources:
        if name in each.covers:
            assert entry["coverage"][each.id] == list(each.covers[name])
    lists = lists_of(declared()[name], recipe.sources)
    assert entry.get("lists", {}) == lists
    for each in lists:
        assert WORLD.span(name, source=each) == tuple(entry["coverage"][lists[each]])


def test_every_declared_table_is_built_from_its_source():
    for each in {source.id: source for recipe in recipes().values() for source in recipe.sources}.values():
        for table, (first, last) in each.covers.items():
            assert each in recipes()[table].sources
            assert first <= last <= LAST_YEAR


def test_lists_together():
    assert since(1816, "pacts", "shared_institutions").span(WORLD) == (1816, 2014)
    assert Coverage(("rivalries:thompson_dreyer",)).span(WORLD) == (1494, 2010)
    assert Coverage(("capabilities.cinc",)).span(WORLD) == (1816, 2022)
    assert since(1950, "arms_transfers").later(9).span(WORLD) == (1959, 2025)
    assert Coverage(("designations",)).span(WORLD) == (2022, LAST_YEAR)  # its months reach further
    assert list(since(2012, "shared_institutions").years(WORLD)) == [2012, 2013, 2014]


def test_an_earlier_world_knows_no_later_year_of_a_list():
    then = WORLD.as_of(2000)
    assert Coverage(("pacts",)).span(then) == (1815, 2000)
    assert Coverage(("rivalries:tss",)).span(then) == (1494, 1995)  # coded in retrospect
    assert Coverage(("ideal_points",)).span(then) is None  # estimated with later votes
    assert Coverage(("pacts",)).whole(then) == (1815, 2018)
    assert Coverage(("defence_agreements",)).span(WORLD.as_of(1970)) is None
    assert list(Coverage(("defence_agreements",)).years(WORLD.as_of(1970))) == []
