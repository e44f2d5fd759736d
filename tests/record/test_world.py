"""Opening the edition: fast, checked, and clear when something is wrong with it."""

from __future__ import annotations

import json
import shutil
import time

import pytest

import westphalia as wp
from westphalia.errors import BrokenEdition, NotUnderstood
from westphalia.models import load
from westphalia.record.coverage import since
from westphalia.record.manifest import SHIPPED


@pytest.fixture
def copy(tmp_path):
    """Return the folder of an edition with the manifest and two tables."""
    folder = tmp_path / "edition"
    folder.mkdir()
    for name in ("MANIFEST.json", "warheads.parquet", "state_names.parquet"):
        shutil.copy(SHIPPED / name, folder / name)
    return folder


def test_opens_in_an_instant_and_reads_nothing_else(copy):
    (copy / "warheads.parquet").unlink()
    start = time.perf_counter()
    world = wp.load(copy)
    assert time.perf_counter() - start < 0.05
    assert world.manifest.tables


def test_it_says_which_edition_it_is_and_what_it_knows(copy):
    world = wp.load(copy)
    assert repr(world) == f"<World, edition {world.manifest.hash}, {len(world.manifest.tables)} tables>"
    assert repr(world.as_of(1990)).startswith("<World as of 1990, edition ")


def test_a_missing_table_is_an_error_only_when_it_is_asked_for(copy):
    world = wp.load(copy)
    assert world.table("warheads").collect().height == 584
    with pytest.raises(BrokenEdition, match="oil cannot be read"):
        world.table("oil")


def test_a_changed_table_is_told(copy):
    path = copy / "warheads.parquet"
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(BrokenEdition, match="changed or cut short"):
        wp.load(copy).table("warheads")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"tables": [], "sources": {}}', '{"tables": {}}'])
def test_a_damaged_manifest_is_told(copy, text):
    (copy / "MANIFEST.json").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenEdition, match="damaged"):
        wp.load(copy)


def test_no_edition(tmp_path):
    with pytest.raises(BrokenEdition, match="no edition"):
        wp.load(tmp_path / "none")


def test_an_unknown_table_is_told_with_the_nearest():
    with pytest.raises(NotUnderstood, match="capabilities"):
        wp.load().table("capabilites")


def test_the_stamp_names_the_edition():
    world = wp.load()
    assert world.stamp() == {
        "version": wp.__version__,
        "edition": world.manifest.hash,
        "model": load(world).hash,
    }
    assert len(world.manifest.hash) == 12
    assert world.as_of(1990).stamp()["model"] is None


def test_spans_heed_the_world():
    world = wp.load()
    assert world.span("capabilities", "cinc") == (1816, 2022)
    assert world.as_of(1990).span("capabilities", "cinc") == (1816, 1990)
    assert world.as_of(1990).span("ideal_points", "mean") is None
    assert world.span("trade", source="baci_2023") == (2023, 2023)
    assert world.as_of(2010).span("nuclear_status") == (1938, 2005)
    assert world.as_of(2010).span("trade", source="baci_2023") is None
    assert world.span("rivalries", covers=since(1816, "rivalries:tss")) == (1816, 2020)


def test_coverage_of_a_table_without_years():
    with pytest.raises(NotUnderstood, match="no years"):
        wp.load().coverage("terrain")


def test_members_and_spells():
    world = wp.load()
    assert 630 not in world.members(1820, "cow")
    assert 630 in world.members(1820, "gw")
    assert world.spells(255, "cow") == [(1816, 1945), (1990, 2025)]
    # Joined by the other list, Russia and the Soviet Union are one state throughout.
    assert world.spells(365) == [(1816, 2025)]


def test_every_table_that_is_declared_can_be_opened():
    world = wp.load()
    for name in world.manifest.tables:
        assert world.table(name).head(1).collect().width == len(world.entry(name)["columns"])


def test_the_manifest_is_valid_for_json_consumers():
    assert json.loads((SHIPPED / "MANIFEST.json").read_text(encoding="utf-8"))["format"] == 2
