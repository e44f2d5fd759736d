"""The edition that ships is the one that the build makes, and its manifest tells the truth about it."""

from __future__ import annotations

import hashlib
import json

import polars as pl
import pytest

from sources.build import LIMIT, build
from sources.registry import recipes
from tests.conftest import EDITION
from westphalia.record.manifest import read_manifest
from westphalia.record.schema import types_of
from westphalia.record.tables import declared

MANIFEST = json.loads((EDITION / "MANIFEST.json").read_text(encoding="utf-8"))
TABLES = sorted(declared())


def test_every_declared_table_is_built_and_described():
    assert sorted(recipes()) == sorted(set(TABLES) - {"coverage"})
    assert sorted(MANIFEST["tables"]) == TABLES
    assert sorted(path.stem for path in EDITION.glob("*.parquet")) == TABLES


def test_the_edition_is_within_its_size():
    size = sum(path.stat().st_size for path in EDITION.rglob("*") if path.is_file())
    assert size <= LIMIT


@pytest.mark.parametrize("name", TABLES)
def test_table_is_as_declared(name, edition):
    table, entry = declared()[name], MANIFEST["tables"][name]
    raw = (EDITION / f"{name}.parquet").read_bytes()
    assert (len(raw), hashlib.sha256(raw).hexdigest()) == (entry["bytes"], entry["sha256"])
    frame = edition(name)
    assert dict(frame.schema) == types_of(table)
    assert frame.height == entry["rows"] >= table.minimum_rows
    assert not frame.select(table.key).is_duplicated().any()
    if table.symmetric and {"ccode1", "ccode2"} <= set(table.state):
        assert frame.filter(pl.col("ccode1") >= pl.col("ccode2")).is_empty()


@pytest.mark.parametrize("name", TABLES)
def test_states_in_tables_are_states(name, edition):
    known = set(edition("states")["ccode"])
    for column in declared()[name].state:
        strangers = set(edition(name)[column].drop_nulls().unique()) - known
        assert not strangers, f"{name}.{column}: {sorted(strangers)}"


@pytest.mark.parametrize("name", TABLES)
def test_text_says_what_a_reader_needs(name):
    table = declared()[name]
    assert table.title
    assert table.description.endswith(".")
    for column in table.columns:
        assert column.description, column.name
        if column.type.startswith("float") and column.name not in table.key:
            told = column.unit or any(other.name == "unit" for other in table.columns)  # row by row
            assert told, f"{name}.{column.name} has no unit"


@pytest.mark.parametrize("name", sorted(MANIFEST["sources"]))
def test_source_can_be_cited(name):
    source = MANIFEST["sources"][name]
    assert all(source[part] for part in ("title", "citation", "version", "terms", "files"))
    assert source["tier"] in ("open", "limited")
    assert all(len(digest) == 64 for digest in source["files"].values())


def test_rows_are_accounted_for():
    for name, entry in MANIFEST["tables"].items():
        assert entry["read"] >= sum(entry["dropped"].values()) >= 0, name
        assert all(count >= 0 for count in entry["dropped"].values()), name


DEAR = {"relations", "relations_filtered"}
"""Tables that are estimated for half a minute; the estimator has tests of its own, and so has that of ideal points, the other that is estimated."""


@pytest.mark.long
def test_rebuilding_gives_the_same_bytes(inputs, tmp_path):
    """Every byte of every table, and what the manifest says of it (fitted models are checked with a tolerance, in tests/models); skipped where the source data are not beside this checkout."""
    build(inputs.root, tmp_path / "edition")
    made, shipped = read_manifest(tmp_path / "edition"), read_manifest(EDITION)
    assert (made.hash, made.tables, made.sources) == (shipped.hash, shipped.tables, shipped.sources)
    for name in TABLES:
        assert (made.folder / f"{name}.parquet").read_bytes() == (EDITION / f"{name}.parquet").read_bytes()


def test_rebuilding_some_of_the_tables_gives_the_same_bytes(inputs, tmp_path):
    """Every twenty-fifth table by name, but those that are dear; all of them with ``make long``."""
    some = set(sorted(recipes().keys() - DEAR)[::25])
    made = build(inputs.root, tmp_path / "edition", some)["tables"]
    assert made == {name: MANIFEST["tables"][name] for name in made}
    assert made.keys() == some
    for name in some:
        assert (tmp_path / "edition" / f"{name}.parquet").read_bytes() == (
            EDITION / f"{name}.parquet"
        ).read_bytes()
